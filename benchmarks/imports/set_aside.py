"""Which publishers are set aside: never read, trained or tuned on, only measured at the end."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.common.corpus import CORPUS

_DATED = re.compile(r"^(?P<publisher>\D.*?)_\d{4}_\d\d")


def is_set_aside(name: str) -> bool:
    """One publisher in three, by name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def publisher_of(page: Path) -> str:
    """Of a page of pages_more, by its NAME.expected.json: the front of a dated name, else the host it was saved from."""
    name = page.name.removesuffix(".expected.json")
    dated = _DATED.match(name)
    if dated:
        return dated["publisher"]
    url = json.loads(page.read_text(encoding="utf-8")).get("url") or ""
    return urlsplit(url).hostname or name


def is_page_set_aside(page: Path) -> bool:
    return is_set_aside(publisher_of(page))


def more_pages() -> Path:
    """The pages of pages_more.tar.gz: in the folder MORE_PAGES, beside the archive, or unpacked to the temporary folder."""
    place = Path(os.environ.get("MORE_PAGES") or CORPUS / "pages_more")
    if place.is_dir():
        return place
    unpacked = Path(tempfile.gettempdir()) / "warraq_pages_more"
    if not unpacked.is_dir():
        with tarfile.open(CORPUS / "pages_more.tar.gz") as archive:
            archive.extractall(unpacked.with_suffix(".part"), filter="data")
        unpacked.with_suffix(".part").rename(unpacked)
    return unpacked / "pages_more"
