"""The parts of an address, also of one that is none: strangers' pages and exports hold both."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def address_parts(address: str) -> SplitResult:
    """All empty where the address cannot be taken apart («http://[»)."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")
