"""One stock Lunr index for a small archive: written by lunr.py, searched in the browser by lunr.js.

The pipeline is empty: words come analysed, since lunr.py and lunr.js stem Arabic differently from each other.

The file has readers of its own (answer/whole_reader.py and client/answer/whole_reader.js) beside those of shards. That
is two times 60 lines, and worth it: other programs read a stock Lunr file, and a page that opens its archive from one
file needs no more requests. Reading shards instead would put them beside it, and change scores, since shards round the
lengths of documents (numbering.LENGTHS) and Lunr does not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from generator.search.analysis.lexicon import Lexicon
from generator.search.index.counts import WordCounts
from generator.search.index.partition import tree
from generator.search.index.posting_codec import fields_text
from generator.search.index.postings import FIELDS, Posting, Word, aliases_of, revision_of, write_entry

MANIFEST = "search/manifest.json"


def whole_index(documents: Sequence[WordCounts], lexicon: Lexicon, names: Collection[str]) -> tuple[bytes, bytes]:
    """The serialised index, in which a document's ref is its index in the sequence; and the manifest."""
    terms, words = _terms(documents, lexicon)
    # A field that no document fills has no average length to score by.
    fields = [field for field in FIELDS if any(getattr(counts, field) for counts in documents)]
    from lunr.builder import Builder  # loads NLTK where that is installed: a larger archive needs neither

    builder = Builder()
    builder.ref("n")
    for field in fields:
        builder.field(field, boost=FIELDS[field])
    for number, counts in enumerate(documents):
        builder.add({"n": str(number), **{field: _spread(getattr(counts, field), terms) for field in fields}})
    index = msgspec.json.encode(builder.build().serialize()) if fields else b"null"
    own: dict[str, list[str]] = {}
    for form, term in sorted(terms.items()):
        own.setdefault(term, []).append(form)
    aliases = {
        form: term for term, forms in own.items() for form in aliases_of(term, forms, terms, lexicon.spellings(term))
    }
    manifest = {
        "kind": "whole",
        "documents": len(documents),
        "aliases": dict(sorted(aliases.items())),
        "names": tree(names),
        "keys": lexicon.redirects(),
        "words": [f"{word.term}|{word.rank}|{word.shown}" for word in sorted(words)],
    }
    return index, msgspec.json.encode(manifest)


def _terms(documents: Sequence[WordCounts], lexicon: Lexicon) -> tuple[dict[str, str], list[Word]]:
    """The term of each form, as in the shards of a larger archive."""
    by_skeleton: dict[str, dict[str, list[Posting]]] = {}
    for number, counts in enumerate(documents):
        for field, name in enumerate(FIELDS):
            for form, times in getattr(counts, name).items():
                own = by_skeleton.setdefault(lexicon.skeleton(form), {})
                own.setdefault(form, []).append((field, number, times))
    terms: dict[str, str] = {}
    words: list[Word] = []
    for _, changes in sorted(by_skeleton.items()):
        grouped = revision_of(None, changes, lexicon).grouped
        terms |= {form: term for term, forms in grouped.by_term.items() for form in forms}
        texts = {term: fields_text(grouped.postings.lists(forms)) for term, forms in grouped.by_term.items()}
        words += write_entry(grouped, texts, lexicon).words
    return terms, words


def _spread(counts: Mapping[str, int], terms: Mapping[str, str]) -> list[str]:
    """Each term as often as its forms occur: ranking needs counts, never positions."""
    return [terms[form] for form, times in counts.items() for _ in range(times)]
