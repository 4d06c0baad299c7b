"""URLs that the archive once had and that lead nowhere now: a lost citation is an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.archive.archive import Archive
from generator.content.ledger_repair import displaced
from generator.engine.load.loaded import Loaded
from generator.model import Article, Problem
from generator.records.ledger import NAME, Event, order


def lost_url_problems(root: Path, loaded: Loaded, archive: Archive) -> Iterator[Problem]:
    """A problem for each URL in the ledger without a page or redirect, but for those kept back on purpose.

    And one for each article that lost its file to another one.
    """
    ledger = loaded.ledger
    yield from map(_displaced, displaced(root, ledger))
    answered = answered_urls(loaded, archive)
    by_id = {article.id: article for article in (*loaded.articles, *loaded.kept_back, *loaded.withdrawn)}
    for event in sorted(ledger.events, key=lambda event: (event.id, order(event))):
        is_gone = ledger.is_withdrawn(event.id)
        if event.url and plain_url(event.url) not in answered and not is_gone and not _is_excused(event, loaded, by_id):
            answered.add(plain_url(event.url))
            yield _problem(event, by_id.get(event.id))


def answered_urls(loaded: Loaded, archive: Archive) -> set[str]:
    """Every address that has a page or a redirect, in plain form."""
    return set(map(plain_url, _answered(loaded, archive)))


def _answered(loaded: Loaded, archive: Archive) -> Iterator[str]:
    for item in archive.articles:
        yield item.article.url
        yield from item.article.aliases
    for article in (*loaded.withdrawn, *loaded.pages, *loaded.collections):
        yield article.url
        yield from article.aliases


def plain_url(url: str) -> str:
    """A key for the page at an address: hosts add index.html, and disks ignore case."""
    return url.strip("/").removesuffix("/index.html").casefold()


def _is_excused(event: Event, loaded: Loaded, by_id: dict[str, Article]) -> bool:
    """What is kept back has no page on purpose; a broken file, or a URL that two claim, has its own problem."""
    article = by_id.get(event.id)
    if article is not None and plain_url(event.url) in map(plain_url, (article.url, *article.aliases)):
        return True
    return any(problem.path == event.path and problem.level == "error" for problem in loaded.problems)


def _displaced(event: Event) -> Problem:
    what = (
        f"since two branches were merged, `{event.path}` is a different article; the one from `{event.seed}` is missing"
    )
    hint = f"`warraq import` restores it under another name; if its seed is gone, get `{event.path}` from the branch"
    return Problem(NAME, 0, 0, "E231", "error", what, f"{hint} that had it, and give it its own `url`")


def _problem(event: Event, article: Article | None) -> Problem:
    path = event.url.strip("/") + "/"
    if article is not None:
        what = f"`/{path}` was a URL of this article, but leads nowhere now"
        return Problem(article.source.path, 1, 0, "E204", "error", what, f"add `aliases: [{path}]`")
    what = f"`/{path}` was the URL of `{event.path}`, which is gone"
    hint = f"restore the file, give it `status: withdrawn`, or add `aliases: [{path}]` to the article that replaces it"
    return Problem(NAME, 0, 0, "E204", "error", what, hint)
