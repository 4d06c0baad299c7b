"""The page on an import for the person who looks things over: the source beside the result, the doubtful first.

It is one file that needs nothing else and asks nobody. What an editor changes on it is saved as seeds/decisions.yaml.
Everything that comes from a seed is escaped: seeds are strangers' texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import msgspec

from generator.importers.decisions import Decision
from generator.ingest.results import Imported
from generator.ingest.review.style import SCRIPT, STYLE
from generator.model import Evidence, SeedLine
from generator.text.terminal import shown

SURE = 0.9  # below, a field is worth a look
MOST_DOUBTFUL, MOST_SURE = 500, 100  # shown with their sources; of the others a line each
MOST_LINES, MOST_LETTERS = 400, 2000  # of one source, of one line
_DECIDED = ("title", "date", "byline", "dateline", "publisher")
# What a role is called on the page, and the colour that it shares with its like; names stand beside the colours.
_ROLES: Mapping[str, tuple[str, str]] = {
    "masthead": ("masthead", "head"), "publisher": ("masthead", "head"), "editor": ("editor", "head"),
    "issue_number": ("issue", "head"), "date": ("date", "date"), "updated": ("date of change", "date"),
    "captured": ("date of capture", "date"), "section": ("section", "head"), "kicker": ("kicker", "title"),
    "title": ("title", "title"), "description": ("deck", "title"), "image_caption": ("caption", "caption"),
    "image_alt": ("picture's text", "caption"), "byline": ("byline", "byline"), "authors": ("byline", "byline"),
    "dateline": ("dateline", "byline"), "source": ("source", "byline"), "lede": ("lede", "body"),
    "body": ("body", "body"), "subhead": ("subhead", "subhead"), "quote": ("quote", "quote"), "list": ("list", "quote"),
    "tags": ("tags", "tags"), "boilerplate": ("boilerplate", "out"), "repeated": ("repeated", "out"),
    "unplaced": ("unplaced", "doubt"),
}  # fmt: skip
_LIST = re.compile(r"[-*•●▪–]\s|\d{1,2}[.)-]\s")
_QUOTE = re.compile(r">|[«\"“].*[»\"”][\s.،]*$")
_LEGEND = ("masthead", "date", "kicker", "title", "image_caption", "byline", "dateline", "lede", "body", "subhead",
           "quote", "list", "boilerplate", "tags", "unplaced")  # fmt: skip


def as_page(articles: Sequence[Imported], cut: Sequence[Imported], decisions: Mapping[str, Decision]) -> str:
    """The doubtful first: refused, then with problems, then the least sure; of those that were cut a line each."""
    whole, brief = sorted(articles, key=_doubt), sorted(cut, key=_doubt)
    doubtful = sum(is_doubtful(one) for one in (*articles, *cut))
    said = msgspec.json.encode({seed: msgspec.to_builtins(one) for seed, one in decisions.items()}).decode()
    return "".join(
        (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Import report</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{STYLE}</style></head><body><header><h1>Import report</h1>"
            f"<p>{len(whole) + len(brief)} seeds, {doubtful} with doubts. {_cut(len(whole), len(brief))}</p>{_legend()}{_bar()}</header><main>",
            *(_section(one, is_open=place == 0 and is_doubtful(one)) for place, one in enumerate(whole)),
            _brief(brief),
            f'</main><script type="application/json" id="said">{_inert(said)}</script><script>{SCRIPT}</script></body></html>\n',
        )
    )


def is_doubtful(article: Imported) -> bool:
    return bool(article.problems) or confidence(article) < SURE


def confidence(article: Imported) -> float:
    """Of the least sure of the fields that matter most."""
    sure = {one.field: one.confidence for one in article.evidence if one.field in ("title", "date", "publisher")}
    return 0.0 if article.action == "refused" else min(sure.values(), default=1.0)


def _safe(text: str) -> str:
    """Names of files and messages: signs that turn them around or hide in them are shown as such."""
    return escape(shown(text))


def _doubt(article: Imported) -> tuple[bool, bool, float, str]:
    return article.action != "refused", not article.problems, confidence(article), article.file


def _cut(whole: int, brief: int) -> str:
    if not brief:
        return "All are shown with their sources, the doubtful first."
    return f"{whole} are shown with their sources, the doubtful first; the other {brief} are listed below them."


def _inert(json: str) -> str:
    """JSON that cannot end its script element."""
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _legend() -> str:
    names = (f'<li><span class="role {_ROLES[role][1]}">{_ROLES[role][0]}</span></li>' for role in _LEGEND)
    return f'<ul class="legend" aria-label="Roles of lines">{"".join(names)}</ul>'


def _bar() -> str:
    return (
        '<p class="bar"><button type="button" id="save">Save decisions.yaml</button> '
        '<output id="count">nothing decided yet</output> <span>Put the file into <code>seeds/</code> and import again.'
        "</span></p>"
    )


def _section(article: Imported, *, is_open: bool) -> str:
    title = str(article.front_matter.get("title") or article.file)
    mark = "doubt" if is_doubtful(article) else "sure"
    word = "refused" if article.action == "refused" else "look at this" if mark == "doubt" else "sure"
    problems = "".join(
        f"<li><b>{escape(one.code)}</b> {_safe(one.what)}{f'<br><small>{_safe(one.hint)}</small>' if one.hint else ''}</li>"
        for one in article.problems
    )
    place = f"{article.file} → {article.path}" if article.path else article.file
    return (
        f'<details class="article {mark}" data-seed="{escape(article.seed_sha256)}"{" open" if is_open else ""}>'
        f'<summary><span class="state">{word} {confidence(article):.0%}</span> <bdi>{escape(title)}</bdi></summary>'
        f'<p class="place"><bdi>{escape(article.action)}</bdi> <code dir="ltr">{_safe(place)}</code></p>'
        f"{f'<ul class=problems>{problems}</ul>' if problems else ''}"
        f'<div class="two"><section aria-label="Source"><h2>Source</h2>{_source(article)}</section>'
        f'<section aria-label="Result"><h2>Result</h2>{_fields(article)}'
        f'<div class="result" dir="auto">{escape(article.body[: MOST_LINES * 100])}</div></section></div></details>\n'
    )


def _source(article: Imported) -> str:
    """Every line with its role; what a field took from it is marked."""
    lines = list(_refined(article.source_lines or _told(article)))
    values = _values_by_line(article.evidence)
    is_numbered = any(line.line for line in article.source_lines) and _has_numbers(article)
    shown = "".join(_line(line, values.get(line.line, ()), is_numbered=is_numbered) for line in lines[:MOST_LINES])
    more = f"<p>… and {len(lines) - MOST_LINES} more lines</p>" if len(lines) > MOST_LINES else ""
    return f'<ol class="source">{shown}</ol>{more}' if shown else "<p>nothing of it could be read</p>"


def _told(article: Imported) -> tuple[SeedLine, ...]:
    """Of formats other than raw text: what was left out, then the body as it was read."""
    blocks = (
        SeedLine(0, block, _role_of(block), "of the article") for block in article.body.split("\n\n") if block.strip()
    )
    return (*article.lines, *blocks)


def _role_of(block: str) -> str:
    return "subhead" if block.startswith("#") else "image_caption" if block.startswith("![") else "body"


def _refined(lines: Iterable[SeedLine]) -> Iterator[SeedLine]:
    """The first line of a body is the lede; lists and quotes by how they open."""
    is_first = True
    for line in lines:
        role = line.role
        if role == "body":
            role = (
                "lede"
                if is_first
                else "list"
                if _LIST.match(line.text)
                else "quote"
                if _QUOTE.match(line.text)
                else role
            )
            is_first = False
        yield line if role == line.role else msgspec.structs.replace(line, role=role)


def _has_numbers(article: Imported) -> bool:
    """Whether its lines are those of a raw text, which can be dropped and kept by their numbers."""
    numbers = [line.line for line in article.source_lines]
    return all(numbers) and len(set(numbers)) == len(numbers)


def _line(line: SeedLine, values: Iterable[str], *, is_numbered: bool) -> str:
    name, colour = _ROLES.get(line.role, (line.role.replace("_", " "), "head"))
    text = line.text[:MOST_LETTERS]
    said = _marked(text, values) + ("…" if len(line.text) > MOST_LETTERS else "")
    is_out = colour in ("out", "doubt")
    choice = ""
    if is_numbered:
        verb = "keep" if is_out else "drop"
        label = f"{verb} line {line.line}"
        choice = f'<label><input type="checkbox" data-{verb}="{line.line}" aria-label="{label}"> {verb}</label>'
    number = f'<span class="number">{line.line}</span> ' if line.line else ""
    return (
        f'<li class="{colour}"><div class="about">{number}<span class="role {colour}">{escape(name)}</span> '
        f'<small>{escape(line.reason)}</small> {choice}</div><div class="text" dir="auto">{said}</div></li>'
    )


def _marked(text: str, values: Iterable[str]) -> str:
    """The text with the first value of a field in it marked."""
    for value in values:
        before, found, after = text.partition(value)
        if found and (before or after):
            return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"
    return escape(text)


def _values_by_line(evidence: Iterable[Evidence]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in evidence:
        for number in one.lines:
            found.setdefault(number, []).append(one.value)
    return found


def _fields(article: Imported) -> str:
    """Every field with its value, rule, confidence and lines; those that a person may decide on can be written over."""
    found = {(one.field, one.value): one for one in article.evidence}
    rows = "".join(_row(one) for one in found.values())
    table = (
        '<table><thead><tr><th scope="col">field</th><th scope="col">value</th><th scope="col">sure</th>'
        f'<th scope="col">because</th><th scope="col">lines</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    return f"{table}{_form(article)}" if article.seed_sha256 else table


def _row(one: Evidence) -> str:
    is_sure = one.confidence >= SURE
    return (
        f'<tr{"" if is_sure else " class=doubt"}><th scope="row">{escape(one.field)}</th><td dir="auto">{escape(one.value)}</td>'
        f"<td>{one.confidence:.0%}{'' if is_sure else ' ?'}</td><td>{escape(one.method)}</td>"
        f"<td>{', '.join(map(str, one.lines))}</td></tr>"
    )


def _form(article: Imported) -> str:
    inputs = "".join(_input(name, article.front_matter) for name in _DECIDED)
    return f'<fieldset class="decide"><legend>Decide</legend>{inputs}</fieldset>'


def _input(name: str, front_matter: Mapping[str, Any]) -> str:
    value = front_matter.get("authors" if name == "byline" else name, "")
    said = escape("، ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))
    pattern = ' pattern="\\d{4}(-\\d\\d){0,2}" placeholder="2011-02-25"' if name == "date" else ""
    accept = f'<label class="accept"><input type="checkbox" data-accept="{name}"> right</label>' if said else ""
    return (
        f'<div><label>{name} <input type="text" dir="auto" name="{name}" value="{said}" data-before="{said}"{pattern}></label>'
        f"{accept}</div>"
    )


def _brief(articles: Sequence[Imported]) -> str:
    if not articles:
        return ""
    rows = "".join(_brief_row(one) for one in articles)
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("sure", "title", "date", "publisher", "file and problems")
    )
    return f"<h2>Without their sources: {len(articles)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _brief_row(one: Imported) -> str:
    cells: Iterator[str] = (escape(str(one.front_matter.get(name, ""))) for name in ("title", "date", "publisher"))
    said = "".join(f'<td dir="auto">{cell}</td>' for cell in cells)
    problems = "".join(f"<br>{escape(problem.code)} {_safe(problem.what)}" for problem in one.problems)
    sure = "refused" if one.action == "refused" else f"{confidence(one):.0%}"
    return f'<tr><td>{sure}</td>{said}<td><code dir="ltr">{_safe(one.file)}</code>{problems}</td></tr>\n'
