"""What machines of others find in a built site: links, sitemaps, feeds and heads, by public readers and schemas.

Nothing of Warraq's own is asked: lxml reads pages, extruct their JSON-LD, feedparser the feeds, and the schemas and rules
of the tests judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from benchmarks.machines.feeds import SCHEMAS, feed_flaws, is_feed, unvisited
from benchmarks.machines.pages import Built, Seen, seen

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
INDEX, NEWS = "sitemap.xml", "sitemaps/news.xml"


class Line(NamedTuple):
    """A claim: how many things were looked at, and what was wrong with some."""

    claim: str
    looked_at: int
    flaws: Sequence[str]


def findings_of_machines(site: Built) -> tuple[list[Line], int]:
    """What they find, and how many articles there are."""
    files = {path.relative_to(site.output).as_posix() for path in site.output.rglob("*") if path.is_file()}
    with Pool(2) as pool:
        pages = pool.map(partial(seen, site), sorted(path for path in files if path.endswith(".html")), 64)
        feeds = pool.map(partial(feed_flaws, site), sorted(filter(is_feed, files)), 8)
    articles, others = [page for page in pages if page.is_article], [page for page in pages if not page.is_article]
    dated = {page.path for page in articles if page.is_dated}
    lines = [
        Line("no broken internal link", sum(len(page.links) for page in pages), [*_broken(pages, files)]),
        *_sitemaps(site, pages, sorted(path for path in files if path == INDEX or path.startswith("sitemaps/"))),
        Line("feeds: feedparser without bozo, Atom's schema, JSON Feed's fields", len(feeds), _joined(feeds)),
        Line("`prev-archive` visits each dated article once", len(dated), [*unvisited(site, dated)]),
        Line(
            "articles pass a NewsArticle checker, Zotero's rules", len(articles), _joined(one.flaws for one in articles)
        ),
        Line("no other page is taken for an article", len(others), _joined(one.flaws for one in others)),
    ]
    return lines, len(articles)


def table(lines: Sequence[Line]) -> bool:
    """Print them; whether all hold."""
    print("| | looked at | wrong | holds |\n|---|---|---|---|")
    for line in lines:
        print(f"| {line.claim} | {line.looked_at:,} | {len(line.flaws):,} | {'**no**' if line.flaws else 'yes'} |")
    for line in lines:
        for flaw in line.flaws[:5]:
            print(f"    {line.claim}: {flaw}")
    return not any(line.flaws for line in lines)


def _joined(found: Iterable[Sequence[str]]) -> list[str]:
    return [flaw for flaws in found for flaw in flaws]


def _broken(pages: Sequence[Seen], files: set[str]) -> Iterator[str]:
    names = {page.path: page.names for page in pages}
    for page in pages:
        for path, fragment in page.links:
            target = f"{path}index.html" if path.endswith("/") or not path else path
            if target not in files:
                yield f"{page.path}: {path}"
            elif fragment and target in names and fragment not in names[target]:
                yield f"{page.path}: {path}#{fragment}"


def _sitemaps(site: Built, pages: Sequence[Seen], sitemaps: Sequence[str]) -> Iterator[Line]:
    listed = {page.path for page in pages if page.is_listed}
    locations = Counter(
        location for path in sitemaps if path not in (INDEX, NEWS) for location in _locations(site, path)
    )
    news = [*_locations(site, NEWS)]
    yield Line("sitemaps keep to the protocol's schemas", len(sitemaps), [*_sitemap_flaws(site, sitemaps)])
    yield Line("every URL of the sitemap exists", len(locations), sorted(locations.keys() - listed))
    yield Line("and the other way round, once", len(listed), sorted(path for path in listed if locations[path] != 1))
    yield Line(
        "the last two days have a news sitemap", len(news), [path for path in news or [NEWS] if path not in listed]
    )


def _sitemap_flaws(site: Built, sitemaps: Sequence[str]) -> Iterator[str]:
    ours, official = (etree.XMLSchema(etree.parse(SCHEMAS / name)) for name in ("sitemap.xsd", "official-sitemap.xsd"))
    for path in sitemaps:
        root = etree.parse(site.output / path)
        for schema in (ours, official) if path != INDEX else (ours,):
            if not schema.validate(root):
                yield f"{path}: {schema.error_log.last_error}"
    yield from (f"{path}: not as the index says" for path in {*_locations(site, INDEX)} ^ {*sitemaps} - {INDEX})


def _locations(site: Built, path: str) -> Iterator[str]:
    if Path(site.output, path).exists():
        for element in etree.parse(site.output / path).iter(f"{MAP}loc"):
            yield site.path(element.text or "")
