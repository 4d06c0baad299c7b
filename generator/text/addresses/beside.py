"""Which references of a text name an image that lies beside it, in its folder or below."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import unquote

# What people call images; what a file is, its bytes say (images/kinds.py).
_NAMED = re.compile(
    r"[^/]\.(?:jpe?g|jfif|pjpe?g|jpe|a?png|gif|webp|avif|svgz?|bmp|ico|tiff?|hei[cf]|jxl|jp2|psd)\Z", re.IGNORECASE
)
_FORBIDDEN = re.compile(r"[\0:\\]")


def beside(reference: str) -> str:
    """The path of an image as its text's folder has it, "" for what lies elsewhere: `./x.jpg` is `x.jpg`."""
    if not _NAMED.search(reference) or reference.startswith("/") or _FORBIDDEN.search(reference):
        return ""
    path = normpath(reference)
    return "" if path.startswith("../") else path


def beside_in_link(address: str) -> str:
    """As `beside`, of an address in HTML or Markdown: percent-encoded, perhaps with a query."""
    return beside(unquote(address.partition("?")[0].partition("#")[0]))
