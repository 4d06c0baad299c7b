"""All articles in their order, each with its terms and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.archive.permalinks import AUTHORS, SECTIONS, TAGS, term_slug, term_url
from generator.archive.versions import versions_by_url
from generator.digest import digest
from generator.model import Article, Card, Link, Problem, Version
from generator.settings import Settings
from generator.text.languages import direction
from generator.text.lede import shortened
from generator.versions import NO_VERSIONS, Versions

LEDE_LENGTH = 220  # characters: what three lines of a card hold


class Placed(msgspec.Struct, frozen=True):
    """An article in its archive. `brief` is its card with title and date alone.

    `mark` is the digest of all that the article says, the other marks those of its cards; the rest are slugs.
    """

    article: Article
    card: Card
    brief: Card
    mark: bytes
    card_mark: bytes
    brief_mark: bytes
    section: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]


class Term(msgspec.Struct, frozen=True):
    """A value of a taxonomy and its articles, oldest first."""

    taxonomy: str
    slug: str
    name: str
    members: tuple[Placed, ...]

    @property
    def link(self) -> Link:
        return Link(self.name, term_url(self.taxonomy, self.slug))

    @property
    def link_with_count(self) -> Link:
        return Link(self.name, term_url(self.taxonomy, self.slug), len(self.members))


class Archive(msgspec.Struct, frozen=True):
    """Every published article, undated ones first, then oldest to newest; terms by taxonomy and slug.

    `versions` holds, by URL, the articles that tell the same story, where there are any.
    """

    articles: tuple[Placed, ...]
    terms: Mapping[str, Mapping[str, Term]]
    periods: Mapping[str, tuple[Placed, ...]]
    problems: tuple[Problem, ...]
    versions: Mapping[str, tuple[Version, ...]] = {}

    def link(self, taxonomy: str, slug: str) -> Link:
        return self.terms[taxonomy][slug].link


def arrange(articles: Iterable[Article], settings: Settings, versions: Versions = NO_VERSIONS) -> Archive:
    """Order, terms and periods; of articles that claim one URL only the first file keeps it."""
    kept, problems = _one_article_a_url(articles)
    sections = section_links(settings)
    placed = tuple(place(article, settings, sections) for article in sorted(kept, key=chronological))
    told = versions_by_url([one.article for one in placed], versions)
    return Archive(placed, _terms(placed, settings), _periods(placed), tuple(problems), told)


def chronological(article: Article) -> tuple[str, str]:
    """Dates as printed sort as text: a year before its months, a day before its hours."""
    return article.date, article.id


def place(article: Article, settings: Settings, sections: Mapping[str, Link]) -> Placed:
    section = _section(article, sections)
    card = card_of(article, settings, section)
    brief = Card(card.url, card.title, card.lang, card.dir, date=card.date, date_range=card.date_range)
    return Placed(
        article=article,
        card=card,
        brief=brief,
        mark=digest(article),
        card_mark=digest(card),
        brief_mark=digest(brief),
        section=section.url.split("/")[-2] if section else "",
        tags=_slugs(article.tags),
        authors=_slugs(article.authors),
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


def _slugs(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(term_slug, names)))


def _terms(placed: Sequence[Placed], settings: Settings) -> dict[str, dict[str, Term]]:
    return {
        SECTIONS: _sections(placed, settings),
        TAGS: _terms_of(TAGS, ((item, item.tags, item.article.tags) for item in placed)),
        AUTHORS: _terms_of(AUTHORS, ((item, item.authors, item.article.authors) for item in placed)),
    }


def _sections(placed: Sequence[Placed], settings: Settings) -> dict[str, Term]:
    """Those of site.yaml first, in its order and even when empty, since the menu leads to them."""
    named = ((item, (item.section,), (item.card.section,)) for item in placed if item.section)
    found = _terms_of(SECTIONS, named)
    listed = {}
    for section in settings.sections:
        slug = section.slug or term_slug(section.name)
        listed[slug] = found.pop(slug, Term(SECTIONS, slug, section.name, ()))
    return listed | found


def _terms_of(taxonomy: str, named: Iterable[tuple[Placed, Sequence[str], Sequence[str]]]) -> dict[str, Term]:
    members: dict[str, list[Placed]] = {}
    names: dict[str, str] = {}
    for item, slugs, spellings in named:
        for slug in slugs:
            members.setdefault(slug, []).append(item)
        for name in spellings:
            # Of several spellings with one slug the first in the alphabet is shown, whoever came first.
            slug = slugs[0] if taxonomy == SECTIONS else term_slug(name)
            names[slug] = min(names.get(slug, name), name)
    return {slug: Term(taxonomy, slug, names[slug], tuple(items)) for slug, items in sorted(members.items())}


def _periods(placed: Sequence[Placed]) -> dict[str, tuple[Placed, ...]]:
    """Articles by month (`2025-02`), by year where no month is known (`2025`), and undated ones under ``""``."""
    periods: dict[str, list[Placed]] = {}
    for item in placed:
        periods.setdefault(item.article.date[:7], []).append(item)
    return {period: tuple(items) for period, items in sorted(periods.items())}
