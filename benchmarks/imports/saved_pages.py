"""Measures what the import of saved pages gets right, beside trafilatura, htmldate and newspaper4k in the same run.

    python benchmarks/imports/saved_pages.py [../shared/corpus/pages] [--faults]

Titles and dates must be equal, the day alone; bodies are compared word by word (F1 over words as a bag, joiners inside
words aside, which some extractors drop). A paragraph of a body that is neither in the article nor among the lines that
the report gives a reason for is lost: one is enough to fail. Needs requirements-bench.txt.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from generator.importers.piece import Piece, SiteContext
from generator.importers.web.saved_html import read_piece
from generator.model import RawArticle, Source

FLOORS = {"title": 0.93, "date": 0.93, "body": 0.96}
WORD = re.compile(r"\w+")
JOINERS = re.compile("[\u200c\u200d\u00ad]")


class Found(NamedTuple):
    title: str
    date: str
    body: str


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(unicodedata.normalize("NFKC", JOINERS.sub("", text)).lower()))


def f1(found: str, wanted: str) -> float:
    one, other = words(found), words(wanted)
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


def same(one: str, other: str) -> bool:
    return " ".join(JOINERS.sub("", one).split()) == " ".join(JOINERS.sub("", other).split())


def plain(markdown: str) -> str:
    text = re.sub(r"!\[(?:[^\]\\]|\\.)*\]\([^)\s]*(?: \"[^\"]*\")?\)", "", markdown)
    text = re.sub(r"\[((?:[^\]\\]|\\.)*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[\\*]|^#+ |^> ", "", text, flags=re.MULTILINE)


def ours(html: bytes) -> tuple[Found, RawArticle]:
    (article,) = read_piece(Piece(Source("page.html", "0" * 64), "html", html), SiteContext())
    fields = article.fields
    return Found(str(fields.get("title", "")), str(fields.get("date", ""))[:10], plain(article.body)), article


def of_trafilatura(html: bytes) -> Found:
    found: Mapping[str, Any] = trafilatura.bare_extraction(html, with_metadata=True).as_dict()
    return Found(found["title"] or "", found["date"] or "", found["text"] or "")


def of_htmldate(html: bytes) -> Found:
    import htmldate  # noqa: PLC0415 only for comparison

    return Found("", htmldate.find_date(html.decode("utf-8", "replace"), original_date=True) or "", "")


def of_newspaper(html: bytes) -> Found:
    import newspaper  # noqa: PLC0415 only for comparison

    article = newspaper.Article("https://example.org/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    return Found(article.title or "", str(article.publish_date or "")[:10], article.text or "")


PEERS: dict[str, Callable[[bytes], Found]] = {
    "warraq": lambda html: ours(html)[0],
    "trafilatura": of_trafilatura,
    "htmldate": of_htmldate,
    "newspaper4k": of_newspaper,
}


def lost(article: RawArticle, wanted: list[str]) -> list[str]:
    """Paragraphs whose words are mostly neither in the article nor among the lines with a reason."""
    kept = words(
        "\n".join([plain(article.body), *(line.text for line in article.lines), *map(str, article.fields.values())])
    )
    return [text for text in wanted if sum((words(text) & kept).values()) < 0.8 * sum(words(text).values())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS / "pages")
    parser.add_argument("--faults", action="store_true", help="name the pages behind each miss")
    given = parser.parse_args()
    pages = sorted(given.folder.glob("*.expected.json"))
    totals = {name: Counter[str]() for name in PEERS}
    paragraphs_lost = []
    for file in pages:
        wanted = json.loads(file.read_text(encoding="utf-8"))
        html = file.with_name(f"{wanted['name']}.html").read_bytes()
        for name, read in PEERS.items():
            found = read(html)
            score = {
                "title": same(found.title, wanted["title"]),
                "date": found.date == wanted["date"],
                "body": f1(found.body, "\n".join(wanted["body"])),
            }
            totals[name].update({key: float(value) for key, value in score.items()})
            if given.faults and name == "warraq" and min(score.values()) < 0.99:
                print(f"  {wanted['name']}: {score} {found.title!r} {found.date}")
        paragraphs_lost += [(wanted["name"], text[:60]) for text in lost(ours(html)[1], wanted["body"])]
    print(f"{len(pages)} pages      title   date   body F1")
    for name, total in totals.items():
        print(f"{name:14}", *(f"{total[key] / len(pages):7.3f}" for key in FLOORS))
    print(f"paragraphs lost without a reason: {len(paragraphs_lost)}", *paragraphs_lost)
    mine, others = totals["warraq"], [total for name, total in totals.items() if name != "warraq"]
    is_right = all(
        mine[key] / len(pages) >= floor and all(mine[key] > other[key] for other in others)
        for key, floor in FLOORS.items()
    )
    sys.exit(0 if is_right and not paragraphs_lost else 1)


if __name__ == "__main__":
    main()
