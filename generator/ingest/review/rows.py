"""What the review page shows of an article, as values for its template: the source's lines, the fields, the state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from generator.ingest.results import Imported
from generator.model import Evidence, Problem, SeedLine

SURE = 0.9  # below, a field is worth a look
MOST_LINES, MOST_LETTERS = 400, 2000  # of one source, of one line
_DECIDED = ("title", "date", "byline", "dateline", "publisher")
# What a role is called on the page, and the colour that it shares with its like; names stand beside the colours.
ROLES: Mapping[str, tuple[str, str]] = {
    "masthead": ("masthead", "head"), "publisher": ("masthead", "head"), "editor": ("editor", "head"),
    "issue_number": ("issue", "head"), "date": ("date", "date"), "updated": ("date of change", "date"),
    "captured": ("date of capture", "date"), "section": ("section", "head"), "kicker": ("kicker", "title"),
    "title": ("title", "title"), "description": ("deck", "title"), "image_caption": ("caption", "caption"),
    "image_alt": ("alternative text", "caption"), "byline": ("byline", "byline"), "authors": ("byline", "byline"),
    "dateline": ("dateline", "byline"), "source": ("source", "byline"), "lede": ("lede", "body"),
    "body": ("body", "body"), "subhead": ("subhead", "subhead"), "quote": ("quote", "quote"), "list": ("list", "quote"),
    "tags": ("tags", "tags"), "boilerplate": ("boilerplate", "out"), "repeated": ("repeated", "out"),
    "unplaced": ("unplaced", "doubt"),
}  # fmt: skip
_LEFT_OUT = ("out", "doubt")  # colours of lines that a person can keep; all others can be dropped
_LIST = re.compile(r"[-*•●▪–]\s|\d{1,2}[.)-]\s")
_QUOTE = re.compile(r">|[«\"“].*[»\"”][\s.،]*$")


class LineRow(NamedTuple):
    """A line of the source; `value` is what a field took from it, between `before` and `after`."""

    number: int
    name: str
    colour: str
    reason: str
    verb: str
    before: str
    value: str
    after: str
    is_cut: bool


class EvidenceRow(NamedTuple):
    field: str
    value: str
    confidence: str
    method: str
    lines: str
    is_sure: bool


class ArticleRow(NamedTuple):
    """An article with its source; `inputs` are the fields that a person may decide on, with their values."""

    seed: str
    title: str
    action: str
    path: str
    state: str
    is_doubtful: bool
    problems: tuple[Problem, ...]
    lines: tuple[LineRow, ...]
    more_lines: int
    evidence: tuple[EvidenceRow, ...]
    inputs: tuple[tuple[str, str], ...]
    body: str


class BriefRow(NamedTuple):
    """An article without its source."""

    state: str
    fields: tuple[str, ...]
    file: str
    problems: tuple[Problem, ...]


def is_doubtful(article: Imported) -> bool:
    return bool(article.problems) or confidence(article) < SURE


def confidence(article: Imported) -> float:
    """Of the least sure of the fields that matter most."""
    sure = {one.field: one.confidence for one in article.evidence if one.field in ("title", "date", "publisher")}
    return 0.0 if article.action == "refused" else min(sure.values(), default=1.0)


def article_row(article: Imported) -> ArticleRow:
    doubt = is_doubtful(article)
    word = "refused" if article.action == "refused" else "check this" if doubt else "sure"
    lines = list(_refined(article.source_lines or _as_read(article)))
    values, is_numbered = _values_by_line(article.evidence), _has_numbers(article)
    found = {(one.field, one.value): one for one in article.evidence}
    return ArticleRow(
        seed=article.seed_sha256,
        title=str(article.front_matter.get("title") or article.file),
        action=article.action,
        path=f"{article.file} → {article.path}" if article.path else article.file,
        state=f"{word} {confidence(article):.0%}",
        is_doubtful=doubt,
        problems=article.problems,
        lines=tuple(
            _line_row(one, values.get(one.line, ()), is_numbered=is_numbered and bool(article.source_lines))
            for one in lines[:MOST_LINES]
        ),
        more_lines=max(0, len(lines) - MOST_LINES),
        evidence=tuple(map(_evidence_row, found.values())),
        inputs=tuple(_inputs(article.front_matter)) if article.seed_sha256 else (),
        body=article.body[: MOST_LINES * 100],
    )


def brief_row(article: Imported) -> BriefRow:
    fields = tuple(str(article.front_matter.get(name, "")) for name in ("title", "date", "publisher"))
    state = "refused" if article.action == "refused" else f"{confidence(article):.0%}"
    return BriefRow(state, fields, article.file, article.problems)


def _as_read(article: Imported) -> tuple[SeedLine, ...]:
    """Of formats other than raw text: what was left out, then the body as it was read."""
    blocks = (
        SeedLine(0, block, _role_of(block), "of the article") for block in article.body.split("\n\n") if block.strip()
    )
    return (*article.lines, *blocks)


def _role_of(block: str) -> str:
    return "subhead" if block.startswith("#") else "image_caption" if block.startswith("![") else "body"


def _refined(lines: Iterable[SeedLine]) -> Iterator[SeedLine]:
    """The first line of a body is the lede; lists and quotes by how they open."""
    has_lede = False
    for line in lines:
        if line.role != "body":
            yield line
            continue
        role = "list" if _LIST.match(line.text) else "quote" if _QUOTE.match(line.text) else "body"
        yield msgspec.structs.replace(line, role=role if has_lede else "lede")
        has_lede = True


def _has_numbers(article: Imported) -> bool:
    """Whether its lines are those of a raw text, which can be dropped and kept by their numbers."""
    numbers = [line.line for line in article.source_lines]
    return all(numbers) and len(set(numbers)) == len(numbers)


def _line_row(line: SeedLine, values: Iterable[str], *, is_numbered: bool) -> LineRow:
    name, colour = ROLES.get(line.role, (line.role.replace("_", " "), "head"))
    verb = "" if not is_numbered else "keep" if colour in _LEFT_OUT else "drop"
    parts = _around(line.text[:MOST_LETTERS], values)
    return LineRow(line.line, name, colour, line.reason, verb, *parts, is_cut=len(line.text) > MOST_LETTERS)


def _around(text: str, values: Iterable[str]) -> tuple[str, str, str]:
    """The text before, in and after the first value of a field in it."""
    for value in values:
        before, found, after = text.partition(value)
        if found and (before or after):
            return before, found, after
    return text, "", ""


def _values_by_line(evidence: Iterable[Evidence]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in evidence:
        for number in one.lines:
            found.setdefault(number, []).append(one.value)
    return found


def _evidence_row(one: Evidence) -> EvidenceRow:
    lines = ", ".join(map(str, one.lines))
    return EvidenceRow(one.field, one.value, f"{one.confidence:.0%}", one.method, lines, one.confidence >= SURE)


def _inputs(front_matter: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in _DECIDED:
        value = front_matter.get("authors" if name == "byline" else name, "")
        yield name, "، ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
