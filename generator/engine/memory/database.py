"""The SQLite file of the cache: its tables, its transactions, and what happens when it cannot be read."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator.disk.disk_errors import cannot_be_written, disk_is_full
from generator.disk.files import put_aside_unless_file
from generator.errors import RefusedError

# A cache of another version is thrown away: raise this when a table or an encoded value changes.
SCHEMA_VERSION = 13
SCHEMA = """
create table meta (key text primary key, value text) without rowid;
create table articles (path text primary key, size integer, mtime_ns integer, ctime_ns integer, is_settled integer,
    fingerprint text, reader blob, article blob, digest blob, problems blob);
create table images (path text primary key, size integer, mtime_ns integer, ctime_ns integer, is_settled integer,
    fingerprint text, reader blob, found blob, digest blob);
create table bodies (path text primary key, fingerprint text, html blob, words_digest blob, digest blob);
create index body_words on bodies (path, words_digest);
create table words (digest blob primary key, text blob);
create table index_shapes (output text primary key, shape blob) without rowid;
create table index_months (output text, name text, lengths blob, digest blob, primary key (output, name)) without rowid;
create table index_leaves (output text, kind text, prefix text, entries integer, digest blob, rows_digest blob,
    data blob, rows blob, primary key (output, kind, prefix));
create table groups (output text, key text, digest blob, primary key (output, key)) without rowid;
create table targets (output text, path text, group_key text, digest blob, inputs blob, size integer, mtime_ns integer,
    sha256 blob, reason text, primary key (output, path)) without rowid;
create table pages (output text, path text, source text, is_published integer,
    primary key (output, path)) without rowid;
create index new_pages on pages (output) where not is_published;
create table moved (output text, source text, url text, primary key (output, source, url)) without rowid;
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


class DamagedMemoryError(Exception):
    """The cache cannot be read; the build starts again without it."""


def open_database(path: Path) -> sqlite3.Connection:
    """Make the tables in a new file; refuse a file of another version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _check_paths(path)
    with damage():
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for setting in SETTINGS:
            database.execute(f"pragma {setting}")
        version = database.execute("pragma user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return database
        if version != 0 or database.execute("select count(*) from sqlite_master").fetchone()[0]:
            database.close()
            raise DamagedMemoryError(f"it was made by another version of Warraq ({version})")
        database.executescript(f"begin; {SCHEMA} pragma user_version = {SCHEMA_VERSION}; commit;")
        return database


def row_digest(*data: bytes) -> bytes:
    """Stored beside a row, to notice one that was altered."""
    return blake2b(b"\0".join(data), digest_size=16).digest()


def checked(data: bytes, digest: bytes) -> bytes:
    if row_digest(data) != digest:
        raise DamagedMemoryError("a row differs from what was stored")
    return data


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("begin")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:  # on a full disk SQLite has rolled back already
            db.execute("rollback")
        raise


@contextlib.contextmanager
def damage() -> Iterator[None]:
    """Translates errors of SQLite and of decoding."""
    try:
        yield
    except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError, TypeError) as problem:
        kind = getattr(problem, "sqlite_errorname", "")
        if kind.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise disk_is_full(".cache") from problem
        if kind.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            raise cannot_be_written(".cache") from problem
        if kind.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise RefusedError(
                "another program is using `.cache/warraq.sqlite`", "close it and build again"
            ) from problem
        raise DamagedMemoryError(str(problem)) from problem


def _check_paths(path: Path) -> None:
    """SQLite would write through links, into files of others."""
    aside = [name for file in _files(path) if (name := put_aside_unless_file(file)) is not None]
    if aside:
        raise DamagedMemoryError(f"it was not a file, and has been renamed to `{aside[0].name}`")


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def forget_everything(path: Path) -> None:
    """What is not a file is left: the next opening puts it aside and reports it."""
    for file in _files(path):
        if file.is_file() and not file.is_symlink():
            file.unlink(missing_ok=True)
