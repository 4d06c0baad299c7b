"""Chromium before a site, as a reader's browser: what it fetches is counted as a host that compresses would send it."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, sync_playwright

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
}
GZIP_LEVEL = 6


def bundled_client(target: Path) -> Path:
    """client.js with all that it imports, as one module."""
    (program,) = REPOSITORY.glob("node_modules/@esbuild/*/bin/esbuild")
    entry = Path(__file__).with_name("client.js")
    options = ["--bundle", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning"]
    subprocess.run([program, entry, *options, f"--outfile={target}"], check=True)
    return target


class Host:
    """Serves folders under names; `sent` says how many bytes of each path went out since it was cleared."""

    def __init__(self, folders: dict[str, Path]) -> None:
        self.folders = folders
        self.sent: dict[str, int] = {}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, host=self))
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def file_of(self, path: str) -> Path:
        name, _, rest = unquote(urlsplit(path).path).lstrip("/").partition("/")
        return self.folders.get(name, Path("/nowhere")) / rest

    def forget(self) -> None:
        """Files have changed."""
        packed.cache_clear()

    def bytes_of(self, beginning: str = "") -> int:
        return sum(size for path, size in self.sent.items() if path.startswith(beginning))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, host: Host) -> None:
        self.host = host
        super().__init__(*args)

    def do_GET(self) -> None:
        file = self.host.file_of(self.path)
        is_there, is_start = file.is_file(), self.path == "/"
        data, is_zipped = packed(file) if is_there else (b"<!doctype html>", False)
        self.send_response(200 if is_there or is_start else 404)
        self.send_header(
            "Content-Type", TYPES.get(file.suffix, "application/octet-stream" if is_there else "text/html")
        )
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(data)))
        if is_zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)
        path = urlsplit(self.path).path
        self.host.sent[path] = self.host.sent.get(path, 0) + len(data)

    def log_message(self, *args: object) -> None:
        """Figures are printed at the end."""


@functools.lru_cache(maxsize=4096)
def packed(file: Path) -> tuple[bytes, bool]:
    """A file as GitHub Pages sends it: text compressed, other bytes as they are."""
    data = file.read_bytes()
    return (gzip.compress(data, GZIP_LEVEL, mtime=0), True) if file.suffix in TYPES else (data, False)


@contextmanager
def browser_page(host: Host) -> Iterator[Page]:
    """A page of the host's, with the client's modules as `search` where a folder `client` is served."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page()
        page.set_default_timeout(600_000)
        page.goto(host.address)
        if (host.folders["client"] / "search_client.js").exists():
            page.evaluate("async base => { globalThis.search = await import(base) }", "/client/search_client.js")
        yield page
        browser.close()


@contextmanager
def served(folder: Path, **folders: Path) -> Iterator[tuple[Host, Page]]:
    """Chromium, and a host of these folders by name, with the client's bundle in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    bundled_client(folder / "search_client.js")
    host = Host({"client": folder, **folders})
    try:
        with browser_page(host) as page:
            yield host, page
    finally:
        host.close()
