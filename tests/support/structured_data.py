"""What an article's JSON-LD must hold: a checker of NewsArticle and of the way to it, apart from Warraq's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any


def check_news_article(data: dict[str, Any], base: str, archive: str) -> None:
    """What Google's documentation recommends, and what schema.org calls these values."""
    assert data["@context"] == "https://schema.org" and data["@type"] == "NewsArticle"
    assert data["headline"] and data["inLanguage"] and data["identifier"]
    for key in ("datePublished", "dateModified"):
        if key in data:
            text = data[key]
            assert datetime.fromisoformat(text).tzinfo if "T" in text else date.fromisoformat(f"{text}-01-01"[:10])
    for author in data.get("author", []):
        assert author.keys() == {"@type", "name", "url"} and author["url"].startswith(f"{base}authors/")
    assert data["publisher"]["name"] and data["sdPublisher"]["name"] == archive
    assert data["mainEntityOfPage"].startswith(base)
    assert None not in data.values() and "" not in data.values()


def check_breadcrumbs(data: dict[str, Any], base: str) -> None:
    assert data["@context"] == "https://schema.org" and data["@type"] == "BreadcrumbList"
    steps = data["itemListElement"]
    assert len(steps) > 1
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(step["name"] and step["item"].startswith(base) for step in steps)
