"""schema.org data for search engines and researchers, as JSON text that is safe inside a script element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from generator.model import Article, Correction, Link, SiteView
from generator.text.dates.iso_dates import w3c_date
from generator.text.markup import address

Data = dict[str, Any]


def news_article(
    site: SiteView, article: Article, authors: Sequence[Link], section: Link | None, translations: Sequence[Link]
) -> str:
    """NewsArticle: the outlet is the publisher, this archive only the one who serves it (sdPublisher)."""
    archive = {"@type": "Organization", "name": site.title, "url": address(site.base_url, "/")}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address(site.base_url, article.url),
        "headline": article.title,
        "inLanguage": article.lang or site.language,
        "articleSection": section.name if section else "",
        "keywords": list(article.tags),
        "author": [{"@type": "Person", "name": one.name, "url": address(site.base_url, one.url)} for one in authors],
        "editor": {"@type": "Person", "name": article.editor} if article.editor else None,
        "image": [address(site.base_url, article.url + article.image)] if article.image else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher} if article.publisher else archive,
        "sdPublisher": archive,
        "identifier": article.id,
        "wordCount": article.words,
    }
    return _script(data | _dates(site, article) | _origin(article) | _kin(site, article, translations))


def breadcrumbs(site: SiteView, section: Link) -> str:
    """The way to an article; without a section there is none to tell of."""
    return _script({"@context": "https://schema.org"} | _breadcrumb(site, (Link(site.title, "/"), section)))


def _dates(site: SiteView, article: Article) -> Data:
    """A date in doubt is said to be: `publication` holds the EDTF that it was shelved with, and the interval's ends."""
    first, _, last = article.date_range.partition("/")
    event = (
        {"@type": "PublicationEvent", "startDate": first, "endDate": last} if last else {"@type": "PublicationEvent"}
    )
    doubt = event | {"description": f"date in doubt (EDTF): {article.date_range}"}
    return {
        "datePublished": w3c_date(article.date, site.timezone),
        "dateModified": w3c_date(article.lastmod, site.timezone),
        "sdDatePublished": w3c_date(article.captured, site.timezone),
        "publication": doubt if article.date_range else None,
        "correction": [_correction(site, one) for one in article.corrections],
    }


def _correction(site: SiteView, correction: Correction) -> Data:
    dated = w3c_date(correction.date, site.timezone)
    return _kept({"@type": "CorrectionComment", "text": correction.text, "datePublished": dated})


def _origin(article: Article) -> Data:
    """What it was made from: an address, an issue of a paper, a page of it."""
    issue = {"@type": "PublicationIssue", "issueNumber": article.issue_number} if article.issue_number else None
    return {
        "dateline": article.dateline,
        "isBasedOn": article.source_url,
        "isPartOf": issue,
        "printEdition": article.edition,
        "printPage": article.page,
        "copyrightNotice": article.rights,
    }


def _kin(site: SiteView, article: Article, translations: Sequence[Link]) -> Data:
    """The original of a translation, the translations of an original; the first of `translations` is the original."""
    others = [{"@id": address(site.base_url, one.url)} for one in translations if one.url != article.url]
    if not others:
        return {}
    is_original = translations[0].url == article.url
    return {"workTranslation": others} if is_original else {"translationOfWork": others[0]}


def website(site: SiteView) -> str:
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": site.title,
            "description": site.description,
            "inLanguage": site.language,
            "url": address(site.base_url, "/"),
        }
    )


def collection_page(site: SiteView, url: str, name: str, trail: Sequence[Link]) -> str:
    """A listing and the way to it from the front page."""
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": name,
            "inLanguage": site.language,
            "url": address(site.base_url, url),
            "breadcrumb": _breadcrumb(site, (Link(site.title, "/"), *trail, Link(name, url))),
        }
    )


def _breadcrumb(site: SiteView, trail: Sequence[Link]) -> Data:
    steps = [
        {"@type": "ListItem", "position": position, "name": link.name, "item": address(site.base_url, link.url)}
        for position, link in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _kept(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in ("", None, [], 0)}


def _script(data: Data) -> str:
    text = msgspec.json.encode(_kept(data)).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
