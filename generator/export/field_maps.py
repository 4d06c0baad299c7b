"""How other site generators name the fields of an article: one row per tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from generator.export.front_matter_formats import pelican_head, toml_head, yaml_head
from generator.export.shortcodes import hugo_code, same_code, zola_code

Fields = Mapping[str, Any]


class Tool(msgspec.Struct, frozen=True):
    """A tool's site. Articles go to `file`, undated ones to `undated_file`; `{url}` is the article's path.

    `names` maps our keys to the tool's, in its order; other keys keep their names, inside the table `rest` if there is
    one. `adapted` turns our values into the tool's. `images` is the folder of an article's images. `setting` names the
    file that makes the folder a site, with `$title` and the like in its text. `in_code` writes the tool's own commands
    inside code so that they are shown.
    """

    name: str
    head: Callable[[Fields], str]
    names: Mapping[str, str]
    file: str
    undated_file: str
    images: str
    setting: str
    setting_text: str
    rest: str = ""
    always: Fields = {}
    in_code: Callable[[str], str] = same_code
    adapted: Callable[[Fields], dict[str, Any]] = dict


def _names(line: str) -> dict[str, str]:
    """`lastmod=updated tags`: theirs by ours, a single name for both; all tools begin with the same four."""
    pairs = (word.partition("=") for word in f"title description date printed_date {line}".split())
    return {ours: theirs or ours for ours, _, theirs in pairs}


def _hugo(ours: Fields) -> dict[str, Any]:
    return {**ours, "section": _one(ours["section"]), "image": _one(ours["image"])}


def _jekyll(ours: Fields) -> dict[str, Any]:
    """A draft is `published: false`; its feed prints `author` unchanged, so that is a text."""
    draft = False if ours["draft"] else ""
    return {**ours, "section": _one(ours["section"]), "author": ", ".join(ours["authors"]), "draft": draft}


def _pelican(ours: Fields) -> dict[str, Any]:
    """A URL is a path and its file, which would publish drafts; a value is one line."""
    aliases, url = ", ".join(ours["aliases"]), ours["url"].strip("/") + "/"
    if ours["draft"]:
        return {**ours, "url": "", "draft": "draft", "aliases": aliases}
    return {**ours, "url": url, "save_as": f"{url}index.html", "aliases": aliases}


def _zola(ours: Fields) -> dict[str, Any]:
    aliases = [alias.strip("/") for alias in ours["aliases"]]
    return {**ours, "url": ours["url"].strip("/"), "section": _one(ours["section"]), "aliases": aliases}


def _obsidian(ours: Fields) -> dict[str, Any]:
    """Tags have no spaces; `tag_names` keeps the names."""
    tags = ["-".join(str(tag).split()) for tag in ours["tags"]]
    return {**ours, "tags": tags, "tag_names": list(ours["tags"]) if tags != list(ours["tags"]) else []}


def _one(value: str) -> list[str]:
    return [value] if value else []


BUNDLE = "content/{url}/index.md"  # an article is a folder, with its images beside its text
BESIDE = "content/{url}"

HUGO = Tool(
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
    adapted=_hugo,
)
JEKYLL = Tool(
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
    adapted=_jekyll,
)
PELICAN = Tool(
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
    adapted=_pelican,
)
ELEVENTY = Tool(
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
    rest="extra",  # `page`, `collections` and `content` are Eleventy's own: it stops at an article that sets them
    always={"templateEngineOverride": "md"},
)
ZOLA = Tool(
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
    adapted=_zola,
)
OBSIDIAN = Tool(
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
    adapted=_obsidian,
)

TOOLS = (HUGO, JEKYLL, PELICAN, ELEVENTY, ZOLA, OBSIDIAN)
