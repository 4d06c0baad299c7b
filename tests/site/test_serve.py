"""`warraq serve` as it is started, asked, disturbed and stopped."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from support import SITE_YAML, SiteFolder, running, warraq

from generator.errors import FileNote, file_of
from generator.serve import listening
from generator.serve.listening import Server, listen

LONGEST_WAIT = 60.0  # seconds, on a busy machine
SITE = SITE_YAML.replace("https://example.org/archive/", "http://localhost/")


class Asked:
    """A server of which a test knows the port."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.port = urlsplit(url).port or 0

    def open(self, raw: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_WAIT)
        connection.sendall(raw)
        return connection

    def get(self, path: str = "/", *headers: str) -> bytes:
        """The whole answer; a server that is busy building is waited for."""
        head = [f"GET {path} HTTP/1.1", *(headers or ("Host: localhost",)), "Connection: close", "", ""]
        with self.open("\r\n".join(head).encode("latin-1")) as connection:
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def until(self, path: str, wanted: bytes) -> None:
        end = time.monotonic() + LONGEST_WAIT
        while wanted not in (found := self.get(path)):
            assert time.monotonic() < end, found[:300]
            time.sleep(0.1)


@contextmanager
def serving(site: SiteFolder, *options: str) -> Iterator[Asked]:
    command = ("generator", "serve", "--port", "0", "--site", str(site.root), *options)
    with running(*command, until=r"http://\S+", cwd=str(site.root)) as (process, url):
        yield Asked(process, url)


@pytest.fixture
def small(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE)
    site.article("a")
    return site


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_stops_at_once_and_silently_with_pages_open(small: SiteFolder, sign: signal.Signals, code: int) -> None:
    small.build()
    command = [sys.executable, "-P", "-m", "generator", "serve", "--watch", "--port", "0", "--site", str(small.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        url = next(line for line in process.stdout if "serving" in line).split(" at ")[1].split()[0]
        server = Asked(process, url)
        pages = [server.open(b"GET /_warraq/events HTTP/1.1\r\nHost: localhost\r\n\r\n") for _ in range(3)]
        assert all(b"200 OK" in page.recv(100) for page in pages)
        pages.append(server.open(b"GET / HTTP/1.1\r\nHo"))
        started = time.monotonic()
        process.send_signal(sign)
        said = process.stdout.read()
        assert process.wait(10) == code and time.monotonic() - started < 8
        for page in pages:
            page.close()
    assert said.strip() == ("stopped" if code else "")


def test_hostile_requests_are_answered_with_403_or_400_and_disturb_nobody(small: SiteFolder) -> None:
    with serving(small) as server:
        for host in ("a@localhost", "localhost:99999", "[::1", "evil.example", "\xe9"):
            assert b" 403 " in server.get("/", f"Host: {host}")[:20], host
        for origin in ("http://[", "null", "http://a@localhost", "http://evil.example"):
            assert b" 403 " in server.get("/", "Host: localhost", f"Origin: {origin}")[:20], origin
        assert b" 403 " in server.get("http://evil.example/")[:20]
        assert b" 400 " in server.get("/", "Host: localhost", "Host: localhost")[:20]
        assert b" 404 " in server.get("/%00/%ff")[:20] and b" 404 " in server.get("/" + "a" * 3000)[:20]
        assert b" 200 " in server.get()[:20]
        taken = warraq("serve", "--port", str(server.port), "--site", str(small.root))
        assert taken.returncode == 2 and "another program is using" in taken.stderr and "--port" in taken.stderr
        shutil.rmtree(small.output)
        gone = server.get()
        assert b" 503 " in gone[:20] and b"warraq build" in gone


def test_a_removed_output_heals_and_settings_may_break_and_move(small: SiteFolder) -> None:
    with serving(small, "--watch") as server:
        shutil.rmtree(small.output)
        server.until("/", b" 200 ")
        for path in small.output.iterdir():  # as `rm -rf output/*`: the marker stays
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.name == ".warraq" or path.unlink()
        server.until("/archive/", b" 200 ")
        small.write("site.yaml", SITE + "nonsense: [\n")
        time.sleep(0.5)
        assert b" 200 " in server.get()[:20]
        small.write("site.yaml", SITE.replace("http://localhost/", "http://localhost/base/"))
        server.until("/base/archive/", b" 200 ")
        assert b"location: /base/" in server.get()


def test_other_machines_are_let_in_with_a_warning_only(small: SiteFolder) -> None:
    command = ("generator", "serve", "--port", "0", "--site", str(small.root), "--host", "0.0.0.0")
    with running(*command, until="V120"):
        pass


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server whose patience is half a second; what it shows has ten million letters."""
    for name, value in (("PATIENCE", 0.5), ("LOOK", 0.1), ("MOST_CONNECTIONS", 20)):
        monkeypatch.setattr(listening, name, value)

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * 10_000_000})

    server = Server(application, lambda: None)
    with listen("127.0.0.1", 0) as sock:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        yield sock.getsockname()[1]
        server.should_exit = True
        thread.join()


WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SLOW = {
    "nothing at all": b"",
    "half a head": b"GET / HT",
    "a head without end": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
    "an answer that nobody takes": WHOLE,
    "a body that never comes": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n",
}


@pytest.mark.parametrize("begun", SLOW.values(), ids=SLOW.keys())
def test_who_lets_it_wait_is_dropped(impatient: int, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", impatient)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(begun)
        end = time.monotonic() + LONGEST_WAIT
        with pytest.raises(OSError, match=r"(?i)reset|broken|aborted"):
            while time.monotonic() < end:  # a letter now and then is no progress
                connection.sendall(b"x")
                time.sleep(0.1)


def test_a_reader_who_takes_its_time_gets_all_and_a_crowd_is_turned_away(impatient: int) -> None:
    with socket.create_connection(("127.0.0.1", impatient)) as reader:
        reader.sendall(WHOLE)
        taken = 0
        while taken < 10_000_000:
            taken += len(reader.recv(500_000))
            time.sleep(0.05)
    crowd = [socket.create_connection(("127.0.0.1", impatient)) for _ in range(25)]
    with pytest.raises(OSError, match=r"(?i)reset|broken|aborted"):
        for _ in range(100):
            crowd[-1].sendall(b"x")
            time.sleep(0.01)
    for connection in crowd:
        connection.close()


def test_a_file_that_the_generator_stumbles_over_is_named() -> None:
    """V103 says which file it was, also of a worker's."""
    with pytest.raises(RecursionError) as found, FileNote("content/a.md"):
        raise RecursionError("deep")
    assert file_of(found.value) == "content/a.md" and file_of(ValueError()) == ""
