"""The address of a site or a hub: what would break feeds, links and headers, or make them unsafe."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult

from generator.text.addresses.absolute import address_parts

_UNSEEN = re.compile(
    r"[\s\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_SIGNS = re.compile(r"[\"'<>`{}|\\^«»“”‘’]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_LONGEST_HOST, _HIGHEST_PORT = 253, 65535


def flaw_of_address(address: str, *, takes_query: bool = False) -> str:
    """What is wrong with the address, or "". The text omits the address, which may contain a password."""
    parts = address_parts(address)
    flaws = (
        (_UNSEEN.search(address), "contains a space or an invisible character"),
        (
            parts.scheme not in ("http", "https") or not parts.netloc,
            "does not begin with https:// or http:// and a host",
        ),
        ("@" in parts.netloc, "contains a user name or password, which every reader would see"),
        (_SIGNS.search(address), "contains a quote or another character that is not allowed in addresses"),
        ("#" in address or ("?" in address and not takes_query), "contains `?` or `#`"),
        (not _is_host(parts), "has no valid host"),
        (_PERCENT.search(parts.path) or _climbs(parts.path), "has a path with `//`, `.`, `..` or an invalid `%`"),
    )
    return next((flaw for is_found, flaw in flaws if is_found), "")


def _climbs(path: str) -> bool:
    """`//` would make the links of every page lead to another host."""
    return "//" in path or any(step in (".", "..") for step in path.split("/"))


def _is_host(parts: SplitResult) -> bool:
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.netloc.endswith(":") or (port is not None and not 0 < port <= _HIGHEST_PORT):
        return False
    if parts.netloc.startswith("["):
        return _is_numbers(host)
    labels = host.removesuffix(".").split(".")
    return 0 < len(host) <= _LONGEST_HOST and all(_LABEL.fullmatch(label) for label in labels)


def _is_numbers(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False
