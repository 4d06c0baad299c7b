"""The fields of a form: one for each key of front matter that people edit, by the rules of content/fields.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.config.settings import Settings
from generator.content.fields import LISTS, STATUSES
from generator.content.front_matter import DATES, KEYS

# Written by Warraq. A changed `url` or `slug` would lose the address that others cite: `warraq move` keeps the old one.
# A withdrawal removes more than a form can: `warraq withdraw`.
KEPT = frozenset("id url slug date_range lastmod captured withdrawn_reason seed seed_sha256".split())
ONLY_OF_ARTICLES = frozenset(
    "kicker section tags people places collections authors editor dateline publisher edition issue_number page "
    "source_url corrections rights rights_holder call_number translation_of".split()
)
LONG = frozenset("description image_caption rights".split())
SOURCE = "_source"  # as in client/front_matter.js: the file as it was read
BODY = "body"
# Digits of any kind, then whatever: the build says exactly what is wrong with a date, with its line.
_DATE = r"^[\d٠-٩۰-۹]{4}.*$"

Field = dict[str, Any]
Words = Mapping[str, str]


def fields_of_articles(settings: Settings, labels: Words, hints: Words) -> list[Field]:
    """In the order of front matter."""
    return list(_fields([key for key in KEYS if key not in KEPT], settings, labels, hints))


def fields_of_pages(settings: Settings, labels: Words, hints: Words) -> list[Field]:
    keys = [key for key in KEYS if key not in KEPT | ONLY_OF_ARTICLES]
    return list(_fields(keys, settings, labels, hints))


def _fields(keys: list[str], settings: Settings, labels: Words, hints: Words) -> Iterator[Field]:
    """The text comes second: that is what people want to write."""
    body = _field(BODY, {"widget": "markdown", "modes": ["raw", "rich_text"]}, labels, hints)
    for key in keys:
        yield _field(key, _widget(key, settings, labels), labels, hints)
        if key == "title":
            yield body
    yield {"name": SOURCE, "widget": "hidden"}


def _field(key: str, widget: Field, labels: Words, hints: Words) -> Field:
    found = {"name": key, "label": labels.get(key, key), **widget, "required": key == "title"}
    return found | ({"hint": hints[key]} if key in hints else {})


def _widget(key: str, settings: Settings, labels: Words) -> Field:
    sections = [section.name for section in settings.sections]
    if key == "corrections":
        parts = [
            {"name": part, "label": labels[f"correction_{part}"], "widget": widget}
            for part, widget in (("date", "string"), ("text", "text"))
        ]
        return {"widget": "list", "fields": parts}
    if key in LISTS:
        return {"widget": "list"}
    if key in DATES:
        return {"widget": "string", "pattern": [_DATE, "2011-02-25"]}
    choices = {"status": list(STATUSES), "dir": ["rtl", "ltr"], "section": sections}.get(key)
    if choices:
        return {"widget": "select", "options": choices, "dropdown_threshold": 0}
    if key == "image":
        return {"widget": "image", "choose_url": False}
    return {"widget": "text" if key in LONG else "string"}
