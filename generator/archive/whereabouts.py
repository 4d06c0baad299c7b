"""Where the page that was not found looks for the article that a wrong address meant: the beginning of its words.

An address that was cut, encoded twice, moved to another day or given another number in front keeps the first letters
of its words. Articles stand in files by a hash of these, which `missing.js` computes alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.model import Article

LETTERS = 6  # of the words, by which the file is found
FEW, MANY = 300, 100_000  # up to FEW articles one file is enough; above MANY 256 files grow too long
_NUMBER = re.compile(r"\d+[-_ ]+(?=\S)")
_NEITHER = re.compile("[\\W_\u0640]+")  # letter nor digit; tatweel is no letter either
_FORMS = str.maketrans("أإآٱىة", "اااايه")

Found = str | tuple[str, str]


def width_for(articles: int) -> int:
    """How many hexadecimal digits the names of the files have."""
    return 0 if articles <= FEW else 2 if articles <= MANY else 3


def places_of(article: Article, width: int) -> Iterator[tuple[str, Found]]:
    """(file, what it holds): the URL under its own words; with the words where they are of an alias or the title."""
    own = _last_part(article.url)
    yield _file(own, width), article.url
    others = [_last_part(alias) for alias in article.aliases]
    known = {_beginning(own)}
    for words in (*others, article.title):
        if _beginning(words) and _beginning(words) not in known:
            known.add(_beginning(words))
            yield _file(words, width), (words, article.url)


def _last_part(path: str) -> str:
    parts = [part for part in path.split("/") if part and not part.startswith("index.")]
    return re.sub(r"\.(?:html?|php)$", "", parts[-1]) if parts else ""


def _file(words: str, width: int) -> str:
    return f"lost/{_hashed(_beginning(words), width) or 'all'}.json"


@lru_cache(maxsize=65536)
def _beginning(words: str) -> str:
    """The first letters and digits, without a number in front, in one spelling of alef, ya and ta marbuta."""
    plain = unicodedata.normalize("NFKC", words[:60]).lower()
    number = _NUMBER.match(plain)
    plain = plain[number.end() :] if number else plain
    return _NEITHER.sub("", plain.translate(_FORMS))[:LETTERS]


def _hashed(text: str, width: int) -> str:
    """FNV-1a over units of UTF-16, which scripts see: its lowest digits."""
    data, found = text.encode("utf-16-le"), 0x811C9DC5
    for place in range(0, len(data), 2):
        unit = data[place] | data[place + 1] << 8
        found = (found ^ unit) * 0x01000193 & 0xFFFFFFFF
    return f"{found:08x}"[8 - width :] if width else ""
