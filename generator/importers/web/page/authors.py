"""Who wrote a page: what its data say, whom its links and names of elements call its author, and the printed byline.

Each name stands for itself («A and B» are two); accounts, addresses, the place that a report came from are no names. The
site itself is an author where its data say so and nobody else is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from generator.importers.vocabulary import newsroom
from generator.importers.vocabulary.labels import pattern_as_written
from generator.importers.web.page.blocks import is_paragraph, key_of
from generator.importers.web.page.data import values
from generator.importers.web.page.furniture import label
from generator.model import Evidence
from generator.text.arabic import fold
from generator.text.dates.parse import find_dates

MOST_LETTERS, MOST_WORDS = 60, 6
NEAR = 12  # blocks around the title and behind the end
BYLINE_WORDS = 24
DECKS = 2  # paragraphs that may stand between the title and the byline: the deck, and the first of the text
_NO_NAME = re.compile(r"https?:|www\.|[@|<>{}#=]|\d|\.(?:com|net|org)\b|^(?:admin|editor|staff|webmaster|root|none|null|undefined|user)$|^\W|[:!?]", re.IGNORECASE)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+|[a-z0-9]{1,30}")
_ITS_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:authors?|bylines?|writers?|reporters?|journalists?|autore?s?|auteurs?|vcard)(?:[\s_-]?(?:name|names|link|title))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|writers?|autor(?:es)?|auteurs?|autore|profile|journalists?|reporters?|staff|people|columnists?|yazar|penulis|kolumnist|redakteur)/",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s+(?:and|und|et|y|e|og|och|en|ja|i|a|ve|και|и|та|dan|și|és|with|avec|mit|con)\s+|\s+و\s+|\s*[;&،、]\s*|\s*/\s*",
    re.IGNORECASE,
)
_AND_ARABIC = re.compile(r"\s+و(?=\S+\s+\S)")
_LABEL = re.compile(
    rf"^\s*(?:(?:{pattern_as_written('web byline label')})\s*[:：/|]\s*|(?:{pattern_as_written('web byline')})\s+)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·–—\n]\s*|\s+-\s+")
_PARTICLE = frozenset(
    "de del della di da dos das do la le van von der den ter ten zu zur af al el bin ibn y e ben bar st".split()
)


def authors_of(
    found: Sequence[Evidence], document: Any, blocks: Sequence[tuple[Any, str]], title: str
) -> Iterator[Evidence]:
    """The names from the surest source that has any."""
    sites = {fold(one.value) for one in found if one.field == "publisher"}
    declared = [one for one in values(found, "authors") if not one.method.startswith("microdata")]
    ranked = [*declared, *_microdata(document), *_near(blocks, title)]
    ranked.sort(key=lambda one: -one.confidence)
    by_source: dict[str, list[Evidence]] = {}
    for one in ranked:
        for name in names_in(one.value, sites):
            by_source.setdefault(one.method, []).append(msgspec.structs.replace(one, value=name))
    people = next(iter(by_source.values()), [])
    if not people:
        people = [
            one
            for one in declared
            if one.method == "JSON-LD author" and fold(one.value) in sites and _is_short(one.value)
        ][:1]
    seen = set[str]()
    for one in people:
        if fold(one.value) not in seen:
            seen.add(fold(one.value))
            yield one


def _is_short(name: str) -> bool:
    return len(name.split()) <= MOST_WORDS and not _NO_NAME.search(name)


def names_in(text: str, sites: Collection[str]) -> Iterator[str]:
    """The names in a byline, without its label."""
    text = newsroom.field_text(_LABEL.sub("", text)).strip(" ,.;:-–—|*")
    parts = _joined(text)
    for part in parts:
        name = part.strip(" ,.;:-–—|*()")
        plain = fold(name)
        if not name or plain in sites or _SLUG.fullmatch(name) or _NO_NAME.search(name):
            continue
        if (
            len(name) <= MOST_LETTERS
            and len(name.split()) <= MOST_WORDS
            and not (part.startswith("(") and part.endswith(")"))
        ):
            yield name


def _joined(text: str) -> list[str]:
    """«A, B and C» is three where each has a first and a last name; «Johnson & Johnson» is one."""
    parts = [one for piece in _JOINT.split(text) for one in re.split(r"\s*,\s*", piece) if one]
    if len(parts) < 2:
        parts = [one for one in _AND_ARABIC.split(text) if one]
    is_list = len(parts) > 1 and all(2 <= len(part.split()) <= MOST_WORDS or not part.isascii() for part in parts)
    return (
        parts
        if is_list
        else [
            re.split(r"\s*,\s*", text)[0]
            if text.count(",") == 1 and len(text.split(",", maxsplit=1)[0].split()) > 1
            else text
        ]
    )


def _microdata(document: Any) -> Iterator[Evidence]:
    for element in document.xpath("//*[contains(concat(' ', normalize-space(@itemprop), ' '), ' author ')]")[:NEAR]:
        named = element.xpath(".//*[@itemprop='name']")
        for one in named or [element]:
            text = one.get("content") or " ".join(one.text_content().split())
            if text and len(text) < 200:
                yield Evidence("authors", text, "microdata author", 0.85)


def _near(blocks: Sequence[tuple[Any, str]], title: str) -> Iterator[Evidence]:
    """Links, elements and lines about the author, between the title and the text, or right behind the text."""
    key = key_of(title)
    told = [index for index, (element, text) in enumerate(blocks) if is_paragraph(element, text)]
    if not told:
        return
    heads = [index for index, (_, text) in enumerate(blocks) if key and key_of(text) == key]
    head = next((index for index in reversed(heads) if index < told[0]), heads[0] if heads else max(0, told[0] - NEAR))
    below = [index for index in told if index > head][:DECKS]
    for element, text in blocks[head + 1 : min([head + NEAR, *below[DECKS - 1 :]]) + 1]:
        if not is_paragraph(element, text):
            yield from _of_line(element, text)


def _of_line(element: Any, text: str) -> Iterator[Evidence]:
    around = [element, *list(element.iterancestors())[:2]]
    links = [*element.iter("a"), *(one for one in around if one.tag == "a")]
    for one in links:
        name = " ".join(one.text_content().split())
        leads_there = "author" in (one.get("rel") or "").split() or _AUTHOR_LINK.search(one.get("href") or "")
        if leads_there and _is_person(name):
            yield Evidence("authors", name, "the link to the author", 0.75)
    if len(text.split()) > BYLINE_WORDS:
        return
    for part in _PARTS.split(text):
        label_ = _LABEL.match(part)
        if label_ and (label_.group().rstrip()[-1:] in ":：/|" or _is_capital(part[label_.end() :])):
            yield Evidence("authors", part, "the printed byline", 0.72)
        elif any(_ITS_AUTHOR.search(label(one)) for one in around[:2]) and _is_person(part):
            yield Evidence("authors", part, "an element for the author", 0.6)


def _is_capital(text: str) -> bool:
    """Names in scripts with capitals have them: «von Anna Berg» is a byline, «von hier» is none."""
    words = [word for word in re.split(r"[\s,]+", text) if word]
    cased = [word for word in words if word.lower() not in _PARTICLE and word.lower() != word.upper()]
    return 2 <= len(words) <= 3 * MOST_WORDS and (
        not cased or sum(word[:1].isupper() for word in cased) >= len(cased) - 1
    )


def _is_person(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or _NO_NAME.search(text) or newsroom.is_boilerplate(text) or find_dates(text):
        return False
    return _is_capital(text) and not newsroom.ends_sentence(text)
