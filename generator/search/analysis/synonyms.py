"""The names of a site's terms as groups of words that find each other.

A name of several words joins nothing, since it is unclear which of its words means which word of another name; phrases
find it as it is written. A word that names two terms joins nothing either: it would make one of both.
"""

from __future__ import annotations

from collections import Counter

from generator.records.authority import Authority
from generator.search.analysis.analyzer import tokens, without_article
from generator.search.analysis.lexicon import Synonyms


def synonyms_of(authority: Authority) -> Synonyms:
    """Sorted, so that only a change of the groups changes the index."""
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
