"""The lasting URL path of an article, and which paths it may not take."""

from __future__ import annotations

import re
import unicodedata

from generator.text.addresses.relative_path import PathError, published_path, shown

PATTERN_FIELDS = ("year", "month", "day", "slug")
UNDATED = "undated"
# First components of paths that the site's own pages use.
RESERVED = frozenset(
    (
        "sections tags authors archive search assets sitemaps feeds data lost corrections people places outlets"
        " collections on-this-day proofs"
    ).split()
)
# Files of the root that hosts, robots and readers ask for by these very names.
RESERVED_FILES = frozenset(
    "404.html cname favicon.ico feed.json feed.xml index.html llms.txt robots.txt rss.xml sitemap.xml sw.js".split()
)
_INDEX = re.compile(r"(?:^|/)index\.html?/*$", re.IGNORECASE)
_PERIOD = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}/")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class PermalinkError(ValueError):
    """A path that no article may have; `hint` says what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def permalink(pattern: str, date: str, words: str) -> str:
    """The pattern filled in: `/2025/02/slug/`; what has no such date stands under `/undated/`.

    Words that would make a page of the site's own get others: `/2019/03/33/` is how days stand, `/search/` is taken.
    """
    try:
        return _filled_in(pattern, date, words)
    except PermalinkError:
        return _filled_in(pattern, date, f"article-{words}")


def _filled_in(pattern: str, date: str, words: str) -> str:
    year, month, day = date[:4], date[5:7], date[8:10]
    wanted = {"year": year, "month": month, "day": day}
    if any(not wanted[name] for name in ("year", "month", "day") if f"{{{name}}}" in pattern):
        return checked_permalink(f"{year or UNDATED}/{words}/")
    return checked_permalink(pattern.format(slug=words, **wanted))


def free_alias(url: str) -> str:
    """An old address that no page of ours can have: also one of numbers that are no day (`/2019/03/33/`)."""
    path = f"/{url.strip('/')}/"
    if _PERIOD.fullmatch(path) and not _is_day(path):
        return path
    return checked_permalink(url)


def _is_day(path: str) -> bool:
    """A year, a month or a day, written as our own pages are or not."""
    numbers = [int(part) for part in path.strip("/").split("/")]
    limits = (9999, 12, 31)
    return all(1 <= number <= limit for number, limit in zip(numbers, limits, strict=False))


def checked_permalink(url: str) -> str:
    """With a slash at both ends, in NFC; raises PermalinkError for a path that harms or collides."""
    if not _INDEX.sub("", url).strip("/") and _INDEX.search(url):
        raise PermalinkError(f"`{url}` is kept for the site's own front page", "choose another path")
    path = f"/{_plain(url, _INDEX.sub('', url).strip('/'))}/"
    first = path.split("/")[1].casefold()
    is_own = first in RESERVED or first in RESERVED_FILES or path == f"/{UNDATED}/" or _PERIOD.fullmatch(path)
    if is_own or path.startswith("/."):
        raise PermalinkError(f"`{url}` is kept for the site's own pages", "choose another path")
    return path


def checked_alias(alias: str) -> str:
    """An old path that forwards, with a slash before it, in NFC; unlike a permalink it may lie among listings."""
    path = _plain(alias, alias.strip("/"))
    if path.startswith("."):
        raise PermalinkError(f"`{path}` begins with a dot, which hosts keep to themselves", "leave the alias out")
    return f"/{path}/" if alias.endswith("/") else f"/{path}"


def _plain(url: str, path: str) -> str:
    if _SCHEME.match(url):
        raise PermalinkError(f"`{shown(url)}` is no path of this site", "write it like 2025/02/words-of-the-title/")
    if "?" in url or "#" in url:
        raise PermalinkError(f"`{shown(url)}` is no plain path", "leave out `?` and `#` and what follows")
    try:
        return published_path(unicodedata.normalize("NFC", path))
    except PathError as problem:
        raise PermalinkError(problem.what, problem.hint) from problem
