"""The table of verbs says what the verbs say of themselves, and loads none of them."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from generator.cli.main import VERBS, warraq


@pytest.mark.parametrize("name", VERBS)
def test_the_list_of_verbs_shows_their_own_help(name: str) -> None:
    command = warraq.get_command(click.Context(warraq), name)
    assert command is not None and command.name == name
    first = " ".join((command.help or "").split("\n\n")[0].split())
    assert VERBS[name].help == first


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_needs_no_verb_loads_none(option: str) -> None:
    """Start-up is what a person waits for: the libraries of a verb cost more than all the rest."""
    code = "import sys; from generator.cli.main import main; main([sys.argv[1]], leave=lambda _: None); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split("\n")[-2].split())
    assert not loaded & {
        "generator.engine",
        "generator.config",
        "generator.workers",
        "hashlib",
        "msgspec",
        "yaml",
        "numpy",
        "rich",
    }
