"""The development server: pages with the reload script, and a stream of events that drives it."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.disk.files import read_bytes
from generator.model import Problem
from generator.serve.pages import answer

EVENTS, SCRIPT, STYLE = "/_warraq/events", "/_warraq/reload.js", "/_warraq/reload.css"
HEARTBEAT = 15.0  # seconds: proxies and browsers drop silent connections
CLIENT = Path(__file__).parent / "client"
NO_STORE = {"Cache-Control": "no-store"}
TYPES = {".xml": "application/xml", ".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
_TEXTS = ("text/", "application/xml", "application/json", "image/svg+xml")


class State(msgspec.Struct, frozen=True):
    """What an open page needs: it reloads when `version` grows, and shows the problems."""

    version: int = 0
    problems: tuple[Problem, ...] = ()


class Served(NamedTuple):
    """What the server shows now: site.yaml may move the base path while it runs."""

    output: Path
    base_path: str
    is_lost: bool  # output/ was removed


class Broadcast:
    """Sends each new state to every open page; `publish` may be called from any thread."""

    def __init__(self) -> None:
        self.state = State()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed: asyncio.Event | None = None
        self._has_ended = False

    def publish(self, problems: tuple[Problem, ...], *, is_new: bool) -> None:
        self.state = State(self.state.version + is_new, problems)
        self._notify()

    def end(self) -> None:
        """Every stream ends, so that no open page keeps the server from stopping."""
        self._has_ended = True
        self._notify()

    def _notify(self) -> None:
        if self._loop and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._wake)

    async def states(self) -> AsyncIterator[State | None]:
        """The state now and each later one; None when nothing happened for a while."""
        self._loop = asyncio.get_running_loop()
        self._changed = self._changed or asyncio.Event()
        sent: State | None = None
        while not self._has_ended:
            changed = self._changed
            if self.state is not sent:
                sent = self.state
                yield sent
                continue
            try:
                await asyncio.wait_for(changed.wait(), HEARTBEAT)
            except TimeoutError:
                yield None

    def _wake(self) -> None:
        if self._changed:
            self._changed.set()
            self._changed = asyncio.Event()


def application(served: Callable[[], Served], broadcast: Broadcast | None) -> Starlette:
    """`broadcast` is None where nothing is watched: then pages come exactly as they are."""

    async def page(request: Request) -> Response:
        site = served()
        found = answer(site.output, site.base_path, request.scope["path"])
        if found.location:
            query = request.scope["query_string"].decode("latin-1")
            return RedirectResponse(quote(found.location) + (f"?{query}" if query else ""), 301, headers=NO_STORE)
        data = _read(found.file)
        if found.file is None or data is None:
            return _lost(broadcast) if site.is_lost else _elsewhere(request.scope["path"], site.base_path)
        kind = _type_of(found.file)
        if broadcast and kind.startswith("text/html"):
            data = data.replace(b"</head>", f'<script src="{SCRIPT}" defer></script></head>'.encode(), 1)
        return Response(data, found.status, headers=NO_STORE, media_type=kind)

    async def events(_: Request) -> Response:
        if broadcast is None:
            return Response("this server does not watch for changes", 404)
        return StreamingResponse(_stream(broadcast), headers=NO_STORE, media_type="text/event-stream")

    async def client(request: Request) -> Response:
        file = CLIENT / request.scope["path"].rpartition("/")[2]
        return Response(read_bytes(file), headers=NO_STORE, media_type=_type_of(file))

    own = [Route(EVENTS, events), Route(SCRIPT, client), Route(STYLE, client)]
    return Starlette(routes=[*own, Route("/{path:path}", page, methods=["GET", "HEAD"])])


async def _stream(broadcast: Broadcast) -> AsyncIterator[bytes]:
    async for state in broadcast.states():
        yield b"data: " + msgspec.json.encode(state) + b"\n\n" if state else b": still here\n\n"


def _read(file: Path | None) -> bytes | None:
    """None for a file that vanished meanwhile, or that may not be read."""
    try:
        return read_bytes(file) if file else None
    except OSError:
        return None


def _lost(broadcast: Broadcast | None) -> Response:
    """The page for an output/ that was removed; while the site is watched it reloads when output/ is there again."""
    advice = "It is being built again." if broadcast else "Run `warraq build`, or start `warraq serve` again."
    script = f'<script src="{SCRIPT}" defer></script>' if broadcast else ""
    page = f'<!doctype html><html lang="en"><head><title>output/ is gone</title>{script}</head>'
    return HTMLResponse(f"{page}<body><h1>output/ is gone</h1><p>{advice}</p></body></html>", 503, headers=NO_STORE)


def _elsewhere(path: str, base_path: str) -> Response:
    if path == "/":
        return RedirectResponse(base_path, 302, headers=NO_STORE)
    return Response("404: no such page", 404, headers=NO_STORE, media_type="text/plain")


def _type_of(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) or kind.endswith("javascript") else kind
