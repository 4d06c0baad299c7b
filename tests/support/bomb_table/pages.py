"""Pages with more elements, deeper nesting or longer attributes than any newspaper prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from support.bombs import PARAGRAPH, SIZE, Bomb, content, feed_with, page, record, wxr_with

MOST_TAGS = 9_900  # of a page that just may be read


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


def _within_limits(body: str) -> str:
    """As much of it as just may be read."""
    parts = body.split("<")
    return "<".join(parts[: MOST_TAGS + 1])


IN_OTHER_FORMATS = (
    "colspan, bold, open divs, tables in tables, lists, quotes, columns, links, spans of 240, paragraphs, images, "
    "divs of 200, fonts, breaks, attribute"
).split(", ")


def page_bombs() -> Iterator[Bomb]:
    bodies = _page_bodies()
    for name, body in bodies.items():
        yield Bomb(f"page {name}", "seeds/a.html", lambda body=body: page(body()))
        yield Bomb(f"within limits {name}", "seeds/a.html", lambda body=body: page(_within_limits(body())))
    wrappers: dict[str, tuple[str, Callable[[str], bytes]]] = {
        "feed": ("seeds/a.xml", lambda body: feed_with(f"</p>{body}<p>x</p>")),
        "wxr": ("seeds/w.xml", wxr_with),
        "json": ("seeds/a.jsonl", lambda body: record(text=f"<p>{PARAGRAPH}</p>{body}").encode()),
        "markdown": ("seeds/m.md", lambda body: content(f"{PARAGRAPH}\n\n{body}\n")),
        "content": ("content/m.md", lambda body: content(f"{PARAGRAPH}\n\n{body}\n")),
    }
    for name in IN_OTHER_FORMATS:
        for kind, (path, wrapped) in wrappers.items():
            yield Bomb(f"{kind}'s {name}", path, lambda wrapped=wrapped, body=bodies[name]: wrapped(body()))
