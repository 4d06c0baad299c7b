"""The permanent URL path of an article, and the paths that it must not use.

The words in it come from slug.py; a site's pattern is `permalink` in config/settings.py.
"""

from __future__ import annotations

import re
import unicodedata

from generator.text.addresses.relative_path import PathError, published_path, shown

PATTERN_FIELDS = ("year", "month", "day", "slug")
UNDATED = "undated"
# First parts of paths that the site itself uses.
RESERVED = frozenset(
    (
        "sections tags authors archive search assets sitemaps feeds data lost corrections people places outlets"
        " collections on-this-day proofs"
    ).split()
)
# Files in the root with names that hosts, robots and readers rely on.
RESERVED_FILES = frozenset(
    "404.html cname favicon.ico feed.json feed.xml index.html llms.txt robots.txt rss.xml sitemap.xml sw.js".split()
)
_INDEX = re.compile(r"(?:^|/)index\.html?/*$", re.IGNORECASE)
_PERIOD = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}/")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class PermalinkError(ValueError):
    """A path that no article may use; `hint` is the way out."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def permalink(pattern: str, date: str, words: str) -> str:
    """The filled-in pattern: `/2025/02/slug/`, or `/undated/slug/` without a date.

    Words that would give a path of the site itself get a prefix: `/2019/03/33/` looks like a day, `/search/` is taken.
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
    """An old address that no page of the site has, including numbers that are not a day (`/2019/03/33/`)."""
    path = f"/{url.strip('/')}/"
    if _PERIOD.fullmatch(path) and not _is_day(path):
        return path
    return checked_permalink(url)


def _is_day(path: str) -> bool:
    """Whether the numbers are a year, a month or a day, however they are written."""
    numbers = [int(part) for part in path.strip("/").split("/")]
    limits = (9999, 12, 31)
    return all(1 <= number <= limit for number, limit in zip(numbers, limits, strict=False))


def checked_permalink(url: str) -> str:
    """The path with a slash at both ends, in NFC; PermalinkError for an unsafe or reserved path."""
    if not _INDEX.sub("", url).strip("/") and _INDEX.search(url):
        raise PermalinkError(f"`{url}` is reserved for the front page", "choose another path")
    path = f"/{_plain(url, _INDEX.sub('', url).strip('/'))}/"
    first = path.split("/")[1].casefold()
    is_own = first in RESERVED or first in RESERVED_FILES or path == f"/{UNDATED}/" or _PERIOD.fullmatch(path)
    if is_own or path.startswith("/."):
        raise PermalinkError(f"`{url}` is reserved for pages of the site", "choose another path")
    return path


def checked_alias(alias: str) -> str:
    """An old path that redirects, with a leading slash, in NFC; unlike a permalink it may be among listings."""
    path = _plain(alias, alias.strip("/"))
    if path.startswith("."):
        raise PermalinkError(f"`{path}` begins with a dot, which hosts do not serve", "leave the alias out")
    return f"/{path}/" if alias.endswith("/") else f"/{path}"


def _plain(url: str, path: str) -> str:
    if _SCHEME.match(url):
        raise PermalinkError(
            f"`{shown(url)}` is not a path of this site", "write a path such as 2025/02/words-of-the-title/"
        )
    if "?" in url or "#" in url:
        raise PermalinkError(f"`{shown(url)}` is not a plain path", "remove `?` or `#` and everything after it")
    try:
        return published_path(unicodedata.normalize("NFC", path))
    except PathError as problem:
        raise PermalinkError(problem.what, problem.hint) from problem
