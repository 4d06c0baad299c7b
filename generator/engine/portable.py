"""The site as a folder that opens from disk: links lead to files, and what search asks for comes as scripts.

Pages on a disk may not fetch, and a link to a folder opens no page there. All is planned and made as for a host, then
converted.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from generator.digest import digest
from generator.engine.plan.target import Group, Target
from generator.model import SiteView

# What only a host serves: files for machines, and the page for wrong addresses.
_ELSEWHERE = re.compile(r"(?:404\.html|robots\.txt|sitemap\.xml|\.nojekyll)$|sitemaps/|lost/")
_DATA = re.compile(r"search/.+\.json$")
_LINK = re.compile(r'(?<=[\s;])((?:href|src|action|data-base)="|content="0; url=)(/(?!/)[^"]*)(?=")')


def portable(groups: Iterable[Group]) -> Iterator[Group]:
    """The same plan, without what only a host serves, and with data as scripts."""
    for group in groups:
        yield Group(group.key, digest("portable", group.digest), partial(_targets, group))


def _targets(group: Group) -> Iterator[Target]:
    for target in group.expand():
        if _DATA.match(target.path):
            yield msgspec.structs.replace(target, path=target.path.removesuffix("on"))
        elif not _ELSEWHERE.match(target.path):
            yield target


def carried(site: SiteView, path: str, data: bytes) -> bytes:
    """A file of the site as it is in a portable folder."""
    if path.startswith("search/") and path.endswith(".js"):
        return b'warraqData("%son",%s);' % (path.encode(), data)
    if path.endswith((".html", ".xml")):
        return _LINK.sub(partial(_relative, site.base_path, path), data.decode()).encode()
    return data


def _relative(base_path: str, page: str, found: re.Match[str]) -> str:
    url = re.split(r"[?#]", found[2], maxsplit=1)[0]
    rest = found[2][len(url) :]
    inner = url.removeprefix(base_path).lstrip("/")
    target = posixpath.relpath(inner or ".", posixpath.dirname(page) or ".")
    if found[1].startswith("data-base"):
        return f"{found[1]}{target}/"
    return f"{found[1]}{target}/index.html{rest}" if not inner or inner.endswith("/") else f"{found[1]}{target}{rest}"
