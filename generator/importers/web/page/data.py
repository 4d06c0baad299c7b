"""What a web page says of itself, in the four ways pages do: JSON-LD, OpenGraph and other meta tags, microdata, headings.

Every value is a candidate with the place it was found in and how far such places can be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from lxml import etree

from generator.importers.vocabulary.newsroom import field_text
from generator.importers.web.declared import linked_data
from generator.importers.web.declared.linked_data import addresses, names, texts
from generator.model import Evidence
from generator.text.dates.machine import machine_date

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
        *(
            (name, 0.85)
            for name in "article:published og:pubdate shareaholic:article_published_time rnews:datepublished vr:published_time "
            "cxenseparse:publishtime cxenseparse:recs:publishtime bt:pubdate originalpublicationdate citation_publication_date "
            "citation_online_date date_published date-published published_time published_at published-date "
            "publishtime publish_time publication-date pub_date pub-date pubdate_time displaydate "
            "dcterms.issued dcterms.available dcterms.date dc.date.published dc.issued dcsext.articlefirstpublished".split()
        ),
        ("date", 0.6),
    ),
    "lastmod": (
        ("article:modified_time", 0.9),
        ("datemodified", 0.9),
        ("og:updated_time", 0.85),
        *(
            (name, 0.8)
            for name in "article:modified og:modified_time article:updated_time shareaholic:article_modified_time bt:moddate "
            "dcterms.modified dc.date.modified date_modified lastmodified lastmod modified_time updated_at revised".split()
        ),
        ("last-modified", 0.6),
    ),
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
GUESSED = 0.5  # how sure a date is that stands in a script
MAX_SCRIPT = 400_000  # letters
_IN_SCRIPT = re.compile(
    r"(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time|at)|publication_?date|pub_?date|article_?date|"
    r"first_?published(?:_?(?:at|date))?)\\?[\"']?\s{0,9}[:=]\s{0,9}\\?[\"']?(?P<date>[^\"'\\<>,;]{8,40})",
    re.IGNORECASE,
)
# RDFa as content management systems write it, without the prefix.
_RDFA = {"datepublished": ("date", 0.93), "issued": ("date", 0.9), "date": ("date", 0.85), "created": ("date", 0.82)}
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
    meta, headings = list(_meta(document)), list(_headings(document))
    titles = [one.value for one in (*meta, *headings) if one.field == "title"]
    return [
        *_linked_data(document, titles),
        *meta,
        *_microdata(document),
        *_rdfa(document),
        *_microformats(document),
        *_scripts(document),
        *headings,
    ]


def _linked_data(document: Any, titles: Sequence[str]) -> Iterator[Evidence]:
    objects = linked_data.objects_of(document)
    articles = linked_data.own_articles(linked_data.articles_among(objects), titles)
    for item in articles:
        yield from _of_item(item)
    if not any(item.get("datePublished") for item in articles):
        for item in linked_data.holders_among(objects):
            yield from _dates_of_holder(item)


def _dates_of_holder(item: Mapping[str, Any]) -> Iterator[Evidence]:
    kind = next(iter(texts(item.get("@type"))), "")
    for key, field, confidence in (("datePublished", "date", 0.82), ("uploadDate", "date", 0.7), ("dateModified", "lastmod", 0.8)):  # fmt: skip
        yield from (_evidence(field, text, f"JSON-LD {kind} {key}", confidence) for text in texts(item.get(key)))


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
        yield from (_evidence(field, text, f"JSON-LD {key}", confidence) for text in texts(item.get(key)) if text)
    for key, field, confidence in (
        ("author", "authors", 0.9),
        ("publisher", "publisher", 0.85),
        ("keywords", "tags", 0.8),
    ):
        yield from (_evidence(field, name, f"JSON-LD {key}", confidence) for name in names(item.get(key)) if name)
    for image in addresses(item.get("image")):
        yield _evidence("image", image, "JSON-LD image", 0.85)
    for address in [*addresses(item.get("url")), *addresses(item.get("mainEntityOfPage"))]:
        yield _evidence("source_url", address, "JSON-LD url", 0.8)


def _meta(document: Any) -> Iterator[Evidence]:
    value: dict[str, list[str]] = {}
    for tag in document.iter("meta"):
        of_item = "" if _is_of_other(tag) else tag.get("itemprop")
        for name in (tag.get("property"), tag.get("name"), of_item):
            if name and (tag.get("content") or "").strip():
                value.setdefault(name.strip().lower(), []).append(tag.get("content"))
    for field, tags in _META.items():
        for name, confidence in tags:
            yield from (_evidence(field, text, f"meta {name}", confidence) for text in value.get(name, ()))
    for link in document.xpath("//link[@rel='canonical'][@href]"):
        yield _evidence("source_url", link.get("href"), "link canonical", 0.9)
    for address in document.xpath("//link[@rel='image_src']/@href"):
        yield _evidence("image", address, "link image_src", 0.6)


def _microdata(document: Any) -> Iterator[Evidence]:
    for element in document.iter(etree.Element):
        name = element.get("itemprop")
        if name and element.tag != "meta" and not _is_of_other(element):
            for one in name.split():
                field, confidence = _MICRODATA.get(one, ("", 0.0))
                text = element.get("datetime") or element.get("content") or element.text_content()
                if field and text.strip() and len(text) < 600:
                    yield _evidence(field, text, f"microdata {one}", confidence)


def _rdfa(document: Any) -> Iterator[Evidence]:
    for element in document.xpath("//body//*[@property][@content or @datetime]"):
        for name in element.get("property").lower().split():
            field, confidence = _RDFA.get(name.rpartition(":")[2], ("", 0.0))
            if field and not _is_of_other(element):
                yield _evidence(field, element.get("content") or element.get("datetime"), f"RDFa {name}", confidence)


def _scripts(document: Any) -> Iterator[Evidence]:
    """The day that the page's own scripts are given, if all that they are given is one."""
    written = [
        match["date"].strip()
        for script in document.iter("script")
        if "ld+json" not in (script.get("type") or "")
        for match in _IN_SCRIPT.finditer((script.text or "")[:MAX_SCRIPT])
    ]
    read = {date.value: text for text in written if (date := machine_date(text)) is not None}
    if len(read) == 1:
        yield _evidence("date", next(iter(read.values())), "a script of the page", GUESSED)


def _is_of_other(element: Any) -> bool:
    """Whether an `itemprop` describes a comment, a review or a person, and not the page's article."""
    scope = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
    return scope is not None and linked_data.has_own_days([scope.get("itemtype") or ""])


def _microformats(document: Any) -> Iterator[Evidence]:
    """The first of each name; those of comments and of other articles come later."""
    for name, field in (("dt-published", "date"), ("dt-updated", "lastmod"), ("p-canonical", "source_url")):
        for element in document.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")[:1]:
            text = element.get("datetime") or element.get("href") or element.get("title") or element.text_content()
            if text.strip() and len(text) < 600:
                yield _evidence(field, text, f"microformat {name}", 0.93)


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


def tags_of(found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Tags that the page's makers chose: article:tag before keywords for search engines, at most eight."""
    ranked = values(found, "tags")
    best = ranked[0].method if ranked else ""
    parts = [part.strip() for one in ranked if one.method == best for part in re.split("[,،;؛、|]", one.value)]
    for part in list(dict.fromkeys(part for part in parts if 1 < len(part) < 60))[:8]:
        yield Evidence("tags", part, best, ranked[0].confidence)
