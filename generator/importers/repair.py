"""Articles of any format whose text was read with the wrong encoding before it was saved, mended as raw texts are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from generator.importers.evidence import problem
from generator.model import Evidence, RawArticle, SeedLine
from generator.text.mojibake import is_unreadable, mended

Value = str | tuple[str, ...]


def repaired(raw: RawArticle) -> RawArticle:
    """All texts of an article are looked at together: a title alone is too short to show what happened to it."""
    texts = [raw.body, *_strings(raw.fields), *(one.value for one in raw.evidence), *(one.text for one in raw.lines)]
    distinct = list(dict.fromkeys(text for text in texts if not text.isascii()))
    whole = "\n".join(distinct)
    fixed, notes = mended(whole)
    if notes:
        raw = _with_texts(raw, _by_text(distinct, fixed.split("\n")))
    return _without_unreadable(_noted(raw, notes))


def _strings(fields: Mapping[str, Value]) -> list[str]:
    return [one for value in fields.values() for one in ((value,) if isinstance(value, str) else value)]


def _by_text(texts: Sequence[str], lines: Sequence[str]) -> dict[str, str]:
    """Each text and what became of it: mending keeps the number of lines."""
    found: dict[str, str] = {}
    start = 0
    for text in texts:
        stop = start + text.count("\n") + 1
        found[text] = "\n".join(lines[start:stop])
        start = stop
    return found


def _with_texts(raw: RawArticle, by_text: Mapping[str, str]) -> RawArticle:
    def fixed(text: str) -> str:
        return by_text.get(text, text)

    def value(one: Value) -> Value:
        return fixed(one) if isinstance(one, str) else tuple(map(fixed, one))

    def evidence(one: Evidence) -> Evidence:
        return msgspec.structs.replace(one, value=fixed(one.value))

    def line(one: SeedLine) -> SeedLine:
        return msgspec.structs.replace(one, text=fixed(one.text))

    return msgspec.structs.replace(
        raw,
        body=fixed(raw.body),
        fields={name: value(one) for name, one in raw.fields.items()},
        evidence=tuple(map(evidence, raw.evidence)),
        lines=tuple(map(line, raw.lines)),
    )


def _without_unreadable(raw: RawArticle) -> RawArticle:
    """Paragraphs of lost letters are told, not published."""
    if raw.body.isascii():
        return raw
    paragraphs = raw.body.split("\n\n")
    kept = [one for one in paragraphs if not is_unreadable(one)]
    if len(kept) == len(paragraphs):
        return raw
    what = f"{len(paragraphs) - len(kept)} paragraphs cannot be read and were left out"
    return _noted(msgspec.structs.replace(raw, body="\n\n".join(kept)), (what,))


def _noted(raw: RawArticle, notes: Sequence[str]) -> RawArticle:
    hint = "compare the article with the original"
    found = tuple(problem(raw.seed, "I104", "warning", note, hint) for note in notes)
    return msgspec.structs.replace(raw, problems=(*raw.problems, *found)) if found else raw
