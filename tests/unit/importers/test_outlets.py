"""What recurs across one outlet's files is learned, can be edited, and is left out of its articles."""

import msgspec
import pytest

from generator.importers.piece import SiteContext
from generator.importers.raw_text.outlets import NO_OUTLETS, Outlet, Outlets, learn, parse_outlets
from generator.importers.raw_text.outlets_text import with_learned
from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source

TICKER = "للاطلاع على النسخة الورقية زوروا أكشاك الصحف في المدينة"
PARAGRAPH = "أعلنت إدارة المعرض رقم {0} في بيان وزعته على الصحف أن الدورة {0} ستفتح أبوابها للزوار في الموعد المقرر من دون تأخير."
SEED = "صحيفة المنارة\nالثلاثاء 4 مارس 2025\n\nالمعرض السنوي رقم {0} يفتح أبوابه أمام القراء\n\n{1}\n\n{2}\n\n{1}\n"


def seed(number: int, outlet: str = "صحيفة المنارة") -> bytes:
    text = SEED.format(number, PARAGRAPH.format(number), TICKER).replace("صحيفة المنارة", outlet)
    return text.encode()


def read(number: int, outlets: Outlets = NO_OUTLETS, outlet: str = "صحيفة المنارة") -> RawArticle:
    return read_raw_text(Source(f"seeds/{number}.txt", str(number)), seed(number, outlet), SiteContext(outlets=outlets))


def test_a_line_that_recurs_is_learned_and_left_out_with_its_reason() -> None:
    assert TICKER in read(0).body
    outlets = learn(read(number) for number in range(6))
    assert outlets.by_name == {"صحيفة المنارة": Outlet((TICKER,))}
    article = read(7, outlets)
    assert TICKER not in article.body
    (left,) = [line for line in article.lines if line.text == TICKER]
    assert (left.role, left.reason) == ("boilerplate", "recurs in articles from this outlet")


def test_of_few_files_nothing_is_learned() -> None:
    assert learn(read(number) for number in range(4)) == NO_OUTLETS


def test_another_outlets_articles_keep_the_line() -> None:
    outlets = learn(read(number) for number in range(6))
    assert TICKER in read(7, outlets, "جريدة الساحل").body


def test_what_people_call_the_articles_is_never_learned() -> None:
    edited = parse_outlets(f"outlets:\n  صحيفة المنارة:\n    article: ['{TICKER}']\n")
    assert learn((read(number) for number in range(6)), edited) == edited
    assert TICKER in read(7, edited).body


def test_the_file_comes_back_as_it_was_written() -> None:
    outlets = learn(read(number) for number in range(6))
    assert parse_outlets(with_learned("", outlets)) == outlets
    assert learn((read(number) for number in range(6)), outlets) == outlets


EDITED = """\
# ours, do not touch
outlets:
    "جريدة الساحل":   # the coast's
        article: [ 'خلفية' ]
    صحيفة المنارة:  # the lighthouse's
        # what the printer adds
        boilerplate:
            - "تابعونا: كل يوم"   # until 2019
            - آخر
        # nothing else
"""


def test_people_find_their_comments_order_and_quotes_again() -> None:
    outlets = learn((read(number) for number in range(6)), parse_outlets(EDITED))
    wanted = EDITED.replace("            - آخر\n", f"            - آخر\n            - {TICKER}\n")
    assert with_learned(EDITED, outlets) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a word\n",
        "outlets:\n",
        "outlets: {}\n",
        "outlets: {جريدة الساحل: {article: [خلفية]}}",
        "outlets:\n  جريدة الساحل: {article: [خلفية]}  # no end of line",
        "outlets:\n  صحيفة المنارة: {}\n",
        "outlets:\n- a\n".replace("- a", "  صحيفة المنارة: {boilerplate: []}"),
        "outlets:\n  صحيفة المنارة:\n    boilerplate: [أول, 'ثان',]\n",
        "\ufeffoutlets:\r\n  صحيفة المنارة:\r\n    article:\r\n    - أول\r\n",
    ],
)
def test_what_is_learned_is_added_however_the_file_is_written(text: str) -> None:
    known = parse_outlets(text)
    outlets = learn((read(number) for number in range(6)), known)
    learned = msgspec.structs.replace(outlets.by_name["صحيفة المنارة"], numeric_dates="month first")
    outlets = Outlets({**outlets.by_name, "صحيفة المنارة": learned, "The Gazette: daily #1": Outlet(("a: b", "- c"))})
    said = with_learned(text, outlets)
    assert parse_outlets(said) == outlets
    assert all(line.strip() in said for line in text.split("\n") if line.lstrip().startswith("#"))


def test_a_file_that_cannot_be_changed_safely_is_left() -> None:
    text = "x: &lines [أول]\noutlets:\n  صحيفة المنارة: {boilerplate: *lines}\n  جريدة الساحل: {boilerplate: *lines}\n"
    outlets = learn((read(number) for number in range(6)), parse_outlets(text))
    with pytest.raises(ValueError, match="cannot be changed safely"):
        with_learned(text, outlets)


@pytest.mark.parametrize("text", ["outlets: [a]", "outlets: {x: {boilerplate: 3}}", "[", "- a"])
def test_a_file_that_cannot_be_understood_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"seeds/outlets\.yaml"):
        parse_outlets(text)


def test_an_empty_file_knows_no_outlets() -> None:
    assert parse_outlets("") == NO_OUTLETS
