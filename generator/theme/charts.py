"""The shapes of columns in a chart, as a path: a chart of a hundred columns takes no more bytes than a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

STEP, COLUMN, HEIGHT = 10, 8, 100  # units of the drawing's viewBox, which is stretched to the page
LEAST = 2  # what one article among thousands is still seen by


def columns(values: Sequence[int], most: int, *, is_mirrored: bool) -> Markup:
    """A path's `d`: a column a value, from the left, or where time runs to the left from the right."""
    drawn = []
    for place, value in enumerate(values):
        if value:
            start = (len(values) - 1 - place if is_mirrored else place) * STEP + (STEP - COLUMN) // 2
            top = HEIGHT - max(LEAST, round(value * HEIGHT / most))
            drawn.append(f"M{start} {HEIGHT}V{top}h{COLUMN}V{HEIGHT}z")
    return Markup("".join(drawn))


def ceiling(most: int) -> int:
    """The next round number, where an axis may end: 1, 2 or 5 with zeros, or 4, 6 or 8."""
    power: int = 10 ** (len(str(max(most, 1))) - 1)
    return next(step * power for step in (1, 2, 4, 5, 6, 8, 10) if step * power >= most)


def doubling(step: int) -> str:
    """What a step of a timeline stands for: 0, 1, 2-3, 4-7, 8-15."""
    least = 1 << step >> 1
    return str(least) if step < len(("none", "one")) else f"{least}\u2013{2 * least - 1}"
