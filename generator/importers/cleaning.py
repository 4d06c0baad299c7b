"""What every imported article goes through last: no sign that programs stumble over, nothing without measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from generator.importers.evidence import problem
from generator.model import Evidence, Problem, RawArticle, RawImage, SeedLine
from generator.text.controls import UNWANTED, without_controls
from generator.text.limits import MAX_FIELD, MAX_ITEM, body_excess

MAX_ITEMS = 500  # values of a field that holds many
MAX_REPORTED = 2_000  # pieces of evidence and lines beside the body that the report shows of an article

Fields = Mapping[str, str | tuple[str, ...]]


def cleaned(raw: RawArticle) -> RawArticle:
    """The article without control characters and lone surrogates, and within the limits; what was left out is said."""
    if not _is_clean(raw):
        note = problem(
            raw.seed, "I162", "note", "contained control characters or halves of characters, which were left out"
        )
        raw = _without_controls(raw, (note,))
    found = tuple(_beyond(raw))
    if not found and len(raw.evidence) <= MAX_REPORTED and len(raw.lines) <= MAX_REPORTED:
        return raw
    return msgspec.structs.replace(
        raw,
        fields=_bounded(raw.fields),
        body="" if body_excess(raw.body) else raw.body,
        evidence=tuple(_shortened(one) for one in raw.evidence[:MAX_REPORTED]),
        lines=raw.lines[:MAX_REPORTED],
        problems=(*raw.problems, *found),
    )


def _is_clean(raw: RawArticle) -> bool:
    texts = [
        raw.body,
        *(part for value in raw.fields.values() for part in ((value,) if isinstance(value, str) else value)),
    ]
    texts += [one.value for one in raw.evidence]
    texts += [line.text for line in (*raw.lines, *raw.source_lines)]
    return not any(not text.isprintable() and UNWANTED.search(text) for text in texts)


def _without_controls(raw: RawArticle, notes: tuple[Problem, ...]) -> RawArticle:
    clean = without_controls
    replace = msgspec.structs.replace
    return replace(
        raw,
        fields={name: _each(value) for name, value in raw.fields.items()},
        body=clean(raw.body),
        lines=tuple(_line(one) for one in raw.lines),
        source_lines=tuple(_line(one) for one in raw.source_lines),
        evidence=tuple(replace(one, value=clean(one.value), method=clean(one.method)) for one in raw.evidence),
        images=tuple(_image(one) for one in raw.images),
        problems=(*(replace(one, what=clean(one.what), hint=clean(one.hint)) for one in raw.problems), *notes),
    )


def _each(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return without_controls(value)
    return tuple(filter(None, map(without_controls, value)))


def _line(line: SeedLine) -> SeedLine:
    return msgspec.structs.replace(line, text=without_controls(line.text))


def _image(image: RawImage) -> RawImage:
    return msgspec.structs.replace(image, reference=without_controls(image.reference))


def _beyond(raw: RawArticle) -> Iterator[Problem]:
    """A list without measure loses its end; a text without measure makes no article."""
    for name, value in raw.fields.items():
        if isinstance(value, str) and len(value) > MAX_FIELD:
            what = f"`{name}` is longer than {MAX_FIELD:,} characters"
            yield problem(raw.seed, "I163", "error", what, "shorten it in the source")
        elif not isinstance(value, str) and (len(value) > MAX_ITEMS or any(len(one) > MAX_ITEM for one in value)):
            what = (
                f"`{name}` has values beyond the first {MAX_ITEMS:,} or over {MAX_ITEM:,} characters: they are left out"
            )
            yield problem(raw.seed, "I164", "warning", what, "check the source, and choose the values that matter")
    if what := body_excess(raw.body):
        yield problem(raw.seed, "I163", "error", what, "split it into several articles")


def _bounded(fields: Fields) -> dict[str, Any]:
    return {
        name: value[:MAX_FIELD]
        if isinstance(value, str)
        else tuple(one for one in value[:MAX_ITEMS] if len(one) <= MAX_ITEM)
        for name, value in fields.items()
    }


def _shortened(one: Evidence) -> Evidence:
    return one if len(one.value) <= MAX_FIELD else msgspec.structs.replace(one, value=one.value[:MAX_FIELD])
