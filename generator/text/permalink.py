"""The lasting URL path of an article, and which paths it may not take."""

from __future__ import annotations

import re
import unicodedata

from generator.text.relative_path import PathError, published_path, shown

PATTERN_FIELDS = ("year", "month", "day", "slug")
UNDATED = "undated"
# First components of paths that the site's own pages use.
RESERVED = frozenset(
    (
        "sections tags authors archive search assets sitemaps feeds data lost corrections people places outlets"
        " collections on-this-day proofs"
    ).split()
)
_PERIOD = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}/")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class PermalinkError(ValueError):
    """A path that no article may have; `hint` says what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def permalink(pattern: str, date: str, words: str) -> str:
    """The pattern filled in: `/2025/02/slug/`; what has no such date stands under `/undated/`."""
    year, month, day = date[:4], date[5:7], date[8:10]
    wanted = {"year": year, "month": month, "day": day}
    if any(not wanted[name] for name in ("year", "month", "day") if f"{{{name}}}" in pattern):
        return checked_permalink(f"{year or UNDATED}/{words}/")
    return checked_permalink(pattern.format(slug=words, **wanted))


def checked_permalink(url: str) -> str:
    """With a slash at both ends, in NFC; raises PermalinkError for a path that harms or collides."""
    path = f"/{_plain(url, url.strip('/'))}/"
    if path.split("/")[1] in RESERVED or path == f"/{UNDATED}/" or _PERIOD.fullmatch(path) or path.startswith("/."):
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
