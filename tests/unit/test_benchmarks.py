"""What `make bench` stands on: memory of all processes, verdicts, pages told equal or not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support import SITE_YAML, SiteFolder
from support.check import ARTICLE, removed, replaced, without

from benchmarks.common.measure import Cost, peak_memory, timed
from benchmarks.engine.limits import limits_between
from benchmarks.engine.results import Results, names_of
from benchmarks.engine.richness import compared
from benchmarks.machines.pages import Built
from benchmarks.machines.readers import findings_of_machines

HOLDS = "data = bytearray(b'x' * {megabytes} * 1_000_000); import time; time.sleep(0.6)"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS.format(megabytes=60)!r}])"
PAGE = """<link rel="canonical" href="https://example.org/{name}/"><meta property="og:title" content="x">
<script type="application/ld+json">{data}</script>
<h1>{title}</h1><a rel="tag" href="/tags/%D9%85/">م</a><div class="body">{body}</div>"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_is_that_of_a_process_and_those_it_starts() -> None:
    assert 100 < peak_memory([sys.executable, "-c", HOLDS.format(megabytes=100)]) < 200
    assert 60 < peak_memory([sys.executable, "-c", STARTS_ANOTHER]) < 160


def test_processors_of_a_child_count_and_waiting_does_not() -> None:
    cost = timed([sys.executable, "-c", "import time; time.sleep(1)"])
    assert cost.wall >= 1 and cost.cpu < 0.8


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="ended with 3: no more room"):
        timed([sys.executable, "-c", "import sys; sys.stderr.write('no more room'); sys.exit(3)"])


def results(count: int, wall: float, memory: float) -> Results:
    found = Results(count, "zipf")
    for site in ("plain", "equal", "jarida"):
        found.costs[names_of(site).cold] = [Cost(wall, wall)]
        found.memory[names_of(site).cold] = memory
    return found


def test_a_limit_that_is_missed_says_no() -> None:
    rows = limits_between(results(10_000, 10, 400), results(100_000, 120, 1_400)).splitlines()
    assert [row.split("|")[-2].strip() for row in rows if row.startswith("| Warraq")] == ["**no**", "yes"] * 3


def page(folder: Path, name: str, **said: str) -> None:
    place = folder / "2025" / "02" / name / "index.html"
    place.parent.mkdir(parents=True)
    said = {"title": "عنوان", "data": "{}", "body": "نص"} | said
    place.write_text(PAGE.format(name=name, **said), encoding="utf-8")


def test_pages_are_told_equal_or_not_fact_by_fact(tmp_path: Path) -> None:
    hugo, warraq = tmp_path / "hugo", tmp_path / "warraq"
    page(hugo, "same")
    page(warraq, "same")
    page(hugo, "poorer", data='{"keywords": ["x"]}')
    page(warraq, "poorer", title="غيره")
    page(hugo, "missing")
    said = compared(hugo, warraq)
    assert "2 of Hugo's 3 pages" in said
    assert "same title: 1." in said and "same canonical link: 2." in said
    assert "lacks: keywords." in said


def test_what_others_read_holds_and_each_defect_is_told_under_its_claim(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", SITE_YAML + "feeds: [atom, rss, json]\nfeed_articles: 4\n")
    ten_articles.build(now="2024-01-19T12:00:00+00:00")
    site = Built(ten_articles.output, "https://example.org/archive/", "أرشيف الاختبار")
    lines, articles = findings_of_machines(site)
    assert articles == 10 and not [line for line in lines if line.flaws or not line.looked_at]
    for plant, claims in (
        (replaced(ARTICLE, "</main>", '<a href="../nowhere/">x</a></main>'), {"no broken internal link"}),
        (without("sitemaps/articles.xml", "<url>.*?</url>"), {"and the other way round, once"}),
        (without("feeds/2020-2024.xml", "(?s)<entry>.*?</entry>"), {"`prev-archive` visits each dated article once"}),
        (replaced(ARTICLE, '"NewsArticle"', '"Article"'), {"articles pass a NewsArticle checker, Zotero's rules"}),
        (
            without("feed.xml", "(?s)<id>.*?</id>"),
            {"feeds: feedparser without bozo, Atom's schema, JSON Feed's fields"},
        ),
        (removed("sitemaps/news.xml"), {"the last two days have a news sitemap"}),
    ):
        plant(ten_articles.output)
        assert {line.claim for line in findings_of_machines(site)[0] if line.flaws} >= claims
        ten_articles.build(now="2024-01-19T12:00:00+00:00", verify=True)
