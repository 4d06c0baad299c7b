"""What content/ holds, held against the ledger: a withdrawal wins over a file's text, and an id names one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.content.article import id_of_url
from generator.model import Article, Problem
from generator.records.ledger import Ledger

_OF_A_TOMBSTONE = ("source", "id", "url", "aliases", "date", "lang", "dir")
Kinds = Sequence[Sequence[Article]]  # articles, pages and what introduces collections


def without_withdrawn(kinds: Kinds, ledger: Ledger) -> tuple[list[list[Article]], list[Problem]]:
    """With a tombstone for each article that was withdrawn and has its text again, as a merge can bring it back."""
    if not ledger.events:
        return [list(articles) for articles in kinds], []
    back = {
        one.id: one
        for articles in kinds
        for one in articles
        if one.status != "withdrawn" and ledger.is_withdrawn(one.id)
    }
    kept = [[_tombstone(one) if one.id in back else one for one in articles] for articles in kinds]
    return kept, [_is_back(one) for one in back.values()]


def _tombstone(article: Article) -> Article:
    return Article(title="", status="withdrawn", **{name: getattr(article, name) for name in _OF_A_TOMBSTONE})


def _is_back(article: Article) -> Problem:
    what = "was withdrawn, but its file contains its text again: it is not published"
    hint = "run `warraq withdraw` again to empty the file, or `warraq withdraw --undo` to publish it"
    return Problem(article.source.path, 1, 0, "E232", "error", what, hint)


def doubled_ids(kinds: Kinds) -> Iterator[Problem]:
    """Two files that say they are one article: import, `move` and `withdraw` could take the wrong one."""
    first: dict[str, Article] = {}
    for article in (one for articles in kinds for one in articles):
        other = first.setdefault(article.id, article)
        is_said = article.id != id_of_url(article.url)  # without an `id`, files of one URL are E201
        if other is not article and is_said:
            what = f"has the same id `{article.id}` as `{other.source.path}`"
            hint = "delete the copy, or remove its lines `id`, `url`, `seed` and `seed_sha256`"
            yield Problem(article.source.path, 1, 0, "E230", "error", what, hint)
