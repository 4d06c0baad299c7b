"""While someone edits: the page of one saved article at once, before the build that brings all else up to date.

It is made by the same recipe from the same inputs, with the neighbours of the last build; the build that follows
finds it in place, or mends it.
"""

from __future__ import annotations

import msgspec

from generator.archive.arrange import Archive, Placed, place, section_links
from generator.archive.naming import Names
from generator.archive.permalinks import output_path
from generator.build.load import read_content_file, reader_digest
from generator.build.pipeline import Snapshot
from generator.build.plan_articles import article_target
from generator.build.recipes import RECIPES
from generator.build.site import Site
from generator.build.targets import Look
from generator.files import PREVIEW_SUFFIX, OutputFolder
from generator.model import Article


def preview(site: Site, snapshot: Snapshot, path: str) -> bool:
    """Write the page of the content file at `path`; False where the build must see to it."""
    before = _placed(snapshot.archive, path)
    if before is None:
        return False
    reading = read_content_file(str(site.root), path, None, site.settings, reader_digest(site.settings))
    if reading is None or reading[2] is None:
        return False
    article = msgspec.msgpack.decode(reading[1].article, type=Article)
    if article.url != before.article.url or article.status != "published" or article.date != before.article.date:
        return False
    names = Names(site.authority, site.settings.language)
    item = place(article, site.settings, section_links(site.settings), names)
    target = article_target(item, snapshot.archive, snapshot.loaded, str(site.root), snapshot.frame)
    if target is None:
        return False
    look = Look(snapshot.frame.theme, snapshot.frame.view)
    data = RECIPES[target.recipe](look, target, {path: reading[2].html})
    output = OutputFolder(site.output, temporary=PREVIEW_SUFFIX)
    if output.read(output_path(article.url)) != data:
        output.put(target.path, data)
    return True


def _placed(archive: Archive, path: str) -> Placed | None:
    return next((item for item in archive.articles if item.article.source.path == path), None)
