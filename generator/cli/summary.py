"""The summary of an import for people who see no terminal: Markdown in the site's language, as GitHub shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.check.explain import explanations
from generator.cli.console import say_as_is
from generator.disk.files import read_bytes, read_if_there, write_atomically
from generator.errors import UsageError
from generator.text.languages import direction
from generator.text.terminal import shown
from generator.text.yaml.safe import safe_load

if TYPE_CHECKING:
    from generator.ingest.results import Imported
    from generator.model import Problem

WORDS = Path(__file__).parent / "summaries"
STANDARD_OUTPUT = "-"
MOST_ROWS = 200  # of one list; GitHub shows a summary of 1 MiB and no more
_LONGEST = 300  # characters of a name or a value
_MARKUP = re.compile(r"[\\`*_{}\[\]()#+!|~^@:-]")
_VALUE = re.compile(r"`([^`]+)`")


class Summary:
    """Takes each article as it comes; new and changed ones are named, all others only counted by the import itself."""

    def __init__(self) -> None:
        self._articles: dict[str, list[tuple[str, str, str]]] = {"new": [], "changed": []}
        self._refused: set[str] = set()

    def add(self, article: Imported) -> None:
        if article.action in self._articles:
            fields = article.front_matter
            self._articles[article.action].append((str(fields["title"]), str(fields.get("date", "")), article.path))
        elif article.action == "refused":
            self._refused.add(article.file)

    def text(self, problems: Iterable[Problem], language: str) -> str:
        """Lists of what is new, of what somebody should look at, and of what was not imported."""
        words, codes = _words(language)
        found = sorted(set(problems))
        refused = [one for one in found if one.level == "error" or one.path in self._refused]
        doubtful = [one for one in found if one.level == "warning" and one not in refused]
        lines = [f"## {words['title']}", ""]
        for action, articles in self._articles.items():
            rows = [f"- {_plain(title)} · {_plain(date or words['undated'])}" for title, date, _ in sorted(articles)]
            lines += _list(words[action], rows, words)
        lines += _list(words["doubtful"], [_row(one, words, codes) for one in doubtful], words)
        lines += _list(words["refused"], [_row(one, words, codes) for one in refused], words, words["refused_note"])
        if len(lines) == 2:
            lines += [words["nothing"], ""]
        return _directed(lines, language)


def content_summary(problems: Iterable[Problem], language: str) -> str:
    """Of a build: articles that are left out until somebody corrects them; "" if there are none."""
    words, codes = _words(language)
    rows = [_row(one, words, codes) for one in sorted(set(problems)) if one.level == "error"]
    return _directed(list(_list(words["content"], rows, words, words["content_note"])), language) if rows else ""


def append_summary(file: Path, text: str) -> None:
    """Behind what is there, as GitHub wants it; `-` is standard output."""
    if str(file) == STANDARD_OUTPUT:
        say_as_is(text)
    elif file.exists() and not file.is_file():
        raise UsageError(f"`{shown(str(file))}` is not a file", "name a file, or `-` for standard output")
    elif text:
        write_atomically(file, (read_if_there(file) or b"") + text.encode("utf-8", "replace"))


def _words(language: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The words of a language over the English ones, and its sentences for codes."""
    found: dict[str, Any] = {}
    for tag in dict.fromkeys(("en", language.partition("-")[0])):
        if (WORDS / f"{tag}.yaml").is_file():
            found |= safe_load(read_bytes(WORDS / f"{tag}.yaml").decode())
    return found, found.pop("codes", {})


def _list(title: str, rows: Sequence[str], words: Mapping[str, str], note: str = "") -> Iterator[str]:
    if not rows:
        return
    yield from (f"### {title}: {len(rows)}", "")
    yield from (note, "") if note else ()
    yield from rows[:MOST_ROWS]
    if len(rows) > MOST_ROWS:
        yield f"- {words['more'].format(count=len(rows) - MOST_ROWS)}"
    yield ""


def _row(problem: Problem, words: Mapping[str, str], codes: Mapping[str, str]) -> str:
    """Where, what, what to do; a language without a sentence of its own gets the English one."""
    line = f" ({words['line'].format(line=problem.line)})" if problem.line else ""
    said = codes.get(problem.code)
    if said:
        values = ", ".join(dict.fromkeys(_VALUE.findall(problem.what)))
        said = f"{said} ({_plain(values)})" if values else said
    else:
        known = explanations().get(problem.code)
        said = f"{_plain(problem.what)}. {known.fix if known else _plain(problem.hint)}"
    return f"- **{_plain(problem.path)}**{line}: {said} <sub>{problem.code}</sub>"


def _plain(text: str) -> str:
    """Text of others, which must not become markup, a link or a mention."""
    text = shown(text[:_LONGEST] + ("…" if len(text) > _LONGEST else ""))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", text)


def _directed(lines: Sequence[str], language: str) -> str:
    return "\n".join((f'<div dir="{direction(language)}">', "", *lines, "</div>", "", ""))
