"""What sites put around articles, in many languages: buttons, what leads to other articles, talk about the site itself.

Whole short lines and openings of lines only: the same words inside a sentence are the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importers.vocabulary.labels import labels, pattern
from generator.text.arabic import fold

TALK_WORDS = 20  # of a paragraph for each of the site's own words
PROMO_WORDS = 20  # a longer line that speaks of channels and apps is an article's
SHORT = 9  # words: a longer line is neither a button nor the heading of a list of links
_EDGES = " \t\u00a0-–—|:،,*•«»\"'/.!…؟?()[]×>#“”‘’＜＞【】↑"


def _phrases(text: str) -> frozenset[str]:
    return frozenset(fold(one).strip() for one in text.split("|"))


def _openings(kind: str) -> re.Pattern[str]:
    phrases = sorted(_phrases(labels(kind)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, phrases))})(?!\\w)")


# A line of nothing but these is a row of buttons.
_SERVICES = _phrases(labels("service"))
_BUTTONS = _phrases(labels("button")) | _phrases(labels("home"))
_BUTTON_OPENINGS = _openings("button opens")
_ENDS = _openings("end")
_END_LINES = _phrases(labels("end line"))  # whole lines: as openings these would be too common
_COLUMN_ENDS = _openings("comments head")
_CLOSING = re.compile(r"[/\s#\-]*(?:انتهي|انتهاي بيام|انتهي الخبر|ends?|\(end\))[/\s#\-.]*")
_COUNT = re.compile(r"\s*[(\[:]?\s*\d{1,6}\s*[)\]]?$")  # «comments (3)»
_CHANNEL = re.compile(rf"(?<!\w)(?:ال|و|ب|في)?(?:{pattern('channel')})")
_OWN = re.compile(rf"(?<!\w)(?:{pattern('own')})")
_CALL = re.compile(rf"(?:{pattern('call')})(?!\w)")
_CONTACT = re.compile(rf"(?:و)?(?:{pattern('contact')})(?!\w)")
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
# Of each alphabet only its own phrases are looked for.
_ALPHABETS = (
    re.compile("[a-z]"),
    re.compile("[\u0600-\u06ff]"),
    re.compile("[\u0590-\u05ff]"),
    re.compile("[^\x00-\u07ff]|[\u0370-\u058f]"),
)
_TALK_BY_ALPHABET = tuple(
    tuple(tuple(phrase for phrase in phrases if alphabet.match(phrase)) for phrases in _SITE_TALK)
    for alphabet in _ALPHABETS
)


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
    if words > 2 * SHORT:
        return False
    plain = _COUNT.sub("", folded.strip(" \t-–—|*•«»\"'/.>#"))
    return (
        bool(_ENDS.match(plain))
        or (words <= 4 and bool(_COLUMN_ENDS.match(plain)))
        or plain.strip(_EDGES) in _END_LINES
    )


def is_site_talk(folded: str, words: int) -> bool:
    """Two of its words at least, and the more the longer the paragraph: articles speak of passwords and subscribers too."""
    if words > TALK_WORDS * len(_TOPICS):
        return False
    said: set[int] = set()
    for alphabet, topics in zip(_ALPHABETS, _TALK_BY_ALPHABET, strict=True):
        if alphabet.search(folded):
            said.update(index for index, phrases in enumerate(topics) if any(map(folded.__contains__, phrases)))
    return len(said) >= 2 and words <= TALK_WORDS * len(said)


def is_promo(folded: str, words: int) -> bool:
    """A line by which a site offers its own channels: it says «our», or calls upon readers to come to a service."""
    if words > PROMO_WORDS or not _CHANNEL.search(folded):
        return False
    return bool(_OWN.search(folded) or _CALL.match(folded.strip(_EDGES)))


def is_contact(folded: str) -> bool:
    """Opens with the label of a phone number or an address."""
    return bool(_CONTACT.match(folded.strip(_EDGES)))


def _words(plain: str) -> Iterable[str]:
    return [part for part in re.split(r"[\s|/,،•·]+", plain) if part.strip(_EDGES)]
