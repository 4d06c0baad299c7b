"""Links in a body to the web: the page that an address refers to, and its copy in a web archive."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)(")')
# Wayback Machine and similar archives: /web/20110225123456id_/http://…
_COPY = re.compile(r"https?://[^/]+/(?:[\w.-]+/){0,2}(\d{8})\d{0,6}(?:[a-z]{2}_)?/(https?://.+)", re.IGNORECASE)
_PAGE = re.compile(
    r"https?://(?:[^/@?#]*@)?(?:www\.)?([^/?#:]+(?::(?!(?:80|443)\b)\d+)?)(?::80|:443)?(/[^?#]*)?(?:\?([^#]*))?(?:#.*)?",
    re.IGNORECASE,
)  # twenty times as fast as the library, and used for every article
# Parameters for tracking readers, which are not part of the address.
_COUNTED = re.compile(r"(?:utm_\w+|fbclid|gclid)=[^&]*&?", re.IGNORECASE)


class Copy(NamedTuple):
    """A copy of a page: the original address, and the day of the copy."""

    original: str
    day: str


def links_in(html: str) -> tuple[str, ...]:
    """The addresses that a body links to, without repeats."""
    return tuple(dict.fromkeys(unescape(found[2]) for found in _LINK.finditer(html)))


def copy_of(url: str) -> Copy | None:
    """The copy behind an address of a web archive, or None."""
    found = _COPY.fullmatch(url)
    if found is None:
        return None
    day = found[1]
    return Copy(found[2], f"{day[:4]}-{day[4:6]}-{day[6:]}")


def page_key(url: str) -> str:
    """One key for all addresses of a page and its copies in web archives; "" if it is not a web page."""
    copy = copy_of(url) if "/http" in url else None
    found = _PAGE.fullmatch(copy.original if copy else url)
    if found is None:
        return ""
    host, path, query = found.groups("")
    if query:
        query = _COUNTED.sub("", query).rstrip("&")
    key = f"{host.lower()}{path.rstrip('/')}{f'?{query}' if query else ''}"
    return unquote_to_bytes(key).decode("utf-8", "replace") if "%" in key else key


def with_places(html: str, places: Mapping[str, str], captured: str) -> str:
    """Links to `places` lead there; others get the day of the page they mean, if it is known (Robust Links)."""
    return _LINK.sub(lambda found: _placed(found, places, captured[:10]), html) if "<a" in html else html


def _placed(found: re.Match[str], places: Mapping[str, str], captured: str) -> str:
    href = unescape(found[2])
    copy = copy_of(href)
    if href in places:
        return f"{found[1]}{escape(places[href])}{found[3]}{_robust_link(copy.original if copy else href, '')}"
    if copy is not None:
        return f"{found[0]}{_robust_link(copy.original, copy.day)}"
    return f"{found[0]}{_robust_link('', captured)}" if href.startswith(("http://", "https://")) else found[0]


def _robust_link(original: str, day: str) -> str:
    first = f' data-originalurl="{escape(original)}"' if original else ""
    return f'{first} data-versiondate="{day}"' if day else first
