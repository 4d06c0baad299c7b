"""How verbs print. All output passes through here, since much of it was written by others.

This module loads little: every call of `warraq` needs it, `--version` too.
"""

from __future__ import annotations

import io
import sys

import click

from generator.text.terminal import shown, shown_lines


def speak_any_letters() -> None:
    """Where a terminal or a pipe cannot show a letter, print its escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(line: str, *, err: bool = False) -> None:
    """One line, also where a name in it holds a line break."""
    click.echo(shown(line), err=err)


def say_lines(text: str, *, err: bool = False) -> None:
    """Several lines; texts of others in them went through `shown` before."""
    click.echo(shown_lines(text), err=err)


def say_as_is(text: str) -> None:
    """Text that is safe already, such as JSON and results with bold words."""
    click.echo(text, nl=False)


def say_data(data: bytes) -> None:
    """A file's bytes: exact in a pipe, harmless on a terminal."""
    click.echo(shown_lines(data.decode("utf-8", "replace")) if sys.stdout.isatty() else data, nl=False)
