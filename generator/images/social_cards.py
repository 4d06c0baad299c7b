"""Images that social networks show for a link to an article: its title, in the fonts of the bundled theme.

Arabic letters are joined by libraqm, which Pillow's wheels bring along; without it nothing is drawn.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

WIDTH, HEIGHT, EDGE = 1200, 630, 80  # as Open Graph and its readers ask
PAPER, INK, SOFT, ACCENT = "#fbf8f2", "#1d1a16", "#5a5247", "#8c1c13"
SIZES = (84, 76, 68, 60, 54)  # of the title: the first in which it is no higher than TALLEST, else the last, cut
TOP, TALLEST, LEADING = 128, 372, 1.5
COLOURS = 48
NAME = "social-card.png"
FACES = ("amiri-arabic-700-normal.woff2", "amiri-latin-700-normal.woff2")
# What the faces hold: see UNICODES of hatch_build.py.
_DRAWN = re.compile(
    "[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u060c\u060d\u0610-\u0614\u061b\u061f\u0621-\u063a\u0640-\u0657\u0660-\u066c\u0670\u0671"
    "\u0679\u067e\u0686\u0688\u0691\u0698\u06a4\u06a9\u06af\u06ba\u06be\u06c0-\u06c3\u06cc\u06d2-\u06d5\u06f0-\u06f9\u200b-\u200f\u2010-\u2014"
    "\u2018-\u201e\u2022\u2026\u2039\u203a]*"
)
_RUN = re.compile("[\u0600-\u06ff\u200b-\u200f]+(?: +[\u0600-\u06ff\u200b-\u200f]+)*|[^\u0600-\u06ff\u200b-\u200f]+")

Faces = tuple[bytes, bytes]


class CardText(NamedTuple):
    """The text of a card; `direction` is that of its lines."""

    title: str
    kicker: str
    foot: str
    direction: str


def can_shape() -> bool:
    """Whether Arabic letters are joined and in the right order."""
    from PIL import features

    return bool(features.check("raqm"))


def can_draw(words: str) -> bool:
    return _DRAWN.fullmatch(words) is not None


def drawer() -> tuple[str, ...]:
    """Part of the digest of cards: other libraries set and encode otherwise."""
    from PIL import __version__, features

    return __version__, *(str(features.version(name)) for name in ("freetype2", "raqm", "harfbuzz", "fribidi"))


def social_card(text: CardText, faces: Faces) -> bytes:
    """A PNG of few colours."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = _Pen(ImageDraw.Draw(image), faces, text.direction)
    pen.rules(48)
    pen.line(text.kicker, 68, 38, ACCENT)
    size, lines = _fitted(pen, text.title)
    height = round(size * LEADING)
    top = TOP + (TALLEST - height * len(lines)) // 2
    for number, line in enumerate(lines):
        pen.line(line, top + number * height, size, INK)
    pen.line(text.foot, HEIGHT - 116, 34, SOFT)
    pen.rules(HEIGHT - 48)
    stream = BytesIO()
    image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


class _Pen:
    """Draws lines of text from the edge where they begin: each face its own runs, in the order of the direction."""

    def __init__(self, draw: Any, faces: Faces, direction: str) -> None:
        self._draw = draw
        self._faces = faces
        self._direction = direction

    def width(self, text: str, size: int) -> float:
        return sum(self._run_width(run, size) for run in _RUN.findall(text))

    def line(self, text: str, top: int, size: int, colour: str) -> None:
        is_right = self._direction == "rtl"
        at = float(WIDTH - EDGE if is_right else EDGE)
        for run in _RUN.findall(text):
            width = self._run_width(run, size)
            left = at - width if is_right else at
            face = self._face(run, size)
            self._draw.text((left, top + size), run, colour, face, "ls", direction=self._direction)
            at = left if is_right else at + width

    def rules(self, middle: int) -> None:
        """The double rule of the theme's masthead."""
        for top in (middle - 4, middle + 2):
            self._draw.rectangle((EDGE, top, WIDTH - EDGE, top + 1), INK)

    def _run_width(self, run: str, size: int) -> float:
        return float(self._face(run, size).getlength(run, direction=self._direction))

    def _face(self, run: str, size: int) -> Any:
        is_arabic = "\u0600" <= run[0] <= "\u06ff" or "\u200b" <= run[0] <= "\u200f"
        return _font(self._faces[0 if is_arabic else 1], size)


@lru_cache(maxsize=32)
def _font(face: bytes, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(BytesIO(face), size, layout_engine=ImageFont.Layout.RAQM)


def _fitted(pen: _Pen, title: str) -> tuple[int, list[str]]:
    for size in SIZES:
        lines = _lines(pen, title, size)
        most = int(TALLEST / (size * LEADING))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"]


def _lines(pen: _Pen, title: str, size: int) -> list[str]:
    """As many words a line as it holds; room for an ellipsis is left."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.width(longer, size) <= WIDTH - 2 * EDGE - size:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
