"""Load → arrange → index → plan: determines what a site consists of, for building, checking and explaining it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.archive.arrange import arrange
from generator.archive.collections import with_collections
from generator.archive.term_names import TermNames
from generator.engine.claims import Conflict, conflict_problems
from generator.engine.load.articles import load_articles
from generator.engine.load.content_files import Reading
from generator.engine.load.loaded import Loaded
from generator.engine.lost_urls import lost_url_problems
from generator.engine.memory.known import Made
from generator.engine.memory.memory import Memory
from generator.engine.plan.context import BuildContext
from generator.engine.plan.data import plan_package
from generator.engine.plan.redirects import plan_redirects
from generator.engine.plan.search import Indexing, prepare_index, update_index
from generator.engine.plan.site import plan
from generator.engine.plan.target import Group
from generator.engine.portable import portable
from generator.engine.site import Site
from generator.engine.stages import Stage, untimed
from generator.model import Problem
from generator.workers import Workers


class Planned(NamedTuple):
    """A site with all that its plan depends on."""

    site: Site
    context: BuildContext
    loaded: Loaded
    archive: Archive
    indexing: Indexing

    def parts(
        self, paths: Mapping[str, str], made: Mapping[str, Made], conflicts: list[Conflict]
    ) -> Iterator[Iterator[Group]]:
        """Groups in three parts, of which each depends on those before it.

        `paths` are the files that these planned, with their groups; `made` are the files as they were made. Redirects
        that cannot be made are added to `conflicts`.
        """
        yield self._carried(plan(self.archive, self.loaded, self.indexing, self.site, self.context))
        yield self._carried(plan_package(paths, made, self.context))
        redirects = plan_redirects(self.archive, self.loaded, paths, self.context)
        conflicts += redirects.conflicts
        yield self._carried(redirects.groups)

    def _carried(self, groups: Iterator[Group]) -> Iterator[Group]:
        return portable(groups) if self.site.is_portable else groups

    def problems(self, conflicts: list[Conflict]) -> tuple[Problem, ...]:
        """All that is wrong with the site, sorted."""
        loaded, archive = self.loaded, self.archive
        found = (*loaded.problems, *archive.problems, *conflict_problems(conflicts, archive, loaded, self.site))
        return tuple(sorted((*found, *lost_url_problems(self.site.root, loaded, archive))))

    def ending(self, wrap: Callable[[Callable[[], None]], Callable[[], None]]) -> Planned:
        """The same plan; what ends the index, which runs while files are made, is wrapped."""
        return self._replace(indexing=self.indexing._replace(end=wrap(self.indexing.end)))


def planned(
    site: Site, memory: Memory, workers: Workers, stage: Stage = untimed, readings: Sequence[Reading] = ()
) -> Planned:
    """Read the site and plan it; nothing is written to output/. `readings` are of files that were read already."""
    with stage("load"):
        context = BuildContext(site)
        loaded = load_articles(site, memory, workers, readings)
        prepare_index(loaded, context, workers)
    with stage("arrange"):
        archive = arranged(loaded, site)
    with stage("index"):
        indexing = update_index(archive, memory, context, workers)
    return Planned(site, context, loaded, archive, indexing)


def arranged(loaded: Loaded, site: Site) -> Archive:
    """The archive that readers may see now."""
    archive = arrange(loaded.articles, site.settings, site.authority, loaded.versions)
    return with_collections(archive, loaded.collections, TermNames(site.authority, site.settings.language))
