"""How verbs speak: one line of progress where someone watches, plain lines elsewhere, a summary at the end.

Everything that is printed passes here, since much of it was written by strangers.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.text.terminal import ascii_json, json_of, shown, shown_lines
from generator.workers import Progress, no_progress

if TYPE_CHECKING:
    from generator.model import Findings, Report, Snippet


def speak_any_letters() -> None:
    """On a terminal or a pipe that knows no Arabic letters escapes stand for them, and nothing ends in an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(line: str, *, err: bool = False) -> None:
    """One line, also where a name in it holds a line break."""
    click.echo(shown(line), err=err)


def say_lines(text: str, *, err: bool = False) -> None:
    """Several lines, each safe in itself: strangers' words in them went through `shown`."""
    click.echo(shown_lines(text), err=err)


def say_findings(found: Findings) -> None:
    """What was searched for stands out, on a terminal in bold."""
    click.echo(found_summary(found, is_terminal=sys.stdout.isatty()))


def say_json(value: Any) -> None:
    write_json(json_of(value) + "\n")


def write_json(text: str) -> None:
    """Onto standard output; where that is not UTF-8, as JSON is, in ASCII alone."""
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    click.echo(text if is_utf8 else ascii_json(text), nl=False)


def say_data(data: bytes) -> None:
    """A file's bytes: exact in a pipe, harmless on a terminal."""
    click.echo(shown_lines(data.decode("utf-8", "replace")) if sys.stdout.isatty() else data, nl=False)


@contextmanager
def show_progress(*, is_quiet: bool = False) -> Iterator[Progress]:
    """A function that takes (stage, done, total); a live bar only where someone watches and it takes a while."""
    if is_quiet or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total or None)


def build_summary(report: Report, output: Path) -> str:
    """Targets planned and made, files and bytes written, seconds by stage."""
    total = sum(report.seconds.values())
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in report.seconds.items())
    removed = f", {_number(report.files_removed)} removed" if report.files_removed else ""
    return (
        f"{_number(report.articles)} articles, {_number(report.sources_parsed)} files parsed\n"
        f"{_number(report.targets_planned)} targets planned, {_number(report.targets_made)} made; "
        f"{_number(report.files_written)} files written ({_number(report.bytes_written)} bytes){removed}\n"
        f"{total:.2f} s ({stages})\n"
        f"output: {shown(str(output))}"
    )


def found_summary(found: Findings, *, is_terminal: bool) -> str:
    """Title, date, URL and a stretch of text for each result, the found words bold or between asterisks."""
    mark = ("\x1b[1m", "\x1b[0m") if is_terminal else ("*", "*")
    said = "1 article" if found.count == 1 else f"{_number(found.count)} articles"
    more = "at least " if found.has_more else ""
    unknown = shown(f"nothing knows: {', '.join(found.unknown)}") if found.unknown else ""
    begun = shown(f"taken as the beginning of a word: {found.begun}") if found.begun else ""
    blocks = [
        "\n".join(
            filter(
                None,
                (shown(one.title), shown(f"  {one.date or 'undated'}  {one.url}"), f"  {_marked(one.snippet, mark)}"),
            )
        )
        for one in found.results
    ]
    return "\n\n".join(filter(None, (*blocks, begun, unknown, f"{more}{said}")))


def _marked(snippet: Snippet, mark: tuple[str, str]) -> str:
    parts, end = [], 0
    for start, stop in snippet.marks:
        parts += [shown(snippet.text[end:start]), mark[0], shown(snippet.text[start:stop]), mark[1]]
        end = stop
    return "".join((*parts, shown(snippet.text[end:])))


def _number(value: int) -> str:
    return f"{value:,}"
