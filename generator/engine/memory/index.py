"""The search index of one output folder, as the cache keeps it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from generator.engine.memory.database import checked, damage, row_digest, transaction
from generator.search.index.numbering import MonthLengths, Shape
from generator.search.index.partition import Packed


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
        with damage(), transaction(self._db):
            yield

    def shape(self) -> Shape | None:
        with damage():
            row = self._db.execute("select shape from index_shapes where output = ?", (self._output,)).fetchone()
            return msgspec.msgpack.decode(row[0], type=Shape) if row else None

    def months(self) -> dict[str, MonthLengths]:
        decode = msgspec.msgpack.Decoder(MonthLengths).decode
        with damage():
            rows = self._db.execute("select name, lengths, digest from index_months where output = ?", (self._output,))
            return {name: decode(checked(lengths, digest)) for name, lengths, digest in rows}

    def put_month(self, name: str, lengths: MonthLengths | None) -> None:
        if lengths is None:
            self._db.execute("delete from index_months where output = ? and name = ?", (self._output, name))
        else:
            encoded = msgspec.msgpack.encode(lengths)
            row = (self._output, name, encoded, row_digest(encoded))
            self._db.execute("replace into index_months values (?,?,?,?)", row)

    def hold(self, batch: int, parts: Sequence[bytes]) -> None:
        """In a temporary table, which SQLite keeps in a file of its own and drops by itself."""
        with damage():
            self._db.execute("create temp table if not exists held (part, batch, rows, primary key (part, batch))")
            self._db.executemany("replace into held values (?,?,?)", [(n, batch, rows) for n, rows in enumerate(parts)])

    def held(self, part: int) -> list[bytes]:
        with damage():
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
        with damage():
            return {prefix: (size, entries) for prefix, size, entries in self._db.execute(query, self._key)}

    def digests(self) -> dict[str, bytes]:
        """By prefix, the digest of what a leaf publishes."""
        query = "select prefix, digest from index_leaves where output = ? and kind = ? order by prefix"
        with damage():
            return dict(self._db.execute(query, self._key).fetchall())

    def read(self, prefix: str) -> Packed:
        columns = "data, digest, rows, rows_digest, entries"
        query = f"select {columns} from index_leaves where output = ? and kind = ? and prefix = ?"
        with damage():
            data, digest, rows, rows_digest, entries = self._db.execute(query, (*self._key, prefix)).fetchone()
            return Packed(checked(data, digest), checked(rows, rows_digest), entries)

    def write(self, prefix: str, leaf: Packed) -> None:
        row = (*self._key, prefix, leaf.entries, row_digest(leaf.data), row_digest(leaf.rows), leaf.data, leaf.rows)
        self._db.execute("replace into index_leaves values (?,?,?,?,?,?,?,?)", row)

    def remove(self, prefix: str) -> None:
        self._db.execute("delete from index_leaves where output = ? and kind = ? and prefix = ?", (*self._key, prefix))
