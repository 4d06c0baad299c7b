"""The synthetic articles as an equally rich Hugo site: the peer that builds are measured against.

Article pages with OpenGraph and NewsArticle data; paginated home, section, tag, author, year and month listings;
RSS and sitemap. Hugo lists every article on the home, in its section and by year too; the lean site leaves out what
repeats: its home shows the newest alone, and it has no pages of the section that all articles are in, nor of years.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.common.articles import articles

CONFIG = """\
baseURL = "https://example.org/archive/"
title = "أرشيف المقياس"
languageCode = "ar"
defaultContentLanguage = "ar"
[services.rss]
  limit = 30
[outputs]
  home = ["html", "rss"]
  section = ["html", "rss"]
  taxonomy = ["html"]
  term = ["html"]
[pagination]
  pagerSize = 40
[permalinks.page]
  posts = "/:year/:month/:slug/"
[taxonomies]
  tag = "tags"
  section = "departments"
  author = "authors"
  year = "years"
  month = "months"
[markup.goldmark.renderer]
  unsafe = true
"""
# What Hugo can offer machines of what Warraq offers them: feeds of all terms (as many entries as ours have), the data of each
# month, the hash of each page's words. Hugo packs no files.
EVERYTHING = (
    ('term = ["html"]\n', 'term = ["html", "rss"]\n'),
    ("  limit = 30\n", "  limit = 10\n"),
    (
        "[pagination]\n",
        """\
[mediaTypes."application/jsonl"]
  suffixes = ["jsonl"]
[outputFormats.jsonl]
  mediaType = "application/jsonl"
  baseName = "articles"
  isPlainText = true
[outputFormats.csv]
  mediaType = "text/csv"
  baseName = "articles"
  isPlainText = true
[pagination]
""",
    ),
)
MONTHS_WITH_DATA = "---\ntitle: months\noutputs: [html]\ncascade:\n  - outputs: [html, rss, jsonl, csv]\n    target: {kind: term}\n---\n"
LINES = """\
{{ range .Pages }}{{ dict "id" .Params.slug "url" .Permalink "title" .Title "date" (.Date.Format "2006-01-02") "lang" "ar" "section" (index .Params.departments 0) "tags" .Params.tags "authors" .Params.authors "publisher" .Params.publisher "words" .WordCount "text" .Plain | jsonify }}
{{ end }}"""
TABLE = """\
id,url,words_sha256,title,date,lang,section,tags,authors,publisher,words
{{ range .Pages }}{{ .Params.slug }},{{ .Permalink }},{{ .Plain | sha256 }},"{{ .Title }}",{{ .Date.Format "2006-01-02" }},ar,{{ index .Params.departments 0 }},{{ delimit .Params.tags "; " }},{{ delimit .Params.authors "; " }},{{ .Params.publisher }},{{ .WordCount }}
{{ end }}"""
PROOF = ("</div></article>\n<footer>", '</div></article>\n<footer><p class="proof">{{ .Plain | sha256 }}</p>')
LEAN = (
    ('title = "أرشيف المقياس"\n', 'title = "أرشيف المقياس"\ndisableKinds = ["section"]\n'),
    ('  section = ["html", "rss"]\n', ""),
    ('  year = "years"\n', ""),
)
LEAN_PAGER = ("$pages = site.RegularPages", "$pages = first 40 site.RegularPages")
BASE = """\
<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="{{ "assets/style.css" | relURL }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:site_name" content="{{ site.Title }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}">
{{ block "head" . }}<meta property="og:type" content="website">{{ end }}
</head>
<body>
<header><p><a href="{{ "" | relURL }}">{{ site.Title }}</a></p>
</header>
<main>{{ block "main" . }}{{ end }}</main>
<footer><p><a href="{{ "tags/" | relURL }}">الوسوم</a> <a href="{{ "authors/" | relURL }}">الكتّاب</a></p></footer>
</body>
</html>
"""
SINGLE = """\
{{ define "head" }}<meta name="description" content="{{ .Summary | plainify | truncate 220 }}">
<meta property="og:type" content="article">
<meta property="og:description" content="{{ .Summary | plainify | truncate 220 }}">
<meta property="article:published_time" content="{{ .Date.Format "2006-01-02" }}">
{{ range .Params.tags }}<meta property="article:tag" content="{{ . }}">
{{ end }}{{ $data := dict "@context" "https://schema.org" "@type" "NewsArticle" "mainEntityOfPage" .Permalink "headline" .Title "description" (.Summary | plainify | truncate 220) "datePublished" (.Date.Format "2006-01-02") "inLanguage" "ar" "articleSection" (index .Params.departments 0) "keywords" .Params.tags "author" (dict "@type" "Person" "name" (index .Params.authors 0)) "publisher" (dict "@type" "NewsMediaOrganization" "name" .Params.publisher) "wordCount" .WordCount }}
<script type="application/ld+json">{{ $data | jsonify | safeJS }}</script>{{ end }}
{{ define "main" }}<article><header><p><a href="{{ printf "departments/%s/" (index .Params.departments 0) | relURL }}">{{ index .Params.departments 0 }}</a></p>
<h1>{{ .Title }}</h1><p>{{ range .Params.authors }}<a href="{{ printf "authors/%s/" (. | urlize) | relURL }}">{{ . }}</a>{{ end }} <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 1 2006" }}</time> {{ .ReadingTime }}</p></header>
<div class="body">{{ .Content }}</div></article>
<footer><ul>{{ range .Params.tags }}<li><a rel="tag" href="{{ printf "tags/%s/" (. | urlize) | relURL }}">{{ . }}</a></li>{{ end }}</ul>
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></footer>{{ end }}
"""
LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}{{ $pager := .Paginate $pages }}
{{ range $pager.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary | plainify | truncate 220 }}</p><p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 1 2006" }}</time> {{ .Params.publisher }}</p></article>
{{ end }}<nav>{{ with $pager.Prev }}<a rel="prev" href="{{ .URL }}">←</a>{{ end }}{{ with $pager.Next }}<a rel="next" href="{{ .URL }}">→</a>{{ end }}</nav>{{ end }}
"""
TERMS = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}
"""


def write_hugo_site(
    folder: Path, count: int, tags: str = "zipf", *, is_lean: bool = False, has_everything: bool = False
) -> None:
    """The same titles, dates, terms and bodies, in Hugo's names for them."""
    config, listing = CONFIG, LIST
    for old, new in (*(LEAN if is_lean else ()), *(EVERYTHING if has_everything else ())):
        config = _replaced(config, old, new)
    if is_lean:
        listing = _replaced(listing, *LEAN_PAGER)
    single = _replaced(SINGLE, *PROOF) if has_everything else SINGLE
    templates = {"baseof.html": BASE, "single.html": single, "list.html": listing, "terms.html": TERMS}
    if has_everything:
        templates |= {"list.jsonl.jsonl": LINES, "list.csv.csv": TABLE}
        _write(folder / "content" / "months" / "_index.md", MONTHS_WITH_DATA)
    for name, text in templates.items():
        _write(folder / "layouts" / "_default" / name, text)
    _write(folder / "hugo.toml", config)
    _write(folder / "static" / "assets" / "style.css", "body { font-family: serif }\n")
    for path, text in articles(count, 1, tags):
        head, _, body = text.removeprefix("---\n").partition("---\n")
        fields = dict(line.split(": ", 1) for line in head.strip().split("\n"))
        day = fields["date"]
        lines = [
            f'title: "{fields["title"]}"',
            f"date: {day}",
            f"slug: {Path(path).stem}",
            f"tags: {fields['tags']}",
            f"departments: [{fields['section']}]",
            f"authors: {fields['authors']}",
            f'years: ["{day[:4]}"]',
            f'months: ["{day[:7]}"]',
            f"publisher: {fields['publisher']}",
        ]
        _write(folder / "content" / "posts" / path, "\n".join(["---", *lines, "---", body]))


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
