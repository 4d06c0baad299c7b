"""What sites put around articles, in many languages: buttons, what leads to other articles, talk about the site itself.

Whole short lines and openings of lines only: the same words inside a sentence are the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importers.vocabulary.labels import labels
from generator.text.arabic import fold

TALK_WORDS = 20  # of a paragraph for each of the site's own words
SHORT = 9  # words: a longer line is neither a button nor the heading of a list of links
_EDGES = " \t\u00a0-–—|:،,*•«»\"'/.!…؟?()[]×>#“”‘’＜＞【】↑"


def _phrases(text: str) -> frozenset[str]:
    return frozenset(fold(one).strip() for one in text.split("|"))


def _openings(kind: str) -> re.Pattern[str]:
    phrases = sorted(_phrases(labels(kind)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, phrases))})(?!\\w)")


# A line of nothing but these is a row of buttons.
_SERVICES = _phrases(labels("service"))
_BUTTONS = _phrases(labels("button"))
_BUTTON_OPENINGS = _openings("button opens")
_ENDS = _openings("end")
_END_LINES = _phrases(labels("end line"))  # whole lines: as openings these would be too common
_COLUMN_ENDS = _openings("comments head")
_CLOSING = re.compile(r"[/\s#\-]*(?:انتهي|انتهاي بيام|انتهي الخبر|ends?|\(end\))[/\s#\-.]*")
# Kinds of text about the site; a paragraph with two of them is not part of the article.
_TOPICS = (
    "privacy",
    "newsletter",
    "subscription",
    "terms",
    "account",
    "device",
    "comments",
    "disclaimer",
    "offer",
    "production",
    "partner",
)
_SITE_TALK = tuple(tuple(sorted(_phrases(labels(kind)))) for kind in _TOPICS)


def is_button(folded: str, words: int) -> bool:
    """A whole line of button words, or an opening that only buttons and pointers have."""
    plain = folded.strip(_EDGES)
    if not plain or words > 2 * SHORT:
        return not plain
    if plain in _BUTTONS or _BUTTON_OPENINGS.match(plain) or _CLOSING.fullmatch(folded):
        return True
    parts = _words(plain)
    return bool(parts) and words <= 2 * SHORT and all(part in _SERVICES or part in _BUTTONS for part in parts)


def ends_article(folded: str, words: int) -> bool:
    """A heading of other articles, of comments, of the foot of the page."""
    plain = folded.strip(" \t-–—|*•«»\"'/.>#")
    if _ENDS.match(plain):
        return words <= 2 * SHORT
    return (words <= 4 and bool(_COLUMN_ENDS.match(plain))) or plain.strip(_EDGES) in _END_LINES


def is_site_talk(folded: str, words: int) -> bool:
    """Two of its words at least, and the more the longer the paragraph: articles speak of passwords and subscribers too."""
    topics = sum(any(map(folded.__contains__, phrases)) for phrases in _SITE_TALK)
    return topics >= 2 and words <= TALK_WORDS * topics


def _words(plain: str) -> Iterable[str]:
    return [part for part in re.split(r"[\s|/,،•·]+", plain) if part.strip(_EDGES)]
