"""Watches what a site is made of; calls back with the touched paths once things are quiet, never twice at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

QUIET = 0.03  # seconds without an event: editors write, rename and chmod in bursts
LONGEST_STORM = 0.5  # seconds after which a storm that does not end is answered all the same
FOLDERS = ("content", "seeds", "static", "themes")
FILES = ("site.yaml", "terms.yaml")
UNREAD = ("opened", "closed_no_write")  # events of reading: the build itself reads


class Watcher:
    """Lives as long as the server; `start` returns at once, `stop` waits for a running callback."""

    def __init__(self, root: Path, on_change: Callable[[frozenset[str]], None]) -> None:
        self._root = root
        self._on_change = on_change
        self._touched = threading.Event()
        self._stopped = threading.Event()
        self._last = 0.0
        self._paths: set[str] = set()
        self._observer = Observer()
        self._handler = _Handler(root, self._touch)
        self._watched: dict[str, tuple[int, ObservedWatch]] = {}
        self._thread = threading.Thread(target=self._run, name="warraq-watch", daemon=True)

    def start(self) -> None:
        self._watch_folders()
        # The folder itself, for FILES and for folders that come into being.
        self._observer.schedule(self._handler, str(self._root))
        self._observer.start()
        self._thread.start()

    def _watch_folders(self) -> None:
        """Those that are there, and anew one that went and came again."""
        for name in FOLDERS:
            place = self._root / name
            inode = place.stat().st_ino if place.is_dir() else 0
            if inode == self._watched.get(name, (0, None))[0]:
                continue
            if name in self._watched:
                self._observer.unschedule(self._watched.pop(name)[1])
            if inode:
                self._watched[name] = inode, self._observer.schedule(self._handler, str(place), recursive=True)

    def stop(self) -> None:
        self._stopped.set()
        self._touched.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _touch(self, paths: list[str]) -> None:
        self._last = monotonic()
        self._paths.update(paths)
        self._touched.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._touched.wait()
            first = monotonic()
            while monotonic() - self._last < QUIET and monotonic() - first < LONGEST_STORM:
                self._stopped.wait(QUIET / 3)
            # Cleared before the build: what changes while it runs leads to another.
            self._touched.clear()
            paths, self._paths = frozenset(self._paths), set()
            if not self._stopped.is_set():
                with contextlib.suppress(OSError):  # gone again: word of that follows
                    self._watch_folders()
                self._on_change(paths)


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, touch: Callable[[list[str]], None]) -> None:
        self._root = root
        self._touch = touch

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = [self._name(str(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type not in UNREAD and any(names):
            self._touch([name for name in names if name])

    def _name(self, path: str) -> str:
        """The path in the site, "" for what no build reads."""
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return ""
        is_hidden = any(part.startswith(".") for part in parts)  # also the folder of the lock and the journal
        matters = bool(parts) and (parts[0] in FOLDERS or "/".join(parts) in FILES) and not is_hidden
        return "/".join(parts) if matters else ""
