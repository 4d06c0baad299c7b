"""HTML of strangers, made bearable before anybody walks it: elements are counted, spans kept short, nesting made flat.

Whoever reads pages follows their nesting by recursion, and fills a table's row with as many cells as a span says. Pages
of real papers forget to close a tag a paragraph, so what is nested too deeply keeps its words and loses its element.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

from generator.importers.unpacking import TooLargeError
from generator.text.controls import UNWANTED

MAX_LETTERS = 4 << 20  # of a page without the files that it holds as data: addresses
MAX_ELEMENTS = 10_000
LETTERS_AN_ELEMENT = 100  # a larger page may have more: reading takes time by its elements
MAX_DEPTH = 100
MAX_SPAN = 20
MAX_COLUMNS = 100
MAX_CELLS = 50_000  # of a table, rows by columns
MAX_ATTRIBUTES = 500  # of one element
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_ATTRIBUTE = re.compile(r"""[^\s=<>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?""")
_TAG = re.compile(r"<[a-zA-Z]")
_SPAN = re.compile(r"((?:col|row)span\s*=\s*[\"']?\s*)[+-]?[\d_]{2,}", re.IGNORECASE)
_NUMBERED = re.compile(r"&#(?:0{0,9}(\d{1,7})|[xX]0{0,9}([\da-fA-F]{1,6}));?", re.ASCII)
_DATA = re.compile(r"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=%\s]{2000,}")


def bounded(html: str) -> str:
    """The same page where it is bearable, as nearly every one is; raises TooLargeError for one that is no page."""
    if UNWANTED.search(html):
        html = UNWANTED.sub("", html)
    if "&#" in html:
        html = _NUMBERED.sub(_letter, html)
    if len(html) > MAX_ELEMENTS:
        html = _DATA.sub("data:,", html)
    if len(html) > MAX_LETTERS:
        raise TooLargeError(f"is larger than {MAX_LETTERS >> 20} MiB without its images")
    html = _SPAN.sub(_short_span, html)
    most = max(MAX_ELEMENTS, len(html) // LETTERS_AN_ELEMENT)
    if html.count("<") > most and sum(1 for _ in _TAG.finditer(html)) > most:
        raise TooLargeError(f"has more than {most:,} elements")
    return _LONG_TAG.sub(_few_attributes, html)


def _few_attributes(tag: re.Match[str]) -> str:
    """A parser compares each attribute with all before it; what a page hides in that many is nothing to read."""
    ends = [one.end() for one in islice(_ATTRIBUTE.finditer(tag.group()), MAX_ATTRIBUTES + 1)]
    return tag.group()[: ends[-2]] if len(ends) > MAX_ATTRIBUTES else tag.group()


def _letter(match: re.Match[str]) -> str:
    """Browsers read `&#146;` as windows-1252 has it; what no text holds goes."""
    number = int(match[2], 16) if match[2] else int(match[1])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore")
    unwanted = number > 0x10FFFF or (number not in (9, 10, 13) and UNWANTED.match(chr(number)))
    return "" if unwanted else match.group()


def _short_span(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group()[match.end(1) - match.start() :])
    return f"{match[1]}{min(int(digits[:4]), MAX_SPAN)}"


def flattened(html: str) -> str:
    """HTML of a piece of a page, with nothing in it nested deeper than MAX_DEPTH, and no table without measure."""
    if html.count("<") <= MAX_DEPTH:
        return html
    try:
        tree = lxml.html.fragment_fromstring(html, create_parent="div")
    except (etree.LxmlError, ValueError):
        return html
    return etree.tostring(tree, encoding="unicode", method="html") if flatten(tree) else html


def flatten(tree: Any) -> bool:
    """Drop the tags, not the words, of what is nested too deeply, and of giant tables; whether there was any."""
    deep, depth, tables = [], 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MAX_DEPTH and isinstance(element.tag, str):
            deep.append(element)
        if event == "start" and element.tag == "table":
            tables.append(element)
    giants = [table for table in tables if _area(table) > MAX_CELLS]
    for table in giants:
        for part in table.iter(*_OF_TABLES):
            part.tag = "div"
    for element in reversed(deep):
        element.drop_tag()
    return bool(deep or giants)


_OF_TABLES = ("table", "tr", "td", "th")


def _area(table: Any) -> int:
    """Rows by columns: what a reader that evens out its rows would make of it."""
    rows = width = 0
    for row in table.iter("tr"):
        rows += 1
        width = max(width, sum(_span(cell) for cell in row))
    cells = sum(1 for _ in table.iter("td", "th"))
    return max(rows * width, cells) if width <= MAX_COLUMNS else MAX_CELLS + 1


def _span(cell: Any) -> int:
    span = cell.get("colspan") or "1" if isinstance(cell.tag, str) else "1"
    return int(span) if span.isascii() and span.isdigit() and len(span) <= 2 else 1
