"""`warraq why`, and the preview of a saved article."""

from __future__ import annotations

import pytest
from support import NOW, SiteFolder, differing

from generator.engine.pipeline import BuildOptions, build_and_keep
from generator.engine.preview import Preview
from generator.engine.site import SiteReader, open_site
from generator.engine.why import why
from generator.errors import SettingsError, UsageError
from generator.workers import Workers


def opened(site: SiteFolder) -> object:
    return open_site(site.root, None, base_url=None, now=NOW, has_drafts=False)


def test_why_names_the_input_that_changed(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    fresh = why(opened(ten_articles), "/2019/05/")
    assert (fresh.last, fresh.now) == ("it was not made before", "")
    ten_articles.article("a4", date="2019-05-14", title="عنوان آخر", url="2019/05/مقال-a4/")
    assert why(opened(ten_articles), "2019/05/index.html").now == "`days` changed"
    ten_articles.build()
    again = why(opened(ten_articles), "2019/05/index.html")
    assert (again.last, again.now) == ("`days` changed", "")


def test_why_sees_what_happened_to_the_file(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    (ten_articles.output / "2019/05/index.html").unlink()
    assert why(opened(ten_articles), "2019/05/").now == "the file in output/ was changed or deleted"


def test_why_knows_templates_and_settings(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    ten_articles.write("themes/jarida/templates/year.html", '{% extends "base.html" %}')
    assert why(opened(ten_articles), "2019/").now == "`template` changed"
    assert why(opened(ten_articles), "2019/05/").now == ""


def test_why_refuses_what_no_build_makes(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    with pytest.raises(UsageError, match="is not part of the site"):
        why(opened(ten_articles), "nowhere.html")


@pytest.mark.parametrize(
    "fields", [{"body": "نص آخر.\n"}, {"title": "عنوان آخر", "url": "2019/05/مقال-a4/"}, {"tags": "[تراث]"}]
)
def test_a_preview_is_what_the_build_then_makes(ten_articles: SiteFolder, fields: dict[str, str]) -> None:
    site = opened(ten_articles)
    with Workers(1) as workers:
        _, snapshot = build_and_keep(site, workers, lambda *_: None)
    ten_articles.article("a4", date="2019-05-14", authors="[كاتب 1]", **fields)
    assert Preview(site, snapshot).show("content/2019/05/a4.md")
    shown = ten_articles.page("2019/05/مقال-a4/index.html")
    report = ten_articles.build()
    assert "2019/05/مقال-a4/index.html" not in report.written
    assert ten_articles.page("2019/05/مقال-a4/index.html") == shown


def test_a_preview_leaves_to_the_build_what_moves_or_breaks(ten_articles: SiteFolder) -> None:
    site = opened(ten_articles)
    with Workers(1) as workers:
        _, snapshot = build_and_keep(site, workers, lambda *_: None)
    before = ten_articles.files()
    for fields in (
        {"date": "2020-01-01"},
        {"title": "عنوان آخر"},
        {"tags": "[وسم جديد]"},
        {"status": "draft"},
        {"date": "2019-05-99"},
    ):
        date = fields.pop("date", "2019-05-14")
        ten_articles.article("a4", **({"date": "2019-05-14"} | fields))
        place = ten_articles.root / "content/2019/05/a4.md"
        place.write_text(place.read_text().replace("date: 2019-05-14", f"date: {date}"))
        assert not Preview(site, snapshot).show("content/2019/05/a4.md"), fields
    assert not Preview(site, snapshot).show("content/2019/05/new.md")
    assert ten_articles.files() == before


def test_what_a_preview_read_is_not_parsed_again(ten_articles: SiteFolder) -> None:
    site = opened(ten_articles)
    with Workers(1) as workers:
        _, snapshot = build_and_keep(site, workers, lambda *_: None)
        ten_articles.article("a4", date="2019-05-14", authors="[كاتب 1]", body="نص آخر.\n")
        reading = Preview(site, snapshot).show("content/2019/05/a4.md")
        assert reading is not None
        report, _ = build_and_keep(site, workers, lambda *_: None, BuildOptions(readings=[reading]))
        assert report.sources_parsed == 0
        ten_articles.article("a4", date="2019-05-14", authors="[كاتب 1]", body="نص ثالث.\n")
        report, _ = build_and_keep(site, workers, lambda *_: None, BuildOptions(readings=[reading]))
        assert report.sources_parsed == 1
    assert differing(ten_articles.files(), ten_articles.clean_files()) == []


def test_a_site_is_read_again_only_where_its_files_changed(
    ten_articles: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.engine.site.is_settled", lambda _stamp: True)
    reader = SiteReader(ten_articles.root, None, base_url=None, has_drafts=False)
    first, again = reader.read(NOW), reader.read("2026-02-01T00:00:00+00:00")
    assert again.theme is first.theme and again.now == "2026-02-01T00:00:00+00:00"
    ten_articles.write("terms.yaml", "terms:\n  - id: kazan\n    name:\n      ar: قازان\n")
    assert reader.read(NOW).authority.terms and not first.authority.terms
    ten_articles.write("themes/jarida/templates/year.html", '{% extends "base.html" %}')
    assert reader.read(NOW).theme != first.theme
    ten_articles.write("site.yaml", "title: [\n")
    for _ in range(2):
        with pytest.raises(SettingsError):
            reader.read(NOW)
