"""What the last build read and made: one SQLite file in .cache/.

It may be deleted at any time, and a damaged one is: nothing in it is needed to build the same bytes again.
Fresh means that a target's digest and its file in output/ both match what is remembered here.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec.structs import astuple

from generator.disk.disk_errors import cannot_be_written, disk_is_full
from generator.disk.files import FileStamp, put_aside_unless_file
from generator.errors import RefusedError
from generator.model import Problem
from generator.search.index.numbering import MonthLengths, Shape
from generator.search.index.partition import Packed

SCHEMA_VERSION = 11
SCHEMA = """
create table meta (key text primary key, value text) without rowid;
create table articles (path text primary key, size integer, mtime_ns integer, ctime_ns integer, is_settled integer,
    fingerprint text, reader blob, article blob, mark blob, problems blob);
create table images (path text primary key, size integer, mtime_ns integer, ctime_ns integer, is_settled integer,
    fingerprint text, reader blob, found blob, mark blob);
create table bodies (path text primary key, fingerprint text, html blob, words_mark blob, mark blob);
create index body_words on bodies (path, words_mark);
create table words (mark blob primary key, said blob);
create table index_shapes (output text primary key, shape blob) without rowid;
create table index_months (output text, name text, lengths blob, mark blob, primary key (output, name)) without rowid;
create table index_leaves (output text, kind text, prefix text, entries integer, mark blob, rows_mark blob,
    data blob, rows blob, primary key (output, kind, prefix));
create table groups (output text, key text, digest blob, primary key (output, key)) without rowid;
create table targets (output text, path text, group_key text, digest blob, inputs blob, size integer, mtime_ns integer,
    sha256 blob, reason text, primary key (output, path)) without rowid;
"""
# Rows are texts of some kB: large pages hold them whole, and the log is copied into the file a few times a build.
SETTINGS = (
    "page_size = 16384",
    "cache_size = -16000",
    "journal_mode = wal",
    "wal_autocheckpoint = 4000",
    "synchronous = normal",
    "secure_delete = on",  # the words of what was withdrawn by hand are no longer in the file after the next build
)
LEAF = "index/"


class KnownArticle(msgspec.Struct, frozen=True):
    """A content file as it was read last. `article` is its encoding, b"" for a file that could not be used."""

    stamp: FileStamp
    is_settled: bool
    fingerprint: str
    reader: bytes
    article: bytes
    mark: bytes
    problems: tuple[Problem, ...]


class KnownImage(msgspec.Struct, frozen=True):
    """An image of content/, or a file of static/ or a theme, as it was examined last; `found` is an encoding of what
    was found, b"" for what is no image.
    """

    stamp: FileStamp
    is_settled: bool
    fingerprint: str
    reader: bytes
    found: bytes


class Body(msgspec.Struct, frozen=True):
    """What one pass over an article left for later: HTML, and what is searched, encoded."""

    fingerprint: str
    html: str
    words: bytes


class Made(msgspec.Struct, frozen=True):
    """A file in output/ as the last build left it, and why it was made then."""

    group: str
    digest: bytes
    inputs: bytes
    size: int
    mtime_ns: int
    sha256: bytes
    reason: str


class DamagedMemoryError(Exception):
    """The cache cannot be read; the build starts again without it."""


def mark_of(*data: bytes) -> bytes:
    return blake2b(b"\0".join(data), digest_size=16).digest()


class _Marks(dict[str, bytes]):
    """By content file; a file of which memory has the article has its words too."""

    def __missing__(self, path: str) -> bytes:
        raise DamagedMemoryError(f"the words of `{path}` are lost")


class Memory:
    """The opened cache of one site, for one output folder."""

    def __init__(self, path: Path, output: str) -> None:
        self.path = path
        self.output = output
        path.parent.mkdir(parents=True, exist_ok=True)
        _check_places(path)
        with _damage():
            self._open()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        for setting in SETTINGS:
            self._db.execute(f"pragma {setting}")
        version = self._db.execute("pragma user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        if version != 0 or self._db.execute("select count(*) from sqlite_master").fetchone()[0]:
            raise DamagedMemoryError(f"made by another version of warraq ({version})")
        self._db.executescript(f"begin; {SCHEMA} pragma user_version = {SCHEMA_VERSION}; commit;")

    def close(self) -> None:
        self._db.close()

    # Articles

    def articles(self) -> dict[str, KnownArticle]:
        decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
        columns = "path, size, mtime_ns, ctime_ns, is_settled, fingerprint, reader, article, mark, problems"
        query = f"select {columns} from articles"
        with _damage():
            return {
                path: KnownArticle(
                    FileStamp(size, mtime, ctime),
                    bool(settled),
                    fingerprint,
                    reader,
                    _checked(article, mark),
                    mark,
                    decode(problems) if problems else (),
                )
                for path, size, mtime, ctime, settled, fingerprint, reader, article, mark, problems in self._db.execute(
                    query
                )
            }

    def learn_articles(self, rows: Iterable[tuple[str, KnownArticle, Body | None]]) -> None:
        """Remember content files that were read; a body of None leaves the known one."""
        encode = msgspec.msgpack.encode
        with _damage(), _transaction(self._db):
            for path, known, body in rows:
                stamp = known.stamp
                self._db.execute(
                    "replace into articles values (?,?,?,?,?,?,?,?,?,?)",
                    (
                        path,
                        stamp.size,
                        stamp.mtime_ns,
                        stamp.ctime_ns,
                        known.is_settled,
                        known.fingerprint,
                        known.reader,
                        known.article,
                        known.mark,
                        encode(known.problems) if known.problems else b"",
                    ),
                )
                if body is not None:
                    html, words_mark = body.html.encode(), mark_of(body.words)
                    mark = mark_of(body.fingerprint.encode(), html)
                    self._db.execute(
                        "replace into bodies values (?,?,?,?,?)", (path, body.fingerprint, html, words_mark, mark)
                    )
                    self._db.execute("insert or ignore into words values (?,?)", (words_mark, body.words))

    def forget_articles(self, paths: Sequence[str]) -> None:
        with _damage(), _transaction(self._db):
            for table in ("articles", "bodies"):
                self._db.executemany(f"delete from {table} where path = ?", [(path,) for path in paths])

    # Images

    def images(self, folders: tuple[str, ...]) -> dict[str, KnownImage]:
        """Those whose paths begin so."""
        columns = "path, size, mtime_ns, ctime_ns, is_settled, fingerprint, reader, found, mark"
        with _damage():
            return {
                path: KnownImage(FileStamp(*stamp), bool(settled), fingerprint, reader, _checked(found, mark))
                for path, *stamp, settled, fingerprint, reader, found, mark in self._db.execute(
                    f"select {columns} from images"
                )
                if path.startswith(folders)
            }

    def learn_images(self, images: Mapping[str, KnownImage], gone: Iterable[str]) -> None:
        with _damage(), _transaction(self._db):
            self._db.executemany("delete from images where path = ?", [(path,) for path in gone])
            rows = (
                (path, *astuple(one.stamp), one.is_settled, one.fingerprint, one.reader, one.found, mark_of(one.found))
                for path, one in images.items()
            )
            self._db.executemany("replace into images values (?,?,?,?,?,?,?,?,?)", rows)

    def bodies(self, names: Iterable[str]) -> dict[str, str]:
        """The rendered bodies of content files and the shards of the index, by path and by `index/KIND/PREFIX`."""
        return {name: self._leaf(name) if name.startswith(LEAF) else self._body(name) for name in names}

    def _body(self, path: str) -> str:
        with _damage():
            row = self._db.execute("select fingerprint, html, mark from bodies where path = ?", (path,)).fetchone()
            if row is None or mark_of(row[0].encode(), row[1]) != row[2]:
                raise DamagedMemoryError(f"the body of `{path}` is not what was stored")
            html: bytes = row[1]
            return html.decode()

    def _leaf(self, name: str) -> str:
        kind, _, prefix = name.removeprefix(LEAF).partition("/")
        query = "select data, mark from index_leaves where output = ? and kind = ? and prefix = ?"
        with _damage():
            return _checked(*self._db.execute(query, (self.output, kind, prefix)).fetchone()).decode()

    def words_marks(self) -> dict[str, bytes]:
        """By content file, the mark of what is searched of it."""
        with _damage():
            return _Marks(self._db.execute("select path, words_mark from bodies").fetchall())

    def words(self, marks: Sequence[bytes]) -> Iterator[bytes | None]:
        """What is searched of articles, by these marks and in their order; None for what was forgotten."""
        with _damage():
            for mark in marks:
                row = self._db.execute("select said from words where mark = ?", (mark,)).fetchone()
                if row and mark_of(row[0]) != mark:
                    raise DamagedMemoryError("what is searched is not what was stored")
                yield row[0] if row else None

    def forget_words(self) -> None:
        """Those that no article holds any more."""
        with _damage(), _transaction(self._db):
            held = "select words_mark from bodies"
            # Found by the table's index: what is searched is long, and would all be read.
            self._db.execute(f"delete from words where rowid in (select rowid from words where mark not in ({held}))")

    def index(self) -> IndexMemory:
        return IndexMemory(self._db, self.output)

    # Targets

    def groups(self) -> dict[str, bytes]:
        with _damage():
            return dict(self._db.execute("select key, digest from groups where output = ?", (self.output,)).fetchall())

    def targets(self) -> dict[str, Made]:
        query = "select path, group_key, digest, inputs, size, mtime_ns, sha256, reason from targets where output = ?"
        with _damage():
            return {row[0]: Made(*row[1:]) for row in self._db.execute(query, (self.output,))}

    def marker_times(self) -> list[int]:
        """Which times output/'s marker may bear, in nanoseconds: with another it is not the folder left last."""
        with _damage():
            row = self._db.execute("select value from meta where key = ?", (f"marker of {self.output}",)).fetchone()
            return msgspec.json.decode(row[0], type=list[int]) if row else []

    def _note_marker_times(self, times: list[int]) -> None:
        row = (f"marker of {self.output}", msgspec.json.encode(times).decode())
        self._db.execute("replace into meta values (?,?)", row)

    def announce(self, paths: Iterable[tuple[str, str]], marker_times: list[int]) -> None:
        """Note new (path, group) before they are written: a build that dies leaves no file nobody knows of."""
        with _damage(), _transaction(self._db):
            self._note_marker_times(marker_times)
            self._db.executemany(
                "insert or ignore into targets values (?,?,?,x'',x'',-1,-1,x'','')",
                [(self.output, path, group) for path, group in paths],
            )

    def remember(
        self, groups: Mapping[str, bytes], made: Mapping[str, Made], gone: Sequence[str], gone_groups: Sequence[str]
    ) -> None:
        """Only what changed: fresh groups and targets keep their rows."""
        with _damage(), _transaction(self._db):
            self._note_marker_times(self.marker_times()[-1:])
            self._db.executemany("delete from targets where output = ? and path = ?", [(self.output, p) for p in gone])
            self._db.executemany(
                "delete from groups where output = ? and key = ?", [(self.output, k) for k in gone_groups]
            )
            self._db.executemany(
                "replace into targets values (?,?,?,?,?,?,?,?,?)",
                [(self.output, path, *msgspec.structs.astuple(item)) for path, item in made.items()],
            )
            self._db.executemany("replace into groups values (?,?,?)", [(self.output, k, d) for k, d in groups.items()])


class IndexMemory:
    """The search index of one output, as `generator.search.index.shards` brings it up to date."""

    def __init__(self, db: sqlite3.Connection, output: str) -> None:
        self._db = db
        self._output = output
        self.shards = LeavesMemory(db, output, "shards")
        self.terms = LeavesMemory(db, output, "terms")
        self.vocabulary = LeavesMemory(db, output, "vocabulary")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of a change or nothing."""
        with _damage(), _transaction(self._db):
            yield

    def shape(self) -> Shape | None:
        with _damage():
            row = self._db.execute("select shape from index_shapes where output = ?", (self._output,)).fetchone()
            return msgspec.msgpack.decode(row[0], type=Shape) if row else None

    def months(self) -> dict[str, MonthLengths]:
        decode = msgspec.msgpack.Decoder(MonthLengths).decode
        with _damage():
            rows = self._db.execute("select name, lengths, mark from index_months where output = ?", (self._output,))
            return {name: decode(_checked(lengths, mark)) for name, lengths, mark in rows}

    def put_month(self, name: str, lengths: MonthLengths | None) -> None:
        if lengths is None:
            self._db.execute("delete from index_months where output = ? and name = ?", (self._output, name))
        else:
            encoded = msgspec.msgpack.encode(lengths)
            row = (self._output, name, encoded, mark_of(encoded))
            self._db.execute("replace into index_months values (?,?,?,?)", row)

    def hold(self, batch: int, parts: Sequence[bytes]) -> None:
        """In a temporary table, which SQLite keeps in a file of its own and drops by itself."""
        with _damage():
            self._db.execute("create temp table if not exists held (part, batch, rows, primary key (part, batch))")
            self._db.executemany("replace into held values (?,?,?)", [(n, batch, rows) for n, rows in enumerate(parts)])

    def held(self, part: int) -> list[bytes]:
        with _damage():
            rows = self._db.execute("select rows from held where part = ? order by batch", (part,)).fetchall()
            self._db.execute("delete from held where part = ?", (part,))
        return [row for (row,) in rows]

    def clear(self, shape: Shape) -> None:
        for table in ("index_months", "index_leaves"):
            self._db.execute(f"delete from {table} where output = ?", (self._output,))
        self._db.execute("replace into index_shapes values (?,?)", (self._output, msgspec.msgpack.encode(shape)))


class LeavesMemory:
    """The leaves of one kind."""

    def __init__(self, db: sqlite3.Connection, output: str, kind: str) -> None:
        self.kind = kind
        self._db = db
        self._key = (output, kind)

    def sizes(self) -> dict[str, tuple[int, int]]:
        query = "select prefix, length(data) + 1, entries from index_leaves where output = ? and kind = ?"
        with _damage():
            return {prefix: (size, entries) for prefix, size, entries in self._db.execute(query, self._key)}

    def marks(self) -> dict[str, bytes]:
        """By prefix, the mark of what a leaf publishes."""
        query = "select prefix, mark from index_leaves where output = ? and kind = ? order by prefix"
        with _damage():
            return dict(self._db.execute(query, self._key).fetchall())

    def read(self, prefix: str) -> Packed:
        columns = "data, mark, rows, rows_mark, entries"
        query = f"select {columns} from index_leaves where output = ? and kind = ? and prefix = ?"
        with _damage():
            data, mark, rows, rows_mark, entries = self._db.execute(query, (*self._key, prefix)).fetchone()
            return Packed(_checked(data, mark), _checked(rows, rows_mark), entries)

    def write(self, prefix: str, leaf: Packed) -> None:
        row = (*self._key, prefix, leaf.entries, mark_of(leaf.data), mark_of(leaf.rows), leaf.data, leaf.rows)
        self._db.execute("replace into index_leaves values (?,?,?,?,?,?,?,?)", row)

    def remove(self, prefix: str) -> None:
        self._db.execute("delete from index_leaves where output = ? and kind = ? and prefix = ?", (*self._key, prefix))


def _checked(data: bytes, mark: bytes) -> bytes:
    if mark_of(data) != mark:
        raise DamagedMemoryError("a row is not what was stored")
    return data


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("begin")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:  # on a full disk SQLite has rolled back already
            db.execute("rollback")
        raise


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError, TypeError) as problem:
        kind = getattr(problem, "sqlite_errorname", "")
        if kind.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise disk_is_full(".cache") from problem
        if kind.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            raise cannot_be_written(".cache") from problem
        if kind.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise RefusedError("another program holds `.cache/warraq.sqlite`", "close it and build again") from problem
        raise DamagedMemoryError(str(problem)) from problem


def _check_places(path: Path) -> None:
    """SQLite would write through links, into files of others."""
    aside = [name for place in _files(path) if (name := put_aside_unless_file(place)) is not None]
    if aside:
        raise DamagedMemoryError(f"something else stood in its place, and is `{aside[0].name}` now")


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def forget_everything(path: Path) -> None:
    """What is no file is left for the next opening, which puts it aside and tells."""
    for place in _files(path):
        if place.is_file() and not place.is_symlink():
            place.unlink(missing_ok=True)
