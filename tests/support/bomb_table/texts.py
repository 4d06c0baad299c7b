"""Texts that repeat a unit until they are long, in every format that holds one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from support.bombs import (
    PARAGRAPH,
    RUNS,
    SIZE,
    TITLE,
    Bomb,
    content,
    feed_with,
    page,
    record,
    run_of,
    text_seed,
    wxr_with,
)
from support.seeds import warc

FIELDS = ("title", "date", "author", "tags", "section", "url")
NEWSML = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>"
NITF = f"<nitf><head><title>{TITLE}</title></head><body><body.content><p>"
MHTML = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="
# By kind: the file, and what it holds where a text is repeated.
WRAPPERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("seeds/a.txt", text_seed),
    "only": ("seeds/b.txt", str.encode),
    "content": ("content/a.md", content),
    "markdown": ("seeds/a.md", content),
    "html": ("seeds/a.html", lambda run: page(f"<p>{run}</p>")),
    "title": ("seeds/t.html", lambda run: page("").replace(TITLE.encode(), run[: SIZE // 6].encode())),
    "wire": ("seeds/a.wire", lambda run: f"ZCZC\n{TITLE}\n{PARAGRAPH}\n{run}\nNNNN\n".encode()),
    "csv": ("seeds/a.csv", lambda run: f"title,date,text\n{TITLE},2011-02-25,{run}\n".encode()),
    "json": ("seeds/a.json", lambda run: f"[{record(text=run)}]".encode()),
    "fields": ("seeds/b.jsonl", lambda run: record(**dict.fromkeys(FIELDS, run[: SIZE // 6])).encode()),
    "feed": ("seeds/a.xml", lambda run: feed_with(f"{run}</p>")),
    "wxr": ("seeds/w.xml", wxr_with),
    "crawled": ("seeds/a.warc", lambda run: warc(("https://a.example/1", "200 OK", page(f"<p>{run}</p>").decode()))),
    "raw warc": ("seeds/b.warc", lambda run: b"WARC/1.0\r\n" + run.encode()),
    "mhtml": ("seeds/a.mhtml", lambda run: f"{MHTML}{run}\r\n\r\nx".encode()),
    "front": ("content/f.md", lambda run: content(PARAGRAPH, f"lead: {run}\n")),
    "tags": ("content/t.md", lambda run: content(PARAGRAPH, f"tags: {run[:SIZE]}\n")),
    "quoted": ("content/q.md", lambda run: content(PARAGRAPH, f"description: {json.dumps(run, ensure_ascii=False)}\n")),
    "newsml": ("seeds/n.xml", lambda run: f"{NEWSML}{run}".encode()),
    "nitf": ("seeds/i.xml", lambda run: f"{NITF}{run}".encode()),
}


def text_bombs() -> Iterator[Bomb]:
    for name, unit in RUNS.items():
        for kind, (path, wrapped) in WRAPPERS.items():
            yield Bomb(f"{kind} {name}", path, lambda wrapped=wrapped, unit=unit: wrapped(run_of(unit)))
