"""Titles and tags that are hard to turn into addresses: each has its own page, which every disk and host can hold."""

from __future__ import annotations

import re

import pytest
from support import SiteFolder, differing, warraq

from generator.archive.permalinks import term_slug

LONG = " ".join(["كلمة طويلة جدا"] * 40)
CUT = "كلمة-طويلة-جدا-" * 6 + "كلمة"
ARTICLES = {  # title, tags: the article's folder (up to a hash), the tags' folders
    "long": (f"'{LONG}'", "[Mac, mac, MAC]", CUT, ["mac"]),
    "device": ("'CON'", "[aux]", "con-", ["aux-"]),
    "device with a dot": ("'nul.'", "[a/b]", "nul-", ["a-b"]),
    "signs": ("'عنوان؟ مع #وسم & 50% / شرطة: \"اقتباس\"'", "[..]", "عنوان-مع-وسم-50-شرطة-اقتباس", ["x-"]),
    "nothing but signs": ("'؟؟؟'", '["???"]', "x-", ["x-"]),
    "a picture": ("'🎉'", "[C#]", "x-", ["c-sharp"]),
    "a plus": ("'C++'", "[C++, Disney+]", "c", ["c-plus-plus", "disney-plus"]),
    "Latin": ("'Über naïve Straße'", "[C, c, Disney]", "über-naïve-straße", ["c", "disney"]),
    "vowel signs": ("'مُحَمَّد'", "[محمد, مُحَمَّد]", "محمد", ["محمد"]),
    "a file": ("'index.html'", "[x]", "index-html", ["x"]),
    "a way up": ("'../../etc'", "[y]", "etc", ["y"]),
    "markup": ("'كتاب<script>alert(1)</script>'", "[<b>z</b>]", "كتاب-script-alert-1-script", ["b-z-b"]),
}


@pytest.fixture
def hard(site: SiteFolder) -> SiteFolder:
    for number, (title, tags, _, _) in enumerate(ARTICLES.values()):
        site.article(f"u{number}", "2024-04-01", title=title, tags=tags)
    report = site.build()
    assert report.problems == () and report.articles == len(ARTICLES)
    return site


def folders(site: SiteFolder, within: str) -> set[str]:
    found = (path.removeprefix(within).rpartition("/")[0] for path in site.files() if path.startswith(within))
    return {name for name in found if name and "/" not in name}


def test_each_has_a_page_of_its_own(hard: SiteFolder) -> None:
    made = folders(hard, "2024/04/")
    assert len(made) == len(ARTICLES) and len({name.casefold() for name in made}) == len(made)
    plain = {name[:-8] if re.fullmatch(r"(?:x|con|nul)-[0-9a-f]{8}", name) else name for name in made}
    assert plain == {folder for _, _, folder, _ in ARTICLES.values()}
    assert all(len(name.encode()) <= 180 for name in made)


def test_tags_that_differ_have_pages_that_differ(hard: SiteFolder) -> None:
    made = folders(hard, "tags/") - {"letters"}
    expected = {tag for row in ARTICLES.values() for tag in row[3] if not tag.endswith("-")}
    hashed = {name for name in made - expected if name.startswith(("x-", "aux-"))}
    assert made == expected | hashed and len(hashed) == 3
    sharp, plus, plain = (hard.page(f"tags/{name}/index.html") for name in ("c-sharp", "c-plus-plus", "c"))
    assert "<h1>C#" in sharp.replace("\n", "") or ">C#<" in sharp
    assert "🎉" in sharp and "🎉" not in plus and "Über" in plain and "🎉" not in plain


def test_every_link_leads_to_its_page_and_nothing_of_a_title_runs(hard: SiteFolder) -> None:
    done = warraq("check", "--site", str(hard.root))
    assert done.returncode == 0, done.stdout
    assert not [path for path, data in hard.files().items() if path.endswith(".html") and b"<script>alert" in data]


def test_incremental_is_clean(hard: SiteFolder) -> None:
    hard.article("u0", "2024-04-01", title="'COM1'", tags="[F#]")
    hard.build()
    assert differing(hard.files(), hard.clean_files()) == []


def test_two_articles_of_one_title_and_day_are_both_named(hard: SiteFolder) -> None:
    hard.article("u90", "2024-04-01", title=ARTICLES["signs"][0])
    (problem,) = hard.build().problems
    assert (problem.code, problem.path) == ("E201", "content/2024/04/u90.md")
    assert "`content/2024/04/u3.md`" in problem.what


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ("[???]", '`???` in `tags` starts with `?` but is not in quotes\n  hint: write `tags: ["???"]`'),
        ("[أ, @ب, %ج]", '`@ب` in `tags` starts with `@` but is not in quotes\n  hint: write `tags: [أ, "@ب", "%ج"]`'),
    ],
)
def test_a_list_that_yaml_cannot_read_is_explained(site: SiteFolder, tags: str, message: str) -> None:
    site.article("a", tags=tags)
    (problem,) = site.build().problems
    assert problem.code == "C101" and message in str(problem)


def test_signs_at_the_end_of_a_word_are_part_of_a_name() -> None:
    names = ["C", "C#", "C++", "Ｃ＃", "Google+", "Google Plus", "18+", "+18", "#وسم", "A+B", "شاهد+"]
    assert [term_slug(name) for name in names] == [
        "c", "c-sharp", "c-plus-plus", "c-sharp", "google-plus", "google-plus", "18-plus", "18", "وسم", "a-b", "شاهد-plus",
    ]  # fmt: skip
