"""Where the page of missing pages looks: the same for every spelling of an address."""

from __future__ import annotations

import pytest

from generator.archive import not_found_index
from generator.archive.not_found_index import FEW, entries_of, files_of, width_for
from generator.model import Article, Source


def article(url: str, title: str = "", aliases: tuple[str, ...] = ()) -> Article:
    return Article(Source("content/x.md", ""), "x", title or url, url, aliases=aliases)


def file_of(url: str) -> str:
    return next(files_of(entries_of(article(url)), 2))[0]


@pytest.mark.parametrize(
    "other",
    [
        "/2012/09/زيارة-الوفد-إلى-روما/",
        "/زيارةُ-الوفد/",
        "/news/12345-زياره_الوفد.html",
        "/2011/02/زيــارة الوفد",
        "/2011/02/زيارة-الوفد/index.html",
    ],
)
def test_addresses_that_begin_alike_are_looked_for_in_one_file(other: str) -> None:
    assert file_of(other) == file_of("/2011/02/زيارة-الوفد-إلى-موسكو/")


def test_other_words_are_elsewhere() -> None:
    assert file_of("/2011/02/ميناء-الساحل/") != file_of("/2011/02/زيارة-الوفد-إلى-موسكو/")


def test_a_title_is_listed_only_where_the_url_does_not_begin_with_it() -> None:
    assert len(list(entries_of(article("/2011/02/زيارة-الوفد/", "زيارة الوفد إلى موسكو")))) == 1
    found = dict(files_of(entries_of(article("/news/12345/", "زيارة الوفد إلى موسكو")), 2))
    assert found == {
        file_of("/news/12345/"): ["/news/12345/"],
        file_of("/زيارة-الوفد/"): [("زيارة الوفد إلى موسكو", "/news/12345/")],
    }


def test_aliases_are_listed_under_their_own_words() -> None:
    found = dict(files_of(entries_of(article("/زيارة-الوفد/", aliases=("2009/01/ميناء-الساحل/",))), 2))
    assert found[file_of("/ميناء-الساحل/")] == [("ميناء-الساحل", "/زيارة-الوفد/")]


def test_files_are_many_only_where_articles_are() -> None:
    assert [width_for(count) for count in (1, FEW, FEW + 1)] == [0, 0, 2]
    assert list(files_of(entries_of(article("/x/")), 0)) == [("lost/all.json", ["/x/"])]


def test_a_file_that_grows_too_long_is_cut_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(not_found_index, "MOST_ROWS", 2)
    rows = [("000001ab", "/a/"), ("000002ab", "/b/"), ("000012ab", "/c/"), ("000000cd", "/d/")]
    before = dict(files_of(rows[1:], 2))
    after = dict(files_of(rows, 2))
    assert before == {"lost/ab.json": ["/b/", "/c/"], "lost/cd.json": ["/d/"]}
    assert after == {
        "lost/ab.json": 3,
        "lost/1ab.json": ["/a/"],
        "lost/2ab.json": ["/b/", "/c/"],
        "lost/cd.json": ["/d/"],
    }


def test_what_begins_alike_stays_together_however_much_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(not_found_index, "MOST_ROWS", 2)
    rows = [("000000ab", f"/{name}/") for name in "abc"]
    assert dict(files_of(rows, 2)) == {"lost/ab.json": ["/a/", "/b/", "/c/"]}
