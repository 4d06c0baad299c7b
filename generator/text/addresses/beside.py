"""References in a text to images in its folder or below."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import unquote

# Names of images; the bytes of a file decide what it is (images/formats/kinds.py).
_NAMED = re.compile(
    r"[^/]\.(?:jpe?g|jfif|pjpe?g|jpe|a?png|gif|webp|avif|svgz?|bmp|ico|tiff?|hei[cf]|jxl|jp2|psd)\Z", re.IGNORECASE
)
_FORBIDDEN = re.compile(r"[\0:\\]")


def beside(reference: str) -> str:
    """The path of an image relative to its text's folder, or "" if it is elsewhere: `./x.jpg` is `x.jpg`."""
    if not _NAMED.search(reference) or reference.startswith("/") or _FORBIDDEN.search(reference):
        return ""
    path = normpath(reference)
    return "" if path.startswith("../") else path


def beside_in_link(address: str) -> str:
    """As `beside`, for an address in HTML or Markdown: percent-encoded, possibly with a query."""
    return beside(unquote(address.partition("?")[0].partition("#")[0]))
