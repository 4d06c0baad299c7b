"""The tags that go with a term, from its own articles only, so that no other article changes its page."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from generator.archive.archive import Archive, Term
from generator.archive.permalinks import TAGS
from generator.model import Link

MOST = 8
LEAST = 2  # articles in common: one may be chance


def related_tags(term: Term, key: str, archive: Archive) -> tuple[Link, ...]:
    """Those that most of its articles have, the commonest first."""
    if len(term.members) < LEAST:
        return ()
    counts = Counter(chain.from_iterable(item.tags for item in term.members))
    if term.taxonomy == TAGS:
        del counts[key]
    common = sorted((-count, tag) for tag, count in counts.items() if count >= LEAST)
    return tuple(archive.terms[TAGS][tag].link for _, tag in common[:MOST])
