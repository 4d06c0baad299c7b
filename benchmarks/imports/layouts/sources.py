"""The articles that are set into layouts: those of the open corpora, and invented ones where a language has few."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from benchmarks.common.corpus import CORPUS
from benchmarks.imports.layouts.invented import INVENTED, invented
from benchmarks.imports.set_aside import is_set_aside, more_pages, publisher_of

LANGUAGES = ("ar", "fa", "ur", "he", "en", "fr", "de", "tr", "ru", "es", "ko")
JAWHARA_EVERY = 100  # of ten thousand articles of one station about as many as the other publishers have together
INVENTED_ARTICLES = 40  # of a language
FEWEST_LETTERS = 220
_BY_COUNTRY = {"at": "de", "au": "en", "ca": "en", "ch": "de", "de": "de", "es": "es", "ind": "en", "it": "it"}
_BY_COUNTRY |= {"jp": "ja", "kr": "ko", "li": "de", "lu": "de", "na": "en", "tr": "tr", "uk": "en", "us": "en"}
_BY_COUNTRY |= {"ls": "en", "pt": "en", "tw": "en", "tz": "en", "za": "en"}
_GERMAN = ("es_mallorcamagazin", "it_tageszeitung")  # written in German outside the German-speaking countries
_OTHER = ("za_ilanga",)  # in languages that have no words of furniture here
_OFFICE = re.compile(r"Press|Presse|Nachrichten|online|staff|Redaktion|Agentur|Monde|기자", re.IGNORECASE)  # no person
_AGENCY_LINE = re.compile(r"//.*//$|رابط الخبر|\d\d:\d\d ت م$")
_AGENCY_DESK = re.compile(r"^\S+ / (?=\S+ \S)")  # «عام / » before the titles of the Saudi agency
_DATE_EARLY = re.compile(r"\b(?:1[34]|19|20)\d\d\b|[٠-٩]{4}|[۰-۹]{4}")


class Article(msgspec.Struct, frozen=True):
    """`origin` is who published it in truth; the text that is composed names an invented outlet."""

    name: str
    origin: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...] = ()
    date: str = ""
    section: str = ""

    @property
    def is_set_aside(self) -> bool:
        return is_set_aside(self.origin)


@lru_cache(maxsize=1)
def articles() -> Mapping[str, Sequence[Article]]:
    """By language."""
    by_language: dict[str, list[Article]] = {language: [] for language in LANGUAGES}
    for article in (*_rows(), *_pages(), *_more_pages(), *_invented()):
        if article.language in by_language and _is_fit(article):
            by_language[article.language].append(article)
    return by_language


def _is_fit(article: Article) -> bool:
    """Long enough, and its first lines hold no year: what dates a text should be what the composer printed."""
    paragraphs = article.paragraphs
    letters = sum(map(len, paragraphs))
    opening = " ".join(paragraphs)[:90]
    return bool(article.title) and letters >= FEWEST_LETTERS and not _DATE_EARLY.search(opening)


def _rows() -> Iterator[Article]:
    with (CORPUS / "articles_dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    with gzip.open(CORPUS / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows += [json.loads(line) for index, line in enumerate(stream) if index % JAWHARA_EVERY == 0]
    for row in rows:
        paragraphs = _own_paragraphs(row)
        date = str(row.get("date") or "")[:10]
        yield Article(
            row["id"],
            row["source"],
            "ar",
            _AGENCY_DESK.sub("", _clean(row["title"])),
            paragraphs,
            (),
            date,
            row.get("category") or "",
        )


def _own_paragraphs(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Without what agencies and papers print at the ends: the composer prints its own."""
    lines = [_clean(line) for line in re.split(r"[\n\u2028\x1a]+", row["text"])]
    lines = [line for line in lines if line and not _AGENCY_LINE.match(line)]
    if row["source"] in ("was", "sabq"):  # a dateline with the day, or the author and the paper
        lines = lines[1:] if len(lines) > 2 else lines
    return tuple(_split_long(lines))


def _split_long(lines: Sequence[str]) -> Iterator[str]:
    """Rows that lost their paragraph breaks get new ones after every few sentences."""
    for line in lines:
        if len(line) < 900:
            yield line
            continue
        sentences = re.split(r"(?<=[.؟!])\s+(?=\S)", line)
        for start in range(0, len(sentences), 3):
            yield " ".join(sentences[start : start + 3])


def _pages() -> Iterator[Article]:
    for page in sorted((CORPUS / "pages").glob("*.expected.json")):
        wanted = json.loads(page.read_text(encoding="utf-8"))
        origin = re.sub(r"_\d$", "", wanted["name"])
        yield _of_page(wanted, wanted["name"], origin, wanted["lang"])


def _more_pages() -> Iterator[Article]:
    for page in sorted(more_pages().glob("*_20*.expected.json")):
        wanted = json.loads(page.read_text(encoding="utf-8"))
        if "body" in wanted:
            origin = publisher_of(page)
            language = "de" if origin in _GERMAN else _BY_COUNTRY.get(origin.partition("_")[0], "")
            yield _of_page(
                wanted, page.name.removesuffix(".expected.json"), origin, "" if origin in _OTHER else language
            )


def _of_page(wanted: Mapping[str, Any], name: str, origin: str, language: str) -> Article:
    paragraphs = tuple(text for line in wanted["body"] for text in map(_clean, line.split("\n")) if text)
    authors = tuple(author for author in wanted["authors"] if " " in author and not _OFFICE.search(author))
    return Article(
        name,
        origin,
        language,
        _clean(wanted["title"]),
        paragraphs,
        authors,
        wanted["date"] or "",
        wanted.get("section") or "",
    )


def _invented() -> Iterator[Article]:
    for language in INVENTED:
        for index in range(INVENTED_ARTICLES):
            title, paragraphs = invented(language, index)
            yield Article(f"invented-{language}-{index}", f"invented-{language}-{index}", language, title, paragraphs)


def _clean(text: str) -> str:
    return " ".join(html.unescape(html.unescape(text)).split()).strip()
