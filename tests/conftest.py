"""Sites in temporary folders, a browser, and the corpus of real texts where it is at hand."""

from __future__ import annotations

import functools
import http.server
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from support import SITE_YAML, SiteFolder
from support.memory import work_in_memory

REPOSITORY = Path(__file__).parent.parent
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

# Last, so that `generator` is the installed one and only `benchmarks` is found here.
sys.path.append(str(REPOSITORY))
work_in_memory()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast ones first."""
    folders = ("unit", "package", "site", "browser")
    items.sort(key=lambda item: folders.index(item.path.relative_to(REPOSITORY / "tests").parts[0]))


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An empty site with settings."""
    folder = SiteFolder(tmp_path / "site")
    folder.write("site.yaml", SITE_YAML)
    return folder


@pytest.fixture
def ten_articles(site: SiteFolder) -> SiteFolder:
    for number in range(10):
        site.article(f"a{number}", date=f"20{15 + number}-0{1 + number % 9}-1{number}", authors=f"[كاتب {number % 3}]")
    return site


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real articles that belong to their publishers: measured with, never committed."""
    folder = Path(os.environ.get("WARRAQ_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
    if not folder.is_dir():
        pytest.skip(f"no corpus of real texts: set WARRAQ_CORPUS to its folder (looked in {folder.name}/)")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which an error in the console fails the test.

    It asks for less motion: Chromium reports every page transition that it skips, as it does when a test looks into a
    page before its styles have loaded.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(10_000)
    yield page
    context.close()
    unexpected = [error for error in errors if "404" not in error]
    assert not unexpected


@pytest.fixture
def host() -> Iterator[Callable[[Path, str], str]]:
    """Serves a folder under a base path, as any static host does; returns its address."""
    servers = []

    def start(folder: Path, base: str = "/") -> str:
        handler = functools.partial(_UnderBase, folder=folder, base=base)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{base}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class _UnderBase(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base
        super().__init__(*args)

    def translate_path(self, path: str) -> str:
        plain = unquote(urlsplit(path).path)
        return (
            str(self.folder / plain[len(self.base) :])
            if plain.startswith(self.base)
            else str(self.folder / "outside of the base path")
        )

    def do_GET(self) -> None:
        # Two builds may write a page within one second, which is as fine as the time of a file is: a browser would keep the first.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As static hosts do it: the site's own page for what is not there."""
        page = self.folder / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, *args: object) -> None:
        """Requests are not logged: pytest reports what fails."""
