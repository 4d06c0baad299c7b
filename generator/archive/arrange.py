"""Arrange all articles: their order, their terms, their periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.archive.archive import Archive, ArchiveItem
from generator.archive.items import archive_item, chronological, section_links
from generator.archive.permalinks import term_slug
from generator.archive.term_names import TermNames
from generator.archive.terms import terms_by_taxonomy
from generator.archive.versions import versions_by_url
from generator.config.settings import Settings
from generator.model import Article, Problem
from generator.records.authority import Authority
from generator.records.story_versions import NO_VERSIONS, Versions
from generator.text.arabic import fold

NO_AUTHORITY = Authority()


def arrange(
    articles: Iterable[Article],
    settings: Settings,
    authority: Authority = NO_AUTHORITY,
    versions: Versions = NO_VERSIONS,
) -> Archive:
    """Order, terms and periods; of articles that claim one URL only the first file keeps it."""
    kept, problems = _one_article_a_url(articles)
    sections = section_links(settings)
    names = TermNames(authority, settings.language)
    items = tuple(archive_item(article, settings, sections, names) for article in sorted(kept, key=chronological))
    problems += _nearly_sections(items, settings)
    return Archive(
        articles=items,
        terms=terms_by_taxonomy(items, settings, names),
        periods=_periods(items),
        problems=tuple(problems),
        versions=versions_by_url([one.article for one in items], versions),
    )


def _one_article_a_url(articles: Iterable[Article]) -> tuple[list[Article], list[Problem]]:
    by_url: dict[str, Article] = {}
    problems = []
    for article in sorted(articles, key=lambda article: article.source.path):
        # Two URLs that differ in case only are one file on half of the world's disks.
        first = by_url.setdefault(article.url.casefold(), article)
        if first is not article:
            what = f"`{article.url}` is already the URL of `{first.source.path}`"
            hint = "give one of them another `url`, or delete the copy"
            problems.append(Problem(article.source.path, 1, 0, "E201", "error", what, hint))
    return list(by_url.values()), problems


def _nearly_sections(items: Sequence[ArchiveItem], settings: Settings) -> Iterator[Problem]:
    """سياسه beside سياسة is a slip that the section's page does not show."""
    listed = {slug for section in settings.sections for slug in (section.slug or term_slug(section.name), section.name)}
    folded = {fold(section.name): section.name for section in settings.sections}
    seen = set(listed)
    for item in items:
        name = item.article.section
        if name and item.section not in seen and name not in seen and fold(name) in folded:
            seen.add(item.section)
            listed_name = folded[fold(name)]
            what = (
                f"the section `{name}` is spelt differently from `{listed_name}` in site.yaml, so it gets its own page"
            )
            hint = f"write `section: {listed_name}`, or list `{name}` in site.yaml"
            yield Problem(item.article.source.path, 1, 0, "E223", "warning", what, hint)


def _periods(items: Sequence[ArchiveItem]) -> dict[str, tuple[ArchiveItem, ...]]:
    """Articles by month (`2025-02`), by year where no month is known (`2025`), and undated ones under ``""``."""
    periods: dict[str, list[ArchiveItem]] = {}
    for item in items:
        periods.setdefault(item.article.date[:7], []).append(item)
    return {period: tuple(items) for period, items in sorted(periods.items())}
