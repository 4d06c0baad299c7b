"""Wire texts of agencies: a file holds a message or a day of them; the takes of one story are one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from generator.importers.archives import read_whole
from generator.importers.piece import MAX_TINY, TINY_BYTES, Piece, piece, too_short
from generator.importers.wire.message import Message, message_of, messages, spelled_out
from generator.importers.wire.takes import WireArticle, articles_of, missing, part_of
from generator.model import Problem
from generator.text.encodings import CONTROLS_REMOVED, decode, lines_of


def split(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    """A piece for each story; `spans` of its origin are the lines of its messages in the file."""
    decoded = decode(spelled_out(read_whole(stream)))
    if decoded.text is None:
        yield Problem(name, 0, 0, "I101", "error", "cannot be read as text", "save it as UTF-8")
        return
    for note in decoded.notes:
        if note != CONTROLS_REMOVED:
            yield Problem(name, 0, 0, "I104", "warning", note, "check the result, or save the seed as UTF-8")
    lines = lines_of(decoded.text.lstrip("\ufeff"))
    spans, tiny = _spans(lines)
    parsed = [message_of(first + 1, lines[first:stop]) for first, stop in spans]
    if not spans:
        yield Problem(name, 0, 0, "I102", "error", "contains no message", "get it again from its source")
    keys: set[str] = set()
    for article in articles_of([part_of(message) for message in parsed]):
        yield _piece(name, lines, [spans[index] for _, index in article.parts], _key(parsed[article.parts[0][1]], keys))
        yield from _of_takes(name, article, parsed)
    if tiny > MAX_TINY:
        yield too_short(name, tiny - MAX_TINY, "messages")


def _spans(lines: Sequence[str]) -> tuple[list[tuple[int, int]], int]:
    """The messages that are read, and how many are too short for an article."""
    spans, tiny = [], 0
    for first, stop in messages(lines):
        length = sum(len(line.strip()) for line in lines[first:stop])
        tiny += 0 < length < TINY_BYTES
        if length >= TINY_BYTES or (length and tiny <= MAX_TINY):
            spans.append((first, stop))
    return spans, tiny


def _key(message: Message, keys: set[str]) -> str:
    """The number that the wire gave it, with its slug; a repeated one is named by the hash of its bytes."""
    fields = message.fields
    key = " ".join(filter(None, (f"{fields.get('service', '')}{fields.get('number', '')}", fields.get("slug", ""))))[
        :120
    ]
    is_new = bool(fields.get("number")) and key not in keys
    keys.add(key)
    return key if is_new else ""


def _piece(name: str, lines: Sequence[str], spans: Sequence[tuple[int, int]], key: str) -> Piece:
    data = "\n".join("\n".join(lines[first:stop]) for first, stop in spans).encode("utf-8", "replace")
    return piece(name, key, "wire", data, {"spans": " ".join(f"{first}:{stop}" for first, stop in spans)})


def _of_takes(name: str, article: WireArticle, parsed: Sequence[Message]) -> Iterator[Problem]:
    line = parsed[article.parts[0][1]].text[0][0] if parsed[article.parts[0][1]].text else 0
    if article.followed:
        line_numbers = ", ".join(str(parsed[index].text[0][0]) for index in article.followed if parsed[index].text)
        what = f"`{article.parts[0][0].key}` was sent again with a new lead: only the newest version was imported, not those from lines {line_numbers}"
        yield Problem(name, line, 0, "I154", "warning", what[:300], "nothing to do if you want the newest")
    lost = missing(article)
    if lost:
        what = f"`{article.parts[0][0].key}` came in several takes; missing from this file: {', '.join(map(str, lost))}"
        yield Problem(name, line, 0, "I156", "warning", what[:300], "put all takes of an article into one file")
