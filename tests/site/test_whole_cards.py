"""A theme says which listings show whole cards; the others show titles and dates."""

from __future__ import annotations

import pytest
from support import SiteFolder

LISTING = "themes/jarida/templates/listing.html"
SHOWS_LEDES = "{% for card in cards %}<p>{{ card.title }}: {{ card.lede }}</p>{% endfor %}"
LEDE = "افتتح المعرض أبوابه"


@pytest.fixture
def shown(site: SiteFolder) -> SiteFolder:
    site.write(LISTING, SHOWS_LEDES)
    site.article("a", body=f"{LEDE}.\n")
    return site


def wants(site: SiteFolder, listings: str) -> None:
    site.write("themes/jarida/theme.yaml", f"whole_cards: {listings}\n")


def test_without_a_word_sections_show_ledes_and_tags_do_not(shown: SiteFolder) -> None:
    shown.build()
    assert LEDE in shown.page("sections/سياسة/index.html")
    assert LEDE not in shown.page("tags/موسكو/index.html")


def test_a_theme_may_want_ledes_among_tags_and_months(shown: SiteFolder) -> None:
    shown.write("themes/jarida/templates/month.html", "{% for day in days %}{{ day.cards[0].lede }}{% endfor %}")
    wants(shown, "[tags, months]")
    shown.build()
    assert LEDE in shown.page("tags/موسكو/index.html")
    assert LEDE in shown.page("2025/02/index.html")
    assert LEDE not in shown.page("sections/سياسة/index.html")


def test_a_new_lede_reaches_the_listings_that_show_it(shown: SiteFolder) -> None:
    wants(shown, "[tags]")
    shown.build()
    shown.article("a", body="أُغلق المعرض.\n")
    report = shown.build()
    assert "tags/موسكو/index.html" in report.written
    assert "sections/سياسة/index.html" not in report.written
