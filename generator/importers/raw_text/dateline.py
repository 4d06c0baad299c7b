"""Who filed an article and from where: «القاهرة - أ ش أ:», «بيروت (رويترز) -», «سبق- الرياض:», «جدة: سامي الحلبي»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from generator.importers.language_and_section import language_of
from generator.importers.raw_text.lines import NAME_WORDS
from generator.importers.raw_text.names import byline_of
from generator.importers.subjects.gazetteer import place_names
from generator.importers.vocabulary.labels import PLACE_WITH_COLON, labels, pattern
from generator.importers.vocabulary.newsroom import field_text, is_label
from generator.text.arabic import fold
from generator.text.dates.calendars import month_names, weekdays

MOST_WORDS = 4  # in a place, an agency or a name
_AGENCIES = re.compile(rf"(?:{pattern('agency')}|(?:{pattern('agency opens')}) [\w ]+)")
# Newspapers that print their own name there: beside it is a reporter, beside an agency a place.
_OUTLETS = re.compile(
    rf"(?:{pattern('reporter')}|[\w ]*(?:{pattern('reporter ends')})|(?:{pattern('reporter opens')})[\w ]*|«[^»]+»|\"[^\"]+\")"
)
_TWO_WORD_PLACES = re.compile(rf"(?:{pattern('place opens')})")
_SEPARATOR = re.compile(r"\s*(?:[-–—]+|[،,/:|]|ـ(?=\s))\s*")
_EMPTY = re.compile(r"([-–—،,/:|])\s*(?:[-–—،,/:|]\s*)+")  # what a name leaves between two signs
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,40})\)")
# The head of a first paragraph up to the sign that ends it: a colon if there is one, else a dash.
_HEADS = (
    re.compile(r"(?P<said>[^\W\d_«\"][^؟!:\n]{1,60}?)\s*(?P<sign>:)\s*(?=\S)"),
    re.compile(r"(?P<said>[^\W\d_«\"][^؟!:\n]{1,60}?)\s*(?P<sign>--|—|–|\s-\s|(?<=\))\s*-)\s*(?=\S)"),
)
# «اسلام آباد (ویب ڈیسک) وزیراعظم نے …»: no sign between the parenthesis and the text.
_BEFORE_TEXT = re.compile(r"(?P<place>[^\W\d_][^():؟!\n]{1,40}?)\s*\((?P<desk>[^()]{2,40})\)\s+(?=[^\W\d_])")
# «Next Previous أحمد حجازي»: the buttons of images, on the line of who wrote it.
_FOREIGN_BEFORE = re.compile(r"^(?:[A-Za-z]+\s+)+(?=[\u0590-\u06ff])")
_WIRE = re.compile(r"^(?P<place>[^\d:]{2,40}?)\s*[\d٠-٩]{1,2}\s.*?(?P<agency>[^\W\d_]{2,8})$")
_SIGN_BESIDE = re.compile(r"\s+[-–—|•·/]+\s+|\s*[|•·]\s*")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Dateline(msgspec.Struct, frozen=True):
    """`text` is place and agency as printed, `authors` are the names beside them; "" and () for what is missing."""

    text: str
    authors: tuple[str, ...] = ()


def dateline_of_line(line: str) -> Dateline | None:
    """A whole line of two or three parts, one of them a place or an agency."""
    text = field_text(line).strip(" -–—:")
    if text.endswith((".", "۔", "؟", "!", "…")) or any(sign.isdigit() for sign in text):
        return None
    parts = _parts(text)
    if not 2 <= len(parts) <= 3 or any(len(part.split()) > MOST_WORDS for part in parts):
        return None
    kinds = _kinds(parts)
    if not {"place", "agency", "outlet"} & set(kinds):
        return None
    return _dateline(text, parts, kinds)


def names_who_filed(line: str) -> bool:
    """Whether a part of a line is an agency or an outlet, or its first a place that the gazetteer knows."""
    parts = _parts(field_text(line).strip(" -–—:"))
    return any(_kind(part) in ("agency", "outlet") for part in parts) or bool(parts and fold(parts[0]) in _places())


def dateline_of_paragraph(paragraph: str) -> Dateline | None:
    """The dateline at the head of a first paragraph."""
    text = field_text(paragraph)
    matches = (pattern.match(text) for pattern in _HEADS)
    ended = (dateline for match in matches if match and (dateline := _head(match["said"].strip(), match["sign"])))
    return next(ended, None) or _open_head(text)


def _open_head(text: str) -> Dateline | None:
    """A known place and who filed it there, or the place alone before a colon where papers print it so."""
    match = _BEFORE_TEXT.match(text)
    if match and fold(match["place"]) in _places() and _kind(match["desk"]) in ("agency", "outlet"):
        return Dateline(match.group().strip())
    place, colon, rest = text.partition(":")
    is_place = bool(colon) and len(place.split()) <= MOST_WORDS and fold(place).strip() in _places()
    return Dateline(place.strip()) if is_place and language_of(rest) in PLACE_WITH_COLON else None


def _head(text: str, sign: str) -> Dateline | None:
    parts = _parts(text)
    if not parts or len(parts) > 3 or any(len(part.split()) > MOST_WORDS for part in parts):
        return None
    kinds = _kinds(parts)
    if len(parts) == 1:
        is_dateline = kinds[0] == "agency" or (fold(text) in _places() and sign != ":")
        return Dateline(text) if is_dateline else None
    return _dateline(text, parts, kinds) if {"place", "agency", "outlet"} & set(kinds) else None


def dateline_of_wire(line: str) -> Dateline | None:
    """«الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس»: place, date, agency."""
    match = _WIRE.match(field_text(line))
    if match is None or not _AGENCIES.fullmatch(fold(match["agency"])):
        return None
    if len(match["place"].split()) > MOST_WORDS or fold(match["place"]).strip() in weekdays():
        return None
    return Dateline(f"{match['place'].strip(' -–،,')} - {match['agency']}")


def _parts(text: str) -> list[str]:
    inside = _PARENTHESIS.findall(text)
    outside = _PARENTHESIS.sub(" - ", text)
    return [part.strip() for part in (*_SEPARATOR.split(outside), *inside) if part.strip()]


def _dateline(text: str, parts: Sequence[str], kinds: Sequence[str]) -> Dateline:
    """Names out, place and agency left as they were printed."""
    printed = tuple(part for part, kind in zip(parts, kinds, strict=True) if kind == "name")
    names = tuple(_FOREIGN_BEFORE.sub("", name) for name in printed)
    if "place" not in kinds and names:
        return Dateline("", names)
    kept = text
    for name in printed:
        kept = _EMPTY.sub(r"\1", kept.replace(name, "")).strip(" -–—:،,/ـ")
    whole = _PARENTHESIS.fullmatch(kept)
    return Dateline(re.sub(r"\s+", " ", whole[1] if whole else kept), names)


def _kinds(parts: Sequence[str]) -> list[str]:
    """Of two parts the one beside an agency is a place, whatever it is called."""
    kinds = [_kind(part) for part in parts]
    is_pair = len(parts) == 2 and sorted(kinds) == ["agency", "name"]
    return ["agency" if kind == "agency" else "place" for kind in kinds] if is_pair else kinds


def _kind(part: str) -> str:
    folded = fold(part).strip(" .")
    if _AGENCIES.fullmatch(folded):
        return "agency"
    if _OUTLETS.fullmatch(folded):
        return "outlet"
    words = folded.split()
    if folded in _places() or len(words) == 1 or (0 < len(words) <= 3 and _TWO_WORD_PLACES.fullmatch(words[0])):
        return "place"
    return "name"


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return place_names() | frozenset(map(fold, labels("place").split("|")))


def who_beside(text: str) -> Dateline | None:
    """Town, agency and names beside the date under a title."""
    parts = _parts_beside(text)
    authors = tuple(filter(None, (byline_of(part) for part in parts)))
    found = dateline_of_line(" – ".join(parts[:3])) if len(parts) > 1 else None
    if authors:
        return Dateline("", authors)
    return found


def _parts_beside(text: str) -> list[str]:
    """The parts of a date line that hold no number, no day and no label."""
    written = (part.strip() for part in _SIGN_BESIDE.split(field_text(text)))
    parts = (part.strip(" ،,-–—") for part in written if not part.endswith((":", "：")))
    return [part for part in parts if _is_other(part)]


def _is_other(part: str) -> bool:
    folded = fold(part)
    if not _WORD.search(part) or _DIGIT.search(folded) or len(part.split()) > NAME_WORDS or is_label(folded):
        return False
    return not any(word in weekdays() or word in month_names() for word in _WORD.findall(folded))


def is_place(folded: str) -> bool:
    return folded in _places()
