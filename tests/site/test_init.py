"""`warraq init` on a terminal, and without one."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import yaml
from support import warraq

ANSWERS = ["", "جريدة الساحل", "تونس", "", "", "roman", "arabic", "https://example.org/sahel", "سياسة، رأي"]


def on_a_terminal(folder: Path, lines: list[str]) -> str:
    """What a terminal shows to somebody who types these lines."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "generator", "init", str(folder)])
    os.write(terminal, "".join(f"{line}\n" for line in lines).encode())
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:
        pass  # Linux says so when the other end has closed
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown.decode()
    return shown.decode()


def test_a_terminal_is_asked_and_a_wrong_answer_is_asked_for_again(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path / "site", ANSWERS)
    assert "`roman` is not a name for digits" in shown and "next:" in shown
    settings = yaml.safe_load((tmp_path / "site/site.yaml").read_text(encoding="utf-8"))
    assert settings["title"] == "جريدة الساحل" and settings["base_url"] == "https://example.org/sahel/"
    assert (settings["timezone"], settings["month_names"], settings["digits"]) == (
        "Africa/Tunis",
        "maghrebi",
        "arabic",
    )
    assert settings["sections"] == [{"name": "سياسة"}, {"name": "رأي"}]
    assert warraq("build", "--site", str(tmp_path / "site"), "--strict").returncode == 0


def test_defaults_and_a_pipe_ask_nothing(tmp_path: Path) -> None:
    assert warraq("init", "--defaults", "a", cwd=tmp_path).returncode == 0
    assert warraq("init", "b", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a/site.yaml").read_bytes() == (tmp_path / "b/site.yaml").read_bytes()


def test_a_wrong_option_makes_nothing(tmp_path: Path) -> None:
    done = warraq("init", "a", "--country", "Atlantis", cwd=tmp_path)
    assert done.returncode == 2 and "hint" in done.stderr and not (tmp_path / "a").exists()
