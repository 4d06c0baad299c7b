"""The searched text of one article, kept in the cache, and how often each form occurs in it.

Text is cheaper to keep than counts: numpy counts many articles at once, `count_words` a few.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.model import Article
from generator.search.analysis.analyzer import count_forms


class SearchedText(msgspec.Struct, frozen=True, array_like=True):
    """The text of an article by field."""

    body: str
    title: str
    names: str


class WordCounts(msgspec.Struct, frozen=True, array_like=True):
    """How often each form occurs in each field."""

    body: Mapping[str, int]
    title: Mapping[str, int]
    names: Mapping[str, int]


def searched_text(article: Article, text: str) -> SearchedText:
    """`text` is the body's plain text; the lede, kicker and caption are searched with it, tags and people as names."""
    around = (article.kicker, article.description, article.image_caption)
    names = (*article.tags, *article.people, *article.places, *article.authors, article.section, article.publisher)
    return SearchedText("\n".join((*around, text)), article.title, "\n".join((*names, article.date[:4])))


def count_words(text: SearchedText) -> WordCounts:
    return WordCounts(count_forms(text.body), count_forms(text.title), count_forms(text.names))
