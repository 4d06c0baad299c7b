"""How other generators name what an article says: a row a tool, after the table of the standards (D14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from generator.export.front_matter_formats import pelican_head, toml_head, yaml_head
from generator.export.shortcodes import hugo_code, same_code, zola_code


class Shape(msgspec.Struct, frozen=True):
    """A tool's site. Files stand at `file`, those without a date at `undated_file`: `{url}` is the article's path.

    `names` are the tool's keys in its order, by ours; the rest keeps its name, inside the table `rest` where there is
    one. `pictures` is where an article's pictures lie; `setting` names the file that makes the folder a site, with
    `$title` and the like in its text. `in_code` writes the tool's own commands inside code so that they are shown.
    """

    name: str
    head: Callable[[Mapping[str, Any]], str]
    names: Mapping[str, str]
    file: str
    undated_file: str
    pictures: str
    setting: str
    setting_text: str
    rest: str = ""
    always: Mapping[str, Any] = {}
    in_code: Callable[[str], str] = same_code


def _names(line: str) -> dict[str, str]:
    """`lastmod=updated tags`: theirs by ours, where a name alone stands for both; all begin alike."""
    pairs = (word.partition("=") for word in f"title description date printed_date {line}".split())
    return {ours: theirs or ours for ours, _, theirs in pairs}


BUNDLE = "content/{url}/index.md"  # an article is a folder: its pictures lie beside its text
BESIDE = "content/{url}"

HUGO = Shape(
    "hugo",
    yaml_head,
    _names("lastmod section=categories tags authors image=images url slug aliases draft"),
    BUNDLE,
    BUNDLE,
    BESIDE,
    "hugo.toml",
    """\
baseURL = $base_url
title = $title
locale = $language
timeZone = $timezone
disablePathToLower = true
""",
    rest="params",
    in_code=hugo_code,
)
JEKYLL = Shape(
    "jekyll",
    yaml_head,
    _names(
        "lastmod=last_modified_at lang section=categories tags author authors image url=permalink slug "
        "aliases=redirect_from draft=published"
    ),
    "_posts/{day}-{slug}.md",
    "{url}/index.md",
    "{url}",
    "_config.yml",
    """\
url: $origin
baseurl: $base_path
title: $title
lang: $language
timezone: $timezone
plugins: [jekyll-redirect-from, jekyll-feed, jekyll-sitemap]
""",
    always={"render_with_liquid": False},
)
PELICAN = Shape(
    "pelican",
    pelican_head,
    _names(
        "description=summary lastmod=modified lang section=category tags authors url save_as slug aliases=alias "
        "draft=status image"
    ),
    BUNDLE,
    "content/pages/{url}/index.md",
    BESIDE,
    "pelicanconf.py",
    """\
SITENAME = $title
SITEURL = $address
TIMEZONE = $timezone
DEFAULT_LANG = $language
PATH = "content"
ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["pages"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = [""]
SLUGIFY_USE_UNICODE = True
USE_FOLDER_AS_CATEGORY = False
""",
)
ELEVENTY = Shape(
    "eleventy",
    yaml_head,
    _names("lastmod=updated lang section tags authors image url=permalink slug aliases=redirect_from draft"),
    BUNDLE,
    BUNDLE,
    BESIDE,
    "eleventy.config.mjs",
    """\
export default function (config) {
  config.addPassthroughCopy("content/**/*.{jpg,jpeg,png,gif,webp,avif,svg}");
  config.addPreprocessor("drafts", "*", (data) => (data.draft ? false : undefined));
  return { dir: { input: "content" } };
}
""",
    rest="extra",  # `page`, `collections` and `content` are Eleventy's own there: it stops at an article that says them
    always={"templateEngineOverride": "md"},
)
ZOLA = Shape(
    "zola",
    toml_head,
    _names("lastmod=updated url=path slug aliases authors draft section=taxonomies.categories tags=taxonomies.tags"),
    BUNDLE,
    BUNDLE,
    BESIDE,
    "config.toml",
    """\
base_url = $base_url
title = $title
default_language = $language
taxonomies = [{ name = "categories" }, { name = "tags" }]

[slugify]
paths = "safe"
taxonomies = "safe"
""",
    rest="extra",
    in_code=zola_code,
)
OBSIDIAN = Shape(
    "obsidian",
    yaml_head,
    _names(
        "lastmod=modified lang section tags tag_names authors image=cover url=permalink aliases=redirect_from draft"
    ),
    "{url}.md",
    "{url}.md",
    "{parent}",
    ".obsidian/app.json",
    "{}\n",
)

SHAPES: Mapping[str, Shape] = {shape.name: shape for shape in (HUGO, JEKYLL, PELICAN, ELEVENTY, ZOLA, OBSIDIAN)}
