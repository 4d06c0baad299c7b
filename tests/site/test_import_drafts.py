"""Drafts of other tools come in as drafts, and nothing of them is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import SiteFolder
from support.imports import run

WORDS = "أعلنت البلدية اليوم بدء أعمال ترميم الرصيف القديم في الميناء، وقال المدير إنها تنتهي في الربيع المقبل."
ATOM = (
    "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
    "xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:x</id><title>مدونة</title>{}</feed>"
)
ENTRY = (
    "<entry><id>tag:x.post-{number}</id><published>2013-07-0{number}T10:00:00+03:00</published>"
    "<updated>2013-07-09T10:00:00+03:00</updated>{more}<title>خبر {number}</title>"
    f"<content type='html'>&lt;p&gt;{WORDS} {{number}}&lt;/p&gt;</content></entry>"
)
APP = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>{}</app:draft></app:control>"
BLOGGER = [
    ("", None),
    (APP.format("yes"), "draft"),
    (APP.format("no"), None),
    ("<blogger:status>LIVE</blogger:status><blogger:trashed/>", None),
    ("<blogger:status>DRAFT</blogger:status>", "draft"),
    ("<blogger:status>SCHEDULED</blogger:status>", "embargoed"),
    ("<blogger:status>LIVE</blogger:status><blogger:trashed>2020-01-01T00:00:00Z</blogger:trashed>", "draft"),
    ("<blogger:status>SOFT_TRASHED</blogger:status>", "draft"),
]
FRONT = [
    ("draft: true", "draft", ""),
    ("published: false", "draft", ""),
    ("publish: false", "draft", ""),
    ("status: private", "draft", ""),
    ("visibility: members", "draft", ""),
    ("password: x", "draft", ""),
    ("build: {render: never}", "draft", ""),
    ("draft: perhaps", "draft", ""),
    ("publishDate: 2099-01-01", None, "publish_date: 2099-01-01"),
    ("expiryDate: 2024-01-01", None, "expiry_date: 2024-01-01"),
    ("published: true", None, ""),
    ("published: 2001-01-01", None, ""),
    ("status: published", None, ""),
]
ROWS = [
    ({"status": "draft"}, "draft"),
    ({"status": "published"}, None),
    ({"status": "ok"}, None),
    ({"post_status": "pending"}, "draft"),
    ({"visibility": "private"}, "draft"),
    ({"draft": True}, "draft"),
    ({"published": 0}, "draft"),
    ({"published": 1}, None),
    ({"is_published": False}, "draft"),
]


def statuses(site: SiteFolder) -> dict[str, str | None]:
    report = run(site)
    return {str(one.front_matter.get("title")): one.front_matter.get("status") for one in report.articles if one.path}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path)
    site.write("site.yaml", "title: أرشيف\nbase_url: https://example.org/\n")
    return site


def test_bloggers_drafts_and_trash_stay_unpublished(site: SiteFolder) -> None:
    entries = "".join(ENTRY.format(number=number, more=more) for number, (more, _) in enumerate(BLOGGER, 1))
    site.write("seeds/blog.xml", ATOM.format(entries))
    assert statuses(site) == {f"خبر {number}": status for number, (_, status) in enumerate(BLOGGER, 1)}


def test_mediums_drafts_are_told_by_their_names(site: SiteFolder) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>{0}</title></head><body><article class='h-entry'><header><h1 class='p-name'>{0}</h1>"
        "</header><section class='e-content'><p>{1}</p><p>{1} {0}</p></section><footer><p>Exported from "
        "<a href='https://medium.com'>Medium</a>.</p></footer></article></body></html>"
    )
    site.write("seeds/medium/posts/draft_plan-88ae.html", page.format("خطة لم تنشر", WORDS))
    site.write("seeds/medium/posts/2016-07-03_station-7d3e.html", page.format("خبر منشور", WORDS + " " + WORDS))
    assert statuses(site) == {"خطة لم تنشر": "draft", "خبر منشور": None}


def test_front_matter_of_other_generators_says_so(site: SiteFolder) -> None:
    for number, (line, _, _) in enumerate(FRONT):
        site.write(
            f"seeds/hugo/n{number}.md", f"---\ntitle: خبر {number}\ndate: 2011-02-25\n{line}\n---\n{WORDS} {number}\n"
        )
    assert statuses(site) == {f"خبر {number}": status for number, (_, status, _) in enumerate(FRONT)}
    for number, (_, _, kept) in enumerate(FRONT):
        (file,) = (site.root / "content").rglob(f"n{number}.md")
        assert kept in file.read_text(encoding="utf-8")
        assert ("publish_date" in file.read_text(encoding="utf-8")) == kept.startswith("publish_date")


def test_records_say_so(site: SiteFolder) -> None:
    rows = [
        {"title": f"خبر {number}", "date": "2011-02-25", "text": f"{WORDS} {number}"} | row
        for number, (row, _) in enumerate(ROWS)
    ]
    site.write("seeds/posts.json", json.dumps(rows))
    assert statuses(site) == {f"خبر {number}": status for number, (_, status) in enumerate(ROWS)}


def test_articles_named_by_numbers_are_imported_with_all_others(site: SiteFolder) -> None:
    rows = [{"title": title, "date": date, "text": f"{WORDS} {title} {date}", "slug": slug} for title, date, slug in [("25", "2016-05-08", ""), ("خبر", "2019-03-14", "33"), ("خبر ثان", "2019-03-15", "05"), ("7", "2019-03-02", "7"), ("خبر ثالث", "2019-03-16", "ok")]]  # fmt: skip
    site.write("seeds/posts.json", json.dumps(rows))
    urls = {str(one.front_matter["url"]) for one in run(site).articles}
    assert urls == {
        "2016/05/article-25/",
        "2019/03/article-33/",
        "2019/03/article-05/",
        "2019/03/article-7/",
        "2019/03/ok/",
    }
    assert site.build().articles == len(rows)


def test_litter_among_seeds_is_passed_over(site: SiteFolder) -> None:
    for name in (
        "a.txt~",
        "~$a.docx",
        "Thumbs.db",
        "a.txt.bak",
        "#a.txt#",
        "a.txt.new",
        "__MACOSX/a.txt",
        "desktop.ini",
    ):
        site.write(f"seeds/{name}", f"عنوان\n\n{WORDS}\n")
    assert run(site).articles == ()


FILES = {
    "_drafts/a.md": ("title: أ", "draft"),
    "source/_drafts/b.md": ("title: ب\nstatus: published", "draft"),
    "drafts/c.md": ("title: ج", None),
    "d.md": ("title: د\nstatus: archived", "draft"),
    "e.md": ("title: ه\nstatus: 0", "draft"),
    "f.md": ("title: و\nvisibility: public\npost_status: publish", None),
}


def test_folders_and_words_of_drafts_are_known_and_public_ones_are_no_harm(site: SiteFolder) -> None:
    for path, (head, _) in FILES.items():
        file = site.root / "seeds/old" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{head}\ndate: 2013-07-01\n---\n{WORDS} {path}\n", "utf-8")
    table = f"العنوان,النص,التاريخ,الحالة\nز,{WORDS} ز,2013-07-02,مسودة\nح,{WORDS} ح,2013-07-02,منشور\n"
    (site.root / "seeds/t.csv").write_text(table, "utf-8")
    run(site)
    found = {}
    for file in (site.root / "content").rglob("2013/**/*.md"):
        lines = dict(line.split(": ", 1) for line in file.read_text("utf-8").splitlines() if ": " in line)
        found[lines["title"]] = lines.get("status")
    wanted = {head.split("\n")[0][7:]: status for head, status in FILES.values()}
    assert found == wanted | {"ز": "draft", "ح": None}
