"""A path or URL as people have it: copied from a browser, a terminal, a file manager or a log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_ADDRESS = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "0.0.0.0"})  # where `warraq serve` shows the site
INDEX = "index.html"


def paths_of(given: str, base_url: str, output: str = "output") -> Iterator[str]:
    """The paths below output/ that somebody may mean, the most literal first; none for an address of another site.

    The base path, the name of the folder, percent-encoding and `index.html` come and go on the way to people.
    """
    found: dict[str, None] = {}
    for path in _without_site(given.strip(), base_url):
        for folder in dict.fromkeys(("", output, "output")):
            found.update(dict.fromkeys(_within(path, folder.replace("\\", "/").strip("/"))))
    yield from found


def url_of(given: str, base_url: str) -> str:
    """The URL that somebody wants an article to have: without the site's address in front."""
    *_, path = (given, *_without_site(given.strip(), base_url))
    return path.removeprefix("./").removeprefix("output/")


def _without_site(given: str, base_url: str) -> Iterator[str]:
    base = urlsplit(base_url)
    found = _ADDRESS.match(given)
    path = given.replace("\\", "/")
    if found:
        asked = urlsplit(found[0])
        is_ours = _bare(asked.netloc) == _bare(base.netloc) or (asked.hostname or "") in _LOCAL
        if not is_ours:
            return
        path = unquote(given[found.end() :].partition("?")[0].partition("#")[0]) or "/"
    elif "%" in path:
        path = unquote(path)
    path = unicodedata.normalize("NFC", path)
    if not found:
        yield path
    root = unquote(base.path).rstrip("/") + "/"
    if found or root != "/":
        has_root = f"{path}/".startswith(root) and root != "/"
        if found or has_root:
            yield path[len(root) - 1 :] or "/" if has_root else path


def _within(path: str, folder: str) -> Iterator[str]:
    """The file, and the page of a folder."""
    path = path.removeprefix("./").lstrip("/")
    if folder:
        if path != folder and not path.startswith(f"{folder}/"):
            return
        path = path[len(folder) + 1 :]
    if path and not path.endswith("/"):
        yield path
    if not path.endswith(INDEX):
        yield f"{path.rstrip('/')}/{INDEX}".lstrip("/")


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
