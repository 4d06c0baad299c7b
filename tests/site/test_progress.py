"""How a build looks: its stages live on a terminal, plain lines everywhere else."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from contextlib import suppress

from support import SiteFolder, build_command


def on_a_terminal(command: list[str]) -> str:
    """What a real pseudo-terminal is shown."""
    ours, theirs = pty.openpty()
    surroundings = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=surroundings) as build:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the end of a terminal
            while part := os.read(ours, 65536):
                shown += part
    os.close(ours)
    assert build.returncode == 0
    return shown.decode(errors="replace")


def test_a_terminal_shows_the_stages_and_then_the_summary(site: SiteFolder) -> None:
    for number in range(250):
        site.article(
            f"p{number}",
            url=f"/p{number}/",
            date=f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}",
            body="كلمة " * 200,
        )
    shown = on_a_terminal(build_command(site))
    assert "\x1b[" in shown
    assert "load" in shown and re.search(r"make.*\d+/\d+", shown)
    assert shown.rstrip().split("\n")[-1].startswith("output: ")


def test_a_pipe_gets_plain_lines(ten_articles: SiteFolder) -> None:
    done = subprocess.run(build_command(ten_articles), capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout + done.stderr and "\r" not in done.stdout
    lines = done.stdout.splitlines()
    assert done.stderr == "" and len(lines) == 6
    assert lines[3].startswith("output: ") and "have no `url`" in lines[4] and "--freeze-urls" in lines[5]


def test_json_says_what_was_planned_made_written_and_how_long_each_stage_took(ten_articles: SiteFolder) -> None:
    done = subprocess.run(build_command(ten_articles, "--json"), capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert report["targets_planned"] == report["targets_made"] == len(ten_articles.files())
    assert report["bytes_written"] > sum(map(len, ten_articles.files().values())) * 0.9
    assert report["files_written"] > 40 and {"load", "plan", "make", "remember"} <= set(report["seconds"])
