"""Web archives with endless lines, headers and records."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from support.bombs import SIZE, Bomb, page
from support.seeds import warc


def warc_bombs() -> Iterator[Bomb]:
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
