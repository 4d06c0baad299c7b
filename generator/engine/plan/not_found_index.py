"""How a wrong address leads to the right page: the map that the page of missing pages asks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator.archive.arrange import Archive
from generator.archive.not_found_index import files_of, places_of, width_for
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target

SCRIPT = "assets/missing.js"


def plan_whereabouts(archive: Archive, context: BuildContext) -> Iterator[Group]:
    """An article stands in the file of its URL's first letters; in those of aliases and title where they differ."""
    if not any(asset.path == SCRIPT for asset in context.theme.static):
        return
    places = chain.from_iterable(places_of(item.article) for item in archive.articles)
    for path, rows in sorted(files_of(places, width_for(len(archive.articles)))):
        yield context.single(Target(path, "json", {"rows": rows}))
