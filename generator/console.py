"""How a build looks on a terminal: one line of progress there, plain lines elsewhere, a summary at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.model import Report

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


def _number(value: int) -> str:
    return f"{value:,}"
