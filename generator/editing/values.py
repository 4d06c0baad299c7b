"""The value that a cell gives its field, and whether the field may have it."""

from __future__ import annotations

import re

from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.content.fields import LISTS, clean
from generator.content.front_matter import DATES
from generator.disk.files import fingerprint
from generator.editing.catalogue import Claims, Entry
from generator.editing.cells import several_in_one, split, spoiled, unprotected
from generator.editing.lines import Value
from generator.model import Source
from generator.text.addresses.permalink import PermalinkError, checked_permalink
from generator.text.languages import LANGUAGE

FROZEN = {
    "path": "a table cannot move files",
    "url": "use `warraq move ID NEW_URL`, which leaves a redirect",
    "seed": "it records where the article came from",
    "seed_sha256": "it records where the article came from",
}
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_DATE_HINT = (
    "write a date such as 2011-02-25; spreadsheets rewrite dates, so keep the ' before it or format the column as text"
)


class RowError(ValueError):
    """Why a row is not applied, with a code and what to do."""

    def __init__(self, code: str, what: str, hint: str) -> None:
        super().__init__(what)
        self.code, self.what, self.hint = code, what, hint


def value_of(column: str, text: str) -> Value:
    text = unprotected(text.strip())
    if column not in LISTS:
        return clean(text)
    return tuple(dict.fromkeys(filter(None, map(clean, split(text)))))


def checked(column: str, text: str, entry: Entry, settings: Settings, claims: Claims) -> Value:
    """The cell's value, if the field may have it."""
    before, value = entry.field(column), value_of(column, text)
    if column in FROZEN:
        raise RowError("D106", f"`{column}` cannot be changed here", FROZEN[column])
    if column == "title" and column not in entry.fields:
        raise RowError("D107", f"`{entry.path}` takes its title from the heading in its text", "edit this file by hand")
    harm = spoiled(text, before) if isinstance(before, str) else ""
    if harm:
        raise RowError("D108", f"`{column}`: `{text}` {harm}", "format the column as text and enter it again")
    if not isinstance(value, str):
        _check_list(column, text, value, entry, claims)
    elif value and column == "source_url" and not _WEB.fullmatch(value):
        raise RowError(
            "D109", f"`source_url`: `{value}` is not a web address", "write it in full, like https://example.org/a"
        )
    elif value and column == "lang" and not LANGUAGE.fullmatch(value):
        raise RowError("D109", f"`lang`: `{value}` is not a language tag", "write a tag such as ar or fa-AF")
    elif value and column == "date_range" and not _is_range(value, settings):
        raise RowError(
            "D109", f"`date_range`: `{value}` is not a date range", "write a range such as 2011-02-25/2011-02-27"
        )
    return value


def _is_range(value: str, settings: Settings) -> bool:
    days = value.split("/")
    texts = (f"---\ntitle: x\nurl: x/y/\ndate: {day}\n---\n" for day in days)
    return len(days) == 2 and all(parse_article(Source("", ""), text, settings).article for text in texts)


def _check_list(column: str, text: str, value: Value, entry: Entry, claims: Claims) -> None:
    if column != "aliases":
        before = entry.field(column)
        many = several_in_one(unprotected(text), before if not isinstance(before, str) else ())
        if many:
            hint = "separate them with `;`, or write `\\،` where the comma belongs to the name"
            raise RowError("D109", f"`{column}`: `{many}` looks like several values", hint)
        return
    for alias in value:
        try:
            owner = claims.owner(checked_permalink(alias))
        except PermalinkError as problem:
            raise RowError("D109", f"`aliases`: {problem}", problem.hint) from problem
        if owner not in ("", entry.article.id):
            raise RowError("D109", f"`aliases`: `{alias}` belongs to `{owner}`", "choose another path")
        claims.take(alias, entry.article.id)


def check_article(entry: Entry, after: str, values: dict[str, Value], settings: Settings) -> None:
    """The changed file must parse as an article with the same id and URL."""
    source = Source(entry.path, fingerprint(after.encode()))
    parsed = parse_article(source, after.removeprefix("\ufeff"), settings)
    for problem in parsed.problems:
        if problem.level == "error":
            hint = _DATE_HINT if problem.code == "C108" and set(values) & set(DATES) else problem.hint
            raise RowError("D109", problem.what, hint)
    article = parsed.article
    if article is None or (article.id, article.url) != (entry.article.id, entry.article.url):
        frozen = f"`id: {entry.article.id}` and `url: {entry.article.url.strip('/')}/`"
        hint = f"add {frozen} to `{entry.path}` and export again"
        raise RowError("D106", "would change the article's id or URL, which its file does not record", hint)
