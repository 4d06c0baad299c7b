"""Articles that moved since an earlier build: their old addresses lead nowhere, until an alias keeps them.

An article without `url` has its address from its title and date. Who corrects them moves it without noticing. Only the
cache knows of the old address, so this changes what a build says, and never what it makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.archive.permalinks import output_path
from generator.engine.lost_urls import answered_urls, plain_url
from generator.engine.memory.known import Made
from generator.engine.memory.moves import MoveMemory
from generator.engine.planned import Planned
from generator.model import Article, Problem

PAGE = "/index.html"


def note_moves(
    memory: MoveMemory, plan: Planned, made: Mapping[str, Made], gone: Iterable[str], known: Mapping[str, Made]
) -> None:
    """Remember the pages that were made, and which of those that are gone was left by an article that is still here.

    An article that returns to an address takes a change back: the one that it had in between is not missed.
    """
    lost = [path for path in gone if path.endswith(PAGE) and known[path].group.startswith("articles/")]
    if lost:
        here = {article.source.path: plain_url(article.url) for article in _published(plan)}
        returned = {source for source, url in memory.left() if here.get(source) == plain_url(url)}
        sources = memory.sources(lost)
        moved = {source: path for path, source in sources.items() if source in here and source not in returned}
        memory.note_left((source, f"/{path[: -len(PAGE)]}/") for source, path in moved.items())
    if lost or made:
        pages = {output_path(article.url): article.source.path for article in _published(plan)}
        memory.learn({path: pages[path] for path in made if path in pages}, lost)


def moved_problems(memory: MoveMemory, plan: Planned, reported: Iterable[Problem]) -> Iterator[Problem]:
    """A problem for each address that an article has left; those that lead somewhere again are forgotten."""
    left = memory.left()
    if not left:
        return
    answered = answered_urls(plan.loaded, plan.archive)
    here = {article.source.path: article for article in _published(plan)}
    settled = [(source, url) for source, url in left if source not in here or plain_url(url) in answered]
    memory.forget_left(settled)
    told = {problem.what.split("`")[1] for problem in reported if problem.code == "E204"}  # from the ledger
    for source, url in left:
        if (source, url) not in settled and url not in told:
            yield _problem(here[source], url)


def _published(plan: Planned) -> Iterator[Article]:
    return (item.article for item in plan.archive.articles if item.article.status != "draft")


def _problem(article: Article, url: str) -> Problem:
    what = f"moved from `{url}` to `{article.url}`: the old address leads nowhere now"
    line = f"`{url[1:]}` to its `aliases`" if article.aliases else f"`aliases: [{url[1:]}]`"
    hint = f"add {line} to keep the old address, or `url: {url[1:]}` to return to it"
    return Problem(article.source.path, 1, 0, "E205", "warning", what, hint)
