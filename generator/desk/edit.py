"""`edit --apply`: cells that differ from the files change their lines; what fails is named by its row."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.content.article import LISTS, clean, parse_article
from generator.desk.catalogue import Entry, claims_of, entries
from generator.desk.cells import several_in_one, split, spoiled, unprotected
from generator.desk.export import cell
from generator.desk.lines import DATES, LineError, Value, with_fields
from generator.desk.sheet import COLUMNS, Row, Sheet
from generator.files import fingerprint, read_if_there, write_atomically
from generator.model import Problem, Source
from generator.settings import Settings
from generator.text.languages import LANGUAGE
from generator.text.permalink import PermalinkError, checked_permalink

FROZEN = {
    "path": "files are not moved",
    "url": "a URL moves by `warraq move ID NEW_URL`, which leaves a redirect",
    "seed": "it says where the article came from",
    "seed_sha256": "it says where the article came from",
}
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_DATE_HINT = "write it like 2011-02-25; spreadsheets rewrite dates: keep the ' before it, or format the column as text"


class Change(msgspec.Struct, frozen=True):
    """A file as it was and as it will be."""

    path: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """Lines that go and come, under the file's name and the line in which they stand."""
        old, new = self.before.splitlines(), self.after.splitlines()
        for tag, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                yield f"{self.path}:{i + 1}"
                yield from (f"- {line}" for line in old[i:j])
                yield from (f"+ {line}" for line in new[k:n])


class Edit(msgspec.Struct, frozen=True):
    """`unchanged` counts the rows that say what the files say."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    unchanged: int


class _RowError(ValueError):
    def __init__(self, code: str, what: str, hint: str) -> None:
        super().__init__(what)
        self.code, self.what, self.hint = code, what, hint


def plan_edit(root: Path, settings: Settings, sheet: Sheet, name: str) -> Edit:
    """What the table would change; nothing is written."""
    return _Desk(root, settings, sheet, name).plan()


def apply_edit(root: Path, edit: Edit) -> tuple[Problem, ...]:
    """Write the changes; a file that somebody saved since they were planned is left alone and named."""
    late = []
    for change in edit.changes:
        if read_if_there(root / change.path) == change.before.encode():
            write_atomically(root / change.path, change.after.encode())
        else:
            late.append(
                Problem(change.path, 0, 0, "D102", "error", "was changed a moment ago: left as it is", "apply again")
            )
    return tuple(late)


class _Desk:
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
                continue  # the build tells; its row, if there is one, is told below
            self._claims.add(entry.article)
            row = rows.get(entry.article.id)
            found[entry.article.id] += 1
            if row and self._is_different(row, entry):
                chosen.append((row, entry))
            elif row:
                self._unchanged += 1
        for id_, row in rows.items():
            if not found[id_]:
                self._say(
                    row, _RowError("D101", f"no article has the id `{id_}`", "keep the column `id` as it was exported")
                )
        for row, entry in chosen:
            self._take(row, entry, is_only=found[entry.article.id] == 1)
        return Edit(tuple(self._changes), tuple(sorted(self._problems)), self._unchanged)

    def _unknown_columns(self) -> Iterator[Problem]:
        for column in self._sheet.columns:
            if column and column not in COLUMNS:
                near = difflib.get_close_matches(column, COLUMNS, n=1)
                hint = f"did you mean `{near[0]}`?" if near else "take it out, or choose a key of front matter"
                yield Problem(self._name, 1, 0, "D105", "error", f"`{column}` is no column, and left alone", hint)

    def _rows_by_id(self) -> dict[str, Row]:
        """Rows by the id they name; of one that stands twice none is taken."""
        rows: dict[str, Row] = {}
        twice: set[str] = set()
        for row in self._sheet.rows:
            id_ = unprotected(row.cells.get("id", "").strip())
            if not id_:
                self._say(row, _RowError("D101", "has no id", "new articles begin with `warraq new TITLE`"))
            elif id_ in rows:
                twice.add(id_)
                first = rows[id_].line
                self._say(
                    row, _RowError("D103", f"id `{id_}` stands in line {first} too: both left alone", "keep one row")
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

    def _differs(self, column: str, said: str, entry: Entry) -> bool:
        if said == cell(entry, column):
            return False
        wanted = _value(column, said)
        return wanted != (entry.path if column == "path" else entry.field(column))

    def _take(self, row: Row, entry: Entry, *, is_only: bool) -> None:
        try:
            if not is_only:
                raise _RowError(
                    "D103", f"several files have the id `{entry.article.id}`", "give each article an id of its own"
                )
            if row.extra:
                raise _RowError("D104", "has more cells than the header", "check its quotes and separators")
            if row.cells.get("version", "").strip() != entry.version:
                what = f"`{entry.path}` was changed since the export: left as it is"
                raise _RowError("D102", what, "export again and repeat this row's edit")
            self._changes.append(self._change(row, entry))
        except _RowError as problem:
            self._say(row, problem)

    def _change(self, row: Row, entry: Entry) -> Change:
        values: dict[str, Value] = {}
        for column in self._columns:
            said = row.cells.get(column)
            if column in ("id", "version") or not self._differs(column, said or "", entry):
                continue
            if said is None:
                raise _RowError("D104", f"ends before the cell of `{column}`", "check its quotes and separators")
            values[column] = self._checked(column, said, entry)
        try:
            after = with_fields(entry.text, values)
        except LineError as problem:
            raise _RowError("D107", f"{problem} in `{entry.path}`", "edit this file by hand") from problem
        self._check_article(entry, after, values)
        return Change(entry.path, entry.text, after)

    def _checked(self, column: str, said: str, entry: Entry) -> Value:
        """The cell's value, where it is one that the field may have."""
        before, value = entry.field(column), _value(column, said)
        if column in FROZEN:
            raise _RowError("D106", f"`{column}` is not changed here", FROZEN[column])
        if column == "title" and column not in entry.fields:
            raise _RowError("D107", f"the title of `{entry.path}` is the heading of its body", "edit this file by hand")
        harm = spoiled(said, before) if isinstance(before, str) else ""
        if harm:
            raise _RowError("D108", f"`{column}`: `{said}` {harm}", "format the column as text and write it anew")
        if not isinstance(value, str):
            self._check_list(column, said, value, entry)
        elif value and column == "source_url" and not _WEB.fullmatch(value):
            raise _RowError(
                "D109", f"`source_url`: `{value}` is no address", "write it whole, like https://example.org/a"
            )
        elif value and column == "lang" and not LANGUAGE.fullmatch(value):
            raise _RowError("D109", f"`lang`: `{value}` is no language tag", "write it like ar or fa-AF")
        elif value and column == "date_range" and not self._is_range(value):
            raise _RowError("D109", f"`date_range`: `{value}` is no range", "write it like 2011-02-25/2011-02-27")
        return value

    def _is_range(self, value: str) -> bool:
        days = value.split("/")
        texts = (f"---\ntitle: x\nurl: x/y/\ndate: {day}\n---\n" for day in days)
        return len(days) == 2 and all(parse_article(Source("", ""), text, self._settings).article for text in texts)

    def _check_list(self, column: str, said: str, value: Value, entry: Entry) -> None:
        if column != "aliases":
            before = entry.field(column)
            many = several_in_one(unprotected(said), before if not isinstance(before, str) else ())
            if many:
                hint = "part them with `;`, or write `\\،` where the comma belongs to the name"
                raise _RowError("D109", f"`{column}`: `{many}` looks like several", hint)
            return
        for alias in value:
            try:
                owner = self._claims.owner(checked_permalink(alias))
            except PermalinkError as problem:
                raise _RowError("D109", f"`aliases`: {problem}", problem.hint) from problem
            if owner not in ("", entry.article.id):
                raise _RowError("D109", f"`aliases`: `{alias}` belongs to `{owner}`", "choose another path")
            self._claims.take(alias, entry.article.id)

    def _check_article(self, entry: Entry, after: str, values: dict[str, Value]) -> None:
        """The file as it will be reads as an article, and its id and URL are what they were."""
        source = Source(entry.path, fingerprint(after.encode()))
        parsed = parse_article(source, after.removeprefix("\ufeff"), self._settings)
        for problem in parsed.problems:
            if problem.level == "error":
                hint = _DATE_HINT if problem.code == "C108" and set(values) & set(DATES) else problem.hint
                raise _RowError("D109", problem.what, hint)
        article = parsed.article
        if article is None or (article.id, article.url) != (entry.article.id, entry.article.url):
            frozen = f"`id: {entry.article.id}` and `url: {entry.article.url.strip('/')}/`"
            hint = f"write {frozen} into `{entry.path}` and export again"
            raise _RowError("D106", "would move the article's URL, which its file does not hold", hint)

    def _say(self, row: Row, problem: _RowError) -> None:
        self._problems.append(Problem(self._name, row.line, 0, problem.code, "error", problem.what, problem.hint))


def _value(column: str, said: str) -> Value:
    text = unprotected(said.strip())
    if column not in LISTS:
        return clean(text)
    return tuple(dict.fromkeys(filter(None, map(clean, split(text)))))
