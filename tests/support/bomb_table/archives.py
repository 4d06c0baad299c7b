"""Archives and packed files that grow, nest, lie about their sizes or hold very many members."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

from support.bombs import PARAGRAPH, Bomb, feed, record, text_seed
from support.seeds import warc


def tar(mode: str, *members: tuple[str, bytes], **fields: object) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode=f"w:{mode}") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for field, value in fields.items():
                setattr(info, field, value)
            archive.addfile(info, io.BytesIO(data))
    return whole.getvalue()


GOOD = text_seed(PARAGRAPH)
ZEROS = 64 << 20


def zeros_tar() -> Iterator[bytes]:
    """A tar with a giant member of zeros between two good ones, in parts."""
    for name, data in (("a.txt", GOOD), ("b.txt", None), ("c.txt", GOOD.replace(b"2011", b"2012"))):
        info = tarfile.TarInfo(name)
        info.size = ZEROS if data is None else len(data)
        yield info.tobuf()
        if data is None:
            for _ in range(ZEROS >> 20):
                yield bytes(1 << 20)
        else:
            yield data + bytes(-len(data) % 512)
    yield bytes(1024)


def compressed(compressor: bz2.BZ2Compressor | lzma.LZMACompressor, parts: Iterable[bytes]) -> bytes:
    return b"".join([*map(compressor.compress, parts), compressor.flush()])


def tar_bz2() -> bytes:
    return compressed(bz2.BZ2Compressor(), zeros_tar())


def tar_xz() -> bytes:
    return compressed(lzma.LZMACompressor(preset=0), zeros_tar())


def tar_gz() -> bytes:
    return gzipped(zeros_tar())


def gzipped(parts: Iterable[bytes]) -> bytes:
    whole = io.BytesIO()
    with gzip.GzipFile(fileobj=whole, mode="wb", mtime=0, compresslevel=9) as packed:
        for part in parts:
            packed.write(part)
    return whole.getvalue()


def gz(part: bytes, times: int, end: bytes = b"") -> bytes:
    return gzipped([*repeat(part, times), end])


def zip_of(*members: tuple[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return whole.getvalue()


def pax_headers() -> bytes:
    """A header of a member's name that says it is 800 kB long."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a" * 800_000 + ".txt")
        info.size = len(GOOD)
        archive.addfile(info, io.BytesIO(GOOD))
    return whole.getvalue()


def sparse() -> bytes:
    """A GNU sparse header that says 8 GiB of holes."""
    info = tarfile.TarInfo("hole.txt")
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[156:157] = b"S"
    head[386 : 386 + 12] = b"%011o\0" % (1 << 32)
    head[398 : 398 + 12] = b"%011o\0" % 0
    head[483 : 483 + 12] = b"%011o\0" % (1 << 33 - 1)
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head[:512])
    return bytes(head) + bytes(1024)


def archive_bombs() -> Iterator[Bomb]:
    rows: dict[str, Callable[[], bytes]] = {
        "bomb.tar.bz2": tar_bz2,
        "bomb.tar.xz": tar_xz,
        "bomb.tar.gz": tar_gz,
        "bomb.tgz": tar_gz,
        "bomb.tbz2": tar_bz2,
        "bomb.txt.gz": lambda: gz(b"a" * (1 << 20), 700),
        "bomb.jsonl.gz": lambda: gz(b" " * (1 << 20), 64, record().encode()),
        "lines.jsonl.gz": lambda: gz(b"\n" * (1 << 20), 700, record().encode()),
        "open.jsonl.gz": lambda: gz(b'{"a":"' + b"a" * (1 << 20), 200),
        "bomb.json.gz": lambda: gz(b"[" * (1 << 20), 60),
        "list.json.gz": lambda: gz(b"[" + b"{},\n" * (1 << 18), 60),
        "bomb.csv.gz": lambda: gz(b'a,b\n"' + b"a" * (1 << 20), 60),
        "rows.csv.gz": lambda: gz(b"a,b\n" * (1 << 18), 200),
        "bomb.xml.gz": lambda: gz(feed("<a>" * 300), 10_000),
        "bomb.html.gz": lambda: gz(b"<b>" * (1 << 18), 60),
        "bomb.warc.gz": lambda: gz(warc(("https://a.example/1", "200 OK", "a" * (1 << 20))), 700),
        "head.warc.gz": lambda: gz(b"WARC/1.0\r\n" + b"A: b\r\n" * (1 << 17), 40),
        "line.warc.gz": lambda: gz(b"WARC/1.0\r\nA: " + b"a" * (1 << 20), 500),
        "empty.warc.gz": lambda: gz(b"", 0) * 40_000,
        "empties.jsonl.gz": lambda: gz(b"", 0) * 40_000 + gz(record().encode(), 1),
        "names.tar": lambda: tar("", *((f"{i}.txt", b"") for i in range(1_500))),
        "many.tar.gz": lambda: tar("gz", *((f"{i}.txt", b"") for i in range(50_000))),
        "many.tar.xz": lambda: tar("xz", *((f"{i}.txt", b"") for i in range(50_000))),
        "folders.tar.gz": lambda: tar("gz", *((f"{i}/", b"") for i in range(50_000)), type=tarfile.DIRTYPE),
        "links.tar.gz": lambda: tar(
            "gz", *((f"{i}.txt", b"") for i in range(20_000)), type=tarfile.SYMTYPE, linkname="../../x"
        ),
        "longname.tar": pax_headers,
        "longname.tar.gz": lambda: gzip.compress(pax_headers()),
        "sparse.tar": sparse,
        "many.zip": lambda: zip_of(*((f"{i}.txt", b"") for i in range(9_000))),
        "nested.zip": lambda: zip_of(*((f"{i}.zip", zip_of(("a.txt", GOOD))) for i in range(500)), ("a.txt", GOOD)),
        "bomb.zip": lambda: zip_of(("a.txt", GOOD), ("b.txt", bytes(200 << 20))),
        "bomb.wacz": lambda: zip_of(("archive/a.warc.gz", gz(bytes(1 << 20), 100))),
        "same.zip": lambda: zip_of(*((f"{i}.txt", b"a" * (15 << 20)) for i in range(10))),
        "gz.zip": lambda: zip_of(("a.warc.gz", gz(b"WARC/1.0\r\n" + b"A: b\r\n" * (1 << 17), 40)), ("b.txt", GOOD)),
        "cut.tar.xz": lambda: tar_xz()[:-100],
    }
    for name, data in rows.items():
        yield Bomb("archive", f"seeds/{name}", data)
