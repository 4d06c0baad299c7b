"""Where a page prints the day of its article: lines of little more than a date, the nearest to the headline first.

Days in lists of other articles, comments, mastheads, footers and notices of rights are none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.importers.vocabulary.newsroom import PUBLISHED, UPDATED, VISITED, is_boilerplate
from generator.importers.web.page_body import key_of
from generator.text.arabic import fold
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import FoundDate, date_line, dates_in_line, dates_of_folded

DATE_WORDS = 14  # a line with more of them tells something, and may tell of another day
LONGEST = 160  # letters of such a line
_SKIPPED = frozenset("script style noscript option select textarea button template head svg iframe object".split())
# Names of elements whose dates are never the article's, and of those whose dates seldom are.
_NEVER = re.compile(
    r"(?:^|\s)comments?(?:$|[\s_-])|(?:^|[\s_-])(?:comments|comment-?(?:list|body|content|time|form|area|meta|author|text)|replies|disqus|related|recommend\w*|recirc\w*|popular|latest|trending|most-?(?:read|viewed|popular)|"
    r"more-?(?:news|stories|from|on|posts)|read-?(?:also|more|next)|see-?also|newsletter|ticker|breaking|carousel|slider|"
    r"footer|copyright|masthead|top-?bar|top-?header|site-?header|navbar|nav|navigation|menu|weather|clock|today|current-?date|"
    r"date-?today|calendar|outbrain|taboola|next-?post|adjacent|similar|upsell|playlist|"
    r"twitter\w*|tweet\w*|instagram\w*|embed\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SELDOM = re.compile(r"(?:^|[\s_-])(?:side-?bar|teasers?|cards?|widgets?|events?|promo\w*|archive-?list|prev\w*|list)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_OWN = re.compile(r"(?:^|[\s_-])(?:date|time|datetime|dateline|published?|pubdate|posted|publication|byline|(?:entry|post|article)-?(?:meta|date|time|info)|meta|timestamp|created|info)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_UPDATED_NAME = re.compile(r"updated|modified|lastmod|last-?update", re.IGNORECASE)
_PUBLISHED_NAME = re.compile(r"publish|pub-?date|posted|created", re.IGNORECASE)
_RIGHTS = re.compile("©|\\(c\\)|copyright|حقوق")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LABEL_WORDS = 4  # before a date
HEADLINE = 400  # letters of a headline
MOST_PARTS = 60
BEFORE = 3  # a line above the headline counts as so many times farther away


class Printed(NamedTuple):
    """A date with what the page calls it (`published`, `updated`, `date` or ""), and its distance from the headline in words.

    The distance is negative above the headline; `is_aside` for a place that seldom has the article's day.
    """

    found: FoundDate
    name: str
    distance: int
    text: str
    is_aside: bool = False
    is_of_machine: bool = False

    @property
    def weight(self) -> float:
        """How likely it is the article's: from 0 to 5."""
        near = next((weight for words, weight in _NEARNESS if self._away <= words), 0.5)
        return near + _NAMES[self.name] - 2 * self.is_aside

    @property
    def _away(self) -> int:
        return self.distance if self.distance >= 0 else -BEFORE * self.distance


_NEARNESS = ((45, 3.0), (120, 2.0), (400, 1.0))  # words, weight
_NAMES = {"published": 2.0, "date": 1.0, "": 0.0, "updated": 0.0}


def printed_dates(document: Any, title: str) -> list[Printed]:
    """The dates that may be the article's, the likeliest first."""
    body = document.find("body")
    if body is None:
        return []
    walk = _Walk(headline_of(body, title))
    walk.through(body)
    found = [one._replace(distance=one.distance - walk.anchor) for one in walk.found]
    return sorted(found, key=lambda one: -one.weight)


def headline_of(body: Any, title: str) -> Any:
    """The element that prints the headline: a heading that says the title, else any line that does, else a heading."""
    wanted = key_of(title)
    headings = [(one, key_of(_short_text(one, HEADLINE) or "")) for one in body.iter("h1", "h2", "h3")]
    if wanted:
        for element, key in headings:
            if len(key) > 5 and (key in wanted or wanted in key):
                return element
        for element in body.iter("p", "div", "span", "b", "strong", "font", "td"):
            if len(element) <= 1 and key_of(_short_text(element, HEADLINE) or "") == wanted:
                return element
    return next((one for one, key in headings if one.tag == "h1" and key), None)


class _Walk:
    """One pass over a page, counting words; the headline and what holds it are of the article whatever their names are."""

    def __init__(self, headline: Any) -> None:
        self.headline = headline
        self.holders = set() if headline is None else {headline, *headline.iterancestors()}
        self.words = 0
        self.anchor = 0
        self.is_aside = False
        self.found: list[Printed] = []

    def through(self, body: Any) -> None:
        """Without recursion: pages nest deeper than Python does."""
        stack: list[tuple[Any, bool, bool]] = [(body, False, False)]
        while stack:
            element, is_aside, is_tail = stack.pop()
            self.is_aside = is_aside
            if is_tail:
                self._text(element.tail or "", element.getparent())
                continue
            if not isinstance(element.tag, str) or self._is_passed(element):
                continue
            self.is_aside = is_aside = is_aside or (element not in self.holders and _is_seldom(element))
            if not self._is_line(element):
                self._text(element.text or "", element)
                for child in reversed(element):
                    stack += [(child, is_aside, True), (child, is_aside, False)]

    def _is_passed(self, element: Any) -> bool:
        if element is self.headline:
            self.anchor = self.words
        is_never = element.tag in ("footer", "nav") or bool(_NEVER.search(_label(element)))
        return element.tag in _SKIPPED or (element not in self.holders and is_never)

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
        folded = fold(text)
        dates = dates_in_line(text) or _labelled(folded, element)
        if not dates or _RIGHTS.search(folded) or VISITED.search(folded) or is_boilerplate(text):
            return False
        self.found += [self._printed(one, name, text) for one, name in _named(dates, folded, element)]
        return True

    def _machine(self, element: Any, text: str) -> bool:
        """`<time datetime>`; false where its text prints the day too, which is then read as a line."""
        written = next((element.get(name) for name in _ATTRIBUTES if element.get(name)), "")
        if not written or (element.tag != "time" and not _OWN.search(_label(element))):
            return False
        found, folded = machine_date(written), fold(text)
        if found is None or VISITED.search(folded) or (text and date_line(text)):
            return False
        self.found.append(self._printed(found, _name(element, folded), text or written, is_of_machine=True))
        return True

    def _printed(self, found: FoundDate, name: str, text: str, *, is_of_machine: bool = False) -> Printed:
        return Printed(found, name, self.words, text, self.is_aside, is_of_machine)


def _labelled(folded: str, element: Any) -> Sequence[FoundDate]:
    """«Posted on 4 May 2020 by Layla Haddad»: after a label, or in an element for dates, more words may follow."""
    found = dates_of_folded(folded)
    if not found or not (PUBLISHED.match(folded) or UPDATED.match(folded) or _OWN.search(_label(element))):
        return ()
    return found if len(folded[: found[0].start].split()) <= LABEL_WORDS else ()


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
    if above is not None and len(above) <= 3:
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


def _is_seldom(element: Any) -> bool:
    return element.tag in ("aside", "blockquote") or bool(_SELDOM.search(_label(element)))


def _label(element: Any) -> str:
    return _HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}")
