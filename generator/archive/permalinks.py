"""The URLs of terms and periods. The permalinks of articles are set in content/."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator.text.addresses.slug import slug

SECTIONS, TAGS, AUTHORS, PEOPLE, PLACES = "sections", "tags", "authors", "people", "places"
COLLECTIONS = "collections"
OUTLETS = "outlets"  # by `publisher`; an archive of one outlet has no page of it
TAXONOMIES = (TAGS, PEOPLE, PLACES, AUTHORS)  # those by names; a section is one of site.yaml's


_SIGNS = {"#": " sharp", "+": " plus"}
_LAST_SIGNS = re.compile(r"(?<=[^\W_])[#+]+(?![^\W_])")


@cache
def term_slug(name: str) -> str:
    """The path component of a term; names with the same one share a page.

    Signs at the end of a word tell names apart: C, C# and C++, Disney and Disney+.
    """
    plain = unicodedata.normalize("NFKC", name)  # with signs of full width as usual ones, as a slug has them
    if "#" in plain or "+" in plain:
        name = _LAST_SIGNS.sub(lambda found: "".join(map(_SIGNS.__getitem__, found[0])), plain)
    return slug(name)


def term_url(taxonomy: str, slug_of_term: str) -> str:
    return f"/{taxonomy}/{slug_of_term}/"


def index_url(taxonomy: str) -> str:
    return f"/{taxonomy}/"


def letter_url(taxonomy: str, letter: str) -> str:
    return f"/{taxonomy}/letters/{letter}/"


def period_url(day: str) -> str:
    """/2025/, /2025/02/ or /2025/02/13/ for `2025`, `2025-02`, `2025-02-13`."""
    return f"/{day.replace('-', '/')}/"


def output_path(url: str) -> str:
    """The file that a static host sends for a permalink."""
    return f"{url[1:]}index.html" if url.endswith("/") else url[1:]
