"""Checks each JSON file, and JSON Feeds against their format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.check.addresses import Base, address_of
from generator.check.dates import CODE as DATE
from generator.check.dates import is_moment
from generator.check.findings import Location, Sighting, finding
from generator.check.links import Target
from generator.check.machines import AGAIN, Document

JSON_FEED = "https://jsonfeed.org/version/1.1"


def parse_json(path: str, data: bytes, base: Base) -> Document:
    try:
        value = msgspec.json.decode(data)
    except msgspec.DecodeError as problem:
        return Document(path, "", (finding(Location(path), "K306", f"is not valid JSON: {problem}", AGAIN),))
    if not (path.endswith("feed.json") and isinstance(value, dict)):
        return Document(path, "json")
    flaws = tuple(finding(Location(path), code, what, AGAIN) for code, what in _flaws(value))
    return Document(path, "json feed", flaws, tuple(_links(path, value, base)))


def _flaws(feed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if feed.get("version") != JSON_FEED:
        yield "K302", f"its version is not `{JSON_FEED}`"
    if not feed.get("title") or not isinstance(feed.get("items"), list):
        yield "K302", "has no `title` or no list of `items`"
        return
    seen = set[Any]()
    for item in feed["items"]:
        if not item.get("id") or not (item.get("content_html") or item.get("content_text")):
            yield "K302", "an item has no `id` or no content"
        for key in ("date_published", "date_modified"):
            if key in item and not is_moment(item[key]):
                yield DATE, f"`{key}` `{item[key]}` is not a time with an offset"
        if item.get("id") in seen:
            yield "K302", f"the feed uses the id `{item['id']}` twice"
        seen.add(item.get("id"))


def _links(path: str, feed: dict[str, Any], base: Base) -> Iterator[tuple[Target, Sighting]]:
    items = [item.get("url") for item in feed.get("items") or () if isinstance(item, dict)]
    for address in (feed.get("home_page_url"), feed.get("feed_url"), *items):
        if isinstance(address, str):
            kind, target, fragment = address_of(base, path, address)
            yield Target(kind, target, fragment), Sighting(Location(path))
