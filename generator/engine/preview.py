"""While someone edits: the page of one saved article at once, before the build that brings all else up to date.

It is made by the same recipe from the same inputs, with the neighbours of the last build; the build that follows
finds it in place, or mends it.
"""

from __future__ import annotations

import msgspec

from generator.archive.arrange import place, section_links
from generator.archive.permalinks import output_path
from generator.archive.term_names import Names
from generator.disk.files import PREVIEW_SUFFIX
from generator.disk.folders import OutputFolder
from generator.engine.load.articles import read_content_file, reader_digest
from generator.engine.load.images import Files, examine_now
from generator.engine.load.release import Gate
from generator.engine.pipeline import Snapshot
from generator.engine.plan.article_inputs import article_context
from generator.engine.plan.articles import article_target
from generator.engine.plan.target import RenderContext
from generator.engine.recipes.table import RECIPES
from generator.engine.site import Site
from generator.model import Article


class Preview:
    """What a page needs of the archive that was built last: looked up once, since a save must not wait for it."""

    def __init__(self, site: Site, snapshot: Snapshot) -> None:
        self._site = site
        self._snapshot = snapshot
        self._placed = {item.article.source.path: item for item in snapshot.archive.articles}
        self._shared = article_context(snapshot.archive, snapshot.context)
        self._files = Files(snapshot.loaded.files)
        self._names = Names(site.authority, site.settings.language)
        self._reader = reader_digest(site.settings)

    def show(self, path: str) -> bool:
        """Write the page of the content file at `path`; False where the build must see to it."""
        site, context, before = self._site, self._snapshot.context, self._placed.get(path)
        if before is None:
            return False
        reading = read_content_file(str(site.root), path, None, site.settings, self._reader)
        if reading is None or reading[2] is None:
            return False
        article = msgspec.msgpack.decode(reading[1].article, type=Article)
        if article.url != before.article.url or article.date != before.article.date or Gate(site).reason(article):
            return False
        article = examine_now(article, self._files, self._snapshot.loaded.images, site)
        item = place(article, site.settings, section_links(site.settings), self._names)
        target = article_target(item, before, self._snapshot.archive, self._shared)
        if target is None:
            return False
        data = RECIPES[target.recipe](RenderContext(context.theme, context.view), target, {path: reading[2].html})
        output = OutputFolder(site.output, temporary=PREVIEW_SUFFIX)
        if output.read(output_path(article.url)) != data:
            output.put(target.path, data)
        return True
