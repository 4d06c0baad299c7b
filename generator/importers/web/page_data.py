"""What a web page says of itself, in the four ways pages do: JSON-LD, OpenGraph and other meta tags, microdata, headings.

Every value is a candidate with the place it was found in and how far such places can be trusted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from lxml import etree

from generator.importers.vocabulary.newsroom import field_text
from generator.model import Evidence

_ARTICLE = re.compile(
    r"(?:^|/)(?:\w*NewsArticle|Article|BlogPosting|Report|LiveBlogPosting|OpinionNewsArticle|SocialMediaPosting)$"
)
_CONTROL = re.compile("[\x00-\x1f]")
# Meta tags by the field they speak of; the surest first.
_META: Mapping[str, tuple[tuple[str, float], ...]] = {
    "date": (
        ("article:published_time", 0.95),
        ("og:article:published_time", 0.95),
        ("og:published_time", 0.93),
        ("datepublished", 0.93),
        ("article.published", 0.93),
        ("parsely-pub-date", 0.93),
        ("sailthru.date", 0.9),
        ("nastooh:publishdate", 0.93),
        ("pubdate", 0.92),
        ("publish-date", 0.92),
        ("publish_date", 0.92),
        ("publication_date", 0.92),
        ("publishdate", 0.92),
        ("dc.date.issued", 0.9),
        ("dcterms.created", 0.88),
        ("dc.date.created", 0.88),
        ("dc.date", 0.85),
        ("release_date", 0.85),
        ("date", 0.6),
    ),
    "lastmod": (("article:modified_time", 0.9), ("datemodified", 0.9), ("og:updated_time", 0.85), ("last-modified", 0.6)),
    "title": (("og:title", 0.85), ("item-title", 0.85), ("dc.title", 0.85), ("twitter:title", 0.8), ("title", 0.75)),
    "description": (("og:description", 0.7), ("dc.description", 0.65), ("description", 0.65), ("twitter:description", 0.6)),
    "publisher": (("og:site_name", 0.9), ("dc.publisher", 0.75), ("publisher", 0.75), ("application-name", 0.6)),
    "section": (("article:section", 0.85), ("og:article:section", 0.85), ("articlesection", 0.8)),
    "authors": (("author", 0.8), ("og:article:author", 0.8), ("article:author", 0.75), ("parsely-author", 0.85), ("dc.creator", 0.8)),
    "tags": (("article:tag", 0.9), ("news_keywords", 0.85), ("keywords", 0.6)),
    "image": (("og:image", 0.8), ("twitter:image", 0.75)),
    "image_alt": (("og:image:alt", 0.7),),
    "source_url": (("og:url", 0.85),),
    "lang": (("og:locale", 0.5),),
}  # fmt: skip
_MICRODATA = {
    "headline": ("title", 0.92),
    "datePublished": ("date", 0.95),
    "dateModified": ("lastmod", 0.9),
    "articleSection": ("section", 0.9),
    "description": ("description", 0.75),
    "author": ("authors", 0.85),
    "keywords": ("tags", 0.8),
}


def candidates(document: Any) -> list[Evidence]:
    """All that the page says, in no order of worth."""
    return [*_linked_data(document), *_meta(document), *_microdata(document), *_headings(document)]


def _linked_data(document: Any) -> Iterator[Evidence]:
    for item in articles_of(document):
        yield from _of_item(item)


def articles_of(document: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD that are articles; scripts that are no JSON say nothing."""
    for script in document.xpath("//script[contains(@type, 'ld+json')]"):
        for item in _objects(_json(script.text_content()), 0):
            if any(_ARTICLE.search(kind) for kind in _texts(item.get("@type"))):
                yield item


def _json(text: str) -> Any:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", text.strip())
    for reading in (text, _CONTROL.sub(" ", text)):
        try:
            return json.loads(reading, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < 6:
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        for key in ("@graph", "mainEntity", "itemListElement"):
            yield from _objects(value.get(key), depth + 1)


def _of_item(item: Mapping[str, Any]) -> Iterator[Evidence]:
    simple = {
        "headline": ("title", 0.95),
        "datePublished": ("date", 0.96),
        "dateCreated": ("date", 0.8),
        "dateModified": ("lastmod", 0.93),
        "description": ("description", 0.75),
        "articleSection": ("section", 0.88),
        "inLanguage": ("lang", 0.8),
    }
    for key, (field, confidence) in simple.items():
        yield from (_evidence(field, text, f"JSON-LD {key}", confidence) for text in _texts(item.get(key)) if text)
    for key, field, confidence in (
        ("author", "authors", 0.9),
        ("publisher", "publisher", 0.85),
        ("keywords", "tags", 0.8),
    ):
        yield from (_evidence(field, name, f"JSON-LD {key}", confidence) for name in _names(item.get(key)) if name)
    for image in _addresses(item.get("image")):
        yield _evidence("image", image, "JSON-LD image", 0.85)
    for address in [*_addresses(item.get("url")), *_addresses(item.get("mainEntityOfPage"))]:
        yield _evidence("source_url", address, "JSON-LD url", 0.8)


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _names(value: Any) -> list[str]:
    """The names of people and organisations, however they are wrapped."""
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    return [value] if isinstance(value, str) else []


def _addresses(value: Any) -> list[str]:
    if isinstance(value, list):
        return [address for one in value for address in _addresses(one)]
    if isinstance(value, dict):
        return _texts(value.get("url") or value.get("@id") or value.get("contentUrl"))
    return [value] if isinstance(value, str) else []


def _meta(document: Any) -> Iterator[Evidence]:
    value: dict[str, list[str]] = {}
    for tag in document.iter("meta"):
        for name in (tag.get("property"), tag.get("name"), tag.get("itemprop")):
            if name and (tag.get("content") or "").strip():
                value.setdefault(name.strip().lower(), []).append(tag.get("content"))
    for field, names in _META.items():
        for name, confidence in names:
            yield from (_evidence(field, text, f"meta {name}", confidence) for text in value.get(name, ()))
    for link in document.xpath("//link[@rel='canonical'][@href]"):
        yield _evidence("source_url", link.get("href"), "link canonical", 0.9)
    for address in document.xpath("//link[@rel='image_src']/@href"):
        yield _evidence("image", address, "link image_src", 0.6)


def _microdata(document: Any) -> Iterator[Evidence]:
    for element in document.iter(etree.Element):
        name = element.get("itemprop")
        if name and element.tag != "meta":
            for one in name.split():
                field, confidence = _MICRODATA.get(one, ("", 0.0))
                text = element.get("datetime") or element.get("content") or element.text_content()
                if field and text.strip() and len(text) < 600:
                    yield _evidence(field, text, f"microdata {one}", confidence)


def _headings(document: Any) -> Iterator[Evidence]:
    for heading in document.iter("h1"):
        text = heading.text_content()
        if text.strip():
            yield _evidence("title", text, "h1", 0.8)
    title = document.find(".//title")
    if title is not None and (title.text or "").strip():
        yield _evidence("title", title.text, "title element", 0.5)


def _evidence(field: str, text: str, method: str, confidence: float) -> Evidence:
    """Sites escape what is escaped already: `&amp;#039;` means an apostrophe."""
    once = unescape(text) if "&" in text else text
    return Evidence(field, field_text(unescape(once) if "&" in once else once)[:2000], method, confidence)


def values(found: Sequence[Evidence], field: str) -> list[Evidence]:
    """What was said of a field, the surest first."""
    return sorted((one for one in found if one.field == field and one.value), key=lambda one: -one.confidence)
