"""`serve`: build, show, and while it watches build again; a broken edit is shown and harms no page."""

from __future__ import annotations

import socket
import threading
import traceback
import webbrowser
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec
import uvicorn

from generator.build.pipeline import build_and_keep
from generator.build.preview import Preview
from generator.build.site import Site
from generator.build.workers import Workers
from generator.errors import SettingsError, UsageError, WarraqError
from generator.installation import installation_error
from generator.model import Problem, Report
from generator.serve.server import Broadcast, allowed_hosts, application
from generator.serve.watch import Watcher

SHOWN = (".html", ".css", ".js", ".svg", ".woff2", ".png", ".jpg", ".webp", ".avif")
Say = Callable[[str], None]
Imports = Callable[[Site], tuple[Problem, ...]]


def serve_site(
    open_site: Callable[[], Site],
    host: str,
    port: int,
    *,
    is_watching: bool,
    is_opening: bool,
    imports: Imports | None,
    say: Say,
) -> None:
    """Runs until it is interrupted. The first build must succeed; later ones may fail and be mended."""
    site = open_site()
    broadcast = Broadcast()
    session = _Session(open_site, imports, broadcast, say)
    session.rebuild(site)
    base_path = urlsplit(site.settings.base_url).path
    listening = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    url = f"http://{name}:{listening.getsockname()[1]}{base_path}"
    app = application(site.output, base_path, allowed_hosts(host), broadcast if is_watching else None)
    watcher = Watcher(site.root.resolve(), session.on_change) if is_watching else None
    if watcher:
        session.start()
        watcher.start()
    say(f"serving {site.output} at {url}" + (" and watching" if watcher else "") + "; stop with Ctrl-C")
    if is_opening:
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, lifespan="off")
    try:
        uvicorn.Server(config).run(sockets=[listening])
        # It ends of itself only when it is told to; asyncio may or may not have raised this already.
        raise KeyboardInterrupt
    finally:
        if watcher:
            watcher.stop()


class _Session:
    """Rebuilds and tells the open pages what came of it."""

    def __init__(self, open_site: Callable[[], Site], imports: Imports | None, broadcast: Broadcast, say: Say) -> None:
        self._open_site = open_site
        self._imports = imports
        self._broadcast = broadcast
        self._say = say
        self._shown: Preview | None = None
        self._changed = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="warraq-build", daemon=True).start()

    def on_change(self, paths: frozenset[str]) -> None:
        """Show what can be shown at once, even while a build runs, and have everything built after."""
        try:
            if self._preview(paths):
                self._broadcast.publish((), is_new=True)
        except (WarraqError, OSError, ImportError) as problem:
            self._say(f"no preview: {problem}; the build that follows says more")
        self._changed.set()

    def _run(self) -> None:
        """One build after another, as long as something changed since the last began."""
        while True:
            self._changed.wait()
            self._changed.clear()
            self._rebuild_or_tell()

    def _rebuild_or_tell(self) -> None:
        try:
            self.rebuild(self._open_site())
        except WarraqError as problem:
            self._tell(_problems_of(problem), is_new=False)
        except OSError as problem:
            # A file that vanished between two looks: the event of its going follows.
            self._tell((Problem("", 0, 0, "V101", "error", str(problem)),), is_new=False)
        except ImportError as problem:
            self._tell(_problems_of(installation_error(problem)), is_new=False)
        except Exception as bug:
            # A mistake of ours must not end the editor's day: it is told, and the next save builds again.
            self._say("".join(traceback.format_exception(bug)))
            self._tell((Problem("", 0, 0, "V103", "error", f"the build failed: {bug!r}"),), is_new=False)

    def _preview(self, paths: frozenset[str]) -> bool:
        """One saved article is shown before everything else is brought up to date."""
        texts = [path for path in paths if path.startswith("content/") and path.endswith(".md")]
        return len(texts) == 1 and self._shown is not None and self._shown.show(texts[0])

    def rebuild(self, site: Site) -> None:
        problems = self._imports(site) if self._imports else ()
        with Workers() as workers:
            kept = msgspec.structs.replace(site, keeps_last_good=True)
            report, snapshot = build_and_keep(kept, workers, lambda *_: None)
        self._shown = Preview(kept, snapshot)
        self._say(_line(report))
        # A page shown by the preview stands already; new feeds and search shards are nothing to reload for.
        is_new = bool(report.removed) or any(path.endswith(SHOWN) for path in report.written)
        self._tell((*problems, *report.problems), is_new=is_new)

    def _tell(self, problems: tuple[Problem, ...], *, is_new: bool) -> None:
        for problem in problems:
            self._say(str(problem))
        errors = tuple(problem for problem in problems if problem.level == "error")
        self._broadcast.publish(errors, is_new=is_new)


def _line(report: Report) -> str:
    seconds = sum(report.seconds.values())
    return f"built in {seconds:.2f} s: {report.targets_made} targets made, {report.files_written} files written"


def _problems_of(problem: WarraqError) -> tuple[Problem, ...]:
    found = getattr(problem, "problems", ()) if isinstance(problem, SettingsError) else ()
    return tuple(found) or (Problem("", 0, 0, "V102", "error", problem.what, problem.hint),)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as problem:
        listening.close()
        raise UsageError(f"cannot listen on {host}:{port}: {problem}", "choose another with --port") from problem
    return listening
