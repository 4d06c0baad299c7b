"""Watches what a site is made of; calls back once things are quiet, never twice at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.03  # seconds without an event: editors write, rename and chmod in bursts
LONGEST_STORM = 0.5  # seconds after which a storm that does not end is answered all the same
FOLDERS = ("content", "seeds", "themes")
UNREAD = ("opened", "closed_no_write")  # events of reading: the build itself reads


class Watcher:
    """Lives as long as the server; `start` returns at once, `stop` waits for a running callback."""

    def __init__(self, root: Path, on_change: Callable[[], None]) -> None:
        self._root = root
        self._on_change = on_change
        self._touched = threading.Event()
        self._stopped = threading.Event()
        self._last = 0.0
        self._observer = Observer()
        self._thread = threading.Thread(target=self._run, name="warraq-watch", daemon=True)

    def start(self) -> None:
        handler = _Handler(self._root, self._touch)
        for name in FOLDERS:
            if (self._root / name).is_dir():
                self._observer.schedule(handler, str(self._root / name), recursive=True)
        # The folder itself, for site.yaml and for folders that come into being.
        self._observer.schedule(handler, str(self._root))
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._touched.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _touch(self) -> None:
        self._last = monotonic()
        self._touched.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._touched.wait()
            first = monotonic()
            while monotonic() - self._last < QUIET and monotonic() - first < LONGEST_STORM:
                self._stopped.wait(QUIET / 3)
            # Cleared before the build: what changes while it runs leads to another.
            self._touched.clear()
            if not self._stopped.is_set():
                self._on_change()


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, touch: Callable[[], None]) -> None:
        self._root = root
        self._touch = touch

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if event.event_type not in UNREAD and any(map(self._matters, paths)):
            self._touch()

    def _matters(self, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return False
        return bool(parts) and (parts[0] in FOLDERS or parts == ("site.yaml",)) and not parts[-1].startswith(".")
