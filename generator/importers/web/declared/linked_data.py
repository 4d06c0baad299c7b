"""The JSON-LD of a page: its objects, read also where the JSON is not quite JSON, and which of them is the page's article.

Sites wrap it in comments, break lines inside strings, forget to escape quotation marks and put commas before brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from generator.text.arabic import fold

ARTICLE = re.compile(
    r"(?:^|[/:])(?:\w*NewsArticle|\w*Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting)$"
)
# What has days of its own that are not those of the page.
_OTHER = re.compile(
    r"(?:^|[/:])(?:\w*Comments?|Answer|Question|Review|Rating|Offer|ImageObject|Person|Organization|Product|Event|\w*Posting)$"
)
MAX_MENDED = 400_000  # letters
DEEPEST = 6
_CONTROL = re.compile("[\x00-\x1f]")
_OPENINGS = ("<!--", "//", "/*", "*/", "<![CDATA[", "*")
_CLOSINGS = ("-->", "//", "/*", "*/", "]]>", ";", "*")
_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_COMMENT = re.compile(r"^\s{0,80}//[^\n]{0,400}$|/\*[^*]{0,2000}\*/", re.MULTILINE)
_AFTER = re.compile(r"\s{0,200}(.?)", re.DOTALL)
_PAIR = re.compile(
    r'"(@type|headline|datePublished|dateModified|dateCreated)"\s{0,20}:\s{0,20}"((?:[^"\\]|\\.){1,300})"', re.DOTALL
)


def objects_of(document: Any) -> list[Mapping[str, Any]]:
    """All objects of all blocks of a page, in its order."""
    scripts = document.xpath("//script[contains(@type, 'ld+json')]")
    return [item for script in scripts for item in _objects(_json(script.text_content()), 0)]


def articles_among(objects: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [item for item in objects if any(ARTICLE.search(kind) for kind in texts(item.get("@type")))]


def holders_among(objects: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Objects that are no article but are dated like the one that they hold: pages, films, recipes."""
    return [item for item in objects if not has_own_days(texts(item.get("@type")))]


def has_own_days(kinds: Sequence[str]) -> bool:
    """Comments, reviews, events and the like: their days are not those of the page."""
    return any(_OTHER.search(kind) for kind in kinds)


def own_articles(articles: Sequence[Mapping[str, Any]], titles: Sequence[str]) -> list[Mapping[str, Any]]:
    """Of several articles those with the page's own headline; the others are its lists'."""
    if len({str(item.get("datePublished")) for item in articles}) < 2:
        return list(articles)
    names = {fold(title) for title in titles if title}
    own = [item for item in articles if any(fold(text) in names for text in texts(item.get("headline")))]
    return own or list(articles[:1])


def _json(text: str) -> Any:
    text = text.strip()
    for reading in _readings(text):
        try:
            return json.loads(reading, strict=False)
        except (ValueError, RecursionError):
            continue
    return _pairs(text)


def _readings(text: str) -> Iterator[str]:
    """The text as it is, then with more and more of what sites do wrong put right."""
    yield text
    bare = _unwrapped(text)
    yield bare
    yield _CONTROL.sub(" ", bare)
    if len(bare) > MAX_MENDED:
        return
    for plain in (bare, unescape(bare)):
        mended = _COMMA.sub("", _COMMENT.sub("", plain))
        yield mended
        yield _with_escaped_quotes(mended)


def _unwrapped(text: str) -> str:
    """Without the comments and CDATA signs around it."""
    while opening := next((sign for sign in _OPENINGS if text.startswith(sign)), ""):
        text = text.removeprefix(opening).lstrip()
    while closing := next((sign for sign in _CLOSINGS if text.endswith(sign)), ""):
        text = text.removesuffix(closing).rstrip()
    return text


def _with_escaped_quotes(text: str) -> str:
    """A quotation mark inside a string that no comma, colon or bracket follows does not end it."""
    parts, at, is_open = [], 0, False
    for match in re.finditer(r'\\.|"', text, re.DOTALL):
        if match.group() != '"':
            continue
        if not is_open:
            is_open = True
        elif (after := _AFTER.match(text, match.end())) and after[1] in ("", ",", ":", "}", "]"):
            is_open = False
        else:
            parts += [text[at : match.start()], '\\"']
            at = match.end()
    return "".join([*parts, text[at:]])


def _pairs(text: str) -> Mapping[str, Any] | None:
    """The last resort: the first value of each key that matters."""
    found: dict[str, Any] = {}
    for match in _PAIR.finditer(text[:MAX_MENDED]):
        if match[1] == "@type" and ARTICLE.search(match[2]):
            found[match[1]] = match[2]
        elif match[1] != "@type":
            found.setdefault(match[1], match[2])
    return found if "@type" in found else None


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth >= DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
            yield from _objects(value.get(key), depth + 1)


def texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if isinstance(value, dict):
        return texts(value.get("@value"))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    return [value] if isinstance(value, str) else []


def names(value: Any) -> list[str]:
    """The names of people and organisations, however they are wrapped."""
    if isinstance(value, list):
        return [name for one in value for name in names(one)]
    if isinstance(value, dict):
        return texts(value.get("name"))
    return [value] if isinstance(value, str) else []


def addresses(value: Any) -> list[str]:
    if isinstance(value, list):
        return [address for one in value for address in addresses(one)]
    if isinstance(value, dict):
        return texts(value.get("url") or value.get("@id") or value.get("contentUrl"))
    return [value] if isinstance(value, str) else []
