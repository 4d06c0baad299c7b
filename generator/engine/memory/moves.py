"""Which content file each page of an article was made from, and the addresses that articles have left.

What only the development server has shown is not published: an address that stood there while somebody wrote a title is
missed by nobody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from generator.engine.memory.database import damage, transaction


class MoveMemory:
    """A part of the opened cache, for one output folder. Nothing that is published depends on it."""

    def __init__(self, database: sqlite3.Connection, output: str) -> None:
        self._db = database
        self._output = output

    def sources(self, paths: Iterable[str]) -> dict[str, str]:
        """The content files of published pages, by path in output/."""
        query = "select source from pages where output = ? and path = ? and is_published"
        with damage():
            rows = ((path, self._db.execute(query, (self._output, path)).fetchone()) for path in paths)
            return {path: row[0] for path, row in rows if row}

    def learn(self, made: Mapping[str, str], gone: Iterable[str]) -> None:
        with damage(), transaction(self._db):
            rows = [(self._output, path) for path in gone]
            self._db.executemany("delete from pages where output = ? and path = ?", rows)
            insert = "insert into pages values (?,?,?,0) on conflict do update set source = excluded.source"
            self._db.executemany(insert, [(self._output, path, source) for path, source in made.items()])

    def publish(self) -> None:
        """All pages are as readers get them now."""
        found = "select 1 from pages where output = ? and not is_published limit 1"
        query = "update pages set is_published = 1 where output = ? and not is_published"
        with damage(), transaction(self._db):
            if self._db.execute(found, (self._output,)).fetchone():
                self._db.execute(query, (self._output,))

    def left(self) -> list[tuple[str, str]]:
        """The addresses that articles have left, each with the content file."""
        query = "select source, url from moved where output = ? order by source, url"
        with damage():
            return self._db.execute(query, (self._output,)).fetchall()

    def note_left(self, moves: Iterable[tuple[str, str]]) -> None:
        with damage(), transaction(self._db):
            rows = [(self._output, source, url) for source, url in moves]
            self._db.executemany("insert or ignore into moved values (?,?,?)", rows)

    def forget_left(self, moves: Iterable[tuple[str, str]]) -> None:
        with damage(), transaction(self._db):
            rows = [(self._output, source, url) for source, url in moves]
            self._db.executemany("delete from moved where output = ? and source = ? and url = ?", rows)
