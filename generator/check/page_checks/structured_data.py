"""JSON-LD: whether it can be read, and has what search engines and researchers need of an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.check.findings import Finding, Location, finding
from generator.check.pages import Page

REQUIRED = ("@context", "headline", "mainEntityOfPage", "inLanguage", "publisher", "sdPublisher", "identifier")
TYPE = "NewsArticle"


def check_structured_data(page: Page) -> Iterator[Finding]:
    has_article = False
    for script in page.root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = msgspec.json.decode(script.text or "")
        except msgspec.DecodeError as problem:
            hint = "print all of `page.structured_data | safe` in the template"
            yield finding(page.location(script), "K209", f"JSON-LD cannot be read: {problem}", hint)
            continue
        if isinstance(data, dict) and data.get("@type") == TYPE:
            has_article = True
            yield from _article_flaws(data, page, page.location(script))
    if page.meta.get("og:type") == "article" and not has_article:
        hint = "print `page.structured_data | safe` in the head of its template"
        yield finding(Location(page.path), "K210", f"is an article without `{TYPE}` data", hint)


def _article_flaws(data: dict[str, Any], page: Page, location: Location) -> Iterator[Finding]:
    for what in _missing(data, is_dated="article:published_time" in page.meta):
        yield finding(location, "K210", f"`{TYPE}` {what}", "run `warraq explain K210` for the required fields")


def _missing(data: dict[str, Any], *, is_dated: bool) -> Iterator[str]:
    yield from (f"has no `{key}`" for key in REQUIRED if not data.get(key))
    if is_dated and not data.get("datePublished"):
        yield "has no `datePublished`"
    for key in ("author", "publisher", "sdPublisher"):
        found = data.get(key) or []
        for one in found if isinstance(found, list) else [found]:
            if not (isinstance(one, dict) and one.get("name") and one.get("@type")):
                yield f"has no name or no type for its `{key}`"
