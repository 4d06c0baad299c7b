"""The nouns of the archive, as plain frozen values.

Stages pass these and nothing else, so a stage can be read, tested and run in another process on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from generator.text.terminal import shown

Level = Literal["error", "warning", "note"]
Status = Literal["published", "draft", "embargoed", "withdrawn"]


class Source(msgspec.Struct, frozen=True):
    """A file that was read: path relative to the site (POSIX), SHA-256 of its bytes in hex."""

    path: str
    fingerprint: str


class Problem(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """Something wrong, and where. `line` and `column` count from 1; 0 means the whole file."""

    path: str
    line: int
    column: int
    code: str
    level: Level
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.in_one_line}\n  hint: {shown(self.hint)}" if self.hint else self.in_one_line

    @property
    def in_one_line(self) -> str:
        """Without the hint, whatever stands in names and values: to be said within another message."""
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return shown(f"{place}: {self.code} {self.what}" if place else f"{self.code} {self.what}")


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why an importer believes a field: `method` names the rule, `lines` count from 1 in the seed."""

    field: str
    value: str
    method: str
    confidence: float
    lines: tuple[int, ...] = ()


class SeedLine(msgspec.Struct, frozen=True):
    """A non-blank line of a seed that is not in the body: the field it became, or why it was left."""

    line: int
    text: str
    role: str
    reason: str


class RawImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """An image of an article as its seed names it; without `data` it is looked for beside the seed.

    One that is not needed is on the web as well, and stays there if it did not come along.
    """

    reference: str
    data: bytes = b""
    is_needed: bool = True


class RawArticle(msgspec.Struct, frozen=True):
    """An article as an importer found it.

    `fields` holds front matter by the names of the content format (strings, or tuples of strings);
    `body` is Markdown. Every non-blank line of the seed is in the body or in `lines`.
    `decision` marks what a person decided on it; `source_lines`, where the report shows them, hold the whole seed.
    """

    seed: Source
    fields: Mapping[str, str | tuple[str, ...]]
    body: str
    lines: tuple[SeedLine, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()
    images: tuple[RawImage, ...] = ()
    decision: str = ""
    source_lines: tuple[SeedLine, ...] = ()


class Correction(msgspec.Struct, frozen=True):
    """A correction that was printed: `date` as in front matter, `text` plain."""

    date: str
    text: str


class ArticleImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """An image of an article: `source` is how its text names it, `name` how it is published, "" where it is not.

    `path` is its file in content/, `content` that file's hash. `widths` are those of its variants, whose names begin
    with `stem`; `form` is the one it is written anew in, and without it the file is published stripped. `turn` is
    its EXIF orientation. Without `width` its size is unknown. `has_avif` says whether each WebP has an AVIF beside it.
    """

    name: str
    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()
    form: str = ""
    has_avif: bool = False
    source: str = ""
    stem: str = ""
    path: str = ""
    content: str = ""
    turn: int = 1
    caption: str = ""


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """One published news text without its body. Dates are ISO 8601 as printed, "" where unknown.

    `url` is the permalink, with a slash at both ends; with `has_url` it is written in the file, so it does not change.
    `lede` is plain text. `words` counts the body's words.
    Readers may see it from `publish_date` on, until `expiry_date`.
    `image_sources` are the files that the body shows, beside the content file or below. `images` are these and its
    `image` as they are published, and `image` is then the published name. `words_sha256` proves what its page says,
    where the site has proofs.
    """

    source: Source
    id: str
    title: str
    url: str
    date: str = ""
    date_range: str = ""
    lastmod: str = ""
    publish_date: str = ""
    expiry_date: str = ""
    lang: str = ""
    dir: str = ""
    kicker: str = ""
    description: str = ""
    lede: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editor: str = ""
    dateline: str = ""
    publisher: str = ""
    edition: str = ""
    issue_number: str = ""
    page: str = ""
    source_url: str = ""
    captured: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    image_credit: str = ""
    aliases: tuple[str, ...] = ()
    status: Status = "published"
    withdrawn_reason: str = ""
    corrections: tuple[Correction, ...] = ()
    rights: str = ""
    rights_holder: str = ""
    call_number: str = ""
    robots: str = ""
    translation_of: str = ""
    seed: str = ""
    seed_sha256: str = ""
    words_sha256: str = ""
    words: int = 0
    links: tuple[str, ...] = ()
    image_sources: tuple[str, ...] = ()
    images: tuple[ArticleImage, ...] = ()
    has_url: bool = False
    extra: Mapping[str, Any] = {}


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a listing shows of an article. `lang` and `dir` are never empty; `section` is its printed name."""

    url: str
    title: str
    lang: str
    dir: str
    date: str = ""
    date_range: str = ""
    kicker: str = ""
    lede: str = ""
    section: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    image: str = ""
    image_alt: str = ""


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A name with the permalink that it leads to, and how many articles stand behind it (0: not said)."""

    name: str
    url: str
    count: int = 0


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an article's page says of another version of its story; `age` is earliest, newest or ""."""

    url: str
    title: str
    lang: str
    date: str = ""
    date_range: str = ""
    publisher: str = ""
    age: str = ""
    is_here: bool = False


class Output(msgspec.Struct, frozen=True):
    """A finished file: path relative to output/ (POSIX) and its bytes."""

    path: str
    data: bytes


class Feed(msgspec.Struct, frozen=True):
    """A format of feeds: its media type, and where the site's own feed in it stands; a term's has the same name."""

    format: str
    type: str
    url: str


class SiteView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What every template may know of the site. `base_path` ends with a slash; `base_url` does too.

    `content_sources` are what pages may load from other sites, by directive of the content security policy.
    """

    title: str
    language: str
    dir: str
    base_url: str
    base_path: str
    tagline: str = ""
    description: str = ""
    rights: str = ""
    digits: str = "latin"
    month_names: str = "egyptian"
    has_search: bool = True
    sections: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    version: str = ""
    timezone: str = "UTC"
    image: str = ""
    canonical: str = "self"
    feeds: tuple[Feed, ...] = ()
    term_feeds: tuple[Feed, ...] = ()
    feeds_of: tuple[str, ...] = ()
    has_data: bool = False
    has_integrity: bool = False
    hub: str = ""
    is_offline: bool = False
    is_portable: bool = False
    content_sources: tuple[tuple[str, tuple[str, ...]], ...] = ()
    robots_ai: str = ""
    robots_disallow: tuple[str, ...] = ()


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a page's head says. `address` is its own, absolute, in UTF-8, and `canonical` that or the original's.

    `structured_data` is JSON text, and so is `breadcrumbs`: an article's way down from the front page.
    """

    kind: str
    url: str
    title: str
    lang: str
    dir: str
    address: str
    canonical: str
    description: str = ""
    robots: str = ""
    structured_data: str = ""
    breadcrumbs: str = ""


class Range(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of time that a listing page covers.

    `key` is 2025-2029, 2025, 2025-h1, 2025-q3, 2025-02, 2025-02-a or 2025-02-13.
    It says nothing of the articles in it: lists of ranges must not change with each of them.
    """

    key: str
    url: str


class Snippet(msgspec.Struct, frozen=True):
    """A stretch of an article's text; `marks` of found words are (start, end) in the text."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Result(msgspec.Struct, frozen=True):
    """A found article; `score` is Lunr's, `words` how many of the query's words it has."""

    url: str
    title: str
    date: str
    section: str
    words: int
    score: float
    snippet: Snippet


class SearchResults(msgspec.Struct, frozen=True):
    """The first results; with `has_more` the count is of those proven so far, since phrases are proven one by one.

    `begun` is an unknown last word that was taken for the beginning of one.
    """

    count: int
    has_more: bool
    unknown: tuple[str, ...]
    begun: str
    results: tuple[Result, ...]
