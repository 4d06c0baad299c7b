"""Watches the files of a site; calls back with the paths that changed once they are quiet, never twice at a time."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.03  # seconds without an event: editors write, rename and chmod in bursts
LONGEST_STORM = 0.5  # seconds after which a storm that does not end is answered all the same
LOOK = 1.0  # seconds between two looks at what the system may not report
LONGEST_PAUSE = 30.0  # seconds between two tries to make again an output/ that stays lost
FOLDERS = ("content", "seeds", "static", "themes")
FILES = ("site.yaml", "terms.yaml")
UNREAD = ("opened", "closed_no_write")  # events of reading: the build itself reads
WELL_KNOWN = ("static", ".well-known")  # the one hidden folder of which a site is made
# What Vim, Emacs, Kate, Office, the JetBrains family, browsers and Warraq itself write on the way to a file.
_PASSING = re.compile(
    r".*~|#.*#|~\$.*|4913|.*\.(?:sw[a-px]|kate-swp|tmp|temp|bak|part|crdownload|warraq-[\w-]+)|.*___jb_\w+___"
)


class Watcher:
    """Lives as long as the server; `start` returns at once, `stop` waits for a running callback.

    `markers` are files that exist as long as output/ does: when one goes, the callback gets no paths.
    """

    def __init__(
        self,
        root: Path,
        on_change: Callable[[frozenset[str]], None],
        markers: tuple[Path, ...],
        on_polling: Callable[[str], None],
        *,
        is_polling: bool,
    ) -> None:
        self._root = root
        self._on_change = on_change
        self._loss = _Loss(markers)
        self._on_polling = on_polling
        self._is_polling = is_polling
        self._touched = threading.Event()
        self._stopped = threading.Event()
        self._last = 0.0
        self._paths: set[str] = set()
        self._handler = _Handler(root, self._touch)
        self._observer = self._new_observer()
        self._watched: dict[str, tuple[int, ObservedWatch]] = {}
        self._thread = threading.Thread(target=self._run, name="warraq-watch", daemon=True)

    def start(self) -> None:
        self._look_after_observer(self._begin)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._touched.set()
        self._end()
        self._thread.join()

    def _new_observer(self) -> BaseObserver:
        return PollingObserver(timeout=LOOK) if self._is_polling else Observer()

    def _begin(self) -> None:
        self._watch_folders()
        # The folder itself, for FILES and for folders that come into being.
        self._observer.schedule(self._handler, str(self._root))
        self._observer.start()

    def _end(self) -> None:
        self._observer.stop()
        with contextlib.suppress(RuntimeError):  # it never started
            self._observer.join()

    def _look_after_observer(self, step: Callable[[], None]) -> None:
        """Poll the files where the system cannot watch more of them."""
        try:
            step()
        except FileNotFoundError:
            pass  # gone again: its event follows
        except OSError as problem:
            if not self._is_polling:
                self._poll(problem.strerror or str(problem))

    def _poll(self, reason: str) -> None:
        self._end()
        self._is_polling = True
        self._watched = {}
        self._observer = self._new_observer()
        self._on_polling(f"{reason}; every file is checked once a second instead")
        self._look_after_observer(self._begin)

    def _watch_folders(self) -> None:
        """Those that are there, and anew one that went and came again."""
        for name in FOLDERS:
            folder = self._root / name
            inode = folder.stat().st_ino if folder.is_dir() else 0
            if inode == self._watched.get(name, (0, None))[0]:
                continue
            if name in self._watched:
                self._observer.unschedule(self._watched.pop(name)[1])
            if inode:
                self._watched[name] = inode, self._observer.schedule(self._handler, str(folder), recursive=True)

    def _touch(self, paths: list[str]) -> None:
        self._last = monotonic()
        self._paths.update(paths)
        self._touched.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            is_touched = self._touched.wait(LOOK)
            first = monotonic()
            while monotonic() - self._last < QUIET and monotonic() - first < LONGEST_STORM:
                self._stopped.wait(QUIET / 3)
            # Cleared before the build: what changes while it runs leads to another.
            self._touched.clear()
            paths, self._paths = frozenset(self._paths), set()
            if self._stopped.is_set():
                return
            self._look_after_observer(self._check)
            if is_touched or self._loss.is_due():
                self._on_change(paths)

    def _check(self) -> None:
        """Whether all that was watched still is."""
        self._watch_folders()
        emitters = self._observer.emitters
        if not self._is_polling and not all(emitter.is_alive() for emitter in emitters):
            raise OSError("it stopped reporting")


class _Loss:
    """Whether to build because output/ went: when it goes, now and then while it is gone, and when it is there again.

    While somebody still removes files, a build may miss what was removed behind it.
    """

    def __init__(self, markers: tuple[Path, ...]) -> None:
        self._markers = markers
        self._next = 0.0
        self._pause = 0.0

    def is_due(self) -> bool:
        if all(marker.exists() for marker in self._markers):
            was_lost, self._pause = self._pause > 0, 0.0
            return was_lost
        now = monotonic()
        if self._pause and now < self._next:
            return False
        self._pause = min(max(LOOK, 2 * self._pause), LONGEST_PAUSE)
        self._next = now + self._pause
        return True


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, touch: Callable[[list[str]], None]) -> None:
        self._root = root
        self._touch = touch

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = [self._name(str(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type not in UNREAD and any(names):
            self._touch([name for name in names if name])

    def _name(self, path: str) -> str:
        """The path in the site, "" for files that no build reads."""
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return ""
        return "/".join(parts) if matters(parts) else ""


def matters(parts: tuple[str, ...]) -> bool:
    """Whether the file is part of a site: temporary files of editors are not."""
    if not parts or (parts[0] not in FOLDERS and "/".join(parts) not in FILES):
        return False
    rest = parts[2:] if parts[:2] == WELL_KNOWN else parts
    return not any(part.startswith(".") for part in rest) and not _PASSING.fullmatch(parts[-1])
