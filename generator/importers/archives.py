"""Seeds packed together (zip, tar, gzip) are unpacked as streams: nothing is written, nothing grows without bound.

A member's name is a label here, never a path to write to; names that try to be more are refused, and so are links,
members that are packed beyond belief, and archives inside archives.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from generator.model import Problem

MAX_WHOLE_BYTES = 64 << 20  # of one article, or of a file that must be read whole
MAX_MEMBER_BYTES = 8 << 30  # of a member that is read as a stream
MAX_TOTAL_BYTES = 64 << 30
MAX_MEMBERS = 2_000_000
MAX_RATIO = 200  # text packs ten- to fiftyfold
RATIO_MATTERS_BYTES = 16 << 20
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # as zipfile says that a member is encrypted, or packed in a way that it does not know
)
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_PACKED = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tbz2", ".txz", ".gz", ".wacz")


class Member(NamedTuple):
    """A file in an archive; `stream` can be read until the next member is asked for."""

    name: str
    stream: IO[bytes]


class TooLargeError(ValueError):
    """More bytes than this may have."""


def opener_of(name: str) -> Callable[[IO[bytes], str], Iterator[Member | Problem]] | None:
    """How to unpack a file of this name; None for one that is no archive."""
    lowered = name.lower()
    if not lowered.endswith(_PACKED) or lowered.endswith((".warc.gz", ".arc.gz")):
        return None
    if lowered.endswith((".zip", ".wacz")):
        return _members_of_zip
    return _member_of_gzip if lowered.endswith(".gz") and not lowered.endswith(".tar.gz") else _members_of_tar


def read_whole(stream: IO[bytes], limit: int = MAX_WHOLE_BYTES) -> bytes:
    """All of a stream that has no more than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"is larger than {limit >> 20} MiB")
    return data


def _members_of_zip(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    with zipfile.ZipFile(stream) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
            raise TooLargeError("unpacks to more than an import may hold")
        for info in infos:
            label, flaw = zip_name(info), ""
            flaw = _flaw_of(label, info.file_size) or _flaw_of_packing(info)
            is_aside = name.lower().endswith(".wacz") and not label.startswith("archive/")  # indexes of the web archive
            if info.is_dir() or is_aside or _is_hidden(label):
                continue
            if flaw:
                yield _refused(f"{name}/{label}", flaw)
                continue
            with archive.open(info) as member:
                yield Member(label, member)


def zip_name(info: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag come read as cp437; most that are not ASCII are UTF-8 all the same."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _flaw_of_packing(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that is not read"
    if info.external_attr >> 28 == 0xA:
        return "is a link"
    is_bomb = info.file_size > RATIO_MATTERS_BYTES and info.file_size > MAX_RATIO * max(1, info.compress_size)
    return f"is packed more than {MAX_RATIO}-fold, as decompression bombs are" if is_bomb else ""


def _members_of_tar(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    total = 0
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for number, info in enumerate(archive):
            total += info.size
            if total > MAX_TOTAL_BYTES or number > MAX_MEMBERS:
                raise TooLargeError("unpacks to more than an import may hold")
            if info.isdir() or _is_hidden(info.name):
                continue
            flaw = _flaw_of(info.name, info.size) or ("" if info.isreg() else "is a link or a device, not a file")
            member = None if flaw else archive.extractfile(info)
            if member is None:
                yield _refused(f"{name}/{info.name}", flaw)
            else:
                yield Member(info.name.removeprefix("./"), member)


def _member_of_gzip(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    with gzip.GzipFile(fileobj=stream) as member:
        yield Member(PurePosixPath(name).name[: -len(".gz")], io.BufferedReader(member))


def _flaw_of(label: str, size: int) -> str:
    parts = label.split("/")
    if label.startswith("/") or ".." in parts or "\\" in label or ":" in parts[0] or _CONTROL.search(label):
        return "has a name that leads out of the archive"
    return f"is larger than {MAX_MEMBER_BYTES >> 30} GiB" if size > MAX_MEMBER_BYTES else ""


def _is_hidden(label: str) -> bool:
    is_dotted = any(part.startswith(".") and part not in (".", "..") for part in label.split("/"))
    return is_dotted or label.startswith("__MACOSX/")


def _refused(where: str, what: str) -> Problem:
    printable = "".join(char if char.isprintable() else "\ufffd" for char in where)[:400]
    hint = "unpack it yourself if you trust it"
    return Problem(printable, 0, 0, "I131", "error", f"was left in its archive: it {what}", hint)
