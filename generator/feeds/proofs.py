"""Lists of hashes by which a text can be proven unchanged: a file a month, and one that holds the hashes of those.

A line of a month: SHA-256 of the words on the page, of the content file, of the seed (`-` without one), and the URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.files import fingerprint
from generator.model import Article


def month_list(articles: Iterable[Article]) -> bytes:
    """In the order of URLs, so that a list says nothing but what is in it."""
    lines = (
        f"{one.words_sha256} {one.source.fingerprint} {one.seed_sha256 or '-'} {one.url}\n"
        for one in sorted(articles, key=lambda one: one.url)
    )
    return "".join(lines).encode()


def root_list(lists: Mapping[str, bytes]) -> bytes:
    """For `sha256sum --check`; its own hash stands for every text of the archive."""
    return "".join(f"{fingerprint(data)}  {name}\n" for name, data in lists.items()).encode()
