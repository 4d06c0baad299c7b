"""Without JavaScript every article is a few clicks from the front page."""

from __future__ import annotations

from support import SITE_YAML, SiteFolder

from benchmarks.machines.clicks import MOST, articles_of, clicks_to_articles


def test_every_article_is_four_clicks_from_the_front_page_also_where_every_listing_is_split(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "range_limit: 1\nfront_page_articles: 2\n")
    for number in range(40):
        date = f"{1960 + number}-{1 + number % 12:02}-{1 + number % 28:02}"
        site.article(f"a{number}", date=date, section="", tags="")
    for number in range(12):
        site.article(f"full{number}", date=f"2011-02-{10 + number % 3}", section="", tags="")
    site.article("month-only", date="2011-02", tags="", section="")
    site.article("year-only", date="1975", tags="", section="")
    site.article("undated", date="", tags="", section="")
    site.build()
    clicks = clicks_to_articles(site.output, "/archive/")
    assert clicks.keys() == articles_of(site.output)
    assert len(clicks) == 55
    assert max(clicks.values()) <= MOST
