"""The formats of `warraq export`: a row each, with what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.config.site_yaml import load_settings
from generator.disk.files import write_atomically
from generator.disk.folders import OutputFolder
from generator.engine.site import open_site
from generator.errors import RefusedError, UsageError
from generator.export.export_site import export_site
from generator.export.field_maps import TOOLS, Tool
from generator.export.ninjs import export_ninjs
from generator.export.parquet import export_parquet, file_at
from generator.export.result import Exported
from generator.export.selection import Selection
from generator.export.table import export_table
from generator.model import Problem
from generator.text.counted import counted
from generator.workers import Workers

STDOUT = "-"


class Request(NamedTuple):
    """What to export, and where to: a file, a folder or STDOUT, which `print_data` writes to."""

    root: Path
    path: Path
    selection: Selection
    columns: str
    now: str
    print_data: Callable[[bytes], None]
    is_forced: bool


class Written(NamedTuple):
    """`summary` names what was written, "" for standard output."""

    summary: str
    problems: tuple[Problem, ...]


class Format(NamedTuple):
    """A format whose `usage` is not empty cannot go to standard output: it says why, `example` what to name instead."""

    write: Callable[[Request], Written]
    usage: str = ""
    example: str = "FOLDER"


def _write_table(request: Request) -> Written:
    file, problems = request.path, list[Problem]()
    is_stdout = str(file) == STDOUT
    if file.is_dir():
        raise UsageError(f"`{file}` is a folder", "name a file for the table")
    if file.exists() and not request.is_forced and not is_stdout:
        hint = "apply its edits first, write to another file, or add --force to overwrite it"
        raise RefusedError(f"`{file}` already exists", hint)
    table = export_table(request.root, load_settings(request.root), request.selection, request.columns, problems)
    if is_stdout:
        for text in table:
            request.print_data(text.encode())
    else:
        write_atomically(file, "".join(table).encode())
    return Written("" if is_stdout else str(file), tuple(problems))


def _write_site(request: Request, tool: Tool) -> Written:
    _check_folder(request.path, is_forced=request.is_forced)
    done = export_site(request.root, load_settings(request.root), request.selection, tool, request.path)
    return Written(_counted(request.path, done, "left out"), done.problems)


def _write_ninjs(request: Request) -> Written:
    _check_folder(request.path, is_forced=request.is_forced)
    done = export_ninjs(request.root, load_settings(request.root), request.selection, request.path)
    return Written(_counted(request.path, done, "canceled"), done.problems)


def _write_parquet(request: Request) -> Written:
    file = file_at(request.path)
    if file != request.path:
        _check_folder(request.path, is_forced=request.is_forced)
    elif file.exists() and not request.is_forced:
        raise RefusedError(f"`{file}` already exists", "write to another file, or add --force to overwrite it")
    site = open_site(request.root, None, base_url=None, now=request.now, has_drafts=False)
    with Workers() as workers:
        done = export_parquet(site, request.selection, file, workers)
    return Written(f"{file}: {counted(done.articles, 'article')}", done.problems)


def _check_folder(folder: Path, *, is_forced: bool) -> None:
    """An empty folder, or one that the user gives up."""
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"`{folder}` is a file", "name a folder")
    if not is_forced and next(OutputFolder(folder).paths(), None):
        raise RefusedError(f"`{folder}` is not empty", "choose a new folder, or add --force to overwrite files in it")


def _counted(folder: Path, done: Exported, withdrawn: str) -> str:
    """`withdrawn` says what became of withdrawn articles."""
    of_them = f"{done.drafts} of them drafts, {done.without_date} without a date"
    return f"{folder}: {counted(done.articles, 'article')} ({of_them}); {done.withdrawn} withdrawn ({withdrawn})"


FORMATS: Mapping[str, Format] = {
    "csv": Format(_write_table),
    **{tool.name: Format(partial(_write_site, tool=tool), f"--to {tool.name} needs a folder") for tool in TOOLS},
    "ninjs": Format(_write_ninjs, "--to ninjs needs a folder"),
    "parquet": Format(_write_parquet, "--to parquet needs a file", "FILE.parquet"),
}
