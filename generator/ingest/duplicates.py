"""Which seeds are duplicates: their bytes were imported before, or their text is that of an article.

A duplicate makes no second content file; the ledger records where it is, so that a withdrawal finds every copy.
Articles that are only similar are versions: see near_duplicates.py.
"""

from __future__ import annotations

from collections.abc import Set

from generator.ingest.front_matter import hash_of_text
from generator.ingest.records import Records
from generator.model import RawArticle
from generator.records.ledger import Event


def is_duplicate_seed(seed_sha256: str, decision: str, records: Records, undone: Set[str]) -> bool:
    """Whether these bytes were imported before, with the same decision: such a seed is not read again.

    A deleted article stays deleted. Articles that a merge displaced, or whose withdrawal was undone (`undone`), are
    imported again.
    """
    known = records.by_hash(seed_sha256)
    if known is None or known.id in records.displaced or known.id in undone:
        return False
    return known.decision == decision


def article_with_same_text(raw: RawArticle, records: Records) -> Event | None:
    """The article that has this text already, from another seed; None if the text is new."""
    return records.by_text(hash_of_text(raw))
