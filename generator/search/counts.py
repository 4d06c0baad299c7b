"""The forms of one article, counted once when its file is read and kept with it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.model import Article
from generator.search.analysis import count_forms


class WordCounts(msgspec.Struct, frozen=True, array_like=True):
    """How often each form stands in each field."""

    body: Mapping[str, int]
    title: Mapping[str, int]
    names: Mapping[str, int]


def count_words(article: Article, text: str) -> WordCounts:
    """`text` is the body's plain text; the lede, kicker and caption are searched with it, tags and people as names."""
    around = (article.kicker, article.description, article.image_caption)
    names = (*article.tags, *article.people, *article.places, *article.authors, article.section, article.publisher)
    return WordCounts(
        body=count_forms("\n".join((*around, text))),
        title=count_forms(article.title),
        names=count_forms("\n".join((*names, article.date[:4]))),
    )
