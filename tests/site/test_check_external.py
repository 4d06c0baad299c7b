"""`warraq check --external`, against a server of this machine that answers as the web does."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.check import ANSWERED

from generator.check import external
from generator.check.external import check_outbound
from generator.check.findings import Finding, Location, Sighting
from generator.check.links import Target

DAY = "2026-01-01"
STATUS = {"/ok": 200, "/مقال": 200, "/gone": 404, "/broken": 500, "/forbidden": 403, "/busy": 429}


class Web(ThreadingHTTPServer):
    """Remembers what it was asked, and how many questions were open at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.open = self.most_open = 0
        self.lock = threading.Lock()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Pages(BaseHTTPRequestHandler):
    server: Web

    def do_HEAD(self) -> None:
        with self.server.lock:
            self.server.open += 1
            self.server.most_open = max(self.server.most_open, self.server.open)
        time.sleep(0.01)  # questions that come together meet here
        with self.server.lock:
            self.server.open -= 1
        self.server.asked[f"{self.command} {self.path}"] += 1
        self.server.agents.add(self.headers["User-Agent"])
        self._answer()

    do_GET = do_HEAD

    def _answer(self) -> None:
        if self.path in ("/moved", "/for-now"):
            self.send_response(301 if self.path == "/moved" else 302)
            self.send_header("Location", "/ok")
        elif self.path == "/moved-to-nothing":
            self.send_response(301)
            self.send_header("Location", "/gone")
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
        elif self.path == "/no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif self.path == "/no-head-404":
            self.send_response(404 if self.command == "HEAD" else 200)
        else:
            path = "/مقال" if "%D9" in self.path else self.path
            self.send_response(STATUS[path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Tests speak for themselves."""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setattr(external, "PAUSE", 0.0)
    server = Web()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def found(cache: Path, *urls: str, day: str = DAY) -> list[Finding]:
    links = {Target("outside", url): Sighting(Location(f"{number}.html", 7)) for number, url in enumerate(urls)}
    return check_outbound(links, cache / "external.json", day)


@pytest.mark.parametrize(("path", "code"), ANSWERED.items())
def test_what_a_site_answers_is_understood(web: Web, tmp_path: Path, path: str, code: str) -> None:
    assert [each.code for each in found(tmp_path, web.address(path))] == [code] * bool(code)


def test_a_moved_page_is_named_with_its_new_place(web: Web, tmp_path: Path) -> None:
    (one,) = found(tmp_path, web.address("/moved"))
    assert one.hint == f"link to {web.address('/ok')}" and (one.path, one.line) == ("0.html", 7)


def test_an_address_that_stands_on_many_pages_is_asked_and_told_once(web: Web, tmp_path: Path) -> None:
    url = web.address("/gone")
    links = {
        Target("outside", url): Sighting(Location("a.html", 3), 5),
        Target("outside", url, "x"): Sighting(Location("b.html", 4), 2),
    }
    (one,) = check_outbound(links, tmp_path / "external.json", DAY)
    assert one.times == 7 and one.path == "a.html"
    assert web.asked == {"HEAD /gone": 1, "GET /gone": 1}


def test_a_site_is_asked_one_thing_at_a_time_and_told_who_asks(web: Web, tmp_path: Path) -> None:
    found(tmp_path, *map(web.address, STATUS))
    assert web.most_open == 1
    assert all("warraq" in agent for agent in web.agents)


def test_what_was_answered_today_is_not_asked_again_until_tomorrow(web: Web, tmp_path: Path) -> None:
    first = found(tmp_path, web.address("/ok"), web.address("/gone"))
    asked = sum(web.asked.values())
    assert found(tmp_path, web.address("/ok"), web.address("/gone")) == first
    assert sum(web.asked.values()) == asked
    found(tmp_path, web.address("/ok"), day="2026-01-02")
    assert sum(web.asked.values()) == asked + 1


def test_nobody_at_home_is_a_finding_and_a_damaged_cache_is_none(tmp_path: Path) -> None:
    (tmp_path / "external.json").write_text("{")
    codes = [
        each.code
        for each in found(tmp_path, "http://127.0.0.1:9/x", "http://nobody.invalid/", f"http://{'a' * 300}.org/")
    ]
    assert codes == ["K110"] * 3
