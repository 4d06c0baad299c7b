"""Parse a content file into an Article, strictly: everything invalid is a problem with its line."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import msgspec

from generator.config.settings import Settings
from generator.content.bounds import CONTROLS, bounded, excesses, size_excess
from generator.content.explained_yaml import explained
from generator.content.fields import FieldReader
from generator.content.front_matter import KEYS, parse_front_matter, split_front_matter
from generator.content.own_keys import own_keys, read_own_key
from generator.model import Article, Problem, Source
from generator.text.addresses.permalink import PermalinkError, checked_permalink, permalink
from generator.text.addresses.slug import slug
from generator.text.languages import direction
from generator.text.publication import NOTHING, Sign, is_among_drafts, sign_of

_HEADING = re.compile(r"\A\s*# +(.+?)(?: +#+)? *(?:\n|\Z)")


class Parsed(msgspec.Struct, frozen=True):
    """`article` is None if the file cannot be used; `body_line` is the first line of the body in the file."""

    article: Article | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def parse_article(source: Source, text: str, settings: Settings) -> Parsed:
    """Convert each field by its key; unknown keys are kept as `extra`."""
    split = split_front_matter(text)
    body, body_line = split.body, split.body_line
    reader = FieldReader(source.path, split)
    if excess := size_excess(split.yaml or split.toml, body):
        reader.report(excess)
        return Parsed(None, "", body_line, tuple(reader.problems))
    tree = parse_front_matter(split)
    for found in tree.flaws:
        flaw = explained(found, split.yaml) if split.yaml else found
        reader.problems.append(Problem(source.path, flaw.line + 1, flaw.column, "C101", "error", flaw.what, flaw.hint))
    if tree.flaws:
        return Parsed(None, body, body_line, tuple(reader.problems))
    if not isinstance(tree.value, dict):
        reader.error(
            (), "C102", "the front matter is not a list of `key: value` lines", "write one `key: value` per line"
        )
        return Parsed(None, body, body_line, tuple(reader.problems))
    if tree.has_controls:
        reader.report(CONTROLS)
    for excess in excesses(tree.value):
        reader.report(excess)
    if reader.has_errors:
        return Parsed(None, body, body_line, tuple(reader.problems))
    reader.warn_of_comments()
    written = _by_our_names(bounded(tree.value), reader)
    fields, body, body_line = _with_title(written, body, body_line)
    values = {key: reader.convert(key, value) for key, value in fields.items() if key in KEYS}
    extra = _extra(fields, values, reader)
    if is_among_drafts(source.path) and values.get("status", "") in ("", "published"):
        values["status"] = "draft"
    article = _article(source, values, extra, settings, reader)
    return Parsed(article if not reader.has_errors else None, body, body_line, tuple(reader.problems))


def _extra(fields: dict[str, Any], values: dict[str, Any], reader: FieldReader) -> dict[str, Any]:
    """Unknown keys as they are, those that plugins declare as these read them."""
    extra = {key: value for key, value in fields.items() if key not in KEYS}
    for key, value in extra.items():
        _apply_sign(key, value, values, reader)
    return {key: read_own_key(key, value, reader) if key in own_keys() else value for key, value in extra.items()}


def _by_our_names(tree: dict[str, Any], reader: FieldReader) -> dict[str, Any]:
    """Accept `Title` for `title`, as tools that ignore case do; a key in both spellings is an error."""
    found: dict[str, Any] = {}
    for key, value in tree.items():
        name = key if key in KEYS or key.lower() not in KEYS else key.lower()
        if name in found:
            reader.error_at_key(
                key, "C101", f"the key `{name}` appears twice, as `{name}` and as `{key}`", "keep one of the two lines"
            )
        found.setdefault(name, value)
        if name != key:
            reader.names[name] = key
    return found


def _apply_sign(key: str, value: Any, values: dict[str, Any], reader: FieldReader) -> None:
    """Apply a key of another tool about publication as its users expect; other unknown keys may be misspelt."""
    sign = sign_of(key, value)
    if key in own_keys() and (sign is None or sign.near):
        return
    if sign is None or sign is NOTHING:
        reader.warn_if_misspelt(key, is_known=sign is not None)
        return
    if sign.field == "status":
        _hold_back(key, sign, values, reader)
    elif sign.field:
        # Of two dates, use the one that holds the article back longer or removes it sooner.
        keep = max if sign.field == "publish_date" else min
        values[sign.field] = keep(filter(None, (values.get(sign.field), sign.value)))
        if sign.field == "publish_date" and not sign.near:
            values["date"] = values.get("date") or sign.value
    if sign.doubt:
        _report_doubt(key, value, sign, reader)


def _hold_back(key: str, sign: Sign, values: dict[str, Any], reader: FieldReader) -> None:
    """The key that holds back wins: an article must not be published by mistake."""
    status = values.get("status") or ""
    if status == "published" and sign.value:
        hint = f"remove `{key}` to publish it, or `status` to hold it back"
        reader.warn_at_key(key, "C122", f"`{key}` contradicts `status: published`, so the article is held back", hint)
    if status != "withdrawn" and sign.value and (status in ("", "published") or sign.value == "draft"):
        values["status"] = sign.value


def _report_doubt(key: str, value: Any, sign: Sign, reader: FieldReader) -> None:
    shown = "" if isinstance(value, (dict, list)) else f": {str(value)[:60]}"
    held = "the article is held back" if sign.field else "the article is published anyway"
    if sign.is_strict:
        hint = "write true or false, or a date like 2025-02-13"
        reader.error_at_key(key, "C120", f"`{key}{shown}` {sign.doubt}", hint)
    elif sign.near:
        hint = f"did you mean `{sign.near}`? Warraq's own keys are `status`, `publish_date` and `expiry_date`"
        reader.warn_at_key(key, "C121", f"`{key}` {sign.doubt}: {held}", hint)
    else:
        hint = "write `status: draft` to hold the article back, or rename the key"
        reader.warn_at_key(key, "C121", f"`{key}{shown}` {sign.doubt}: {held}", hint)


def _with_title(fields: dict[str, Any], body: str, body_line: int) -> tuple[dict[str, Any], str, int]:
    """Without `title`, a heading at the start of the body becomes the title."""
    heading = _HEADING.match(body)
    if fields.get("title") or heading is None:
        return fields, body, body_line
    return fields | {"title": heading.group(1)}, body[heading.end() :], body_line + heading.group().count("\n")


def _article(
    source: Source, values: dict[str, Any], extra: dict[str, Any], settings: Settings, reader: FieldReader
) -> Article:
    if not values.get("title"):
        reader.error((), "C103", "has no `title`", "add `title: …` to the front matter, or start the body with `# …`")
    lang = values.setdefault("lang", settings.language)
    if values.get("dir") == direction(lang):
        del values["dir"]
    values["has_url"] = bool(values.get("url"))
    values["url"] = _url(values, settings, reader)
    values.pop("slug", None)
    if not values.get("id"):
        values["id"] = id_of_url(values["url"])
    kept = {key: value for key, value in values.items() if value}
    return Article(
        source=source, title=kept.pop("title", ""), url=kept.pop("url"), id=kept.pop("id"), extra=extra, **kept
    )


def id_of_url(url: str) -> str:
    """The id of an article whose file has none."""
    return sha256(url.encode()).hexdigest()[:26]


def _url(values: dict[str, Any], settings: Settings, reader: FieldReader) -> str:
    given = values.get("url")
    try:
        if given:
            return checked_permalink(given)
        words = values.get("slug") or slug(values.get("title") or "")
        return permalink(settings.permalink, values.get("date") or "", words)
    except PermalinkError as problem:
        reader.error(("url",), "C110", str(problem), problem.hint)
        return "/"
