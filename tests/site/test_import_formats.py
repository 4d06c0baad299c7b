"""`import` of every format: what readers of the archive get, and what is reported instead."""

from __future__ import annotations

import json
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from support import SiteFolder
from support.imports import codes, imported, run
from support.seeds import PARAGRAPHS, PNG, TITLE, meta, page, post, warc, wxr, zipped

BODY = "\n\n".join(PARAGRAPHS) + "\n"


# Saved pages


def test_a_saved_page_gives_its_article_and_nothing_of_what_stands_around_it(site: SiteFolder) -> None:
    article = imported(site, "port.html", page())
    assert article.body == BODY
    wanted = {
        "title": TITLE,
        "date": "2011-02-25T09:30:00+02:00",
        "authors": ["سلمى الحداد"],
        "publisher": "منبر الساحل",
        "section": "اقتصاد",
        "tags": ["ميناء", "ترميم", "صيادون"],
        "source_url": "https://sahil.example/2011/02/25/port.html",
    }
    assert {key: article.front_matter[key] for key in wanted} == wanted
    assert article.path.startswith("content/2011/02/")


def test_each_field_of_a_page_says_where_it_was_found(site: SiteFolder) -> None:
    article = imported(site, "port.html", page())
    methods = {one.field: one.method for one in article.evidence}
    assert methods["date"] == "JSON-LD datePublished" and methods["authors"] == "JSON-LD author"
    assert all(0 < one.confidence <= 1 for one in article.evidence)


def test_every_block_inside_the_article_that_is_left_out_has_its_reason(site: SiteFolder) -> None:
    article = imported(site, "port.html", page())
    assert any("سوق السمك" in line.text and line.role == "boilerplate" and line.reason for line in article.lines)


def test_a_page_that_disagrees_with_itself_on_its_date_says_so(site: SiteFolder) -> None:
    html = page().replace('"datePublished": "2011-02-25', '"datePublished": "2014-06-30')
    site.write("seeds/port.html", html)
    report = run(site)
    assert codes(report) == ["I110"]
    assert report.articles[0].front_matter["date_range"] == "2011-02-25/2014-06-30"


def test_a_joiner_inside_a_word_is_kept(site: SiteFolder) -> None:
    persian = tuple(f"{text} می\u200cگوید که بین\u200cالمللی است." for text in PARAGRAPHS)
    article = imported(site, "fa.html", page("گفت\u200cوگو درباره بندر قدیمی شهر", paragraphs=persian))
    assert "گفت\u200cوگو" in article.front_matter["title"] and article.body.count("می\u200cگوید") == 3


def test_a_page_in_a_code_page_is_read_by_its_own_word(site: SiteFolder) -> None:
    html = page().replace('charset="utf-8"', 'charset="windows-1256"')
    assert imported(site, "old.html", html.encode("cp1256", "xmlcharrefreplace")).body == BODY


def test_what_a_page_would_run_is_not_in_the_article(site: SiteFolder) -> None:
    extra = '<p>نص <a href="javascript:alert(1)">رابط</a> <b>مهم</b> &lt;script&gt;x&lt;/script&gt; وفيه كلام كثير عن الميناء القديم.</p><script>alert(2)</script>'
    body = imported(site, "port.html", page(extra=extra)).body
    assert "javascript:" not in body and "alert(2)" not in body and "<script" not in body.replace("\\<script", "")
    assert "**مهم**" in body


def test_the_pictures_of_a_saved_page_lie_beside_the_article_and_missing_ones_are_named(site: SiteFolder) -> None:
    site.write("seeds/port_files/quay.png", PNG)
    extra = (
        '<figure><img src="port_files/quay.png" alt="الرصيف"><figcaption>رصيف الميناء</figcaption></figure><img src="port_files/gone.png"><p>'
        + PARAGRAPHS[0]
        + " مرة أخرى.</p>"
    )
    site.write("seeds/port.html", page(extra=extra))
    report = run(site)
    (article,) = report.articles
    name = Path(article.path).stem
    assert (site.root / article.path).with_name(f"{name}.png").read_bytes() == PNG
    assert f'![الرصيف]({name}.png "رصيف الميناء")' in article.body
    assert [problem.code for problem in article.problems] == ["I140"] and "gone.png" in article.problems[0].what


def test_no_picture_is_taken_from_outside_of_the_seeds(site: SiteFolder) -> None:
    site.write("secret.png", PNG)
    extra = '<img src="../secret.png"><img src="/../../secret.png"><p>' + PARAGRAPHS[0] + " مرة أخرى.</p>"
    site.write("seeds/port.html", page(extra=extra))
    assert set(codes(run(site))) == {"I140"}
    assert not list((site.root / "content").rglob("*.png"))


def test_a_page_in_one_file_brings_its_pictures_with_it(site: SiteFolder) -> None:
    message = MIMEMultipart("related", type="text/html")
    message["Snapshot-Content-Location"] = "https://sahil.example/2011/02/25/port.html"
    html = page(
        extra='<figure><img src="https://sahil.example/i/quay.png" alt="الرصيف"></figure><p>'
        + PARAGRAPHS[0]
        + " وفق البيان.</p>"
    )
    text = MIMEText(html, "html", "utf-8")
    text["Content-Location"] = "https://sahil.example/2011/02/25/port.html"
    image = MIMEImage(PNG, "png")
    image["Content-Location"] = "https://sahil.example/i/quay.png"
    for part in (text, image):
        message.attach(part)
    article = imported(site, "port.mhtml", message.as_bytes())
    assert article.front_matter["title"] == TITLE
    assert next((site.root / "content").rglob("*.png")).read_bytes() == PNG


# WordPress


def test_a_wordpress_post_keeps_its_terms_author_day_and_addresses(site: SiteFolder) -> None:
    extra = meta("_wp_old_slug", "%d8%b1%d8%b5%d9%8a%d9%81")
    front = imported(site, "export.xml", wxr(post(extra=extra))).front_matter
    wanted = {
        "title": TITLE,
        "date": "2011-02-25T00:30:00+02:00",
        "section": "اقتصاد",
        "tags": ["ميناء"],
        "authors": ["سلمى الحداد"],
        "publisher": "منبر الساحل",
        "url": "2011/02/ميناء/",
        "seed": "seeds/export.xml#post-17",
    }
    assert {key: front[key] for key in wanted} == wanted
    assert front["aliases"] == ["/2011/02/رصيف/"]  # the path it has is no alias of itself


def test_paragraphs_that_wordpress_keeps_as_blank_lines_are_paragraphs(site: SiteFolder) -> None:
    assert imported(site, "export.xml", wxr(post())).body == BODY


def test_shortcodes_become_what_they_showed_or_are_named(site: SiteFolder) -> None:
    content = (
        '[caption id="a" width="9"]<img src="https://sahil.example/q.jpg" alt="ر"> رصيف الميناء[/caption]\n\n'
        f'{PARAGRAPHS[0]}\n\n[gallery ids="5"]\n\nhttps://www.youtube.com/watch?v=abc\n\n[box color="red"]{PARAGRAPHS[1]}[/box]\n\nقال [كذا] ثم سكت [sic].'
    )
    attachment = post(
        5,
        "",
        type="attachment",
        status="inherit",
        extra="<wp:attachment_url>https://sahil.example/g.jpg</wp:attachment_url>",
    )
    site.write("seeds/export.xml", wxr(post(content=content), attachment))
    report = run(site)
    body = report.articles[0].body
    assert '![ر](https://sahil.example/q.jpg "رصيف الميناء")' in body and "![](https://sahil.example/g.jpg)" in body
    assert "https://www.youtube.com/watch?v=abc" in body and PARAGRAPHS[1] in body
    assert "[كذا]" in body and "[sic]" in body and "[box" not in body
    assert codes(report) == ["I151", "I150"] and "`[box]`" in report.problems[0].what


def test_what_is_no_article_of_wordpress_is_counted(site: SiteFolder) -> None:
    items = [
        post(1),
        post(2, type="nav_menu_item"),
        post(3, status="trash"),
        post(4, status="draft", title="مسودة عن الميناء", slug="d"),
    ]
    site.write("seeds/export.xml", wxr(*items))
    report = run(site)
    assert report.counts == {"new": 2, "left out": 1}
    assert "1 of the type nav_menu_item, 1 with the status trash" in report.problems[0].what
    assert [one.front_matter.get("status") for one in report.articles[:2]] == [None, "draft"]


def test_an_export_that_breaks_off_gives_what_stands_before(site: SiteFolder) -> None:
    whole = wxr(post(1), post(2, title="خبر ثان عن الميناء", slug="b"))
    site.write("seeds/export.xml", whole[: whole.rindex("<wp:post_id>2")])
    report = run(site)
    assert report.counts == {"new": 1, "refused": 1} and codes(report) == ["I130"]


def test_an_entity_bomb_is_not_expanded_and_no_file_is_read(site: SiteFolder) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = (
        wxr(post(content=PARAGRAPHS[0]))
        .replace("<rss", f"{bomb}<rss", 1)
        .replace("<title>الميناء", "<title>&b;&f;الميناء")
    )
    site.write("seeds/export.xml", text)
    for article in run(site).articles:
        assert "aaaa" not in str(article.front_matter) and "root:" not in str(article.front_matter)


# Web archives


def test_a_web_archive_gives_its_articles_with_the_day_they_were_captured(site: SiteFolder) -> None:
    front_page = (
        "<html><head><title>منبر الساحل</title></head><body><h1>منبر الساحل</h1><ul>"
        + '<li><a href="/x">خبر</a></li>' * 30
        + "</ul></body></html>"
    )
    pages = [
        ("https://sahil.example/2011/02/25/port.html", "200 OK", page()),
        ("https://sahil.example/", "200 OK", front_page),
        ("https://sahil.example/no", "404 Not Found", page()),
    ]
    site.write("seeds/crawl.warc.gz", warc(*pages))
    report = run(site)
    new = [one for one in report.articles if one.action == "new"]
    assert [one.front_matter["captured"] for one in new] == ["2014-05-06T07:08:09Z"]
    assert codes(report) == ["I107", "I134"] and "1 with the status 404" in report.problems[1].what


def test_a_page_that_was_captured_twice_is_one_article(site: SiteFolder) -> None:
    again = page().replace("<footer>", "<footer>زوار الموقع اليوم ١٢٣ ")
    site.write(
        "seeds/crawl.warc",
        warc(
            ("https://sahil.example/a", "200 OK", page()), ("https://sahil.example/b", "200 OK", again), is_packed=False
        ),
    )
    assert run(site).counts == {"new": 1, "duplicate": 1}


def test_a_broken_record_is_named_and_the_next_is_read(site: SiteFolder) -> None:
    first = warc(("https://sahil.example/a", "200 OK", page()))
    second = bytearray(warc(("https://sahil.example/b", "200 OK", page("خبر ثان من الميناء القديم"))))
    second[30:60] = b"x" * 30
    third = warc(("https://sahil.example/c", "200 OK", page("خبر ثالث من الميناء القديم")))
    site.write("seeds/crawl.warc.gz", first + bytes(second) + third)
    report = run(site)
    assert report.counts["new"] == 2 and "I133" in codes(report)


def test_a_wacz_is_a_zip_of_web_archives(site: SiteFolder) -> None:
    data = warc(("https://sahil.example/a", "200 OK", page()))
    site.write(
        "seeds/crawl.wacz",
        zipped(
            {
                "archive/data.warc.gz": data,
                "pages/pages.jsonl": '{"url": "x"}\n',
                "datapackage.json": "{}",
                "indexes/index.cdx.gz": b"x",
            }
        ),
    )
    report = run(site)
    assert report.counts == {"new": 1} and report.problems == ()


# Feeds and tables


def test_rss_and_atom_entries_become_articles(site: SiteFolder) -> None:
    html = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    rss = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>منبر الساحل</title><item><title>{TITLE}</title>
<link>https://sahil.example/port</link><guid>g1</guid><pubDate>Fri, 25 Feb 2011 00:30:00 +0200</pubDate><category>ميناء</category>
<content:encoded><![CDATA[{html}]]></content:encoded></item></channel></rss>"""
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ساحل</title><entry><id>e1</id><title>خبر آخر من الميناء القديم</title>
<published>2012-03-04T05:06:07+03:00</published><author><name>سلمى</name></author><content type="html"><![CDATA[{html}]]></content></entry></feed>"""
    site.write("seeds/a.rss", rss)
    site.write("seeds/b.xml", atom)
    first, second = run(site).articles
    assert first.front_matter["date"] == "2011-02-25T00:30:00+02:00" and first.body == BODY
    assert first.front_matter["tags"] == ["ميناء"] and first.front_matter["publisher"] == "منبر الساحل"
    assert second.front_matter["authors"] == ["سلمى"] and second.front_matter["date"].startswith("2012-03-04")


def test_a_json_feed_and_json_of_several_shapes(site: SiteFolder) -> None:
    html = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "منبر الساحل",
        "items": [{"id": "1", "title": TITLE, "content_html": html, "date_published": "2011-02-25T09:30:00Z"}],
    }
    wrapped = {
        "status": "ok",
        "response": {"docs": [{"headline": "خبر عن سوق السمك", "fulltext": BODY, "published_at": 1298626200}]},
    }
    site.write("seeds/a.json", json.dumps(feed))
    site.write("seeds/b.json", json.dumps(wrapped))
    first, second = run(site).articles
    assert first.front_matter["publisher"] == "منبر الساحل" and first.body == BODY
    assert second.front_matter["date"] == "2011-02-25T09:30:00Z" and second.body == BODY


def test_a_bad_line_of_json_lines_is_named_and_the_others_are_read(site: SiteFolder) -> None:
    lines = [
        {"id": number, "العنوان": f"{TITLE} {number}", "التاريخ": "٢٥ فبراير ٢٠١١", "النص": f"{BODY}{number}"}
        for number in range(3)
    ]
    text = "\n".join(
        [json.dumps(lines[0], ensure_ascii=False), '{"title": broken', *(json.dumps(one) for one in lines[1:])]
    )
    site.write("seeds/a.jsonl", text)
    report = run(site)
    assert report.counts == {"new": 3, "refused": 1}
    assert [(problem.code, problem.line) for problem in report.problems] == [("I137", 2)]
    assert report.articles[0].front_matter["date"] == "2011-02-25"


def test_a_wordpress_export_that_declares_too_little_is_read_all_the_same(site: SiteFolder) -> None:
    text = wxr(post()).replace(' xmlns:wp="http://wordpress.org/export/1.2/"', "")
    article = imported(site, "export.xml", text.encode())
    assert (article.front_matter["date"][:10], article.front_matter["title"]) == ("2011-02-25", TITLE)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_is_read_whatever_excel_made_of_it(site: SiteFolder, encoding: str, delimiter: str) -> None:
    rows = [
        ["العنوان", "تاريخ النشر", "الكاتب", "النص", "رقم الملف"],
        [TITLE, "25/02/2011", "سلمى الحداد", "\n".join(PARAGRAPHS), "7"],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    article = imported(site, "table.csv", text.encode(encoding))
    assert (article.front_matter["date"], article.front_matter["authors"], article.body) == (
        "2011-02-25",
        ["سلمى الحداد"],
        BODY,
    )
    assert [line.text for line in article.lines] == ['رقم الملف: "7"']


def test_columns_that_names_do_not_tell_are_told_by_a_person(site: SiteFolder) -> None:
    site.write("seeds/table.csv", f"Spalte A;Spalte B;Spalte C\n{TITLE};25.02.2011;{PARAGRAPHS[0]}\n")
    report = run(site)
    assert codes(report) == ["I136"] and "columns.yaml" in report.problems[0].hint
    site.write("seeds/columns.yaml", "Spalte A: title\nSpalte B: date\nSpalte C: body\n")
    (article,) = run(site).articles
    assert (article.front_matter["date"], article.body) == ("2011-02-25", PARAGRAPHS[0] + "\n")


# Markdown of other generators

SITES = {
    "hugo/content/port.md": f'+++\ntitle = "{TITLE}"\ndate = 2011-02-25T09:30:00+02:00\ncategories = ["اقتصاد", "محليات"]\ntags = ["ميناء"]\naliases = ["/old/port/"]\n+++\n{PARAGRAPHS[0]}\n\n{{{{< figure src="q.png" caption="رصيف" >}}}}\n\n{{{{< youtube abc >}}}}\n',
    "jekyll/_posts/2011-02-25-port.md": f"---\nlayout: post\ntitle: \"{TITLE}\"\ncategories: [اقتصاد]\ntags: ميناء، ترميم\npermalink: /old/port.html\n---\n{{% include ad.html %}}\n{PARAGRAPHS[0]} [هنا]({{{{ site.baseurl }}}}/x)\n",
    "zola/port.md": f'+++\ntitle = "{TITLE}"\ndate = 2011-02-25\n[taxonomies]\ntags = ["ميناء"]\ncategories = ["اقتصاد"]\n[extra]\nauthor = "سلمى"\n+++\n{PARAGRAPHS[0]}\n',
    "pelican/port.md": f"Title: {TITLE}\nDate: 2011-02-25 09:30\nCategory: اقتصاد\nTags: ميناء, ترميم\nAuthors: سلمى\nSlug: port\n\n{PARAGRAPHS[0]}\n",
    "obsidian/الميناء القديم.md": f"---\ndate: 2011-02-25\ntags:\n  - ميناء\n---\n{PARAGRAPHS[0]} انظر [[سوق السمك|السوق]].\n\n![[q.png|200]]\n\n> [!note] ملاحظة\n> نص\n",
}  # fmt: skip


@pytest.mark.parametrize("name", list(SITES))
def test_markdown_of_other_generators_keeps_what_it_says(site: SiteFolder, name: str) -> None:
    site.write(f"seeds/{Path(name).parent}/q.png", PNG)
    article = imported(site, name, SITES[name])
    front = article.front_matter
    assert str(front["date"]).startswith("2011-02-25") and "ميناء" in front["tags"]
    assert front["title"] == (TITLE if "obsidian" not in name else "الميناء القديم")
    assert PARAGRAPHS[0] in article.body and "{{" not in article.body and "[[" not in article.body
    if name.startswith(("hugo", "jekyll")):
        assert front["section"] == "اقتصاد" and front["aliases"][0].startswith("/old/port")
    if name.startswith(("hugo", "obsidian")):
        assert list((site.root / "content").rglob("*.png"))


def test_front_matter_in_json_and_what_was_not_translated_is_named(site: SiteFolder) -> None:
    body = f"{PARAGRAPHS[0]}\n\n{{% mystery 7 %}}\n\n```\n{{{{ code }}}}\n```\n"
    site.write("seeds/port.md", json.dumps({"title": TITLE, "date": "2011-02-25"}) + "\n" + body)
    report = run(site)
    assert codes(report) == ["I151"] and "{% mystery %}" in report.problems[0].what
    assert "{{ code }}" in report.articles[0].body


def test_front_matter_that_cannot_be_read_is_refused_with_its_reason(site: SiteFolder) -> None:
    site.write("seeds/port.md", f"---\ntitle: خبر: وخبر: آخر\n\tx: [\n---\n{PARAGRAPHS[0]}\n")
    report = run(site)
    assert codes(report) == ["I139"] and report.counts == {"refused": 1}


def test_a_draft_stays_a_draft_and_a_sections_page_is_left_out(site: SiteFolder) -> None:
    site.write("seeds/a.md", f"---\ntitle: {TITLE}\ndate: 2011-02-25\ndraft: true\n---\n{PARAGRAPHS[0]}\n")
    site.write("seeds/_index.md", "---\ntitle: قسم\n---\n")
    report = run(site)
    assert report.counts == {"new": 1, "left out": 1}
    assert next(one for one in report.articles if one.action == "new").front_matter["status"] == "draft"
