"""What Zotero would save of a page: the rules of its translators Embedded Metadata and RDF, written anew.

Meta tags alone are read: `name` before `property`, prefixes as `schema.*` links declare them; of types Zotero, BIBO,
PRISM and EPrints come before OpenGraph, OpenGraph before Dublin Core, all of these before what `citation_title` suggests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import html

KNOWN = {"dc", "og", "article", "dcterms", "prism", "bib", "bibo", "z", "eprints", "so"}
OPEN_GRAPH_TYPES = {"website": "webpage", "book": "book"}
DUBLIN_CORE_TYPES = {
    "newspaperArticle": "newspaperArticle",
    "newsitem": "newspaperArticle",
    "article": "journalArticle",
}
HIGHWIRE = {"title": "title", "publication_date": "date", "public_url": "url", "language": "language"}
DUBLIN_CORE_FIRST = {
    "title": ("dc:title", "og:title"),
    "publicationTitle": ("dc:source", "og:site_name"),
    "section": ("article:section",),
    "rights": ("dc:rights",),
    "language": ("dc:language",),
    "date": ("dc:date", "article:published_time"),
    "url": ("og:url",),
}


def saved_item(page: bytes) -> dict[str, Any]:
    """Fields by Zotero's names; `authors` and `tags` in the order of the page."""
    document = html.fromstring(page)
    statements, highwire = _read(document)
    item: dict[str, Any] = {"itemType": _type(statements, highwire)}
    for field, names in DUBLIN_CORE_FIRST.items():
        item[field] = next((statements[name][0] for name in names if name in statements), "")
    item |= {field: highwire[name][0] for name, field in HIGHWIRE.items() if name in highwire}
    item["authors"] = [part for text in highwire.get("author", []) for part in _split(text)]
    item["tags"] = [tag.strip() for text in highwire.get("keywords", []) for tag in text.split(";") if tag.strip()]
    item["abstractNote"] = " ".join(document.xpath("//meta[@name='description']/@content"))
    item["title"] = _without_publication(item["title"], item["publicationTitle"])
    return item


def _read(document: html.HtmlElement) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    statements: dict[str, list[str]] = {}
    highwire: dict[str, list[str]] = {}
    for tag in document.xpath("/html/head//meta"):
        names, value = tag.get("name") or tag.get("property"), tag.get("content")
        for name in (names or "").split() if value else ():
            prefix, _, rest = re.sub("[.:_]", "\0", name, count=1).partition("\0")
            if prefix.lower() in KNOWN:
                statements.setdefault(f"{prefix.lower()}:{rest[:1].lower()}{rest[1:]}", []).append(value)
            elif prefix == "citation":
                highwire.setdefault(rest, []).append(value)
    return statements, highwire


def _type(statements: Mapping[str, list[str]], highwire: Mapping[str, list[str]]) -> str:
    stated = OPEN_GRAPH_TYPES.get(statements.get("og:type", [""])[0])
    stated = stated or DUBLIN_CORE_TYPES.get(statements.get("dc:type", [""])[0])
    if stated:
        return stated
    if "journal_title" in highwire or "title" in highwire:
        return "journalArticle"
    return "webpage"


def _split(authors: str) -> list[str]:
    """At semicolons, else at commas that lie between names of several words."""
    parts = re.split(r"\s*;\s*", authors)
    by_comma = re.split(r"\s*,\s*", authors)
    if len(parts) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
        parts = by_comma
    return [part.strip() for part in parts if part.strip()]


def _without_publication(title: str, publication: str) -> str:
    return re.sub(rf"\s*\W\s*{re.escape(publication)}\s*$", "", title) if publication else title
