"""Seeds of every format, written by hand: two articles of a paper that never was."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import Literal

PARAGRAPHS = (
    "أعلنت إدارة الميناء القديم في المدينة أن أعمال الترميم ستبدأ مع مطلع الربيع المقبل، وأن السفن الصغيرة ستنقل إلى رصيف آخر.",
    "وقال مدير الميناء إن المرحلة الأولى تشمل الأرصفة الحجرية التي يعود بناؤها إلى أكثر من مئة عام، ثم مخازن الحبوب القريبة منها.",
    "ويأمل الصيادون أن تنتهي الأعمال قبل موسم الصيد، لأن نقل الشباك والقوارب يكلفهم وقتا ومالا لا يملكون منهما الكثير.",
)
TITLE = "الميناء القديم يستعد لترميم أرصفته الحجرية"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def page(
    title: str = TITLE,
    date: str = "2011-02-25T09:30:00+02:00",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    extra: str = "",
) -> str:
    """A page as papers make them: what it declares, menus, share buttons, pointers, comments."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": date,
            "author": {"@type": "Person", "name": "سلمى الحداد"}, "publisher": {"@type": "Organization", "name": "منبر الساحل"}}  # fmt: skip
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - منبر الساحل</title>
<meta property="og:title" content="{title} - منبر الساحل"><meta property="og:site_name" content="منبر الساحل">
<meta property="article:section" content="اقتصاد"><meta name="keywords" content="ميناء, ترميم, صيادون">
<link rel="canonical" href="https://sahil.example/2011/02/25/port.html">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head>
<body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/eco">اقتصاد</a></li></ul></nav>
<article><h1>{title}</h1><div class="byline">سلمى الحداد</div><time datetime="{date}">25 فبراير 2011</time>
<div class="share-buttons"><a href="#">شارك على فيسبوك</a></div>
<div class="story">{body}{extra}
<div class="related-links"><h3>اقرأ أيضا</h3><p>خبر آخر عن سوق السمك في المدينة القديمة وما حولها من الأسواق</p></div></div></article>
<section id="comments"><h3>التعليقات</h3><p>تعليق قارئ لا شأن له بالمقال، وهو طويل بما يكفي ليظنه برنامج جزءا من النص.</p></section>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def wxr(*items: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>منبر الساحل</title>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>salma</wp:author_login><wp:author_display_name>سلمى الحداد</wp:author_display_name></wp:author>
{"".join(items)}</channel></rss>"""


def post(number: int = 17, content: str = "\n\n".join(PARAGRAPHS), **given: str) -> str:
    values = {"type": "post", "status": "publish", "title": TITLE, "extra": "", "slug": "%d9%85%d9%8a%d9%86%d8%a7%d8%a1",
              "link": "https://sahil.example/2011/02/%d9%85%d9%8a%d9%86%d8%a7%d8%a1/", "excerpt": ""} | given  # fmt: skip
    return f"""<item><title>{values["title"]}</title><link>{values["link"]}</link><dc:creator>salma</dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[{values["excerpt"]}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2011-02-25 00:30:00</wp:post_date><wp:post_date_gmt>2011-02-24 22:30:00</wp:post_date_gmt>
<wp:post_name>{values["slug"]}</wp:post_name><wp:status>{values["status"]}</wp:status><wp:post_type>{values["type"]}</wp:post_type>
<category domain="category" nicename="eco"><![CDATA[اقتصاد]]></category><category domain="post_tag" nicename="m"><![CDATA[ميناء]]></category>
{values["extra"]}</item>"""


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def warc(*pages: tuple[str, str, str], is_packed: bool = True) -> bytes:
    """Pages as (address, status, HTML)."""
    records = []
    for number, (address, status, html) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + html.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2014-05-06T07:08:09Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record) if is_packed else record)
    return b"".join(records)


TarMode = Literal["w", "w:gz", "w:bz2", "w:xz"]


def zipped(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes | str], mode: TarMode = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            plain = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(plain)
            archive.addfile(info, io.BytesIO(plain))
    return out.getvalue()
