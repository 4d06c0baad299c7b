"""`edit --apply`: cells that differ from the files change lines there; failures are reported by row."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.config.settings import Settings
from generator.disk.folders import Folder
from generator.editing.catalogue import Entry, claims_of, entries
from generator.editing.cells import cell, unprotected
from generator.editing.lines import LineError, Value, with_fields
from generator.editing.sheet import COLUMNS, Row, Sheet
from generator.editing.values import RowError, check_article, checked, value_of
from generator.model import Problem
from generator.text.terminal import shown


class Change(msgspec.Struct, frozen=True):
    """A file before and after."""

    path: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """Removed and added lines, each group under its file and line number."""
        old, new = self.before.splitlines(), self.after.splitlines()
        for tag, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                yield f"{shown(self.path)}:{i + 1}"
                yield from (f"- {line}" for line in old[i:j])
                yield from (f"+ {line}" for line in new[k:n])


class Edit(msgspec.Struct, frozen=True):
    """`unchanged` counts the rows that equal their files."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    unchanged: int


def plan_edit(root: Path, settings: Settings, sheet: Sheet, name: str) -> Edit:
    """What the table would change; nothing is written."""
    return _Plan(root, settings, sheet, name).plan()


def apply_edit(root: Path, edit: Edit) -> tuple[Problem, ...]:
    """Write the changes; a file that was saved since they were planned is left as it is and reported."""
    late, folder = [], Folder(root)
    for change in edit.changes:
        if folder.read(change.path) == change.before.encode():
            folder.write(change.path, change.after.encode())
        else:
            late.append(
                Problem(change.path, 0, 0, "D102", "error", "was just changed: not edited", "run `warraq edit` again")
            )
    return tuple(late)


class _Plan:
    """One table over one site."""

    def __init__(self, root: Path, settings: Settings, sheet: Sheet, name: str) -> None:
        self._root, self._settings, self._sheet, self._name = root, settings, sheet, name
        self._columns = tuple(column for column in sheet.columns if column in COLUMNS)
        self._problems = list(self._unknown_columns())
        self._claims = claims_of(root, settings, ())
        self._changes: list[Change] = []
        self._unchanged = 0

    def plan(self) -> Edit:
        rows = self._rows_by_id()
        chosen: list[tuple[Row, Entry]] = []
        found: Counter[str] = Counter()
        for entry in entries(self._root, self._settings):
            if isinstance(entry, Problem):
                continue  # the build reports it; its row, if any, is reported below
            self._claims.add(entry.article)
            row = rows.get(entry.article.id)
            found[entry.article.id] += 1
            if row and self._is_different(row, entry):
                chosen.append((row, entry))
            elif row:
                self._unchanged += 1
        for id_, row in rows.items():
            if not found[id_]:
                self._report(
                    row, RowError("D101", f"no article has the id `{id_}`", "keep the column `id` as it was exported")
                )
        for row, entry in chosen:
            self._apply(row, entry, is_only=found[entry.article.id] == 1)
        return Edit(tuple(self._changes), tuple(sorted(self._problems)), self._unchanged)

    def _unknown_columns(self) -> Iterator[Problem]:
        for column in self._sheet.columns:
            if column and column not in COLUMNS:
                near = difflib.get_close_matches(column, COLUMNS, n=1)
                hint = f"did you mean `{near[0]}`?" if near else "remove it, or use a front matter key"
                yield Problem(
                    self._name,
                    1,
                    0,
                    "D105",
                    "error",
                    f"`{column}` is not a front matter key, so the column is ignored",
                    hint,
                )

    def _rows_by_id(self) -> dict[str, Row]:
        """Rows by their id; rows that share an id are left out."""
        rows: dict[str, Row] = {}
        twice: set[str] = set()
        for row in self._sheet.rows:
            id_ = unprotected(row.cells.get("id", "").strip())
            if not id_:
                self._report(row, RowError("D101", "has no id", "create new articles with `warraq new TITLE`"))
            elif id_ in rows:
                twice.add(id_)
                first = rows[id_].line
                self._report(
                    row, RowError("D103", f"id `{id_}` is also in line {first}: neither row is applied", "keep one row")
                )
            else:
                rows[id_] = row
        return {id_: row for id_, row in rows.items() if id_ not in twice}

    def _is_different(self, row: Row, entry: Entry) -> bool:
        return bool(row.extra) or any(
            self._differs(column, row.cells.get(column, ""), entry)
            for column in self._columns
            if column not in ("id", "version")
        )

    def _differs(self, column: str, text: str, entry: Entry) -> bool:
        if text == cell(entry, column):
            return False
        wanted = value_of(column, text)
        return wanted != (entry.path if column == "path" else entry.field(column))

    def _apply(self, row: Row, entry: Entry, *, is_only: bool) -> None:
        try:
            if not is_only:
                raise RowError(
                    "D103", f"several files have the id `{entry.article.id}`", "give each article its own id"
                )
            if row.extra:
                raise RowError("D104", "has more cells than the header", "check its quotes and separators")
            if row.cells.get("version", "").strip() != entry.version:
                what = f"`{entry.path}` has changed since the export: not edited"
                raise RowError("D102", what, "export again and repeat the edit of this row")
            self._changes.append(self._change(row, entry))
        except RowError as problem:
            self._report(row, problem)

    def _change(self, row: Row, entry: Entry) -> Change:
        values: dict[str, Value] = {}
        for column in self._columns:
            text = row.cells.get(column)
            if column in ("id", "version") or not self._differs(column, text or "", entry):
                continue
            if text is None:
                raise RowError("D104", f"ends before the column `{column}`", "check its quotes and separators")
            values[column] = checked(column, text, entry, self._settings, self._claims)
        try:
            after = with_fields(entry.text, values)
        except LineError as problem:
            raise RowError("D107", f"{problem} in `{entry.path}`", "edit this file by hand") from problem
        check_article(entry, after, values, self._settings)
        return Change(entry.path, entry.text, after)

    def _report(self, row: Row, problem: RowError) -> None:
        self._problems.append(Problem(self._name, row.line, 0, problem.code, "error", problem.what, problem.hint))
