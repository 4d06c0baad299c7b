"""Whole small sites: what is made, what is made again, and that the bytes are always the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import SiteFolder
from support.seeds import PNG

from generator.errors import RefusedError, SettingsError
from generator.records.site_lock import locked_to_build


def settle(site: SiteFolder) -> None:
    """Make every file look old enough for its time stamp to be trusted."""
    old = time.time() - 60
    for path in (site.root / "content").rglob("*"):
        os.utime(path, (old, old))


def test_a_second_build_writes_nothing(ten_articles: SiteFolder) -> None:
    first = ten_articles.build()
    stamps = {path: path.stat().st_mtime_ns for path in ten_articles.output.rglob("*") if path.is_file()}
    second = ten_articles.build()
    assert first.files_written > 40
    assert (second.targets_made, second.files_written, second.sources_parsed) == (0, 0, 0)
    assert stamps == {path: path.stat().st_mtime_ns for path in ten_articles.output.rglob("*") if path.is_file()}


def test_an_edited_body_makes_its_page_its_feed_and_its_search(ten_articles: SiteFolder) -> None:
    ten_articles.article("a9", date="2024-01-19", body="لَم يتغيّر.\n\nفقرة ثانية.\n", authors="[كاتب 0]")
    ten_articles.build()
    ten_articles.article("a9", date="2024-01-19", body="لَم يتغيّر.\n\nفقرة ثانية أخرى.\n", authors="[كاتب 0]")
    report = ten_articles.build()
    assert set(report.written) == {
        "2024/01/مقال-a9/index.html",
        "feed.xml",
        "search/index.json",
        "search/manifest.json",
    }
    assert report.sources_parsed == 1


def test_a_new_lede_reaches_the_listings_that_show_it_and_no_neighbour(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    ten_articles.article("a4", date="2019-05-14", body="مقدمة جديدة تمامًا.\n", authors="[كاتب 1]")
    written = set(ten_articles.build().written)
    assert "sections/سياسة/index.html" in written and "2019/05/مقال-a4/index.html" in written
    assert not {path for path in written if path.startswith(("tags/", "authors/", "2018/", "2020/", "2019/05/index"))}


def test_a_new_title_reaches_neighbours_and_listings(ten_articles: SiteFolder) -> None:
    ten_articles.article("before", date="2019-04-02")
    ten_articles.article("after", date="2019-08-02")
    ten_articles.build()
    ten_articles.article("a4", date="2019-05-14", title="عنوان آخر", url="2019/05/مقال-a4/", authors="[كاتب 1]")
    written = set(ten_articles.build().written)
    assert {
        "2019/04/مقال-before/index.html",
        "2019/08/مقال-after/index.html",
        "tags/موسكو/index.html",
        "2019/05/index.html",
    } <= written
    assert "2016/02/مقال-a1/index.html" not in written


def test_a_deleted_article_leaves_nothing_behind(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    (ten_articles.root / "content/2019/05/a4.md").unlink()
    report = ten_articles.build()
    assert "2019/05/مقال-a4/index.html" in report.removed and "2019/05/index.html" in report.removed
    assert not (ten_articles.output / "2019").exists()
    assert "مقال a4" not in "".join(data.decode(errors="ignore") for data in ten_articles.files().values())


@pytest.mark.parametrize(
    "change",
    [
        "body",
        "title",
        "tag",
        "date",
        "new",
        "deleted",
        "renamed",
        "template",
        "stylesheet",
        "settings",
        "output",
        "cache",
    ],
)
def test_incremental_equals_clean(ten_articles: SiteFolder, tmp_path: Path, change: str) -> None:
    site = ten_articles
    site.build()
    settle(site)
    if change == "body":
        site.article("a3", date="2018-04-13", body="آخر.\n")
    elif change == "title":
        site.article("a3", date="2018-04-13", title="آخر")
    elif change == "tag":
        site.article("a3", date="2018-04-13", tags="[جديد]")
    elif change == "date":
        site.article("a3", date="2018-04-13")
        (site.root / "content/2018/04/a3.md").write_text(
            (site.root / "content/2018/04/a3.md").read_text().replace("2018-04-13", "2021-09-01")
        )
    elif change == "new":
        site.article("new", date="2001-01-01")
    elif change == "deleted":
        (site.root / "content/2018/04/a3.md").unlink()
    elif change == "renamed":
        (site.root / "content/2018/04/a3.md").rename(site.root / "content/2018/04/b.md")
    elif change == "template":
        site.write(
            "themes/jarida/templates/month.html",
            '{% extends "base.html" %}{% block content %}<h1>{{ month | date }}</h1>{% endblock %}',
        )
    elif change == "stylesheet":
        site.write("themes/jarida/static/jarida.css", "body { color: red }")
    elif change == "settings":
        site.write("site.yaml", (site.root / "site.yaml").read_text().replace("أرشيف الاختبار", "اسم آخر"))
    elif change == "output":
        shutil.rmtree(site.output / "2018")
        (site.output / "index.html").write_text("torn")
    else:
        shutil.rmtree(site.root / ".cache")
        site.write("output/2018/leftover.html", "nobody makes this")
    site.build()
    incremental = site.files()
    site.build(output=tmp_path / "clean", clean=True)
    assert incremental == site.files(tmp_path / "clean")


def test_an_edit_that_keeps_size_and_time_is_still_seen(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    place = ten_articles.root / "content/2018/04/a3.md"
    before = place.stat()
    place.write_text(place.read_text().replace("هنا", "هذا"))
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert ten_articles.build().sources_parsed == 1


def test_an_output_file_changed_by_hand_is_made_again(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    place = ten_articles.output / "index.html"
    data, stat = place.read_bytes(), place.stat()
    place.write_bytes(data[:-1] + b" ")
    assert ten_articles.build().written == ("index.html",)
    place.write_bytes(data[:-1] + b" ")
    os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    os.utime(place, ns=(0, 10**18))
    assert ten_articles.build(verify=True).written == ("index.html",)


def test_the_same_bytes_everywhere(ten_articles: SiteFolder, tmp_path: Path) -> None:
    """Another folder, locale, time zone, hash seed and number of workers."""
    ten_articles.build()
    elsewhere = tmp_path / "another place"
    shutil.copytree(ten_articles.root, elsewhere, ignore=shutil.ignore_patterns("output", ".cache"))
    surroundings = os.environ | {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "123",
        "SOURCE_DATE_EPOCH": "1800000000",
    }
    command = [sys.executable, "-P", "-m", "generator", "build", "--site", str(elsewhere), "--workers", "3"]
    subprocess.run(command, env=surroundings, check=True, capture_output=True, cwd=tmp_path)
    assert ten_articles.files() == ten_articles.files(elsewhere / "output")


def test_many_articles_by_many_workers_give_the_bytes_of_one(site: SiteFolder, tmp_path: Path) -> None:
    for number in range(150):
        site.article(
            f"m{number}",
            date=f"20{10 + number % 10}-0{1 + number % 9}-{10 + number % 19}",
            lang="en" if number % 7 == 0 else "",
        )
    site.build(workers=3)
    site.build(output=tmp_path / "one", workers=1)
    assert site.files() == site.files(tmp_path / "one")


def test_one_broken_file_among_ten_leaves_nine_pages(ten_articles: SiteFolder) -> None:
    ten_articles.write("content/2019/05/a4.md", "---\ntitle: x\ndate: 2019-02-30\n---\nنص\n")
    report = ten_articles.build()
    assert report.articles == 9
    assert [str(problem) for problem in report.problems] == [
        "content/2019/05/a4.md:3:7: C109 date `2019-02-30` does not exist in the calendar\n  hint: February 2019 has 28 days"
    ]
    assert ten_articles.build().problems == report.problems


def test_drafts_and_embargoed_articles_do_not_exist_for_readers(ten_articles: SiteFolder, tmp_path: Path) -> None:
    ten_articles.build(output=tmp_path / "without")
    ten_articles.article("hidden", date="2022-02-02", status="draft")
    ten_articles.article("later", date="2026-05-05", status="embargoed")
    ten_articles.build(output=tmp_path / "with")
    assert ten_articles.files(tmp_path / "with") == ten_articles.files(tmp_path / "without")
    assert ten_articles.build(has_drafts=True).articles == 11
    assert ten_articles.build(now="2026-05-05T12:00:00+00:00").articles == 11


@pytest.mark.parametrize("place", ["/", ".", "content", "content/x", "seeds", "..", ".cache/x"])
def test_an_output_that_could_harm_the_site_is_refused(ten_articles: SiteFolder, place: str) -> None:
    with pytest.raises(RefusedError):
        ten_articles.build(output=Path(place) if place == "/" else ten_articles.root / place)


def test_a_link_out_of_the_site_is_refused(ten_articles: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (ten_articles.root / "output").symlink_to(tmp_path / "victim")
    with pytest.raises(RefusedError, match="link"):
        ten_articles.build()
    (ten_articles.root / "output").unlink()
    (ten_articles.root / ".cache").symlink_to(tmp_path / "victim")
    with pytest.raises(RefusedError, match="cache"):
        ten_articles.build()
    assert not list((tmp_path / "victim").iterdir())


def test_a_folder_of_somebody_else_is_never_touched(ten_articles: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "thesis.txt").write_text("years of work")
    with pytest.raises(RefusedError, match=r"thesis\.txt"):
        ten_articles.build(output=tmp_path / "docs")
    assert (tmp_path / "docs" / "thesis.txt").read_text() == "years of work"


def test_what_a_person_put_into_output_stays_while_the_memory_lasts(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    ten_articles.write("output/CNAME", "example.org")
    ten_articles.write("output/.gitignore", "*")
    ten_articles.build()
    assert ten_articles.page("CNAME") == "example.org"
    assert ten_articles.page(".gitignore") == "*"


def test_a_damaged_cache_is_thrown_away_with_a_notice(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    before = ten_articles.files()
    ten_articles.write(".cache/warraq.sqlite", b"SQLite format 3\0" + b"rubbish" * 999)
    report = ten_articles.build()
    assert [problem.code for problem in report.problems] == ["E301"]
    assert ten_articles.files() == before
    assert not ten_articles.build().problems


def test_two_builds_at_once_are_refused(ten_articles: SiteFolder) -> None:
    with locked_to_build(ten_articles.root, "warraq build"), pytest.raises(RefusedError, match="another"):
        ten_articles.build()
    ten_articles.build()


def test_a_template_that_asks_for_what_it_is_not_given_is_named(ten_articles: SiteFolder) -> None:
    ten_articles.write(
        "themes/jarida/templates/month.html",
        '{% extends "base.html" %}\n{% block content %}\n{{ everything }}{% endblock %}',
    )
    with pytest.raises(SettingsError) as caught:
        ten_articles.build()
    assert str(caught.value.problems[0]).startswith("themes/jarida/templates/month.html:3: T101")


def test_listings_split_by_time_and_keep_the_urls_of_what_was_split(site: SiteFolder) -> None:
    site.write("site.yaml", (site.root / "site.yaml").read_text() + "range_limit: 1\n")
    for number in range(24):
        site.article(f"n{number}", date=f"2024-{1 + number % 12:02}-{5 + number // 12:02}")
    site.article("old", date="2019-01-01")
    site.build()
    assert (site.output / "tags/موسكو/2024/index.html").is_file()
    assert (site.output / "tags/موسكو/2024-q3/index.html").is_file()
    assert 'href="/archive/tags/موسكو/2024-h1/"' in site.page("tags/موسكو/2024/index.html")


def test_aliases_lead_to_the_article(site: SiteFolder) -> None:
    site.article("a", aliases="[/old/place/, /blog/2010.html]")
    site.build()
    for path in ("old/place/index.html", "blog/2010.html"):
        assert "url=/archive/2025/02/مقال-a/" in site.page(path)


def test_a_picture_beside_its_article_is_shown_and_a_lost_one_is_not(site: SiteFolder) -> None:
    site.article("with", image="photo.png", image_alt="صورة")
    site.article("without", image="lost.png")
    site.write("content/2025/02/photo.png", PNG)
    site.build()
    assert (site.output / "2025/02/مقال-with/photo.png").read_bytes() == PNG
    assert '<img src="photo.png" width="1" height="1" alt="صورة" fetchpriority="high">' in site.page(
        "2025/02/مقال-with/index.html"
    )
    assert "<figure" not in site.page("2025/02/مقال-without/index.html")
