"""Finished files are written to output/, whole or not at all; files that are no longer made are removed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from hashlib import sha256

from generator.disk.disk_errors import explained
from generator.disk.files import PREVIEW_SUFFIX, TEMPORARY_SUFFIX
from generator.disk.folders import OutputFolder
from generator.engine.memory.known import Made
from generator.engine.site import MARKER, MARKER_BYTES
from generator.engine.stale import StaleTarget
from generator.model import Output


class Published:
    """What was written, and what to remember of each file."""

    def __init__(self) -> None:
        self.made: dict[str, Made] = {}
        self.written: list[str] = []
        self.removed: list[str] = []
        self.bytes_written = 0


def publish(
    outputs: Iterable[tuple[StaleTarget, Output]], known: Mapping[str, Made], output: OutputFolder, done: Published
) -> None:
    """Write each output unless the file has its bytes already: unchanged files keep their times."""
    with explained(output.root):
        _mark(output)
        for item, finished in outputs:
            _put(item, finished, known.get(finished.path), output, done)


def _put(item: StaleTarget, finished: Output, known: Made | None, output: OutputFolder, done: Published) -> None:
    hashed = sha256(finished.data).digest()
    found = output.stat(finished.path)
    if found is not None and found[0] == len(finished.data) and _is_same(finished, hashed, known, found, output):
        mtime_ns = found[1]
    else:
        mtime_ns = output.put(finished.path, finished.data)
        done.written.append(finished.path)
        done.bytes_written += len(finished.data)
    done.made[finished.path] = Made(
        item.group, item.digest, item.inputs, len(finished.data), mtime_ns, hashed, item.reason
    )


def _is_same(finished: Output, hashed: bytes, known: Made | None, found: tuple[int, int], output: OutputFolder) -> bool:
    if known is not None and (known.size, known.mtime_ns) == found:
        return known.sha256 == hashed
    return output.read(finished.path) == finished.data


class Seal:
    """The time of the marker in output/, a new one with each build.

    A time that memory does not know means that memory and folder are of different builds (one was restored, copied or
    lost): the folder may hold files that memory never listed.
    """

    def __init__(self, output: OutputFolder, known_times: Sequence[int]) -> None:
        found = output.stat(MARKER)
        self._output = output
        self._new = output.new_time()
        self.is_known = found is not None and found[1] in known_times
        self.times = [found[1] if self.is_known and found else 0, self._new]

    def set(self) -> None:
        with explained(self._output.root):
            self._output.set_time(MARKER, self._new)


def remove_orphans(known: Iterable[str], planned: Container[str], output: OutputFolder) -> list[str]:
    """Files that the last build made and this one did not plan; in a folder of another build, all the rest.

    What begins with a dot at the top (.git, .gitignore) is not ours.
    """
    with explained(output.root):
        gone = sorted(path for path in known if path not in planned)
        removed = [path for path in gone if output.remove(path)]
        for temporary in (TEMPORARY_SUFFIX, PREVIEW_SUFFIX):
            output.remove(temporary)
    return removed


def unremembered(output: OutputFolder) -> Sequence[str]:
    """The files of a marked folder, of which memory may not know all, before a build."""
    if output.read(MARKER) is None:
        return ()
    return [path for path in output.paths() if not path.startswith(".")]


def _mark(output: OutputFolder) -> None:
    if output.read(MARKER) != MARKER_BYTES:
        output.put(MARKER, MARKER_BYTES)
