"""How a page is broken into lines when it is copied: blank lines, hard wraps, everything on one line."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.imports.layouts.composed_text import BODY, FURNITURE, ComposedLine, Part
from benchmarks.imports.layouts.draw import Draw

Parts = Sequence[Part]
BLANK = ComposedLine("")
Style = Callable[[Draw, Parts], list[ComposedLine]]


def loose(_: Draw, parts: Parts) -> list[ComposedLine]:
    """A blank line between parts."""
    return [line for part in parts for line in (*part, BLANK)]


def paragraphs_together(_: Draw, parts: Parts) -> list[ComposedLine]:
    """Paragraphs on lines that follow each other, blank lines around the furniture alone."""
    found: list[ComposedLine] = []
    for part in parts:
        is_body = all(line.role == BODY for line in part)
        if found and not (is_body and found[-1].role == BODY):
            found.append(BLANK)
        found += part
    return found


def no_blank_lines(_: Draw, parts: Parts) -> list[ComposedLine]:
    return [line for part in parts for line in part]


def blank_after_each(_: Draw, parts: Parts) -> list[ComposedLine]:
    return [line for part in parts for one in part for line in (one, BLANK)]


def uneven(draw: Draw, parts: Parts) -> list[ComposedLine]:
    """Blank lines here and there, sometimes several, and lines with blanks at their ends."""
    found: list[ComposedLine] = []
    for part in parts:
        for line in part:
            found += [line, *[BLANK] * draw.rng.choices((0, 1), (9, 1))[0]] if line.role == FURNITURE else [line]
        found += [BLANK] * draw.rng.choices((0, 1, 2, 4), (2, 6, 2, 1))[0]
    return found


def hard_wrap(draw: Draw, parts: Parts) -> list[ComposedLine]:
    """Lines broken at 60 to 100 signs, with blank lines between parts."""
    width = draw.rng.randint(60, 100)
    return [line for part in parts for line in (*_wrapped(part, width), BLANK)]


def hard_wrap_no_blanks(draw: Draw, parts: Parts) -> list[ComposedLine]:
    """Broken lines, and nothing but the short last line tells where a paragraph ends."""
    width = draw.rng.randint(60, 100)
    indent = "    " if draw.chance(0.5) else ""
    return [line for part in parts for line in _wrapped(part, width, indent)]


def one_line(_: Draw, parts: Parts) -> list[ComposedLine]:
    return [ComposedLine(" ".join(line.text for part in parts for line in part), BODY, "one_line")]


def _wrapped(part: Part, width: int, indent: str = "") -> Iterator[ComposedLine]:
    for line in part:
        pieces = textwrap.wrap(
            line.text,
            width,
            initial_indent=indent if line.role == BODY else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for piece in pieces if " " in line.text else [line.text]:
            yield ComposedLine(piece, line.role, line.kind)


STYLES: Mapping[str, Style] = {
    make.__name__: make
    for make in (
        loose, paragraphs_together, no_blank_lines, blank_after_each, uneven, hard_wrap, hard_wrap_no_blanks, one_line,
    )
}  # fmt: skip
ORDINARY = ("loose", "loose", "loose", "paragraphs_together", "uneven", "uneven", "no_blank_lines", "blank_after_each")
