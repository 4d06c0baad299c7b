"""Files that two groups of targets want to make: which of them makes it, and the problem for the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.archive.permalinks import output_path
from generator.disk.files import read_if_there
from generator.engine.load.lines import line_of
from generator.engine.load.loaded import Loaded
from generator.engine.own_files import PREFIX as PLUGINS
from generator.engine.site import Site
from generator.model import Article, Problem
from generator.text.markup import absolute

STATIC, ASSETS = "static/", "asset/"
ROBOTS = "robots.txt"


class Claim(NamedTuple):
    """A file of output/ and the group that makes it."""

    path: str
    group: str


class Conflict(NamedTuple):
    """`loser` claims what `winner` has; of a redirect `alias` and `article` say whose it is."""

    loser: Claim
    winner: Claim
    alias: str = ""
    article: Article | None = None


class ClaimedPaths:
    """The files that a build plans, each with its group: no path twice, and no file where a folder must be."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self._folders: set[str] = set()

    def in_the_way(self, path: str) -> str:
        """The file in the way of a path, "" where it is free."""
        if path in self.files:
            return path
        if path in self._folders:
            return next(file for file in self.files if file.startswith(f"{path}/"))
        folder = path.rpartition("/")[0]
        while folder and folder not in self._folders:
            if folder in self.files:
                return folder
            folder = folder.rpartition("/")[0]
        return ""

    def take(self, path: str, group: str) -> None:
        self.files[path] = group
        folder = path.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders.add(folder)
            folder = folder.rpartition("/")[0]


def conflict_problems(conflicts: Iterable[Conflict], archive: Archive, loaded: Loaded, site: Site) -> Iterator[Problem]:
    """A problem for each that lost, at the file that claims the path; it names both."""
    conflicts = list(conflicts)
    if conflicts:
        names = _Names(archive, loaded)
        yield from (_problem(conflict, names, site) for conflict in conflicts)


def _problem(conflict: Conflict, names: _Names, site: Site) -> Problem:
    loser, winner = conflict.loser, conflict.winner
    winning, url = names.of(winner), f"/{winner.path.removesuffix('index.html')}"
    if conflict.article is not None:
        path = conflict.article.source.path
        line = line_of(site.root, path, "aliases", conflict.alias)
        what = f"the alias `{conflict.alias}` is the path of {winning}, so no redirect is created"
        hint = f"remove the alias, or give one of them another URL; at `{url}` readers see {winning}"
        return Problem(path, line, 0, "E202", "error", what, hint)
    if winner.group.startswith(STATIC) and not names.source(loser):
        return _own_file_instead(winner, site)
    path = names.source(loser) or loser.path
    line = line_of(site.root, path, "url") if path.endswith(".md") else 0
    claimed = f"`/{loser.path}`"
    if loser.group.startswith(PLUGINS):
        claimed = f"{names.of(loser)} wants {claimed}, which"
    what = f"{claimed} is also the path of {winning}"
    return Problem(path, line, 0, "E202", "error", what, f"rename one of them; at `{url}` readers see {winning}")


def _own_file_instead(winner: Claim, site: Site) -> Problem:
    """The owner's file wins over what would be made in its place."""
    path = f"{STATIC}{winner.path}"
    what, hint = (
        f"is published instead of the `/{winner.path}` that Warraq would make",
        "nothing to do if this is what you want",
    )
    sitemap = f"Sitemap: {absolute(site.settings.base_url, '/sitemap.xml')}"
    if winner.path == ROBOTS and b"sitemap:" not in (read_if_there(site.root / path) or b"").lower():
        hint = f"add the line `{sitemap}` to it, so that search engines find all pages"
    return Problem(path, 0, 0, "E222", "note", what, hint)


class _Names:
    """The source of each file, for messages: built only where there is a conflict."""

    def __init__(self, archive: Archive, loaded: Loaded) -> None:
        pages = (*(item.article for item in archive.articles), *loaded.pages, *loaded.collections, *loaded.withdrawn)
        self._sources = {output_path(page.url): page.source.path for page in pages}

    def source(self, owner: Claim) -> str:
        """The owner's file that it is made from, "" where the site makes it by itself."""
        if owner.group.startswith(STATIC):
            return f"{STATIC}{owner.path}"
        return self._sources.get(owner.path, "")

    def of(self, owner: Claim) -> str:
        source = self.source(owner)
        if source:
            return f"`{source}`"
        if owner.group.startswith("redirects/"):
            return f"another redirect, `/{owner.path}`"
        if owner.group.startswith(PLUGINS):
            return f"a file of the plugin `{owner.group.removeprefix(PLUGINS)}`"
        return f"the theme's `/{owner.path}`" if owner.group.startswith(ASSETS) else f"the site's own `/{owner.path}`"
