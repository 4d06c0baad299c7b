"""docs/hosts.md says what the table of hosts says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.hosts.table import HOSTS, Host

DOCS = (Path(__file__).parents[3] / "docs/hosts.md").read_text("utf-8")


def row_of(name: str, host: Host) -> str:
    def limit(number: int) -> str:
        return f"{number:,}" if number else "–"

    files = limit(host.most_files) + (" with folders" if host.counts_folders else "")
    sizes = (limit(host.most_file_bytes), limit(host.most_bytes), limit(host.longest_path))
    read = ", ".join([*(["`_redirects`"] if host.rules else []), *(["`_headers`"] if host.blocks else [])])
    read = "its snippet" if name == "nginx" else read or "–"
    return f"| {host.title} | `{name}` | {files} | {' | '.join(sizes)} | {read} | {host.read_on} |"


@pytest.mark.parametrize("name", HOSTS)
def test_each_host_has_its_row(name: str) -> None:
    assert row_of(name, HOSTS[name]) in DOCS.splitlines()


def test_the_limits_of_rules_are_named() -> None:
    cloudflare, gitlab = HOSTS["cloudflare"].rules, HOSTS["gitlab"].rules
    assert cloudflare and gitlab
    assert f"{cloudflare.most:,} rules at Cloudflare, {gitlab.most:,} rules and {gitlab.most_bytes // 1000} KB" in DOCS
