"""nginx and Apache on this machine, as their packages bring them, with the snippet of a site."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NGINX = Path(sys.prefix) / "nginx/usr/sbin/nginx"  # unpacked there by make: installed, it would start at once
APACHE = Path("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
OF_APACHE = "mpm_event authz_core mime headers alias dir".split()


def nginx(folder: Path, www: Path, snippet: str, port: int) -> list[str]:
    """The command that runs it with a configuration in `folder`."""
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (folder / name).mkdir()
    temporary = "\n".join(
        f"  {name}_temp_path {folder}/{path};"
        for name, path in [("client_body", "body"), *((one, one) for one in ("proxy", "fastcgi", "uwsgi", "scgi"))]
    )
    types = "  types { text/html html; text/css css; text/javascript js; application/json json; font/woff2 woff2; }"
    (folder / "snippet.conf").write_text(snippet, "utf-8")
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\n  access_log off;\n{temporary}\n{types}\n"
        f"  server {{\n    listen 127.0.0.1:{port};\n    root {www};\n    include {folder}/snippet.conf;\n  }}\n}}\n"
    )
    program = NGINX if NGINX.exists() else Path(shutil.which("nginx") or NGINX)
    return [str(program), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def apache(folder: Path, www: Path, snippet: str, port: int) -> list[str]:
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in OF_APACHE)
    (www / ".htaccess").write_text(snippet, "utf-8")
    user = f"User #{os.getuid()}\nGroup #{os.getgid()}\n" if os.getuid() else "User nobody\nGroup nogroup\n"
    (folder / "apache.conf").write_text(
        f"{modules}\n{user}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"DefaultRuntimeDir {folder}\nMutex file:{folder} default\n"
        f"ErrorLog {folder}/error.log\nTypesConfig /dev/null\nDocumentRoot {www}\n"
        f"<Directory />\nRequire all denied\n</Directory>\n"
        f"<Directory {www}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    return [str(APACHE), "-f", str(folder / "apache.conf"), "-X"]


SERVERS: Mapping[str, Callable[[Path, Path, str, int], list[str]]] = {"nginx": nginx, "apache": apache}


@contextmanager
def serving_with(name: str, site: Path, snippet: str) -> Iterator[int]:
    """The port of a server that serves a copy of the folder `site`."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)  # a server that root starts reads as nobody
        shutil.copytree(site, folder / "www")
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with _running(SERVERS[name](folder, folder / "www", snippet, port), port, folder):
            yield port


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    logs = (folder / "output", folder / "error.log")
    with logs[0].open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        for _ in range(400):
            assert process.poll() is None, "".join(log.read_text() for log in logs if log.exists())
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)


def answer(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes for the encoded path, redirects not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    found = connection.getresponse()
    data = found.read()
    connection.close()
    return found.status, dict(found.getheaders()), data
