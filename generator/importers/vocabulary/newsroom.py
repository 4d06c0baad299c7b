"""What newsrooms write around an article: labels, sections, tags, captions, share buttons, the names of outlets.

The names of editors and authors are in raw_text/names.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.importers.vocabulary import surroundings
from generator.importers.vocabulary.labels import pattern
from generator.text.arabic import fold, without_tatweel

MOST_TITLE = 40  # words behind the label of a title
LEAST_SUBJECT = 3
MOST_CAPTION = 60  # words
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EDGES = " \t\u00a0-–—|:،,*•«»\"'"

_SECTION = re.compile(rf"^(?:{pattern('section')})\s*[:\-–]\s*")
_TAGS = re.compile(rf"^(?:{pattern('tags', 'tags with words')})\s*[:\-–]\s*")
_TITLE_LABEL = re.compile(rf"^(?:{pattern('title label')})\s*[:：]\s*")
_SUBJECT_LABEL = re.compile(rf"^(?:{pattern('subject label')})\s*[:：]\s*")
_BODY_LABEL = re.compile(rf"(?:{pattern('body label')})\s*[:：]")
_SOURCE = re.compile(rf"^(?:{pattern('source')})\s*[:\-–]\s*")
_AGENCIES = re.compile(rf"\b(?:{pattern('agencies')})\b")
UPDATED = re.compile(rf"(?:{pattern('updated')})")
PUBLISHED = re.compile(rf"(?:{pattern('published')})")
VISITED = re.compile(rf"(?:{pattern('visit')})")
_TAGS_LABEL = re.compile(rf"(?:{pattern('tags', 'tags label')})\s*:?")
_READ_ALSO = re.compile(
    rf"^(?:{pattern('read also')}|(?:{pattern('watch also')})(?= (?:{pattern('also')})| (?:{pattern('more')})|\s*:))\b"
)
_READ_ALSO_LABEL = re.compile(rf"^.{{0,28}}(?:{pattern('read also ends')})\s*[:.…]*$")
_OUTLET = re.compile(
    rf"^(?:{pattern('outlet word')})\b|^(?:ال)?(?:{pattern('outlet')}|(?:{pattern('outlet before a letter')}) \w)\b|"
    rf"\b(?:{pattern('outlet ends')})$|^(?:{pattern('radio')}) \w"
)
_PHOTO = re.compile(rf"\b(?:{pattern('photo')})\b")
_CREDIT = re.compile(rf"(?:{pattern('credit')})\s*[:：/|].{{2,60}}")
_CAPTION = re.compile(
    rf"(?:\b(?:{pattern('caption')})\s?[:：]\s?\S.{{1,60}}"
    rf"|\([^()]*\b(?:{pattern('caption agency')})\b[^()]*\)"
    rf"|\s[/|]\s*(?:{pattern('caption agency behind a bar')}))\.?$"
)
_BEHIND_TITLE = re.compile(r"\s(?:[-–—|]|::)\s(?P<outlet>[^-–—|]{2,40})$")
_STOPS, _MORE_STOPS = (".", "!", "?", "؟", "…", "۔"), ("。", "！", "？")
_CLOSING, _MORE_CLOSING = "\"'”’»)]", "」』）"


@lru_cache(maxsize=1 << 11)
def field_text(line: str) -> str:
    """A line as the value of a field: without tatweel and invisible characters, with single spaces."""
    return " ".join(without_tatweel(_INVISIBLE.sub("", line)).split())


@lru_cache(maxsize=1 << 11)
def folded(line: str) -> str:
    return fold(field_text(line))


def section_of(line: str) -> str | None:
    return after_label(_SECTION, line, most_words=4)


def tags_of(line: str) -> tuple[str, ...]:
    text = after_label(_TAGS, line, most_words=80)
    return tuple(filter(None, (part.strip(_EDGES + ".") for part in re.split(r"[،,؛;|#\-–]", text)))) if text else ()


def title_behind_label(line: str) -> str | None:
    """The title in «العنوان: …», "" where its label stands alone. A subject of a word or two may be a section."""
    subject = after_label(_SUBJECT_LABEL, line, most_words=MOST_TITLE)
    if subject and len(subject.split()) >= LEAST_SUBJECT:
        return subject
    return after_label(_TITLE_LABEL, line, most_words=MOST_TITLE)


def is_body_label(folded_line: str) -> bool:
    """A label of the text with nothing behind it."""
    return bool(_BODY_LABEL.fullmatch(folded_line))


def source_of(line: str) -> str | None:
    return after_label(_SOURCE, line, most_words=6)


def outlet_named_as_source(line: str) -> str:
    """The outlet after «المصدر:»; agencies in the plural are none."""
    text = source_of(line) or ""
    return "" if _AGENCIES.search(folded(text)) else text


def are_unnamed_agencies(folded_name: str) -> bool:
    """«وكالات», which is no outlet."""
    return bool(_AGENCIES.fullmatch(folded_name))


def after_label(label: re.Pattern[str], line: str, *, most_words: int) -> str | None:
    """What follows a label, as the line spells it: folding keeps the order of words, but not their number of letters."""
    match = label.match(folded(line))
    if match is None:
        return None
    text = field_text(line)
    words_before = len(match.group().split())
    rest = text
    for _ in range(words_before):
        rest = rest.partition(" ")[2] if " " in rest else ""
    if ":" in match.group() and ":" in text[: len(match.group()) + 12]:
        rest = text.partition(":")[2]
    rest = rest.strip(_EDGES)
    return rest if len(rest.split()) <= most_words else None


def is_tags_label(folded_line: str) -> bool:
    """A label of tags with nothing after it: the lines below it are the tags."""
    return bool(_TAGS_LABEL.fullmatch(folded_line.strip(_EDGES)))


def is_label(folded_line: str) -> bool:
    """Begins with a label of dates."""
    return bool(PUBLISHED.match(folded_line) or UPDATED.match(folded_line))


def is_updated_line(line: str) -> bool:
    return bool(UPDATED.match(folded(line)))


def is_read_also(line: str) -> bool:
    return bool(_READ_ALSO.match(folded(line))) and not (ends_sentence(line) and len(line.split()) > 12)


def is_read_also_label(line: str) -> bool:
    """A label alone: what follows it are the titles of other articles."""
    return is_read_also(line) and bool(_READ_ALSO_LABEL.match(folded(line)))


def is_boilerplate(line: str) -> bool:
    """Buttons and the headings of what follows articles."""
    text = folded(line)
    return surroundings.is_button(text, len(text.split())) or surroundings.ends_article(text, len(text.split()))


def is_credit(line: str) -> bool:
    """A line that names who took an image, and nothing else."""
    return bool(_CREDIT.fullmatch(folded(line).strip(_EDGES)))


def is_caption(line: str, words: int) -> bool:
    """The caption of an image: it ends with the photographer or the agency."""
    return MOST_CAPTION >= words > 2 and bool(_CAPTION.search(folded(line)))


def looks_like_outlet(line: str) -> bool:
    return len(line.split()) <= 5 and bool(_OUTLET.search(folded(line).strip(_EDGES)))


def without_outlet(title: str) -> tuple[str, str]:
    """A title and the name of the site that some print behind it: «… - BBC Arabic», «… | صحيفة المنارة»."""
    match = _BEHIND_TITLE.search(title)
    if match is None or len(match["outlet"].split()) > 4:
        return title, ""
    outlet, rest = match["outlet"].strip(), title[: match.start()].strip()
    is_foreign = outlet.isascii() and not rest.isascii() and any(sign.isalpha() for sign in outlet)
    return (rest, outlet) if is_foreign or looks_like_outlet(outlet) else (title, "")


def looks_like_caption(line: str) -> bool:
    return bool(_PHOTO.search(folded(line)))


def ends_with_stop(line: str) -> bool:
    """Stricter: a quotation mark alone ends titles too."""
    return field_text(line).rstrip(_CLOSING + _MORE_CLOSING).endswith(_STOPS + _MORE_STOPS)


def ends_sentence(line: str) -> bool:
    text = field_text(line)
    return text.endswith(('"', "”", "»")) or text.rstrip(_CLOSING).endswith(_STOPS)
