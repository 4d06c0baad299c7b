"""The names of a site's terms as groups of words that find each other.

A name of several words joins nothing: which word of one stands for which of the other nobody has said, and phrases
find it as it is written. Nor does a word that two terms are called by, which would make one of both.
"""

from __future__ import annotations

from collections import Counter

from generator.records.authority import Authority
from generator.search.analysis.analyzer import tokens, without_article
from generator.search.analysis.lexicon import Variants


def variants_of(authority: Authority) -> Variants:
    """Sorted, so that what changes nothing of the groups leaves the index alone."""
    groups = []
    for term in authority.terms:
        by_word = {word: name for name in term.names if (word := _word(name))}
        groups.append(by_word)
    uses = Counter(word for group in groups for word in group)
    own = (tuple(name for word, name in group.items() if uses[word] == 1) for group in groups)
    return tuple(sorted(group for group in own if len(group) > 1))


def _word(name: str) -> str:
    forms = tokens(name)
    return without_article(forms[0])[0] if len(forms) == 1 else ""
