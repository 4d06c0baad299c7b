"""Searches the importers for bytes that crash them, led by what the code does with each try (atheris, of libFuzzer).

    python benchmarks/imports/fuzz.py [--seconds 180] [--format csv] [--found FOLDER]

Begins with the small valid files that the tests use, one of each row of FORMATS, and changes them. A reader that fails
other than by a problem, one that takes over ten seconds or a gigabyte, ends the search: the bytes are in FOLDER, the
error is printed, and `python benchmarks/imports/fuzz.py --again FILE` shows it once more. Needs requirements-bench.txt.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).parents[2] / "tests"))

with atheris.instrument_imports(include=["generator.importers", "generator.text"]):
    from support.samples import samples

    from generator.importers.archives import BROKEN
    from generator.importers.formats import FORMATS, Format, function_at
    from generator.importers.piece import Piece, SiteContext
    from generator.importers.unpacking import TooLargeError
    from generator.model import Source

    READERS = [(row, function_at(row.read), function_at(row.split) if row.split else None) for row in FORMATS]

MOST_BYTES = 1 << 14
PAPER = SiteContext(("سياسة", "اقتصاد"), "ar")
REFUSED = (*BROKEN, TooLargeError)  # of files that are cut short or packed wrongly; `seeds` makes problems of them


def import_it(data: bytes) -> None:
    """The first byte says which row, the rest is the file."""
    row, read, split = READERS[data[0] % len(READERS)] if data else READERS[0]
    try:
        pieces = _pieces(row, data[1:]) if split is None else list(split(_stream(data[1:]), "x"))
    except REFUSED:
        return
    for one in pieces:
        if isinstance(one, Piece):
            list(read(one, PAPER))


def _pieces(row: Format, data: bytes) -> list[Piece]:
    return [Piece(Source("x", "0"), row.name, data)]


def _stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


def _corpus(folder: Path, format_: str) -> None:
    for number, row in enumerate(FORMATS):
        if format_ in ("", row.name):
            (folder / row.name).write_bytes(bytes([number]) + samples()[row.name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--format", default="", choices=["", *(row.name for row in FORMATS)])
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "warraq-fuzz")
    parser.add_argument("--again", type=Path, help="a file of FOLDER")
    given = parser.parse_args()
    if given.again:
        import_it(given.again.read_bytes())
        return
    given.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        _corpus(Path(corpus), given.format)
        limits = [f"-max_total_time={given.seconds}", "-timeout=10", "-rss_limit_mb=1024", f"-max_len={MOST_BYTES}"]
        atheris.Setup(
            [sys.argv[0], *limits, f"-artifact_prefix={given.found}/", "-print_final_stats=1", corpus], import_it
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
