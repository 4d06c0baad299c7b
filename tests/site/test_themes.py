"""Themes lie in layers: a site's file over the bundled one, a theme over what it extends; mistakes are told with places."""

from __future__ import annotations

import pytest
from support import SITE_YAML, SiteFolder

from generator.check.styles import check_contrast
from generator.errors import SettingsError
from generator.theme.layers import bundled_themes

BADGE = '{% extends "article.html" %}\n{% block article_body %}<p class="badge">شارة</p>{{ super() }}{% endblock %}\n'


def problems_of(site: SiteFolder) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        site.build()
    assert caught.value.exit_code == 3
    return [str(problem).partition("\n")[0] for problem in caught.value.problems]


def test_a_template_that_extends_its_own_name_extends_the_one_it_stands_in_for(site: SiteFolder) -> None:
    site.article("a")
    site.build()
    before = site.files()
    site.write("themes/jarida/templates/article.html", BADGE)
    report = site.build()
    page = site.page("2025/02/مقال-a/index.html")
    assert '<p class="badge">شارة</p>' in page and "نص المقال هنا" in page
    assert report.written == ("2025/02/مقال-a/index.html",)
    (site.root / "themes/jarida/templates/article.html").unlink()
    site.build()
    assert site.files() == before


def test_a_site_without_a_menu_leads_to_its_archive_from_every_page(site: SiteFolder) -> None:
    site.article("a")
    way = '<a class="menu" href="/archive/archive/">الأرشيف</a>'
    site.build()
    assert way not in site.page("2025/02/مقال-a/index.html")
    site.write("site.yaml", SITE_YAML.partition("menu:")[0])
    site.build()
    assert way in site.page("2025/02/مقال-a/index.html")


def test_a_theme_extends_a_theme_that_extends_another(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "theme: third\n")
    site.write("themes/second/theme.yaml", "extends: jarida\n")
    site.write("themes/second/templates/article.html", BADGE)
    site.write("themes/third/theme.yaml", "extends: second\n")
    site.write("themes/third/templates/article.html", BADGE.replace("شارة", "أخرى"))
    site.article("a")
    site.build()
    page = site.page("2025/02/مقال-a/index.html")
    assert page.index("أخرى") < page.index("شارة") < page.index("<p>نص المقال هنا")
    assert site.files() == site.clean_files()


def test_a_change_of_the_template_beneath_reaches_the_pages(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "theme: mine\n")
    site.write("themes/mine/theme.yaml", "extends: jarida\n")
    site.write("themes/mine/templates/article.html", BADGE)
    site.article("a")
    site.build()
    site.write("themes/jarida/templates/article.html", BADGE.replace("شارة", "جديدة"))
    assert "2025/02/مقال-a/index.html" in site.build().written
    assert "جديدة" in site.page("2025/02/مقال-a/index.html")


def test_a_mistake_in_the_template_beneath_is_told_at_its_own_place(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "theme: mine\n")
    site.write("themes/mine/theme.yaml", "extends: jarida\n")
    site.write("themes/jarida/templates/article.html", BADGE.replace("{{ super() }}", "\n{{ nothing }}"))
    site.write("themes/mine/templates/article.html", BADGE)
    site.article("a")
    (told,) = problems_of(site)
    assert told.startswith("themes/jarida/templates/article.html:3: T101")


def test_a_template_that_stands_in_for_none_cannot_extend_its_own_name(site: SiteFolder) -> None:
    site.write("themes/jarida/templates/undated.html", '{% extends "undatd.html" %}')
    assert problems_of(site) == [
        "themes/jarida/templates/undated.html:1: T101 uses `undatd.html`, which does not exist"
    ]
    site.write("themes/jarida/templates/undated.html", '{% extends "own.html" %}')
    site.write("themes/jarida/templates/own.html", '\n{% extends "own.html" %}')
    assert problems_of(site) == [
        "themes/jarida/templates/own.html:2: T101 extends the template that it replaces, but it does not replace any"
    ]


def test_a_sites_own_sheet_comes_last_in_the_one_that_pages_load(site: SiteFolder) -> None:
    site.build()
    sheet = site.page("assets/style.css")
    assert "@import" not in sheet and sheet.index("--paper:") < sheet.index(".masthead {")
    assert not (site.output / "assets/tokens.css").exists()
    site.write("themes/jarida/static/own.css", ":root { --accent: #00594c }\n")
    assert site.build().written == ("assets/style.css",)
    assert site.page("assets/style.css") == sheet + ":root { --accent: #00594c }\n"
    assert site.files() == site.clean_files()


def test_words_are_changed_one_by_one(site: SiteFolder) -> None:
    site.write("themes/jarida/i18n/ar.yaml", "front:\n  archive: كل ما لدينا\n")
    site.article("a")
    site.build()
    front = site.page("index.html")
    assert "كل ما لدينا" in front and "الأرشيف بالسنوات" in front


WORDS = {
    "front:\n  archive: '{n} مقالات'\n": "themes/jarida/i18n/ar.yaml:2:12: T107 `front.archive` uses `{n}`",
    "doubt:\n  why: 'شك {range'\n": "themes/jarida/i18n/ar.yaml:2:8: T107 `doubt.why` has a brace that is never closed",
    "count:\n  articles: مقالات\n": "themes/jarida/i18n/ar.yaml:2:13: T107 `count.articles` needs plural forms",
    "older: {other: x}\n": "themes/jarida/i18n/ar.yaml:1:8: T107 `older` cannot have plural forms",
    "older: [x]\n": "themes/jarida/i18n/ar.yaml:1:8: T107 `older` must be text",
    "older: 'x\n": "themes/jarida/i18n/ar.yaml:2:1: S101 found unexpected end of stream",
    "- older\n": "themes/jarida/i18n/ar.yaml:1:1: S103 `themes/jarida/i18n/ar.yaml` must contain `key: words` lines",
}


@pytest.mark.parametrize(("text", "told"), WORDS.items())
def test_words_that_do_not_fit_are_told_with_their_place(site: SiteFolder, text: str, told: str) -> None:
    site.write("themes/jarida/i18n/ar.yaml", text)
    assert problems_of(site) == [told]


DECLARATIONS = {
    "optoins: {}\n": ["themes/mine/theme.yaml:2:1: S102 `optoins` is not a known key of themes/mine/theme.yaml"],
    "whole_cards: [issues]\n": ["themes/mine/theme.yaml:2:15: S105 `whole_cards.0` cannot be `issues`"],
    "options: [a]\n": [
        "themes/mine/theme.yaml:2:10: S103 `options` must contain keys with `key: value` lines below them"
    ],
    "options:\n  dense: {type: yes}\n": [
        "themes/mine/theme.yaml:3:17: S105 `options.dense.type` cannot be `yes`",
    ],
    "options:\n  size: {default: huge, choices: [small, large]}\n": [
        "themes/mine/theme.yaml:3:19: T106 the default of option `size` cannot be `huge`"
    ],
    "options:\n  size: {choices: [small, large]}\n": [
        "themes/mine/theme.yaml:3:9: T106 the default of option `size` cannot be ``"
    ],
    "options:\n  dense: {default: perhaps, type: boolean}\n": [
        "themes/mine/theme.yaml:3:20: T106 the default of option `dense` cannot be `perhaps`"
    ],
}


@pytest.mark.parametrize(("text", "told"), DECLARATIONS.items())
def test_theme_yaml_is_read_as_strictly_as_site_yaml(site: SiteFolder, text: str, told: list[str]) -> None:
    site.write("site.yaml", SITE_YAML + "theme: mine\n")
    site.write("themes/mine/theme.yaml", f"extends: jarida\n{text}")
    assert problems_of(site) == told


OPTIONS = {
    "appearence: dark": ":12:3: T105 theme `mine` has no option `appearence`",
    "appearance: drak": ":12:15: T106 option `appearance` of theme `mine` cannot be `drak`",
    "dense: maybe": ":12:10: T106 option `dense` of theme `mine` cannot be `maybe`",
}


@pytest.fixture
def mine(site: SiteFolder) -> SiteFolder:
    site.write("themes/mine/theme.yaml", "extends: jarida\noptions:\n  dense: {type: boolean, default: false}\n")
    site.write("themes/mine/templates/undated.html", "{{ options.appearance }} {{ 'thick' if options.dense }}")
    return site


@pytest.mark.parametrize(("chosen", "told"), OPTIONS.items())
def test_an_option_that_does_not_fit_is_told_at_its_line_of_site_yaml(mine: SiteFolder, chosen: str, told: str) -> None:
    mine.write("site.yaml", f"{SITE_YAML}theme: mine\ntheme_options:\n  {chosen}\n".replace("offline: false\n", ""))
    assert problems_of(mine) == [f"site.yaml{told}"]


def test_options_of_a_theme_and_of_what_it_extends_are_chosen_together(mine: SiteFolder) -> None:
    settings = f"{SITE_YAML}theme: mine\n"
    mine.write("site.yaml", settings)
    mine.build()
    assert mine.page("undated/index.html") == "auto "
    mine.write("site.yaml", f"{settings}theme_options: {{dense: true, appearance: dark}}\n")
    mine.build()
    assert mine.page("undated/index.html") == "dark thick"
    assert 'data-theme="dark"' in mine.page("index.html")


THEMES = {
    ("jaridah", ""): "site.yaml:11:8: T102 there is no theme `jaridah`",
    ("mine", "extends: other\n"): "themes/mine/theme.yaml:1:10: T102 there is no theme `other`",
    ("mine", "extends: ../jarida\n"): "themes/mine/theme.yaml:1:10: T102 there is no theme `../jarida`",
    ("mine", "extends: mine\n"): "themes/mine/theme.yaml:1:10: T103 themes extend each other in a loop: mine → mine",
}


@pytest.mark.parametrize(("theme", "told"), THEMES.items())
def test_a_theme_that_is_not_there_is_told_where_it_is_named(
    site: SiteFolder, theme: tuple[str, str], told: str
) -> None:
    site.write("site.yaml", f"{SITE_YAML}theme: {theme[0]}\n")
    site.write("themes/mine/theme.yaml", theme[1])
    assert problems_of(site) == [told]


def test_a_theme_from_nothing_is_told_all_that_it_lacks(site: SiteFolder) -> None:
    site.write("site.yaml", f"{SITE_YAML}theme: bare\n")
    site.write("themes/bare/theme.yaml", "")
    site.write("themes/bare/templates/article.html", "x")
    (told,) = problems_of(site)
    assert told.startswith(
        "themes/bare/theme.yaml: T104 theme `bare` lacks `404.html`, `archive.html`, `corrections.html`"
    )
    assert "article.html" not in told and "`year.html`" in told


OWN_COLOURS = {
    ":root { --accent: #00594c }\n:root[data-theme=dark] { --accent: #7fd6c6 }\n": [],
    ":root { --accent: #9fd6c6 }\n": ["`--accent` on `--paper`", "`--accent` on `--sheet`"],
    ':root[data-theme="dark"] { --accent: #4a1010 }\n': ["`--accent` on `--paper`", "`--accent` on `--sheet`"],
}


@pytest.mark.parametrize(("own", "told"), OWN_COLOURS.items())
def test_a_sites_own_colours_are_checked_over_the_themes_light_and_dark(own: str, told: list[str]) -> None:
    tokens = (bundled_themes() / "jarida/static/tokens.css").read_text(encoding="utf-8")
    found = check_contrast("assets/style.css", tokens + own)
    assert [one.what.partition(" has")[0] for one in found] == told


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ site|attr('__class__') }}",
        "{{ site['__class__'] }}",
        "{{ '{0.__class__.__init__.__globals__}'.format(site) }}",
        "{{ t.func.__globals__['os'].system('id') }}",
        "{{ fragments.clear() }}",
        "{{ options.update(x=1) }}",
        "{% for number in range(10**9) %}{{ number }}{% endfor %}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    ],
)
def test_a_template_of_a_site_reaches_nothing_but_its_inputs(site: SiteFolder, template: str) -> None:
    site.write(
        "themes/jarida/templates/page.html", '{% extends "page.html" %}{% block main %}' + template + "{% endblock %}"
    )
    site.write("content/pages/about.md", "---\ntitle: عن\n---\nنص.\n")
    with pytest.raises(SettingsError) as refusal:
        site.build()
    assert [problem.code for problem in refusal.value.problems] == ["T101"]
