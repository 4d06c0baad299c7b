"""The words of one article, counted once when its file is read and kept with it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.model import Article
from generator.search.analysis import count

EXCERPT_LENGTH = 320  # characters of the body that a result can quote


class WordCounts(msgspec.Struct, frozen=True):
    """How often each word stands in each field; `excerpt` is the beginning of the body as plain text."""

    title: Mapping[str, int]
    body: Mapping[str, int]
    names: Mapping[str, int]
    excerpt: str


def count_words(article: Article, text: str) -> WordCounts:
    """`text` is the body's plain text; the lede, kicker and caption are searched with it, tags and people as names."""
    around = (article.kicker, article.description, article.image_caption)
    names = (*article.tags, *article.people, *article.places, *article.authors, article.section, article.publisher)
    return WordCounts(
        title=count(article.title),
        body=count("\n".join((*around, text))),
        names=count("\n".join((*names, article.date[:4]))),
        excerpt=_cut(text.replace("\n", " ")),
    )


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT_LENGTH else text[:EXCERPT_LENGTH].rpartition(" ")[0] + "…"
