"""Which requests the development server answers: those of this machine, and of no page of another site.

A page that a browser opens elsewhere may point a name of its own at this address (DNS rebinding) or let scripts ask
here; Host and Origin reveal both. A header without a plain host name is refused too, before anything else sees the
request.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any

from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Callable[..., Awaitable[Any]], Callable[..., Awaitable[None]]], Awaitable[None]]
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_AUTHORITY = re.compile(
    r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?))(?::(\d{1,5}))?"
)
_HIGHEST_PORT = 65535
_REFUSAL = "forbidden: this server only answers requests to its own address"


class Guard:
    """An ASGI application that passes on requests for its own address, and refuses others."""

    def __init__(self, inner: Application, host: str) -> None:
        self._inner = inner
        self._names = _LOOPBACK | {host.lower()}
        self._is_open = is_every_address(host)

    async def __call__(self, scope: Scope, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        is_welcome = scope["type"] == "http" and self._is_welcome(scope)
        application: Any = self._inner if is_welcome else PlainTextResponse(_REFUSAL, 403)
        await application(scope, receive, send)

    def _is_welcome(self, scope: Scope) -> bool:
        hosts, origins = (_values(scope, name) for name in (b"host", b"origin"))
        target = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
        return (
            target.startswith(b"/")  # not the whole address of another host, as proxies are asked
            and len(hosts) == 1
            and self._is_own(hosts[0])
            and len(origins) <= 1
            and all(self._is_own_origin(origin) for origin in origins)
        )

    def _is_own_origin(self, origin: str) -> bool:
        scheme, sign, authority = origin.partition("://")
        return bool(sign) and scheme in ("http", "https") and self._is_own(authority)

    def _is_own(self, authority: str) -> bool:
        """With `--host 0.0.0.0` any address in numbers too: no name that could be pointed here."""
        host = host_of(authority)
        return bool(host) and (host in self._names or (self._is_open and _is_address(host)))


def host_of(authority: str) -> str:
    """`localhost` of `localhost:8000`, `::1` of `[::1]:8000`; "" of what is no host with at most a port."""
    found = _AUTHORITY.fullmatch(authority)
    if not found or int(found[3] or 0) > _HIGHEST_PORT:
        return ""
    return (found[1] or found[2]).lower()


def is_every_address(host: str) -> bool:
    return _is_address(host) and ip_address(host).is_unspecified


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]
