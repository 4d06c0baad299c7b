"""Which format a feed's file is in, by its name: a row a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.feeds.atom import atom_feed
from generator.feeds.entries import Channel, Entry
from generator.feeds.json_feed import json_feed
from generator.feeds.rss import rss_feed
from generator.model import SiteView

Format = Callable[[SiteView, Channel, tuple[Entry, ...]], bytes]
FORMATS: Mapping[str, Format] = {"feed.xml": atom_feed, "rss.xml": rss_feed, "feed.json": json_feed}


def feed_as(path: str) -> Format:
    return FORMATS[path.rpartition("/")[2]]
