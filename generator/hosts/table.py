"""Static hosts as rows of data: what each takes and reads, where its documentation says so, and when that was read.

A limit of 0 means that the host publishes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

MIB, GIB = 1024**2, 1024**3


class Rules(NamedTuple):
    """What a host takes in `_redirects`: rules, bytes of the file, characters of a line, and rules with a wildcard.

    `spellings` are those of a path that rules are written in. `has_own_slash` means that `/a` and `/a/` are different
    to the host, so each has a rule of its own.
    """

    most: int
    most_bytes: int
    longest_line: int
    most_live: int = 0
    spellings: tuple[str, ...] = ("encoded",)
    has_own_slash: bool = False


class Blocks(NamedTuple):
    """What a host takes in `_headers`: blocks (a path with its headers), characters of a line."""

    most: int = 0
    longest_line: int = 0


class Host(NamedTuple):
    """`keeps_hidden` are the names of hidden files and folders that it serves, all of them where it is None.

    A host that `is_at_root` serves no site below a path.
    """

    title: str
    sources: tuple[str, ...]
    read_on: str
    most_files: int = 0
    counts_folders: bool = False
    most_file_bytes: int = 0
    most_bytes: int = 0
    longest_path: int = 0  # bytes of UTF-8
    longest_name: int = 255  # bytes of a part of a path: every common file system
    keeps_hidden: tuple[str, ...] | None = None
    is_at_root: bool = False
    rules: Rules | None = None
    blocks: Blocks | None = None
    uncounted: tuple[str, ...] = ()  # files that tell the host what to do, and are not served


HOSTS: Mapping[str, Host] = {
    "github": Host(
        "GitHub Pages",
        (
            "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
            "https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github",
        ),
        "2026-12-01",
        most_file_bytes=100 * MIB,
        most_bytes=1_000_000_000,
    ),
    "gitlab": Host(
        "GitLab Pages",
        (
            "https://docs.gitlab.com/administration/instance_limits/#number-of-files-per-gitlab-pages-website",
            "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages",
            "https://docs.gitlab.com/user/project/pages/redirects/",
        ),
        "2026-12-01",
        most_files=200_000,
        counts_folders=True,
        most_bytes=1_000_000_000,
        # The documentation does not say how letters that are not ASCII are compared: both spellings have a rule.
        rules=Rules(1_000, 64_000, 0, spellings=("encoded", "plain")),
    ),
    "cloudflare": Host(
        "Cloudflare Pages",
        (
            "https://developers.cloudflare.com/pages/platform/limits/",
            "https://developers.cloudflare.com/pages/configuration/redirects/",
            "https://developers.cloudflare.com/pages/configuration/headers/",
        ),
        "2026-12-01",
        most_files=20_000,  # 100,000 in paid plans
        most_file_bytes=25 * MIB,
        is_at_root=True,
        # Users report that rules beyond 100 KB are dropped without a word; the documentation has no such limit.
        rules=Rules(2_000, 100_000, 1_000, most_live=100, has_own_slash=True),
        blocks=Blocks(100, 2_000),
        uncounted=("_redirects", "_headers", "_routes.json", "_worker.js"),
    ),
    "netlify": Host(
        "Netlify",
        (
            "https://docs.netlify.com/manage/routing/redirects/overview/",
            "https://docs.netlify.com/manage/routing/headers/",
        ),
        "2026-12-01",
        keeps_hidden=(".well-known",),
        is_at_root=True,
        rules=Rules(10_000, 0, 0),  # above that it advises other means
        blocks=Blocks(),
        uncounted=("_redirects", "_headers"),
    ),
    "s3": Host(
        "S3",
        (
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html",
        ),
        "2026-12-01",
        most_file_bytes=5 * GIB,  # in one request
        longest_path=1_024,
        longest_name=0,
    ),
    "nginx": Host(
        "nginx",
        ("https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers",),
        "2026-12-01",
        longest_path=2_600,  # a line of a request has 8 KB, and each byte of an Arabic letter takes three of them
    ),
    "plain": Host(
        "a plain web server",
        ("https://man7.org/linux/man-pages/man7/path_resolution.7.html",),
        "2026-12-01",
        longest_path=4_096,
    ),
}  # fmt: skip
