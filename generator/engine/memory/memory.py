"""What the last build read and made.

The cache may be deleted at any time, and a damaged one is: nothing in it is needed to build the same bytes again.
A target is fresh when its digest and its file in output/ both match what is remembered here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import astuple

from generator.disk.files import FileStamp
from generator.engine.memory.database import (
    DamagedMemoryError,
    checked,
    damage,
    open_database,
    row_digest,
    transaction,
)
from generator.engine.memory.index import IndexMemory
from generator.engine.memory.known import Body, KnownArticle, KnownImage, Made
from generator.engine.memory.moves import MoveMemory
from generator.model import Problem

LEAF = "index/"


class _Digests(dict[str, bytes]):
    """By content file; a file of which memory has the article has its words too."""

    def __missing__(self, path: str) -> bytes:
        raise DamagedMemoryError(f"the cache has no text for `{path}`")


class Memory:
    """The opened cache of one site, for one output folder."""

    def __init__(self, path: Path, output: str) -> None:
        self.path = path
        self.output = output
        self._db = open_database(path)

    def close(self) -> None:
        self._db.close()

    # Articles

    def articles(self) -> dict[str, KnownArticle]:
        decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
        columns = "path, size, mtime_ns, ctime_ns, is_settled, fingerprint, reader, article, digest, problems"
        query = f"select {columns} from articles"
        with damage():
            rows = self._db.execute(query)
            return {
                path: KnownArticle(
                    FileStamp(size, mtime, ctime),
                    bool(settled),
                    fingerprint,
                    reader,
                    checked(article, digest),
                    digest,
                    decode(problems) if problems else (),
                )
                for path, size, mtime, ctime, settled, fingerprint, reader, article, digest, problems in rows
            }

    def learn_articles(self, rows: Iterable[tuple[str, KnownArticle, Body | None]]) -> None:
        """Store content files that were read; a body of None keeps the stored one."""
        encode = msgspec.msgpack.encode
        with damage(), transaction(self._db):
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
                        known.digest,
                        encode(known.problems) if known.problems else b"",
                    ),
                )
                if body is not None:
                    html, words_digest = body.html.encode(), row_digest(body.words)
                    digest = row_digest(body.fingerprint.encode(), html)
                    self._db.execute(
                        "replace into bodies values (?,?,?,?,?)", (path, body.fingerprint, html, words_digest, digest)
                    )
                    self._db.execute("insert or ignore into words values (?,?)", (words_digest, body.words))

    def forget_articles(self, paths: Sequence[str]) -> None:
        with damage(), transaction(self._db):
            for table in ("articles", "bodies"):
                self._db.executemany(f"delete from {table} where path = ?", [(path,) for path in paths])

    # Images

    def images(self, folders: tuple[str, ...]) -> dict[str, KnownImage]:
        """Those whose paths begin so."""
        columns = "path, size, mtime_ns, ctime_ns, is_settled, fingerprint, reader, found, digest"
        with damage():
            return {
                path: KnownImage(FileStamp(*stamp), bool(settled), fingerprint, reader, checked(found, digest))
                for path, *stamp, settled, fingerprint, reader, found, digest in self._db.execute(
                    f"select {columns} from images"
                )
                if path.startswith(folders)
            }

    def learn_images(self, images: Mapping[str, KnownImage], gone: Iterable[str]) -> None:
        with damage(), transaction(self._db):
            self._db.executemany("delete from images where path = ?", [(path,) for path in gone])
            rows = (
                (
                    path,
                    *astuple(one.stamp),
                    one.is_settled,
                    one.fingerprint,
                    one.reader,
                    one.found,
                    row_digest(one.found),
                )
                for path, one in images.items()
            )
            self._db.executemany("replace into images values (?,?,?,?,?,?,?,?,?)", rows)

    def bodies(self, names: Iterable[str]) -> dict[str, str]:
        """The rendered bodies of content files and the shards of the index, by path and by `index/KIND/PREFIX`."""
        return {name: self._leaf(name) if name.startswith(LEAF) else self._body(name) for name in names}

    def _body(self, path: str) -> str:
        with damage():
            row = self._db.execute("select fingerprint, html, digest from bodies where path = ?", (path,)).fetchone()
            if row is None or row_digest(row[0].encode(), row[1]) != row[2]:
                raise DamagedMemoryError(f"the body of `{path}` differs from what was stored")
            html: bytes = row[1]
            return html.decode()

    def _leaf(self, name: str) -> str:
        kind, _, prefix = name.removeprefix(LEAF).partition("/")
        query = "select data, digest from index_leaves where output = ? and kind = ? and prefix = ?"
        with damage():
            return checked(*self._db.execute(query, (self.output, kind, prefix)).fetchone()).decode()

    def words_digests(self) -> dict[str, bytes]:
        """By content file, the digest of what is searched of it."""
        with damage():
            return _Digests(self._db.execute("select path, words_digest from bodies").fetchall())

    def words(self, digests: Sequence[bytes]) -> Iterator[bytes | None]:
        """What is searched of articles, by these digests and in their order; None for what was forgotten."""
        with damage():
            for digest in digests:
                row = self._db.execute("select text from words where digest = ?", (digest,)).fetchone()
                if row and row_digest(row[0]) != digest:
                    raise DamagedMemoryError("the searchable text differs from what was stored")
                yield row[0] if row else None

    def forget_words(self) -> None:
        """Those that no article holds any more."""
        with damage(), transaction(self._db):
            held = "select words_digest from bodies"
            # Found by the table's index: what is searched is long, and would all be read.
            self._db.execute(f"delete from words where rowid in (select rowid from words where digest not in ({held}))")

    def index(self) -> IndexMemory:
        return IndexMemory(self._db, self.output)

    def moves(self) -> MoveMemory:
        return MoveMemory(self._db, self.output)

    # Targets

    def groups(self) -> dict[str, bytes]:
        with damage():
            return dict(self._db.execute("select key, digest from groups where output = ?", (self.output,)).fetchall())

    def targets(self) -> dict[str, Made]:
        query = "select path, group_key, digest, inputs, size, mtime_ns, sha256, reason from targets where output = ?"
        with damage():
            return {row[0]: Made(*row[1:]) for row in self._db.execute(query, (self.output,))}

    def marker_times(self) -> list[int]:
        """Which times output/'s marker may bear, in nanoseconds: with another it is not the folder left last."""
        with damage():
            row = self._db.execute("select value from meta where key = ?", (f"marker of {self.output}",)).fetchone()
            return msgspec.json.decode(row[0], type=list[int]) if row else []

    def _note_marker_times(self, times: list[int]) -> None:
        row = (f"marker of {self.output}", msgspec.json.encode(times).decode())
        self._db.execute("replace into meta values (?,?)", row)

    def announce(self, paths: Iterable[tuple[str, str]], marker_times: list[int]) -> None:
        """Note new (path, group) before they are written: a build that dies leaves no unknown file."""
        with damage(), transaction(self._db):
            self._note_marker_times(marker_times)
            self._db.executemany(
                "insert or ignore into targets values (?,?,?,x'',x'',-1,-1,x'','')",
                [(self.output, path, group) for path, group in paths],
            )

    def remember(
        self, groups: Mapping[str, bytes], made: Mapping[str, Made], gone: Sequence[str], gone_groups: Sequence[str]
    ) -> None:
        """Only what changed: fresh groups and targets keep their rows."""
        with damage(), transaction(self._db):
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
