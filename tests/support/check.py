"""A defect for each code of `warraq check`, planted in the output of a clean site or in what other sites answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from support.images import noted_photograph, saved, scene, words_of_png

BASE = "/archive/"
ARTICLE = "2024/01/مقال-a9/index.html"
HEAD, MAIN = "</head>", "</main>"
Planting = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Planting:
    """The first `old` of a file becomes `new`; that it is there is part of the test."""

    def plant(output: Path) -> None:
        text = (output / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (output / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def in_article(html: str) -> Planting:
    return replaced(ARTICLE, MAIN, html + MAIN)


def without(path: str, pattern: str) -> Planting:
    def plant(output: Path) -> None:
        text = (output / path).read_text(encoding="utf-8")
        assert re.search(pattern, text), (path, pattern)
        (output / path).write_text(re.sub(pattern, "", text, count=1), encoding="utf-8")

    return plant


def written(path: str, data: bytes) -> Planting:
    def plant(output: Path) -> None:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)

    return plant


def of_size(path: str, size: int) -> Planting:
    """A file of holes: it takes no room on disk."""

    def plant(output: Path) -> None:
        with (output / path).open("wb") as handle:
            handle.truncate(size)

    return plant


def copied(path: str, other: str) -> Planting:
    def plant(output: Path) -> None:
        (output / other).parent.mkdir(parents=True, exist_ok=True)
        (output / other).write_bytes((output / path).read_bytes())

    return plant


def removed(path: str) -> Planting:
    return lambda output: (output / path).unlink()


# Some defects bring others with them: what must be found is the code, wherever else it hurts.
PLANTED: dict[str, tuple[Planting, ...]] = {
    "K101": (
        in_article(f'<a href="{BASE}nowhere/">x</a>'),
        in_article('<a href="../nowhere">x</a>'),
        in_article('<a href="https://example.org/archive/%D9%84%D8%A7/">x</a>'),
        replaced(ARTICLE, f'action="{BASE}search/"', f'action="{BASE}lost/"'),
        in_article(f'<meta http-equiv="refresh" content="0; url={BASE}nowhere/">'),
    ),
    "K102": (in_article('<a href="#nowhere">x</a>'), in_article(f'<a href="{BASE}tags/#nowhere">x</a>')),
    "K103": (
        in_article('<img src="gone.jpg" alt="">'),
        in_article('<img src="/archive/assets/icon.svg" srcset="gone.jpg 2x" alt="">'),
        removed("assets/theme.js"),
        removed("assets/fonts/amiri-latin-700-normal.woff2"),
        replaced(ARTICLE, HEAD, f'<meta property="og:image" content="https://example.org{BASE}gone.jpg">{HEAD}'),
    ),
    "K104": (
        in_article(f'<a href="{BASE}Tags/">x</a>'),
        in_article(f'<img src="{BASE}assets/ICON.svg" alt="">'),
    ),
    "K105": (in_article('<a href="/tags/">x</a>'), in_article('<img src="/assets/icon.svg" alt="">')),
    "K106": (
        in_article('<a href="http://example.org/archive/tags/">x</a>'),
        in_article('<a href="https://www.example.org/archive/tags/">x</a>'),
        in_article('<a href="http://localhost:8000/tags/">x</a>'),
        replaced(
            "index.html", 'rel="canonical" href="https://example.org/', 'rel="canonical" href="https://other.org/'
        ),
    ),
    "K107": (in_article(f'<a href="{BASE}%E3%28/">x</a>'), in_article('<a href="http://[x/">x</a>')),
    "K108": (in_article(f'<a href="{BASE}{"م" * 128}/">x</a>'),),
    "K109": (in_article('<img src="http://sahil.example/x.png" alt="">'),),
    "K112": (
        in_article('<script src="https://elsewhere.org/x.js"></script>'),
        in_article('<script src="//elsewhere.org/x.js"></script>'),
        in_article('<iframe src="https://elsewhere.org/" title="x"></iframe>'),
        in_article('<object data="https://elsewhere.org/x.swf"></object>'),
        in_article("<script>x()</script>"),
        in_article("<style>p {}</style>"),
        replaced(ARTICLE, HEAD, f'<link rel="stylesheet" href="https://elsewhere.org/x.css">{HEAD}'),
        replaced(ARTICLE, HEAD, f'<link rel="preload" as="font" href="https://elsewhere.org/x.woff2">{HEAD}'),
    ),
    "K201": (without(ARTICLE, "<title>.*?</title>"),),
    "K202": (replaced("tags/index.html", "<title>", "<title>مقال a9 - أرشيف الاختبار</title><title>"),),
    "K203": (
        replaced(ARTICLE, ' dir="rtl"', ""),
        replaced(ARTICLE, ' lang="ar"', ""),
        replaced(ARTICLE, ' dir="rtl"', ' dir="ltr"'),
    ),
    "K204": (in_article('<p lang="en">In English.</p>'),),
    "K205": (in_article('<p id="main">x</p>'),),
    "K206": (in_article(f'<img src="{BASE}assets/icon.svg">'),),
    "K207": (
        in_article("<h5>x</h5>"),
        in_article("<h1>x</h1>"),
        without("tags/index.html", "<h1>.*?</h1>"),
    ),
    "K208": (in_article('<label for="nothing">x</label>'), in_article('<nav aria-labelledby="nothing"></nav>')),
    "K209": (replaced(ARTICLE, '{"@context"', '{"@context'),),
    "K210": (
        without(ARTICLE, '"headline":".*?",'),
        without(ARTICLE, ',"datePublished":"[^"]*"'),
        replaced(ARTICLE, '"name":"كاتب 0"', '"name":""'),
        without(ARTICLE, '<script type="application/ld.json">.*?</script>'),
    ),
    "K211": (
        without(ARTICLE, '<link rel="canonical".*?>'),
        replaced(ARTICLE, HEAD, f'<link rel="canonical" href="https://example.org{BASE}">{HEAD}'),
        replaced(ARTICLE, 'rel="canonical" href="https://example.org', 'rel="canonical" href="'),
    ),
    "K212": (written(ARTICLE, b""), written(ARTICLE, "<p>نص".encode("cp1256"))),
    "K213": (in_article(f'<figure><img src="{BASE}assets/icon.svg" alt=""></figure>'),),
    "K301": (written("feed.xml", b"<feed><title>x</feed>"), written("sitemap.xml", b"")),
    "K302": (
        without("feed.xml", "<id>.*?</id>"),
        without("feed.xml", r'<link rel="self".*?/>'),
        without("rss.xml", "<description>.*?</description>"),
        replaced("feed.json", "jsonfeed.org/version/1.1", "jsonfeed.org/version/9"),
        without("feed.json", '"content_html":".*?",'),
    ),
    "K303": (
        removed("sitemap.xml"),
        replaced("sitemaps/articles.xml", "%D9%85", "م"),
        replaced(ARTICLE, HEAD, f'<meta name="robots" content="noindex">{HEAD}'),
    ),
    "K304": (
        replaced("feed.xml", "/2024/01/", "/2024/02/"),
        replaced("feed.json", "/2024/01/", "/2024/02/"),
        replaced("sitemap.xml", "sitemaps/pages.xml", "sitemaps/leaves.xml"),
        removed("2018/04/مقال-a3/index.html"),
    ),
    "K305": (without("sitemaps/articles.xml", "<url><loc>[^<]*a9/</loc>.*?</url>"),),
    "K306": (written("search/manifest.json", b'{"a":'),),
    "K307": (replaced("robots.txt", "sitemap.xml", "sitemaps.xml"),),
    "K308": (replaced("robots.txt", "Allow: /", f"Disallow: {BASE}search/"),),
    "K309": (),  # the clean site is in a folder of its host, and has this note
    "K330": (
        written("logo.jpg", noted_photograph()),
        written("assets/drawn.png", saved(scene((9, 9)), "PNG", pnginfo=words_of_png())),
        written("assets/film.gif", saved(scene((9, 9)), "GIF", comment=b"made by somebody")),
    ),
    "K331": (
        written("logo.png", b"<!doctype html><p>not found</p>"),
        written("LOGO.JPG", saved(scene((9, 9)), "JPEG")[:-40]),
    ),
    "K310": (
        replaced(ARTICLE, "<p>نص المقال هنا", "<p>نص المقال هناك"),
        replaced(ARTICLE, 'datetime="2024-01-19"', 'datetime="2024-01-18"'),
        written("data/months/2024-01.csv.gz", b""),
        replaced("data/datapackage.json", '"hash":"sha256:', '"hash":"sha256:0'),
        replaced("data/datapackage.json", "months/2018-04.csv.gz", "months/2018-05.csv.gz"),
        removed("data/months/2018-04.csv.gz"),
        removed("data/datapackage.json"),
    ),
    "K340": (
        replaced(ARTICLE, '"datePublished":"2024-01-19"', '"datePublished":"19 January"'),
        replaced(ARTICLE, '"datePublished":"2024-01-19"', '"datePublished":"2024-01-19T10:00:00+02:05:09"'),
        replaced(ARTICLE, '"datePublished":"2024-01-19"', '"datePublished":"2024-02-30"'),
        replaced(ARTICLE, 'datetime="2024-01-19"', 'datetime="19/01/2024"'),
        replaced(ARTICLE, 'published_time" content="2024-01-19"', 'published_time" content="2024-01-19T10:00"'),
        replaced("rss.xml", "<pubDate>", "<pubDate>the "),
        replaced("rss.xml", "+0200</pubDate>", "+020509</pubDate>"),
        replaced("feed.xml", "<updated>2024-01-19T00:00:00+02:00", "<updated>2024-01-19"),
        replaced("feed.xml", "<updated>2024-01-19T00:00:00+02:00", "<updated>2024-01-19T00:00:00+02:05:09"),
        replaced("feed.json", "T00:00:00+02:00", "T00:00:00"),
        replaced("sitemaps/articles.xml", "<lastmod>2024-01-19", "<lastmod>19.1.2024"),
        replaced("sitemaps/articles.xml", "<lastmod>2024-01-19", "<lastmod>2024-01-19T00:00:00+02:05:09"),
    ),
    "K401": (
        replaced("assets/style.css", "--soft: #5a5247", "--soft: #b0a89c"),
        replaced("assets/style.css", "--accent: #f0a08c", "--accent: oklch(35% 0.1 30)"),
    ),
    "K501": (copied("assets/icon.svg", "assets/Icon.svg"),),
    "K502": (of_size("film.mp4", 101 * 1024 * 1024),),
    "K503": (of_size("film.mp4", 1_000_000_000),),
    "K504": (copied("assets/icon.svg", "assets/a:b.svg"), copied("assets/icon.svg", "/".join(["x" * 250] * 5))),
}

# Defects that only some hosts mind.
HOSTED: dict[str, tuple[str, Planting]] = {
    "K502": ("cloudflare", of_size("film.mp4", 25 * 1024 * 1024 + 1)),
    "K503": ("gitlab", of_size("film.mp4", 1_000_000_000)),
    "K504": ("s3", copied("assets/icon.svg", "/".join(["x" * 250] * 5))),
    "K505": ("cloudflare", lambda output: [(output / f"{number}.bin").touch() for number in range(20_001)]),
    "K506": ("netlify", lambda output: (output / "_redirects").write_text("/nowhere\n")),
    "K507": ("netlify", copied("assets/icon.svg", ".hidden/icon.svg")),
    "K508": ("cloudflare", replaced("robots.txt", "User-agent", "User-agent")),
}

# What other sites answer (test_check_external.py), and what is found in it.
ANSWERED = {
    "/ok": "",
    "/مقال": "",
    "/forbidden": "",
    "/busy": "",
    "/for-now": "",
    "/no-head": "",
    "/no-head-404": "",
    "/gone": "K110",
    "/broken": "K110",
    "/round": "K110",
    "/moved-to-nothing": "K110",
    "/moved": "K111",
}
