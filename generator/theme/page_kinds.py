"""Every kind of page of a site: its template, whether search engines index it, its structured data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

# How a page describes itself to search engines; generator/engine/recipes/page_data.py has a function for each.
StructuredData = Literal[
    "", "article", "website", "archive", "named list", "terms", "term", "period", "month", "collection"
]


class PageKind(msgspec.Struct, frozen=True):
    """Every theme brings the template of a kind that is needed; without the others a site has no such pages.

    A page that is not indexed has `noindex` in its `robots` meta tag (feeds/robots.py), and no structured data.
    """

    template: str
    structured_data: StructuredData = ""
    is_indexed: bool = True
    is_needed: bool = True


PAGE_KINDS: Mapping[str, PageKind] = {
    "article": PageKind("article.html", "article"),
    "page": PageKind("page.html"),
    "withdrawn": PageKind("withdrawn.html", is_indexed=False),
    "redirect": PageKind("redirect.html", is_indexed=False, is_needed=False),  # comes with the generator
    "front": PageKind("front.html", "website"),
    "archive": PageKind("archive.html", "archive"),
    "search": PageKind("search.html", is_indexed=False),
    "missing": PageKind("404.html", is_indexed=False),
    "year": PageKind("year.html", "period"),
    "month": PageKind("month.html", "month"),
    "day": PageKind("period.html", is_indexed=False),
    "undated": PageKind("undated.html", "named list"),
    "terms": PageKind("terms.html", "terms"),
    "letter": PageKind("letter.html", "term"),
    "listing": PageKind("listing.html", "term"),
    "collections": PageKind("collections.html", "named list", is_needed=False),
    "collection": PageKind("collection.html", "collection", is_needed=False),
    "days": PageKind("days.html", "named list", is_needed=False),
    "anniversary": PageKind("on-this-day.html", is_indexed=False, is_needed=False),
    "corrections": PageKind("corrections.html", "named list"),
    "data": PageKind("data.html", "named list"),
}
