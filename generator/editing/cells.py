"""Values as cells of a spreadsheet, and what a spreadsheet may do to them.

Spreadsheets read `=cmd` as a formula, `00123` as 123 and `2011-02-25` as a date in their own notation. Such values are
exported with a leading apostrophe, which keeps them texts; reading the table removes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.editing.catalogue import Entry
from generator.text.arabic import fold
from generator.text.dates.calendars import month_names, weekdays
from generator.text.formulas import is_formula

_PLAIN_NUMBER = re.compile(r"0|[1-9]\d{0,14}")
_READ_AS_NUMBER = re.compile(r"[\d٠-٩۰-۹][\d٠-٩۰-۹\s.,:/%eETZ+~-]*(?:[AaPp][Mm])?")
_READ_AS_DAY = re.compile(
    r"(?:\d+[\s/-]*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s/.,-]*\d*[\s/.,-]*\d*", re.IGNORECASE
)
_DIGIT, _LETTERS = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
_LONGEST_DAY = 40  # letters: every spreadsheet takes a longer cell for text
_HALVES = frozenset("am pm ص م ق ظ ب".split())  # of the day
_EXPONENT = re.compile(r"-?\d(?:[.,]\d+)?E[+-]?\d+")
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|SPILL!|#+)")
_ITEM = re.compile(r"(?:[^\\;]|\\.|\\$)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;,،؛])")
_LOOKS_LIKE_MANY = re.compile(r"(?<!\\)[,،؛]")


def cell_of(value: str | Sequence[str]) -> str:
    """A field as a cell: items of a list are separated by semicolons."""
    return protected(value if isinstance(value, str) else joined(value))


def protected(text: str) -> str:
    return f"'{text}" if _is_misread(text) else text


def unprotected(cell: str) -> str:
    """The reverse of `protected`; an apostrophe that protects nothing belongs to the text."""
    return cell[1:] if cell.startswith("'") and _is_misread(cell[1:]) else cell


def _is_misread(text: str) -> bool:
    text = text.lstrip("'")
    if is_formula(text) or text.lower() in ("true", "false"):
        return True
    if _PLAIN_NUMBER.fullmatch(text):
        return False
    return bool(_READ_AS_NUMBER.fullmatch(text) or _READ_AS_DAY.fullmatch(text)) or _is_number_or_day(text)


def _is_number_or_day(text: str) -> bool:
    """«€5», «مارس 2011», «5 mai»: digits, and only words of calendars and clocks, in any language."""
    if len(text) > _LONGEST_DAY or not _DIGIT.search(text):
        return False
    return all(word in _HALVES or word in _words_of_calendars() for word in _LETTERS.findall(fold(text)))


@lru_cache(maxsize=1)
def _words_of_calendars() -> frozenset[str]:
    return frozenset(word for name in (*month_names(), *weekdays()) for word in _LETTERS.findall(name))


def joined(items: Sequence[str]) -> str:
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split(cell: str) -> list[str]:
    """The items of a cell, each once; `\\;` is a semicolon inside one."""
    items = [_ESCAPE.sub(r"\1", item.strip()).strip() for item in _ITEM.findall(cell)]
    return list(dict.fromkeys(filter(None, items)))


def several_in_one(cell: str, known: Sequence[str]) -> str:
    """A new item with a comma, which could be one name or two; "" if there is none."""
    for item in map(str.strip, _ITEM.findall(cell)):
        if _LOOKS_LIKE_MANY.search(item) and _ESCAPE.sub(r"\1", item) not in known:
            return item
    return ""


def spoiled(cell: str, before: str) -> str:
    """How a spreadsheet damaged a value; "" if it did not."""
    if _ERROR.fullmatch(cell):
        return "is a spreadsheet error"
    if _EXPONENT.fullmatch(cell):
        return "is a number that the spreadsheet has shortened"
    if before.startswith("0") and before.isdecimal() and cell == (before.lstrip("0") or "0"):
        return f"has lost the zeros in `{before}`"
    return ""


def cell(entry: Entry, column: str) -> str:
    """A field as the table shows it."""
    own = {"id": entry.article.id, "version": entry.version, "path": entry.path}
    return cell_of(own[column] if column in own else entry.field(column))
