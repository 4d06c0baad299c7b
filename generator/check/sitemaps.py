"""Whether sitemaps, robots.txt and pages agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from generator.check.addresses import Base, address_of
from generator.check.files_made import Made
from generator.check.findings import Finding, Location, finding
from generator.check.machines import Document
from generator.check.pages import PageFacts

ROBOTS = "robots.txt"
AT_THE_ROOT = (ROBOTS, ".well-known/security.txt", "llms.txt", "humans.txt")


def check_listed(pages: Sequence[PageFacts], documents: Iterable[Document], base: Base) -> Iterator[Finding]:
    """Every page that may be indexed is in a sitemap, and no page in a sitemap has `noindex`."""
    named = {address_of(base, "", url).path for document in documents for url in document.urls}
    hidden = {page.path for page in pages if page.is_hidden}
    for path in sorted(named & hidden):
        yield finding(
            Location(path),
            "K303",
            "is in a sitemap but asks not to be indexed",
            "remove it from the sitemap, or allow indexing",
        )
    if not named:
        return
    for page in pages:
        if page.is_listed and page.path not in named:
            hint = "build again, or write `robots: noindex` if it should not be found"
            yield finding(Location(page.path), "K305", "is not in any sitemap", hint)


def check_titles(pages: Sequence[PageFacts]) -> Iterator[Finding]:
    by_title = defaultdict(list)
    for page in pages:
        if page.is_listed and page.title:
            by_title[page.title].append(page.path)
    for title, paths in by_title.items():
        if len(paths) > 1:
            what = f"has the same title `{title}` as `{paths[1]}`" + (f" and {len(paths) - 2} more" * (len(paths) > 2))
            yield finding(
                Location(paths[0]), "K202", what, "add what distinguishes the page to its title, such as a date"
            )


def check_robots(data: bytes, pages: Sequence[PageFacts], made: Made, base: Base) -> Iterator[Finding]:
    """The sitemap in it exists, and crawlers may fetch the pages whose `noindex` they need to see."""
    forbidden = []
    is_for_all, is_new = True, True  # a group of lines begins with the crawlers that it is for
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        key, _, value = line.partition("#")[0].partition(":")
        name, value = key.strip().lower(), value.strip()
        if name == "sitemap":
            kind, path, _ = address_of(base, ROBOTS, value)
            if kind != "inside" or path not in made.sizes:
                yield finding(Location(ROBOTS, number), "K307", f"the sitemap `{value}` does not exist", "build again")
        elif name == "user-agent":
            is_for_all, is_new = (value == "*") or (is_for_all and not is_new), False
        elif name == "disallow" and value and is_for_all:
            forbidden.append((number, value))
        is_new = is_new or name in ("allow", "disallow")
    for number, prefix in forbidden:
        hidden = next(
            (page.path for page in pages if page.is_hidden and (base.path + page.path).startswith(prefix)), ""
        )
        if hidden:
            what = f"blocks `{prefix}`, so crawlers cannot see that `{hidden}` asks not to be indexed"
            yield finding(Location(ROBOTS, number), "K308", what, "allow it: `noindex` keeps it out of search results")


def check_root(made: Made, base: Base) -> Iterator[Finding]:
    if base.path == "/":
        return
    for path in AT_THE_ROOT:
        if path in made.sizes:
            what = f"only works at the root of a host, but this site is at `{base.path}`"
            hint = f"add its content to {base.scheme}://{base.host}/{path}, or give the site its own host"
            yield finding(Location(path), "K309", what, hint)


def check_front(page: bytes, base: Base) -> Iterator[Finding]:
    """The address that output/ was built for."""
    found = built_for(page)
    if found and found != str(base):
        parts = urlsplit(found)
        hint = f"build again, or check with --base-url {parts.scheme}://{parts.netloc}{parts.path}"
        yield finding(Location("index.html"), "K106", f"was built for `{found}`, not for `{base}`", hint)


def built_for(page: bytes) -> str:
    """The canonical address of the front page, or ""."""
    head = page.partition(b'rel="canonical" href="')[2].partition(b'"')[0]
    return head.decode("utf-8", "replace")


def as_machine_link(found: Finding) -> Finding:
    """The finding with the code of broken links in feeds and sitemaps, which only machines follow."""
    return msgspec.structs.replace(found, code="K304") if found.code in ("K101", "K103") else found
