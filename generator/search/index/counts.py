"""What is searched of one article, kept with it as text, and how often its forms stand there.

The text is what is cheapest to keep: many articles are counted at once by numpy, a few by `count_words`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.model import Article
from generator.search.analysis.analyzer import count_forms


class SearchedText(msgspec.Struct, frozen=True, array_like=True):
    """By field, what an article says there."""

    body: str
    title: str
    names: str


class WordCounts(msgspec.Struct, frozen=True, array_like=True):
    """How often each form stands in each field."""

    body: Mapping[str, int]
    title: Mapping[str, int]
    names: Mapping[str, int]


def searched_text(article: Article, text: str) -> SearchedText:
    """`text` is the body's plain text; the lede, kicker and caption are searched with it, tags and people as names."""
    around = (article.kicker, article.description, article.image_caption)
    names = (*article.tags, *article.people, *article.places, *article.authors, article.section, article.publisher)
    return SearchedText("\n".join((*around, text)), article.title, "\n".join((*names, article.date[:4])))


def count_words(said: SearchedText) -> WordCounts:
    return WordCounts(count_forms(said.body), count_forms(said.title), count_forms(said.names))
