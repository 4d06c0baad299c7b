"""The names of editors and authors in raw texts: found by their labels, without tatweel and invisible characters."""

from __future__ import annotations

import re

from generator.importers.vocabulary.labels import pattern, pattern_as_written
from generator.importers.vocabulary.newsroom import after_label, ends_sentence, field_text, folded

MOST_WORDS = 8  # of a name
_EDITOR = re.compile(
    rf"^(?:{pattern('editor')})\b\s*[:\-–]?\s*"
    rf"|^(?:{pattern('editor with a sign')})\s*[:/]\s*"
)
_BYLINE = re.compile(
    rf"^(?:{pattern('byline')})\b\s*(?P<colon>[:/|\-–])?\s*"
    rf"|^(?:{pattern('byline with a sign')})\s*(?P<sign>[:/|])\s*"
)
_CAPITALISED = r"[^\W\d_a-zà-öø-ÿа-я][\w.'’-]*"
_LATIN_BYLINE = re.compile(
    rf"(?:{pattern_as_written('name behind')})\s*:?\s+(?P<name>(?:{_CAPITALISED}\s?(?:(?:{pattern_as_written('name particle')})\s)*){{2,5}})"
)
_BYLINE_BEHIND = re.compile(
    rf"^.{{2,40}}\s?[-–—|،]\s*(?:{pattern_as_written('byline behind')})\s*[:/]\s*(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){{1,4}})$"
)
_NAME = re.compile(
    rf"(?:(?:{pattern('title of address')})[./]?\s+[^\W\d_]+(?:\s[^\W\d_]+){{1,5}}|"
    rf"[^\W\d_]+(?:\s[^\W\d_]+)?\s(?:{pattern('son of')})\s[^\W\d_]+(?:\s[^\W\d_]+){{0,4}}|"
    rf"[^\W\d_]+(?:\s[^\W\d_]+){{1,4}}(?=\*)|(?:{pattern('doctor')})\.?\s[^\W\d_]+(?:\s[^\W\d_.]+){{1,3}})\s?\*?"
)


def editor_name(line: str) -> str:
    """The editor's name in a line with the label or without, cleaned: newspapers stretch it with tatweel."""
    return editor_of(line) or field_text(line)


def editor_of(line: str) -> str | None:
    """The name after an editor's label; "" for a label without a name, None for a line without a label."""
    return after_label(_EDITOR, line, most_words=5)


def author_name(line: str) -> str:
    """An author's name in a line of its own, cleaned."""
    return field_text(line).strip("*")


def byline_of(line: str) -> str | None:
    """The author's name in «كتب: …»; None for a sentence that begins with such a word: no colon, and a full stop."""
    latin = _LATIN_BYLINE.fullmatch(field_text(line))
    if latin:
        return latin["name"]
    behind = _BYLINE_BEHIND.search(field_text(line))
    if behind:
        return behind["name"].strip()
    match = _BYLINE.match(folded(line))
    if match is None or (not (match["colon"] or match["sign"]) and ends_sentence(line)):
        return None
    text = after_label(_BYLINE, line, most_words=6)
    if text and not (match["colon"] or match["sign"]) and " " not in text:
        return None  # «تقرير ميداني» heads a column
    return None if text and text.startswith("و ") else text  # «گزارش و تحلیل» too


def is_name(line: str) -> bool:
    """Whether a line is a person's name, by a title of address, «بن» or a star."""
    return len(line.split()) <= MOST_WORDS and bool(_NAME.fullmatch(folded(line)))
