"""A host's limits hold to the byte and to the file, and say how many more articles fit."""

from __future__ import annotations

from datetime import date
from typing import get_args, get_type_hints

import pytest

from generator.config.settings import Deploy
from generator.hosts.limits import counted, excesses, rooms
from generator.hosts.table import HOSTS, MIB

NUMBERED = {f"{number}/index.html": 1 for number in range(20_001)}


def kinds(host: str, sizes: dict[str, int]) -> list[str]:
    return [each.kind for each in excesses(HOSTS[host], sizes)]


@pytest.mark.parametrize("name", HOSTS)
def test_each_host_says_where_its_limits_are_published_and_when_they_were_read(name: str) -> None:
    host = HOSTS[name]
    assert host.sources and all(source.startswith("https://") for source in host.sources)
    assert date.fromisoformat(host.read_on)


def test_site_yaml_names_the_hosts_of_the_table() -> None:
    assert set(get_args(get_type_hints(Deploy)["host"])) == {"", *HOSTS}


@pytest.mark.parametrize("name", HOSTS)
def test_each_limit_is_exceeded_by_one_more_and_not_before(name: str) -> None:
    host = HOSTS[name]
    if host.most_file_bytes and not host.most_bytes:
        assert kinds(name, {"a": host.most_file_bytes}) == []
        assert kinds(name, {"a": host.most_file_bytes + 1}) == ["large file"]
    if host.most_bytes:
        half = {str(number): host.most_bytes // 20 for number in range(20)}
        assert kinds(name, half) == [] and kinds(name, half | {"one": 1}) == ["large site"]
    if host.longest_path:
        path = "/".join(["x" * 99] * (host.longest_path // 100)) + "/" + "x" * 200
        assert kinds(name, {path[: host.longest_path]: 1}) == []
        assert kinds(name, {path[: host.longest_path + 1].ljust(host.longest_path + 1, "x"): 1}) == ["path"]
    if host.longest_name:
        assert kinds(name, {f"a/{'م' * 127}": 1}) == [] and kinds(name, {f"a/{'م' * 128}": 1}) == ["path"]


def test_cloudflare_takes_twenty_thousand_files_of_25_mib() -> None:
    fits = dict(list(NUMBERED.items())[:20_000])
    assert kinds("cloudflare", fits) == [] and kinds("cloudflare", NUMBERED) == ["many files"]
    assert kinds("cloudflare", fits | {"_redirects": 9, "_headers": 9}) == []  # are read, not served
    assert kinds("cloudflare", {"a": 25 * MIB}) == [] and kinds("cloudflare", {"a": 25 * MIB + 1}) == ["large file"]


def test_gitlab_counts_folders_too() -> None:
    assert counted(HOSTS["gitlab"], {"a/b/c.html": 1, "a/d.html": 1, "e.html": 1}) == 5


def test_hidden_files_that_readers_ask_for_are_told_where_the_host_keeps_them_back() -> None:
    hidden = {".well-known/security.txt": 1, ".warraq": 1, ".nojekyll": 1, ".htaccess": 1, "a/.b/c": 1}
    assert [each.path for each in excesses(HOSTS["netlify"], hidden)] == [".htaccess", "a/.b/c"]
    assert kinds("plain", hidden) == []


def test_the_room_is_what_more_articles_like_these_would_take() -> None:
    sizes = {f"{number}/index.html": 50_000 for number in range(100)} | {"assets/style.css": 100_000}
    files, size = rooms(HOSTS["gitlab"], sizes, 50, {"assets/style.css"})
    assert (files.used, files.more) == (202, (200_000 - 202) // 4)
    assert (size.used, size.more) == (5_100_000, (1_000_000_000 - 5_100_000) // 100_000)
    assert rooms(HOSTS["plain"], sizes, 50, set()) == ()
    assert rooms(HOSTS["github"], sizes, 0, set())[0].more is None
