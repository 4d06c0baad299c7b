"""llms.txt: it changes with sections, not with articles or the time that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.archive.archive import Archive
from generator.archive.permalinks import SECTIONS, index_url
from generator.digest import digest
from generator.engine.load.loaded import Loaded
from generator.engine.plan.alphabet import indexed
from generator.engine.plan.context import BuildContext
from generator.engine.plan.data import PAGE as DATA
from generator.engine.plan.target import Group, Target
from generator.feeds.llms import llms_txt
from generator.model import Link

NAME = "llms.txt"
SITEMAP = Link("sitemap.xml", "/sitemap.xml")
OPTIONAL = "Optional"  # the format's own word for what may be left unread


def plan_llms(archive: Archive, loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    if not context.settings.llms_txt:
        return
    words = {key: str(word) for key, word in context.theme.messages.items() if isinstance(word, str)}
    data = [Link(words["archive.data"], DATA)] if context.view.has_data else []
    chapters = {
        words["taxonomy.sections"]: [term.link for term in archive.terms[SECTIONS].values()],
        words["archive.title"]: [Link(words["archive.title"], "/archive/")],
        words["archive.data"]: [*data, *(Link(feed.url[1:], feed.url) for feed in context.view.feeds), SITEMAP],
        OPTIONAL: [
            *(Link(words[f"taxonomy.{taxonomy}"], index_url(taxonomy)) for taxonomy in indexed(archive)),
            *(Link(page.title, page.url) for page in sorted(loaded.pages, key=lambda page: page.url)),
        ],
    }
    text = llms_txt(context.view, chapters)
    yield Group(NAME, digest(text), partial(iter, [Target(NAME, "bytes", {"data": text})]))
