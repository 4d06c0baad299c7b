"""Limits of a content file: more than any article needs, and too little to fill the memory of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.model import Level
from generator.text.limits import MAX_FIELD, body_excess

MAX_HEAD = 200_000  # characters of front matter
MAX_KEYS = 500
MAX_ITEMS = 1_000  # values of a list


class Excess(NamedTuple):
    """The field that exceeds a limit; `where` is empty for the whole file."""

    where: tuple[str, ...]
    code: str
    level: Level
    what: str
    hint: str


CONTROLS = Excess(
    (),
    "C143",
    "warning",
    "contains control characters, which are left out",
    "save the file without them, or import it again",
)


def size_excess(head: str, body: str) -> Excess | None:
    """The limit that a file exceeds as a whole; the build then reads no further."""
    if len(head) > MAX_HEAD:
        return Excess(
            (), "C140", "error", f"the front matter has more than {MAX_HEAD:,} characters", "move text to the body"
        )
    what = body_excess(body)
    return Excess((), "C140", "error", what, "split it into articles") if what else None


def excesses(fields: Mapping[str, Any]) -> Iterator[Excess]:
    """Fields over a limit. A text that is too long rejects the article; a list that is too long is shortened."""
    if len(fields) > MAX_KEYS:
        yield Excess(
            (), "C140", "error", f"the front matter has more than {MAX_KEYS} keys", "remove keys that no page shows"
        )
    for key, value in fields.items():
        if isinstance(value, str):
            if len(value) > MAX_FIELD:
                what = f"`{key[:60]}` is longer than {MAX_FIELD:,} characters"
                yield Excess((key,), "C141", "error", what, "move text that belongs to the article into its body")
        elif isinstance(value, list) and len(value) > MAX_ITEMS:
            what = f"`{key[:60]}` has {len(value):,} values, but only the first {MAX_ITEMS:,} count"
            yield Excess((key,), "C142", "warning", what, "list what the article is about, not everything it mentions")


def bounded(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, with lists that are too long shortened."""
    return {key: value[:MAX_ITEMS] if isinstance(value, list) else value for key, value in fields.items()}
