"""Corrections are seen where they matter; what is kept back or withdrawn leaves no other trace."""

from __future__ import annotations

import json

import feedparser
import pytest
from support import SITE_YAML, SiteFolder, differing

CORRECTED = '[{date: "2025-03-01", text: عدد القتلى ثلاثة}, {date: "2024-12-01", text: الاسم سوسن}]'


def test_a_correction_is_shown_listed_and_fed(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", SITE_YAML + "feeds: [atom, rss, json]\n")
    ten_articles.article("wrong", date="2024-11-30", id="0001", corrections=CORRECTED)
    ten_articles.build()
    article, listing = ten_articles.page("2024/11/مقال-wrong/index.html"), ten_articles.page("corrections/index.html")
    for text in ("عدد القتلى ثلاثة", "الاسم سوسن"):
        assert text in article and text in listing
    assert 'href="/archive/corrections/"' in article and 'href="/archive/2024/11/مقال-wrong/"' in listing
    for name in ("feed.xml", "rss.xml"):
        feed = feedparser.parse(ten_articles.files()[f"corrections/{name}"])
        assert not feed.bozo
        assert [entry.id for entry in feed.entries] == [f"urn:warraq:0001:correction:{number}" for number in (1, 2)]
        assert feed.entries[0].title == "مقال wrong" and feed.entries[0].published_parsed[:3] == (2025, 2, 28)
    items = json.loads(ten_articles.files()["corrections/feed.json"])["items"]
    assert "عدد القتلى ثلاثة" in items[0]["content_html"] and items[0]["date_published"].startswith("2025-03-01")


def test_many_corrections_are_listed_by_year(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", SITE_YAML + "range_limit: 2\n")
    ten_articles.article("wrong", date="2024-11-30", corrections=CORRECTED)
    ten_articles.article("worse", date="2023-11-30", corrections='[{date: "2023-12-02", text: أول}, {text: بلا يوم}]')
    ten_articles.build()
    front = ten_articles.page("corrections/index.html")
    assert "عدد القتلى" in front and "الاسم سوسن" in front and "أول" not in front
    for year, text in {"2025": "عدد القتلى", "2024": "الاسم سوسن", "2023": "أول"}.items():
        assert f'href="/archive/corrections/{year}/"' in front
        assert text in ten_articles.page(f"corrections/{year}/index.html")


def test_an_article_without_corrections_leaves_theirs_alone(ten_articles: SiteFolder) -> None:
    ten_articles.article("wrong", date="2024-11-30", corrections=CORRECTED)
    ten_articles.build()
    ten_articles.article("right", date="2025-06-01")
    assert not [path for path in ten_articles.build().written if path.startswith("corrections/")]


def test_where_nothing_was_corrected_there_is_no_page(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    assert not [path for path in ten_articles.files() if path.startswith("corrections")]


@pytest.mark.parametrize("status", ["draft", "embargoed"])
def test_what_is_not_published_yet_leaves_no_trace(ten_articles: SiteFolder, status: str) -> None:
    ten_articles.build()
    without = ten_articles.files()
    ten_articles.article(
        "secret",
        date="2031-01-01",
        status=status,
        tags="[سر, موسكو]",
        authors="[كاتب سري]",
        aliases="[old/secret/]",
        people="[فلان]",
        corrections=CORRECTED,
    )
    ten_articles.build()
    assert differing(ten_articles.files(), without) == []
    assert ten_articles.clean_files() == without


def test_an_embargo_ends_by_itself(ten_articles: SiteFolder) -> None:
    ten_articles.article("secret", date="2031-01-01T12:00", status="embargoed")
    ten_articles.build(now="2031-01-01T11:59:00+02:00")
    assert "2031/01/مقال-secret/index.html" not in ten_articles.files()
    ten_articles.build(now="2031-01-01T12:00:00+02:00")
    assert "2031/01/مقال-secret/index.html" in ten_articles.files()


def test_a_withdrawn_article_leaves_its_tombstone_and_redirects_alone(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    without = ten_articles.files()
    told = {"withdrawn_reason": "بطلب من أصحابه", "aliases": "[old/secret/]", "tags": "[سر]", "corrections": CORRECTED}
    place = ten_articles.article("secret", body="كلام محذوف.\n", authors="[كاتب سري]", status="withdrawn", **told)
    assert not ten_articles.build().problems
    assert set(differing(ten_articles.files(), without)) == {"2025/02/مقال-secret/index.html", "old/secret/index.html"}
    tombstone = ten_articles.page("2025/02/مقال-secret/index.html")
    assert "بطلب من أصحابه" in tombstone and 'name="robots" content="noindex' in tombstone
    body = tombstone.partition("<body")[2]
    assert not [word for word in ("مقال secret", "كلام محذوف", "كاتب سري", "عدد القتلى") if word in body]
    assert "مقال secret" not in tombstone and ten_articles.files() == ten_articles.clean_files()
    place.unlink()
    ten_articles.build()
    assert ten_articles.files() == without
