"""lunr.py as `languages="ar"` sets it up, without the download that it starts: stop words come from a package.

lunr.py takes NLTK's list of Arabic stop words from the network when an index is built; here it is the list of the
package `stop-words`. Trimmer, filter and stemmer (NLTK's Snowball for Arabic) are those of lunr.languages.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from lunr.builder import Builder
from lunr.languages.stemmer import get_language_stemmer, nltk_stemmer
from lunr.languages.trimmer import generate_trimmer
from lunr.pipeline import Pipeline
from lunr.stop_word_filter import generate_stop_word_filter
from stop_words import get_stop_words


class _Remembering:
    """The same stems, each made once: lunr.py stems every word of every article anew."""

    def __init__(self, stemmer: Any) -> None:
        self.stem = lru_cache(maxsize=None)(stemmer.stem)


def arabic_builder(*, is_remembering: bool = False) -> Builder:
    """With `is_remembering` the same index sooner, for measurements of what it finds."""
    words = get_stop_words("ar")
    stemmer = get_language_stemmer("ar")
    stems = partial(nltk_stemmer, _Remembering(stemmer) if is_remembering else stemmer)
    trimmer = generate_trimmer("".join(sorted({letter for word in words for letter in word})))
    for function, name in ((trimmer, "bench-trimmer-ar"), (stems, "bench-stemmer-ar")):
        if name not in Pipeline.registered_functions:
            Pipeline.register_function(function, name)
    builder = Builder()
    builder.pipeline.reset()
    for function in (trimmer, generate_stop_word_filter(words, language="ar"), stems):
        builder.pipeline.add(function)
    builder.search_pipeline.add(stems)
    return builder
