"""The parts of an address, even an invalid one: untrusted pages and exports contain both."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def address_parts(address: str) -> SplitResult:
    """The parts, all empty if the address cannot be parsed («http://[»)."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")
