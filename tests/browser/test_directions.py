"""Articles of one direction in a site of the other: titles, authors and texts read as they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support import SiteFolder
from support.demo import ASKED, demo, shown

Host = Callable[[Path, str], str]
SITES = {
    "jarida in Arabic": {},
    "jarida in English": {"language": "en"},
    "warqa in Arabic": {"theme": "warqa"},
    "warqa in English": {"theme": "warqa", "language": "en"},
}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
# Where both titles stand: front, day, month, tag, on this day, collection, and beside each other's text.
LISTS = ("", "2011/02/", "tags/موسكو/", "on-this-day/02-11/", "collections/port/")
# Every place of a text by itself, as the x of its first and last letter where both are on one line.
ENDS = """(text) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const start = node.data.indexOf(text);
    if (start < 0 || !node.parentElement.checkVisibility()) continue;
    const box = (at) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect();
    };
    const [first, last] = [box(start), box(start + text.length - 1)];
    if (Math.abs(first.top - last.top) < first.height / 2) found.push(last.left - first.left);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SiteFolder]:
    folder = tmp_path_factory.mktemp("directions")
    written = demo(folder / "written")
    return {name: shown(written, folder / name.replace(" ", "-"), **settings) for name, settings in SITES.items()}


def reads_as_written(page: Page, text: str, language: str) -> bool:
    """Its last sign stands at the end of the line, wherever the text is printed; it is printed at least once."""
    found: list[float] = page.evaluate(ENDS, text)
    return bool(found) and all(run > 0 if language == "en" else run < 0 for run in found)


@pytest.mark.parametrize("name", SITES)
def test_titles_of_both_directions_read_as_written_in_every_list(
    sites: dict[str, SiteFolder], host: Host, page: Page, name: str
) -> None:
    base = host(sites[name].output, "/")
    for path in LISTS:
        page.goto(base + path)
        for language, (title, _) in ASKED.items():
            assert reads_as_written(page, title, language), (path, title)


@pytest.mark.parametrize("name", SITES)
def test_an_article_has_its_own_direction_and_its_byline_that_of_the_site(
    sites: dict[str, SiteFolder], host: Host, page: Page, name: str
) -> None:
    base, settings = host(sites[name].output, "/"), SITES[name]
    own = settings.get("language", "ar")
    for language, (title, author) in ASKED.items():
        page.goto(f"{base}2011/02/asked-{language}/")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == DIRECTIONS[language]
        assert page.evaluate("getComputedStyle(document.querySelector('.body p')).direction") == DIRECTIONS[language]
        assert page.evaluate("document.querySelector('.body').closest('[lang]').lang") == language
        byline = "document.querySelector('[rel=author]').closest('p')"
        assert page.evaluate(f"getComputedStyle({byline}).direction") == DIRECTIONS[own]
        assert page.evaluate(f"{byline}.closest('[lang]').lang") == own
        assert reads_as_written(page, title, language) and reads_as_written(page, author, language)


@pytest.mark.parametrize("name", SITES)
def test_a_found_title_reads_as_written(sites: dict[str, SiteFolder], host: Host, page: Page, name: str) -> None:
    base = host(sites[name].output, "/")
    for language, (title, _) in ASKED.items():
        _, verb, signs = title.split(" ", 2)
        page.goto(f"{base}search/?q={verb}")
        heading = page.locator("#search-results h2", has_text=signs).first
        heading.wait_for()
        assert reads_as_written(page, signs, language)
        assert heading.evaluate("(one) => getComputedStyle(one).direction") == DIRECTIONS[language]
