"""The index of an archive brought up to date: patched where few articles changed, else made anew, with the same result.

`rebuild` makes it anew and `patch` changes it; both run in workers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.search.analysis.lexicon import Synonyms, lexicon_of
from generator.search.index.inputs import Index, Inputs, LostWordsError
from generator.search.index.numbering import Month, MonthLengths, shape_of
from generator.search.index.numpy_parts import numpy_parts
from generator.search.index.patch import patch
from generator.search.index.rebuild import rebuild

LARGEST_PATCH = 0.2  # of the archive: with more changed articles it is faster to make the index anew


def prepare(synonyms: Synonyms) -> None:
    """A worker's task: load what its next tasks need while it is idle."""
    numpy_parts()
    lexicon_of(synonyms)


def update(index: Index, months: Sequence[Month], inputs: Inputs) -> Callable[[], None] | None:
    """Begin to bring the index up to date; the returned function waits for the workers and writes."""
    shape = shape_of(months, inputs.digest)
    known = index.months() if index.shape() == shape else {}
    changed = [month for month in months if month.name not in known or known[month.name].digests != month.digests]
    names = {month.name for month in months}
    changed += [Month(name, ()) for name in known if name not in names]
    if not changed and known:
        return None
    if known and _distance(changed, known) < LARGEST_PATCH * sum(len(month.digests) for month in months):
        try:
            return patch(index, shape, changed, inputs)
        except LostWordsError:
            pass  # A build into another output dropped old texts. Making the index anew needs only the current ones.
    return rebuild(index, shape, months, inputs)


def _distance(changed: Sequence[Month], known: Mapping[str, MonthLengths]) -> int:
    """How many numbers belong to another article than before."""
    pairs = [(month.digests, known[month.name].digests if month.name in known else ()) for month in changed]
    return sum(
        abs(len(new) - len(old)) + sum(one != other for one, other in zip(new, old, strict=False)) for new, old in pairs
    )
