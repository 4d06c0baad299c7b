"""A seed of many articles, written again without one: the others are read from it as before, in every packing."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from support.seeds import page, post, warc, wxr

from generator.editing.rewrite import without
from generator.importers.piece import Piece
from generator.ingest.seeds import pieces_in

WORDS = ("الميناء القديم", "السوق الكبير", "الجسر الحديدي")


def tarred(suffix: str) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=f"w:{suffix}") as archive:
        for name, data in members().items():
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return written.getvalue()


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"of the paper"
        for name, data in members().items():
            archive.writestr(name, data)
        archive.writestr("p.jpg", b"\xff\xd8\xffpicture")
        archive.writestr("قائمة.csv", table())
    return written.getvalue()


def members() -> dict[str, bytes]:
    return {f"texts/{number}.txt": f"{words}\n\nنص عن {words}\n".encode() for number, words in enumerate(WORDS)}


def table(delimiter: str = ",", encoding: str = "utf-8", end: str = "\n") -> bytes:
    rows = [
        ["title", "date", "body"],
        *([words, f"2011-02-0{n + 1}", f'سطر{end}وآخر "عن" {words}'] for n, words in enumerate(WORDS)),
    ]
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return (end.join(lines) + end).encode(encoding)


def lines() -> bytes:
    return b"".join(json.dumps({"title": one, "text": f"نص عن {one}"}).encode() + b"\n" for one in WORDS)


def rss() -> bytes:
    items = "".join(
        f"<item><title>{one}</title><guid>https://a.example/?a=1&amp;b={n}</guid><description>نص عن {one}</description></item>\n"
        for n, one in enumerate(WORDS)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def atom() -> bytes:
    entries = "".join(
        f"<entry><id>urn:{n}</id><title>{one}</title><content>نص عن {one}</content></entry>"
        for n, one in enumerate(WORDS)
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{entries}</feed>'.encode()


def export() -> bytes:
    attachment = post(9, "", type="attachment", title="صورة")
    return wxr(*(post(20 + n, f"نص عن {one}", title=one) for n, one in enumerate(WORDS)), attachment).encode()


def web_archive(*, is_packed: bool) -> bytes:
    pages = [
        (
            f"https://a.example/{n}",
            "200 OK",
            page(one, paragraphs=(f"نص عن {one} وما جرى فيه ذلك اليوم من كلام كثير.",)),
        )
        for n, one in enumerate(WORDS)
    ]
    return warc(*pages, is_packed=is_packed)


SEEDS: dict[str, Callable[[], bytes]] = {
    "list.csv": table,
    "list-2.csv": lambda: table(";", "cp1256", "\r\n"),
    "list.tsv": lambda: table("\t", "utf-8-sig"),
    "list-3.csv": lambda: table(",", "utf-16", "\r"),
    "list.jsonl": lines,
    "feed.xml": rss,
    "atom.xml": atom,
    "export.xml": export,
    "crawl.warc": lambda: web_archive(is_packed=False),
    "crawl.warc.gz": lambda: web_archive(is_packed=True),
    "pile.zip": zipped,
    "pile.tar": lambda: tarred(""),
    "pile.tar.gz": lambda: tarred("gz"),
    "pile.tar.bz2": lambda: tarred("bz2"),
    "pile.tar.xz": lambda: tarred("xz"),
    "list.csv.gz": lambda: gzip.compress(table()),
}


def seeds_in(name: str, data: bytes) -> list[Piece]:
    return [one for one in pieces_in(name, data) if isinstance(one, Piece)]


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_goes_and_the_others_stay_as_they_were(name: str, number: int) -> None:
    path, data = f"seeds/{name}", SEEDS[name]()
    before = seeds_in(path, data)
    assert len(before) >= len(WORDS)
    gone = before[number]
    after = without(path, data, {gone.source.path})
    assert after is not None
    assert seeds_in(path, after) == [one for one in before if one.source.path != gone.source.path]
    assert without(path, after, {gone.source.path}) in (after, None)


def test_a_row_in_an_archive_goes_and_all_else_in_it_stays() -> None:
    data = zipped()
    row = next(one for one in seeds_in("seeds/pile.zip", data) if "#" in one.source.path)
    after = without("seeds/pile.zip", data, {row.source.path})
    assert after is not None
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.namelist() == old.namelist() and new.comment == old.comment
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["قائمة.csv"]


@pytest.mark.parametrize("name", ["list.jsonl", "list.csv", "pile.zip", "pile.tar.gz", "crawl.warc.gz", "export.xml"])
def test_a_broken_file_is_left(name: str) -> None:
    data = SEEDS[name]()
    gone = {one.source.path for one in seeds_in(f"seeds/{name}", data)[:1]}
    cut = data[: len(data) * 2 // 3]
    after = without(f"seeds/{name}", cut, gone)
    if after is not None:
        kept = [one for one in seeds_in(f"seeds/{name}", cut) if one.source.path not in gone]
        assert seeds_in(f"seeds/{name}", after) == kept


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.json", json.dumps([{"title": one, "text": one} for one in WORDS]).encode()),
        ("pile.wacz", zipped()),
        ("one.txt", b"text"),
        (
            "export.xml",
            export().decode().replace("نص عن الميناء", "نص ]]></content:encoded></item> عن الميناء").encode(),
        ),
    ],
)
def test_what_cannot_be_cut_safely_is_left(name: str, data: bytes) -> None:
    path = f"seeds/{name}"
    gone = {one.source.path for one in seeds_in(path, data)[:1]}
    after = without(path, data, gone)
    assert after is None or [one for one in seeds_in(path, data) if one.source.path not in gone] == seeds_in(
        path, after
    )


def test_a_packed_file_of_one_article_is_nothing_without_it() -> None:
    data = gzip.compress(b"text")
    assert without("seeds/a.txt.gz", data, {"seeds/a.txt.gz/a.txt"}) == b""
