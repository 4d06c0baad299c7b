"""The terms of each taxonomy with their articles: sections, tags, people, places, authors, outlets."""

from __future__ import annotations

from collections.abc import Sequence

from generator.archive.alphabet import letter_of
from generator.archive.archive import Alias, ArchiveItem, Term
from generator.archive.permalinks import OUTLETS, SECTIONS, TAXONOMIES, letter_url, term_slug
from generator.archive.term_names import TermNames
from generator.config.settings import Settings


def terms_by_taxonomy(
    articles: Sequence[ArchiveItem], settings: Settings, names: TermNames
) -> dict[str, dict[str, Term]]:
    return {
        SECTIONS: _sections(articles, settings),
        **{taxonomy: _terms_of(taxonomy, articles, settings, names) for taxonomy in TAXONOMIES},
        OUTLETS: _outlets(articles, names),
    }


def _sections(articles: Sequence[ArchiveItem], settings: Settings) -> dict[str, Term]:
    """Those of site.yaml first, in its order and even when empty, since the menu leads to them."""
    members: dict[str, list[ArchiveItem]] = {}
    shown: dict[str, str] = {}
    for item in articles:
        if item.section:
            members.setdefault(item.section, []).append(item)
            # Of several spellings with one slug the first in the alphabet is shown, not the first to come.
            shown[item.section] = min(shown.get(item.section, item.card.section), item.card.section)
    found = {slug: Term(SECTIONS, slug, shown[slug], tuple(items)) for slug, items in sorted(members.items())}
    listed = {}
    for section in settings.sections:
        slug = section.slug or term_slug(section.name)
        listed[slug] = found.pop(slug, Term(SECTIONS, slug, section.name, ()))
    return listed | found


def _outlets(articles: Sequence[ArchiveItem], names: TermNames) -> dict[str, Term]:
    """The outlets, where there is more than one: the page of a single one would be the archive's."""
    members: dict[str, list[ArchiveItem]] = {}
    for item in articles:
        if item.outlet:
            members.setdefault(item.outlet, []).append(item)
    if len(members) < len(("one", "another")):
        return {}
    found = {key: _outlet(key, items, names) for key, items in members.items()}
    return dict(sorted(found.items(), key=lambda row: row[1].slug))


def _outlet(key: str, members: Sequence[ArchiveItem], names: TermNames) -> Term:
    """Under the authority's name, else the first in the alphabet: newspapers have few spellings, and many articles."""
    printed = min(item.article.publisher for item in members)
    name, slug = names.shown(OUTLETS, key, {printed: len(members)})
    others = {term_slug(item.article.publisher) for item in members} - {slug}
    aliases = tuple(Alias(other, _printed_as(members, other)) for other in sorted(others))
    return Term(OUTLETS, slug, name, tuple(members), aliases)


def _printed_as(members: Sequence[ArchiveItem], slug: str) -> tuple[ArchiveItem, ...]:
    return tuple(item for item in members if term_slug(item.article.publisher) == slug)


def _terms_of(taxonomy: str, articles: Sequence[ArchiveItem], settings: Settings, names: TermNames) -> dict[str, Term]:
    """In the order of their slugs, so that a new article leaves the order of the others alone."""
    members: dict[str, list[ArchiveItem]] = {}
    uses: dict[str, dict[str, int]] = {}
    for item in articles:
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


def _spelled(taxonomy: str, members: Sequence[ArchiveItem], slug: str) -> tuple[ArchiveItem, ...]:
    return tuple(item for item in members if any(term_slug(name) == slug for name in getattr(item.article, taxonomy)))
