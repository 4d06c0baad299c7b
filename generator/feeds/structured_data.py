"""schema.org data for search engines and researchers, as JSON text that is safe inside a script element."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.model import Article, Link, SiteView
from generator.text.markup import absolute, address


def news_article(site: SiteView, article: Article) -> str:
    """NewsArticle: the outlet is the publisher, this archive only the one who serves it (sdPublisher)."""
    archive = {"@type": "Organization", "name": site.title, "url": absolute(site.base_url, "/")}
    outlet = {"@type": "NewsMediaOrganization", "name": article.publisher} if article.publisher else archive
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": address(site.base_url, article.url),
            "headline": article.title,
            "datePublished": article.date,
            "dateModified": article.lastmod,
            "inLanguage": article.lang or site.language,
            "articleSection": article.section,
            "keywords": list(article.tags),
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "editor": {"@type": "Person", "name": article.editor} if article.editor else None,
            "dateline": article.dateline,
            "image": [absolute(site.base_url, article.url + article.image)] if article.image else None,
            "publisher": outlet,
            "sdPublisher": archive,
            "isBasedOn": article.source_url,
            "identifier": article.id,
            "wordCount": article.words,
            "isAccessibleForFree": True,
        }
    )


def website(site: SiteView) -> str:
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": site.title,
            "description": site.description,
            "inLanguage": site.language,
            "url": absolute(site.base_url, "/"),
        }
    )


def collection_page(site: SiteView, url: str, name: str, trail: tuple[Link, ...]) -> str:
    """A listing and the way to it from the front page."""
    steps = [
        {"@type": "ListItem", "position": position, "name": link.name, "item": absolute(site.base_url, link.url)}
        for position, link in enumerate(trail, 1)
    ]
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": name,
            "inLanguage": site.language,
            "url": absolute(site.base_url, url),
            "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": steps},
        }
    )


def _script(data: dict[str, Any]) -> str:
    kept = {key: value for key, value in data.items() if value not in ("", None, [], 0)}
    text = msgspec.json.encode(kept).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
