"""Web archives (WARC, the older ARC, and WACZ, which is a zip of WARCs): each page that was saved, with its capture.

A record that was not fetched again because nothing had changed (`revisit`) is handed on as that: `revisits` looks for
the page it repeats. Records of other kinds and failed requests are counted; broken ones, and the end of a file that
was cut off, are named with their place.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from os import SEEK_END
from typing import IO, Any

from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from generator.importers.archives import MAX_WHOLE_BYTES
from generator.importers.piece import Piece, Revisit, piece
from generator.importers.unpacking import Ratio, TooLargeError
from generator.importers.web.warc_bounds import Records
from generator.model import Problem

MAX_BREAKS = 1000
SEARCH_BYTES = 1 << 20
_ADDRESS_BYTES = 4096
# A record begins with the mark of gzip, the version of WARC, or the line of ARC: address, IP, moment, type, length.
_RECORD = re.compile(
    rb"\x1f\x8b\x08[\x00-\x1f]|WARC/[01]\.\d\r?\n"
    rb"|^(?:https?://|dns:)[^\s]+ [\da-fA-F.:]+ \d{14} \S+ (?:\S+ ){0,5}\d+\r?$",
    re.MULTILINE,
)
# In ARC of version 2 six more fields stand between, of which warcio takes five for the address.
_ARC_2 = re.compile(
    r"(?P<address>\S+?)(?:%20| )[\da-fA-F.:]+(?:%20| )(?P<moment>\d{14})(?:%20| )\S+?(?:%20| )\d{3}(?:%20| )\S+\Z"
)
_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T?(\d\d):?(\d\d):?(\d\d)")


def split(stream: IO[bytes], name: str) -> Iterator[Piece | Problem | Revisit]:
    """The pages that a crawler was given, in their order."""
    left: Counter[str] = Counter()
    for found in _records(stream, name):
        if isinstance(found, str):
            left[found] += 1
        else:
            yield found
    if left:
        text = ", ".join(f"{number} {reason}" for reason, number in sorted(left.items()))
        yield Problem(name, 0, 0, "I134", "warning", f"records left out: {text}", "they contain no pages of their own")


def _records(stream: IO[bytes], name: str) -> Iterator[Piece | Problem | Revisit | str]:
    """What becomes of each record; after a broken one, reading goes on at the next that can be made out."""
    start, breaks, ratio = 0, 0, Ratio()
    while start >= 0 and breaks <= MAX_BREAKS:
        records = _iterator(stream, ratio)
        end, is_whole = start, True
        try:
            for record in records:
                found = _page(record, name)
                end, is_whole = _end_of(records, record)
                if not is_whole:
                    break
                yield found
            yield from _wrong_lengths(name, records)
            if _has_more(stream, end, is_whole=is_whole):
                yield _cut_off(name, end)
            return
        except TooLargeError:
            raise
        except _broken() as problem:
            breaks += 1
            offset = max(_offset(records), end, start)  # warcio can lose its place, and may not go back
            text = " ".join(str(problem).split())
            what = f"a record near byte {offset:,} is broken: {type(problem).__name__} {text}"[:240]
            yield Problem(name, 0, 0, "I133", "error", what, "the records before and after it are imported")
            start = _next_record(stream, offset + 1)


def records_of(stream: IO[bytes]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The address of each record, and where its bytes begin and end in the file, packed or not."""
    records = _iterator(stream, Ratio())
    found: list[tuple[str, int]] = []
    for record in records:
        address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        if not _end_of(records, record)[1]:
            raise ValueError("the last record has no end")
        found.append((address, int(records.get_record_offset())))
    ends = [*(start for _, start in found[1:]), stream.seek(0, SEEK_END)]
    return iter([(address, (start, end)) for (address, start), end in zip(found, ends, strict=True)])


def _end_of(records: Any, record: Any) -> tuple[int, bool]:
    """Where a record ends, and True; of one whose bytes are not all there, where it begins, and False."""
    while record.raw_stream.read(SEARCH_BYTES):
        pass  # warcio would go over a missing end without a word
    begin = int(records.get_record_offset())
    has_length = record.rec_headers.get_header("Content-Length") is not None
    is_whole = has_length and getattr(record.raw_stream, "limit", 0) <= 0
    return (begin + int(records.get_record_length()) if is_whole else begin), is_whole


def _has_more(stream: IO[bytes], end: int, *, is_whole: bool) -> bool:
    """Whether something that is no whole record follows the last one."""
    if not stream.seekable():
        return not is_whole
    stream.seek(end)
    return bool(stream.read(SEARCH_BYTES).strip(b"\r\n\0 "))


def _wrong_lengths(name: str, records: Any) -> Iterator[Problem]:
    """warcio passes over a line that stands between two records, and counts it."""
    if records.err_count:
        what = f"{records.err_count} records are longer than declared: a line at the end of each is lost"
        yield Problem(name, 0, 0, "I133", "error", what, "get the file again from its source")


def _cut_off(name: str, begin: int) -> Problem:
    what = f"is cut off: the record at byte {begin:,} has no end"
    return Problem(name, 0, 0, "I142", "error", what, "get the file again; the records before it are imported")


def _iterator(stream: IO[bytes], ratio: Ratio) -> Any:
    logging.getLogger("warcio").addHandler(logging.NullHandler())
    return Records(stream, ratio)


def _broken() -> tuple[type[Exception], ...]:
    return (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        ValueError,
        EOFError,
        KeyError,
        AttributeError,
        TypeError,
        OSError,
        zlib.error,
    )


def _offset(records: Any) -> int:
    """Where warcio stood in the file."""
    try:
        return int(records.offset)
    except (AttributeError, TypeError, ValueError):
        return 0


def _next_record(stream: IO[bytes], start: int) -> int:
    """Where the next record begins, with the stream there; -1 where there is none or the stream cannot go back."""
    if not stream.seekable():
        return -1
    stream.seek(start)
    index, tail = start, b""
    while block := stream.read(SEARCH_BYTES):
        match = _RECORD.search(tail + block)
        if match:
            found = index - len(tail) + match.start()
            stream.seek(found)
            return found
        index, tail = index + len(block), block[-_ADDRESS_BYTES:]
    return -1


def _page(record: Any, name: str) -> Piece | Problem | Revisit | str:
    """A page, a reason to leave the record, or what is wrong with it."""
    kind = record.rec_type
    if kind == "revisit":
        return _revisit(record, name)
    if kind not in ("response", "resource"):
        return f"of the type {kind}"
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    media = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    if status != "200":
        return f"with the status {status}" if status.isdigit() else "without an HTTP head"
    if not media.lower().startswith(_HTML):
        return "not pages"
    address, captured = _address(record)
    data = _body(record)
    if data is None:
        what = f"`{address[:200]}` cannot be unpacked, or is larger than {MAX_WHOLE_BYTES >> 20} MiB"
        return Problem(name, 0, 0, "I133", "error", what, "get the page again from its source")
    charset = _CHARSET.search(media)
    origin = {
        "source_url": address,
        "captured": captured,
        "charset": charset[1] if charset else "",
        "is_crawled": "yes",
        "record": record.rec_headers.get_header("WARC-Record-ID") or "",
        "payload": record.rec_headers.get_header("WARC-Payload-Digest") or "",
    }
    return piece(name, address, "warc", data, {key: value for key, value in origin.items() if value})


def _address(record: Any) -> tuple[str, str]:
    """What was visited, and when."""
    text = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    arc = _ARC_2.match(text)
    return (
        (arc["address"], _moment(arc["moment"]))
        if arc
        else (text, _moment(record.rec_headers.get_header("WARC-Date") or ""))
    )


def _revisit(record: Any, name: str) -> Revisit | str:
    """By the record it refers to, its payload or its address; an image's does not matter here."""
    media = (record.http_headers.get_header("Content-Type") if record.http_headers else "") or ""
    if media and not media.lower().startswith(_HTML):
        return "not pages"
    header = record.rec_headers.get_header
    address = (header("WARC-Target-URI") or "").strip("<>")
    referred = (header("WARC-Refers-To"), header("WARC-Payload-Digest"), header("WARC-Refers-To-Target-URI"))
    keys = tuple(filter(None, (*referred, "" if any(referred) else address)))
    return Revisit(name, address, tuple(key.strip("<>") for key in keys))


def _body(record: Any) -> bytes | None:
    try:
        data = record.content_stream().read(MAX_WHOLE_BYTES + 1)
    except (OSError, zlib.error, ValueError, EOFError):
        return None
    return data if isinstance(data, bytes) and len(data) <= MAX_WHOLE_BYTES else None


def _moment(text: str) -> str:
    match = _MOMENT.match(text)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""
