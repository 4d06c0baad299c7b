"""llms.txt: one file that leads to every list of the site."""

from __future__ import annotations

import itertools
import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from support import SITE_YAML, SiteFolder

SETTINGS = SITE_YAML + "llms_txt: true\ndescription: نصوص [قديمة]\nrights: حرّة\ndata: [csv]\n"
BASE = "https://example.org/archive/"


def test_it_has_the_form_and_every_link_leads_to_a_file(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.write("content/pages/about.md", "---\ntitle: عن [الموقع]\n---\nنص\n")
    ten_articles.build()
    text = ten_articles.page("llms.txt")
    tokens = MarkdownIt().parse(text)
    headings = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
    assert headings == ["أرشيف الاختبار", "الأقسام", "الأرشيف", "البيانات", "Optional"]
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2", "h2"]
    assert tokens[3].type == "blockquote_open" and "> نصوص [قديمة]" in text and "حرّة" in text
    links = [
        str(child.attrs["href"]) for token in tokens for child in token.children or () if child.type == "link_open"
    ]
    assert len(links) > 8 and all(link.startswith(BASE) for link in links)
    for link in links:
        path = unquote(link.removeprefix(BASE))
        assert (ten_articles.output / path / "index.html").is_file() or (ten_articles.output / path).is_file(), link
    assert f"{BASE}archive/" in links and f"{BASE}feed.xml" in links and r"عن \[الموقع\]" in text


def test_articles_leave_it_as_it_is(ten_articles: SiteFolder) -> None:
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.build()
    ten_articles.article("more", date="2024-02-02")
    assert "llms.txt" not in ten_articles.build().written
    ten_articles.article("newer", date="2025-02-02")
    assert "llms.txt" not in ten_articles.build().written
    assert ten_articles.files() == ten_articles.clean_files()


def test_it_is_there_when_asked_for(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    assert "llms.txt" not in ten_articles.files()
    assert not re.search("llms", ten_articles.page("index.html"))
