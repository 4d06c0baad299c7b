"""Hosts in small: they read `_redirects` and `_headers` by the grammar and the limits that each of them publishes.

Written after the documentation, independently of what `generator.hosts` writes.
"""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

AS_BROWSERS = "/!$&'()*+,;=@:~[]|%"  # the path of a request, as URL parsers leave it


class Answer(NamedTuple):
    status: int
    location: str = ""
    file: str = ""


class SmallHost:
    """A folder as a host serves it; `ignored` are the lines of `_redirects` that it does not take."""

    def __init__(self, folder: Path, mount: str = "/") -> None:
        self.mount = mount  # where the root of the folder is served
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.folder = folder
        self.ignored: list[str] = []
        file = folder / "_redirects"
        self.rules = dict(self.read(file.read_text("utf-8"))) if file.exists() else {}

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        raise NotImplementedError

    def answer(self, path: str) -> Answer:
        """`path` is the encoded one of a request."""
        raise NotImplementedError

    def served(self, path: str) -> Answer:
        inner = unquote(path)
        if not inner.startswith(self.mount):
            return Answer(404)
        inner = inner[len(self.mount) :]
        if inner in self.files and not inner.endswith("/"):
            return Answer(200, file=inner)
        if f"{inner.rstrip('/')}/index.html".lstrip("/") in self.files:
            found = f"{inner.rstrip('/')}/index.html".lstrip("/")
            return Answer(200, file=found) if inner.endswith("/") or not inner else Answer(308, f"{path}/")
        return Answer(404)


class Cloudflare(SmallHost):
    """developers.cloudflare.com/pages/configuration/redirects: rules come before files, and compare encoded paths."""

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        static, seen = 0, set()
        assert len(text.encode()) <= 100_000
        for line in text.split("\n"):
            words = line.split()
            if not words or line.startswith("#"):
                continue
            source = quote(words[0], safe=AS_BROWSERS)
            is_live = bool(re.search(r"\*|:[A-Za-z]\w*", source))
            is_fit = len(words) in (2, 3) and source.startswith("/") and words[1].startswith(("/", "https://"))
            static += not is_live
            if not is_fit or is_live or len(line) > 1000 or static > 2000 or source in seen or words[2:] != ["301"]:
                self.ignored.append(line)
                continue
            seen.add(source)
            yield source, words[1]

    def answer(self, path: str) -> Answer:
        return Answer(301, self.rules[path]) if path in self.rules else self.served(path)


class Netlify(SmallHost):
    """docs.netlify.com: files come before rules; a slash at the end makes no difference; paths are encoded."""

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        for line in text.splitlines():
            words = line.split()
            if len(words) != 3 or words[2] not in ("301", "302") or not words[0].isascii() or "*" in words[0]:
                self.ignored.append(line)
                continue
            yield words[0].rstrip("/"), words[1]

    def answer(self, path: str) -> Answer:
        found = self.served(path)
        rule = self.rules.get(path.rstrip("/"))
        return Answer(301, rule) if found.status == 404 and rule else found


class GitLab(SmallHost):
    """docs.gitlab.com: as Netlify, at most 1,000 rules in 64 KB; whether paths are decoded first is not said."""

    is_decoding = True

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        assert len(text.encode()) <= 64_000
        for number, line in enumerate(text.splitlines()):
            words = line.split()
            if number >= 1000 or len(words) != 3 or words[2] != "301" or not words[0].startswith(self.mount):
                self.ignored.append(line)
                continue
            yield words[0].rstrip("/"), words[1]

    def answer(self, path: str) -> Answer:
        found = self.served(path)
        rule = self.rules.get((unquote(path) if self.is_decoding else path).rstrip("/"))
        return Answer(301, rule) if found.status == 404 and rule else found


class GitLabEncoded(GitLab):
    is_decoding = False


SMALL_HOSTS = {"cloudflare": (Cloudflare,), "netlify": (Netlify,), "gitlab": (GitLab, GitLabEncoded)}


@contextmanager
def serving(host: SmallHost) -> Iterator[str]:
    """The host on a port; gives its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = host.answer(self.path)
            self.send_response(found.status)
            data = (host.folder / found.file).read_bytes() if found.file else b""
            if found.location:
                self.send_header("Location", found.location)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
