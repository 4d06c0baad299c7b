"""The login to a server by SFTP, and what can go wrong with it.

It is that of `ssh`: ~/.ssh/config, known_hosts, keys and the agent.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import asyncssh

from generator.errors import RefusedError, UsageError, WarraqError, file_of
from generator.text.terminal import shown

T = TypeVar("T")
GREETING, ALIVE = 30.0, 15.0  # seconds: for a first answer; between two signs of life, of which three may be missing
PASSWORD = "WARRAQ_SFTP_PASSWORD"
AGAIN = "the site there is whole; deploy again to continue"
LOST = (asyncssh.ConnectionLost, asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection, asyncssh.DisconnectError)
_ADDRESS = re.compile(r"(?:sftp://)?(?:([^@/]+)@)?([^:/]+)(?::(\d+))?(/.*)")


class Address(NamedTuple):
    """`path` begins with a slash, or is relative to the home folder (written as `/~/www`)."""

    user: str | None
    host: str
    port: int | None
    path: str

    def __str__(self) -> str:
        user, port = f"{self.user}@" if self.user else "", f":{self.port}" if self.port else ""
        return f"{user}{self.host}{port}"


def address_of(text: str) -> Address:
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise UsageError(f"`{text}` is not the address of a folder", "write it like user@host/path")
    user, host, port, path = match.groups()
    if path == "/~" or path.startswith("/~/"):
        path = path[len("/~/") :] or "."
    return Address(user, host, int(port) if port else None, path.rstrip("/") or "/")


@contextmanager
def logged_in(address: Address) -> Iterator[tuple[Server, asyncssh.SFTPClient]]:
    with asyncio.Runner() as runner:
        # Of a connection that breaks, every request under way would complain. `Server` says it once.
        runner.get_loop().set_exception_handler(lambda *_: None)
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        server = Server(runner, f"server {address}")
        connection = server.run(_connection(address))
        try:
            yield server, server.run(_client(connection))
        finally:
            connection.abort()
            runner.run(connection.wait_closed())


async def _connection(address: Address) -> asyncssh.SSHClientConnection:
    """Options that are not given are those of ~/.ssh/config."""
    given: dict[str, Any] = {"username": address.user, "port": address.port, "password": os.environ.get(PASSWORD)}
    return await asyncssh.connect(
        address.host,
        **{key: value for key, value in given.items() if value},
        connect_timeout=GREETING,
        login_timeout=GREETING,
        keepalive_interval=ALIVE,
        agent_forwarding=False,
    )


async def _client(connection: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await connection.start_sftp_client(path_errors="surrogateescape")


class Server:
    """Runs requests to their end, and says what went wrong."""

    def __init__(self, runner: asyncio.Runner, name: str) -> None:
        self.name = name
        self._runner = runner

    def run(self, request: Coroutine[Any, Any, T]) -> T:
        try:
            return self._runner.run(request)
        except asyncssh.HostKeyNotVerifiable as problem:
            hint = "connect once with `ssh`, compare the fingerprint with the host's, and accept it"
            raise RefusedError(f"the key of {self.name} is not one that you know", hint) from problem
        except asyncssh.PermissionDenied as problem:
            hint = f"add your key to ssh-agent or ~/.ssh/config, or set {PASSWORD}"
            raise WarraqError(f"{self.name} rejects the login", hint) from problem
        except (*LOST, OSError, TimeoutError) as problem:
            reason = shown(str(problem) or type(problem).__name__)
            raise WarraqError(f"the connection to {self.name} is lost: {reason}", AGAIN) from problem
        except asyncssh.Error as problem:
            hint = "check the path and that you may write there, and whether its disk is full"
            about = f" `{shown(file_of(problem))}`" if file_of(problem) else ""
            raise WarraqError(f"{self.name} refuses{about}: {shown(problem.reason)}", hint) from problem
        except (asyncssh.KeyImportError, asyncssh.ConfigParseError) as problem:
            hint = "correct ~/.ssh/config, or the key that it names"
            raise UsageError(f"the login to {self.name} cannot be prepared: {shown(str(problem))}", hint) from problem
