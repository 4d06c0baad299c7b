"""Feeds as machines of others read them: feedparser, Atom's schema, the fields of JSON Feed, and the way into the past."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
from lxml import etree

from benchmarks.machines.pages import Built

SCHEMAS = Path(__file__).parents[2] / "tests" / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"


def is_feed(path: str) -> bool:
    return path.startswith("feeds/") or path.rpartition("/")[2] in ("feed.xml", "rss.xml", "feed.json")


def feed_flaws(site: Built, path: str) -> list[str]:
    data = (site.output / path).read_bytes()
    if path.endswith(".json"):
        return [f"{path}: {flaw}" for flaw in _json_flaws(json.loads(data), path)]
    parsed = feedparser.parse(data)
    flaws = [f"{path}: {parsed.get('bozo_exception')}"] if parsed.bozo else []
    flaws += [f"{path}: an entry lacks an id or a link" for entry in parsed.entries if not (entry.id and entry.link)]
    if not path.endswith("rss.xml") and not _atom().validate(etree.fromstring(data)):
        flaws.append(f"{path}: {_atom().error_log.last_error}")
    return flaws


@cache
def _atom() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


def _json_flaws(feed: Mapping[str, Any], path: str) -> Iterator[str]:
    """After https://www.jsonfeed.org/version/1.1/."""
    texts = ("title", "home_page_url", "feed_url", "language")
    yield from (f"has no `{key}`" for key in texts if not isinstance(feed.get(key), str) or not feed[key])
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or "author" in feed:
        yield "is not of version 1.1"
    if not unquote(feed["feed_url"]).endswith(path):
        yield f"says that it stands at {feed['feed_url']}"
    yield from (f"an item `{item.get('id')}` is not whole" for item in feed["items"] if not _is_whole(item))


def _is_whole(item: Mapping[str, Any]) -> bool:
    dates = [item[key] for key in ("date_published", "date_modified") if key in item]
    has_text = bool(item.get("content_html") or item.get("content_text"))
    is_named = isinstance(item.get("id"), str) and item["id"] and item.get("url", "").isascii()
    authors = [author.get("name") for author in item.get("authors", [])]
    return bool(has_text and is_named and all(authors) and all(date[-6] in "+-" for date in dates))


def unvisited(site: Built, dated: Set[str]) -> Iterator[str]:
    """Articles that `prev-archive` does not lead to exactly once."""
    visits = Counter(site.path(link) for link in _history(site))
    yield from (
        f"{path}: visited {visits[path]} times" for path in dated | visits.keys() if visits[path] != (path in dated)
    )


def _history(site: Built) -> Iterator[str]:
    """Each entry's page, from the feed back through its archives."""
    address: str | None = f"{site.base}feed.xml"
    while address:
        root = etree.parse(site.output / site.path(address)).getroot()
        for entry in root.iter(f"{ATOM}entry"):
            yield entry.xpath("string(*[local-name()='link'][not(@rel) or @rel='alternate']/@href)")
        address = next(
            (link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "prev-archive"), None
        )
