"""`warraq explain`: what the code of a problem means."""

from __future__ import annotations

import click

from generator.check.explain import explanation
from generator.cli.console import say_lines
from generator.cli.json_output import print_json
from generator.cli.options import JSON


@click.command()
@click.argument("code")
@JSON
def explain(code: str, as_json: bool) -> None:
    """Explain a problem CODE: what it means, why it matters and how to fix it."""
    found = explanation(code)
    if as_json:
        print_json(found)
    else:
        say_lines(str(found))
