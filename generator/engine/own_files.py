"""Files that plugins add to a site. They go stale by their inputs, like all others, and by the plugin itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

import msgspec

from generator.archive.archive import Archive
from generator.config.plugins import Plugin, blaming, plugins
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, RenderContext, Target
from generator.errors import PluginError
from generator.model import Article, SiteView
from generator.text.addresses.relative_path import PathError, published_path

GROUP = "warraq.recipes"
PREFIX = "plugins/"  # of groups and recipes, before the plugin's name
CODE, TEXTS = "plugin code", "article texts"  # inputs beside the plugin's own, whose names have no spaces


class OwnFile(msgspec.Struct, frozen=True):
    """A file to make: its path in output/ and what it is made from, as plain values.

    `bodies` are the articles whose text, as HTML, the recipe needs. It gets them by their content file.
    """

    path: str
    inputs: Mapping[str, Any]
    bodies: tuple[Article, ...] = ()


class OwnRecipe(msgspec.Struct, frozen=True):
    """`plan` lists the files of an archive, the same ones whenever it is asked; `make` makes one.

    `make` gets what all pages share, the inputs of its file and the bodies. It runs in any process, and sees neither
    the archive nor the disk nor the clock.
    """

    plan: Callable[[Archive, SiteView], Iterable[OwnFile]]
    make: Callable[[RenderContext, Mapping[str, Any], Mapping[str, str]], bytes]


@lru_cache(maxsize=1)
def own_recipes() -> Mapping[str, Plugin[OwnRecipe]]:
    """By the plugin's name."""
    return {plugin.name: plugin for plugin in plugins(GROUP, OwnRecipe)}


def plan_own_files(archive: Archive, context: BuildContext) -> Iterator[Group]:
    """A group a plugin. The files are planned twice where it changed, so that they never all are in memory."""
    for plugin in own_recipes().values():
        with blaming(plugin.name):  # inputs that are no plain values have no digest
            digests = [digest(target.path, *target.digests().values()) for target in _targets(plugin, archive, context)]
        yield context.group(f"{PREFIX}{plugin.name}", (), digests, partial(_targets, plugin, archive, context))


def _targets(plugin: Plugin[OwnRecipe], archive: Archive, context: BuildContext) -> Iterator[Target]:
    with blaming(plugin.name):
        for file in plugin.row.plan(archive, context.view):
            yield _target(plugin, file)


def _target(plugin: Plugin[OwnRecipe], file: OwnFile) -> Target:
    if not isinstance(file, OwnFile):
        raise PluginError(f"the plugin `{plugin.name}` planned {file!r}, which is not an OwnFile", _REPORT)
    try:
        path = published_path(file.path)
    except PathError as problem:
        raise PluginError(f"the plugin `{plugin.name}` planned `{file.path}`: {problem.what}", _REPORT) from problem
    texts = [article.source.fingerprint for article in file.bodies]
    own = {**file.inputs, CODE: plugin.digest, TEXTS: texts}
    return Target(path, f"{PREFIX}{plugin.name}", own, bodies=tuple(article.source.path for article in file.bodies))


_REPORT = "report this to the plugin's author, or uninstall the plugin"


def make_own_file(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    name = target.recipe.removeprefix(PREFIX)
    plugin = own_recipes().get(name)
    if plugin is None:
        what = f"the plugin `{name}` is not installed on every machine that builds"
        raise PluginError(what, "install the same plugins everywhere")
    own = {key: value for key, value in target.inputs.items() if key not in (CODE, TEXTS)}
    with blaming(name):
        made = plugin.row.make(context, own, bodies)
    if not isinstance(made, bytes):
        what = f"the plugin `{name}` made {type(made).__name__} for `{target.path}`, which is not bytes"
        raise PluginError(what, _REPORT)
    return made
