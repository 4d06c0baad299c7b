"""Serves a folder as static hosts do, compressed and over kept connections: Python's own server does neither."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of the folder's root while the block runs."""
    files = Mount("/", StaticFiles(directory=folder, html=True))
    server = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=[files], middleware=[Middleware(GZipMiddleware)]),
            port=0,
            log_level="critical",
            lifespan="off",
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError(f"`{folder}` could not be served")
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    server.should_exit = True
    thread.join()
