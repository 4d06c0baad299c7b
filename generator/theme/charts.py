"""The shapes of columns in a chart, as a path: a chart of a hundred columns takes no more bytes than a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

STEP, COLUMN, HEIGHT = 10, 8, 100  # units of the drawing's viewBox, which is stretched to the page
LEAST = 2  # what one article among thousands is still seen by


def columns(values: Sequence[int], most: int, *, is_mirrored: bool) -> Markup:
    """A path's `d`: a column a value, from the left, or where time runs to the left from the right."""
    drawn = []
    for index, value in enumerate(values):
        if value:
            start = (len(values) - 1 - index if is_mirrored else index) * STEP + (STEP - COLUMN) // 2
            top = HEIGHT - max(LEAST, round(value * HEIGHT / most))
            drawn.append(f"M{start} {HEIGHT}V{top}h{COLUMN}V{HEIGHT}z")
    return Markup("".join(drawn))


def ceiling(most: int) -> int:
    """The next round number, where an axis may end: near enough that the highest column fills most of the chart."""
    power: int = 10 ** max(len(str(most)) - 1, 1)
    steps = (10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)
    return next(step * power // 10 for step in (1, 2, 4, 5, 6, 8, *steps) if step * power // 10 >= most)


def doubling(step: int) -> str:
    """What a step of a timeline stands for: 0, 1, 2-3, 4-7, 8-15."""
    least = 1 << step >> 1
    return str(least) if step < len(("none", "one")) else f"{least}\u2013{2 * least - 1}"
