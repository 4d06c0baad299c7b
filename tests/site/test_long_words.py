"""A word whose postings are long has a file in output/ of its own, as long as they are."""

from __future__ import annotations

from support import SiteFolder, differing

from generator.engine.plan.search import SMALL_ARCHIVE
from generator.search.index.postings import LONG

WORD = "قرنبيط"
AT_THE_BORDER = LONG // 43 - 1  # articles that repeat the word 127 times: each takes 43 letters


def test_the_file_comes_and_goes_with_the_articles_that_repeat_the_word(site: SiteFolder) -> None:
    for number in range(SMALL_ARCHIVE + 1 - AT_THE_BORDER):
        site.article(f"other{number}", date=f"2024-{number % 12 + 1:02}-05")
    for number in range(AT_THE_BORDER):
        site.article(f"repeating{number}", body=f"{WORD} " * 127 + "\n")
    site.build()
    assert long_files(site) == []
    more = [site.article(f"more{number}", body=f"{WORD} " * 127 + "\n") for number in range(2)]
    written = site.build().written
    assert long_files(site) == [path for path in written if path.startswith("search/p/")]
    assert len(long_files(site)) == 1
    assert differing(site.files(), site.clean_files()) == []
    for place in more:
        place.unlink()
    site.build()
    assert long_files(site) == []
    assert differing(site.files(), site.clean_files()) == []


def long_files(site: SiteFolder) -> list[str]:
    return [path for path in site.files() if path.startswith("search/p/")]
