"""Articles go to other generators and come back: nothing that they say is lost on the way."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SITE_YAML, SiteFolder, warraq

from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.export.field_maps import TOOLS, Tool
from generator.export.formats import FORMATS
from generator.export.shortcodes import REFERENCE, harmless, same_code
from generator.model import Article, Source

BODY = """فقرة أولى فيها كلام كثير عن المدينة وأهلها، وفيها "اقتباس" و*تشديد*.

قالب {{ page.title }} و{% if x %} و{{< youtube id="a" >}} و{{% note %}} و{{{a}}} و{{ video(id=1) }} و{{< مفتوح.

`{{< inside "code" >}}` و`{{ page.title }}` و`{{ video(id=1) }}`

```
{{< figure src="x" >}} {{ page.title }} {% quote(a="b") %} {% end %}
```

## عنوان فرعي

![صورة](inside.png)

وفقرة ثانية بعدها.
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
BRACES = re.compile(r"\{[{%][^\n]*")
FIELDS = {
    "whole": {
        "date": "2025-02-13T14:30:00+02:00",
        "lastmod": "2025-02-14",
        "description": '"وصف: فيه نقطتان # وعلامة"',
        "tags": "[موسكو, تراث شعبي]",
        "authors": "[سلمى العطار, فؤاد]",
        "people": "[فلان الفلاني]",
        "places": "[القاهرة]",
        "collections": "[ذاكرة المدينة]",
        "kicker": "سطر أعلى",
        "publisher": "صحيفة",
        "source_url": "https://news.example.org/a?b=1&c=2",
        "captured": "2025-02-15",
        "image": "front.png",
        "image_alt": '"صورة: بوابة"',
        "url": "2025/02/كلمات-الخبر/",
        "aliases": "[/old/one/, /old/two/]",
        "rights": "محفوظة",
        "page": '"007"',
    },
    "month": {"date": '"2011-02"', "url": "2011/02/خبر-الشهر/", "section": "ثقافة"},
    "year": {"date": '"1998"', "url": "1998/خبر-العام/", "tags": "[واحد]"},
    "hour": {"date": "2024-03-01T09:05", "url": "2024/03/خبر-الساعة/"},
    "undated": {"date": "", "url": "undated/بلا-تاريخ/"},
    "draft": {"date": "2025-03-01", "url": "2025/03/مسودة/", "status": "draft"},
    "english": {"date": "2025-04-01", "url": "2025/04/a-village/", "lang": "en", "title": '"A village: its memory"'},
}
COMPARED = [name for name in Article.__struct_fields__ if name not in ("source", "id", "seed", "seed_sha256", "extra")]


@pytest.fixture
def varied(site: SiteFolder) -> SiteFolder:
    for name, fields in FIELDS.items():
        said = {"title": f'"عنوان {name}: خبر"', "tags": ""} | fields
        body = (
            BODY if name == "whole" else "The village has kept its memory for years.\n" if "lang" in fields else "نص.\n"
        )
        place = site.article(name, id=f"id-{name}", body=f"\n{body}", **said)
        if name == "whole":
            place.with_name("inside.png").write_bytes(PNG)
            place.with_name("front.png").write_bytes(PNG + b"1")
    site.article("gone", id="id-gone", status="withdrawn", withdrawn_reason="بطلب")
    return site


def articles(root: Path) -> dict[str, Article]:
    found = {}
    for path in sorted((root / "content").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        parsed = parse_article(Source(path.relative_to(root).as_posix(), ""), text, Settings(title="x"))
        assert parsed.article is not None, parsed.problems
        found[parsed.article.title] = parsed.article
    return found


def export(site: SiteFolder, tool: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return warraq("export", "--to", tool, str(folder), "--site", str(site.root), *options)


def test_every_tool_is_a_format_of_the_verb() -> None:
    assert ("csv", *(tool.name for tool in TOOLS), "ninjs", "parquet") == tuple(FORMATS)


@pytest.mark.parametrize("tool", [tool.name for tool in TOOLS])
def test_what_comes_back_says_what_went(varied: SiteFolder, tmp_path: Path, tool: str) -> None:
    done = export(varied, tool, tmp_path / "out")
    assert done.returncode == 0 and "7 articles (1 of them drafts, 1 without a date); 1 withdrawn" in done.stderr
    back = SiteFolder(tmp_path / "back")
    back.write("site.yaml", SITE_YAML + "import: {suggest_terms: false}\n")
    imported = warraq("import", str(tmp_path / "out"), "--site", str(back.root))
    assert imported.returncode == 0, imported.stderr
    went, came = articles(varied.root), articles(back.root)
    went = {title: article for title, article in went.items() if article.status != "withdrawn"}
    assert went.keys() == came.keys()
    for title, article in went.items():
        there = {name: getattr(came[title], name) for name in COMPARED}
        here = {name: getattr(article, name) for name in COMPARED}
        # An import files pictures under the article's own name, and a first picture stands for the article.
        for said in (here, there):
            said["image"] = bool(said["image"])
        assert there == here, title
    whole = next(path for path in (back.root / "content").rglob("*.md") if "كلمات-الخبر" in path.name)
    assert sorted(path.read_bytes() for path in whole.parent.rglob("*.png")) == [PNG, PNG + b"1"]
    assert BRACES.findall(whole.read_text("utf-8")) == BRACES.findall(BODY)


# What each tool would act on, wherever it stands: Hugo and Zola in code too, the others are told to leave bodies alone.
COMMANDS = {
    "hugo": re.compile(r"\{\{[<%]"),
    "zola": re.compile(r"\{[{%]\s*(?:[A-Za-z_]\w*\s*\(|end\s*%\})"),
    "jekyll": re.compile(r"(?m)^render_with_liquid: true"),
    "eleventy": re.compile(r"(?m)^templateEngineOverride: (?!md)"),
}


def commands_in(text: str, tool: str) -> list[str]:
    """Without what Hugo shows and does not run."""
    shown = re.sub(r"\{\{(?:</\*.+?\*/>|%/\*.+?\*/%)\}\}", "", text, flags=re.DOTALL) if tool == "hugo" else text
    return COMMANDS[tool].findall(shown) if tool in COMMANDS else []


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_no_tool_finds_a_command_in_a_text(tool: Tool) -> None:
    text = tool.head({"title": "x", **tool.always}) + harmless(BODY, tool.in_code)
    assert not commands_in(text, tool.name)
    outside = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    assert "{{" not in outside and "{%" not in outside
    assert {"jekyll": "render_with_liquid: false", "eleventy": "templateEngineOverride: md"}.get(tool.name, "") in text


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
@given(st.text(alphabet="{}%<>/*`a (=)\n", max_size=40))
def test_any_braces_come_back_or_are_shown(tool: Tool, text: str) -> None:
    shown = harmless(text, tool.in_code)
    assert not commands_in(shown, tool.name)
    assert harmless(text, same_code).replace(REFERENCE, "{") == text


def built(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_eleventy_finds_none_of_its_own_names_and_jekyll_pictures_below_the_sites_path(
    varied: SiteFolder, tmp_path: Path
) -> None:
    """Both stop, or show nothing, otherwise: seen with Eleventy 3.1.8 and Jekyll 4.3.1."""
    texts = {}
    for tool in ("eleventy", "jekyll"):
        export(varied, tool, tmp_path / tool)
        (texts[tool],) = (
            path.read_text("utf-8") for path in (tmp_path / tool).rglob("*.md") if "id-whole" in path.read_text("utf-8")
        )
    assert "  page: " in texts["eleventy"]
    assert not re.search(r"^(?:page|collections|content|pkg|eleventy|layout):", texts["eleventy"], re.MULTILINE)
    assert "(/archive/2025/02/كلمات-الخبر/inside.png)" in texts["jekyll"]
    assert "\nauthor: سلمى العطار, فؤاد\n" in texts["jekyll"] or '\nauthor: "سلمى العطار, فؤاد"\n' in texts["jekyll"]


def test_hugo_builds_it_under_the_same_addresses(varied: SiteFolder, tmp_path: Path) -> None:
    export(varied, "hugo", tmp_path / "out")
    layouts = tmp_path / "out/layouts"
    layouts.mkdir()
    for name in ("page.html", "home.html", "section.html", "taxonomy.html", "term.html"):
        (layouts / name).write_text("{{ .Title }}{{ .Content }}")
    built([str(Path(sys.executable).with_name("hugo")), "-d", str(tmp_path / "www"), "--quiet"], tmp_path / "out")
    assert_same_pages(varied, tmp_path / "www")
    assert (tmp_path / "www/old/one/index.html").is_file()


def test_pelican_builds_it_under_the_same_addresses(varied: SiteFolder, tmp_path: Path) -> None:
    export(varied, "pelican", tmp_path / "out")
    built(
        [sys.executable, "-m", "pelican", "content", "-o", str(tmp_path / "www"), "-s", "pelicanconf.py"],
        tmp_path / "out",
    )
    assert_same_pages(varied, tmp_path / "www")


def assert_same_pages(site: SiteFolder, www: Path) -> None:
    """Each published article at its own address, its pictures beside it, and no draft."""
    published = {article.url for article in articles(site.root).values() if article.status == "published"}
    assert len(published) == 6
    for url in published:
        assert (www / url[1:] / "index.html").is_file(), url
    assert not (www / "2025/03/مسودة/index.html").exists()
    assert (www / "2025/02/كلمات-الخبر/inside.png").read_bytes() == PNG
    page = (www / "2025/02/كلمات-الخبر/index.html").read_text()
    assert "عنوان فرعي" in page
    shown = unescape(re.sub("<.*?>", "", page)).replace("“", '"').replace("”", '"')
    for line in BRACES.findall(BODY):
        assert line.replace("`", "") in shown


def test_a_folder_with_files_is_left_alone(varied: SiteFolder, tmp_path: Path) -> None:
    mine = tmp_path / "out/content/mine.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("x")
    assert export(varied, "hugo", tmp_path / "out").returncode == 4
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [mine]
    assert export(varied, "hugo", tmp_path / "out", "--force").returncode == 0 and mine.read_text() == "x"


def test_a_choice_of_articles_goes(varied: SiteFolder, tmp_path: Path) -> None:
    assert "1 article " in export(varied, "zola", tmp_path / "out", "--section", "ثقافة").stderr
