"""The development server: pages with the reload script, and a stream of events that drives it."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from collections.abc import AsyncIterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.files import read_bytes
from generator.model import Problem
from generator.serve.pages import answer

EVENTS, SCRIPT, STYLE = "/_warraq/events", "/_warraq/reload.js", "/_warraq/reload.css"
HEARTBEAT = 15.0  # seconds: proxies and browsers drop silent connections
CLIENT = Path(__file__).parent / "client"
NO_STORE = {"Cache-Control": "no-store"}
TYPES = {".xml": "application/xml", ".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
_TEXTS = ("text/", "application/xml", "application/json", "image/svg+xml")


class State(msgspec.Struct, frozen=True):
    """What a page needs to know: it reloads when `version` grows, and shows the problems."""

    version: int = 0
    problems: tuple[Problem, ...] = ()


class Broadcast:
    """Tells every open page of a new state; `publish` may be called from any thread."""

    def __init__(self) -> None:
        self.state = State()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed: asyncio.Event | None = None

    def publish(self, problems: tuple[Problem, ...], *, is_new: bool) -> None:
        self.state = State(self.state.version + is_new, problems)
        if self._loop and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # the loop ended meanwhile: nobody listens
                self._loop.call_soon_threadsafe(self._wake)

    async def states(self) -> AsyncIterator[State | None]:
        """The state now and each later one; None when nothing happened for a while."""
        self._loop = asyncio.get_running_loop()
        self._changed = self._changed or asyncio.Event()
        sent: State | None = None
        while True:
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


def application(output: Path, base_path: str, hosts: frozenset[str], broadcast: Broadcast | None) -> Starlette:
    """`broadcast` is None where nothing is watched: then pages come exactly as they are."""

    async def page(request: Request) -> Response:
        refusal = _refusal(request, hosts)
        if refusal:
            return refusal
        found = answer(output, base_path, request.scope["path"])
        if found.location:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(quote(found.location) + query, 301, headers=NO_STORE)
        if found.file is None:
            return _elsewhere(request.scope["path"], base_path)
        data = read_bytes(found.file)
        kind = _type_of(found.file)
        if broadcast and kind.startswith("text/html"):
            data = data.replace(b"</head>", f'<script src="{SCRIPT}" defer></script></head>'.encode(), 1)
        return Response(data, found.status, headers=NO_STORE, media_type=kind)

    async def events(request: Request) -> Response:
        refusal = _refusal(request, hosts)
        if refusal or broadcast is None:
            return refusal or Response("nothing is watched", 404)
        return StreamingResponse(_stream(broadcast), headers=NO_STORE, media_type="text/event-stream")

    async def client(request: Request) -> Response:
        file = CLIENT / request.scope["path"].rpartition("/")[2]
        return _refusal(request, hosts) or Response(read_bytes(file), headers=NO_STORE, media_type=_type_of(file))

    own = [Route(EVENTS, events), Route(SCRIPT, client), Route(STYLE, client)]
    return Starlette(routes=[*own, Route("/{path:path}", page, methods=["GET", "HEAD"])])


async def _stream(broadcast: Broadcast) -> AsyncIterator[bytes]:
    async for state in broadcast.states():
        yield b"data: " + msgspec.json.encode(state) + b"\n\n" if state else b": still here\n\n"


def _refusal(request: Request, hosts: frozenset[str]) -> Response | None:
    """Other names for this address (DNS rebinding) and other sites' scripts get nothing."""
    host = _name(request.headers.get("host", ""))
    origin = request.headers.get("origin")
    if host not in hosts or (origin is not None and _name(urlsplit(origin).netloc) not in hosts):
        return Response("forbidden: this server answers to its own address only", 403, media_type="text/plain")
    return None


def _name(netloc: str) -> str:
    """`localhost` of `localhost:8000`, `::1` of `[::1]:8000`."""
    return netloc[1:].partition("]")[0] if netloc.startswith("[") else netloc.partition(":")[0].lower()


def allowed_hosts(host: str) -> frozenset[str]:
    """Loopback names, and the address it listens on unless that means every address."""
    names = {"localhost", "127.0.0.1", "::1"}
    with contextlib.suppress(ValueError):
        if ip_address(host).is_unspecified:
            return frozenset(names)
    return frozenset({*names, host.lower()})


def _elsewhere(path: str, base_path: str) -> Response:
    if path == "/":
        return RedirectResponse(base_path, 302, headers=NO_STORE)
    return Response("404: no such page", 404, headers=NO_STORE, media_type="text/plain")


def _type_of(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) or kind.endswith("javascript") else kind
