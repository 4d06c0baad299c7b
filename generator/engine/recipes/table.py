"""The recipes by their names.

A recipe sees the inputs of its target, the bodies that it asked for, and what all pages share. It never sees the
archive, the disk or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.engine.own_files import PREFIX, make_own_file
from generator.engine.plan.target import RenderContext, Target
from generator.engine.recipes import files, machine_files, pages

Recipe = Callable[[RenderContext, Target, Mapping[str, str]], bytes]
RECIPES: Mapping[str, Recipe] = {
    "article": pages.make_article,
    "page": pages.make_page,
    "standalone_page": pages.make_standalone_page,
    "collection": pages.make_collection,
    "redirect": pages.make_redirect,
    "script": pages.make_script,
    "feed": machine_files.make_feed,
    "card_feed": machine_files.make_card_feed,
    "feed_archive": machine_files.make_feed_archive,
    "sitemap": machine_files.make_sitemap,
    "news_sitemap": machine_files.make_news_sitemap,
    "sitemap_index": machine_files.make_sitemap_index,
    "robots": machine_files.make_robots,
    "data_lines": machine_files.make_data_lines,
    "data_table": machine_files.make_data_table,
    "data_schema": machine_files.make_data_schema,
    "data_package": machine_files.make_data_package,
    "json": files.make_json,
    "bytes": files.make_bytes,
    "shard": files.make_shard,
    "file": files.make_file,
    "image": files.make_image,
    "variant": files.make_variant,
    "corrected": files.make_corrected,
    "social_card": files.make_social_card,
}


def recipe_named(name: str) -> Recipe:
    """A row, or the recipe of a plugin."""
    return make_own_file if name.startswith(PREFIX) else RECIPES[name]
