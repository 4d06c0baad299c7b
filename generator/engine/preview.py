"""While someone edits: the page of a saved article at once, before the build that brings all else up to date.

It is made by the same recipe from the same inputs, with the neighbours of the last build. The build that follows
finds it in place, or corrects it.
"""

from __future__ import annotations

from generator.archive.items import archive_item, section_links
from generator.archive.term_names import TermNames
from generator.disk.files import PREVIEW_SUFFIX
from generator.disk.folders import OutputFolder
from generator.engine.load.content_files import Reading, read_content_file, reader_digest
from generator.engine.load.images import Files, examine_now
from generator.engine.load.release import Gate
from generator.engine.pipeline import Snapshot
from generator.engine.plan.article_inputs import article_context
from generator.engine.plan.articles import article_target
from generator.engine.plan.target import RenderContext
from generator.engine.recipes.table import recipe_named
from generator.engine.site import Site


class Preview:
    """What a page needs from the archive that was built last, looked up once, since a save must not wait for it."""

    def __init__(self, site: Site, snapshot: Snapshot) -> None:
        self._site = site
        self._snapshot = snapshot
        self._placed = {item.article.source.path: item for item in snapshot.archive.articles}
        self._shared = article_context(snapshot.archive, snapshot.context)
        self._files = Files(snapshot.loaded.files)
        self._names = TermNames(site.authority, site.settings.language)
        self._reader = reader_digest(site.settings)

    def show(self, path: str) -> Reading | None:
        """Write the page of the content file at `path`, and return what was read; None where only a build can do so."""
        site, context, before = self._site, self._snapshot.context, self._placed.get(path)
        if before is None:
            return None
        found = read_content_file(str(site.root), path, None, site.settings, self._reader)
        if found is None or found.article is None or found.reading[2] is None:
            return None
        article, body = found.article, found.reading[2].html
        if article.url != before.article.url or article.date != before.article.date or Gate(site).reason(article):
            return None
        article = examine_now(article, self._files, self._snapshot.loaded.images, site)
        item = archive_item(article, site.settings, section_links(site.settings), self._names)
        target = article_target(item, before, self._snapshot.archive, self._shared)
        if target is None:
            return None
        data = recipe_named(target.recipe)(RenderContext(context.theme, context.view), target, {path: body})
        output = OutputFolder(site.output, temporary=PREVIEW_SUFFIX)
        if output.read(target.path) != data:
            output.put(target.path, data)
        return found.reading
