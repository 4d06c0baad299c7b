"""`warraq search`: find articles of the built site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.console import say_as_is
from generator.cli.json_output import print_json
from generator.cli.options import JSON, OUTPUT, SITE
from generator.model import SearchResults, Snippet
from generator.search.answer.search_site import search_site
from generator.text.counted import counted
from generator.text.terminal import shown


@click.command()
@click.argument("query")
@SITE
@OUTPUT
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1, 10_000), help="Maximum number of results."
)
@JSON
def search(query: str, root: Path, output: Path | None, limit: int, as_json: bool) -> None:
    """Find articles of the built site as its search page does.

    QUERY holds words, "phrases", -without, +must, beginning*, near~, and title: author: section: tag: publisher:
    """
    found = search_site(output or root / "output", query, limit)
    if as_json:
        print_json(found)
    else:
        say_as_is(f"{found_summary(found, is_terminal=sys.stdout.isatty())}\n")


def found_summary(found: SearchResults, *, is_terminal: bool) -> str:
    """Title, date, URL and an excerpt for each result, with the matching words in bold or between asterisks."""
    emphasis = ("\x1b[1m", "\x1b[0m") if is_terminal else ("*", "*")
    total = counted(found.count, "article")
    more = "at least " if found.has_more else ""
    unknown = shown(f"not found: {', '.join(found.unknown)}") if found.unknown else ""
    begun = shown(f"searched as the beginning of a word: {found.begun}") if found.begun else ""
    blocks = [
        "\n".join(
            filter(
                None,
                (
                    shown(one.title),
                    shown(f"  {one.date or 'undated'}  {one.url}"),
                    f"  {_emphasised(one.snippet, emphasis)}",
                ),
            )
        )
        for one in found.results
    ]
    return "\n\n".join(filter(None, (*blocks, begun, unknown, f"{more}{total}")))


def _emphasised(snippet: Snippet, emphasis: tuple[str, str]) -> str:
    parts, end = [], 0
    for start, stop in snippet.marks:
        parts += [shown(snippet.text[end:start]), emphasis[0], shown(snippet.text[start:stop]), emphasis[1]]
        end = stop
    return "".join((*parts, shown(snippet.text[end:])))
