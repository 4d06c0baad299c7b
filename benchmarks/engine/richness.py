"""Whether two sites say the same: each article's page of Warraq's beside that of Hugo's, fact by fact and by bytes.

Hugo percent-encodes the links of its pages, which makes them longer and no richer: pages are compared decoded.
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

BODY = re.compile(r'<div class="body">.*?</div>', re.DOTALL)
FACTS = {
    "title": re.compile(r"<h1>(.*?)</h1>"),
    "canonical link": re.compile(r'<link rel="canonical" href="(.*?)">'),
    "OpenGraph": re.compile(r'<meta (?:name="description" )?property="((?:og|article):[a-z_]+)"'),
    "links beside the neighbours": re.compile(r'<a (?:rel="tag" )?href=".*?">(.*?)</a>'),
    "neighbours": re.compile(r'<a rel="(prev|next)"'),
    "times": re.compile(r'<time datetime="(.*?)"'),
}
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CARD = re.compile(r"<article><h2>.*?</article>", re.DOTALL)


class Page(NamedTuple):
    """An article's page decoded, and the same without its body."""

    whole: str
    frame: str


def compared(hugo: Path, warraq: Path) -> str:
    """A paragraph of Markdown; what differs is counted, never left out."""
    paths = [path.relative_to(hugo) for path in sorted(hugo.glob("[12]*/[01]*/*/index.html"))]
    both = [path for path in paths if (warraq / path).is_file()]
    pairs = [(read_page(hugo / path), read_page(warraq / path)) for path in both]
    frames = [len(ours.frame.encode()) / len(theirs.frame.encode()) for theirs, ours in pairs]
    bodies = [len(ours.whole) - len(ours.frame) - len(theirs.whole) + len(theirs.frame) for theirs, ours in pairs]
    lines = [
        f"\n{len(both):,} of Hugo's {len(paths):,} pages of articles stand under the same path in Warraq's equal site.",
        f"Beside the body a page of Warraq's has {statistics.median(frames):.3f} times the bytes of Hugo's",
        f"({min(frames):.3f} to {max(frames):.3f}), links decoded; bodies differ by {statistics.median(bodies):g} characters",
        "(Hugo gives headings an id).",
        *(f"Pages with the same {name}: {count:,}." for name, count in same_facts(pairs).items()),
        "Data of Hugo's NewsArticle that Warraq's lacks: " + (", ".join(sorted(lacking(pairs))) or "none") + ".",
        f"Cards on all listings: Hugo {cards(hugo)}; Warraq {cards(warraq)}.",
    ]
    return "\n".join(lines)


def read_page(path: Path) -> Page:
    whole = unquote(path.read_text(encoding="utf-8"))
    return Page(whole, BODY.sub("", whole, count=1))


def same_facts(pairs: list[tuple[Page, Page]]) -> dict[str, int]:
    """Links by their words, as the two tools name folders differently; where dates are equal neighbours may differ."""
    return {
        name: sum(sorted(fact.findall(theirs.frame)) == sorted(fact.findall(ours.frame)) for theirs, ours in pairs)
        for name, fact in FACTS.items()
    }


def lacking(pairs: list[tuple[Page, Page]]) -> set[str]:
    found: set[str] = set()
    for theirs, ours in pairs:
        found |= _data(theirs).keys() - _data(ours).keys()
    return found


def _data(page: Page) -> dict[str, object]:
    found = DATA.search(page.whole)
    return dict(json.loads(found[1])) if found else {}


def cards(output: Path) -> str:
    """How many, and their bytes with links decoded."""
    sizes = [len(card.encode()) for card in _cards(output)]
    return f"{len(sizes):,} of {statistics.median(sizes or [0]):.0f} bytes"


def _cards(output: Path) -> Iterator[str]:
    for path in output.rglob("*.html"):
        yield from CARD.findall(unquote(path.read_text(encoding="utf-8")))
