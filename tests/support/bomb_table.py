"""The bombs: a row a kind of harm and a reader it is sent to."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator

from support.bombs import PARAGRAPH, RUNS, SIZE, TITLE, Bomb, content, feed, page, record, run_of, text_seed
from support.seeds import post, warc, wxr

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
SELF = "x: &a [*a]\n"
SELF_MAP = "x: &a\n  y: *a\n"
DEEP = "x: " + "[" * 100_000 + "]" * 100_000 + "\n"
DEEP_OPEN = "x: " + "{a: " * 100_000 + "\n"
DEEP_BLOCK = "x:\n" + "".join(" " * i + "a:\n" for i in range(1, 1200))
DASHES = "x:\n  " + "- " * 100_000 + "a\n"
MERGE = "a: &a {k: v}\n" + "".join(
    f"m{i}: &m{i}\n  <<: [{', '.join([f'*m{i - 1}' if i else '*a'] * 9)}]\n" for i in range(9)
)
KEYS = "".join(f"k{i}: v\n" for i in range(60_000))
ANCHORS = "a: &a x\nb: [" + ", ".join(["*a"] * 100_000) + "]\n"
MANY_ALIASES = "a: &a [" + "x, " * 1000 + "x]\nb: [" + ", ".join(["*a"] * 100_000) + "]\n"
QUESTIONS = "x: " + "? " * 50_000 + "\n"
YAMLS = {
    "laughs": LAUGHS,
    "itself": SELF,
    "itself by key": SELF_MAP,
    "deep": DEEP,
    "deep open": DEEP_OPEN,
    "deep block": DEEP_BLOCK,
    "dashes": DASHES,
    "merges": MERGE,
    "many keys": KEYS,
    "scalar aliases": ANCHORS,
    "many aliases": MANY_ALIASES,
    "questions": QUESTIONS,
    "long value": "x: " + "a" * SIZE + "\n",
    "long key": "a" * SIZE + ": x\n",
    "quotes": 'x: "' + "a" * SIZE + "\n",
    "tags": "tags: [" + ", ".join(f"t{i}" for i in range(50_000)) + "]\n",
    "commas": "tags: [" + "," * 100_000 + "]\n",
    "tag": "x: !!python/object/apply:os.system [ls]\n",
    "anchors": "".join(f"k{i}: &a{i} x\n" for i in range(40_000)),
    "doubled": "k: v\n" * 60_000,
    "colons": "x: " + "a: " * 50_000 + "\n",
    "comment": "#" * SIZE + "\n",
    "tabs": "x:\n" + "\t" * SIZE + "\n",
}
YAML_FILES = {
    "content/a.md": lambda text: f"---\ntitle: {TITLE}\ndate: 2011-02-25\n{text}---\n{PARAGRAPH}\n",
    "seeds/a.md": lambda text: f"---\ntitle: {TITLE}\ndate: 2011-02-25\n{text}---\n{PARAGRAPH}\n",
    "terms.yaml": lambda text: text,
    "site.yaml": lambda text: f"title: a\nbase_url: https://example.org/\n{text}",
    "seeds/columns.yaml": lambda text: text,
    "seeds/outlets.yaml": lambda text: text,
    "seeds/decisions.yaml": lambda text: text,
    "content/collections/a.md": lambda text: f"---\ntitle: {TITLE}\n{text}---\n{PARAGRAPH}\n",
    "themes/x/theme.yaml": lambda text: f"name: x\n{text}",
}


def _yaml_bombs() -> Iterator[Bomb]:
    for kind, text in YAMLS.items():
        for path, whole in YAML_FILES.items():
            yield Bomb(f"yaml {kind}", path, lambda whole=whole, text=text: whole(text).encode())


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


def _zeros_tar(name: str = "b.txt", size: int = ZEROS) -> Iterator[bytes]:
    """A tar with a giant member of zeros between two good ones, in parts."""
    for title, data in (("a.txt", GOOD), (name, None), ("c.txt", GOOD.replace(b"2011", b"2012"))):
        info = tarfile.TarInfo(title)
        info.size = size if data is None else len(data)
        yield info.tobuf()
        if data is None:
            for _ in range(size >> 20):
                yield bytes(1 << 20)
        else:
            yield data + bytes(-len(data) % 512)
    yield bytes(1024)


def _packed(compressor: object, last: Callable[[], bytes], parts: Iterator[bytes]) -> bytes:
    return b"".join([*map(compressor.compress, parts), last()])  # type: ignore[attr-defined]


def _tar_bz2() -> bytes:
    one = bz2.BZ2Compressor()
    return _packed(one, one.flush, _zeros_tar())


def _tar_xz() -> bytes:
    one = lzma.LZMACompressor(preset=0)
    return _packed(one, one.flush, _zeros_tar())


def _tar_gz() -> bytes:
    whole = io.BytesIO()
    with gzip.GzipFile(fileobj=whole, mode="wb", mtime=0, compresslevel=9) as packed:
        for part in _zeros_tar():
            packed.write(part)
    return whole.getvalue()


def _gz(part: bytes, times: int, end: bytes = b"") -> bytes:
    whole = io.BytesIO()
    with gzip.GzipFile(fileobj=whole, mode="wb", mtime=0, compresslevel=9) as packed:
        for _ in range(times):
            packed.write(part)
        packed.write(end)
    return whole.getvalue()


def zip_of(*members: tuple[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return whole.getvalue()


def _pax_headers() -> bytes:
    """A header of a member's name that says it is 800 kB long."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a" * 800_000 + ".txt")
        info.size = len(GOOD)
        archive.addfile(info, io.BytesIO(GOOD))
    return whole.getvalue()


def _sparse() -> bytes:
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


def _archives() -> Iterator[Bomb]:
    rows: dict[str, Callable[[], bytes]] = {
        "bomb.tar.bz2": _tar_bz2,
        "bomb.tar.xz": _tar_xz,
        "bomb.tar.gz": _tar_gz,
        "bomb.tgz": _tar_gz,
        "bomb.tbz2": _tar_bz2,
        "bomb.txt.gz": lambda: _gz(b"a" * (1 << 20), 700),
        "bomb.jsonl.gz": lambda: _gz(b" " * (1 << 20), 64, record().encode()),
        "lines.jsonl.gz": lambda: _gz(b"\n" * (1 << 20), 700, record().encode()),
        "open.jsonl.gz": lambda: _gz(b'{"a":"' + b"a" * (1 << 20), 200),
        "bomb.json.gz": lambda: _gz(b"[" * (1 << 20), 60),
        "list.json.gz": lambda: _gz(b"[" + b"{},\n" * (1 << 18), 60),
        "bomb.csv.gz": lambda: _gz(b'a,b\n"' + b"a" * (1 << 20), 60),
        "rows.csv.gz": lambda: _gz(b"a,b\n" * (1 << 18), 200),
        "bomb.xml.gz": lambda: _gz(feed("<a>" * 300), 10_000),
        "bomb.html.gz": lambda: _gz(b"<b>" * (1 << 18), 60),
        "bomb.warc.gz": lambda: _gz(warc(("https://a.example/1", "200 OK", "a" * (1 << 20))), 700),
        "head.warc.gz": lambda: _gz(b"WARC/1.0\r\n" + b"A: b\r\n" * (1 << 17), 40),
        "line.warc.gz": lambda: _gz(b"WARC/1.0\r\nA: " + b"a" * (1 << 20), 500),
        "empty.warc.gz": lambda: _gz(b"", 0) * 40_000,
        "empties.jsonl.gz": lambda: _gz(b"", 0) * 40_000 + _gz(record().encode(), 1),
        "names.tar": lambda: tar("", *((f"{i}.txt", b"") for i in range(1_500))),
        "many.tar.gz": lambda: tar("gz", *((f"{i}.txt", b"") for i in range(50_000))),
        "many.tar.xz": lambda: tar("xz", *((f"{i}.txt", b"") for i in range(50_000))),
        "folders.tar.gz": lambda: tar("gz", *((f"{i}/", b"") for i in range(50_000)), type=tarfile.DIRTYPE),
        "links.tar.gz": lambda: tar(
            "gz", *((f"{i}.txt", b"") for i in range(20_000)), type=tarfile.SYMTYPE, linkname="../../x"
        ),
        "longname.tar": _pax_headers,
        "longname.tar.gz": lambda: gzip.compress(_pax_headers()),
        "sparse.tar": _sparse,
        "many.zip": lambda: zip_of(*((f"{i}.txt", b"") for i in range(9_000))),
        "nested.zip": lambda: zip_of(*((f"{i}.zip", zip_of(("a.txt", GOOD))) for i in range(500)), ("a.txt", GOOD)),
        "bomb.zip": lambda: zip_of(("a.txt", GOOD), ("b.txt", bytes(200 << 20))),
        "bomb.wacz": lambda: zip_of(("archive/a.warc.gz", _gz(bytes(1 << 20), 100))),
        "same.zip": lambda: zip_of(*((f"{i}.txt", b"a" * (15 << 20)) for i in range(10))),
        "gz.zip": lambda: zip_of(("a.warc.gz", _gz(b"WARC/1.0\r\n" + b"A: b\r\n" * (1 << 17), 40)), ("b.txt", GOOD)),
        "cut.tar.xz": lambda: _tar_xz()[:-100],
    }
    for name, data in rows.items():
        yield Bomb("archive", f"seeds/{name}", data)


def _warcs() -> Iterator[Bomb]:
    good = warc(("https://a.example/1", "200 OK", page("").decode()))
    head = b"WARC/1.0\r\nWARC-Type: response\r\n"
    rows = {
        "long line": head + b"X: " + b"a" * SIZE + b"\r\nContent-Length: 0\r\n\r\n\r\n\r\n" + good,
        "many headers": head + b"X: a\r\n" * 140_000 + b"\r\n\r\n\r\n" + good,
        "no end": head + b"X: a\r\n" * 140_000,
        "colons": head + b":" * SIZE + b"\r\n\r\n" + good,
        "length lies": head + b"Content-Length: 99999999999999\r\n\r\n" + good,
        "length is negative": head + b"Content-Length: -5\r\n\r\n" + good,
        "length is words": head + b"Content-Length: many\r\n\r\n" + good,
        "http headers": warc(("https://a.example/1", "200 OK\r\n" + "X: a\r\n" * 140_000, page("").decode())) + good,
        "records": b"WARC/1.0\r\n\r\n\r\n\r\n" * 50_000 + good,
        "versions": b"WARC/1.0\r\n" * 80_000 + good,
        "magic": b"\x1f\x8b\x08\x00" * 200_000 + good,
        "folded": head + b"X: a\r\n" + b" a\r\n" * 200_000 + b"\r\n" + good,
        "newlines": b"\r\n" * 400_000 + good,
        "chunked": warc(("https://a.example/1", "200 OK\r\nTransfer-Encoding: chunked", "1\r\na\r\n" * 100_000)) + good,
        "addresses": b"http://a.example/ 1.1.1.1 20110225000000 text/html 5\n" * 15_000 + good,
        "address": b"http://" + b"a" * SIZE + b" 1.1.1.1 20110225000000 text/html 5\nabcde\n" + good,
    }
    for name, data in rows.items():
        yield Bomb(f"warc {name}", "seeds/a.warc", lambda data=data: data)
        yield Bomb(f"warc {name}, packed", "seeds/a.warc.gz", lambda data=data: gzip.compress(data))


def _cell(size: str) -> str:
    return f"<table><tr><td {size}>x<td>y<tr><td>a<td>b</table>"


def _page_bodies() -> dict[str, Callable[[], str]]:
    return {
        "colspan": lambda: _cell("colspan=1000000000"),
        "colspan 1000": lambda: "<table><tr>" + "<td colspan=1000 rowspan=65535>x" * 20_000 + "</table>",
        "rowspan": lambda: _cell("rowspan=65535"),
        "colspan words": lambda: _cell("colspan=many rowspan=-5"),
        "colspan arabic": lambda: _cell("colspan=٩٩٩٩٩٩٩٩٩"),
        "columns": lambda: "<table><tr>" + "<td>x" * 100_000 + "</table>",
        "rows": lambda: "<table>" + "<tr><td>x<td>y" * 50_000 + "</table>",
        "tables in tables": lambda: "<table><tr><td>" * 50_000 + "x",
        "few tables in tables": lambda: "<table><tr><td>" * 60 + PARAGRAPH,
        "bold": lambda: "<b>" * 100_000 + "x" + "</b>" * 100_000,
        "open divs": lambda: "<div>" * 100_000 + "x",
        "closed divs": lambda: "<div>a</div>" * 70_000,
        "divs of 200": lambda: ("<div>" * 200 + "a" + "</div>" * 200) * 400,
        "spans of 240": lambda: ("<span>" * 240 + "a" + "</span>" * 240) * 280,
        "paragraphs": lambda: f"<p>{PARAGRAPH}" * 4_000,
        "short paragraphs": lambda: "<p>كلمة أخرى" * 40_000,
        "fonts": lambda: "<font>x" * 80_000,
        "mixed": lambda: "<b><p><a><i>" * 60_000,
        "links": lambda: "<a href=/a>x</a>" * 50_000,
        "paragraph links": lambda: "<p><a href=/a>x</a>" * 40_000,
        "lists": lambda: "<ul><li>" * 100_000 + "x",
        "items": lambda: "<ul>" + "<li>كلمة" * 60_000 + "</ul>",
        "quotes": lambda: "<blockquote>" * 70_000 + "x",
        "few quotes": lambda: "<blockquote>" * 100 + PARAGRAPH + "</blockquote>" * 100,
        "breaks": lambda: "<br>" * 200_000,
        "words and breaks": lambda: "كلمة<br>" * 70_000,
        "class": lambda: f'<p class="{"a " * (SIZE // 2)}">{PARAGRAPH}</p>',
        "attribute": lambda: f'<p title="{"a" * SIZE}">{PARAGRAPH}</p>',
        "attributes": lambda: "<p " + " ".join(f"a{i}=1" for i in range(80_000)) + f">{PARAGRAPH}</p>",
        "image": lambda: f'<img src="{"a" * SIZE}.jpg">',
        "data image": lambda: f'<img src="data:image/png;base64,{"A" * SIZE}">',
        "images": lambda: '<img src="a.jpg">' * 50_000,
        "many images": lambda: "".join(f'<img src="a{i}.jpg">' for i in range(30_000)),
        "figures": lambda: '<figure><img src="a.jpg"><figcaption>x</figcaption></figure>' * 14_000,
        "comments": lambda: "<!---->" * 100_000,
        "comment": lambda: "<!--" + "a" * SIZE,
        "open comments": lambda: "<!--" * 200_000,
        "scripts": lambda: "<script>" * 100_000,
        "script": lambda: f"<script>{'a' * SIZE}</script>",
        "data": lambda: f'<script type="application/ld+json">{"[" * SIZE}</script>',
        "data objects": lambda: '<script type="application/ld+json">' + '{"a":' * 150_000 + "</script>",
        "data graph": lambda: (
            f'<script type="application/ld+json">{json.dumps([{"@type": "NewsArticle", "headline": f"x{i}"} for i in range(20_000)])}</script>'
        ),
        "data scripts": lambda: (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>' * 10_000
        ),
        "deep data": lambda: '<script type="application/ld+json">' + '{"@graph":[' * 900 + "]}" * 900 + "</script>",
        "metas": lambda: '<meta property="article:tag" content="x">' * 20_000,
        "different tags": lambda: "".join(f'<meta property="article:tag" content="x{i}">' for i in range(20_000)),
        "authors": lambda: "".join(f'<meta name="author" content="محمد x{i}">' for i in range(20_000)),
        "titles": lambda: "<h1>x</h1>" * 80_000,
        "times": lambda: '<time datetime="2011-02-25">25 فبراير 2011</time>' * 12_000,
        "dates": lambda: "<p>25 فبراير 2011" * 30_000,
        "svg": lambda: "<svg>" * 150_000,
        "math": lambda: "<math><mi>" * 80_000,
        "selects": lambda: "<select><option>a" * 50_000,
        "forms": lambda: "<form><input>" * 60_000,
        "templates": lambda: "<template>" * 80_000,
        "iframes": lambda: "<iframe src=http://a.b/c></iframe>" * 25_000,
        "video": lambda: "<video><source src=http://a.b/c>" * 25_000,
        "surrogates": lambda: "&#xD800;" * 100_000,
        "entities": lambda: "&lt;" * 200_000,
        "unknown entities": lambda: "&x" * 300_000,
        "unknown tags": lambda: "".join(f"<x{i}>" for i in range(80_000)),
        "namespaces": lambda: "<a:b>" * 150_000,
        "blanks": lambda: f"<p>a{' ' * 900_000}b</p>",
        "blanks by number": lambda: f"<p>a{'&#32;' * 190_000}b</p>",
        "nothings between": lambda: f"<p>{('a' * 95 + '<b></b>') * 9_000}</p>",
        "blanks typed": lambda: f"<pre>a{' ' * 900_000}b</pre>",
        "related": lambda: '<div class="related-news">x' * 30_000,
        "pre": lambda: f"<pre>{'a ' * 400_000}</pre>",
        "codes": lambda: "<code>a</code>" * 60_000,
        "headings": lambda: "<h2>كلمة</h2>" * 50_000,
        "ems": lambda: "<em>a</em>b" * 70_000,
        "definitions": lambda: "<dl><dt>a<dd>b" * 60_000,
        "quick": lambda: f'<p itemprop="articleBody">{PARAGRAPH}' * 3_000,
    }


def _within_limits(body: str, most: int = 9_900) -> str:
    """As much of it as just may be read."""
    parts = body.split("<")
    return "<".join(parts[: most + 1])


def _pages() -> Iterator[Bomb]:
    for name, body in _page_bodies().items():
        yield Bomb(f"page {name}", "seeds/a.html", lambda body=body: page(body()))
        yield Bomb(f"within limits {name}", "seeds/a.html", lambda body=body: page(_within_limits(body())))
    for name in (
        "colspan",
        "bold",
        "open divs",
        "tables in tables",
        "lists",
        "quotes",
        "columns",
        "links",
        "spans of 240",
        "paragraphs",
        "images",
        "divs of 200",
        "fonts",
        "breaks",
        "attribute",
    ):
        body = _page_bodies()[name]
        yield Bomb(
            f"feed's {name}",
            "seeds/a.xml",
            lambda body=body: feed("").replace(b"</p>]]>", f"</p>{body()}<p>x</p>]]>".encode()),
        )
        yield Bomb(
            f"wxr's {name}", "seeds/w.xml", lambda body=body: wxr(post(content=f"{PARAGRAPH}\n{body()}")).encode()
        )
        yield Bomb(
            f"json's {name}", "seeds/a.jsonl", lambda body=body: record(text=f"<p>{PARAGRAPH}</p>{body()}").encode()
        )
        yield Bomb(f"markdown's {name}", "seeds/m.md", lambda body=body: content(f"{PARAGRAPH}\n\n{body()}\n"))
        yield Bomb(f"content's {name}", "content/m.md", lambda body=body: content(f"{PARAGRAPH}\n\n{body()}\n"))


def _runs() -> Iterator[Bomb]:
    for name, unit in RUNS.items():
        make: Callable[[], str] = lambda unit=unit: run_of(unit)  # noqa: E731
        yield Bomb(f"text {name}", "seeds/a.txt", lambda make=make: text_seed(make()))
        yield Bomb(f"only {name}", "seeds/b.txt", lambda make=make: make().encode())
        yield Bomb(f"content {name}", "content/a.md", lambda make=make: content(make()))
        yield Bomb(f"markdown {name}", "seeds/a.md", lambda make=make: content(make()))
        yield Bomb(f"html {name}", "seeds/a.html", lambda make=make: page(f"<p>{make()}</p>"))
        yield Bomb(
            f"title {name}",
            "seeds/t.html",
            lambda make=make: page("").replace(TITLE.encode(), make()[: SIZE // 6].encode()),
        )
        yield Bomb(
            f"wire {name}", "seeds/a.wire", lambda make=make: f"ZCZC\n{TITLE}\n{PARAGRAPH}\n{make()}\nNNNN\n".encode()
        )
        yield Bomb(
            f"csv {name}", "seeds/a.csv", lambda make=make: f"title,date,text\n{TITLE},2011-02-25,{make()}\n".encode()
        )
        yield Bomb(f"json {name}", "seeds/a.json", lambda make=make: f"[{record(text=make())}]".encode())
        yield Bomb(
            f"fields {name}",
            "seeds/b.jsonl",
            lambda make=make: record(
                **dict.fromkeys(("title", "date", "author", "tags", "section", "url"), make()[: SIZE // 6])
            ).encode(),
        )
        yield Bomb(
            f"feed {name}", "seeds/a.xml", lambda make=make: feed("").replace(b"</p>]]>", f"{make()}</p>]]>".encode())
        )
        yield Bomb(f"wxr {name}", "seeds/w.xml", lambda make=make: wxr(post(content=f"{PARAGRAPH}\n{make()}")).encode())
        yield Bomb(
            f"crawled {name}",
            "seeds/a.warc",
            lambda make=make: warc(("https://a.example/1", "200 OK", page(f"<p>{make()}</p>").decode())),
        )
        yield Bomb(f"raw warc {name}", "seeds/b.warc", lambda make=make: b"WARC/1.0\r\n" + make().encode())
        yield Bomb(
            f"mhtml {name}",
            "seeds/a.mhtml",
            lambda make=make: (
                f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary={make()}\r\n\r\nx".encode()
            ),
        )
        yield Bomb(f"front {name}", "content/f.md", lambda make=make: content(PARAGRAPH, f"lead: {make()}\n"))
        yield Bomb(f"tags {name}", "content/t.md", lambda make=make: content(PARAGRAPH, f"tags: {make()[:SIZE]}\n"))
        yield Bomb(
            f"quoted {name}",
            "content/q.md",
            lambda make=make: content(PARAGRAPH, f"description: {json.dumps(make(), ensure_ascii=False)}\n"),
        )
        yield Bomb(
            f"newsml {name}",
            "seeds/n.xml",
            lambda make=make: f"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>{make()}".encode(),
        )
        yield Bomb(
            f"nitf {name}",
            "seeds/i.xml",
            lambda make=make: f"<nitf><head><title>{TITLE}</title></head><body><body.content><p>{make()}".encode(),
        )


def _tables() -> Iterator[Bomb]:
    names = [f"وسم{i}" for i in range(50_000)]
    rows: dict[str, tuple[str, Callable[[], bytes]]] = {
        "categories": ("a.xml", lambda: feed("".join(f"<category>{one}</category>" for one in names[:30_000]))),
        "wxr categories": (
            "w.xml",
            lambda: (
                wxr(post(content=PARAGRAPH))
                .replace(
                    "</item>",
                    "".join(
                        f'<category domain="post_tag" nicename="t{i}"><![CDATA[t{i}]]></category>'
                        for i in range(12_000)
                    )
                    + "</item>",
                )
                .encode()
            ),
        ),
        "tags": ("a.jsonl", lambda: record(tags=names).encode()),
        "authors": ("b.jsonl", lambda: record(authors=names).encode()),
        "deep": ("c.jsonl", lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n" + record().encode()),
        "deep lists": ("d.jsonl", lambda: b"[" * 400_000 + b"]" * 400_000 + b"\n" + record().encode()),
        "deep value": (
            "e.jsonl",
            lambda: record().replace('"title"', '"tags":' + "[" * 900 + "]" * 900 + ',"title"', 1).encode(),
        ),
        "deep names": (
            "f.jsonl",
            lambda: (
                record().replace('"title"', '"author":' + '{"name":' * 900 + '"x"' + "}" * 900 + ',"title"', 1).encode()
            ),
        ),
        "deep text": (
            "g.jsonl",
            lambda: record(text="").replace('"text": ""', '"text":' + '[{"value":' * 450 + '"x"' + "}]" * 450).encode(),
        ),
        "keys": ("h.jsonl", lambda: record(**{f"k{i}": i for i in range(50_000)}).encode()),
        "number": ("i.jsonl", lambda: record().replace('"title"', f'"id": {"9" * 800_000}, "title"').encode()),
        "numbers": ("j.jsonl", lambda: record().replace('"title"', f'"id": 1e{"9" * 800_000}, "title"').encode()),
        "records": ("a.json", ("[" + ",".join(['{"title":"x"}'] * 60_000) + "]").encode),
        "lists": ("b.json", ("[" + ",".join(["[]"] * 250_000) + "]").encode),
        "deep wrap": ("c.json", ("[" * 990 + record() + "]" * 990).encode),
        "deep keys": ("d.json", ('{"data":' * 300_000).encode),
        "lines": ("k.jsonl", lambda: b"{}\n" * 250_000),
        "bad lines": ("l.jsonl", lambda: b"x\n" * 200_000),
        "field": ("a.csv", f'title,text\n{TITLE},"{"a" * SIZE}\n'.encode),
        "quote": (
            "b.csv",
            (f'title,date,text\n{TITLE},2011-02-25,"{PARAGRAPH}\n' + "a,b,c\n" * 100_000).encode,
        ),
        "columns": ("c.csv", ("a," * 200_000 + "\n" + "b," * 200_000 + "\n").encode),
        "rows": ("d.csv", lambda: b"title,text\n" + b"a,b\n" * 200_000),
        "wide rows": ("e.csv", lambda: b"title,text\n" + b"a,b,c\n" * 100_000),
        "quotes": ("f.csv", lambda: b"title,text\n" + b'"' * SIZE),
        "headers": (
            "g.csv",
            lambda: b",".join(b"c%d" % i for i in range(5_000)) + b"\n" + (b"x," * 5_000 + b"\n") * 80,
        ),
        "nested multiparts": ("a.mhtml", _nested_multiparts),
        "multiparts open": ("j.mhtml", _open_multiparts),
        "nothings": ("k.json", lambda: b"[" + b"{}," * 320_000 + b"{}]"),
        "boundaries": (
            "b.mhtml",
            lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" + b"--b\r\n" * 150_000,
        ),
        "parts": (
            "c.mhtml",
            lambda: (
                b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
                + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * 20_000
            ),
        ),
        "mime headers": ("d.mhtml", lambda: b"X: a\r\n" * 140_000 + b"\r\n" + page("")),
        "mime words": ("e.mhtml", lambda: b"Content-Type: text/html" + b"; a=b" * 150_000 + b"\r\n\r\n" + page("")),
        "encoded words": (
            "f.mhtml",
            lambda: (
                b"Content-Location: " + b"=?utf-8?q?a?= " * 60_000 + b"\r\nContent-Type: text/html\r\n\r\n" + page("")
            ),
        ),
        "rfc2231": (
            "g.mhtml",
            lambda: (
                b"Content-Type: text/html" + b"".join(b"; a*%d*=b" % i for i in range(60_000)) + b"\r\n\r\n" + page("")
            ),
        ),
        "base64": (
            "h.mhtml",
            lambda: (
                b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64.b64encode(page("<b>" * 200_000))
            ),
        ),
        "messages": ("i.mhtml", lambda: b"Content-Type: message/rfc822\r\n\r\n" * 25_000),
    }
    for name, (file, data) in rows.items():
        yield Bomb(f"table {name}", f"seeds/{file}", data)


def _nested_multiparts() -> bytes:
    heads = b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(12_000))
    return b"MIME-Version: 1.0\r\n" + heads + b"Content-Type: text/html\r\n\r\n" + page("")


def _open_multiparts() -> bytes:
    heads = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (i, i + 1) for i in range(300))
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n" + heads + b"x\n" * 400_000


def _xml() -> Iterator[Bomb]:
    entity = (
        "<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{i + 1} '{f'&a{i};' * 10}'>" for i in range(9))
        + "]>"
    )
    rows = {
        "laughs": lambda: feed("<author>&a9;</author>", entity),
        "blowup": lambda: feed(f"<author>{'&a;' * 100_000}</author>", f"<!DOCTYPE x [<!ENTITY a '{'a' * 300_000}'>]>"),
        "deep": lambda: feed("<a>" * 100_000 + "</a>" * 100_000),
        "deep open": lambda: feed("<a>" * 200_000),
        "deep 250": lambda: feed(("<a>" * 240 + "</a>" * 240) * 300),
        "attributes": lambda: feed("<a " + " ".join(f"a{i}='1'" for i in range(70_000)) + "/>"),
        "attribute": lambda: feed(f"<a b='{'a' * SIZE}'/>"),
        "namespaces": lambda: feed("".join(f"<a xmlns:n{i}='u{i}'/>" for i in range(30_000))),
        "nested namespaces": lambda: feed("".join(f"<n{i}:a xmlns:n{i}='u{i}'>" for i in range(20_000))),
        "children": lambda: feed("<a/>" * 200_000),
        "items": lambda: feed("</item>" + "<item/>" * 100_000 + "<item>"),
        "comments": lambda: feed("<!---->" * 100_000),
        "instructions": lambda: feed("<?a?>" * 150_000),
        "cdata": lambda: feed("<![CDATA[]]>" * 70_000),
        "entities": lambda: feed("&amp;" * 170_000),
        "unknown entities": lambda: feed("&xyz;" * 170_000),
        "guids": lambda: feed("<guid>a</guid>" * 60_000),
        "enclosures": lambda: feed(
            "".join(f"<enclosure url='http://a.b/{i}.jpg' type='image/jpeg'/>" for i in range(15_000))
        ),
        "doctype": lambda: feed("", "<!DOCTYPE x [" + "<!ENTITY a 'b'>" * 50_000 + "]>"),
        "name": lambda: feed(f"<{'a' * SIZE}/>"),
    }
    for name, data in rows.items():
        yield Bomb(f"xml {name}", "seeds/a.xml", data)
        yield Bomb(
            f"nitf {name}",
            "seeds/n.xml",
            lambda data=data: (
                data()
                .replace(b"<rss version='2.0'>", b"<nitf>")
                .replace(b"</rss>", b"</nitf>")
                .replace(b"<channel>", b"<body><body.content>")
                .replace(b"</channel>", b"</body.content></body>")
                .replace(b"item>", b"block>")
            ),
        )
        yield Bomb(
            f"newsml {name}",
            "seeds/n.xml",
            lambda data=data: (
                data()
                .replace(b"<rss version='2.0'>", b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>")
                .replace(b"</rss>", b"</newsItem>")
                .replace(b"channel>", b"contentSet>")
                .replace(b"item>", b"inlineXML>")
            ),
        )


def _contents() -> Iterator[Bomb]:
    line = PARAGRAPH + " "
    big = 5_000_000
    names = ", ".join(f"وسم{i}" for i in range(50_000))
    rows: dict[str, Callable[[], bytes]] = {
        "five megabytes": lambda: content(line * (big // len(line.encode()))),
        "five marked megabytes": lambda: content(f"*{line}* " * (big // len(line.encode()))),
        "five megabytes of a word": lambda: content("ب" * (big // 2)),
        "nested quotes": lambda: content(">" * 900 + " a\n" * 900),
        "nested lists": lambda: content("".join("  " * i + "- a\n" for i in range(900))),
        "nested quote lists": lambda: content("> - " * 20_000 + "a\n"),
        "wide table": lambda: content(
            "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + ("|" + "a|" * 10_000 + "\n") * 20
        ),
        "short rows": lambda: content("|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + "|a|\n" * 20_000),
        "two tables": lambda: content(("|a" * 5_000 + "\n" + "|-" * 5_000 + "\n") * 20),
        "tags": lambda: content(PARAGRAPH, f"tags: [{names}]\n"),
        "tag lines": lambda: content(PARAGRAPH, "tags:\n" + "".join(f"  - وسم{i}\n" for i in range(40_000))),
        "people": lambda: content(PARAGRAPH, f"people: [{names}]\n"),
        "authors": lambda: content(PARAGRAPH, f"authors: [{names}]\n"),
        "aliases": lambda: content(PARAGRAPH, "aliases: [" + ", ".join(f"/a{i}/" for i in range(50_000)) + "]\n"),
        "collections": lambda: content(PARAGRAPH, f"collections: [{names}]\n"),
        "corrections": lambda: content(PARAGRAPH, "corrections:\n" + "- date: 2011-02-26\n  text: a\n" * 20_000),
        "title": lambda: content(PARAGRAPH).replace(TITLE.encode(), line.encode() * 5_000),
        "words": lambda: content(" ".join(f"كلمة{i}" for i in range(60_000))),
        "footnotes": lambda: content("".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(15_000))),
        "same footnote": lambda: content("[^1]" * 100_000 + "\n\n[^1]: b\n"),
        "links": lambda: content("".join(f"[a](/b{i}/) " for i in range(50_000))),
        "reference links": lambda: content("[a]: /b\n\n" + "[a] " * 200_000),
        "long reference": lambda: content("[a]: /" + "b" * 100_000 + "\n\n" + "[a] " * 100_000),
        "pictures": lambda: content("".join(f"![a](b{i}.jpg)\n\n" for i in range(30_000))),
        "headings": lambda: content("# a\n" * 100_000),
        "html": lambda: content("<div>" * 100_000),
        "inline html": lambda: content("a " + "<b>" * 100_000),
        "style": lambda: content(f'<p style="{"a:b;" * 200_000}">x</p>'),
        "fences": lambda: content("```\na\n```\n" * 60_000),
        "backticks": lambda: content("".join("`" * i + " " for i in range(1, 1200))),
        "backticks and words": lambda: content("".join("a" + "`" * i for i in range(1, 1200))),
        "emphasis": lambda: content("*a **a " * 80_000),
        "emphasis closed": lambda: content("a**b" + "c* " * 150_000),
        "hashes": lambda: content(("a " + "#" * 300 + "\n") * 2_000),
        "lines of spaces": lambda: content(("a" + " " * 500 + "b\n") * 1_700),
        "setext": lambda: content("a\n" * 200_000 + "="),
        "paragraph": lambda: content("a\n" * 400_000),
        "nested brackets": lambda: content("[" * 50_000 + "a" + "](b)" * 50_000),
        "nested images": lambda: content("![" * 50_000 + "a" + "](b)" * 50_000),
        "angles": lambda: content("<a " * 200_000),
        "autolinks": lambda: content("<http://a" * 80_000),
        "declarations": lambda: content("<!A " * 150_000),
        "cdata": lambda: content("a <![CDATA[" * 80_000),
        "questions": lambda: content("a <?" * 200_000),
        "link titles": lambda: content('[a](b "' * 100_000),
        "link destinations": lambda: content("[a](<b" * 100_000),
        "parentheses": lambda: content("[a](" + "(" * 800_000),
        "definitions": lambda: content('[a]: b "c\n' * 60_000),
        "escaped": lambda: content("\\" * SIZE),
        "strikes": lambda: content("~~a~~" * 150_000),
        "strike openings": lambda: content("a ~~b " * 100_000),
    }
    for name, data in rows.items():
        yield Bomb(f"content: {name}", "content/a.md", data)
        yield Bomb(f"seed: {name}", "seeds/a.md", data)


def bombs() -> list[Bomb]:
    """All of them; several thousand."""
    return [*_yaml_bombs(), *_archives(), *_warcs(), *_pages(), *_tables(), *_xml(), *_contents(), *_runs()]
