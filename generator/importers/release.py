"""When readers may see an article, as evidence from the seed: drafts and embargoes stay what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.importers.evidence import problem
from generator.model import Evidence, Problem, Source
from generator.text.publication import is_among_drafts, sign_of, state_of

SURE, DOUBTFUL = 0.95, 0.6
_HOLDING = ("draft", "embargoed", "withdrawn")


def front_matter_release(fields: Mapping[str, Any], path: str) -> Iterator[Evidence]:
    """As `release_of`; here an unknown status may hold the article back."""
    where = "the front matter's"
    if is_among_drafts(path):
        yield Evidence("status", "draft", "the folder `_drafts`", SURE)
    if any(text.strip() and not state_of(text) for text in _statuses(fields)):
        yield Evidence("status", "draft", f"{where} status", DOUBTFUL)
    yield from release_of(fields, where)


def release_of(fields: Mapping[str, Any], where: str) -> Iterator[Evidence]:
    """Of front matter or a record: whatever holds back counts, also what cannot be understood."""
    states = map(state_of, _statuses(fields))
    yield from (Evidence("status", state, f"{where} status", SURE) for state in states if state in _HOLDING)
    for key, value in fields.items():
        sign = sign_of(key, value)
        if sign is None:
            continue
        sure = DOUBTFUL if sign.doubt else SURE
        if sign.field:
            yield Evidence(sign.field, sign.value, f"{where} {key}", sure)
        elif sign.is_strict:
            yield Evidence("status", "draft", f"{where} {key}", DOUBTFUL)


def _statuses(fields: Mapping[str, Any]) -> Iterator[str]:
    for key, value in fields.items():
        if key.lower() == "status" and isinstance(value, (str, int)):
            yield str(value)


def with_release(evidence: Sequence[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """Draft before anything else; a day of release only where it comes after the day that is printed."""
    held = sorted((one for one in found if one.field == "status"), key=lambda one: _HOLDING.index(one.value))
    printed = next((one.value for one in evidence if one.field == "date" and one.value), "")
    later = [one for one in found if one.field == "publish_date" and one.value[: len(printed)] > printed]
    expiry = sorted((one for one in found if one.field == "expiry_date"), key=lambda one: one.value)
    dated = [Evidence("date", one.value, one.method, one.confidence) for one in later[:1] if not printed]
    rest = (one for one in evidence if one.field != "status" or one.value == "withdrawn")
    return [*rest, *dated, *held, *sorted(later, key=lambda one: one.value, reverse=True), *expiry]


def release_doubts(source: Source, found: Sequence[Evidence]) -> Iterator[Problem]:
    """What a person should look at."""
    for one in found:
        if one.confidence < SURE:
            what = f"{one.method} may mean that the article is not public: `{one.field}` is set to `{one.value}`"
            hint = f"remove `{one.field}` from the content file if readers may see the article"
            yield problem(source, "I180", "warning", what, hint)
