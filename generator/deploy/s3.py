"""A bucket of Amazon S3 or of a store that speaks its protocol.

It makes only requests that all these stores know: no checksums but MD5, no removal of many objects at once. Keys,
region and profile come from where every tool of S3 looks for them: the environment, then ~/.aws.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import md5
from typing import Any, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
)

from generator.deploy.deployed import Entry
from generator.deploy.store import WAITING
from generator.disk.folders import OutputFolder
from generator.engine.site import Site
from generator.errors import WarraqError
from generator.hosts.headers import kind_of
from generator.text.terminal import shown
from generator.workers import Progress, no_progress

AT_ONCE = 16  # requests: small files take the time of an answer, not of their bytes
ATTEMPTS = 3
CONNECT, READ = 10, 60  # seconds
AGAIN = "the site there is whole; deploy again to continue"
KEYS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws with AWS_PROFILE"
_HINTS = {
    "NoSuchBucket": "create the bucket first, and check `deploy: {s3: …}` in site.yaml",
    "AccessDenied": "allow this key to list, read, write and delete objects of the bucket",
    "InvalidAccessKeyId": KEYS,
    "SignatureDoesNotMatch": "check the secret key and the region (AWS_DEFAULT_REGION)",
    "AuthorizationHeaderMalformed": "set the bucket's region in AWS_DEFAULT_REGION",
    "PermanentRedirect": "set the bucket's region in AWS_DEFAULT_REGION",
}


class Bucket(NamedTuple):
    """`prefix` ends in a slash, unless it is empty."""

    name: str
    prefix: str


def bucket_of(address: str) -> Bucket:
    name, _, folder = address.removeprefix("s3://").strip("/").partition("/")
    return Bucket(name, f"{folder}/" if folder else "")


@contextmanager
def open_store(site: Site) -> Iterator[S3Store]:
    settings = site.settings.deploy
    bucket = bucket_of(settings.s3)
    at = f" at {settings.endpoint}" if settings.endpoint else ""
    target = f"bucket {bucket.name}/{bucket.prefix}".rstrip("/") + at
    with _explained(target):
        client = _client(settings.endpoint)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            yield S3Store(client, bucket, target, OutputFolder(site.output), threads)
        finally:
            threads.shutdown(cancel_futures=True)


def _client(endpoint: str) -> Any:
    session = boto3.session.Session()
    style = session._session.get_scoped_config().get("s3", {})
    is_styled = isinstance(style, dict) and "addressing_style" in style
    # The names of buckets are hosts at Amazon. Elsewhere not every store has them, unless the user's profile says so.
    s3 = {"addressing_style": "path"} if endpoint and not is_styled else None
    config = Config(
        s3=s3,
        connect_timeout=CONNECT,
        read_timeout=READ,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=AT_ONCE,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return session.client("s3", endpoint_url=endpoint or None, config=config)


class S3Store:
    """A store (store.py): the stamp of an object is its ETag, which is the MD5 of its bytes unless it is encrypted."""

    def __init__(
        self, client: Any, bucket: Bucket, target: str, output: OutputFolder, threads: ThreadPoolExecutor
    ) -> None:
        self.target = target
        self._client = client
        self._bucket = bucket
        self._output = output
        self._threads = threads

    def entries(self) -> Mapping[str, Entry]:
        """But for the empty objects that stand for folders in some tools."""
        listed = ((path, entry) for path, entry in self._listed("") if not path.startswith(WAITING))
        return {path: entry for path, entry in listed if path and not (path.endswith("/") and not entry.size)}

    def _listed(self, below: str) -> Iterator[tuple[str, Entry]]:
        prefix = self._bucket.prefix
        with _explained(self.target):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket.name, Prefix=f"{prefix}{below}"):
                for one in page.get("Contents", ()):
                    yield one["Key"][len(prefix) :], Entry(int(one["Size"]), _tag(one))

    def read(self, path: str) -> bytes | None:
        with _explained(self.target):
            try:
                data: bytes = self._client.get_object(**self._key(path))["Body"].read()
            except ClientError as problem:
                if problem.response.get("Error", {}).get("Code") in ("NoSuchKey", "404"):
                    return None
                raise
        return data

    def stamp_of(self, data: bytes) -> str:
        return md5(data, usedforsecurity=False).hexdigest()

    def expected(self, data: bytes) -> str:
        return self.stamp_of(data)

    def check_room(self, size: int) -> None:
        """A bucket has no end."""

    def put(self, files: Mapping[str, str], progress: Progress) -> Mapping[str, str]:
        def one(path: str) -> str:
            return self._put(files[path], self._output.read(path) or b"", path)

        return self._each(one, files, progress)

    def _put(self, path: str, data: bytes, name: str) -> str:
        kind = kind_of(name)
        checksum = b64encode(md5(data, usedforsecurity=False).digest()).decode()
        headers = {"ContentType": kind.type, "CacheControl": kind.cache, "ContentMD5": checksum}
        return _tag(self._client.put_object(**self._key(path), Body=data, **headers))

    def move(self, files: Mapping[str, str]) -> Mapping[str, str]:
        def one(path: str) -> str:
            source = {"Bucket": self._bucket.name, "Key": f"{self._bucket.prefix}{files[path]}"}
            answer = self._client.copy_object(**self._key(path), CopySource=source)
            return _tag(answer.get("CopyObjectResult", {}))

        return self._each(one, files)

    def write(self, path: str, data: bytes) -> None:
        with _explained(self.target):
            self._put(path, data, path)

    def remove(self, paths: Iterable[str]) -> None:
        self._each(lambda path: str(self._client.delete_object(**self._key(path)) and ""), paths)

    def tidy(self) -> None:
        self.remove([path for path, _ in self._listed(WAITING)])

    def _key(self, path: str) -> dict[str, str]:
        return {"Bucket": self._bucket.name, "Key": f"{self._bucket.prefix}{path}"}

    def _each(
        self, request: Callable[[str], str], paths: Iterable[str], progress: Progress = no_progress
    ) -> Mapping[str, str]:
        """The answer for each path; the first failure ends those that have not begun."""
        wanted = list(paths)
        running = [self._threads.submit(request, path) for path in wanted]
        answers = {}
        try:
            for path, future in zip(wanted, running, strict=True):
                with _explained(self.target):
                    answers[path] = future.result()
                progress("upload", len(answers), len(wanted))
        finally:
            for future in running:
                future.cancel()
        return answers


def _tag(answer: Mapping[str, Any]) -> str:
    return str(answer.get("ETag", "")).strip('"')


@contextmanager
def _explained(target: str) -> Iterator[None]:
    try:
        yield
    except (NoCredentialsError, PartialCredentialsError) as problem:
        raise WarraqError(f"there are no keys for {target}", KEYS) from problem
    except ClientError as problem:
        error = problem.response.get("Error", {})
        code = str(error.get("Code", ""))
        what = f"{target} refuses: {shown(str(error.get('Message') or code))} ({shown(code)})"
        raise WarraqError(what, _HINTS.get(code, AGAIN)) from problem
    except HTTPClientError as problem:
        raise WarraqError(f"{target} cannot be reached: {shown(str(problem))}", AGAIN) from problem
    except BotoCoreError as problem:
        raise WarraqError(f"{target} cannot be used: {shown(str(problem))}", KEYS) from problem
