"""A line of news in Markdown shows the signs that were printed, whatever they would mean to Markdown."""

from __future__ import annotations

import html
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.content.markdown import render_markdown
from generator.importers.markup.verbatim import escaped

_MARKUP = st.sampled_from([*"_*`~[]()!<>&#+-=|\\^:.0a ب\"'/", "http://a.b", "__", "**", "&amp;", "[^1]", "1. ", "www."])
_LINES = st.lists(st.one_of(_MARKUP, st.characters(categories=("L", "N", "P", "S"))), min_size=1, max_size=20)


@settings(max_examples=600, deadline=None)
@given(_LINES.map("".join))
@example("__0__")
@example("_x_ snake_case a__b")
@example("1) one")
def test_an_escaped_line_shows_the_same_signs(line: str) -> None:
    line = " ".join(line.split())
    shown = render_markdown(f"{escaped(line)}\n").html.strip()

    assert "<" not in re.sub(r"</?p>", "", shown), shown
    assert html.unescape(re.sub(r"</?p>", "", shown)) == line
