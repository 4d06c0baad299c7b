"""No address changes unnoticed: what moved is told, with the alias that keeps it; `url` can be frozen."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import NOW, SITE_YAML, SiteFolder, differing, warraq

from generator.engine.pipeline import BuildOptions, build_and_keep
from generator.engine.site import open_site
from generator.engine.status import output_status
from generator.model import Problem
from generator.text.addresses.given import paths_of, url_of
from generator.workers import Workers, no_progress

OLD, NEW = "2025/02/مقال-a/", "2025/02/عنوان-مصحح/"


def moved(site: SiteFolder, **options: object) -> list[Problem]:
    return [problem for problem in site.build(**options).problems if problem.code == "E205"]


@pytest.fixture
def published(site: SiteFolder) -> SiteFolder:
    site.article("a")
    site.article("b")
    site.build()
    return site


def test_a_changed_title_offers_the_alias_until_something_is_done(published: SiteFolder) -> None:
    published.article("a", title="عنوان مصحح")
    (problem,) = moved(published)
    assert problem.path == "content/2025/02/a.md" and problem.level == "warning"
    assert f"`/{OLD}` to `/{NEW}`" in problem.what and f"`aliases: [{OLD}]`" in problem.hint
    assert moved(published) == [problem], "it stays until something is done"
    assert differing(published.files(), published.clean_files()) == []
    published.article("a", title="عنوان مصحح", aliases=f"[{OLD}]")
    assert moved(published) == [] and "refresh" in published.page(f"{OLD}index.html")
    assert moved(published) == []


@pytest.mark.parametrize("change", [{"date": "2025-02-14", "url": OLD}, {"title": "مقال a"}])
def test_returning_is_as_good(published: SiteFolder, change: dict[str, str]) -> None:
    published.article("a", title="عنوان مصحح")
    assert len(moved(published)) == 1
    published.article("a", **({"title": "عنوان مصحح"} | change))
    assert moved(published) == []


def test_an_article_with_aliases_gets_one_more(published: SiteFolder) -> None:
    published.article("a", title="عنوان مصحح", aliases="[old/place/]")
    (problem,) = moved(published)
    assert f"add `{OLD}` to its `aliases`" in problem.hint
    published.article("a", title="عنوان مصحح", aliases=f"[old/place/, {OLD}]")
    assert moved(published) == []


def test_a_changed_date_and_a_changed_pattern_move_too(published: SiteFolder) -> None:
    (published.root / "content/2025/02/a.md").unlink()
    published.article("b", title="مقال b", tags="[جديد]")
    assert moved(published) == [], "what is gone did not move"
    published.write("site.yaml", SITE_YAML + 'permalink: "{year}/{slug}/"\n')
    (problem,) = moved(published)
    assert "`/2025/02/مقال-b/` to `/2025/مقال-b/`" in problem.what


def test_each_address_on_the_way_is_told(published: SiteFolder) -> None:
    published.article("a", title="ثان")
    published.build()
    published.article("a", title="ثالث")
    assert sorted(problem.what.split("`")[1] for problem in moved(published)) == ["/2025/02/ثان/", f"/{OLD}"]


def trial(site: SiteFolder) -> list[Problem]:
    """What the development server reports."""
    opened = open_site(site.root, None, base_url=None, now=NOW, has_drafts=False)
    with Workers(1) as pool:
        report, _ = build_and_keep(opened, pool, no_progress, BuildOptions(is_trial=True))
    return [problem for problem in report.problems if problem.code == "E205"]


def test_titles_that_are_tried_while_the_site_is_served_leave_no_trace(published: SiteFolder) -> None:
    for title in ("ق", "قم", "قمة"):
        published.article("new", title=title)
        assert trial(published) == [], "no reader has seen this address"
    for title in ("أ", "أخرى"):
        published.article("a", title=title)
        assert [problem.what.split("`")[1] for problem in trial(published)] == [f"/{OLD}"]
    assert [problem.what.split("`")[1] for problem in moved(published)] == [f"/{OLD}"]
    published.article("new", title="قمة عربية")
    assert sorted(problem.what.split("`")[1] for problem in trial(published)) == ["/2025/02/قمة/", f"/{OLD}"]


def test_what_was_deployed_counts_as_published(published: SiteFolder) -> None:
    published.article("new", title="قمة")
    trial(published)
    opened = open_site(published.root, None, base_url=None, now=NOW, has_drafts=False)
    with Workers(1) as pool:
        assert output_status(opened, pool).stale == ()
    published.article("new", title="قمة عربية")
    assert [problem.what.split("`")[1] for problem in moved(published)] == ["/2025/02/قمة/"]


def test_a_draft_and_a_withdrawn_article_do_not_move(published: SiteFolder) -> None:
    published.article("c", status="draft")
    published.build(has_drafts=True)
    published.article("c", status="draft", title="غيره")
    published.article("a", status="withdrawn", title="غيره أيضا")
    assert moved(published, has_drafts=True) == []


def test_a_move_that_the_ledger_knows_is_told_once(site: SiteFolder) -> None:
    done = warraq("new", "خبر", "--date", "2025-02-13", "--site", str(site.root))
    file = site.root / done.stdout.strip()
    site.build()
    text = file.read_text(encoding="utf-8").replace("url: 2025/02/خبر/", "url: 2025/02/آخر/")
    file.write_text(text, encoding="utf-8")
    assert [problem.code for problem in site.build().problems] == ["E204"]


def test_a_build_never_writes_content(published: SiteFolder) -> None:
    before = published.files(published.root / "content")
    published.article("a", title="عنوان مصحح")
    during = published.files(published.root / "content")
    published.build()
    assert published.files(published.root / "content") == during != before


def test_a_build_names_articles_without_url_and_edit_freezes_them(published: SiteFolder) -> None:
    root = str(published.root)
    published.article("soon", status="draft")
    published.article("d", url="2025/02/own/")
    done = warraq("build", "--site", root, "--now", NOW)
    assert "2 published articles have no `url` (content/2025/02/a.md, content/2025/02/b.md)" in done.stdout
    assert "`warraq edit --freeze-urls`" in done.stdout and done.returncode == 0
    before = published.files()
    shown = warraq("edit", "--freeze-urls", "--dry-run", "--site", root)
    assert f"+ url: {OLD}" in shown.stdout and "2 files would change, 2 articles unchanged" in shown.stdout
    assert warraq("edit", "--freeze-urls", "--site", root).returncode == 0
    assert f"\nurl: {OLD}\n" in (published.root / "content/2025/02/a.md").read_text(encoding="utf-8")
    assert "url" not in (published.root / "content/2025/02/soon.md").read_text(encoding="utf-8")
    done = warraq("build", "--site", root, "--now", NOW)
    assert "no `url`" not in done.stdout and differing(published.files(), before) == []
    assert "0 files changed" in warraq("edit", "--freeze-urls", "--site", root).stdout


def test_what_cannot_be_frozen_is_told(site: SiteFolder) -> None:
    site.write("content/a.md", "+++\ntitle = 'x'\ndate = '2025-02-13'\n+++\nنص\n")
    site.write("content/b.md", "---\ntitle: x\ndate: 2025-02-13\n---\nنص\n")
    done = warraq("edit", "--freeze-urls", "--site", str(site.root))
    assert done.returncode == 1 and "content/a.md:1: D107" in done.stderr and "content/b.md:1: D110" in done.stderr
    assert warraq("edit", "--site", str(site.root)).returncode == 2


def test_a_section_that_is_spelt_otherwise_is_told(site: SiteFolder) -> None:
    site.article("a", section="سياسه")
    site.article("b", section="ثقافةٌ")
    site.article("c", section="سياسة")
    found = [problem for problem in site.build().problems if problem.code == "E223"]
    assert [problem.path for problem in found] == ["content/2025/02/a.md"]
    assert "`section: سياسة`" in found[0].hint
    assert "مقال b" in site.page("sections/ثقافة/index.html"), "vowel signs make no other section"


SPELLINGS = [
    OLD,
    f"/{OLD}",
    OLD.rstrip("/"),
    f"{OLD}index.html",
    f"output/{OLD}",
    f"./output/{OLD}index.html",
    f"https://example.org/archive/{OLD}",
    "https://example.org/archive/2025/02/%D9%85%D9%82%D8%A7%D9%84-a/?utm=1#top",
    f"http://127.0.0.1:8000/archive/{OLD}",
    f"/archive/{OLD}",
    "content/2025/02/a.md",
]


@pytest.mark.parametrize("given", SPELLINGS)
def test_why_takes_an_address_as_people_have_it(published: SiteFolder, given: str) -> None:
    done = warraq("why", given, "--site", str(published.root), "--now", NOW)
    assert done.stdout.startswith(f"{OLD}index.html\n"), done.stderr


def test_why_takes_the_front_page_and_refuses_another_site(published: SiteFolder) -> None:
    root = str(published.root)
    for given in ("output/index.html", "/", "https://example.org/archive/", f"{root}/output/index.html", "index.html"):
        assert warraq("why", given, "--site", root, "--now", NOW).stdout.startswith("index.html\n"), given
    assert warraq("why", "/archive/", "--site", root, "--now", NOW).stdout.startswith("archive/index.html\n")
    done = warraq("why", "https://elsewhere.org/", "--site", root, "--now", NOW)
    assert done.returncode == 2 and "`https://elsewhere.org/` is not part of the site" in done.stderr


@pytest.mark.parametrize("given", SPELLINGS)
def test_move_takes_an_address_as_people_have_it(published: SiteFolder, given: str) -> None:
    done = warraq("move", given, f"https://example.org/archive/{NEW}", "--site", str(published.root))
    assert done.returncode == 0, done.stderr
    text = Path(published.root, "content/2025/02/a.md").read_text(encoding="utf-8")
    assert f"\nurl: {NEW}\n" in text and f"aliases: [/{OLD}]" in text.replace('"', "")
    again = warraq("move", OLD, "2025/02/third/", "--site", str(published.root))
    assert again.returncode == 0, "a former address finds it too"


def test_move_refuses_another_site(published: SiteFolder) -> None:
    done = warraq("move", OLD, "https://elsewhere.org/x/", "--site", str(published.root))
    assert done.returncode == 4 and "is not a path of this site" in done.stderr


def test_spellings_of_a_path_come_down_to_files() -> None:
    base = "https://example.org/"
    assert list(paths_of("output\\2025\\index.html", base)) == ["output/2025/index.html", "2025/index.html"]
    assert list(paths_of("feed.xml", base)) == ["feed.xml", "feed.xml/index.html"]
    assert next(paths_of("www.example.org", base)) == "www.example.org"
    assert next(paths_of("https://www.example.org/feed.xml", base)) == "feed.xml"
    assert url_of("output/2025/x/", base) == "2025/x/" and url_of("2025/%D8%A3/", base) == "2025/أ/"
