"""Counted nouns, digits and dates of the interface, as Python prints them on pages and JavaScript on the search page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.config.site_yaml import parse_settings
from generator.engine.site import view_of
from generator.theme.filters import filters_for
from generator.theme.messages import load_messages

CLIENT = Path(__file__).parents[3] / "generator" / "search" / "client"
# language, digits, months, what is printed, and it, with bars between.
GOLDEN = Path(__file__).parents[2] / "vectors" / "interface.tsv"
NUMBERS = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111)
DATES = tuple(f"2024-{month:02}-0{month % 3 + 1}" for month in range(1, 13))
PARTIAL = ("2011", "2011-01")
PRINTED: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "articles": ("count", NUMBERS),
    "results": ("count", NUMBERS),
    "minutes": ("count", NUMBERS),
    "dates": ("date", (*DATES, *PARTIAL)),
    "months": ("month_name", tuple(f"{month:02}" for month in range(1, 13))),
    "days": ("day_of_year", ("01-31", "02-29", "12-03")),
}
IN_BROWSERS = """async ([language, words, of, values]) => {
    const { wording } = await import("/page/wording.js");
    const say = wording(words, language);
    return values.map((value) => (of === "dates" ? say.date(value) : say.count(value, of)));
}"""


def rows() -> Iterator[tuple[str, str, str, str, list[str]]]:
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        language, digits, months, of, printed = line.split("\t")
        yield language, digits, months, of, printed.split(" | ")


@cache
def filters(language: str, digits: str, months: str) -> dict[str, Callable[..., Any]]:
    settings, problems = parse_settings(f"title: x\nlanguage: {language}\ndigits: {digits}\nmonth_names: {months}\n")
    assert not problems
    return filters_for(load_messages((), language), view_of(settings))


def in_python(language: str, digits: str, months: str, of: str) -> list[str]:
    name, values = PRINTED[of]
    given = (of,) if name == "count" else ()
    return [filters(language, digits, months)[name](value, *given) for value in values]


def test_pages_print_the_golden_words() -> None:
    found = list(rows())
    assert {row[0] for row in found} >= {"ar", "en", "fa", "ur", "he"} and {row[1] for row in found} == {
        "latin",
        "arabic",
        "persian",
    }
    assert {row[2] for row in found} == {"egyptian", "levantine", "maghrebi", "moroccan", "mauritanian"}
    for *site, of, printed in found:
        assert in_python(*site, of) == printed, (*site, of)


@pytest.mark.parametrize("of", ["articles", "results", "minutes", "dates"])
def test_scripts_print_the_same(page: Page, host: Callable[[Path, str], str], of: str) -> None:
    page.goto(host(CLIENT, "/") + "page/wording.js")
    for language, digits, months, kind, printed in rows():
        if kind == of:
            words = json.loads(filters(language, digits, months)["search_words"]())
            found = page.evaluate(IN_BROWSERS, [language, words, of, PRINTED[of][1]])
            assert found == printed, (language, digits, months)
