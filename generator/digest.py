"""One hash for every plain value: what a target's freshness is judged by."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def digest(*values: Any) -> bytes:
    """16 bytes that change whenever one of the values does."""
    return blake2b(_encode(values), digest_size=16).digest()


def digest_of_digests(parts: list[bytes]) -> bytes:
    """The digest of many: order counts, length too."""
    return blake2b(b"".join(parts), digest_size=16).digest()
