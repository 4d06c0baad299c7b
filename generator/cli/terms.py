"""`warraq terms …`: see what articles are filed under, and bring it in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import say, say_lines
from generator.cli.options import JSON, SITE, print_json

if TYPE_CHECKING:
    from generator.engine.site import Site
    from generator.terms.report import Change, Use

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written to terms.yaml, write nothing.")
NOW = "1970-01-01T00:00:00+00:00"  # embargoes do not matter to what terms are called


@click.group()
def terms() -> None:
    """See what articles are filed under, and bring it in order by terms.yaml."""


@terms.command("list")
@SITE
@click.option("--kind", type=click.Choice(("tags", "people", "places", "authors")), help="Of one kind only.")
@JSON
def list_(root: Path, kind: str | None, as_json: bool) -> None:
    """List terms with the number of their articles."""
    with _uses(root) as (_, uses):
        shown = [use for use in uses if kind in (None, use.taxonomy)]
    if as_json:
        return print_json(shown)
    for taxonomy in dict.fromkeys(use.taxonomy for use in shown):
        say(taxonomy)
        for use in shown:
            if use.taxonomy == taxonomy:
                say(f"{use.articles:>7}  {use.name}{_other_names(use)}")
    return None


@terms.command()
@SITE
@click.option("--limit", default=40, show_default=True, type=click.IntRange(1), help="Proposals at most.")
@JSON
def suggest(root: Path, limit: int, as_json: bool) -> None:
    """Propose terms that are likely one, with the entries of terms.yaml that would join them."""
    from generator.terms.report import likely_terms, proposed_entries

    with _uses(root) as (site, uses):
        found = likely_terms(uses)[:limit]
    if as_json:
        return print_json(found)
    for one in found:
        say(f"{one.gone}  →  {one.kept}   ({one.taxonomy}, {-one.weight} articles: {one.why})")
    if found:
        say_lines(f"\nterms.yaml would say:\n\n{proposed_entries(site, found)}")
        say_lines("\njoin a pair: warraq terms merge KEPT GONE")
    else:
        say("no two terms look like one")
    return None


@terms.command()
@click.argument("kept")
@click.argument("gone")
@SITE
@DRY_RUN
@JSON
def merge(kept: str, gone: str, root: Path, dry_run: bool, as_json: bool) -> None:
    """File articles of the term GONE under KEPT; its pages lead there."""
    from generator.terms.report import merge as join

    with _uses(root) as (site, uses):
        _tell(join(site, uses, kept, gone, is_dry_run=dry_run), as_json)


@terms.command()
@click.argument("old")
@click.argument("new")
@SITE
@DRY_RUN
@JSON
def rename(old: str, new: str, root: Path, dry_run: bool, as_json: bool) -> None:
    """Show the term OLD under the name NEW; its old pages lead to the new ones."""
    from generator.terms.report import rename as call_otherwise

    with _uses(root) as (site, uses):
        _tell(call_otherwise(site, uses, old, new, is_dry_run=dry_run), as_json)


@terms.command()
@SITE
@JSON
def unused(root: Path, as_json: bool) -> None:
    """List entries of terms.yaml that no article uses."""
    from generator.terms.report import unused_terms

    with _uses(root) as (site, uses):
        found = unused_terms(site, uses)
    if as_json:
        return print_json(found)
    for term in found:
        say(f"{term.id}  {term.preferred(site.settings.language)}")
    say(f"{len(found)} of {len(site.authority.terms)} entries are used by no article")
    return None


@contextmanager
def _uses(root: Path) -> Iterator[tuple[Site, list[Use]]]:
    from generator.engine.site import open_site
    from generator.terms.report import term_uses
    from generator.workers import Workers

    site = open_site(root, None, base_url=None, now=NOW, has_drafts=True)
    with Workers(0) as workers:
        yield site, term_uses(site, workers)


def _other_names(use: Use) -> str:
    others = [f"{name} {count}" for name, count in sorted(use.spellings.items()) if name != use.name]
    said = f" ({', '.join(others)})" if others else ""
    return f"{said} = {use.id}" if use.id else said


def _tell(change: Change, as_json: bool) -> None:
    if as_json:
        return print_json(change)
    say_lines(change.diff)
    done = "written" if change.is_written else "nothing written (--dry-run)"
    say(f"{done}; {change.articles} articles are filed anew by the next build")
    return None
