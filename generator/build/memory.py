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

from generator.files import FileStamp
from generator.model import Problem

SCHEMA_VERSION = 4
SCHEMA = """
create table meta (key text primary key, value text) without rowid;
create table articles (path text primary key, size integer, mtime_ns integer, ctime_ns integer, is_settled integer,
    fingerprint text, reader blob, article blob, mark blob, problems blob);
create table bodies (path text primary key, fingerprint text, html blob, words blob, mark blob);
create table groups (output text, key text, digest blob, primary key (output, key)) without rowid;
create table targets (output text, path text, group_key text, digest blob, inputs blob, size integer, mtime_ns integer,
    fingerprint blob, reason text, primary key (output, path)) without rowid;
"""


class KnownArticle(msgspec.Struct, frozen=True):
    """A content file as it was read last. `article` is its encoding, b"" for a file that could not be used."""

    stamp: FileStamp
    is_settled: bool
    fingerprint: str
    reader: bytes
    article: bytes
    mark: bytes
    problems: tuple[Problem, ...]


class Body(msgspec.Struct, frozen=True):
    """What one pass over an article left for later: HTML and the words for search, encoded."""

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
    fingerprint: bytes
    reason: str


class DamagedMemoryError(Exception):
    """The cache cannot be read; the build starts again without it."""


def mark_of(*data: bytes) -> bytes:
    return blake2b(b"\0".join(data), digest_size=16).digest()


class Memory:
    """The opened cache of one site, for one output folder."""

    def __init__(self, path: Path, output: str) -> None:
        self.path = path
        self.output = output
        path.parent.mkdir(parents=True, exist_ok=True)
        with _damage():
            self._open()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.execute("pragma mmap_size = 268435456")
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
                    article,
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
        with _damage(), self._transaction():
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
                    html = body.html.encode()
                    mark = mark_of(body.fingerprint.encode(), html, body.words)
                    self._db.execute(
                        "replace into bodies values (?,?,?,?,?)", (path, body.fingerprint, html, body.words, mark)
                    )

    def forget_articles(self, paths: Sequence[str]) -> None:
        with _damage(), self._transaction():
            for table in ("articles", "bodies"):
                self._db.executemany(f"delete from {table} where path = ?", [(path,) for path in paths])

    def bodies(self, paths: Sequence[str]) -> dict[str, Body]:
        """The bodies of these content files, checked against their mark."""
        found = {}
        with _damage():
            for path in paths:
                row = self._db.execute(
                    "select fingerprint, html, words, mark from bodies where path = ?", (path,)
                ).fetchone()
                if row is None or mark_of(row[0].encode(), row[1], row[2]) != row[3]:
                    raise DamagedMemoryError(f"the body of `{path}` is not what was stored")
                found[path] = Body(row[0], row[1].decode(), row[2])
        return found

    def words(self, paths: Sequence[str]) -> Iterator[bytes]:
        """The counted words of these content files, in their order."""
        with _damage():
            for path in paths:
                row = self._db.execute("select words from bodies where path = ?", (path,)).fetchone()
                if row is None:
                    raise DamagedMemoryError(f"the words of `{path}` are lost")
                yield row[0]

    # Targets

    def groups(self) -> dict[str, bytes]:
        with _damage():
            return dict(self._db.execute("select key, digest from groups where output = ?", (self.output,)).fetchall())

    def targets(self) -> dict[str, Made]:
        query = (
            "select path, group_key, digest, inputs, size, mtime_ns, fingerprint, reason from targets where output = ?"
        )
        with _damage():
            return {row[0]: Made(*row[1:]) for row in self._db.execute(query, (self.output,))}

    def announce(self, paths: Iterable[tuple[str, str]]) -> None:
        """Note new (path, group) before they are written: a build that dies leaves no file nobody knows of."""
        with _damage(), self._transaction():
            self._db.executemany(
                "insert or ignore into targets values (?,?,?,x'',x'',-1,-1,x'','')",
                [(self.output, path, group) for path, group in paths],
            )

    def remember(
        self, groups: Mapping[str, bytes], made: Mapping[str, Made], gone: Sequence[str], gone_groups: Sequence[str]
    ) -> None:
        """Only what changed: fresh groups and targets keep their rows."""
        with _damage(), self._transaction():
            self._db.executemany("delete from targets where output = ? and path = ?", [(self.output, p) for p in gone])
            self._db.executemany(
                "delete from groups where output = ? and key = ?", [(self.output, k) for k in gone_groups]
            )
            self._db.executemany(
                "replace into targets values (?,?,?,?,?,?,?,?,?)",
                [(self.output, path, *msgspec.structs.astuple(item)) for path, item in made.items()],
            )
            self._db.executemany("replace into groups values (?,?,?)", [(self.output, k, d) for k, d in groups.items()])

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("begin")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError, TypeError) as problem:
        if isinstance(problem, sqlite3.OperationalError) and "disk" in str(problem):
            raise
        raise DamagedMemoryError(str(problem)) from problem


def forget_everything(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
