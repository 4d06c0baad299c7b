"""`serve`: build, show, and build again after each edit; a broken edit is reported and changes no page."""

from __future__ import annotations

import signal
import socket
import threading
import traceback
import webbrowser
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from multiprocessing import resource_tracker
from pathlib import Path
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from generator.disk.links import real_path
from generator.engine.load.content_files import Reading
from generator.engine.pipeline import BuildOptions, build_and_keep
from generator.engine.preview import Preview
from generator.engine.report import Report
from generator.engine.site import MARKER, Site
from generator.errors import SettingsError, WarraqError, file_of, installation_error
from generator.model import Problem
from generator.serve.guard import Guard
from generator.serve.listening import Server, is_public, listen
from generator.serve.server import Broadcast, Served, application
from generator.serve.watch import Watcher
from generator.text.terminal import shown
from generator.workers import Workers, end_workers, no_progress

SHOWN = (".html", ".css", ".js", ".svg", ".woff2", ".png", ".jpg", ".webp", ".avif")
LAST_BUILD = 3.0  # seconds to wait for a running build to end
LAST_WORDS = 0.5  # seconds in which a failure may turn out to be the server's own end
Say = Callable[[str], None]
LOST_WORKER = Problem(
    "",
    0,
    0,
    "V122",
    "error",
    "the system or another program killed a build process",
    "save again; memory may have run out",
)
Imports = Callable[[Site], tuple[Problem, ...]]


class ServeOptions(NamedTuple):
    """Where to listen and how to watch: with `is_polling` by looking at every file again and again."""

    host: str
    port: int
    is_watching: bool
    is_polling: bool
    is_opening: bool


def serve_site(open_site: Callable[[], Site], options: ServeOptions, imports: Imports | None, say: Say) -> None:
    """Runs until it is told to stop. The first build must succeed; later ones may fail."""
    with listen(options.host, options.port) as listening:
        site = open_site()
        _warn_if_public(listening, options.host, say)
        broadcast = Broadcast()
        session = _Session(open_site, imports, broadcast, say)
        with Workers() as workers:  # forked before there are threads; those of later builds start with the first edit
            session.rebuild(site, workers)
        watcher = _watcher(site, session, options, say) if options.is_watching else None
        url = _url(listening, options.host, site)
        say(f"serving {shown(str(site.output))} at {url}{' and watching' if watcher else ''}; stop with Ctrl-C")
        if options.is_opening:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        guarded = Guard(application(session.served, broadcast if watcher else None), options.host)
        _run(Server(guarded, session.end), listening, watcher, session)


def _run(server: Server, listening: socket.socket, watcher: Watcher | None, session: _Session) -> None:
    """Ctrl-C ends as it does everywhere; SIGTERM, by which a service is stopped, is no failure."""
    try:
        server.run(sockets=[listening])
    finally:
        if watcher:
            watcher.stop()
            session.end_build()
    if server.stopped_by == signal.SIGINT:
        raise KeyboardInterrupt


def _watcher(site: Site, session: _Session, options: ServeOptions, say: Say) -> Watcher:
    def report_polling(reason: str) -> None:
        hint = "raise fs.inotify.max_user_watches and max_user_instances, or start with --poll"
        say(str(Problem("", 0, 0, "V121", "warning", f"the system does not report all changes: {reason}", hint)))

    watcher = Watcher(
        real_path(site.root), session.on_change, markers_of(site), report_polling, is_polling=options.is_polling
    )
    session.start()
    watcher.start()
    return watcher


def _warn_if_public(listening: socket.socket, host: str, say: Say) -> None:
    if is_public(listening):
        what = f"every machine that can reach `{host}` can read this site, including drafts"
        say(str(Problem("", 0, 0, "V120", "warning", what, "leave out --host to show it only on this machine")))


def _url(listening: socket.socket, host: str, site: Site) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}{urlsplit(site.settings.base_url).path}"


def markers_of(site: Site) -> tuple[Path, ...]:
    """Files that every built output/ has."""
    return site.output / MARKER, site.output / "index.html"


class _Session:
    """Rebuilds, and reports the result to the open pages."""

    def __init__(self, open_site: Callable[[], Site], imports: Imports | None, broadcast: Broadcast, say: Say) -> None:
        self._open_site = open_site
        self._imports = imports
        self._broadcast = broadcast
        self._say = say
        self._preview: Preview | None = None
        self._readings: list[Reading] = []
        self._site: Site | None = None
        self._changed = threading.Event()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warraq-build", daemon=True)

    def served(self) -> Served:
        """The site of the last build: an edit of site.yaml may move its base path."""
        assert self._site is not None  # the first build comes before the first request
        output = self._site.output
        is_lost = not all(marker.exists() for marker in markers_of(self._site))
        return Served(output, urlsplit(self._site.settings.base_url).path or "/", is_lost)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """No more reports to pages and terminal: a build that runs fails when its workers end."""
        self._is_over.set()
        self._broadcast.end()

    def end_build(self) -> None:
        """Stop a running build as if it were killed: the next one repairs what it left."""
        end = monotonic() + LAST_BUILD
        self._changed.set()
        while self._thread.is_alive() and monotonic() < end:
            end_workers()
            self._thread.join(0.05)

    def on_change(self, paths: frozenset[str]) -> None:
        """Show what can be shown at once, even while a build runs, and have everything built after."""
        try:
            if self._show_at_once(paths):
                self._broadcast.publish((), is_new=True)
        except (WarraqError, OSError, ImportError) as problem:
            self._say(f"no preview: {problem}; the next build reports more")
        self._changed.set()

    def _run(self) -> None:
        """One build after another, as long as something changed since the last began."""
        if hasattr(signal, "pthread_sigmask"):
            # Workers inherit it: Ctrl-C, which reaches the whole group, is for the server alone. The tracker comes
            # first, since what starts it takes the mask off again.
            resource_tracker.ensure_running()
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while not self._is_over.is_set():
            with Workers() as workers:  # kept from build to build; after a failure others start anew
                while self._rebuild_when_changed(workers):
                    pass

    def _rebuild_when_changed(self, workers: Workers) -> bool:
        """False at the end, and after a failure, which may have left workers dead or at work."""
        self._changed.wait()
        self._changed.clear()
        return not self._is_over.is_set() and self._rebuild_or_report(workers)

    def _rebuild_or_report(self, workers: Workers) -> bool:
        try:
            self.rebuild(self._open_site(), workers)
            return True
        except WarraqError as problem:
            self._report(_problems_of(problem), is_new=False)
        except OSError as problem:
            # A file that vanished meanwhile: its event follows.
            self._report((Problem("", 0, 0, "V101", "error", str(problem)),), is_new=False)
        except BrokenExecutor:
            if not self._is_over.wait(LAST_WORDS):  # a signal to the whole group ends workers a little earlier
                self._report((LOST_WORKER,), is_new=False)
        except ImportError as problem:
            self._report(_problems_of(installation_error(problem)), is_new=False)
        except Exception as bug:
            # A bug must not end the editor's session: it is reported, and the next save builds again.
            if not self._is_over.wait(LAST_WORDS):
                self._say("".join(traceback.format_exception(bug)))
                self._report((_problem_of_bug(bug),), is_new=False)
        return False

    def _show_at_once(self, paths: frozenset[str]) -> bool:
        """Show one saved article before everything else is brought up to date; the build need not parse it again."""
        texts = [path for path in paths if path.startswith("content/") and path.endswith(".md")]
        reading = self._preview.show(texts[0]) if len(texts) == 1 and self._preview else None
        if reading:
            self._readings.append(reading)
        return reading is not None

    def rebuild(self, site: Site, workers: Workers) -> None:
        problems = self._imports(site) if self._imports else ()
        site = msgspec.structs.replace(site, keeps_last_good=True)
        readings, self._readings = self._readings, []
        options = BuildOptions(readings=readings, is_trial=True)
        report, snapshot = build_and_keep(site, workers, no_progress, options)
        self._preview, self._site = Preview(site, snapshot), site
        self._say(_line(report))
        # The preview has written its page already; new feeds and search shards need no reload.
        is_new = bool(report.removed) or any(path.endswith(SHOWN) for path in report.written)
        self._report((*problems, *report.problems), is_new=is_new)

    def _report(self, problems: tuple[Problem, ...], *, is_new: bool) -> None:
        for problem in problems:
            self._say(str(problem))
        errors = tuple(_harmless(problem) for problem in problems if problem.level == "error")
        self._broadcast.publish(errors, is_new=is_new)


def _line(report: Report) -> str:
    seconds = sum(report.seconds.values())
    return f"built in {seconds:.2f} s: {report.targets_made} files made, {report.files_written} written"


def _problems_of(problem: WarraqError) -> tuple[Problem, ...]:
    found = getattr(problem, "problems", ()) if isinstance(problem, SettingsError) else ()
    return tuple(found) or (Problem("", 0, 0, "V102", "error", problem.what, problem.hint),)


def _problem_of_bug(bug: Exception) -> Problem:
    hint = (
        "the last good pages stay visible; report the bug with the terminal output, and this file if you can share it"
    )
    return Problem(file_of(bug), 0, 0, "V103", "error", f"the build failed: {bug!r}", hint)


def _harmless(problem: Problem) -> Problem:
    """As the overlay of a page shows it."""
    what, hint, path = map(shown, (problem.what, problem.hint, problem.path))
    return msgspec.structs.replace(problem, what=what, hint=hint, path=path)
