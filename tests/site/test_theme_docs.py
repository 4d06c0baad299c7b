"""docs/themes.md, followed step by step: what it shows is written into a site, and does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import SITE_YAML, SiteFolder, warraq

from generator.check.styles import check_contrast
from generator.theme.layers import bundled_themes
from generator.theme.page_kinds import PAGE_KINDS

DOCS = Path(__file__).parent.parent.parent / "docs" / "themes.md"
STEPS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))


def shown(step: str) -> list[str]:
    """The blocks of code of a step, in their order."""
    return re.findall(r"^```\w+\n(.*?)^```$", STEPS[step], re.MULTILINE | re.DOTALL)


@pytest.fixture
def built(site: SiteFolder) -> SiteFolder:
    site.article("a")
    site.build()
    return site


def test_other_colours(built: SiteFolder) -> None:
    before = built.page("assets/style.css")
    (css,) = shown("Change colours")
    built.write("themes/jarida/static/own.css", css)
    assert built.build().written == ("assets/style.css",)
    after = built.page("assets/style.css")
    assert after == before + css
    assert not list(check_contrast("assets/style.css", after))
    built.write("themes/jarida/static/tokens.css", ":root { --paper: #fff }\n")
    built.build()
    assert built.page("assets/style.css").startswith(":root { --paper: #fff }\n")


def test_other_faces(site: SiteFolder) -> None:
    (css,) = shown("Change fonts")
    site.write("site.yaml", SITE_YAML + "language: ur\n")
    site.write("themes/jarida/static/own.css", css)
    site.article("a")
    site.build()
    assert site.page("assets/style.css").endswith(css) and '<html lang="ur" dir="rtl"' in site.page("index.html")


def test_other_words(built: SiteFolder) -> None:
    (yaml,) = shown("Change words")
    built.write("themes/jarida/i18n/ar.yaml", yaml)
    built.build()
    assert "كل ما نشرناه" in built.page("index.html") and "الأرشيف بالسنوات" in built.page("index.html")


def test_another_article_page(built: SiteFolder) -> None:
    (template,) = shown("Change the article page")
    built.write("themes/jarida/templates/article.html", template)
    built.build()
    page = built.page("2025/02/مقال-a/index.html")
    assert page.index("<p>نص المقال هنا") < page.index('<p class="ask">مقال a</p>') < page.index('class="provenance"')
    for block in re.findall(r"`(article_\w+)`", STEPS["Change the article page"]):
        built.write(
            "themes/jarida/templates/article.html",
            f'{{% extends "article.html" %}}{{% block {block} %}}X{{% endblock %}}',
        )
        built.build()
        assert "X" in built.page("2025/02/مقال-a/index.html").partition("<main")[2], block


def test_an_option(built: SiteFolder) -> None:
    (yaml,) = shown("Set an option")
    built.write("site.yaml", SITE_YAML + yaml)
    built.build()
    assert 'data-theme="dark"' in built.page("index.html")
    built.write("site.yaml", SITE_YAML + yaml.replace("dark", "drak"))
    done = warraq("build", "--site", str(built.root))
    assert done.returncode == 3
    assert "site.yaml:12:15: T106 option `appearance` of theme `jarida` cannot be `drak`" in done.stderr
    assert "did you mean `dark`?" in done.stderr


def test_a_theme_of_your_own(built: SiteFolder) -> None:
    declaration, masthead, settings = shown("Make your own theme")
    built.write("themes/mine/theme.yaml", declaration)
    built.write("themes/mine/templates/fragments/masthead.html", masthead)
    built.write("site.yaml", SITE_YAML + settings)
    built.build()
    for path in ("index.html", "2025/02/مقال-a/index.html", "search/index.html"):
        page = built.page(path)
        assert page.index('<p class="motto">كل يوم جديد</p>') < page.index('class="masthead"')
    built.write("site.yaml", SITE_YAML + "theme: mine\n")
    built.build()
    assert "motto" not in built.page("index.html")


def test_a_copy_of_the_plain_theme_is_a_theme(built: SiteFolder) -> None:
    for path, data in built.files(bundled_themes() / "warqa").items():
        built.write(f"themes/copy/{path}", data)
    built.write("site.yaml", SITE_YAML + "theme: copy\n")
    built.build()
    copied = built.files()
    built.write("site.yaml", SITE_YAML + "theme: warqa\n")
    built.build()
    assert built.files() == copied


def test_the_list_of_needed_templates_is_whole() -> None:
    listed = re.search(r"A theme needs (.*?); without (.*?) a site", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert listed and set(re.findall(r"`([\w-]+)`", listed[1])) == {
        kind.template.removesuffix(".html") for kind in PAGE_KINDS.values() if kind.is_needed
    }
