"""Articles of other generators: Markdown with front matter of Hugo, Jekyll, Zola, Pelican, Eleventy, or of Obsidian.

Front matter is translated by the names these tools use; the body stays Markdown, without what only its old tool ran.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml

from generator.importers.cms.site_markup import portable
from generator.importers.evidence import about, article, nothing, own_section, problem, sequence_of
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.piece import Piece, SiteContext
from generator.importers.release import front_matter_release, release_doubts, with_release
from generator.importers.typed_dates import Orders, doubts, typed_date
from generator.importers.vocabulary.columns import list_of
from generator.model import Evidence, Problem, RawArticle, SeedLine, Source
from generator.text.addresses.absolute import address_parts
from generator.text.dates.day_order import usual_order
from generator.text.dates.parse import Order
from generator.text.encodings import decode
from generator.text.yaml.safe import safe_load

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PELICAN = re.compile(r"(?:[A-Za-z][\w-]{1,30}:[ \t]*.*\n(?:[ \t]+\S.*\n)*)+(?:\n|\Z)")
_DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)[-_ ]*(.*)")
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
# By field: the keys of other generators, the surest first.
_KEYS: Mapping[str, str] = {
    "title": "title",
    "date": "printed_date date publishdate published_at published pubdate created publish_date created_at",
    "lastmod": "lastmod updated modified last_modified_at last_modified updated_at edited",
    "description": "description summary excerpt subtitle lead",
    "tags": "tag_names tags tag keywords topics",
    "authors": "authors author writer",
    "section": "section categories category rubric",
    "slug": "slug",
    "image": "image cover featured_image featuredimage thumbnail banner images og_image hero teaser",
    "image_alt": "image_alt cover_alt imagealt",
    "image_caption": "image_caption imagecaption caption",
    "lang": "lang language locale",
    "publisher": "publisher source outlet",
    "source_url": "source_url canonical canonicalurl canonical_url original_url external_url",
    "aliases": "aliases redirect_from redirects permalink url path alias",
    **{name: name for name in ("kicker", "editor", "dateline", "edition", "issue_number", "page", "captured", "image_credit", "rights", "rights_holder", "people", "places", "collections", "call_number", "status", "date_range", "dir", "robots")},
}  # fmt: skip
# Settings of the old site's pages, which mean nothing elsewhere.
_SETTINGS = frozenset(
    "layout type weight toc menu draft published templateengineoverride render_with_liquid save_as template comments math id seed seed_sha256 eleventynavigation eleventyexcludefromcollections "
    "outputs cascade build markup cssclass cssclasses publish sitemap featured pinned sticky".split()
)


class Parts(NamedTuple):
    """`flaw` describes what is wrong with front matter that cannot be read."""

    fields: Mapping[str, Any]
    body: str
    flaw: str = ""


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    text = (decode(piece.data).text or "").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    name = PurePosixPath(piece.source.path.rpartition("#")[2])
    if name.name.lower() in ("_index.md", "readme.md", "license.md", "changelog.md", "contributing.md", "index.json"):
        yield nothing(
            piece.source,
            "I107",
            "is not an article: it is a section's own page, or a note about the files",
            "",
            level="warning",
        )
        return
    parts = parts_of(text)
    if parts.flaw:
        yield nothing(
            piece.source,
            "I139",
            f"has front matter that cannot be read: {parts.flaw}"[:240],
            "correct it; put quotes around a value that contains a colon",
        )
        return
    fields = _flat(parts.fields)
    title, body = _title(fields, parts.body, name)
    markdown, unknown = portable(body)
    if name.suffix.lower() in (".html", ".htm"):
        markdown = markdown_of_html(markdown)
    if not markdown.strip():
        yield nothing(piece.source, "I102", "contains no text", "", level="warning")
        return
    languages = [*_language(fields, title, markdown)]
    held = [*front_matter_release(fields, piece.source.path)]
    evidence = [*_evidence(fields, title, name, context, _order(fields, languages, context)), *languages]
    evidence = with_release(evidence, held)
    evidence += about(evidence, title, "", markdown, context)
    problems = [*_problems(piece.source, evidence, unknown), *release_doubts(piece.source, held)]
    yield article(piece.source, evidence, markdown.strip("\n") + "\n", tuple(_left(fields)), problems)


def _problems(source: Source, evidence: Sequence[Evidence], unknown: Iterable[str]) -> Iterator[Problem]:
    for one in unknown:
        what = f"`{one}` belongs to the old site and was left out"
        yield problem(source, "I151", "warning", what, "check what it showed there")
    yield from doubts(source, evidence)


def parts_of(text: str) -> Parts:
    """Front matter of whatever language, and the body."""
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml)):
        match = pattern.match(text)
        if match:
            return _read(read, match[1], text[match.end() :])
    if text.startswith("{"):
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(text)
        except (ValueError, RecursionError) as problem:
            return Parts({}, text, str(problem))
        return Parts(value if isinstance(value, dict) else {}, text[end:])
    match = _PELICAN.match(text)
    if match and re.search(r"^(?:title|date)[ \t]*:", match[0], re.MULTILINE | re.IGNORECASE):
        return Parts(dict(_headers(match[0])), text[match.end() :])
    return Parts({}, text)


def _read(read: Any, head: str, body: str) -> Parts:
    try:
        value = read(head)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as problem:
        return Parts({}, body, " ".join(str(problem).split()))
    return Parts(value, body) if isinstance(value, dict) else Parts({}, body, "it is not a list of `key: value` lines")


def _yaml(head: str) -> Any:
    return safe_load(head.replace("\t", "  ")) or {}


def _toml(head: str) -> Any:
    return tomllib.loads(head)


def _headers(head: str) -> Iterator[tuple[str, str]]:
    for line in re.sub(r"\n[ \t]+", " ", head).strip().split("\n"):
        name, _, value = line.partition(":")
        yield name.strip(), value.strip()


def _flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Names in one spelling; tables that tools nest values in are opened (Zola's taxonomies and extra, `cover.image`)."""
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, Mapping) and str(name).lower() in ("taxonomies", "extra", "params", "seo"):
            flat = {**_flat(value), **flat}
        else:
            key = str(name).lower().replace("-", "_")
            flat[key] = value if key == "build" else _opened(value)
    return flat


def _opened(value: Any) -> Any:
    if isinstance(value, Mapping):
        return next(
            (
                value[key]
                for key in ("image", "src", "url", "teaser", "name", "title")
                if isinstance(value.get(key), str)
            ),
            None,
        )
    return value


def _title(fields: Mapping[str, Any], body: str, name: PurePosixPath) -> tuple[str, str]:
    """The front matter's, the first heading's, else the file's name, as in Obsidian."""
    text = " ".join(_texts(fields.get("title")))
    heading = _HEADING.match(body)
    if text:
        is_again = heading is not None and heading[1].strip() == text
        return text, body[heading.end() :] if heading is not None and is_again else body
    if heading is not None:
        return heading[1].strip(), body[heading.end() :]
    stem = name.parent.name if name.stem == "index" else name.stem
    dated = _DATED_NAME.fullmatch(stem)
    return (dated[2] if dated and dated[2] else stem).replace("-", " ").replace("_", " ").strip(), body


def _texts(value: Any) -> list[str]:
    if isinstance(value, (datetime, date)):
        return [value.isoformat()]
    if isinstance(value, list):
        return [text for one in value for text in _texts(_opened(one))]
    return [" ".join(text.split()) for text in list_of(value)]


def _order(fields: Mapping[str, Any], languages: Iterable[Evidence], context: SiteContext) -> Order:
    """How this site writes days in numbers: its outlet's way, else its language's."""

    def named(field: str) -> list[str]:
        return [text for key in _KEYS[field].split() for text in _texts(fields.get(key))]

    tags = [*(text.replace("_", "-") for text in named("lang")), *(one.value for one in languages)]
    return context.outlets.order_of(named("publisher")) or usual_order(next(iter(tags), ""))


def _evidence(
    fields: Mapping[str, Any], title: str, name: PurePosixPath, context: SiteContext, order: Order
) -> Iterator[Evidence]:
    yield Evidence(
        "title", title, "the front matter" if fields.get("title") else "the first heading or the file's name", 0.95
    )
    for field, names in _KEYS.items():
        key = next((one for one in names.split() if _texts(fields.get(one))), "")
        if key and field != "title":
            yield from _of_field(field, key, fields, context, order)
    dated = _DATED_NAME.match(name.parent.name if name.stem == "index" else name.stem)
    if dated:
        yield Evidence("date", dated[1], "the file's name", 0.9)
        if dated[2]:
            yield Evidence("slug", PurePosixPath(dated[2]).stem, "the file's name", 0.8)
    elif not name.stem.startswith("index"):
        yield Evidence("slug", name.stem, "the file's name", 0.7)


def _of_field(
    field: str, key: str, fields: Mapping[str, Any], context: SiteContext, order: Order
) -> Iterator[Evidence]:
    value, method = _texts(fields[key]), f"the front matter's {key}"
    if key == "printed_date":  # ours, where a tool wants more of a date than is known
        yield Evidence(field, value[0], method, 0.95)
    elif field in ("date", "lastmod", "captured"):
        yield from typed_date(field, value[0], method, 0.95, Orders("", order))
    elif field == "section":
        names = [name for text in value for name in re.split(r"[,،/>]", text) if name.strip()]
        yield Evidence("section", own_section(names[0].strip(), context), method, 0.9)
        yield from (Evidence("tags", name.strip(), method, 0.8) for name in names[1:])
    elif field in ("tags", "authors", "people", "places", "collections"):
        # The author separated a list; a text names one after the other.
        parts = (
            value if isinstance(fields[key], list) else [part for text in value for part in re.split("[,،؛;]", text)]
        )
        yield from (Evidence(field, part.strip().lstrip("#"), method, 0.93) for part in parts if part.strip())
    elif field == "aliases":
        for name in _KEYS["aliases"].split():
            # Pelican's are a line of paths with commas between them.
            said_here = (path for text in _texts(fields.get(name)) for path in re.split(r",\s*(?=/)", text))
            paths = [address_parts(text).path for text in said_here]
            yield from (
                Evidence(field, path, f"the front matter's {name}", 0.9)
                for path in paths
                if path.strip("/") and ":" not in path
            )
    elif field == "status":
        yield from (Evidence(field, text, method, 0.9) for text in value[:1] if text in ("embargoed", "withdrawn"))
    else:
        yield Evidence(field, value[0], method, 0.93)


def _language(fields: Mapping[str, Any], title: str, body: str) -> Iterator[Evidence]:
    if not any(_texts(fields.get(name)) for name in _KEYS["lang"].split()):
        language = language_of(f"{title}\n{body}")
        if language:
            yield Evidence("lang", language, "letters and most common words", 0.95)


def _left(fields: Mapping[str, Any]) -> Iterator[SeedLine]:
    known = {name for names in _KEYS.values() for name in names.split()}
    for name, value in fields.items():
        if name not in known and value not in (None, "", [], {}):
            role = "setting" if name in _SETTINGS else "unplaced"
            reason = "a setting of the old site" if role == "setting" else "no field with this name"
            yield SeedLine(0, f"{name}: {', '.join(sequence_of(value))}"[:1000], role, reason)
