"""The words that newsrooms and sites put around articles, by kind, so that rules depend on no language.

To add a language, add a module to `languages` and name it here. In a row of labels, `(ت)` is optional. Urdu labels
only count before a sign («تحریر: …»), so they have kinds of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.importers.vocabulary.languages import (
    ar,
    bn,
    cs,
    da,
    de,
    el,
    en,
    es,
    fa,
    fi,
    fr,
    he,
    hi,
    hu,
    id,
    it,
    ja,
    ko,
    nb,
    nl,
    pl,
    pt,
    ro,
    ru,
    sv,
    tr,
    uk,
    ur,
    vi,
    zh,
)
from generator.text.arabic import fold

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "ur": ur.WORDS,
    "ar": ar.WORDS,
    "en": en.WORDS,
    "fa": fa.WORDS,
    "he": he.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
    "pt": pt.WORDS,
    "it": it.WORDS,
    "de": de.WORDS,
    "tr": tr.WORDS,
    "ru": ru.WORDS,
    "ja": ja.WORDS,
    "zh": zh.WORDS,
    "ko": ko.WORDS,
    "nl": nl.WORDS,
    "sv": sv.WORDS,
    "nb": nb.WORDS,
    "da": da.WORDS,
    "fi": fi.WORDS,
    "pl": pl.WORDS,
    "cs": cs.WORDS,
    "hu": hu.WORDS,
    "ro": ro.WORDS,
    "el": el.WORDS,
    "id": id.WORDS,
    "vi": vi.WORDS,
    "uk": uk.WORDS,
    "hi": hi.WORDS,
    "bn": bn.WORDS,
}
# Languages whose newspapers put a colon behind the place alone: «کراچی: پولیس نے …»; elsewhere that opens a sentence.
PLACE_WITH_COLON = frozenset({"ur"})
_OPTIONAL = re.compile(r"\\\((.+?)\\\)")


def labels(kind: str) -> str:
    """All words of a kind, as `one|two`; "" where no language has any."""
    return "|".join(words[kind] for words in LANGUAGES.values() if kind in words)


def pattern(*kinds: str) -> str:
    """The same as alternatives of a regular expression over folded text."""
    return "|".join(_expression(fold(word)) for kind in kinds for word in labels(kind).split("|"))


def pattern_as_written(kind: str) -> str:
    """As alternatives over text as it is, where capitals and marks count."""
    return "|".join(map(_expression, labels(kind).split("|")))


def _expression(word: str) -> str:
    return _OPTIONAL.sub(r"(?:\1)?", re.escape(word))
