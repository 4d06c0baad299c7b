"""Takes docs/screenshot.png of the demo's front page in Chromium (`make screenshots`)."""

from __future__ import annotations

import functools
import http.server
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.build.pipeline import build
from generator.build.site import open_site
from generator.build.workers import Workers

REPOSITORY = Path(__file__).parent.parent


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A picture needs no log."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        site = open_site(
            REPOSITORY, output, base_url="http://localhost/", now="2026-01-01T00:00:00+00:00", has_drafts=False
        )
        with Workers(1) as workers:
            build(site, workers, lambda *_: None)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(output)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _take(f"http://127.0.0.1:{server.server_port}/", REPOSITORY / "docs" / "screenshot.png")
        server.shutdown()


def _take(address: str, picture: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(address)
        page.wait_for_timeout(500)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
