"""A wire's message: the fields of its envelope (ANPA 1312, IPTC 7901, ZCZC … NNNN, labelled heads) and the text inside.

Control characters of the envelope are words here (`<STX>`): no encoding touches those, and some archives kept them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.importers.vocabulary.labels import pattern, pattern_as_written
from generator.text.arabic import fold

CONTROLS = {1: b"<SOH>", 2: b"<STX>", 3: b"<ETX>", 4: b"<EOT>"}
_SPELLED = re.compile(rb"\[(SOH|STX|ETX|EOT)\]")
_INSIDE = re.compile(rb"(?<=[^\r\n\x16])\x16*\x01")  # a message right behind another, on one line
_BEGINS = re.compile(r"\s*(?:<SOH>|ZCZC\b)")
_ENDS = re.compile(r".*<EOT>|.*N{4}\s*$")
_URGENT_MARK = re.compile(rf"[/*\s#]*(?:{pattern_as_written('urgent mark')})\s*[/:*\-–]+\s*(?=\w)")
_CONTROL = re.compile("<(?:SOH|STX|ETX|EOT)>")
MOST_HEAD = 8  # lines without a mark of where the text begins

_LINES: Mapping[str, re.Pattern[str]] = {
    "anpa service": re.compile(r"(?P<service>[A-Za-z])(?P<number>\d{4})(?P<selector>[A-Za-z-]*)"),
    "anpa slug": re.compile(
        r"(?P<priority>[a-z]) ?(?P<category>[a-z])\s+(?P<slug>\S.*?)\s+(?P<month>\d\d)-(?P<day>\d\d)\s+(?P<words>\d{1,5})\b.*"
    ),
    "iptc": re.compile(
        r"(?P<service>[A-Za-z]{2,6})\s?(?P<number>\d{3,5})\s+(?P<priority>\d)\s+(?P<category>[A-Za-z]{1,3})\s+(?P<words>\d{1,5})\b\s*(?P<rest>.*)"
    ),
    "zczc": re.compile(r"ZCZC\b\s*(?P<number>\S*).*"),
}
# The words for each field of a labelled head.
_LABELS: Mapping[str, str] = {
    "number": "wire number",
    "category": "wire category",
    "priority": "wire priority",
    "slug": "wire slug",
    "tags": "wire tags",
    "date": "wire date",
    "time": "wire time",
    "service": "wire service",
}
_LABEL = re.compile(
    rf"(?:{'|'.join(f'(?P<{field}>{pattern(kind)})' for field, kind in _LABELS.items())})\s*[:/]\s*\S.*", re.IGNORECASE
)
_URGENT = re.compile(
    rf"[/*\s#«(\[-]*(?:(?:{pattern('urgent opens')}) )?(?:{pattern('urgent')})[/*\s#».)\]!-]*", re.IGNORECASE
)


class Message(msgspec.Struct, frozen=True):
    """Lines with their numbers in the file; `fields` are those of the envelope by their names."""

    head: tuple[tuple[int, str], ...]
    text: tuple[tuple[int, str], ...]
    tail: tuple[tuple[int, str], ...]
    fields: Mapping[str, str]


def spelled_out(data: bytes) -> bytes:
    """With the envelope's control characters as words; decoding removes all others."""
    data = _INSIDE.sub(b"\n<SOH>", data)
    for code, word in CONTROLS.items():
        data = data.replace(bytes((code,)), word)
    return _SPELLED.sub(rb"<\1>", data)


def messages(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each message and the line after its last; lines between two belong to the first."""
    begins = [index for index, line in enumerate(lines) if _BEGINS.match(line)]
    if not begins:
        ends = [index + 1 for index, line in enumerate(lines) if _ENDS.match(line)]
        begins = [0, *(index for index in ends if any(line.strip() for line in lines[index:]))]
    begins = [0, *begins[1:]]
    yield from zip(begins, [*begins[1:], len(lines)], strict=True)


def message_of(first: int, lines: Sequence[str]) -> Message:
    """The parts of a message whose first line has this number."""
    numbered = [(first + index, line) for index, line in enumerate(lines)]
    marked = next((index for index, line in enumerate(lines) if "<STX>" in line), -1)
    parts: dict[str, list[tuple[int, str]]] = {"head": [], "text": [], "tail": []}
    state = "head" if marked >= 0 else "text"
    taken = _length_of_head(lines) if marked < 0 else 0
    for index, (number, whole) in enumerate(numbered):
        before, mark, after = whole.partition("<STX>")
        line = after if mark else whole
        if mark:
            parts["head"].append((number, before))
            state = "text"
        before, mark, after = line.partition("<ETX>")
        if mark or (state == "text" and _ENDS.match(line) and index >= taken):
            parts[state].append((number, before if mark else ""))
            state, line = "tail", after if mark else line
        parts["head" if index < taken else state].append((number, line))
    plain = {
        name: tuple((number, _CONTROL.sub(" ", line).rstrip("\r")) for number, line in many)
        for name, many in parts.items()
    }
    return Message(**plain, fields=_fields_of(plain["head"]))


def _length_of_head(lines: Sequence[str]) -> int:
    """The number of lines in a head without an end mark: those that look like one, and the slug below."""
    last = 0
    for index, line in enumerate(lines[: MOST_HEAD + 4]):
        text = _CONTROL.sub(" ", line).strip()
        if text and not is_of_head(text):
            is_slug = (
                index == last > 0
                and kind_of(_CONTROL.sub(" ", lines[last - 1]).strip()) in ("iptc", "zczc")
                and _is_slug(text)
            )
            if not is_slug:
                break
        if text:
            last = index + 1
    return last


def _is_slug(text: str) -> bool:
    return len(text.split()) <= 6 and not text.endswith((".", "=")) and bool(re.search(r"[/-]|^[A-Z\s\d]+$", text))


def is_of_head(text: str) -> bool:
    return bool(kind_of(text)) or label_of(text) != "" or is_urgent(text)


def kind_of(text: str) -> str:
    return next((kind for kind, pattern in _LINES.items() if pattern.fullmatch(text)), "")


def label_of(text: str) -> str:
    """The field that the label of a line names; "" for any other line."""
    match = _LABEL.fullmatch(fold(text))
    return match.lastgroup or "" if match else ""


def urgent_mark(text: str) -> str:
    """«عاجل/ » before a title; "" if there is none."""
    match = _URGENT_MARK.match(text)
    return match.group() if match else ""


def is_urgent(text: str) -> bool:
    return bool(text) and _URGENT.fullmatch(fold(text)) is not None


def _fields_of(head: Sequence[tuple[int, str]]) -> Mapping[str, str]:
    """The fields in the lines of a head; the first of a name counts, and a line of no known form is the slug."""
    found: dict[str, str] = {}
    for _, line in head:
        text = line.strip()
        kind, label = kind_of(text), label_of(text)
        if kind:
            match = _LINES[kind].fullmatch(text)
            known = match.groupdict() if match else {}
        elif label:
            known = {label: re.split(r"[:/]", text, maxsplit=1)[1].strip()}
        else:
            known = {"priority" if is_urgent(text) else "slug": text}
        for name, value in known.items():
            if value:
                found.setdefault(name, value)
    return found
