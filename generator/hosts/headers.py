"""How files of a site are sent: their types, how long browsers keep them, and what browsers may do with them.

No file of a site has a hash in its name, so none is kept for ever: what a page needs is asked for again, and only
images and fonts, which seldom change, are kept for some time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

NAME = "_headers"
ASK_AGAIN = "public, max-age=0, must-revalidate"
MONTH, WEEK = "public, max-age=2592000", "public, max-age=604800"
OTHER = "application/octet-stream"


class Kind(NamedTuple):
    """Files that end alike: their type and how long they are kept."""

    type: str
    cache: str = ASK_AGAIN


KINDS: Mapping[str, Kind] = {
    ".html": Kind("text/html; charset=utf-8"),
    ".css": Kind("text/css; charset=utf-8"),
    ".js": Kind("text/javascript; charset=utf-8"),
    ".json": Kind("application/json; charset=utf-8"),
    ".xml": Kind("application/xml; charset=utf-8"),
    ".txt": Kind("text/plain; charset=utf-8"),
    ".csv": Kind("text/csv; charset=utf-8"),
    ".gz": Kind("application/gzip"),
    ".pdf": Kind("application/pdf"),
    ".svg": Kind("image/svg+xml; charset=utf-8", WEEK),
    ".jpg": Kind("image/jpeg", WEEK),
    ".jpeg": Kind("image/jpeg", WEEK),
    ".png": Kind("image/png", WEEK),
    ".gif": Kind("image/gif", WEEK),
    ".webp": Kind("image/webp", WEEK),
    ".avif": Kind("image/avif", WEEK),
    ".ico": Kind("image/x-icon", WEEK),
    ".woff2": Kind("font/woff2", MONTH),
    ".woff": Kind("font/woff", MONTH),
    ".mp3": Kind("audio/mpeg", WEEK),
    ".mp4": Kind("video/mp4", WEEK),
    ".webmanifest": Kind("application/manifest+json; charset=utf-8"),
}
FEEDS: Mapping[str, str] = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
PAGES: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # Each page has its own policy in its head. What a page cannot say there is who may frame it.
    "Content-Security-Policy": "frame-ancestors 'self'",
}


def kind_of(path: str) -> Kind:
    """How a host that knows no types is told to send a file."""
    name = path.rpartition("/")[2]
    kind = KINDS.get(f".{name.rpartition('.')[2].lower()}" if "." in name else "", Kind(OTHER))
    return kind._replace(type=FEEDS[name]) if name in FEEDS else kind


def headers_file(base_path: str) -> bytes:
    """`_headers`: hosts join a header that two rules set, so no two rules set the same for a file."""
    blocks = [_block(f"{base_path}*", PAGES)]
    blocks += [_block(f"{base_path}*/{name}", {"Content-Type": kind}) for name, kind in FEEDS.items()]
    blocks += [_block(f"{base_path}{name}", {"Content-Type": kind}) for name, kind in FEEDS.items()]
    blocks += [_block(f"{base_path}*{ending}", {"Cache-Control": cache}) for ending, cache in kept_long()]
    return "\n".join(blocks).encode()


def kept_long() -> Iterator[tuple[str, str]]:
    """Endings of files that are kept without asking again."""
    return ((ending, kind.cache) for ending, kind in KINDS.items() if kind.cache != ASK_AGAIN)


def _block(path: str, headers: Mapping[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
