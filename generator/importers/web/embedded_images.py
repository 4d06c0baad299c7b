"""Images that a page carries in itself, as SingleFile and monolith write them: each becomes a file beside the article."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import unquote_to_bytes

MAX_EMBEDDED = 500  # images of one page
_TYPE = r"data:(?:image/[\w.+-]{1,40}|null|)(?:;[\w=.-]{1,40}){0,4};base64,"
_LETTERS = r"[A-Za-z0-9+/=%_-]+"
_SHOWN = re.compile(
    rf"src=(?:(?P<sign>[\"'])\s?{_TYPE}(?P<quoted>[A-Za-z0-9+/=%\s_-]+)(?=[\"'])|{_TYPE}(?P<bare>{_LETTERS}))",
    re.IGNORECASE,
)
_SINGLE_FILE = re.compile(rf"--(sf-img-\d+)\s*:\s*url\(\s*[\"']?{_TYPE}({_LETTERS})[\"']?\s*\)", re.IGNORECASE)
_STANDS_FOR = re.compile(r"var\(--(sf-img-\d+)\)")
# The first letters of each kind of image that browsers show.
_KINDS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
    (b"<svg", "svg"),
    (b"\0\0\0", "avif"),
)
_BLANK_GIF = re.compile(rb"GIF8[79]a[\x01\x02]\x00[\x01\x02]\x00", re.DOTALL)


def unpacked(html: str) -> tuple[str, Mapping[str, bytes]]:
    """The page with names of files in place of its images, and the files; what only keeps a place stays as it is."""
    files: dict[str, bytes] = {}
    if ";base64," not in html:
        return html, files
    variables = {match[1]: _kept(match[2], files) for match in _SINGLE_FILE.finditer(html)}

    def name_of(match: re.Match[str]) -> str:
        name = _kept(match["quoted"] or match["bare"], files)
        return f"src={match['sign'] or ''}{name}" if name else match.group()

    html = _SHOWN.sub(name_of, html)
    if any(variables.values()):
        html = _STANDS_FOR.sub(lambda match: f"embedded:{variables.get(match[1], '')};", html)
    return html, files


def _kept(encoded: str, files: dict[str, bytes]) -> str:
    """The name under which the image is kept; "" for one that is none, or only a blank."""
    if len(files) >= MAX_EMBEDDED:
        return ""
    letters = unquote_to_bytes(encoded) if "%" in encoded else encoded.encode()
    letters = b"".join(letters.split()).replace(b"-", b"+").replace(b"_", b"/")
    try:
        data = base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return ""
    suffix = next((suffix for start, suffix in _KINDS if data.startswith(start)), "")
    if not suffix or _BLANK_GIF.match(data):
        return ""
    name = f"image-{sha256(data).hexdigest()[:12]}.{suffix}"
    files[name] = data
    return name
