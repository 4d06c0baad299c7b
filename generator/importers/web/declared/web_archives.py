"""Pages that came by way of an archive: where they stood, when they were captured, and the archive's own bars in them.

Web archives put the moment and the address one after the other (`/web/20110301120000id_/http://…`), and programs that save
pages write both into a comment.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from generator.text.dates.machine import machine_date

HEAD = 20_000  # letters in which a comment of the page's saver stands, or the frame of an archive
_ARCHIVED = re.compile(
    r"^(?:https?:)?//[^/\s]+/(?:[^\s?#]{0,80}/)?(?P<moment>\d{8,14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_|\*)?/"
    r"(?P<address>https?:/{1,2}[^\s]+|www\.[^\s]+)$",
    re.IGNORECASE,
)
_CACHED = re.compile(
    r"^https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{8,20}:)?(?P<address>[^\s+&]+)"
)
_IN_TEXT = re.compile(
    r"(?:https?:)?//[^/\s\"'<>]{4,60}/(?:web/|wayback/|all/|ukgwa/)?(?:\d{14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_)?/https?:/{1,2}[^\s\"'<>]+"
)
_WOMBAT = re.compile(r"__wm\.(?:wombat|init)\(\s*\"(?P<address>https?://[^\"]+)\"\s*,\s*\"(?P<moment>\d{14})\"")
_BAR = re.compile(r"BEGIN WAYBACK TOOLBAR INSERT|https?://archive\.(?:today|ph|is|li|md|vn|fo)/")
_HERE = re.compile(r"You are here:\s*(?P<moment>\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d?, \d{4})")
_RETRIEVED = re.compile(r"FILE ARCHIVED ON\s+(?P<moment>\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d?, \d{4})\s+AND RETRIEVED")
_SAVED = (
    re.compile(r"saved from url=\(\d+\)(?P<address>\S+)"),
    re.compile(r"Page saved with SingleFile\s+url:\s*(?P<address>\S+)\s+saved date:\s*(?P<moment>[^\n<>]{8,80}?)\s*(?:-->|\n)"),
    re.compile(r"<!--\s*Saved from (?P<address>\S+) at (?P<moment>\S+) using monolith"),
    re.compile(r"<!--\s*Mirrored from (?P<address>\S+) by HTTrack [^,<>]{0,80}, (?P<moment>[^<>]{8,60}?)\s*-->"),
)  # fmt: skip
# What archives lay over a page, by its id.
_BARS = ("wm-ipp-base", "wm-ipp", "wm-ipp-print", "wm-bipp", "wm-capinfo", "wm-toolbar", "donato", "__wb_banner_div", "bannerDiv", "_wb_frame_top_banner")  # fmt: skip


class Capture(NamedTuple):
    """`address` is where the page stood, `moment` when it was saved; "" for what is not known."""

    address: str
    moment: str
    method: str = ""


def original(address: str) -> Capture:
    """The address that an archive's address names, and when it was captured; any other address as it is."""
    match = _ARCHIVED.match(address)
    if match is not None:
        return Capture(_whole(match["address"]), _of_digits(match["moment"]), "the web archive's address")
    cached = _CACHED.match(address)
    return Capture(_whole(cached["address"]), "", "the cache's address") if cached else Capture(address, "")


def capture_of(text: str) -> Capture:
    """What the page itself says of its saving: a comment of the program, the bar or the scripts of an archive."""
    head = text[:HEAD]
    for pattern in _SAVED:
        if (match := pattern.search(head)) is not None:
            named = original(_whole(match["address"]))
            said = match.groupdict().get("moment") or ""
            return Capture(named.address, named.moment or _read(said), "the comment of the program that saved it")
    address, moment = "", ""
    scripted = _WOMBAT.search(head)
    bar = _BAR.search(head)
    in_bar = _IN_TEXT.search(head, bar.start()) if bar else None
    if scripted is not None:
        address, moment = scripted["address"], _of_digits(scripted["moment"])
    elif in_bar is not None:
        address, moment, _ = original(in_bar.group())
    if not moment:
        here = _HERE.search(head) or _RETRIEVED.search(text, max(0, len(text) - HEAD))
        moment = f"{_read(here['moment'])}Z" if here else ""
    return Capture(address, moment, "the web archive's bar")


def remove_bars(document: Any) -> bool:
    """Takes the bars of archives out of a page: their days and links are none of it."""
    found = [element for name in _BARS for element in document.xpath("//*[@id=$name]", name=name)]
    heads = document.xpath("//*[@id='HEADER']")  # archive.today's
    found += [head for head in heads if any(_BAR.match(link.get("href") or "") for link in head.iter("a"))]
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    return bool(found)


def _whole(address: str) -> str:
    """Archives drop a slash of `http://`, or all of it."""
    address = re.sub(r"^(https?):/(?!/)", r"\1://", address)
    return address if re.match(r"[a-z]+:", address, re.IGNORECASE) else f"http://{address}"


def _of_digits(moment: str) -> str:
    digits = re.sub(r"\D", "", moment)
    found = machine_date(digits if len(digits) in (8, 12, 14) else digits[:8])
    return f"{found.stamp}Z" if found and found.time else found.value if found else ""


def _read(moment: str) -> str:
    found = machine_date(moment)
    return found.stamp if found else ""
