"""The archive in figures: charts on its page, and the numbers behind them."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from support import SITE_YAML, SiteFolder

from generator.archive.statistics import axis
from generator.theme.charts import ceiling, columns

REPOSITORY = Path(__file__).parent.parent.parent
PAGE = "archive/index.html"


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
        self._is_inside = tag not in ("table", "tr", "tbody", "thead") and (self._is_inside or tag in ("th", "td"))

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = self._is_inside and tag != "table"

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.tables[-1][-1][-1] += data.strip()


def tables(site: SiteFolder) -> list[list[list[str]]]:
    found = _Tables()
    found.feed(site.page(PAGE))
    return found.tables


def test_the_numbers_of_sections_tags_and_lengths_stand_in_tables(site: SiteFolder) -> None:
    site.article("a", date="2024-01-05")
    site.article("b", date="2024-01-09", section="ثقافة", tags="[موسكو]")
    site.article("c", date="2025-12-01")
    site.article("vague", date="2025")
    site.article("undated", date="")
    site.build()
    sections, tags, lengths = tables(site)
    assert sections == [["الأقسام", "2024", "2025", "المجموع"], ["سياسة", "1", "2", "4"], ["ثقافة", "1", "0", "1"]]
    assert tags[1] == ["موسكو", "2", "2", "5"]
    assert lengths[1] == ["0–99", "5"]


def test_the_numbers_of_months_stand_in_the_list_of_years_below_their_chart(site: SiteFolder) -> None:
    site.article("a", date="2024-01-05")
    site.article("b", date="2024-01-09")
    site.article("c", date="2025-12-01")
    site.article("vague", date="2025")
    site.article("undated", date="")
    site.build()
    above, _, below = site.page(PAGE).partition("<svg")
    shown = re.findall(r'<a href="/archive/([^"]+)/">[^<]+</a> <span class="meta">([^<]+)</span>', below)
    assert "5 مقالات" in above
    assert shown[:4] == [("2025", "مقالان"), ("2025/12", "1"), ("2024", "مقالان"), ("2024/01", "2")]
    assert ("undated", "مقال واحد") in shown


def test_a_chart_says_what_it_shows_and_runs_as_the_page_reads(site: SiteFolder) -> None:
    site.article("a", date="2025-01-05")
    site.build()
    page = site.page(PAGE)
    assert "مخطط أعمدة للمقالات في كل شهر من 2025 إلى 2025، وأكثرها في شهر: مقال واحد" in page
    assert 'd="M111 100V0h8V100z"' in page  # January, at the right
    site.write("site.yaml", SITE_YAML + "language: en\n")
    site.build()
    assert 'd="M1 100V0h8V100z"' in site.page(PAGE)


def test_every_chart_has_a_name_of_its_own(site: SiteFolder) -> None:
    site.article("a", people="[هدى]", places="[القاهرة]", authors="[سوسن]")
    site.build()
    page = site.page(PAGE)
    names = re.findall('aria-labelledby="(.+?)"', page)
    assert len(names) == page.count("<svg") > 6
    assert all(page.count(f'id="{name}"') == 1 for name in names)


@pytest.mark.parametrize("theme", ["jarida", "warqa"])
def test_the_archive_leads_to_its_figures_and_an_empty_one_has_none(site: SiteFolder, theme: str) -> None:
    site.write("site.yaml", SITE_YAML + f"theme: {theme}\n")
    site.article("undated", date="")
    site.build()
    assert "figures" not in site.page(PAGE) and "<svg" not in site.page(PAGE)
    site.article("a")
    site.build()
    page = site.page(PAGE)
    assert page.count('href="#figures"') == page.count('id="figures"') == 1
    assert (
        page.index('href="#figures"')
        < page.index("<svg")
        < page.index('href="/archive/2025/"')
        < page.index('id="figures"')
    )
    assert not (site.output / "figures").exists()


def test_headings_go_down_step_by_step(site: SiteFolder) -> None:
    site.article("a", people="[هدى]")
    site.build()
    levels = [int(level) for level in re.findall(r"<h(\d)", site.page(PAGE))]
    assert levels[0] == 1 and 4 in levels
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_theme_without_figures_leaves_the_archive_alone_when_a_tag_changes(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "theme: plain\n")
    shutil.copytree(REPOSITORY / "themes" / "jarida", site.root / "themes" / "plain")
    (site.root / "themes" / "plain" / "templates" / "figures.html").unlink()
    site.article("a", tags="[موسكو]")
    site.build()
    assert "figures" not in site.page(PAGE) and "<svg" not in site.page(PAGE)
    site.article("a", tags="[القاهرة]")
    assert PAGE not in site.build().written


def test_a_changed_title_leaves_the_figures_alone(site: SiteFolder) -> None:
    site.article("a")
    site.build()
    site.article("a", title="عنوان آخر")
    assert PAGE not in site.build().written


def test_figures_are_the_same_after_edits_as_built_anew(site: SiteFolder) -> None:
    site.article("a", date="2024-02-13")
    site.article("b", date="2001-02-13")
    site.build()
    site.article("a", date="2019-02-14", section="ثقافة")
    site.build()
    assert site.files() == site.clean_files()


@pytest.mark.parametrize(
    ("years", "first", "last", "labels"),
    [
        (["2025"], 2025, 2025, (2025,)),
        (["2015", "2024"], 2014, 2025, (2014, 2016, 2018, 2020, 2022, 2024)),
        (["1998", "2026"], 1995, 2029, None),
        (["1876", "2026"], 1850, 2049, (1850, 1900, 1950, 2000)),
    ],
)
def test_an_axis_has_few_labels_at_round_years(
    years: list[str], first: int, last: int, labels: tuple[int, ...] | None
) -> None:
    found = axis(years)
    assert found is not None
    assert len(found.labels) <= 6
    assert len(found.years) == len(found.labels) * found.step
    if labels is None:
        assert found.first <= first
        assert found.last >= 2026
    else:
        assert (found.first, found.last, found.labels) == (first, last, labels)


def test_no_years_have_no_axis() -> None:
    assert axis([]) is None


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 1), (1, 1), (3, 4), (7, 8), (9, 10), (11, 12), (83, 100), (101, 120), (401, 500), (1001, 1200)],
)
def test_an_axis_ends_at_a_round_number(most: int, top: int) -> None:
    assert ceiling(most) == top


def test_a_column_is_as_high_as_its_number_and_few_among_many_are_seen() -> None:
    assert columns([10, 0, 5], 10, is_mirrored=False) == "M1 100V0h8V100zM21 100V50h8V100z"
    assert columns([10, 0, 5], 10, is_mirrored=True) == "M21 100V0h8V100zM1 100V50h8V100z"
    assert columns([1], 100_000, is_mirrored=False) == "M1 100V98h8V100z"
