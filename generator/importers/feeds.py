"""RSS and Atom feeds that were kept: each entry that carries a text becomes an article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any, Literal

from generator.importers.archives import read_whole
from generator.importers.evidence import about, article, own_section
from generator.importers.feed_bounds import thinned
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.markup.wordpress_html import html_of
from generator.importers.piece import Piece, SiteContext, piece
from generator.importers.typed_dates import Orders, as_order, doubts, form_of, orders_by_form, typed_date
from generator.model import Evidence, Problem, RawArticle
from generator.text.dates.day_order import usual_order
from generator.text.dates.parse import Order
from generator.text.markup import tagless
from generator.text.publication import state_of


def split(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    """A piece for each entry; what a feed's own errors cost is said."""
    import feedparser

    data = thinned(read_whole(stream))
    try:
        feed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=True)
    except (TypeError, ValueError, AttributeError, RecursionError, AssertionError, KeyError, IndexError) as problem:
        # Its loose parser trips over numbers that are none and tags that never opened.
        text = f"is too broken to read: {problem}"[:200]
        yield Problem(name, 0, 0, "I135", "error", text, "get it again from its source")
        return
    title = str(feed.feed.get("title", ""))
    orders = orders_by_form(_written(entry) for entry in feed.entries)
    for entry in feed.entries:
        data = json.dumps(_plain(entry), ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        key = str(entry.get("id") or entry.get("link") or "")
        origin = {"publisher": tagless(title), "lang": str(feed.feed.get("language", "")), **_order(entry, orders)}
        if feed.version.startswith("rss"):
            origin["dates"] = "dc:date"  # which feedparser calls `updated`, as if it were Atom's
        yield piece(name, key, "feed", data, origin)
    if not feed.entries:
        text = f": {feed.bozo_exception}"[:200] if feed.get("bozo") else ""
        level: Literal["error", "warning"] = "error" if text else "warning"
        yield Problem(
            name, 0, 0, "I102", level, f"is a feed without entries{text}", "nothing in it can become an article"
        )
    elif feed.get("bozo"):
        hint = "compare the last articles with the feed; what could be read is imported"
        yield Problem(name, 0, 0, "I135", "warning", f"is not well-formed: {feed.bozo_exception}"[:240], hint)


def _written(entry: Mapping[str, Any]) -> str:
    return str(entry.get("published", "") or entry.get("created", ""))


def _order(entry: Mapping[str, Any], orders: Mapping[str, Order]) -> dict[str, str]:
    """How the feed's other dates of the same form write day and month."""
    order = orders.get(form_of(_written(entry)), "")
    return {"order": order} if order else {}


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry's values; what nothing reads any more stays, because earlier imports know the entry by its bytes."""
    bodies = [(str(one.get("type", "")), str(one.get("value", ""))) for one in entry.get("content", [])]
    files = [*entry.get("enclosures", []), *entry.get("media_content", [])]
    image_files = [one for one in files if str(one.get("type", "") or one.get("medium", "")).startswith("image")]
    images = [one.get("href") or one.get("url") for one in (*image_files, *entry.get("media_thumbnail", []))]
    plain = dict(entry)  # feedparser's own class returns `published` if there is no `updated`, with a warning
    return {
        "title": str(entry.get("title", "")),
        "link": str(entry.get("link", "")),
        "published": _written(entry),
        "published_utc": _utc(entry.get("published_parsed") or entry.get("created_parsed")),
        "updated": str(plain.get("updated", "")),
        "updated_utc": _utc(plain.get("updated_parsed")),
        "summary": str(entry.get("summary", "")),
        "body": max((text for _, text in bodies), key=len, default=""),
        "authors": [str(one.get("name", "")) for one in entry.get("authors", []) if one.get("name")],
        "tags": [str(one.get("label") or one.get("term") or "") for one in entry.get("tags", [])],
        "pictures": [str(one) for one in images if one],  # its bytes are hashed: the key stays
        "rights": str(entry.get("rights", "")),
        "publisher": str(entry.get("source", {}).get("title", "") or entry.get("publisher", "")),
        **_held_back(entry),
    }


def _held_back(entry: Mapping[str, Any]) -> dict[str, str]:
    """Drafts, which the export of a blog marks (AtomPub), and the status that Blogger gives each entry.

    Nothing is added to public entries: earlier imports are recognised by their bytes.
    """
    state = str(entry.get("blogger_status", ""))
    is_draft = str(entry.get("app_draft", "")).strip().lower() == "yes"
    is_gone = bool(str(entry.get("blogger_trashed", "")).strip())
    if is_draft or is_gone or state.upper() not in ("", "LIVE"):
        return {"status": "embargoed" if not (is_draft or is_gone) and state_of(state) == "embargoed" else "draft"}
    return {}


def _utc(parsed: Any) -> str:
    try:
        return f"{datetime(*parsed[:6]).isoformat()}Z" if parsed else ""
    except (ValueError, TypeError, OverflowError):
        return ""


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    entry = json.loads(piece.data)
    html, _ = html_of(entry["body"] or entry["summary"], {})
    body = markdown_of_html(html, entry["link"])
    words = tagless(html)
    evidence = list(_evidence(entry, piece.origin, context))
    evidence += _dates(entry, piece.origin, context)
    language = language_of(f"{entry['title']}\n{words}") or piece.origin.get("lang", "")
    evidence += [Evidence("lang", language, "letters and most common words", 0.95)] if language else []
    evidence += about(evidence, tagless(entry["title"]), "", words, context)
    yield article(piece.source, evidence, body, problems=doubts(piece.source, evidence))


def _dates(entry: Mapping[str, Any], origin: Mapping[str, str], context: SiteContext) -> Iterator[Evidence]:
    """In the words and the zone that the feed gives: the day is the one that the readers had."""
    outlet = context.outlets.order_of([origin.get("publisher", "")])
    usual = outlet or usual_order(origin.get("lang", "")) or usual_order(_language(entry))
    orders = Orders(as_order(origin.get("order", "")), usual)
    published = typed_date("date", entry["published"], "published", 0.95, orders)
    updated = typed_date("lastmod", entry["updated"], "updated", 0.93, orders)
    if not published and origin.get("dates"):
        published = typed_date("date", entry["updated"], origin["dates"], 0.93, orders)
    yield from published
    if not published or (updated and updated[0].value > published[0].value):
        yield from updated


def _language(entry: Mapping[str, Any]) -> str:
    return language_of(f"{entry['title']}\n{tagless(entry['body'] or entry['summary'])}")


def _evidence(entry: Mapping[str, Any], origin: Mapping[str, str], context: SiteContext) -> Iterator[Evidence]:
    def evidence(field: str, value: str, method: str, confidence: float = 0.93) -> Evidence:
        return Evidence(field, " ".join(value.split()), method, confidence)

    yield evidence("title", tagless(entry["title"]), "title")
    yield evidence("status", entry.get("status", ""), "as stated by the blog")
    if entry["body"] and entry["summary"] and entry["summary"] != entry["body"]:
        yield evidence("description", tagless(entry["summary"]), "summary", 0.85)
    yield from (evidence("authors", tagless(name), "author", 0.9) for name in entry["authors"])
    sections = [own_section(tag, context) for tag in entry["tags"] if own_section(tag, context) in context.sections]
    yield from (evidence("section", section, "a category of the site's own", 0.9) for section in sections[:1])
    yield from (
        evidence("tags", tagless(tag), "category", 0.9)
        for tag in entry["tags"]
        if own_section(tag, context) not in context.sections
    )
    yield from (evidence("image", image, "enclosure", 0.85) for image in entry["pictures"][:1])
    yield evidence("publisher", entry["publisher"] or origin.get("publisher", ""), "the feed's title", 0.8)
    yield evidence("rights", tagless(entry["rights"]), "rights")
    yield evidence("source_url", entry["link"] if entry["link"].startswith("http") else "", "link")
