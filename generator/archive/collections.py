"""Collections that an editor curates: articles named one by one, or found by a query, or that name the collection.

content/collections/NAME.md introduces one; a name that only articles know has a page without an introduction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from generator.archive.archive import Archive, ArchiveItem, Collection
from generator.archive.permalinks import AUTHORS, COLLECTIONS, PEOPLE, PLACES, TAGS, term_slug, term_url
from generator.archive.term_names import TermNames
from generator.model import Article, Problem

_TAXONOMIES = {"tag": TAGS, "person": PEOPLE, "place": PLACES, "author": AUTHORS}
QUERY = (*_TAXONOMIES, "section", "publisher", "from", "to")


def with_collections(archive: Archive, pages: Sequence[Article], names: TermNames) -> Archive:
    """The archive with its collections, those with an introduction first, and their problems."""
    slugs = {slug: page for page in pages for slug in (_stem(page), term_slug(page.title))}
    joined: dict[str, list[ArchiveItem]] = {}
    called: dict[str, str] = {}
    for item in archive.articles:
        for name in item.article.collections:
            page = slugs.get(term_slug(name))
            key = _stem(page) if page else term_slug(name)
            joined.setdefault(key, []).append(item)
            called[key] = min(called.get(key, name), name)
    problems: list[Problem] = []
    found = []
    for page in sorted(pages, key=lambda page: page.source.path):
        chosen = {item.article.url: item for item in joined.pop(_stem(page), ())}
        chosen |= {item.article.url: item for item in _named(page, archive, problems)}
        chosen |= {item.article.url: item for item in _found(page, archive, names, problems)}
        found.append(Collection(page.url, page.title, tuple(sorted(chosen.values(), key=_oldest_first)), page))
    for key, items in sorted(joined.items()):
        members = {item.article.url: item for item in items}.values()
        found.append(Collection(term_url(COLLECTIONS, key), called[key], tuple(sorted(members, key=_oldest_first))))
    return msgspec.structs.replace(archive, collections=tuple(found), problems=(*archive.problems, *problems))


def collection_url(page: Article) -> str:
    """/collections/NAME/ for content/collections/NAME.md."""
    return term_url(COLLECTIONS, _stem(page))


def _stem(page: Article) -> str:
    return page.source.path.rpartition("/")[2].removesuffix(".md")


def _oldest_first(item: ArchiveItem) -> tuple[bool, str, str]:
    """Undated ones last."""
    return not item.article.date, item.article.date, item.article.id


def _named(page: Article, archive: Archive, problems: list[Problem]) -> Iterator[ArchiveItem]:
    wanted = page.extra.get("articles", ())
    known = {key: item for item in archive.articles for key in (item.article.id, item.article.url)} if wanted else {}
    if not isinstance(wanted, list | tuple):
        hint = "write `articles: [id or URL, …]`"
        problems.append(Problem(page.source.path, 1, 0, "E211", "error", "`articles` is not a list", hint))
        return
    for name in map(str, wanted):
        item = known.get(name) or known.get(f"/{name.strip('/')}/")
        if item is None:
            what = f"the collection contains `{name}`, which is not the id or URL of any article"
            hint = "write an id from an article's front matter, or its path in this site: /2011/02/x/"
            problems.append(Problem(page.source.path, 1, 0, "E211", "warning", what, hint))
        else:
            yield item


def _found(page: Article, archive: Archive, names: TermNames, problems: list[Problem]) -> Iterator[ArchiveItem]:
    query = page.extra.get("query") or {}
    unknown = [key for key in query if key not in QUERY] if isinstance(query, Mapping) else ["query"]
    if unknown:
        hint = f"`query` can contain {', '.join(QUERY)}"
        problems.append(
            Problem(page.source.path, 1, 0, "E212", "error", f"`{unknown[0]}` is not supported in a query", hint)
        )
        return
    if query:
        wanted = {key: str(value) for key, value in query.items()}
        yield from (item for item in archive.articles if _matches(item, wanted, names))


def _matches(item: ArchiveItem, wanted: Mapping[str, Any], names: TermNames) -> bool:
    article = item.article
    return (
        all(names.key(kind, wanted[key]) in item.keys(kind) for key, kind in _TAXONOMIES.items() if key in wanted)
        and wanted.get("section", item.section) in (item.section, article.section)
        and wanted.get("publisher", article.publisher) == article.publisher
        and ("from" not in wanted or article.date >= wanted["from"])
        and ("to" not in wanted or "" < article.date[: len(wanted["to"])] <= wanted["to"])
    )
