"""Saved pages of open publishers as whole copied texts, with what trafilatura finds in them as their gold: silver.

They teach the line model what menus, teasers and feet of pages look like in many languages; they judge nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import trafilatura
from lxml import html as lxml_html

from benchmarks.imports.set_aside import is_set_aside, publisher_of

LEAST_WORDS = 80
_BLOCKS = frozenset(
    "address article aside blockquote br button dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "label li main nav ol option p pre section summary table tbody td th thead title tr ul video".split()
)
_UNSEEN = frozenset("head iframe noscript object script select style svg template textarea".split())


def saved_texts(folder: Path) -> Iterator[tuple[str, str, str, dict[str, object]]]:
    """Name, publisher, text, gold; of no publisher that is set aside under any of its names."""
    publishers = {file: publisher_of(file) for file in sorted(folder.glob("*.expected.json"))}
    aside = {outlet(one) for one in publishers.values() if is_set_aside(one)}
    for file, publisher in publishers.items():
        if outlet(publisher) in aside:
            continue
        name = file.name.removesuffix(".expected.json")
        data = file.with_name(f"{name}.html").read_bytes()
        gold = _silver(data)
        if gold:
            yield name, outlet(publisher), as_text(data, random.Random(name)), gold


def outlet(publisher: str) -> str:
    """`taz` for `de_taz` and for `www.taz.de`."""
    if "." not in publisher:
        return publisher.partition("_")[2] or publisher
    parts = [part for part in publisher.split(".") if part not in ("www", "com", "co", "org", "net")]
    return max(parts[:-1] or parts, key=len)


def _silver(data: bytes) -> dict[str, object]:
    found = trafilatura.bare_extraction(data, include_comments=False, include_tables=True, with_metadata=True)
    if found is None or not found.title or len((found.text or "").split()) < LEAST_WORDS:
        return {}
    paragraphs = [line.strip().removeprefix("- ") for line in found.text.split("\n") if line.strip()]
    return {"title": found.title, "body": paragraphs, "date": found.date}


def as_text(data: bytes, chance: random.Random) -> str:
    """As a browser copies it: blocks stand in lines of their own, in some copies with blank lines between them."""
    tree = lxml_html.fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    parts: list[str] = []
    for body in tree.iter("body"):
        _collect(body, parts)
    lines = [" ".join(line.split()) for line in "".join(parts).split("\0")]
    return chance.choice(("\n\n", "\n\n", "\n")).join(line for line in lines if line)


def _collect(top: lxml_html.HtmlElement, parts: list[str]) -> None:
    for event, element in _walk(top):
        is_block = element.tag in _BLOCKS
        if event == "start":
            parts.append(("\0" if is_block else "") + (element.text or ""))
        else:
            parts.append(("\0" if is_block else "") + ((element.tail or "") if element is not top else ""))


def _walk(top: lxml_html.HtmlElement) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
    stack: list[tuple[str, lxml_html.HtmlElement]] = [("start", top)]
    while stack:
        event, element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            element = _tail_alone(element)
            yield "end", element
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _tail_alone(element: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    other = lxml_html.Element("span")
    other.tail = element.tail
    return other
