"""Texts over the limits of an article: cut into parts, each an article of its own that names the first."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.disk.files import fingerprint
from generator.importers.evidence import problem, title_of_text
from generator.importers.markup.verbatim import markdown_of
from generator.importers.raw_text.lines import RoledLine, cut
from generator.importers.raw_text.role import Role
from generator.model import Evidence, RawArticle, Source
from generator.text.limits import MAX_BODY, MAX_LINES, MAX_MARKUP

# Half of each limit: what is escaped, and the blank lines between paragraphs, count too.
_LETTERS, _LINES, _SIGNS = MAX_BODY // 2, MAX_LINES // 2 - 1, MAX_MARKUP // 3
_MARKUP = "*_`[]<|~\\>&"
_SHARED = ("date", "date_range", "publisher", "authors", "lang", "section", "source_url")


def is_long(text: str) -> bool:
    if len(text) <= _SIGNS:
        return False
    return len(text) > _LETTERS or text.count("\n") > _LINES or sum(map(text.count, _MARKUP)) > _SIGNS


def parts_of(text: str) -> list[str]:
    """Parts within the limits, cut at ends of lines, and a longer line between words."""
    parts: list[str] = []
    held: list[str] = []
    letters = signs = 0
    for line in _short_lines(text):
        more = sum(map(line.count, _MARKUP))
        if held and (letters + len(line) > _LETTERS or len(held) >= _LINES or signs + more > _SIGNS):
            parts.append("\n".join(held))
            held, letters, signs = [], 0, 0
        held.append(line)
        letters, signs = letters + len(line) + 1, signs + more
    return [*parts, "\n".join(held)]


def _short_lines(text: str) -> Iterator[str]:
    most = _SIGNS  # of signs alone a line may be
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        start = 0
        while len(line) - start > most:
            end = line.rfind(" ", start, start + most) + 1
            end = end if end > start else start + most
            yield line[start:end]
            start = end
        yield line[start:]


def continuation(first: RawArticle, text: str, number: int) -> RawArticle:
    """A later part: all of it is body, read without the rules that look for titles and dates."""
    source = Source(f"{first.seed.path}#part-{number}", fingerprint(text.encode("utf-8", "replace")))
    lines = [_as_body(line) for line in cut(text)]
    body = markdown_of(lines)
    own = [one.value for one in title_of_text(body)]
    title = f"{first.fields['title']} ({number})" if "title" in first.fields else "".join(own)
    shared = {name: first.fields[name] for name in _SHARED if name in first.fields}
    note = problem(source, "I163", "note", f"is part {number} of a text that is longer than an article may be")
    evidence = (Evidence("title", title, "the title of the first part", 0.8),)
    return RawArticle(source, {**shared, "title": title}, body, (), evidence, (note,))


def _as_body(line: object) -> RoledLine:
    values = msgspec.structs.asdict(line)  # type: ignore[arg-type]
    return RoledLine(**values, role=Role.BODY)
