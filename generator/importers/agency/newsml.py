"""NewsML-G2 of news agencies: each text of a message becomes an article, with the image that came along with it.

Of several versions of one item the highest is read. Packages only say which images belong to which texts; items of
other kinds are counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from generator.importers.agency.fields import dateline_in, first_of_each
from generator.importers.agency.items import items_in, piece_of
from generator.importers.agency.newsml_fields import evidence_of, image_of, lines_left, status_of
from generator.importers.agency.newsml_text import text_of
from generator.importers.agency.nitf import status_problems
from generator.importers.evidence import about, article, nothing
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.markup.safe_xml import child, given, local, parse
from generator.importers.piece import Piece, SiteContext, versioned_key
from generator.model import Evidence, Level, Problem, RawArticle
from generator.text.markup import tagless

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")


def split(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    found = items_in(stream, name, _ITEMS, "NewsML-G2 item")
    newest, problems = _newest(name, found.whole)
    images = {given(one, "guid"): image_of(one) for one in newest if _class(one) in ("picture", "graphic")}
    shown = dict(_pairs(newest, images))
    used = set(shown.values())
    kept: Counter[str] = Counter()
    for item in newest:
        guid = given(item, "guid")
        if local(item) == "newsItem" and _class(item) == "text":
            image = images.get(shown.get(guid, ""), {})
            origin = {"picture": json.dumps(image, ensure_ascii=False, sort_keys=True)} if image else {}
            yield piece_of(name, versioned_key(guid, _version(item)), "newsml", item, origin)
        elif guid not in used and not dict(_pairs([item], images)):
            kept[_class(item)] += 1
    yield from _left_out(name, kept)
    yield from (*problems, *found.problems)


def _class(item: Any) -> str:
    """text, image, composite, …; an item without a class is what it holds."""
    text = given(child(item, "itemMeta", "itemClass"), "qcode").rpartition(":")[2]
    if text or local(item) != "newsItem":
        return text or local(item).removesuffix("Item")
    content = child(item, "contentSet")
    return "text" if child(content, "inlineXML") is not None or child(content, "inlineData") is not None else "unknown"


def _newest(name: str, items: Sequence[Any]) -> tuple[list[Any], list[Problem]]:
    """The highest version of each item, in their order, and word of the others."""
    versions: dict[str, list[Any]] = {}
    for index, item in enumerate(items):
        versions.setdefault(given(item, "guid") or f"\0{index}", []).append(item)
    newest = [max(reversed(many), key=_version) for many in versions.values()]
    problems = [_followed(name, many) for many in versions.values() if len(many) > 1]
    return newest, problems


def _version(item: Any) -> int:
    version = given(item, "version")
    return int(version) if version.isascii() and version.isdigit() and len(version) <= 18 else 1


def _followed(name: str, many: Sequence[Any]) -> Problem:
    numbers = sorted(map(_version, many))
    older = ", ".join(map(str, numbers[:-1]))
    what = f"`{given(many[0], 'guid')}` comes in several versions: {numbers[-1]} was imported, {older} left out"
    return Problem(name, 0, 0, "I154", "warning", what[:300], "nothing to do if you want the newest")


def _pairs(items: Iterable[Any], images: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(text, image) by their guids: the text links to it, or one group of a package names both."""
    for item in items:
        guid = given(item, "guid")
        if local(item) == "packageItem":
            for group in (one for one in item.iter() if local(one) == "group"):
                named = [given(one, "residref") for one in group if local(one) == "itemRef"]
                shown = next((one for one in named if one in images), "")
                yield from ((one, shown) for one in named if shown and one not in images)
        elif guid not in images:
            linked = [given(one, "residref") for one in item.iter() if local(one) == "link"]
            yield from ((guid, one) for one in linked[::-1] if one in images)


def _left_out(name: str, kept: Mapping[str, int]) -> Iterator[Problem]:
    if kept:
        text = ", ".join(f"{count} of the class {kind}" for kind, count in sorted(kept.items()))
        yield Problem(name, 0, 0, "I150", "warning", f"left out: {text}", "they contain no text of their own")


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    item = parse(piece.data)
    content = text_of(child(item, "contentSet"), context)
    body = markdown_of_html(content.html)
    status = status_of(item)
    if not body:
        what = "was withdrawn by its provider and contains no text" if status == "canceled" else "contains no text"
        level: Level = "warning" if status == "canceled" else "error"
        yield nothing(piece.source, "I102", what, "nothing in it can become an article", level=level)
        return
    text = tagless(content.html)
    found = [*evidence_of(item, context), *_of_image(piece)]
    evidence = first_of_each(found, [*content.evidence, *_stand_ins(item, text)])
    evidence = first_of_each(evidence, dateline_in(text))
    title = next((one.value for one in evidence if one.field == "title"), "")
    language = language_of(f"{title}\n{text}")
    evidence = first_of_each(evidence, [Evidence("lang", language, "letters and most common words", 0.95)])
    evidence += about(evidence, title, "", text, context)
    lines = (*lines_left(item, evidence), *content.lines)
    yield article(piece.source, evidence, body, lines, status_problems(piece, status))


def _of_image(piece: Piece) -> list[Evidence]:
    image = json.loads(piece.origin.get("picture", "{}"))
    return [Evidence(field, value, "the image that came with it", 0.9) for field, value in image.items()]


def _stand_ins(item: Any, text: str) -> Iterator[Evidence]:
    """Alerts come without a headline: then the slug, or the first words, are the title."""
    slug = child(item, "contentMeta", "slugline")
    yield Evidence("title", " ".join((slug.text or "").split()) if slug is not None else "", "slugline", 0.5)
    yield Evidence("title", text[:80].rpartition(" ")[0] or text[:80], "the first words", 0.4)
