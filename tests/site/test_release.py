"""What must not be public yet stands nowhere in output/, whatever kind it is and whatever tool's words say so."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path

import pytest
from PIL import Image
from support import SiteFolder

SECRET = "زمردة"
NOW, LATER = "2026-01-01T00:00:00+00:00", "2031-01-01T00:00:00+00:00"
AHEAD = "2030-06-01"
# Front matter lines that keep an article back now, and do it no more `LATER` (or for ever).
FOR_EVER = [
    "status: draft",
    "Status: Draft",
    "status: hidden",
    "status: private",
    "status: pending",
    "draft: true",
    "Draft: yes",
    "draft: True",
    'draft: "true"',
    "draft: نعم",
    "published: false",
    "publish: false",
    "dg-publish: false",
    "isPublished: no",
    "public: false",
    "private: true",
    "unlisted: true",
    "hidden: true",
    "visibility: private",
    "visibility: members",
    "post_status: draft",
    "postStatus: trash",
    "password: x",
    "permalink: false",
    "build: {render: never, list: never}",
    "headless: true",
    "expiryDate: 2024-03-01",
    "expiry_date: 2025-12-31",
    "expires: 2025-12-31T10:00:00Z",
    "unpublishDate: 2024-03-01",
    "drafft: true",
    "is_draft: on",
    "publishd: false",
    "status: published\ndraft: true",
    "status: embargoed\ndraft: true",
    "draft: perhaps",
    "draft: [true]",
    "publishDate: soon",
    "status: who knows",
    "status: embargoed\npublished: false",
]
UNTIL_LATER = [
    f"publishDate: {AHEAD}",
    f"publish_date: {AHEAD}",
    f"published: {AHEAD}",
    f"published_at: {AHEAD} 10:00:00 +0200",
    f"publish_on: {AHEAD}",
    f"release-date: {AHEAD}T10:00:00Z",
    f"embargo: {AHEAD}",
    f"draft: {AHEAD}",
    f"publishDatte: {AHEAD}",
    f"embargo_untill: {AHEAD}",
    f"status: future\npublishDate: {AHEAD}",
    f"publishDate: 2024-01-01\npublish_date: {AHEAD}",
]
PUBLIC = [
    "draft: false",
    "draft: ",
    "draft: null",
    "published: true",
    "published: 2024-02-01",
    "publish: yes",
    "private: false",
    "visibility: public",
    "post_status: publish",
    "publishDate: 2024-02-01",
    "expiryDate: 2099-01-01",
    "status: published",
    "permalink: /x/y/",
    "published: وكالة الأنباء",
    "drafft: 2011",
    "publishd: 2011-01-01",
    "mood: true",
    "password:",
]
KINDS = {"article": "content/2024/02", "page": "content/pages", "collection": "content/collections"}


def secret_file(site: SiteFolder, kind: str, said: str, date: str = "2024-02-12", name: str = "s") -> Path:
    lines = [f"title: عنوان {SECRET} {name}", f"date: {date}", f"tags: [وسم{SECRET}]", f"authors: [كاتب {SECRET}]"]
    head = "\n".join([*lines, f"aliases: [/old/secret-alias-{name}/]", said])
    place = site.write(f"{KINDS[kind]}/{name}.md", f"---\n{head}\n---\nنص {SECRET}.\n\n![صورة](secret-photo.png)\n")
    Image.new("RGB", (8, 8), "red").save(place.with_name("secret-photo.png"))
    return place


def traces(site: SiteFolder) -> list[str]:
    """Files of output/ that say the word, in their bytes, their names, or what is packed in them."""
    found = []
    for path, data in site.files().items():
        text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8", "replace") + path
        if any(word in text for word in (SECRET, "secret-alias", "secret-photo")):
            found.append(path)
    return found


@pytest.fixture
def site(ten_articles: SiteFolder) -> SiteFolder:
    settings = ten_articles.root / "site.yaml"
    more = "data: [jsonl, csv]\nllms_txt: true\nfeeds: [atom, rss, json]\nfeeds_of: [sections, tags, authors]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    return ten_articles


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_what_is_kept_back_is_in_the_site(site: SiteFolder, kind: str) -> None:
    """Whatever words say so, on every kind: the site is that without the file."""
    site.build()
    without = site.files()
    for number, said in enumerate([*FOR_EVER, *UNTIL_LATER]):
        secret_file(site, kind, said, name=f"s{number}")
    site.build()
    assert traces(site) == []
    assert site.files() == without
    site.build(now=LATER)
    shown = {int(found) for path in traces(site) for found in re.findall(r"old/secret-alias-s(\d+)/", path)}
    assert shown == set(range(len(FOR_EVER), len(FOR_EVER) + len(UNTIL_LATER)))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_kept_back_by_its_status_and_appears_without_it(site: SiteFolder, kind: str) -> None:
    if kind == "collection":
        site.article("m", collections=f"[s, عنوان {SECRET} s]")
    for status in ("draft", "embargoed"):
        secret_file(site, kind, f"status: {status}", date=AHEAD)
        site.build()
        assert traces(site) == []
    site.build(now=LATER)
    assert traces(site) != []
    secret_file(site, kind, "status: draft")
    site.build(has_drafts=True)
    assert traces(site) != []


def test_what_says_no_such_thing_is_published(site: SiteFolder) -> None:
    for number, said in enumerate(PUBLIC):
        secret_file(site, "article", said, name=f"s{number}")
    site.build()
    shown = {int(found) for path in traces(site) for found in re.findall(r"old/secret-alias-s(\d+)/", path)}
    assert shown == set(range(len(PUBLIC)))


def test_a_withdrawn_page_or_collection_leaves_a_page_that_says_so_and_none_of_its_words(site: SiteFolder) -> None:
    for kind, url in (("page", "s"), ("collection", "collections/s")):
        secret_file(site, kind, "status: withdrawn\nwithdrawn_reason: بطلب", date="")
        site.build()
        assert {path for path in traces(site) if SECRET in site.files()[path].decode()} == set()
        assert "بطلب" in site.files()[f"{url}/index.html"].decode()
        assert f"/{url}/" in site.files()["old/secret-alias-s/index.html"].decode()
        (site.root / KINDS[kind] / "s.md").unlink()


DATES = {
    "2026-01-01": True,
    "2026-01-02": True,  # tomorrow in one zone is today in another
    "2026-01-02T02:00:00+02:00": True,
    "2026-01-02T01:00:00": True,
    "2026-01-02T03:00:00": False,
    "2026-01-03": False,
    "2026-01": True,
    "2026": True,
    "2026-02": False,
    "2027": False,
    "9999-12-31": False,
    "0001-01-01": True,
}


def test_an_article_dated_ahead_by_more_than_a_day_waits_and_is_told(site: SiteFolder) -> None:
    for number, date in enumerate(DATES):
        secret_file(site, "article", "kicker: x", date=date, name=f"s{number}")
    report = site.build()
    shown = {int(found) for path in traces(site) for found in re.findall(r"old/secret-alias-s(\d+)/", path)}
    waiting = {number for number, is_public in enumerate(DATES.values()) if not is_public}
    assert shown == set(range(len(DATES))) - waiting
    told = [problem for problem in report.problems if problem.code == "E220"]
    assert {(one.path, one.line, one.level) for one in told} == {
        (f"content/2024/02/s{number}.md", 3, "warning") for number in waiting
    }


def test_moments_pass_and_drafts_are_toggled_in_any_order_and_the_site_is_that_of_a_clean_build(
    site: SiteFolder, tmp_path: Path
) -> None:
    chance = random.Random(7)
    moments = [f"20{year}-0{month}-15T00:00:00+00:00" for year in (24, 26, 30, 31) for month in (1, 6)]
    for step in range(6):
        kind, said = chance.choice(list(KINDS)), chance.choice([*FOR_EVER, *UNTIL_LATER, *PUBLIC, "kicker: x"])
        secret_file(site, kind, said, date=chance.choice(["2024-02-12", AHEAD]))
        now = chance.choice(moments)
        site.build(now=now)
        clean = tmp_path / f"clean-{step}"
        site.build(now=now, clean=True, output=clean)
        assert site.files() == site.files(clean), (kind, said, now)


def test_a_url_of_the_ledger_may_wait_with_its_article(site: SiteFolder) -> None:
    """A date ahead, or another tool's word, is no lost address."""
    secret_file(site, "article", "id: x1\nurl: 2024/02/s/", date=AHEAD)
    told = {"id": "x1", "number": 1, "event": "import", "path": "content/2024/02/s.md", "url": "2024/02/s/"}
    none = {"seed": "", "seed_sha256": "", "content_sha256": ""}
    site.write("content/ledger.jsonl", json.dumps(told | none) + "\n")
    assert "E204" not in [problem.code for problem in site.build().problems]


LITTER = (
    "a.txt~ .DS_Store a.swp .a.md.swp ~$a.docx Thumbs.db desktop.ini #a# .#a ._a a.orig a.rej a.bak a.tmp a.md.new "
    "THUMBS.DB a.TMP __MACOSX/a.txt @eaDir/a.txt a.part a.crdownload"
).split()


def test_files_that_are_nobodys_content_are_never_published(site: SiteFolder) -> None:
    site.build()
    without = site.files()
    for name in LITTER:
        for folder in ("static", "static/sub", "content/2024/02", "themes/jarida/static"):
            site.write(f"{folder}/{name}", f"{SECRET}\n")
    site.build()
    assert traces(site) == []
    assert site.files().keys() == without.keys()
    site.write("static/a.txt", "x")
    site.write("static/newsletter.html", "x")
    site.build()
    assert site.files().keys() - without.keys() == {"a.txt", "newsletter.html"}
