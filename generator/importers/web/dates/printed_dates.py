"""Where a page prints the day of its article: lines of little more than a date, the nearest to the headline first.

Days in lists of other articles, comments, mastheads, footers and notices of rights are none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple

from generator.importers.vocabulary.newsroom import PUBLISHED, UPDATED, VISITED, is_boilerplate
from generator.importers.web.page.blocks import key_of
from generator.text.arabic import fold
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import FoundDate, date_line, dates_in_line, dates_of_folded

DATE_WORDS = 14  # a line with more of them tells something, and may tell of another day
LONGEST = 160  # letters of such a line
_SKIPPED = frozenset("script style noscript option select textarea button template head svg iframe object".split())
# Names of elements whose dates are never the article's, and of those whose dates seldom are.
_DIGIT = re.compile(r"\d")
_NEVER = re.compile(
    r"(?:^|\s)comments?(?:$|[\s_-])|(?:^|[\s_-])(?:comments|comment-?(?:list|body|content|time|form|area|meta|author|text)|replies|disqus|related|recommend\w*|recirc\w*|popular|latest|trending|most-?(?:read|viewed|popular)|"
    r"more-?(?:news|stories|from|on|posts)|read-?(?:also|more|next)|see-?also|newsletter|ticker|breaking|carousel|slider|"
    r"copyright|masthead|top-?bar|top-?header|site-?header|navbar|nav|navigation|menu|weather|clock|today|current-?date|"
    r"date-?today|calendar|outbrain|taboola|next-?post|adjacent|similar|upsell|playlist|"
    r"twitter\w*|tweet\w*|instagram\w*|embed\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"(?:^|[\s_-])(?:footer|colophon)(?:$|[\s_-])", re.IGNORECASE)
_ASIDE = ("aside", "blockquote")
_SELDOM = re.compile(r"(?:^|[\s_-])(?:side-?bar|teasers?|cards?|widgets?|events?|promo\w*|archive-?list|prev\w*|list)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_OWN = re.compile(r"(?:^|[\s_-])(?:date|time|datetime|dateline|published?|pubdate|posted|publication|byline|(?:entry|post|article)-?(?:meta|date|time|info)|meta|timestamp|created|info)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_UPDATED_NAME = re.compile(r"updated|modified|lastmod|last-?update", re.IGNORECASE)
_PUBLISHED_NAME = re.compile(r"publish|pub-?date|posted|created", re.IGNORECASE)
_RIGHTS = re.compile("©|\\(c\\)|copyright|حقوق")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
MOST_DAYS = 2  # in a line: more are a choice of days
OPENING = 8  # words
LABEL_WORDS = 4  # before a date
MOST_HEADLINES = 20
HEADLINE = 400  # letters of a headline
MOST_PARTS = 60
BEFORE = 3  # a line above the headline counts as so many times farther away


Area = Literal["", "aside", "footer", "never"]


class Printed(NamedTuple):
    """A date with what the page calls it (`published`, `updated`, `date` or ""), and its distance from the headline in words.

    The distance is negative above the headline; `is_aside` for a place that seldom has the article's day,
    `is_of_page` for one that shares no container with the headline but the whole page.
    """

    found: FoundDate
    name: str
    distance: int
    text: str
    is_aside: bool = False
    is_of_page: bool = False
    is_of_machine: bool = False

    @property
    def weight(self) -> float:
        """How likely it is the article's: from 0 to 5."""
        near = next((weight for words, weight in _NEARNESS if self.away <= words), 0.5)
        is_above = self.distance < 0 and self.name != "published"
        return near + _NAMES[self.name] - 0.5 * is_above - self.is_masthead - 3 * self.is_aside

    @property
    def is_masthead(self) -> bool:
        """Above the headline with nothing that says it is the article's: rather the day on which the page is seen."""
        is_unnamed = self.name == "" or (self.name == "date" and self.found.weekday is not None)
        return self.distance < 0 and self.is_of_page and is_unnamed

    @property
    def away(self) -> int:
        return self.distance if self.distance >= 0 else -BEFORE * self.distance


_NEARNESS = ((45, 3.0), (120, 2.0), (400, 1.0))  # words, weight
_NAMES = {"published": 1.5, "date": 0.5, "": 0.0, "updated": 0.0}


def printed_dates(document: Any, title: str, captured: str = "") -> list[Printed]:
    """The dates that may be the article's, the likeliest first; `captured` is when the page was saved."""
    body = document.find("body")
    if body is None:
        return []
    walk = _Walk(headlines_of(body, title))
    walk.through(body)
    found = (one._replace(distance=_nearest(walk.anchors, one.distance)) for one in walk.found)
    return sorted((one for one in found if not _is_of_visit(one, captured)), key=lambda one: (-one.weight, one.away))


def _nearest(anchors: Sequence[int], at: int) -> int:
    """How far behind a headline, in words; negative above it."""
    return min((at - anchor for anchor in anchors or (0,)), key=lambda far: far if far >= 0 else -BEFORE * far)


def _is_of_visit(one: Printed, captured: str) -> bool:
    """A masthead shows the day on which it is looked at."""
    return one.distance < 0 and (one.is_of_page or one.name in ("", "date")) and one.found.value == captured[:10]


def headlines_of(body: Any, title: str) -> list[Any]:
    """The elements that print the headline: headings that say the title, else lines that do, and the first headings."""
    wanted = key_of(title)
    headings = [(one, key_of(_short_text(one, HEADLINE) or "")) for one in body.iter("h1", "h2", "h3")]
    said = [one for one, key in headings if wanted and len(key) > 5 and (key in wanted or wanted in key)]
    if said:
        return said[:MOST_HEADLINES]
    lines = (one for one in body.iter("p", "div", "span", "b", "strong", "font", "td") if wanted and len(one) <= 1)
    said = [one for one in lines if key_of(_short_text(one, HEADLINE) or "") == wanted]
    return [*said, *(one for one, key in headings if one.tag == "h1" and key)][:MOST_HEADLINES]


class _Walk:
    """One pass over a page, counting words; the headline and what holds it are of the article whatever their names are."""

    def __init__(self, headlines: Sequence[Any]) -> None:
        self.headlines = set(headlines)
        self.holders = {holder for one in headlines[:1] for holder in (one, *one.iterancestors())}
        self.own = {one for one in self.holders if one.tag != "body" and next(one.iter("nav", "footer"), None) is None}
        self.words = 0
        self.anchors: list[int] = []
        self.area: Area = ""
        self.found: list[Printed] = []

    def through(self, body: Any) -> None:
        """Without recursion: pages nest deeper than Python does."""
        stack: list[tuple[Any, Area, bool]] = [(body, "", False)]
        while stack:
            element, area, is_tail = stack.pop()
            self.area = area
            if is_tail:
                self._text(element.tail or "", element.getparent())
                continue
            if not isinstance(element.tag, str) or element.tag in _SKIPPED:
                continue
            self.area = area = self._area(element, area)
            if area != "never" and not self._is_line(element):
                self._text(element.text or "", element)
                for child in reversed(element):
                    stack += [(child, area, True), (child, area, False)]

    def _area(self, element: Any, around: Area) -> Area:
        """What a part of a page is for; the headline and what holds it are the article's."""
        if element in self.headlines:
            self.anchors.append(self.words)
        if element in self.holders:
            return ""
        label = _label(element)
        if element.tag == "footer" or _FOOTER.search(label):
            return "footer"
        if element.tag == "nav" or _NEVER.search(label):
            return "never"
        return around or ("aside" if element.tag in _ASIDE or _SELDOM.search(label) else "")

    def _is_line(self, element: Any) -> bool:
        """A short element is read as one line, however many parts its date has."""
        text = _short_text(element)
        if text is None or element in self.holders:
            return False
        is_dated = self._machine(element, text) or bool(text and self._line(text, element))
        if not is_dated and len(element):
            return False
        words = text.split()
        if not is_dated:
            self._opening(words)
        self.words += len(words)
        return True

    def _text(self, text: str, element: Any) -> None:
        words = text.split()
        if 0 < len(words) <= DATE_WORDS:
            self._line(" ".join(words), element)
        self._opening(words)
        self.words += len(words)

    def _line(self, text: str, element: Any) -> bool:
        if len(text) > LONGEST or not _DIGIT.search(text):
            return False
        folded = fold(text)
        dates = dates_in_line(text) or _labelled(folded, element)
        if not dates or _RIGHTS.search(folded) or VISITED.search(folded) or is_boilerplate(text):
            return False
        for one, name in _named(dates, folded, element):
            self._keep(Printed(one, name, self.words, text), element)
        return True

    def _opening(self, words: Sequence[str]) -> None:
        """A paragraph that opens with place and day: the day of what it tells, for want of another."""
        if len(words) <= DATE_WORDS or self.area or not self.anchors:
            return
        text = " ".join(words[:OPENING])
        found = next(iter(dates_of_folded(fold(text))), None)
        if found is not None and found.stop < len(text) and fold(text)[found.stop :].lstrip()[:1] in tuple(".:–—-)/|"):
            self.found.append(Printed(found, "", self.words, text, is_aside=True))

    def _machine(self, element: Any, text: str) -> bool:
        """`<time datetime>`; false where its text prints the day too, which is then read as a line."""
        written = next((element.get(name) for name in _ATTRIBUTES if element.get(name)), "")
        if not written or (element.tag != "time" and not _OWN.search(_label(element))):
            return False
        found, folded = machine_date(written), fold(text)
        if found is None or VISITED.search(folded) or (text and date_line(text)):
            return False
        name = _name(element, folded)
        self._keep(Printed(found, name, self.words, text or written, is_of_machine=True), element)
        return True

    def _keep(self, one: Printed, element: Any) -> None:
        """Of a footer the day on which the page was changed, if it tells that."""
        if self.area != "footer" or one.name == "updated":
            shared = next((above for above in element.iterancestors() if above in self.holders), None)
            self.found.append(one._replace(is_aside=bool(self.area), is_of_page=shared not in self.own))


def _labelled(folded: str, element: Any) -> Sequence[FoundDate]:
    """«Posted on 4 May 2020 by Layla Haddad»: after a label, or in an element for dates, more words may follow."""
    found = dates_of_folded(folded)
    if not found or not (PUBLISHED.match(folded) or UPDATED.match(folded) or _OWN.search(_label(element))):
        return ()
    is_strip = len({one.value for one in found}) > MOST_DAYS
    return () if is_strip or len(folded[: found[0].start].split()) > LABEL_WORDS else found


def _named(dates: Sequence[FoundDate], folded: str, element: Any) -> Iterator[tuple[FoundDate, str]]:
    """Each date of a line with its label; of one day in several calendars the Gregorian date, of unnamed days the first."""
    at, seen = 0, set[str]()
    for one in sorted(dates, key=lambda one: one.calendar != "gregorian"):
        before = folded[at if one.start >= at else 0 : one.start]
        is_last = UPDATED.search(folded, one.stop) and not re.search(r"\d", folded[one.stop :])
        name = _name(element, before + (folded[one.stop :] if is_last else ""))
        at = max(at, one.stop)
        if name not in seen and not (seen and one.calendar != "gregorian"):
            seen.add(name)
            yield one, name


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
    if above is not None and sum(1 for _ in islice(above, 4)) <= 3:  # len() counts them all
        yield above


def _short_text(element: Any, most: int = LONGEST) -> str | None:
    """An element's text where it is a line; None where it is more."""
    parts, size = [], 0
    for text in element.itertext():
        parts.append(text)
        size += len(text.strip())
        if size > most or len(parts) > MOST_PARTS:
            return None
    return " ".join(" ".join(parts).split())


def _label(element: Any) -> str:
    return _HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}")
