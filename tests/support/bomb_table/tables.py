"""Tables, records and mails with very many or very deep parts."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from support.bombs import PARAGRAPH, SIZE, TITLE, Bomb, feed, page, record
from support.seeds import post, wxr


def table_bombs() -> Iterator[Bomb]:
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
