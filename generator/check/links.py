"""Every address on a page, and whether its target exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.check.addresses import Base, address_of
from generator.check.files_made import Made
from generator.check.findings import Finding, Location, Sighting, finding
from generator.check.pages import Element, Page, names_of

LINKED: Mapping[str, tuple[str, ...]] = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "form": ("action",),
    "img": ("src",),
    "script": ("src",),
    "source": ("src",),
    "iframe": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
}
IMAGES = frozenset({"og:image", "twitter:image"})
ADDRESSES = frozenset({"og:url", "citation_public_url"})
REFRESH = re.compile(r"\d+\s*;\s*url=(.+)", re.IGNORECASE)
PAGES = frozenset({"a", "area", "form", "meta"})
LONGEST_PART = 255  # bytes in a name on every common file system


class Target(NamedTuple):
    """The target of a link: a path in output/ with a fragment, or the kind of error."""

    kind: str
    path: str
    fragment: str = ""
    is_asset: bool = False


class Link(NamedTuple):
    element: Element
    address: str
    is_asset: bool


def links_of(page: Page) -> Iterator[tuple[Target, Sighting]]:
    """All links but those within the page, which `check_fragments` checks."""
    for link in _written(page.root):
        kind, path, fragment = address_of(page.base, page.path, link.address)
        if kind == "inside" and path == page.path:
            continue
        is_followed = link.element.tag == "a" or (link.is_asset and path.startswith("http:"))
        if kind != "other" and (kind != "outside" or is_followed):
            yield Target(kind, path, fragment, link.is_asset), Sighting(page.location(link.element))


def check_fragments(page: Page) -> Iterator[Finding]:
    """Check links to fragments of the same page."""
    names: set[str] | None = None
    for link in page.root.iter("a"):
        href = link.get("href") or ""
        if not href.startswith("#"):
            continue
        fragment = address_of(page.base, page.path, href).fragment
        names = set(names_of(page.root)) if names is None else names
        if fragment and fragment not in names:
            yield _lost_fragment(page.location(link), page.path, fragment)


def _written(root: Element) -> Iterator[Link]:
    for element in root.iter(*LINKED):
        tag = str(element.tag)
        if tag == "link" and (element.get("rel") or "").startswith("schema."):
            continue  # the name of a vocabulary, not a file to load
        is_asset = tag not in PAGES and element.get("rel") not in ("canonical", "alternate", "prev", "next")
        for attribute in LINKED[tag]:
            if (address := element.get(attribute)) is not None and (address or tag != "a"):
                yield Link(element, address, is_asset)
        if tag in ("img", "source"):
            yield from (Link(element, address, True) for address in _candidates(element.get("srcset") or ""))
    for element in root.iter("meta"):
        name, content = element.get("property") or element.get("name") or "", element.get("content") or ""
        if name in IMAGES or name in ADDRESSES:
            yield Link(element, content, name in IMAGES)
        elif (element.get("http-equiv") or "").lower() == "refresh" and (found := REFRESH.match(content)):
            yield Link(element, found[1].strip("'\" "), False)


def _candidates(srcset: str) -> Iterator[str]:
    for part in srcset.split(","):
        if words := part.split():
            yield words[0]


def check_links(
    targets: Mapping[Target, Sighting], names: Mapping[str, frozenset[str]], made: Made, base: Base
) -> Iterator[Finding]:
    """Compare links with the files in output/; `names` are the ids of each page."""
    for target, sighting in targets.items():
        location, times = sighting.location, sighting.times
        for found in _flaws(target, location, names, made, base):
            yield finding(location, found.code, found.what, found.hint, times)


def _flaws(
    target: Target, location: Location, names: Mapping[str, frozenset[str]], made: Made, base: Base
) -> Iterator[Finding]:
    kind, path, fragment, is_asset = target
    if kind == "leak":
        hint = f"in templates write `{{{{ url | link }}}}`, in articles a path below `{base.path}`"
        yield finding(location, "K105", f"`{path}` is outside the site's base path `{base.path}`", hint)
    elif kind == "host":
        hint = f"build with `base_url: {base}`, and use paths for links within the site"
        yield finding(location, "K106", f"`{path}` links to this site under another scheme or host", hint)
    elif kind == "broken":
        yield finding(
            location, "K107", f"`{path}` is not a valid address", "encode it as UTF-8, and write `%` as `%25`"
        )
    elif kind == "outside" and is_asset and base.scheme == "https":
        hint = "keep it beside the article, or load it from an https address"
        yield finding(location, "K109", f"`{path}` is loaded without encryption, so browsers block it", hint)
    elif kind == "inside":
        yield from _inside_flaws(Target("inside", path, fragment, is_asset), location, names, made)


def _inside_flaws(
    target: Target, location: Location, names: Mapping[str, frozenset[str]], made: Made
) -> Iterator[Finding]:
    found = made.served(target.path)
    if found is not None:
        if target.fragment and found in names and target.fragment not in names[found]:
            yield _lost_fragment(location, found, target.fragment)
        return
    if too_long := next((part for part in target.path.split("/") if len(part.encode()) > LONGEST_PART), ""):
        what = f"`{too_long[:60]}…` has {len(too_long.encode())} bytes, which is too long for a file name"
        yield finding(
            location, "K108", what, f"shorten its `url` to {LONGEST_PART} bytes per part; an Arabic letter has 2"
        )
    elif other := made.spelt_otherwise(target.path):
        yield finding(location, "K104", f"`{target.path}` is spelt `{other}` here", "spell it exactly like the file")
    elif target.is_asset:
        yield finding(
            location, "K103", f"the file `{target.path}` is missing", "add the file, or remove the reference to it"
        )
    else:
        yield finding(
            location, "K101", f"no page at `{target.path}`", "correct the link, or add an alias to the page that moved"
        )


def _lost_fragment(location: Location, path: str, fragment: str) -> Finding:
    hint = "give the element this id, or remove the fragment"
    return finding(location, "K102", f"`{path}` has no element with the id `{fragment}`", hint)
