import pytest

from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.model import Source

SETTINGS = Settings(title="x", base_url="https://example.org/")


def read(head: str, body: str = "نص\n"):
    return parse_article(Source("content/a.md", "0"), f"---\n{head}\n---\n{body}", SETTINGS)


BROKEN = {
    "title: x\ndate: 2025-02-30": "content/a.md:3:7: C109 date `2025-02-30` does not exist in the calendar\n  hint: February 2025 has 28 days",
    "title: x\ndate: yesterday": "content/a.md:3:7: C108 date `yesterday` is not a date\n  hint: write a date such as 2025-02-13, 2025-02 or 2025",
    "title: [x": "content/a.md:3:1: C101",
    "title: x\ntitle: y": "content/a.md:3:1: C101 the key `title` appears twice\n  hint: keep one of the two lines",
    "date: 2025-02-13": "content/a.md:1: C103 has no `title`",
    "title: x\nstatus: drft": "content/a.md:3:9: C111 status `drft` is unknown\n  hint: did you mean `draft`?",
    "title: x\ntags: {a: b}": "content/a.md:3:7: C106",
    "title: x\nurl: ../secret/": "content/a.md:3:6: C110",
    "title: x\nurl: /tags/x/": "content/a.md:3:6: C110",
    "title: x\nurl: 2025/02/": "content/a.md:3:6: C110",
    "title: x\ndir: up": "content/a.md:3:6: C112",
}


@pytest.mark.parametrize(("head", "said"), BROKEN.items())
def test_a_value_that_cannot_be_used_is_named_with_its_place(head: str, said: str) -> None:
    parsed = read(head)
    assert parsed.article is None
    assert str(parsed.problems[0]).startswith(said)


def test_texts_stay_what_was_written() -> None:
    article = read("title: no\nid: 00123\nkicker: 12:30\ndate: 2025-02-13").article
    assert article is not None
    assert (article.title, article.id, article.kicker, article.date) == ("no", "00123", "12:30", "2025-02-13")


def test_lists_are_split_at_arabic_and_latin_separators() -> None:
    article = read("title: x\ntags: موسكو، كييف؛ a; b,c, موسكو").article
    assert article is not None
    assert article.tags == ("موسكو", "كييف", "a", "b", "c")


def test_marks_of_direction_are_no_part_of_metadata() -> None:
    article = read('title: "\u202bعنوان\u202c \u200eX"').article
    assert article is not None
    assert article.title == "عنوان X"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("title: عنوان هنا\ndate: 2025-02-13", "/2025/02/عنوان-هنا/"),
        ("title: عنوان هنا", "/undated/عنوان-هنا/"),
        ("title: x\ndate: 2011", "/2011/x/"),
        ("title: x\ndate: 2025-02-13\nslug: my-words", "/2025/02/my-words/"),
        ("title: x\ndate: 2025-02-13\nurl: /old/place", "/old/place/"),
    ],
)
def test_the_url_is_frozen_or_made_of_date_and_title(head: str, url: str) -> None:
    article = read(head).article
    assert article is not None
    assert article.url == url


def test_a_heading_serves_as_a_missing_title_and_leaves_the_body() -> None:
    parsed = read("date: 2025-02-13", "# عنوان\n\nنص\n")
    assert parsed.article is not None
    assert (parsed.article.title, parsed.body.strip()) == ("عنوان", "نص")


def test_unknown_keys_are_kept_and_a_likely_slip_is_mentioned() -> None:
    parsed = read("title: x\ntagz: y\nmood: calm")
    assert parsed.article is not None
    assert parsed.article.extra == {"tagz": "y", "mood": "calm"}
    assert [problem.hint for problem in parsed.problems] == ["did you mean `tags`?"]


def test_a_direction_that_the_language_has_anyway_is_not_kept() -> None:
    same, other = read("title: x\nlang: ar\ndir: rtl").article, read("title: x\nlang: en\ndir: rtl").article
    assert same is not None and other is not None
    assert (same.dir, other.dir) == ("", "rtl")
