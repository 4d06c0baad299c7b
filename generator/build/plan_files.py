"""What machines read, and the theme's static files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.archive.arrange import Archive, Placed
from generator.archive.permalinks import AUTHORS, SECTIONS, TAGS, period_url
from generator.build.frame import Frame
from generator.build.load import Loaded
from generator.build.site import MARKER, MARKER_BYTES
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.feeds.sitemap import Entry, parts
from generator.files import read_bytes

ROOTS = ("/", "/archive/", "/tags/", "/authors/")


def plan_sitemaps(archive: Archive, loaded: Loaded, frame: Frame) -> Iterator[Group]:
    """A part a month, one for all other pages, each split at its limits, and the index of the parts."""
    index = []
    for whole, pages in _sitemap_parts(archive, loaded):
        for name, entries in parts(frame.view, whole, pages) if pages else ():
            path = f"sitemaps/{name}.xml"
            index.append(Entry(f"/{path}", max(entry.changed for entry in entries)))
            yield _machine_file(frame, path, "sitemap", {"entries": entries})
    yield _machine_file(frame, "sitemap.xml", "sitemap_index", {"entries": index})
    yield _machine_file(frame, "robots.txt", "robots", {})


def _sitemap_parts(archive: Archive, loaded: Loaded) -> Iterator[tuple[str, list[Entry]]]:
    for period, members in archive.periods.items():
        yield (
            period or "undated",
            [Entry(item.article.url, _last_change(item)) for item in members if "noindex" not in item.article.robots],
        )
    yield "pages", [Entry(url, "") for url in _listing_urls(archive, loaded)]


def _last_change(item: Placed) -> str:
    return item.article.lastmod or item.article.date


def _listing_urls(archive: Archive, loaded: Loaded) -> Iterator[str]:
    yield from ROOTS
    yield from sorted(page.url for page in loaded.pages if "noindex" not in page.robots)
    for taxonomy in (SECTIONS, TAGS, AUTHORS):
        yield from (term.link.url for term in archive.terms[taxonomy].values())
    periods = [period for period in archive.periods if period]
    yield from map(period_url, sorted({period[:4] for period in periods}))
    yield from (period_url(period) for period in periods if len(period) > len("2025"))
    yield "/undated/"


def _machine_file(frame: Frame, path: str, recipe: str, inputs: dict[str, object]) -> Group:
    return frame.group(path, (), [digest(inputs)], partial(iter, [Target(path, recipe, inputs)]))


def plan_assets(frame: Frame) -> Iterator[Group]:
    """Static files as they are, and what a static host needs: the marker, and no Jekyll."""
    for asset in frame.theme.static:
        data = read_bytes(asset.file)
        target = Target(asset.path, "bytes", {"data": data})
        yield Group(f"asset/{asset.path}", digest(data), partial(iter, [target]))
    for path, data in ((".nojekyll", b""), (MARKER, MARKER_BYTES)):
        yield Group(path, digest(data), partial(iter, [Target(path, "bytes", {"data": data})]))
