"""Places on the network to deploy to: a store of buckets, a server with SFTP, and a line to them that breaks."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncssh
import boto3
import urllib3
from botocore.config import Config
from moto.server import ThreadedMotoServer

from support import SiteFolder

SFTP_SERVER = "/usr/lib/openssh/sftp-server"  # of OpenSSH, which most web hosts run
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


class Line:
    """A port that passes everything on to another, counts what is sent there, and breaks after so many bytes."""

    def __init__(self, port: int) -> None:
        self.sent = 0
        self.breaks_after: int | None = None
        self.requests: list[bytes] = []  # first lines of requests, where they are HTTP
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def restore(self) -> None:
        self.sent, self.breaks_after, self.requests = 0, None, []

    def close(self) -> None:
        self._listener.close()
        self._hang_up()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._is_broken():
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open += [near, far]
                for one in (near, far):  # small packets would wait for each other's answers
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, is_sending: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(16_384):
                if is_sending:
                    self.sent += len(data)
                    self.requests += [data.split(b"\r\n", 1)[0]] if b" HTTP/1.1\r\n" in data[:2000] else []
                    if self._is_broken():
                        self._hang_up()
                        return
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _is_broken(self) -> bool:
        return self.breaks_after is not None and self.sent > self.breaks_after

    def _hang_up(self) -> None:
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


class Place:
    """Somewhere to deploy to: `setting` is what site.yaml says, `surroundings` are for the command."""

    def __init__(self, line: Line, setting: str, surroundings: Mapping[str, str]) -> None:
        self.line = line
        self.setting = setting
        self.surroundings = dict(surroundings)

    def files(self) -> dict[str, bytes]:
        raise NotImplementedError

    def write(self, path: str, data: bytes) -> None:
        raise NotImplementedError

    def remove(self, path: str) -> None:
        raise NotImplementedError

    def site(self) -> dict[str, bytes]:
        """What readers see: all but the list."""
        return {path: data for path, data in self.files().items() if path != ".warraq-deployed"}


class BucketPlace(Place):
    def __init__(self, line: Line, client: Any, home: Path) -> None:
        setting = f"deploy: {{s3: paper/archive, endpoint: 'http://127.0.0.1:{line.port}'}}\n"
        super().__init__(line, setting, KEYS | {"HOME": str(home), "AWS_EC2_METADATA_DISABLED": "true"})
        self.client = client

    def files(self) -> dict[str, bytes]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket="paper", Prefix="archive/")
        keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {key[len("archive/") :]: self._read(key) for key in keys}

    def _read(self, key: str) -> bytes:
        return self.client.get_object(Bucket="paper", Key=key)["Body"].read()

    def write(self, path: str, data: bytes) -> None:
        self.client.put_object(Bucket="paper", Key=f"archive/{path}", Body=data)

    def remove(self, path: str) -> None:
        self.client.delete_object(Bucket="paper", Key=f"archive/{path}")


class FolderPlace(Place):
    def __init__(self, line: Line, www: Path, home: Path) -> None:
        super().__init__(line, f"deploy: {{sftp: 'somebody@127.0.0.1:{line.port}{www}'}}\n", {"HOME": str(home)})
        self.www = www

    def files(self) -> dict[str, bytes]:
        return SiteFolder(self.www).files(self.www) if self.www.exists() else {}

    def write(self, path: str, data: bytes) -> None:
        (self.www / path).parent.mkdir(parents=True, exist_ok=True)
        (self.www / path).write_bytes(data)

    def remove(self, path: str) -> None:
        (self.www / path).unlink()


@contextmanager
def bucket(folder: Path) -> Iterator[BucketPlace]:
    """A bucket of a store on this machine."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    urllib3.request("POST", f"http://127.0.0.1:{port}/moto-api/reset")  # all servers of a process share what they hold
    line = Line(port)
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        region_name="us-east-1",
        config=Config(s3={"addressing_style": "path"}),
    )
    try:
        client.create_bucket(Bucket="paper")
        yield BucketPlace(line, client, folder)
    finally:
        client.close()
        line.close()
        server.stop()


class _Subsystem(asyncssh.SSHServerSession[bytes]):
    """OpenSSH's SFTP server behind a login of ours."""

    def __init__(self, options: tuple[str, ...]) -> None:
        self._options = options
        self._waiting: list[bytes] = []
        self._process: asyncio.subprocess.Process | None = None

    def connection_made(self, chan: Any) -> None:
        self._channel = chan

    def subsystem_requested(self, subsystem: str) -> bool:
        return subsystem == "sftp"

    def session_started(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(SFTP_SERVER, *self._options, stdin=pipe, stdout=pipe)
        self._process.stdin.write(b"".join(self._waiting))
        while data := await self._process.stdout.read(65_536):
            self._channel.write(data)
        self._channel.close()
        await self._process.wait()

    def data_received(self, data: bytes, datatype: Any) -> None:  # noqa: ARG002 the library's signature
        if self._process is None:
            self._waiting.append(data)
        else:
            self._process.stdin.write(data)

    def eof_received(self) -> bool:
        self._process.stdin.close()
        return False

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 the library's signature
        if self._process is not None:
            self._process.stdin.close()


@contextmanager
def _running_ssh(folder: Path, **options: Any) -> Iterator[int]:
    """A server in a thread, known to a user whose home is `folder`; gives its port."""
    host_key, user_key = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    ssh = folder / ".ssh"
    ssh.mkdir(parents=True, mode=0o700)
    user_key.write_private_key(ssh / "id_ed25519")
    user_key.write_public_key(folder / "authorized_keys")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            host="127.0.0.1",
            port=0,
            server_host_keys=[host_key],
            authorized_client_keys=str(folder / "authorized_keys"),
            **options,
        )

    async def stop() -> None:
        acceptor.close()
        await acceptor.wait_closed()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(task, 5)

    acceptor = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    port = acceptor.get_port()
    (folder / "host_key").write_bytes(host_key.export_public_key())
    try:
        yield port
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def sftp_folder(folder: Path, *options: str) -> Iterator[FolderPlace]:
    """A folder that OpenSSH's SFTP server opens; `options` are its own."""

    class Server(asyncssh.SSHServer):
        def session_requested(self) -> _Subsystem:
            return _Subsystem(options)

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == ("somebody", "secret")

    with _known(folder, server_factory=Server, encoding=None) as place:
        yield place


@contextmanager
def _known(folder: Path, **options: Any) -> Iterator[FolderPlace]:
    home = folder / "home"
    with _running_ssh(home, **options) as port:
        line = Line(port)
        key = (home / "host_key").read_text()
        (home / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{line.port} {key}")
        try:
            yield FolderPlace(line, folder / "www", home)
        finally:
            line.close()


@contextmanager
def plain_sftp_folder(folder: Path) -> Iterator[FolderPlace]:
    """A server of the protocol's oldest kind: a name can only be given to a file while no other has it, and it sets no
    times."""

    def refuse(*_: object) -> None:
        raise asyncssh.SFTPOpUnsupported("")

    class Plain(asyncssh.SFTPServer):
        posix_rename = fsetstat = statvfs = refuse

    with _known(folder, sftp_factory=Plain) as place:
        yield place
