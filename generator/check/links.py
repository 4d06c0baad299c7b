"""Every address that a page names, and whether what it leads to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.check.addresses import Base, address_of
from generator.check.files_made import Made
from generator.check.findings import Finding, Place, Sighting, finding
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
PICTURES = frozenset({"og:image", "twitter:image"})
ADDRESSES = frozenset({"og:url", "citation_public_url"})
REFRESH = re.compile(r"\d+\s*;\s*url=(.+)", re.IGNORECASE)
PAGES = frozenset({"a", "area", "form", "meta"})
LONGEST_PART = 255  # bytes in a name on every common file system


class Target(NamedTuple):
    """What a link leads to: a path of output/ with a fragment, or what is wrong with it."""

    kind: str
    path: str
    fragment: str = ""
    is_asset: bool = False


class Link(NamedTuple):
    element: Element
    address: str
    is_asset: bool


def links_of(page: Page) -> Iterator[tuple[Target, Sighting]]:
    """All but those to places of the page itself, which `check_places` has looked at."""
    for link in _written(page.root):
        kind, path, fragment = address_of(page.base, page.path, link.address)
        if kind == "inside" and path == page.path:
            continue
        is_followed = link.element.tag == "a" or (link.is_asset and path.startswith("http:"))
        if kind != "other" and (kind != "outside" or is_followed):
            yield Target(kind, path, fragment, link.is_asset), Sighting(page.place(link.element))


def check_places(page: Page) -> Iterator[Finding]:
    """Links to places of the same page."""
    names: set[str] | None = None
    for link in page.root.iter("a"):
        href = link.get("href") or ""
        if not href.startswith("#"):
            continue
        fragment = address_of(page.base, page.path, href).fragment
        names = set(names_of(page.root)) if names is None else names
        if fragment and fragment not in names:
            yield _lost_place(page.place(link), page.path, fragment)


def _written(root: Element) -> Iterator[Link]:
    for element in root.iter(*LINKED):
        tag = str(element.tag)
        if tag == "link" and (element.get("rel") or "").startswith("schema."):
            continue  # the name of a vocabulary, not an address to fetch
        is_asset = tag not in PAGES and element.get("rel") not in ("canonical", "alternate", "prev", "next")
        for attribute in LINKED[tag]:
            if (address := element.get(attribute)) is not None and (address or tag != "a"):
                yield Link(element, address, is_asset)
        if tag in ("img", "source"):
            yield from (Link(element, address, True) for address in _candidates(element.get("srcset") or ""))
    for element in root.iter("meta"):
        name, content = element.get("property") or element.get("name") or "", element.get("content") or ""
        if name in PICTURES or name in ADDRESSES:
            yield Link(element, content, name in PICTURES)
        elif (element.get("http-equiv") or "").lower() == "refresh" and (found := REFRESH.match(content)):
            yield Link(element, found[1].strip("'\" "), False)


def _candidates(srcset: str) -> Iterator[str]:
    for part in srcset.split(","):
        if words := part.split():
            yield words[0]


def check_links(
    targets: Mapping[Target, Sighting], names: Mapping[str, frozenset[str]], made: Made, base: Base
) -> Iterator[Finding]:
    """Against what output/ holds; `names` are the ids of each page."""
    for target, sighting in targets.items():
        place, times = sighting.place, sighting.times
        for found in _flaws(target, place, names, made, base):
            yield finding(place, found.code, found.what, found.hint, times)


def _flaws(
    target: Target, place: Place, names: Mapping[str, frozenset[str]], made: Made, base: Base
) -> Iterator[Finding]:
    kind, path, fragment, is_asset = target
    if kind == "leak":
        hint = f"write `{{{{ url | link }}}}` in templates, paths below `{base.path}` in texts"
        yield finding(place, "K105", f"`{path}` leaves the site's path `{base.path}`", hint)
    elif kind == "host":
        hint = f"the site is at {base}: build with that `base_url`, link with paths"
        yield finding(place, "K106", f"`{path}` names this site under another scheme or host", hint)
    elif kind == "broken":
        yield finding(place, "K107", f"`{path}` is no address", "encode it as UTF-8, with `%` written `%25`")
    elif kind == "outside" and is_asset and base.scheme == "https":
        hint = "keep it beside the article, or take it from an address with https"
        yield finding(place, "K109", f"`{path}` is loaded without encryption: browsers refuse it", hint)
    elif kind == "inside":
        yield from _inside_flaws(Target("inside", path, fragment, is_asset), place, names, made)


def _inside_flaws(target: Target, place: Place, names: Mapping[str, frozenset[str]], made: Made) -> Iterator[Finding]:
    found = made.served(target.path)
    if found is not None:
        if target.fragment and found in names and target.fragment not in names[found]:
            yield _lost_place(place, found, target.fragment)
        return
    if too_long := next((part for part in target.path.split("/") if len(part.encode()) > LONGEST_PART), ""):
        what = f"`{too_long[:60]}…` has {len(too_long.encode())} bytes, and no file can be called so"
        yield finding(
            place, "K108", what, f"shorten its `url` to {LONGEST_PART} bytes a part; a letter of Arabic has 2"
        )
    elif other := made.spelt_otherwise(target.path):
        yield finding(place, "K104", f"`{target.path}` is `{other}` here", "write it with the letters of the file")
    elif target.is_asset:
        yield finding(place, "K103", f"the file `{target.path}` is missing", "put it there, or remove what asks for it")
    else:
        yield finding(place, "K101", f"no page at `{target.path}`", "correct the link, or add an alias to what moved")


def _lost_place(place: Place, path: str, fragment: str) -> Finding:
    hint = "give the element that id, or leave out what follows `#`"
    return finding(place, "K102", f"`{path}` has no place `#{fragment}`", hint)
