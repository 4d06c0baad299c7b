"""What a link leads to: a file of this site, another site, or an error."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from generator.text.markup import address

Kind = Literal["inside", "outside", "leak", "host", "broken", "other"]
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "0.0.0.0"})


class Base(NamedTuple):
    """The parts of the address of the published site; `path` ends with a slash."""

    scheme: str
    host: str
    path: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


class Address(NamedTuple):
    """`path` is relative to output/ for links inside, the whole address for others."""

    kind: Kind
    path: str
    fragment: str = ""


def base_of(base_url: str) -> Base:
    parts = urlsplit(base_url)
    return Base(parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/") + "/")


def page_address(base: Base, path: str) -> str:
    """The address of a file of output/ on the web, as an IRI."""
    is_index = path.rpartition("/")[2] == "index.html"
    return address(str(base), path.removesuffix("index.html") if is_index else path)


def address_of(base: Base, page: str, link: str) -> Address:
    """The target of a link on a page. Links that do not depend on the page are cached."""
    link = link.strip()
    if link.startswith(("/", "http://", "https://")):
        return _resolve(base, link, is_whole=not link.startswith("/") or link.startswith("//"))
    if link.startswith("#"):
        return Address("inside", page, _plain(link[1:]))
    try:
        whole = urljoin(page_address(base, page), link)
    except ValueError:
        return Address("broken", link)
    return _resolve(base, whole, is_whole=False)


@lru_cache(maxsize=65536)
def _resolve(base: Base, link: str, *, is_whole: bool) -> Address:
    try:
        parts = urlsplit(urljoin(str(base), link))
        path = unquote(parts.path, errors="strict")
        _ = parts.port  # raises ValueError unless it is a number
    except ValueError:
        return Address("broken", link)
    if parts.scheme not in ("http", "https"):
        return Address("other", link)
    host = parts.netloc.lower()
    if (parts.scheme, host) != (base.scheme, base.host):
        is_ours = _bare(host) == _bare(base.host) or host.partition(":")[0] in LOCAL
        return Address("host" if is_ours else "outside", link)
    if not path.startswith(base.path):
        is_root = path + "/" == base.path
        return Address("inside", "index.html") if is_root else Address("outside" if is_whole else "leak", link)
    inner = path[len(base.path) :]
    return Address(
        "inside", inner + "index.html" if inner.endswith("/") or not inner else inner, _plain(parts.fragment)
    )


def _plain(fragment: str) -> str:
    """Without a text fragment; `#top` works on every page."""
    name = unquote(fragment.partition(":~:")[0])
    return "" if name == "top" else name


def _bare(host: str) -> str:
    return host.removeprefix("www.").removesuffix(":443").removesuffix(":80")
