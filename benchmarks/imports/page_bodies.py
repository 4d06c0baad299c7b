"""Measures titles, authors and bodies of saved pages of many publishers, beside trafilatura and newspaper4k in the same run.

    python benchmarks/imports/page_bodies.py ../shared/corpus/pages_more [--faults] [--aside]

The pages are those of pages_more.tar.gz (unpacked) that have a title, authors and a body. A third of the publishers is set
aside: nobody tunes on their pages, `--aside` prints their figures alone. Titles are equal or not; authors are compared as
sets, F1 for each page and 1 for none where there are none; bodies word by word, as in saved_pages.py.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.imports.saved_pages import f1, plain, same
from benchmarks.imports.set_aside import more_pages
from generator.importers.piece import Piece, SiteContext
from generator.importers.web.saved_html import read_piece
from generator.model import Source

ASIDE = 3  # one publisher of so many
FIELDS = ("title", "authors", "exact", "body")
_YEAR = re.compile(r"_\d{4}_.*")


class Read(NamedTuple):
    title: str
    authors: Sequence[str]
    body: str
    problems: Sequence[str] = ()


class Page(NamedTuple):
    name: str
    html: bytes
    wanted: Mapping[str, Any]
    is_aside: bool


def pages_of(folder: Path) -> Iterator[Page]:
    for file in sorted(folder.glob("*.expected.json")):
        wanted = json.loads(file.read_text(encoding="utf-8"))
        if "body" in wanted:
            name = file.name.removesuffix(".expected.json")
            yield Page(name, file.with_name(f"{name}.html").read_bytes(), wanted, is_aside(_YEAR.sub("", name)))


def is_aside(publisher: str) -> bool:
    return int(sha256(publisher.encode()).hexdigest(), 16) % ASIDE == 0


def of_warraq(html: bytes) -> Read:
    (article, *_) = read_piece(Piece(Source("page.html", "0" * 64), "html", html), SiteContext(suggests=False))
    fields = article.fields
    codes = [one.code for one in article.problems]
    return Read(str(fields.get("title", "")), tuple(fields.get("authors", ())), plain(article.body), codes)


def of_trafilatura(html: bytes) -> Read:
    found = trafilatura.bare_extraction(html, with_metadata=True)
    values: Mapping[str, Any] = found.as_dict() if found is not None else {}
    authors = [one.strip() for one in (values.get("author") or "").split(";") if one.strip()]
    return Read(values.get("title") or "", authors, values.get("text") or "")


def of_newspaper(html: bytes) -> Read:
    import newspaper  # noqa: PLC0415 only for comparison

    article = newspaper.Article("https://example.org/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    try:
        article.parse()
    except ImportError:  # some languages need programs of their own, which the benchmarks do not install
        return Read("", (), "")
    return Read(article.title or "", article.authors, article.text or "")


READERS: dict[str, Callable[[bytes], Read]] = {
    "warraq": of_warraq,
    "trafilatura": of_trafilatura,
    "newspaper4k": of_newspaper,
}


def names_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    one, other = ({" ".join(name.casefold().split()) for name in names} for names in (found, wanted))
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def score(page: Page, read: Read) -> dict[str, float]:
    authors = names_f1(read.authors, page.wanted["authors"])
    return {
        "title": float(same(read.title, page.wanted["title"])),
        "authors": authors,
        "exact": float(authors == 1),
        "body": f1(read.body, "\n".join(page.wanted["body"])),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=more_pages())
    parser.add_argument("--faults", action="store_true", help="name the open pages behind each miss")
    parser.add_argument("--aside", action="store_true", help="measure the publishers that are set aside")
    parser.add_argument("--alone", action="store_true", help="leave the peers out")
    given = parser.parse_args()
    pages = [page for page in pages_of(given.folder) if page.is_aside == given.aside]
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for name, reader in READERS.items():
            if given.alone and name != "warraq":
                continue
            read = reader(page.html)
            scores = score(page, read)
            totals[name].update(scores)
            if given.faults and name == "warraq" and not given.aside and min(scores.values()) < 0.95:
                _fault(page, read, scores)
    print(f"{len(pages)} pages {'set aside' if given.aside else 'open'}:", *(f"{field:>8}" for field in FIELDS))
    for name, total in totals.items():
        print(f"{name:20}", *(f"{total[field] / len(pages):8.3f}" for field in FIELDS))


def _fault(page: Page, read: Read, scores: Mapping[str, float]) -> None:
    print(f"  {page.name}: body {scores['body']:.3f} {' '.join(read.problems)}")
    if not scores["title"]:
        print(f"      title   {read.title!r}\n      wanted  {page.wanted['title']!r}")
    if scores["authors"] < 1:
        print(f"      authors {list(read.authors)}\n      wanted  {page.wanted['authors']}")


if __name__ == "__main__":
    main()
