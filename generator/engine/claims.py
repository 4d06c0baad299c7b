"""Files that two want to make: who has the place, who does not, and what a reader sees there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.archive.arrange import Archive
from generator.archive.permalinks import output_path
from generator.disk.files import read_if_there
from generator.engine.load.lines import line_of
from generator.engine.load.loaded import Loaded
from generator.engine.site import Site
from generator.model import Article, Problem
from generator.text.markup import absolute

STATIC, ASSETS = "static/", "asset/"
ROBOTS = "robots.txt"


class Holder(NamedTuple):
    """A file of output/ and the group that makes it."""

    path: str
    group: str


class Contest(NamedTuple):
    """`loser` wanted what `winner` has; a redirect says which alias of which article it is."""

    loser: Holder
    winner: Holder
    alias: str = ""
    article: Article | None = None


class Claimed:
    """The files that a build plans, each with its group: no path twice, and no file where a folder must be."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self._folders: set[str] = set()

    def holder(self, path: str) -> str:
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


def told(contests: Iterable[Contest], archive: Archive, loaded: Loaded, site: Site) -> Iterator[Problem]:
    """A problem for each that lost, at the file that wants the place; both are named."""
    contests = list(contests)
    if contests:
        names = _Names(archive, loaded)
        yield from (_told(contest, names, site) for contest in contests)


def _told(contest: Contest, names: _Names, site: Site) -> Problem:
    loser, winner = contest.loser, contest.winner
    winning, url = names.of(winner), f"/{winner.path.removesuffix('index.html')}"
    if contest.article is not None:
        path = contest.article.source.path
        line = line_of(site.root, path, "aliases", contest.alias)
        what = f"the alias `{contest.alias}` wants the place of {winning}, and no redirect is made"
        hint = f"take the alias out, or give one of the two another URL: readers of `{url}` see {winning}"
        return Problem(path, line, 0, "E202", "error", what, hint)
    if winner.group.startswith(STATIC) and not names.source(loser):
        return _own_file_instead(winner, site)
    path = names.source(loser) or loser.path
    line = line_of(site.root, path, "url") if path.endswith(".md") else 0
    what = f"`/{loser.path}` is made by {winning} already, and left to it"
    return Problem(path, line, 0, "E202", "error", what, f"rename one of the two: readers of `{url}` see {winning}")


def _own_file_instead(winner: Holder, site: Site) -> Problem:
    """The owner's file counts more than what would be made in its place."""
    path = f"{STATIC}{winner.path}"
    what, hint = f"is published in place of the `/{winner.path}` that would be made", "nothing to do, if you want it so"
    sitemap = f"Sitemap: {absolute(site.settings.base_url, '/sitemap.xml')}"
    if winner.path == ROBOTS and b"sitemap:" not in (read_if_there(site.root / path) or b"").lower():
        hint = f"search engines find all pages by a line `{sitemap}` in it"
    return Problem(path, 0, 0, "E222", "note", what, hint)


class _Names:
    """What stands where, in words: built only where there is something to tell."""

    def __init__(self, archive: Archive, loaded: Loaded) -> None:
        pages = (*(item.article for item in archive.articles), *loaded.pages, *loaded.collections, *loaded.withdrawn)
        self._sources = {output_path(page.url): page.source.path for page in pages}

    def source(self, holder: Holder) -> str:
        """The owner's file behind it, "" where the site makes it by itself."""
        if holder.group.startswith(STATIC):
            return f"{STATIC}{holder.path}"
        return self._sources.get(holder.path, "")

    def of(self, holder: Holder) -> str:
        source = self.source(holder)
        if source:
            return f"`{source}`"
        if holder.group.startswith("redirects/"):
            return f"another redirect, `/{holder.path}`"
        return (
            f"the theme's `/{holder.path}`" if holder.group.startswith(ASSETS) else f"the site's own `/{holder.path}`"
        )
