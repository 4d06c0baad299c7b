"""What a content file may hold: more than any article has, and too little to fill the memory of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.model import Level
from generator.text.limits import MAX_FIELD, body_excess

MAX_HEAD = 200_000  # letters of front matter
MAX_KEYS = 500
MAX_ITEMS = 1_000  # values of a list


class Excess(NamedTuple):
    """Which field goes beyond which limit; `where` is empty for the whole file."""

    where: tuple[str, ...]
    code: str
    level: Level
    what: str
    hint: str


CONTROLS = Excess(
    (),
    "C143",
    "warning",
    "held control characters, which are left out",
    "save the file without them, or import it anew",
)


def size_excess(head: str, body: str) -> Excess | None:
    """Of a file that is read no further."""
    if len(head) > MAX_HEAD:
        return Excess(
            (), "C140", "error", f"the front matter has more than {MAX_HEAD:,} letters", "move texts to the body"
        )
    what = body_excess(body)
    return Excess((), "C140", "error", what, "cut it into articles") if what else None


def excesses(fields: Mapping[str, Any]) -> Iterator[Excess]:
    """A text without measure keeps the article back; of a list the end is left out."""
    if len(fields) > MAX_KEYS:
        yield Excess(
            (), "C140", "error", f"the front matter has more than {MAX_KEYS} keys", "leave out what no page shows"
        )
    for key, value in fields.items():
        if isinstance(value, str):
            if len(value) > MAX_FIELD:
                what = f"`{key[:60]}` is longer than {MAX_FIELD:,} letters"
                yield Excess((key,), "C141", "error", what, "move what is text of the article to its body")
        elif isinstance(value, list) and len(value) > MAX_ITEMS:
            what = f"`{key[:60]}` holds {len(value):,} values: only the first {MAX_ITEMS:,} count"
            yield Excess((key,), "C142", "warning", what, "name what the article is about, not all that it mentions")


def bounded(fields: Mapping[str, Any]) -> dict[str, Any]:
    """With the first values of lists that are too long."""
    return {key: value[:MAX_ITEMS] if isinstance(value, list) else value for key, value in fields.items()}
