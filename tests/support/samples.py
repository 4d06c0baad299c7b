"""A small valid file of each row of FORMATS: what tests damage, and fuzzing begins with."""

from __future__ import annotations

import json

from support.agencies import AMERICAN, GUID, IMAGE, image_item, iptc, message, news_item, nitf, package
from support.seeds import PARAGRAPHS, TITLE, page, post, warc, wxr

# How the name of such a file ends.
SUFFIXES = {
    "warc": "warc.gz", "wxr": "xml", "feed": "xml", "json_feed": "json", "jsonl": "jsonl", "json": "json", "csv": "csv",
    "mhtml": "mhtml", "markdown": "md", "html": "html", "raw_text": "txt", "newsml": "xml", "nitf": "xml", "wire": "tst",
}  # fmt: skip


def samples() -> dict[str, bytes]:
    """A small valid file of each row of FORMATS."""
    text = "\n\n".join(PARAGRAPHS)
    item = f"<item><title>{TITLE}</title><link>https://sahil.example/1</link><pubDate>Fri, 25 Feb 2011 09:30:00 +0200</pubDate><description><![CDATA[<p>{text}</p>]]></description><enclosure url='a.jpg' type='image/jpeg' length='9'/></item>"
    record = {"id": 7, "title": TITLE, "date": "25/02/2011", "text": text, "authors": [{"name": "سلمى الحداد"}], "tags": "ميناء، ترميم"}  # fmt: skip
    feed_item = {"id": "1", "title": TITLE, "content_html": f"<p>{text}</p>", "date_published": "2011-02-25T09:30:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "منبر الساحل", "items": [feed_item]}
    quoted = "\n\n".join(PARAGRAPHS).replace('"', '""')
    return {
        "warc": warc(("https://sahil.example/2011/02/25/port.html", "200 OK", page())),
        "wxr": wxr(post(content=f"[caption id='1' width='9']<img src='a.jpg'>رصيف[/caption]\n{text}")).encode(),
        "newsml": message(news_item(), image_item(), package(GUID, IMAGE)).encode(),
        "nitf": nitf().encode(),
        "feed": f"<?xml version='1.0'?><rss version='2.0'><channel><title>منبر الساحل</title>{item}</channel></rss>".encode(),
        "json_feed": json.dumps(feed, ensure_ascii=False).encode(),
        "jsonl": (json.dumps(record, ensure_ascii=False) + "\n").encode() * 2,
        "json": json.dumps({"articles": [record, record]}, ensure_ascii=False).encode(),
        "csv": f'العنوان;التاريخ;النص\n{TITLE};25/02/2011;"{quoted}"\n{TITLE};03/04/2011;"{quoted}"\n'.encode(),
        "mhtml": (
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Location: https://sahil.example/1\r\n\r\n{page()}\r\n--b--\r\n"
        ).encode(),
        "markdown": f'---\ntitle: {TITLE}\ndate: 2011-02-25\ntags: [ميناء, ترميم]\n---\n{text}\n\n{{{{< figure src="a.jpg" >}}}}\n'.encode(),
        "html": page(
            extra="<table><tr><td>1</td></tr></table><figure><img src='a.jpg'><figcaption>رصيف</figcaption></figure>"
        ).encode(),
        "wire": AMERICAN.encode() + iptc(f"{TITLE}=\r\n{text}\r\nانتهى").encode(),
        "raw_text": f"منبر الساحل\nالجمعة 25 فبراير 2011 - 10:30 م\n\n{TITLE}\n\nكتبت: سلمى الحداد\n\nبيروت (رويترز) - {text}\n\nشارك\n".encode(),
    }
