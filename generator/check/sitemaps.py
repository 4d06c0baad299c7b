"""Whether sitemaps, robots.txt and pages say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from generator.check.addresses import Base, address_of
from generator.check.files_made import Made
from generator.check.findings import Finding, Place, finding
from generator.check.machines import Document
from generator.check.pages import PageFacts

ROBOTS = "robots.txt"
AT_THE_ROOT = (ROBOTS, ".well-known/security.txt", "llms.txt", "humans.txt")


def check_listed(pages: Sequence[PageFacts], documents: Iterable[Document], base: Base) -> Iterator[Finding]:
    """Every page that wants to be found is in a sitemap, and no page in one says that it does not."""
    named = {address_of(base, "", url).path for document in documents for url in document.urls}
    hidden = {page.path for page in pages if page.is_hidden}
    for path in sorted(named & hidden):
        yield finding(
            Place(path), "K303", "is in a sitemap and asks not to be indexed", "leave it out of one of the two"
        )
    if not named:
        return
    for page in pages:
        if page.is_listed and page.path not in named:
            hint = "build again; a page that is not for search engines has `robots: noindex`"
            yield finding(Place(page.path), "K305", "is in no sitemap", hint)


def check_titles(pages: Sequence[PageFacts]) -> Iterator[Finding]:
    by_title = defaultdict(list)
    for page in pages:
        if page.is_listed and page.title:
            by_title[page.title].append(page.path)
    for title, paths in by_title.items():
        if len(paths) > 1:
            what = f"shares the title `{title}` with `{paths[1]}`" + (f" and {len(paths) - 2} more" * (len(paths) > 2))
            yield finding(Place(paths[0]), "K202", what, "say in the title what sets it apart: the day, the series")


def check_robots(data: bytes, pages: Sequence[PageFacts], made: Made, base: Base) -> Iterator[Finding]:
    """The sitemap that it names is there, and what must be seen as `noindex` may be fetched."""
    forbidden = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        key, _, value = line.partition("#")[0].partition(":")
        name, value = key.strip().lower(), value.strip()
        if name == "sitemap":
            kind, path, _ = address_of(base, ROBOTS, value)
            if kind != "inside" or path not in made.sizes:
                yield finding(Place(ROBOTS, number), "K307", f"names the sitemap `{value}`: not there", "build again")
        elif name == "disallow" and value:
            forbidden.append((number, value))
    for number, prefix in forbidden:
        hidden = next(
            (page.path for page in pages if page.is_hidden and (base.path + page.path).startswith(prefix)), ""
        )
        if hidden:
            what = f"forbids `{prefix}`, so nobody sees that `{hidden}` asks not to be indexed"
            yield finding(Place(ROBOTS, number), "K308", what, "allow it: `noindex` keeps it out of results")


def check_root(made: Made, base: Base) -> Iterator[Finding]:
    if base.path == "/":
        return
    for path in AT_THE_ROOT:
        if path in made.sizes:
            what = f"acts only at the root of a host, and this site is at `{base.path}`"
            hint = f"put what it says into {base.scheme}://{base.host}/{path}, or give the site a host of its own"
            yield finding(Place(path), "K309", what, hint)


def check_front(page: bytes, base: Base) -> Iterator[Finding]:
    """The address that output/ was built for."""
    found = built_for(page)
    if found and found != str(base):
        parts = urlsplit(found)
        hint = f"build again, or check with --base-url {parts.scheme}://{parts.netloc}{parts.path}"
        yield finding(Place("index.html"), "K106", f"was built for `{found}`, not for `{base}`", hint)


def built_for(page: bytes) -> str:
    """Its canonical address, "" where it has none."""
    head = page.partition(b'rel="canonical" href="')[2].partition(b'"')[0]
    return head.decode("utf-8", "replace")


def as_nowhere(found: Finding) -> Finding:
    """A broken link of a feed or sitemap has a code of its own: no reader sees it, machines do."""
    return msgspec.structs.replace(found, code="K304") if found.code in ("K101", "K103") else found
