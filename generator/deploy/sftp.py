"""A folder of a server that is reached by SFTP, as web hosts offer it.

Many requests are on their way at once over one connection, because a site is thousands of small files.
"""

from __future__ import annotations

import asyncio
import stat
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import TypeVar

import asyncssh

from generator.deploy.deployed import Entry
from generator.deploy.sftp_login import LOST, Address, Server, address_of, logged_in
from generator.deploy.store import WAITING
from generator.disk.files import TEMPORARY_SUFFIX, opened
from generator.disk.folders import OutputFolder
from generator.engine.site import Site
from generator.errors import FileNote, RefusedError
from generator.workers import Progress

T = TypeVar("T")
AT_ONCE = 32  # requests: small files take the time of an answer, not of their bytes
PIECE = 1024**2  # bytes of a large file that are in memory at a time
FILE, LINK = 0o644, -1  # the mode of files; the size of what is no file


@contextmanager
def open_store(site: Site) -> Iterator[SftpStore]:
    address = address_of(site.settings.deploy.sftp)
    with logged_in(address) as (server, client):
        yield SftpStore(server, client, address, OutputFolder(site.output))


class SftpStore:
    """A store (store.py): the stamp of a file is the time in seconds that its deploy gave it."""

    def __init__(self, server: Server, client: asyncssh.SFTPClient, address: Address, output: OutputFolder) -> None:
        self.target = f"{address.path} of {server.name}"
        self._server = server
        self._client = client
        self._root = address.path.rstrip("/")
        self._output = output
        self._time = int(time.time())
        self._folders: set[str] = set()

    def entries(self) -> Mapping[str, Entry]:
        found: dict[str, Entry] = {}

        async def scan(folder: str) -> list[str]:
            inner = []
            try:
                async for one in self._client.scandir(self._path(folder)):
                    name, mode = str(one.filename), one.attrs.permissions or 0
                    path = f"{folder}/{name}".lstrip("/")
                    if stat.S_ISDIR(mode):
                        inner += [] if name in (".", "..") or f"{path}/" == WAITING else [path]
                    else:
                        size = (one.attrs.size or 0) if stat.S_ISREG(mode) else LINK
                        found[path] = Entry(size, str(one.attrs.mtime or 0))
            except asyncssh.SFTPNoSuchFile:
                return []  # before the first deploy
            self._folders.add(folder)
            return inner

        async def walk() -> None:
            level = [""]
            while level:
                level = [path for inner in await _many(scan, level) for path in inner]

        self._server.run(walk())
        return found

    def read(self, path: str) -> bytes | None:
        async def whole() -> bytes | None:
            try:
                async with self._client.open(self._path(path), "rb") as file:
                    data: bytes = await file.read()
                    return data
            except asyncssh.SFTPNoSuchFile:
                return None

        return self._server.run(whole())

    def stamp_of(self, data: bytes) -> str:  # noqa: ARG002 of every store
        """A time says nothing about the bytes."""
        return ""

    def expected(self, data: bytes) -> str:  # noqa: ARG002 of every store
        return str(self._time)

    def check_room(self, size: int) -> None:
        """Few servers can tell; their answer is that of the disk, without quotas."""

        async def free() -> int:
            with _suppressed_refusal():
                found = await self._client.statvfs(self._path(""))
                return found.bavail * found.frsize
            return size

        room = self._server.run(free())
        if room < size:
            what = f"{self.target} has room for {room:,} bytes, but {size:,} have to be sent"
            raise RefusedError(what, "make room there first")

    def put(self, files: Mapping[str, str], progress: Progress) -> Mapping[str, str]:
        stamps: dict[str, str] = {}
        numbers = {path: number for number, path in enumerate(files)}

        async def one(path: str) -> None:
            place = files[path]
            waiting = place if place.startswith(WAITING) else f"{WAITING}new-{numbers[path]}"
            stamps[path] = await self._upload(path, waiting)
            if waiting != place:
                await self._rename(waiting, place)
            progress("upload", len(stamps), len(files))

        self._make_folders([WAITING.rstrip("/"), *(_folder(place) for place in files.values())] if files else [])
        self._server.run(_many(one, files))
        return stamps

    async def _upload(self, path: str, waiting: str) -> str:
        attributes = asyncssh.SFTPAttrs(permissions=FILE)
        async with self._client.open(self._path(waiting), "wb", attributes) as file:
            with opened(f"{self._output.root}/{path}") as stream:
                while piece := stream.read(PIECE):
                    await file.write(piece)
            return await self._timed(file)

    async def _timed(self, file: asyncssh.SFTPClientFile) -> str:
        """Some servers set no times: the stamp is then the time that it got."""
        try:
            await file.utime((self._time, self._time))
        except LOST:
            raise
        except asyncssh.SFTPError:
            return str((await file.stat()).mtime or 0)
        return str(self._time)

    async def _rename(self, old: str, new: str) -> None:
        try:
            await self._client.posix_rename(self._path(old), self._path(new))
        except asyncssh.SFTPOpUnsupported:
            # Not of OpenSSH's kind: for a moment, the file is missing.
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._client.remove(self._path(new))
            await self._client.rename(self._path(old), self._path(new))

    def move(self, files: Mapping[str, str]) -> Mapping[str, str]:
        async def one(path: str) -> None:
            await self._rename(files[path], path)

        self._server.run(_many(one, files))
        return {}

    def write(self, path: str, data: bytes) -> None:
        async def whole() -> None:
            async with self._client.open(
                self._path(TEMPORARY_SUFFIX), "wb", asyncssh.SFTPAttrs(permissions=FILE)
            ) as file:
                await file.write(data)
            await self._rename(TEMPORARY_SUFFIX, path)

        self._make_folders([])
        self._server.run(whole())

    def remove(self, paths: Iterable[str]) -> None:
        removed = list(paths)

        async def all_of_them() -> None:
            await _many(self._remove, removed)
            for folders in reversed(_by_depth({folder for path in removed for folder in _above(path)})):
                await _many(self._rmdir, folders)

        self._server.run(all_of_them())

    async def _remove(self, path: str) -> None:
        with suppress(asyncssh.SFTPNoSuchFile):
            await self._client.remove(self._path(path))

    async def _rmdir(self, folder: str) -> None:
        with _suppressed_refusal():  # it is not empty, or not there
            await self._client.rmdir(self._path(folder))
            self._folders.discard(folder)

    def tidy(self) -> None:
        async def waiting() -> list[str]:
            try:
                names = await self._client.listdir(self._path(WAITING))
            except asyncssh.SFTPNoSuchFile:
                return []
            return [f"{WAITING}{name}" for name in names if name not in (".", "..")]

        async def end() -> None:
            await _many(self._remove, await waiting())
            await self._rmdir(WAITING.rstrip("/"))

        self._server.run(end())

    def _make_folders(self, folders: Iterable[str]) -> None:
        wanted = {one for folder in folders for one in (folder, *_above(folder))} - self._folders

        async def make(folder: str) -> None:
            with _suppressed_refusal():  # it is there, or what is put into it fails
                await self._client.mkdir(self._path(folder))
            self._folders.add(folder)

        async def all_of_them() -> None:
            if "" not in self._folders:
                await self._client.makedirs(self._root or "/", exist_ok=True)
                self._folders.add("")
            for part in _by_depth(folder for folder in wanted if folder):
                await _many(make, part)

        self._server.run(all_of_them())

    def _path(self, path: str) -> str:
        return f"{self._root}/{path}".rstrip("/") or "/"


@contextmanager
def _suppressed_refusal() -> Iterator[None]:
    """A server's no is no matter, a lost connection is."""
    try:
        yield
    except LOST:
        raise
    except asyncssh.SFTPError:
        pass


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _above(path: str) -> Iterator[str]:
    while path := _folder(path):
        yield path


def _by_depth(folders: Iterable[str]) -> list[list[str]]:
    """Each folder after those that it is in."""
    by_depth = groupby(sorted(folders, key=_depth), key=_depth)
    return [list(part) for _, part in by_depth]


def _depth(folder: str) -> int:
    return folder.count("/")


async def _many(request: Callable[[str], Awaitable[T]], paths: Iterable[str]) -> list[T]:
    """Some at once; the first failure ends the others."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(path: str) -> T:
        async with free:
            with FileNote(path):
                return await request(path)

    running = [asyncio.ensure_future(one(path)) for path in paths]
    try:
        return list(await asyncio.gather(*running))
    except BaseException:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        raise
