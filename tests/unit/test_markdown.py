import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.markdown import render, render_markdown, render_plain

SANITISED = {
    "<script>alert(1)</script>": "script",
    '<b onclick="x()">k</b>': "onclick",
    "[x](javascript:alert(1))": 'href="javascript',
    "<img src=x onerror=alert(1)>": "onerror",
    '<p style="color:red">x</p>': "style",
    '<h1 id="main">x</h1>': "<h1",
    '<iframe src="https://example.org"></iframe>': "iframe",
    '<div id="fn">x</div>': "id=",
}


@pytest.mark.parametrize(("body", "never"), SANITISED.items())
def test_what_could_harm_a_reader_is_taken_out(body: str, never: str) -> None:
    assert never not in render(body).html


def test_brackets_of_the_news_stay_text() -> None:
    assert "<p>قال [لإجراء محادثات] ثم [ ] و[x]</p>" in render("قال [لإجراء محادثات] ثم [ ] و[x]").html


def test_tables_footnotes_and_strikethrough_are_understood() -> None:
    html = render("~~قديم~~ نص[^1]\n\n|أ|ب|\n|:-|-:|\n|1|2|\n\n[^1]: حاشية").html
    assert "<s>قديم</s>" in html and 'class="align-right"' in html and 'id="fn1"' in html


def test_the_lede_is_the_first_paragraph_and_links_are_gathered() -> None:
    found = render("## عنوان\n\nأول [رابط](https://example.org/x) هنا.\n\nثانٍ.")
    assert (found.lede, found.links, found.words) == ("أول رابط هنا.", ("https://example.org/x",), 5)


def test_the_first_heading_of_a_page_is_the_articles_title() -> None:
    assert render("# كبير\n").html == "<h2>كبير</h2>\n"


PIECES = st.sampled_from(
    [
        "نص",
        "كلمة أخرى",
        "\n",
        "\n\n",
        "## ",
        "# ",
        "- ",
        "1. ",
        "> ",
        "*",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "&",
        '"',
        "'",
        "!",
        "|",
        "~",
        "  ",
        " ",
        "\t",
        "\\",
        "---",
        "===",
        ":",
        "\u00a0",
        "\u200f",
        "\u2028",
        ".",
        "؟",
        "http://x.y",
        "5",
        "+",
        "=",
        "^",
        "#",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_short_way_gives_the_librarys_bytes(body: str) -> None:
    short = render_plain(body)
    assert short is None or short == render_markdown(body)


def test_the_short_way_gives_the_librarys_bytes_on_real_articles(corpus: Path) -> None:
    taken = 0
    with gzip.open(corpus / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            body = json.loads(line)["text"].replace("\n", "\n\n")
            short = render_plain(body)
            taken += short is not None
            assert short is None or short == render_markdown(body)
    assert taken > 3000
