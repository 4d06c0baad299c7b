"""The index by which the 404 page finds the article that a wrong address meant: by the first letters of its words.

An address that was cut, encoded twice, moved to another day or given another number in front keeps the first letters
of its words. Articles are in files by a hash of these letters, which `missing.js` computes alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.model import Article
from generator.text.arabic import TATWEEL

LETTERS = 6  # of the words, by which the file is found
FEW = 300  # articles: up to here one file is enough
MOST_ROWS = 1_000  # of a file: one that would be longer is cut by one more digit, it alone
DIGITS = 8
_NUMBER = re.compile(r"\d+[-_ ]+(?=\S)")
_NEITHER = re.compile(f"[\\W_{TATWEEL}]+")  # letter nor digit; tatweel is no letter either
_FORMS = str.maketrans("أإآٱىة", "اااايه")

Found = str | tuple[str, str]


def width_for(articles: int) -> int:
    """How many hexadecimal digits the names of the files have, but for those that are cut further."""
    return 0 if articles <= FEW else 2


def files_of(entries: Iterable[tuple[str, Found]], width: int) -> Iterator[tuple[str, list[Found] | int]]:
    """Each file with its entries, or with the width of the names of the files that they are split over."""
    by_name: dict[str, list[tuple[str, Found]]] = {}
    for hashed, found in entries:
        by_name.setdefault(hashed[DIGITS - width :], []).append((hashed, found))
    for name, rows in by_name.items():
        path = f"lost/{name or 'all'}.json"
        if width and len(rows) > MOST_ROWS and len({hashed for hashed, _ in rows}) > 1:
            yield path, width + 1
            yield from files_of(rows, width + 1)
        else:
            yield path, sorted((found for _, found in rows), key=str)


def entries_of(article: Article) -> Iterator[tuple[str, Found]]:
    """(hash, entry): the URL under its own words, or with the words of an alias or of the title."""
    own = _last_part(article.url)
    yield hashed(_beginning(own)), article.url
    others = [_last_part(alias) for alias in article.aliases]
    known = {_beginning(own)}
    for words in (*others, article.title):
        if _beginning(words) and _beginning(words) not in known:
            known.add(_beginning(words))
            yield hashed(_beginning(words)), (words, article.url)


def _last_part(path: str) -> str:
    parts = [part for part in path.split("/") if part and not part.startswith("index.")]
    return re.sub(r"\.(?:html?|php)$", "", parts[-1]) if parts else ""


@lru_cache(maxsize=65536)
def _beginning(words: str) -> str:
    """The first letters and digits, without a number in front, in one spelling of alef, ya and ta marbuta."""
    plain = unicodedata.normalize("NFKC", words[:60]).lower()
    number = _NUMBER.match(plain)
    plain = plain[number.end() :] if number else plain
    return _NEITHER.sub("", plain.translate(_FORMS))[:LETTERS]


def hashed(text: str) -> str:
    """FNV-1a over the UTF-16 units that scripts see; the lowest digits name the file."""
    data, found = text.encode("utf-16-le"), 0x811C9DC5
    for index in range(0, len(data), 2):
        unit = data[index] | data[index + 1] << 8
        found = (found ^ unit) * 0x01000193 & 0xFFFFFFFF
    return f"{found:0{DIGITS}x}"
