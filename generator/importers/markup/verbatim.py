"""News text as Markdown that shows it verbatim: what Markdown would take for markup is escaped, nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from generator.importers.vocabulary.newsroom import ends_sentence


class BodyLine(Protocol):
    """`role` is `body` or `subhead`; `block` counts the stretches between blank lines."""

    @property
    def text(self) -> str: ...
    @property
    def block(self) -> int: ...
    @property
    def role(self) -> str: ...


_OPENINGS = re.compile(r"^(?:([#>+=-]+)|(\d{1,9})([.)])(?=\s|$)|([-+*=_~`:|]))")
_INLINE = re.compile(r"[\\`*<]|(?<!\w)_+|_+(?!\w)|~(?=~)|\](?=[(\[])|\[(?=\^)|\^(?=\[)|!(?=\[)|&(?=#?\w{1,31};)")
_DEFINITION = re.compile(r"^\[[^\]]+\]:")


def markdown_of(lines: Sequence[BodyLine]) -> str:
    """Paragraphs and `## ` subheads; lines of one block that do not end a sentence stay in one paragraph."""
    parts: list[str] = []
    before: BodyLine | None = None
    for line in lines:
        text = escaped(line.text)
        if line.role == "subhead":
            parts.append(f"## {text.rstrip('#').rstrip()}" if text.endswith("#") else f"## {text}")
        elif before is not None and _continues(before, line):
            parts[-1] += f"\n{text}"
        else:
            parts.append(text)
        before = line
    return "\n\n".join(parts) + "\n" if parts else ""


def _continues(before: BodyLine, line: BodyLine) -> bool:
    return before.role == "body" and before.block == line.block and not ends_sentence(before.text)


def escaped(text: str) -> str:
    """One line of text, escaped only where Markdown would see more than text."""
    text = _INLINE.sub(lambda match: "".join(f"\\{sign}" for sign in match.group()), text)
    if _DEFINITION.match(text):
        return "\\" + text
    match = _OPENINGS.match(text)
    if match is None:
        return text
    if match[2]:
        return f"{match[2]}\\{text[len(match[2]) :]}"
    return "\\" + text
