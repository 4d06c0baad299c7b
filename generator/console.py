"""How a build looks on a terminal: one line of progress there, plain lines elsewhere, a summary at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.model import Findings, Report, Snippet

Progress = Callable[[str, int, int], None]


@contextmanager
def show_progress(*, is_quiet: bool = False) -> Iterator[Progress]:
    """A function that takes (stage, done, total); a live bar only where someone watches and it takes a while."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda *_: None
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
        f"output: {output}"
    )


def found_summary(found: Findings, *, is_terminal: bool) -> str:
    """Title, date, URL and a stretch of text for each result, the found words bold or between asterisks."""
    mark = ("\x1b[1m", "\x1b[0m") if is_terminal else ("*", "*")
    said = "1 article" if found.count == 1 else f"{_number(found.count)} articles"
    more = "at least " if found.has_more else ""
    unknown = f"nothing knows: {', '.join(found.unknown)}" if found.unknown else ""
    begun = f"taken as the beginning of a word: {found.begun}" if found.begun else ""
    blocks = [
        "\n".join(filter(None, (one.title, f"  {one.date or 'undated'}  {one.url}", f"  {_marked(one.snippet, mark)}")))
        for one in found.results
    ]
    return "\n\n".join(filter(None, (*blocks, begun, unknown, f"{more}{said}")))


def _marked(snippet: Snippet, mark: tuple[str, str]) -> str:
    parts, end = [], 0
    for start, stop in snippet.marks:
        parts += [snippet.text[end:start], mark[0], snippet.text[start:stop], mark[1]]
        end = stop
    return "".join((*parts, snippet.text[end:]))


def _number(value: int) -> str:
    return f"{value:,}"
