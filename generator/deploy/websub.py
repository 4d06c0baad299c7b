"""WebSub (W3C): notify a hub of the feeds that changed; it passes them on to subscribers.

A hub fetches a feed at once, and hosts take a while to publish a branch: it is notified once they have.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import urllib3

from generator import __version__
from generator.disk.folders import OutputFolder
from generator.engine.site import FEEDS, Site
from generator.errors import WarraqError
from generator.text.markup import absolute

NAMES = frozenset(feed.url[1:] for feed in FEEDS.values())
PATIENCE, PAUSE = 300.0, 5.0  # seconds: how long a host may take to publish, and between two attempts
TIMEOUT = urllib3.Timeout(connect=10, read=30)
AGAIN = "the site is deployed; run `warraq deploy --ping` later to notify the hub"


def feeds_among(paths: Sequence[str]) -> list[str]:
    """The current feeds, the site's own first. Archived feed documents do not change for subscribers."""
    return sorted(
        (path for path in paths if path.rpartition("/")[2] in NAMES), key=lambda path: (path.count("/"), path)
    )


def notify_hub(site: Site, paths: Sequence[str], patience: float = PATIENCE) -> list[str]:
    """The addresses of the feeds among these files, once the hub has taken them all."""
    feeds = feeds_among(paths)
    topics = [absolute(site.settings.base_url, path) for path in feeds]
    if feeds:
        with urllib3.PoolManager(headers={"User-Agent": f"warraq/{__version__}"}, timeout=TIMEOUT) as web:
            _await(web, topics[0], OutputFolder(site.output).read(feeds[0]) or b"", patience)
            for topic in topics:
                _publish(web, site.settings.websub, topic)
    return topics


def _await(web: urllib3.PoolManager, address: str, data: bytes, patience: float) -> None:
    """Until the host answers with what was deployed."""
    end = time.monotonic() + patience
    while not _is_published(web, address, data):
        if time.monotonic() > end:
            raise WarraqError(f"`{address}` does not return the deployed feed yet, so the hub was not notified", AGAIN)
        time.sleep(min(PAUSE, patience))


def _is_published(web: urllib3.PoolManager, address: str, data: bytes) -> bool:
    try:
        answer = web.request("GET", address, headers={"Cache-Control": "no-cache"}, retries=False)
    except urllib3.exceptions.HTTPError:
        return False
    return answer.status < 300 and answer.data == data


def _publish(web: urllib3.PoolManager, hub: str, topic: str) -> None:
    fields = {"hub.mode": "publish", "hub.url": topic}
    try:
        answer = web.request("POST", hub, fields=fields, encode_multipart=False, retries=False)
    except urllib3.exceptions.HTTPError as problem:
        raise WarraqError(f"the hub `{hub}` does not answer: {type(problem).__name__}", AGAIN) from problem
    if answer.status >= 300:
        raise WarraqError(f"the hub `{hub}` rejects `{topic}`: {answer.status}", AGAIN)
