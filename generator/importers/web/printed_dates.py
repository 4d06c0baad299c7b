"""Where a page prints the day of its article: lines of little more than a date, the nearest to the headline first.

Days in lists of other articles, comments, mastheads, footers and notices of rights are none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from generator.importers.vocabulary.newsroom import PUBLISHED, UPDATED, VISITED, is_boilerplate
from generator.importers.web.page_body import key_of
from generator.text.arabic import fold
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import FoundDate, date_line

DATE_WORDS = 14  # a line with more of them tells something, and may tell of another day
LONGEST = 160  # letters of such a line
_SKIPPED = frozenset("script style noscript option select textarea button template head svg iframe object".split())
_ASIDE = frozenset("aside nav footer".split())
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|disqus|respond|related|recommend\w*|recirc\w*|side-?bar|popular|latest|trending|most-?(?:read|viewed|popular)|"
    r"more-?(?:news|stories|from|on|posts)|read-?(?:also|more|next)|see-?also|teasers?|cards?|widgets?|newsletter|ticker|breaking|carousel|slider|"
    r"footer|copyright|masthead|top-?bar|top-?header|site-?header|navbar|navigation|menu|weather|clock|today|current-?date|"
    r"date-?today|calendar|archive-?list|events?|promo\w*|outbrain|taboola|next-?post|prev\w*|adjacent|similar|upsell|playlist)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:^|[\s_-])(?:date|time|datetime|dateline|published?|pubdate|posted|publication|byline|(?:entry|post|article)-?(?:meta|date|time|info)|meta|timestamp|created|info)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_UPDATED_NAME = re.compile(r"updated|modified|lastmod|last-?update", re.IGNORECASE)
_PUBLISHED_NAME = re.compile(r"publish|pub-?date|posted|created", re.IGNORECASE)
_RIGHTS = re.compile("©|\\(c\\)|copyright|حقوق")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
MOST_PARTS = 60
BEFORE = 3  # a line above the headline counts as so many times farther away


class Printed(NamedTuple):
    """A date with what the page calls it (`published`, `updated` or "") and its distance from the headline."""

    found: FoundDate
    name: str
    distance: int
    text: str
    is_of_machine: bool = False


def printed_dates(document: Any, title: str) -> list[Printed]:
    """The dates that may be the article's, nearest first."""
    body = document.find("body")
    if body is None:
        return []
    walk = _Walk(headline_of(body, title))
    walk.through(body)
    return sorted((walk.from_headline(one) for one in walk.found), key=lambda one: one.distance)


def headline_of(body: Any, title: str) -> Any:
    """The element that prints the headline: a heading that says the title, else any line that does, else a heading."""
    wanted = key_of(title)
    headings = [(one, key_of(_short_text(one) or "")) for one in body.iter("h1", "h2", "h3")]
    if wanted:
        for element, key in headings:
            if len(key) > 5 and (key in wanted or wanted in key):
                return element
        for element in body.iter("p", "div", "span", "b", "strong", "font", "td"):
            if len(element) <= 1 and key_of(_short_text(element) or "") == wanted:
                return element
    return next((one for one, key in headings if one.tag == "h1" and key), None)


class _Walk:
    """One pass over a page, counting words; the headline and what holds it are of the article whatever their names are."""

    def __init__(self, headline: Any) -> None:
        self.headline = headline
        self.holders = set() if headline is None else {headline, *headline.iterancestors()}
        self.words = 0
        self.anchor = 0
        self.found: list[Printed] = []

    def from_headline(self, one: Printed) -> Printed:
        away = one.distance - self.anchor
        return one._replace(distance=away if away >= 0 else -BEFORE * away)

    def through(self, body: Any) -> None:
        """Without recursion: pages nest deeper than Python does."""
        stack: list[tuple[Any, bool]] = [(body, False)]
        while stack:
            element, is_tail = stack.pop()
            if is_tail:
                self._text(element.tail or "", element.getparent())
            elif isinstance(element.tag, str) and not self._is_passed(element) and not self._is_line(element):
                self._text(element.text or "", element)
                for child in reversed(element):
                    stack += [(child, True), (child, False)]

    def _is_passed(self, element: Any) -> bool:
        if element is self.headline:
            self.anchor = self.words
        return element.tag in _SKIPPED or (element not in self.holders and _is_of_others(element))

    def _is_line(self, element: Any) -> bool:
        """A short element is read as one line, however many parts its date has."""
        text = _short_text(element)
        if text is None or element in self.holders:
            return False
        is_dated = self._machine(element, text) or bool(text and self._line(text, element))
        if is_dated or not len(element):
            self.words += len(text.split())
            return True
        return False

    def _text(self, text: str, element: Any) -> None:
        words = text.split()
        if 0 < len(words) <= DATE_WORDS:
            self._line(" ".join(words), element)
        self.words += len(words)

    def _line(self, text: str, element: Any) -> bool:
        if len(text) > LONGEST or not any(char.isdigit() for char in text):
            return False
        found, folded = date_line(text), fold(text)
        if found is None or _RIGHTS.search(folded) or VISITED.search(folded) or is_boilerplate(text):
            return False
        self.found.append(Printed(found, _name(element, folded), self.words, text))
        return True

    def _machine(self, element: Any, text: str) -> bool:
        """`<time datetime>`; false where its text prints the day too, which is then read as a line."""
        written = next((element.get(name) for name in _ATTRIBUTES if element.get(name)), "")
        if not written or (element.tag != "time" and not _OWN.search(_label(element))):
            return False
        found, folded = machine_date(written), fold(text)
        if found is None or VISITED.search(folded):
            return False
        self.found.append(Printed(found, _name(element, folded), self.words, text or written, is_of_machine=True))
        return not text or date_line(text) is None


_ATTRIBUTES = ("datetime", "data-datetime", "data-date", "data-time", "data-timestamp", "title")


def _name(element: Any, folded: str) -> str:
    """What a date is called, by its label or the names of its element."""
    if UPDATED.search(folded):
        return "" if PUBLISHED.search(folded) else "updated"
    if PUBLISHED.search(folded):
        return "published"
    names = " ".join(_label(one) for one in _near(element))
    if _UPDATED_NAME.search(names) and not _PUBLISHED_NAME.search(names):
        return "updated"
    return "published" if _PUBLISHED_NAME.search(names) else "date" if _OWN.search(names) else ""


def _near(element: Any) -> Iterator[Any]:
    yield element
    above = element.getparent()
    if above is not None and len(above) <= 3:
        yield above


def _short_text(element: Any) -> str | None:
    """An element's text where it is a line; None where it is more."""
    parts, size = [], 0
    for text in element.itertext():
        parts.append(text)
        size += len(text.strip())
        if size > LONGEST or len(parts) > MOST_PARTS:
            return None
    return " ".join(" ".join(parts).split())


def _is_of_others(element: Any) -> bool:
    return element.tag in _ASIDE or bool(_OTHERS.search(_label(element)))


def _label(element: Any) -> str:
    return _HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}")
