"""Text becomes search words: fold the spelling, split into forms, remove what Arabic writes onto a word.

client/analysis/analyzer.js is the twin in JavaScript: index and query must agree letter for letter, and the vectors in
tests/vectors/ test both. Measurements decided the rules: first folding, then a light stem, never a root.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from generator.text.arabic import fold, one_hamza

# Letters and numbers by Unicode category: Python's \w and JavaScript's differ on marks and joiners.
_TOKEN = re.compile(r"[^\W_]+")
ARABIC = re.compile("[\u0621-\u064a]+")


def tokens(text: str) -> list[str]:
    """Folded forms in the order of the text."""
    return _forms(fold(text))


# The article with what is written onto it, longest first; endings in the order in which they are tried.
_ARTICLES = ("وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "ال", "لل")
_SHORT_ARTICLES = ("ال", "لل")
ENDINGS = (
    "هما كما اتهم اتها اته اتنا تهم تها تنا تين تان يات يون يين ياه ات ان ون ين ها هم هن كم نا يه يا ته وا ه ي ت ا"
).split()
_SHORTEST_STEM = 3
MOST_FORMS = 60_000  # kept by a process, since common ones come back soon
MOST_CHUNKS = 150_000  # of text between white space, by a process that counts articles
# By first and by last letter, in the same order, so that a form is compared with few.
_ARTICLES_BY_LETTER = {first: [one for one in _ARTICLES if one[0] == first] for first in "وفبكال"}
_ENDINGS_BY_LETTER = {last: [one for one in ENDINGS if one[-1] == last] for last in {one[-1] for one in ENDINGS}}


def stem(form: str) -> str:
    """The plain rule: a form without article and one ending; other scripts are left alone."""
    return without_ending(without_article(form)[0]) if ARABIC.fullmatch(form) else form


def without_article(form: str) -> list[str]:
    """What may follow the article, or the form itself; للبنان may be ل and لبنان, so that لل gives two."""
    for article in _ARTICLES_BY_LETTER.get(form[:1], ()):
        rest = form[len(article) :]
        if form.startswith(article) and (len(rest) > 2 or (len(rest) == 2 and article in _SHORT_ARTICLES)):
            return [rest, "ل" + rest] if article.endswith("لل") else [rest]
    return [form]


def without_ending(form: str) -> str:
    """The form without one ending, if three letters are left."""
    for ending in _ENDINGS_BY_LETTER.get(form[-1:], ()):
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM:
            form = form[: -len(ending)]
            break
    return form[:-1] if len(form) > _SHORTEST_STEM and form[-1] == "\u0621" else form


def without_each_ending(form: str) -> list[str]:
    """The form, and what is left of it without each ending that it could have."""
    return [form, *(form[: -len(one)] for one in _ENDINGS_BY_LETTER.get(form[-1:], ()) if form.endswith(one))]


_FUTURE = ("ي", "ن", "ت", "ا")  # the first letters of imperfect verbs, and so what follows a future س


def without_letters(form: str) -> list[str]:
    """What is left of a form without one or two of the letters و ف ب ل ك س, and without an article after them."""
    rests: list[str] = []
    first, behind = form[:1], form[1:]
    if first in ("و", "ف"):
        rests = [behind]
        if behind[:1] in ("ب", "ل", "ك") or (behind[:1] == "س" and behind[1:2] in _FUTURE):
            rests.append(behind[1:])
    elif first in ("ب", "ل", "ك") or (first == "س" and behind[:1] in _FUTURE):
        rests = [behind]
    found = [core for rest in rests if len(rest) >= _SHORTEST_STEM for core in (*without_article(rest), rest)]
    return list(dict.fromkeys(found))


def readings(form: str) -> list[str]:
    """Terms that a form could mean, the plain rule's first: a form that the archive lacks is looked up by these."""
    cores = [*without_article(form), form, *without_letters(form)] if ARABIC.fullmatch(form) else []
    return list(dict.fromkeys([stem(form), *map(without_ending, cores)]))


_LEADING = frozenset("وفبكلس")
_TRAILING = frozenset("هانويتم")
_WRITTEN_ON = _LEADING | _TRAILING
_OPEN = frozenset("هاتي")
_SHORTEST_SKELETON = 2


@lru_cache(maxsize=MOST_FORMS)
def skeleton(form: str) -> str:
    """The letters that stay whatever is written onto a word, so that one key finds the word in all its forms.

    Letters that could be written on are removed as long as two are left, whether they belong to the word or not: the
    lexicon decides that, among the words of one skeleton. Words of three letters that begin with two such letters
    (بلد، سلطة) keep one letter, the only one that stays the same in بلدان and بلدي.
    Measured on 9,962 articles: 0.25 % of postings have another skeleton than most postings of their term.
    """
    if not ARABIC.fullmatch(form):
        return form
    bare = form.replace("\u0621", "") or form
    start = _start_of_skeleton(bare)
    end = len(bare)
    while end - start > _SHORTEST_SKELETON and bare[end - 1] in _TRAILING:
        end -= 1
    kept = bare[start:end]
    return kept[0] if len(kept) == _SHORTEST_SKELETON and kept[1] in _OPEN else kept


def _start_of_skeleton(bare: str) -> int:
    start, last = 0, len(bare) - 1
    keeps_short = bare[last] in _WRITTEN_ON
    while start < last:
        left = last - start + 1
        if left >= _SHORTEST_SKELETON + 2 and bare.startswith("ال", start):
            start += 2
        elif bare[start] in _LEADING and (left > _SHORTEST_SKELETON or not keeps_short):
            start += 1
        else:
            break
    return start


def words(text: str) -> list[str]:
    """Search words of a text, in order."""
    return list(map(stem, tokens(text)))


def count_forms(text: str) -> dict[str, int]:
    """How often each form occurs in a text; each spelling is analysed once a process."""
    counts = Counter(map(_FORMS.__getitem__, text.split()))
    for several in [forms for forms in counts if " " in forms or not forms]:
        times = counts.pop(several)
        for form in several.split():
            counts[form] += times
    return dict(counts)


class _Forms(dict[str, str]):
    """The forms of pieces of text between white space, since folding never crosses it."""

    def __missing__(self, chunk: str) -> str:
        if len(self) >= MOST_CHUNKS:
            self.clear()
        forms = self[chunk] = " ".join(tokens(chunk))
        return forms


_FORMS = _Forms()


def forms_of_each(chunks: Sequence[str]) -> list[list[str]]:
    """The forms of many pieces of text without white space, folded at once, since length costs little."""
    return [_forms(folded) for folded in fold("\n".join(chunks)).split("\n")] if chunks else []


def _forms(folded: str) -> list[str]:
    return [one_hamza(folded)] if folded.isalnum() else list(map(one_hamza, _TOKEN.findall(folded)))
