"""The address of the development server, its limit of connections, and its timeouts."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
from collections.abc import Callable
from ipaddress import ip_address
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.errors import UsageError

PATIENCE = 10.0  # seconds: for the head of a request to be there, for a piece of an answer to be taken
LEAST_BYTES = 10_000  # of a long answer, to be taken within that time
MOST_CONNECTIONS = 256  # a browser opens six, and one more for each page that waits for a reload
LOOK = 0.5  # seconds between two looks at a connection
FAREWELL = 0.3  # seconds for answers that are under way when the server stops


def listen(host: str, port: int) -> socket.socket:
    """Bind the address before anything is built, so that one in use is reported at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let two servers have one address
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError, ValueError) as problem:
        listening.close()
        is_taken = isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE
        what = (
            f"another program is using `{host}:{port}`" if is_taken else f"cannot listen on `{host}:{port}`: {problem}"
        )
        hint = (
            "stop it, or choose another port with --port (0 picks a free one)"
            if is_taken
            else "choose another with --host or --port"
        )
        raise UsageError(what, hint) from problem
    return listening


def is_public(listening: socket.socket) -> bool:
    """Whether other machines can reach it."""
    address = ip_address(str(listening.getsockname()[0]).partition("%")[0])
    return not (getattr(address, "ipv4_mapped", None) or address).is_loopback


class PatientProtocol(H11Protocol):
    """Drops connections that make the server wait: slow requests and slow readers."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._since = self.loop.time()
        self._left = 0
        self._look = self.loop.call_later(LOOK, self._drop_if_stuck)

    def connection_lost(self, exc: Exception | None) -> None:
        if hasattr(self, "_look"):
            self._look.cancel()
        super().connection_lost(exc)

    def _drop_if_stuck(self) -> None:
        now, left = self.loop.time(), self.transport.get_write_buffer_size()
        if self._is_moving(left):
            self._since, self._left = now, left
        if now - self._since >= PATIENCE:
            self.transport.abort()
        else:
            self._look = self.loop.call_later(LOOK, self._drop_if_stuck)

    def _is_moving(self, left: int) -> bool:
        """Whether an answer is being made, or enough of one was read. Waiting for a request is no progress."""
        is_busy = self.cycle is not None and not self.cycle.response_complete
        if left == 0:
            return is_busy or self._left > 0
        return left > self._left or left <= self._left - LEAST_BYTES


class Server(uvicorn.Server):
    """Uvicorn's, ended silently: streams to open pages end, and connections that stay are dropped."""

    def __init__(self, application: Any, end_streams: Callable[[], None]) -> None:
        config = uvicorn.Config(
            application,
            http=PatientProtocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self._end_streams = end_streams
        self.stopped_by = signal.SIGINT

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 (uvicorn's)
        """The signal is kept for the caller, and not raised again."""
        self.stopped_by = signal.Signals(sig)
        self.force_exit = self.should_exit
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end_streams()
        end = asyncio.get_running_loop().time() + FAREWELL
        while self.server_state.tasks and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.01)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)
