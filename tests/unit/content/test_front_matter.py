import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content.front_matter import dump_front_matter, split_front_matter
from generator.text.controls import without_controls
from generator.text.yaml.marked import Tree, _TextLoader, parse_flat, parse_yaml

TRAPS = [
    "no",
    "00123",
    "12:30",
    "2025-02-13",
    "a: b",
    "# x",
    "[x",
    '"q"',
    "- x",
    "😀",
    "~",
    "null",
    "1e3",
    "0x1f",
    "=",
    "مقال: عن «كتاب»",
    "tab\there",
    "line\u2028sep",
    "ends with space ",
    "'",
    "@x",
    "%x",
    "`x`",
    "x" * 300,
    "2025-02-12/2025-02-13",
]


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_that_yaml_could_misread_comes_back_as_it_was(text: str) -> None:
    dumped = dump_front_matter({"title": text, "tags": [text, "x"]})
    head = split_front_matter(dumped).yaml
    assert parse_yaml(head).value == {"title": text.replace("\t", "\t"), "tags": [text, "x"]}
    assert yaml.safe_load(head)["title"] == text


@given(st.dictionaries(st.sampled_from(["title", "kicker", "x_own"]), st.text(min_size=1), min_size=1))
def test_any_text_round_trips_through_our_reader_and_pyyaml(fields: dict[str, str]) -> None:
    head = split_front_matter(dump_front_matter(fields)).yaml
    clean = {name: without_controls(text) for name, text in fields.items()}
    assert parse_yaml(head) == Tree(clean, has_controls=clean != fields)
    assert yaml.safe_load(head) == fields


def test_fields_stand_in_the_formats_order_and_empty_ones_are_left_out() -> None:
    dumped = dump_front_matter(
        {"own": "x", "url": "2025/02/a/", "title": "ت", "date": "2025-02-13", "kicker": "", "tags": []}
    )
    assert dumped == "---\ntitle: ت\ndate: 2025-02-13\nurl: 2025/02/a/\nown: x\n---\n"


@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n---\nbody", "\ufeff---\r\ntitle: x\r\n---\r\nbody", "---\ntitle: x\n...\nbody"]
)
def test_front_matter_is_told_from_the_body(text: str) -> None:
    split = split_front_matter(text)
    assert (parse_yaml(split.yaml).value, split.body, split.body_line) == ({"title": "x"}, "body", 4)


def test_a_text_without_fences_is_all_body() -> None:
    assert split_front_matter("--- not a fence\nx").body == "--- not a fence\nx"


LINES = st.lists(
    st.tuples(
        st.sampled_from(["title", "tags", "a_b", "x1"]),
        st.lists(
            st.sampled_from(
                [
                    "نص",
                    "a",
                    "1",
                    ":",
                    ": ",
                    " #",
                    "#",
                    "[",
                    "]",
                    ", ",
                    ",",
                    '"',
                    "'",
                    "\\",
                    "-",
                    " ",
                    "2025-02-13",
                    "é",
                    "~",
                    "no",
                    "\t",
                ]
            ),
            max_size=6,
        ).map("".join),
    ).map(": ".join),
    max_size=4,
)


@given(LINES)
def test_the_short_way_reads_what_the_library_reads(lines: list[str]) -> None:
    text = "\n".join(lines)
    short = parse_flat(text)
    if short is not None:
        assert short == yaml.load(text, Loader=_TextLoader)
