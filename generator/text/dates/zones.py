"""Times of day and their zones as programs write them beside a day: 24 or 12 hours, offsets, names of zones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

# RFC 822 names the American zones, the European ones are as plain; names that several countries share say nothing.
_NAMED: Mapping[str, str] = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet", "غرينتش", "جرينتش", "غرينيتش", "ت غ", "ت.غ"), "Z"),
    **dict.fromkeys(("cet", "mez", "west", "bst"), "+01:00"),
    **dict.fromkeys(("eet", "cest", "mesz", "sast", "cat"), "+02:00"),
    **dict.fromkeys(("eest", "msk", "idt", "trt", "eat"), "+03:00"),
    **{"irst": "+03:30", "pkt": "+05:00", "jst": "+09:00", "kst": "+09:00"},
    **{"edt": "-04:00", "est": "-05:00", "cdt": "-05:00", "cst": "-06:00", "mdt": "-06:00", "mst": "-07:00"},
    **{"pdt": "-07:00", "pst": "-08:00"},
}
_MORNING = ("am", "ص", "صباحا", "قبل الظهر", "ق.ظ", "قبل از ظهر", "صبح", "πμ", "오전", "上午", "午前", "oo")
_AFTERNOON = (
    "pm",
    "م",
    "مساء",
    "بعد الظهر",
    "ظهرا",
    "ب.ظ",
    "بعد از ظهر",
    "عصر",
    "شام",
    "μμ",
    "오후",
    "下午",
    "午後",
    "os",
)
_HALVES = "|".join(sorted((re.escape(word) for word in (*_MORNING, *_AFTERNOON)), key=lambda word: (-len(word), word)))
_HALF = rf"[ap]\.\s?m\.?|[πμ]\.\s?μ\.?|{_HALVES}"
_ZONES = "|".join(sorted(map(re.escape, _NAMED), key=lambda name: (-len(name), name)))
_TIME = re.compile(
    rf"(?:(?P<before>오전|오후|上午|下午|午前|午後)\s?)?"
    rf"(?<![\d:.])(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,:]\d{{1,9}})?)?(?![\d:])"
    rf"(?:\s*(?P<half>{_HALF})(?![^\W\d_]))?"
    rf"(?:[\s(]*(?:بتوقيت\s+)?(?P<zone>(?:{_ZONES})(?![^\W\d_])|(?<=\s)[a-z]{{3,5}}(?=\W*(?:\d{{4}})?\W*$))?\)?"
    rf"(?:\s?(?P<offset>[+\-−]\d{{1,2}}(?::?\d\d)?)(?![\d\-/.:]))?)"
    rf"(?:\s?\([^()]*\)|\s?\[[^\[\]]*\])?"
)


class TimeOfDay(NamedTuple):
    """`clock` in 24 hours, `offset` from UTC where one is said; `is_english` for a clock with AM and PM."""

    clock: str
    offset: str
    is_english: bool


def time_in(folded: str) -> tuple[TimeOfDay | None, str]:
    """The first time of day in a folded text, and the text without it."""
    match = _TIME.search(folded)
    if match is None:
        return None, folded
    before, after = folded[: match.start()], folded[match.end() :]
    rest = f"{before[:-1] if re.search(r'[0-9]t$', before) else before} {after}"
    clock = _clock(match)
    if not clock:
        return None, rest
    offset = offset_of(match["offset"] or match["zone"] or "")
    if match["zone"] and offset[1:] == "00:00":  # `GMT+0000`
        offset = "Z"
    return TimeOfDay(clock, offset, (match["half"] or "").startswith(("am", "pm", "a.", "p."))), rest


def offset_of(zone: str) -> str:
    """`Z` or `+03:00` for a zone's offset or name, "" for what is not known."""
    sign = zone[:1].replace("−", "-")
    if sign not in ("+", "-"):
        return _NAMED.get(zone, "")
    hours, colon, minutes = zone[1:].partition(":")
    if not colon and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    if int(hours) > 14 or int(minutes or 0) > 59:
        return ""
    return "Z" if zone == "-0000" else f"{sign}{hours:0>2}:{minutes:0>2}"  # RFC 2822: UTC, of no known zone


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = int(match["hour"]), match["minute"], match["second"] or ""
    half = re.sub(r"\s", "", match["before"] or match["half"] or "").replace(".", "")
    if half in _AFTERNOON_PLAIN and hour < 12:
        hour += 12
    elif half in _MORNING_PLAIN and hour == 12:
        hour = 0
    if hour > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    return f"{hour:02}:{minute}" + (f":{second}" if second else "")


_AFTERNOON_PLAIN = frozenset(re.sub(r"[\s.]", "", word) for word in _AFTERNOON)
_MORNING_PLAIN = frozenset(re.sub(r"[\s.]", "", word) for word in _MORNING)
