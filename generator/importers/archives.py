"""Seeds packed together (zip, tar, gzip, bzip2, xz) are unpacked as streams.

Nothing is written, and nothing grows without bound.

A member's name is a label here, never a path to write to; names that try to be more are refused, and so are links,
members that are packed beyond belief, and archives inside archives.
"""

from __future__ import annotations

import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple, Self
from urllib.parse import quote_from_bytes

from generator.importers.unpacking import TooLargeError, is_bomb, packed_too_tightly, unpacked
from generator.model import Problem

MAX_WHOLE_BYTES = 64 << 20  # of one article, or of a file that must be read whole
MAX_MEMBER_BYTES = 8 << 30  # of a member that is read as a stream
MAX_TOTAL_BYTES = 64 << 30
MAX_MEMBERS = 2_000_000
MAX_TINY, TINY_BYTES = 20_000, 64  # members of fewer bytes, where most are: no articles, and a small tar holds 200,000
MAX_HEADER_BYTES = 1 << 16  # of the headers of a member of a tar: its long name and more
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # of zipfile, for a member that is encrypted or compressed by an unknown method
)
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_TARS = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tbz", ".tbz2", ".txz")
_SINGLE = (".gz", ".bz2", ".xz")
_PACKED = (".zip", ".wacz", *_TARS, *_SINGLE)


class Member(NamedTuple):
    """A file in an archive; `stream` can be read until the next member is asked for."""

    name: str
    stream: IO[bytes]


def opener_of(name: str) -> Callable[[IO[bytes], str], Iterator[Member | Problem]] | None:
    """How to unpack a file of this name; None if it is not an archive."""
    lowered = name.lower()
    if not lowered.endswith(_PACKED) or lowered.endswith((".warc.gz", ".arc.gz")):
        return None
    if lowered.endswith((".zip", ".wacz")):
        return _members_of_zip
    return _members_of_tar if lowered.endswith(_TARS) else _only_member


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
            raise TooLargeError("unpacks to more than the limit for an import")
        size, total = _size_of(stream), 0
        for info in infos:
            label, flaw = zip_name(info), ""
            flaw = _flaw_of(label, info.file_size) or _flaw_of_packing(info)
            total += 0 if flaw else info.file_size  # members may share their bytes
            flaw = flaw or (packed_too_tightly() if is_bomb(size, total) else "")
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
        return "uses a compression that Warraq cannot read"
    if info.external_attr >> 28 == 0xA:
        return "is a link"
    return packed_too_tightly() if is_bomb(info.compress_size, info.file_size) else ""


def _size_of(stream: IO[bytes]) -> int:
    index = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(index)
    return size


class _Header(tarfile.TarInfo):
    """A member's header, which must be short, as tarfile keeps it in memory.

    tarfile takes a broken header after the first for the end of the archive, and would lose the rest silently.
    """

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as problem:  # type: ignore[attr-defined]  # typeshed lacks both
            raise tarfile.ReadError(f"the header of a member is broken: {problem}") from problem

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _SAID_BEFORE and self.size > MAX_HEADER_BYTES:
            raise tarfile.ReadError(f"the metadata of a member is larger than {MAX_HEADER_BYTES >> 10} KiB")
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]  # not public
        return found


_SAID_BEFORE = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, b"X")


def _members_of_tar(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    total = tiny = 0
    with tarfile.open(fileobj=unpacked(stream), mode="r|", tarinfo=_Header) as archive:
        for number, info in enumerate(archive):
            total += info.size
            if total > MAX_TOTAL_BYTES or number > MAX_MEMBERS:
                raise TooLargeError("unpacks to more than the limit for an import")
            tiny += info.size < TINY_BYTES
            if tiny > MAX_TINY and 2 * tiny > number:
                raise TooLargeError(
                    f"contains more than {MAX_TINY:,} files that are too short for an article, and little else"
                )
            archive.members = []  # type: ignore[attr-defined]  # not public, and else it keeps the headers of all
            label = _tar_name(info)
            if info.isdir() or _is_hidden(label):
                continue
            flaw = _flaw_of(label, info.size) or _flaw_of_kind(info)
            member = None if flaw else archive.extractfile(info)
            if member is None:
                yield _refused(f"{name}/{label}", flaw)
            else:
                yield Member(label.removeprefix("./"), member)


def _tar_name(info: tarfile.TarInfo) -> str:
    """Bytes that are not UTF-8 become `%E9`, so that every name can be printed and stored."""
    try:
        info.name.encode()
    except UnicodeEncodeError:
        return quote_from_bytes(info.name.encode("utf-8", "surrogateescape"), safe=_KEPT)
    return info.name


_KEPT = bytes(byte for byte in range(0x20, 0x7F) if byte != 0x25)


def _flaw_of_kind(info: tarfile.TarInfo) -> str:
    if info.issparse():
        return "is a sparse file, which may contain any number of zeros"
    return "" if info.isreg() else "is a link or a device, not a file"


def _only_member(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    yield Member(PurePosixPath(name).name.rpartition(".")[0], unpacked(stream))


def _flaw_of(label: str, size: int) -> str:
    parts = label.split("/")
    if label.startswith("/") or ".." in parts or "\\" in label or ":" in parts[0] or _CONTROL.search(label):
        return "has a name that leads outside the archive"
    return f"is larger than {MAX_MEMBER_BYTES >> 30} GiB" if size > MAX_MEMBER_BYTES else ""


def _is_hidden(label: str) -> bool:
    is_dotted = any(part.startswith(".") and part not in (".", "..") for part in label.split("/"))
    return is_dotted or label.startswith("__MACOSX/")


def _refused(where: str, what: str) -> Problem:
    printable = "".join(char if char.isprintable() else "\ufffd" for char in where)[:400]
    hint = "unpack it yourself if you trust it"
    return Problem(printable, 0, 0, "I131", "error", f"was left in its archive: it {what}", hint)
