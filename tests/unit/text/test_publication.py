"""Front matter as people bring it from other tools: what is read, what is named, and with which hint."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config.settings import Settings
from generator.content.article import Parsed, parse_article
from generator.model import Source
from generator.text.dates.values import DateValueError, read_date
from generator.text.publication import sign_of

SETTINGS = Settings(title="x", base_url="https://example.org/")


def read(text: str) -> Parsed:
    return parse_article(Source("content/a.md", "0"), text, SETTINGS)


READ = {
    "2024-02-09": "2024-02-09",
    "٢٠٢٤-٠٢-٠٩": "2024-02-09",
    "۲۰۲۴/۰۲/۰۹": "2024-02-09",
    "2024/02/10": "2024-02-10",
    "2024.2.9": "2024-02-09",
    "2024-2": "2024-02",
    "٢٠٢٤": "2024",
    "20240209": "2024-02-09",
    "2024-02-20 14:30:00 +0200": "2024-02-20T14:30:00+02:00",
    "2024-02-19 14:30": "2024-02-19T14:30",
    "2024-02-19 9:05": "2024-02-19T09:05",
    "2017-01-22T185600": "2017-01-22T18:56:00",
    "20170122T185600Z": "2017-01-22T18:56:00Z",
    "2017-01-22T1856+03": "2017-01-22T18:56+03:00",
    "2017-01-22t18:56:00z": "2017-01-22T18:56:00Z",
    "2017-01-22 18:56:00 UTC": "2017-01-22T18:56:00Z",
    "2017-01-22T18:56:00.123456789-0330": "2017-01-22T18:56:00.123456-03:30",
    "٢٠١٧-٠١-٢٢ ١٨:٥٦": "2017-01-22T18:56",
    "0999-01-01": "0999-01-01",
}
NAMED = {
    "10-02-2024": "write the year first: 2024-02-10 or 2024-10-02",
    "25/02/2024": "write the year first: 2024-02-25",
    "١٠/٠٢/٢٠٢٤": "write the year first: 2024-02-10 or 2024-10-02",
    "10.02.2024 14:30": "write the year first: 2024-02-10 or 2024-10-02",
    "yesterday": "write a date such as 2025-02-13, 2025-02 or 2025",
    "2024-02-30": "February 2024 has 29 days",
    "2024-13-01": "months run from 01 to 12, hours from 00 to 23",
    "2024-02-13T25:00": "hours run from 00 to 23, minutes and seconds from 00 to 59",
    "2024-02-13T10:00+03:06:52": "write a date such as 2025-02-13T14:30:00+02:00",
    "2024-02T10:00": "write a date such as 2025-02-13T14:30:00+02:00",
    "0000-01-01": "months run from 01 to 12, hours from 00 to 23",
    "999-01-01": "write a date such as 2025-02-13, 2025-02 or 2025",
    "2024-02/10": "write a date such as 2025-02-13T14:30:00+02:00",
}


@pytest.mark.parametrize(("text", "found"), READ.items())
def test_a_date_is_read_in_any_writing_that_means_one_day(text: str, found: str) -> None:
    assert read_date(text) == found
    assert read_date(found) == found


@pytest.mark.parametrize(("text", "hint"), NAMED.items())
def test_any_other_date_is_named_with_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(DateValueError) as told:
        read_date(text)
    assert told.value.hint == hint and f"`{text}`" in str(told.value)


@given(st.text(max_size=30) | st.from_regex(r"[\d٠-٩]{1,8}[-/.T: ]?[\d٠-٩:+Z. -]{0,20}", fullmatch=True))
@settings(max_examples=300)
def test_any_text_is_a_date_or_named(text: str) -> None:
    try:
        assert read_date(read_date(text))
    except DateValueError as told:
        assert told.hint


# A whole file each: the title, or what is said of it.
FILES = {
    "---\ntitle: 1984\ntags: [no, 2011, on, yes]\n---\n": "1984 ['no', '2011', 'on', 'yes']",
    "---\ntitle: no\n---\n": "no []",
    "---\r\ntitle: ملف\r\ntags: [أ، ب]\r\n---\r\nنص\r\n": "ملف ['أ، ب']",
    "---\ntitle: س\ntags: مصر، تونس، \"ليبيا\"\n---\n": "س ['مصر', 'تونس', 'ليبيا']",
    "---\ntitle: س\ntags:\n- أ\n- 2011\n- null\n-\n- ~\n---\n": "س ['أ', '2011']",
    "---\ntitle: س\nauthors: [Null]\ntags: null\nkicker: ~\n---\n": "س []",
    "---\nTitle: كبير\nTAGS: [أ]\n---\n": "كبير ['أ']",
    "---\ntitle: &anchor مرساة\n---\n": "مرساة []",
    "---\ntitle: >-\n  سطر\n  ثان\n---\n": "سطر ثان []",
    '+++\ntitle = "تومل"\ndate = 2024-02-14\ntags = ["أ", 2011]\n+++\nنص\n': "تومل ['أ', '2011']",
    '+++\r\ntitle = "تومل"\r\ndate = 2024-02-14T10:00:00+02:00\r\n[params]\r\nx = true\r\n+++\r\nنص\r\n': "تومل []",
    "---\ntitle: حملة # تعليق\n---\n": "حملة []",
    "---\ntitle: @mention\n---\n": "2:8: C101 `title` starts with `@` but is not in quotes | write `title: \"@mention\"`",
    "---\ntitle: عاجل: خبر\n---\n": '2:12: C101 `title` contains `:` but is not in quotes | write `title: "عاجل: خبر"`',
    '---\ntitle: قال "عاجل": خبر\n---\n': "2:18: C101 `title` contains `:` but is not in quotes | write `title: 'قال \"عاجل\": خبر'`",
    "---\ntitle: س\n\tdate: 2024-02-06\n---\n": "3:7: C101 `date` is indented, so it belongs to the line above | start the line with `date:`",
    "---\ntitle: س\ntags: [أ]\ntags: [ب]\n---\n": "4:1: C101 the key `tags` appears twice | keep one of the two lines",
    "---\ntitle: س\nTitle: ص\n---\n": "3:1: C101 the key `title` appears twice, as `title` and as `Title` | keep one of the two lines",
    "---\ntitle: س\nstatus: draft\n\n# عنوان\n": "1:1: C101 the front matter starts with `---` but never ends | write `---` on a line below the last key",
    "\n---\ntitle: س\n---\n# عنوان\n": "1:1: C101 the front matter does not start on the first line | remove everything above its `---`",
    '{"title": "س", "draft": true}\n': "1:1: C101 the front matter is JSON, which content files do not support | write it as YAML, `key: value`, between two `---` lines; only `warraq import` reads JSON",
    "+++\ntitle = س\n+++\n": '2:9: C101 cannot be read as TOML: invalid value | write `key = "value"`, with text in double quotes',
    '+++\ntitle = "س"\ndate = "10-02-2024"\n+++\n': "3:1: C108 date `10-02-2024` is not a date | write the year first: 2024-02-10 or 2024-10-02",
    "---\ntitle: س\ndraft: perhaps\n---\n": "3:1: C120 `draft: perhaps` is neither true, false nor a date | write true or false, or a date like 2025-02-13",
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FILES.items())
def test_a_file_is_read_or_named_in_words_that_help(text: str, said: str) -> None:
    parsed = read(text)
    if parsed.article is not None:
        assert f"{parsed.article.title} {list(parsed.article.tags)}" == said
    else:
        first = parsed.problems[0]
        assert f"{first.line}:{first.column}: {first.code} {first.what} | {first.hint}" == said


WARNED = {
    "categories: [س]": "C104 `categories` is not a known key, and is kept as an extra field | did you mean `section`?",
    "author: سلمى": "C104 `author` is not a known key, and is kept as an extra field | did you mean `authors`?",
    "permalink: /x/y/": "C104 `permalink` is not a known key, and is kept as an extra field | did you mean `url`?",
    "kicker: حملة #أنقذوا_الميناء الآن": "C123 YAML reads `#أنقذوا_الميناء الآن` as a comment, so it is not part of `kicker` | write `kicker: \"حملة #أنقذوا_الميناء الآن\"`",
    "status: published\ndraft: true": "C122 `draft` contradicts `status: published`, so the article is held back | remove `draft` to publish it, or `status` to hold it back",
    "published: وكالة": "C121 `published: وكالة` is neither true, false nor a date: the article is published anyway | write `status: draft` to hold the article back, or rename the key",
    "drafft: true": "C121 `drafft` is not a key that Warraq recognises: the article is held back | did you mean `draft`? Warraq's own keys are `status`, `publish_date` and `expiry_date`",
    "drafft: maybe": "C121 `drafft` is not a key that Warraq recognises: the article is published anyway | did you mean `draft`? Warraq's own keys are `status`, `publish_date` and `expiry_date`",
    "password: x": "C121 `password: x` asks for a password, which a static site cannot do: the article is held back | write `status: draft` to hold the article back, or rename the key",
}  # fmt: skip


@pytest.mark.parametrize(("head", "said"), WARNED.items())
def test_other_tools_words_are_named(head: str, said: str) -> None:
    parsed = read(f"---\ntitle: س\n{head}\n---\nنص\n")
    (problem,) = parsed.problems
    assert parsed.article is not None and problem.line > 2 and problem.level == "warning"
    assert f"{problem.code} {problem.what} | {problem.hint}" == said


@pytest.mark.parametrize("key", ["layout", "weight", "toc", "mood", "publishers", "privacy", "public_domain", "hide_title", "listing", "state", "render_with_liquid", "password_hint", "عنوان"])  # fmt: skip
def test_words_that_only_look_a_little_like_them_mean_nothing(key: str) -> None:
    assert sign_of(key, "true") is None


def test_a_release_dates_an_article_that_has_no_other_date() -> None:
    article = read("---\ntitle: س\npublished: 2024-02-11\n---\n").article
    assert article is not None and (article.date, article.publish_date) == ("2024-02-11", "2024-02-11")


def test_of_two_releases_the_later_counts_and_of_two_ends_the_sooner() -> None:
    head = "publishDate: 2024-01-01\npublish_date: 2025-01-01\nexpires: 2030-01-01\nexpiryDate: 2029-01-01"
    article = read(f"---\ntitle: س\n{head}\n---\n").article
    assert article is not None and (article.publish_date, article.expiry_date) == ("2025-01-01", "2029-01-01")


@given(
    st.text("abcdefghijklmnopqrstuvwxyz_-ABCسة", min_size=1, max_size=16),
    st.text(max_size=20) | st.booleans() | st.none() | st.integers() | st.lists(st.text(max_size=3)),
)
@settings(max_examples=300)
def test_any_key_with_any_value_is_understood_or_left(key: str, value: object) -> None:
    sign = sign_of(key, value)
    assert sign is None or not sign.value or sign.field in ("status", "publish_date", "expiry_date")


@pytest.mark.parametrize(
    "head", ["title: 25\ndate: 2019-03-01", "title: خبر\nslug: 33\ndate: 2019-03-01", "title: 7\ndate: 2019"]
)
def test_an_article_named_by_a_number_has_no_days_address(head: str) -> None:
    article = read(f"---\n{head}\n---\nنص\n").article
    assert article is not None and "/article-" in article.url


@pytest.mark.parametrize("key", ["darft: true", "drfat: yes", "hiddne: true", "publsihed: false", "مسودة: نعم", "منشور: لا", "Draft: 1", "status: wip", "status: 0", "الحالة: مسودة", "status: غير منشور"])  # fmt: skip
def test_a_word_with_two_letters_swapped_or_in_arabic_holds_back_too(key: str) -> None:
    article = read(f"---\ntitle: س\n{key}\n---\nنص\n").article
    assert article is not None and article.status == "draft"


@pytest.mark.parametrize("key", ["craft: true", "drift: true", "graft: yes", "الحالة: مستقرة", "حالة الطقس: 1", "post_status: publish", "visibility: public", "status: 1"])  # fmt: skip
def test_a_word_of_something_else_or_of_what_is_public_holds_nothing_back(key: str) -> None:
    article = read(f"---\ntitle: س\n{key}\n---\nنص\n").article
    assert article is not None and article.status == "published"


def test_what_lies_among_the_drafts_of_jekyll_waits_whatever_it_says() -> None:
    text = "---\ntitle: س\nstatus: published\n---\nنص\n"
    held = parse_article(Source("content/_drafts/a.md", "0"), text, SETTINGS).article
    free = parse_article(Source("content/my_drafts/a.md", "0"), text, SETTINGS).article
    assert held is not None and held.status == "draft" and free is not None and free.status == "published"


def test_an_embargo_that_cannot_be_read_as_a_date_waits() -> None:
    assert read("---\ntitle: س\nembargo: until Friday\n---\n").article is None
