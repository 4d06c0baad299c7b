from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.archive import Archive
from generator.archive.arrange import arrange
from generator.archive.listings import stretches
from generator.config.settings import Settings
from generator.model import Article, Source

SETTINGS = Settings(title="x", base_url="https://example.org/")


def archive_of(dates: list[str]) -> Archive:
    articles = [
        Article(Source(f"content/{n}.md", str(n)), f"{n:04}", f"ت{n}", f"/a/{n}/", date=day, tags=("وسم",))
        for n, day in enumerate(dates)
    ]
    return arrange(articles, SETTINGS)


days = st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(str)
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), st.just(""))


@given(st.lists(dates, max_size=200), st.integers(2, 9))
def test_every_article_stands_in_one_range_and_no_day_apart_is_too_long(printed: list[str], limit: int) -> None:
    members = archive_of(printed).articles
    leaves = [part for year in stretches(members, limit) for part in year.walk()]
    shown = [item.article.id for part in leaves for item in part.own]
    assert sorted(shown) == sorted(item.article.id for item in members)
    for part in leaves:
        if len(part.key) < len("2025-02-13") and part.key != "undated" and not part.parts:
            assert len(part.members) <= limit or all(
                item.article.date == part.members[0].article.date[:7] or len(item.article.date) < 10
                for item in part.members
            )


@given(st.lists(days, min_size=60, max_size=150), days)
def test_one_more_article_changes_only_the_ranges_that_hold_it(printed: list[str], added: str) -> None:
    def shape(dates: list[str]) -> dict[str, tuple[str, ...]]:
        parts = [part for year in stretches(archive_of(dates).articles, 5) for part in year.walk()]
        return {part.key: tuple(item.article.date for item in part.own) for part in parts}

    before, after = shape(printed), shape([*printed, added])
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert all(key[:3] == added[:3] for key in changed)
    assert all(key[:4] == added[:4] for key in changed if not key[5:].isdigit() or len(key) < 9)
    assert len({key for key in changed if key in before}) <= 6


def test_articles_are_ordered_by_printed_date_undated_first() -> None:
    dated = [item.article.date for item in archive_of(["2025-02-13", "", "2025", "2025-02", "2024-12-31"]).articles]
    assert dated == ["", "2024-12-31", "2025", "2025-02", "2025-02-13"]


def test_two_articles_with_one_url_are_a_problem_of_the_second() -> None:
    twins = [Article(Source(f"content/{n}.md", "0"), str(n), "ت", url) for n, url in enumerate(["/A/", "/a/"])]
    archive = arrange(twins, SETTINGS)
    assert len(archive.articles) == 1
    assert [(problem.code, problem.path) for problem in archive.problems] == [("E201", "content/1.md")]


def test_a_big_day_is_one_range_however_long() -> None:
    day = str(date(2020, 5, 5) + timedelta(days=0))
    parts = [part for year in stretches(archive_of([day] * 30).articles, 5) for part in year.walk()]
    assert [part.key for part in parts] == [
        "2020-2024",
        "2020",
        "2020-h1",
        "2020-q2",
        "2020-05",
        "2020-05-a",
        "2020-05-05",
    ]
