"""Sites in temporary folders, a browser, and the corpus of real texts where it is at hand."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.build.pipeline import build
from generator.build.site import open_site
from generator.build.workers import Workers
from generator.model import Report

REPOSITORY = Path(__file__).parent.parent
NOW = "2026-01-01T00:00:00+00:00"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SITE_YAML = """\
title: أرشيف الاختبار
base_url: https://example.org/archive/
timezone: Africa/Cairo
sections:
  - name: سياسة
  - name: ثقافة
menu:
  - name: الأرشيف
    url: /archive/
"""


class SiteFolder:
    """A site on disk that a test writes, builds and reads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"

    def write(self, path: str, text: str | bytes) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    def article(self, name: str, date: str = "2025-02-13", body: str = "نص المقال هنا.\n", **fields: str) -> Path:
        fields = {"title": f"مقال {name}", "date": date, "section": "سياسة", "tags": "[موسكو, تراث]"} | fields
        lines = [f"{key}: {value}" for key, value in fields.items() if value]
        folder = "/".join(date[:7].split("-")) if date else "undated"
        return self.write(f"content/{folder}/{name}.md", "\n".join(["---", *lines, "---", body]))

    def build(self, *, workers: int = 1, clean: bool = False, verify: bool = False, **options: object) -> Report:
        given = {"base_url": None, "now": NOW, "has_drafts": False} | options
        output = given.pop("output", None)
        site = open_site(self.root, output, **given)  # type: ignore[arg-type]
        with Workers(workers) as pool:
            return build(site, pool, lambda *_: None, is_clean=clean, is_verifying=verify)

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        base = folder or self.output
        return {path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()}

    def page(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")


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
    place = Path(os.environ.get("WARRAQ_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
    if not place.is_dir():
        pytest.skip(f"no corpus of real texts: set WARRAQ_CORPUS to its folder (looked in {place.name}/)")
    return place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which an error in the console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
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
    def __init__(self, *args: object, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base
        super().__init__(*args)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        plain = unquote(urlsplit(path).path)
        return str(self.folder / plain[len(self.base) :]) if plain.startswith(self.base) else str(self.folder / "\0")

    def log_message(self, *args: object) -> None:
        """Tests speak for themselves."""


