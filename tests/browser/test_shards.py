"""Search over shards in Chromium ranks as lunr.py does over the whole index of the same words."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support import NOW, SiteFolder

from benchmarks.common.articles import write_site
from benchmarks.search.browser import bundled_client
from benchmarks.search.sites import jawhara, real_site, several_papers
from benchmarks.search.whole import compared, queries, whole_index
from generator.search.answer.answer import ask
from generator.search.answer.engine import Engine
from generator.search.index.partition import bits_of
from generator.search.index.shards import leaf_path

Host = Callable[[Path, str], str]
LONG_WORD, REPEATING = "قرنبيط", 110  # articles that say it a hundred times, so that its postings are long


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("shards") / "site")
    write_site(site.root, 400)
    site.article("undated", date="", title="مقال بلا تاريخ")
    site.article("year", date="2011", title="مقال من سنة معروفة")
    for number in range(REPEATING):
        site.article(f"long{number}", date="2013-05-01", body=f"{LONG_WORD} " * (100 + number % 20) + "\n")
    site.build(now=NOW, base_url="https://example.org/")
    return site


def check_rankings(root: Path, count: int, served: Path, host: Host, page: Page) -> None:
    """The client's scores, and stock lunr.js over the shards of a query's words, beside the whole index."""
    base, whole = opened(root, served, host, page), whole_index(root)
    found = [compared(page, base, whole, one) for one in queries(whole, count, random.Random(5))]
    assert not [one.flaw for one in found if one.flaw]
    assert max(one.difference for one in found) < 1e-9
    assert sum(one.count > 0 for one in found) > count * 2 / 3


def opened(root: Path, served: Path, host: Host, page: Page) -> str:
    """The page has the client, and the index below the address that is given."""
    served.mkdir()
    (served / "search").symlink_to(root / "output" / "search")
    bundled_client(served / "client.js")
    base = host(served, "/")
    page.goto(f"{base}search/manifest.json")
    page.evaluate("async () => { globalThis.search = await import('/client.js') }")
    return base


def test_set_order_and_scores_are_those_of_the_whole_index(
    archive: SiteFolder, host: Host, page: Page, tmp_path: Path
) -> None:
    check_rankings(archive.root, 98, tmp_path / "served", host, page)


def test_a_word_with_many_postings_has_a_file_of_its_own_and_ranks_as_others(
    archive: SiteFolder, host: Host, page: Page, tmp_path: Path
) -> None:
    base, whole = opened(archive.root, tmp_path / "served", host, page), whole_index(archive.root)
    files = list((archive.output / "search" / "p").iterdir())
    assert [f"search/p/{file.name}" for file in files] == [leaf_path("p", bits_of(LONG_WORD))]
    word = {"kind": "word", "forms": [LONG_WORD], "field": "", "presence": "optional", "text": LONG_WORD}
    many, none = compared(page, base, whole, [word]), compared(page, base, whole, [word | {"field": "title"}])
    assert (many.flaw, many.count, none.flaw, none.count) == ("", REPEATING, "", 0)
    assert many.difference < 1e-9
    assert ask(Engine(archive.output), LONG_WORD).total == REPEATING


def test_real_articles_rank_as_in_the_whole_index(corpus: Path, host: Host, page: Page, tmp_path: Path) -> None:
    """benchmarks/search/equality.py does the same over thousands."""
    assert corpus.is_dir()
    articles = [*several_papers(), *islice(jawhara(), 100)]
    check_rankings(real_site(tmp_path, "real", articles), 70, tmp_path / "served", host, page)


def test_the_search_page_works_over_shards(archive: SiteFolder, host: Host, page: Page) -> None:
    page.goto(f"{host(archive.output, '/')}search/?q=معروفه")
    page.get_by_role("link", name="مقال من سنة معروفة").wait_for()
    page.fill("#search-input", "في")
    expect(page.locator("#search-results li")).to_have_count(10)
    page.click("#search-more")
    expect(page.locator("#search-results li")).to_have_count(20)


def test_one_edited_body_rewrites_only_the_shards_of_its_words(archive: SiteFolder) -> None:
    place = sorted((archive.root / "content" / "2016").rglob("*.md"))[0]
    place.write_text(place.read_text(encoding="utf-8") + "\nقرنفل قرنفل.\n", encoding="utf-8")
    written = [
        path for path in archive.build(now=NOW, base_url="https://example.org/").written if path.startswith("search/")
    ]
    shards = [path for path in written if path.startswith(("search/t/", "search/v/"))]
    assert 1 <= len(shards) <= 3
    assert set(written) <= {"search/manifest.json", *shards}
