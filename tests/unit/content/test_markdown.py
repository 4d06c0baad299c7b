import gzip
import json
import re
from collections.abc import Iterable
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


EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def examples() -> list[str]:
    """The Markdown of every example in CommonMark's specification (CC BY-SA 4.0, from the npm package of its authors)."""
    spec = Path(__file__).parents[3] / "node_modules" / "commonmark-spec" / "spec.txt"
    return [found.replace("→", "\t") for found in EXAMPLE.findall(spec.read_text(encoding="utf-8"))]


def taken_the_short_way(bodies: Iterable[str]) -> int:
    """How many bodies were plain enough; each gave the bytes of the library."""
    taken = 0
    for body in bodies:
        short = render_plain(body)
        taken += short is not None
        assert short is None or short == render_markdown(body), body
    return taken


def test_the_short_way_gives_the_librarys_bytes_on_commonmarks_examples(examples: list[str]) -> None:
    assert len(examples) > 640
    assert taken_the_short_way(examples) > 8
    assert taken_the_short_way(f"فقرة قبل.\n\n{body}\n\nفقرة بعد.\n" for body in examples) > 8
    assert taken_the_short_way(f"سطر قبل\n{body}سطر بعد\n" for body in examples) > 8


def test_the_short_way_gives_the_librarys_bytes_on_real_articles(corpus: Path) -> None:
    with gzip.open(corpus / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    with (corpus / "articles_dev.jsonl").open(encoding="utf-8") as lines:
        texts += [json.loads(line)["text"] for line in lines]
    assert taken_the_short_way(text.replace("\n", "\n\n") for text in texts) > 3000
    assert taken_the_short_way(texts) > 3000
