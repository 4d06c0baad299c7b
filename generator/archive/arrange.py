"""All articles in their order, each with its terms and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.archive.alphabet import letter_of
from generator.archive.permalinks import (
    AUTHORS,
    OUTLETS,
    PEOPLE,
    PLACES,
    SECTIONS,
    TAGS,
    TAXONOMIES,
    letter_url,
    term_slug,
    term_url,
)
from generator.archive.term_names import Names
from generator.archive.versions import versions_by_url
from generator.config.settings import Settings
from generator.digest import digest
from generator.model import Article, Card, Link, Problem, Version
from generator.records.authority import Authority
from generator.records.story_versions import NO_VERSIONS, Versions
from generator.text.arabic import fold
from generator.text.languages import direction
from generator.text.lede import shortened

NO_AUTHORITY = Authority()
LEDE_LENGTH = 220  # characters: what three lines of a card hold


class Placed(msgspec.Struct, frozen=True):
    """An article in its archive. `brief` is its card with title and date alone.

    `digest` is that of the whole article, the other digests are those of its cards. `section` is a slug, the rest are
    keys of terms.
    """

    article: Article
    card: Card
    brief: Card
    digest: bytes
    card_digest: bytes
    brief_digest: bytes
    section: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    outlet: str

    def keys(self, taxonomy: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, taxonomy)
        return found


class Alias(msgspec.Struct, frozen=True):
    """Another name of a term: the slug under which its page would stand, and the articles that use it."""

    slug: str
    members: tuple[Placed, ...]


class Term(msgspec.Struct, frozen=True):
    """A value of a taxonomy and its articles, oldest first; pages of its other names lead to its own.

    `spellings` counts the names that articles use; `url` is said where it is not the taxonomy's: a
    term without a page of its own has a place on its letter's.
    """

    taxonomy: str
    slug: str
    name: str
    members: tuple[Placed, ...]
    aliases: tuple[Alias, ...] = ()
    spellings: Mapping[str, int] = {}
    url: str = ""
    has_page: bool = True

    @property
    def link(self) -> Link:
        return Link(self.name, self.url or term_url(self.taxonomy, self.slug))

    @property
    def link_with_count(self) -> Link:
        return Link(self.name, self.url or term_url(self.taxonomy, self.slug), len(self.members))


class Collection(msgspec.Struct, frozen=True):
    """Articles that belong together, oldest first, and the page of content/collections/ that introduces them."""

    url: str
    title: str
    members: tuple[Placed, ...]
    page: Article | None = None


class Archive(msgspec.Struct, frozen=True):
    """Every published article, undated ones first, then oldest to newest.

    `terms` are by taxonomy and key; a section's key is its slug. `versions` holds, by URL, the articles that tell the
    same story, where there are any.
    """

    articles: tuple[Placed, ...]
    terms: Mapping[str, Mapping[str, Term]]
    periods: Mapping[str, tuple[Placed, ...]]
    problems: tuple[Problem, ...]
    versions: Mapping[str, tuple[Version, ...]] = {}
    collections: tuple[Collection, ...] = ()


def arrange(
    articles: Iterable[Article],
    settings: Settings,
    authority: Authority = NO_AUTHORITY,
    versions: Versions = NO_VERSIONS,
) -> Archive:
    """Order, terms and periods; of articles that claim one URL only the first file keeps it."""
    kept, problems = _one_article_a_url(articles)
    sections = section_links(settings)
    names = Names(authority, settings.language)
    placed = tuple(place(article, settings, sections, names) for article in sorted(kept, key=chronological))
    problems += _nearly_sections(placed, settings)
    told = versions_by_url([one.article for one in placed], versions)
    return Archive(placed, _terms(placed, settings, names), _periods(placed), tuple(problems), told)


def chronological(article: Article) -> tuple[str, str]:
    """Dates as printed sort as text: a year before its months, a day before its hours."""
    return article.date, article.id


def place(article: Article, settings: Settings, sections: Mapping[str, Link], names: Names) -> Placed:
    section = _section(article, sections)
    card = card_of(article, settings, section)
    brief = Card(card.url, card.title, card.lang, card.dir, date=card.date, date_range=card.date_range)
    return Placed(
        article=article,
        card=card,
        brief=brief,
        digest=digest(article),
        card_digest=digest(card),
        brief_digest=digest(brief),
        section=section.url.split("/")[-2] if section else "",
        tags=_keys(names, TAGS, article.tags),
        authors=_keys(names, AUTHORS, article.authors),
        people=_keys(names, PEOPLE, article.people),
        places=_keys(names, PLACES, article.places),
        outlet=names.key(OUTLETS, article.publisher) if article.publisher else "",
    )


def section_links(settings: Settings) -> dict[str, Link]:
    """Where site.yaml's sections stand, by the name and by the slug that front matter may use."""
    links: dict[str, Link] = {}
    for section in settings.sections:
        link = Link(section.name, term_url(SECTIONS, section.slug or term_slug(section.name)))
        links[section.name] = links[section.slug or section.name] = link
    return links


def _section(article: Article, known: Mapping[str, Link]) -> Link | None:
    """The section that front matter names: one of site.yaml's, else one of its own."""
    name = article.section
    return known.get(name) or Link(name, term_url(SECTIONS, term_slug(name))) if name else None


def card_of(article: Article, settings: Settings, section: Link | None) -> Card:
    lang = article.lang or settings.language
    return Card(
        url=article.url,
        title=article.title,
        lang=lang,
        dir=article.dir or direction(lang),
        date=article.date,
        date_range=article.date_range,
        kicker=article.kicker,
        lede=shortened(article.description or article.lede, LEDE_LENGTH),
        section=section.name if section else "",
        publisher=article.publisher,
        authors=article.authors,
        image=article.image,
        image_alt=article.image_alt,
    )


def _one_article_a_url(articles: Iterable[Article]) -> tuple[list[Article], list[Problem]]:
    by_url: dict[str, Article] = {}
    problems = []
    for article in sorted(articles, key=lambda article: article.source.path):
        # Two URLs that differ in case only are one file on half of the world's disks.
        first = by_url.setdefault(article.url.casefold(), article)
        if first is not article:
            what = f"`{article.url}` is the URL of `{first.source.path}` already"
            hint = "give one of the two another `url`, or delete the double"
            problems.append(Problem(article.source.path, 1, 0, "E201", "error", what, hint))
    return list(by_url.values()), problems


def _nearly_sections(placed: Sequence[Placed], settings: Settings) -> Iterator[Problem]:
    """سياسه beside سياسة is a slip, and one that no reader of the section's page can see."""
    listed = {slug for section in settings.sections for slug in (section.slug or term_slug(section.name), section.name)}
    folded = {fold(section.name): section.name for section in settings.sections}
    seen = set(listed)
    for item in placed:
        name = item.article.section
        if name and item.section not in seen and name not in seen and fold(name) in folded:
            seen.add(item.section)
            what = f"the section `{name}` is not `{folded[fold(name)]}` of site.yaml, and has a page of its own"
            hint = f"write `section: {folded[fold(name)]}`, or list it in site.yaml"
            yield Problem(item.article.source.path, 1, 0, "E223", "warning", what, hint)


def _keys(names: Names, taxonomy: str, said: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.key(taxonomy, name) for name in said)) if said else ()


def _terms(placed: Sequence[Placed], settings: Settings, names: Names) -> dict[str, dict[str, Term]]:
    return {
        SECTIONS: _sections(placed, settings),
        **{taxonomy: _terms_of(taxonomy, placed, settings, names) for taxonomy in TAXONOMIES},
        OUTLETS: _outlets(placed, names),
    }


def _sections(placed: Sequence[Placed], settings: Settings) -> dict[str, Term]:
    """Those of site.yaml first, in its order and even when empty, since the menu leads to them."""
    members: dict[str, list[Placed]] = {}
    shown: dict[str, str] = {}
    for item in placed:
        if item.section:
            members.setdefault(item.section, []).append(item)
            # Of several spellings with one slug the first in the alphabet is shown, whoever came first.
            shown[item.section] = min(shown.get(item.section, item.card.section), item.card.section)
    found = {slug: Term(SECTIONS, slug, shown[slug], tuple(items)) for slug, items in sorted(members.items())}
    listed = {}
    for section in settings.sections:
        slug = section.slug or term_slug(section.name)
        listed[slug] = found.pop(slug, Term(SECTIONS, slug, section.name, ()))
    return listed | found


def _outlets(placed: Sequence[Placed], names: Names) -> dict[str, Term]:
    """Those that printed the articles, where there is more than one: else its page would be the archive's."""
    members: dict[str, list[Placed]] = {}
    for item in placed:
        if item.outlet:
            members.setdefault(item.outlet, []).append(item)
    if len(members) < len(("one", "another")):
        return {}
    found = {key: _outlet(key, items, names) for key, items in members.items()}
    return dict(sorted(found.items(), key=lambda row: row[1].slug))


def _outlet(key: str, members: Sequence[Placed], names: Names) -> Term:
    """Under the authority's name, else the first in the alphabet: papers have few spellings, and many articles."""
    said = min(item.article.publisher for item in members)
    name, slug = names.shown(OUTLETS, key, {said: len(members)})
    others = {term_slug(item.article.publisher) for item in members} - {slug}
    aliases = tuple(Alias(other, _printed_as(members, other)) for other in sorted(others))
    return Term(OUTLETS, slug, name, tuple(members), aliases)


def _printed_as(members: Sequence[Placed], slug: str) -> tuple[Placed, ...]:
    return tuple(item for item in members if term_slug(item.article.publisher) == slug)


def _terms_of(taxonomy: str, placed: Sequence[Placed], settings: Settings, names: Names) -> dict[str, Term]:
    """In the order of their slugs, so that a new article leaves the order of the others alone."""
    members: dict[str, list[Placed]] = {}
    uses: dict[str, dict[str, int]] = {}
    for item in placed:
        for key in item.keys(taxonomy):
            members.setdefault(key, []).append(item)
        for name in getattr(item.article, taxonomy):
            spelled = uses.setdefault(names.key(taxonomy, name), {})
            spelled[name] = spelled.get(name, 0) + 1
    terms = []
    for key, items in members.items():
        name, slug = names.shown(taxonomy, key, uses[key])
        others = {term_slug(other) for other in (*uses[key], *names.known_names(taxonomy, key))} - {slug}
        aliases = tuple(Alias(other, _spelled(taxonomy, items, other)) for other in sorted(others))
        is_small = len(items) < settings.term_page_articles
        url = f"{letter_url(taxonomy, letter_of(name, settings.language))}#{slug}" if is_small else ""
        terms.append((key, Term(taxonomy, slug, name, tuple(items), aliases, uses[key], url, not is_small)))
    return dict(sorted(terms, key=lambda row: row[1].slug))


def _spelled(taxonomy: str, members: Sequence[Placed], slug: str) -> tuple[Placed, ...]:
    return tuple(item for item in members if any(term_slug(name) == slug for name in getattr(item.article, taxonomy)))


def _periods(placed: Sequence[Placed]) -> dict[str, tuple[Placed, ...]]:
    """Articles by month (`2025-02`), by year where no month is known (`2025`), and undated ones under ``""``."""
    periods: dict[str, list[Placed]] = {}
    for item in placed:
        periods.setdefault(item.article.date[:7], []).append(item)
    return {period: tuple(items) for period, items in sorted(periods.items())}
