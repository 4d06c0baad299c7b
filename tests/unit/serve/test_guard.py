"""Whom the development server answers, and which changes it builds for."""

from __future__ import annotations

import asyncio
import errno
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.serve import watch
from generator.serve.guard import Guard, host_of
from generator.serve.watch import Watcher, matters


def status(headers: list[tuple[bytes, bytes]], target: bytes = b"/", host: str = "127.0.0.1") -> int:
    sent: list[dict[str, Any]] = []

    async def inner(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "raw_path": target, "path": target.decode("latin-1"), "headers": headers, "method": "GET"}
    answering = Guard(inner, host)(scope, None, send)
    with ThreadPoolExecutor(1) as beside:  # the browser of other tests may have a loop here
        beside.submit(asyncio.run, answering).result()
    return int(sent[0]["status"])


OWN = ["localhost", "localhost:8000", "LocalHost:1", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:80"]
FOREIGN = [
    "", ":8000", "evil.example", "localhost.evil.example", "a@localhost", "localhost@evil.example", "a:b@localhost:80",
    "localhost:", "localhost:x", "localhost:-1", "localhost:65536", "localhost:80:80", "localhost/", "localhost#",
    "localhost?", "localhost\\", "localhost, localhost", "localhost ", " localhost", "localhost\t", "localhost\x01",
    "[::1", "::1", "[::1]x", "[localhost]", "[", "]", "[]", "é", "localhost\xff", "192.168.1.2", "0.0.0.0",
]  # fmt: skip


@pytest.mark.parametrize("value", OWN)
def test_its_own_address_is_answered(value: str) -> None:
    assert status([(b"host", value.encode())]) == 200
    assert status([(b"host", b"localhost"), (b"origin", f"http://{value}".encode())]) == 200


@pytest.mark.parametrize("value", FOREIGN)
def test_what_is_no_address_of_its_own_is_forbidden(value: str) -> None:
    assert status([(b"host", value.encode("latin-1"))]) == 403
    for origin in (value, f"http://{value}", f"file://{value}"):
        assert status([(b"host", b"localhost"), (b"origin", origin.encode("latin-1"))]) == 403, origin


def test_headers_that_are_missing_or_stand_twice_are_forbidden() -> None:
    assert status([]) == status([(b"host", b"localhost"), (b"Host", b"localhost")]) == 403
    assert status([(b"host", b"localhost"), *2 * [(b"origin", b"http://localhost")]]) == 403
    assert status([(b"host", b"localhost"), (b"origin", b"null")]) == 403
    for target in (b"http://localhost/", b"http://evil.example/", b"*", b"localhost:80", b""):
        assert status([(b"host", b"localhost")], target) == 403


def test_a_server_for_every_address_answers_numbers_and_no_names() -> None:
    """A name can be pointed at this machine by whoever owns it, a number cannot."""
    for host in ("0.0.0.0", "::"):
        assert status([(b"host", b"192.168.1.2:8000")], host=host) == 200
        assert status([(b"host", b"evil.example")], host=host) == 403
    assert status([(b"host", b"mine.example")], host="Mine.example") == 200


@settings(deadline=None)
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_no_header_and_no_target_is_an_error(value: bytes, target: bytes) -> None:
    assert status([(b"host", value)], target) in (200, 403)
    assert status([(b"host", b"localhost"), (b"origin", value)], target) in (200, 403)
    assert "@" not in host_of(value.decode("latin-1"))


PASSING = (
    "a.md~ #a.md# .#a.md .a.md.swp a.md.swp a.swx 4913 a.md.tmp .goutputstream-AB12 ~$a.docx .DS_Store a.md___jb_tmp___ "
    ".a.md.kate-swp a.crdownload .a.md.warraq-tmp a.md.warraq-preview-tmp"
).split()


@pytest.mark.parametrize("name", PASSING)
def test_files_that_editors_leave_for_a_moment_build_nothing(name: str) -> None:
    assert not matters(("content", "2011", name)) and not matters(("themes", "mine", "templates", name))


def test_what_a_site_is_made_of_is_built_for() -> None:
    for path in (
        "content/a.md",
        "seeds/خبر.txt",
        "static/.well-known/security.txt",
        "site.yaml",
        "themes/x/theme.yaml",
    ):
        assert matters(tuple(path.split("/"))), path
    for path in ("output/a.html", ".cache/x", "content/.git/a.md", ".git/index", "notes.md", "static/.hidden/a"):
        assert not matters(tuple(path.split("/"))), path
    assert not matters(())


class Exhausted:
    """The system's observer where the limits of inotify are used up."""

    def schedule(self, *_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    def stop(self) -> None: ...

    def join(self) -> None:
        raise RuntimeError("cannot join thread before it is started")


@pytest.mark.parametrize("is_polling", [True, False], ids=["by --poll", "by want of watches"])
def test_changes_are_seen_by_looking_where_the_system_does_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_polling: bool
) -> None:
    monkeypatch.setattr(watch, "Observer", Exhausted)
    monkeypatch.setattr(watch, "LOOK", 0.05)
    (tmp_path / "content").mkdir()
    (tmp_path / "mark").touch()
    seen, told, heard = set[str](), list[str](), threading.Event()

    def on_change(paths: frozenset[str]) -> None:
        seen.update(paths)
        heard.set()

    watcher = Watcher(tmp_path, on_change, (tmp_path / "mark",), told.append, is_polling=is_polling)
    watcher.start()
    try:
        # Written again until it is heard of: what is there at the watcher's first look, which comes some time after
        # `start`, is no change.
        for turn in range(300):
            (tmp_path / "content/a.md~").write_text("x" * turn)
            (tmp_path / "content/a.md").write_text("x" * turn)
            if heard.wait(0.2):
                break
        assert "content/a.md" in seen
        heard.clear()
        (tmp_path / "mark").unlink()
        assert heard.wait(60), "nobody heard that the output went"
    finally:
        watcher.stop()
    assert "content/a.md" in seen and "content/a.md~" not in seen
    assert told == ([] if is_polling else ["inotify watch limit reached; every file is checked once a second instead"])
