"""`warraq terms …`: list, merge and rename the terms of articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.cli.console import say, say_lines
from generator.cli.json_output import print_json
from generator.cli.options import JSON, SITE
from generator.engine.site import Site, open_site
from generator.terms.report import Change, Use, likely_terms, proposed_entries, term_uses, unused_terms
from generator.terms.report import merge as merge_terms
from generator.terms.report import rename as rename_term
from generator.text.counted import counted
from generator.workers import Workers

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written to terms.yaml, but write nothing.")
NOW = "1970-01-01T00:00:00+00:00"  # embargoes do not change terms


@click.group()
def terms() -> None:
    """List the terms of articles; merge and rename them in terms.yaml."""


@terms.command("list")
@SITE
@click.option("--kind", type=click.Choice(("tags", "people", "places", "authors")), help="Only terms of this kind.")
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
@click.option("--limit", default=40, show_default=True, type=click.IntRange(1), help="Maximum number of proposals.")
@JSON
def suggest(root: Path, limit: int, as_json: bool) -> None:
    """Propose terms to merge, with the entries of terms.yaml that would merge them."""
    with _uses(root) as (site, uses):
        found = likely_terms(uses)[:limit]
    if as_json:
        return print_json(found)
    for one in found:
        say(f"{one.gone}  →  {one.kept}   ({one.taxonomy}, {-one.weight} articles: {one.why})")
    if found:
        say_lines(f"\nproposed changes to terms.yaml:\n\n{proposed_entries(site, found)}")
        say_lines("\nto merge a pair: warraq terms merge KEPT GONE")
    else:
        say("no similar terms found")
    return None


@terms.command()
@click.argument("kept")
@click.argument("gone")
@SITE
@DRY_RUN
@JSON
def merge(kept: str, gone: str, root: Path, dry_run: bool, as_json: bool) -> None:
    """Merge the term GONE into KEPT; its pages redirect there."""
    with _uses(root) as (site, uses):
        _print_change(merge_terms(site, uses, kept, gone, is_dry_run=dry_run), as_json)


@terms.command()
@click.argument("old")
@click.argument("new")
@SITE
@DRY_RUN
@JSON
def rename(old: str, new: str, root: Path, dry_run: bool, as_json: bool) -> None:
    """Rename the term OLD to NEW; its old pages redirect to the new ones."""
    with _uses(root) as (site, uses):
        _print_change(rename_term(site, uses, old, new, is_dry_run=dry_run), as_json)


@terms.command()
@SITE
@JSON
def unused(root: Path, as_json: bool) -> None:
    """List entries of terms.yaml that no article uses."""
    with _uses(root) as (site, uses):
        found = unused_terms(site, uses)
    if as_json:
        return print_json(found)
    for term in found:
        say(f"{term.id}  {term.preferred(site.settings.language)}")
    say(f"entries without an article: {len(found)} of {len(site.authority.terms)}")
    return None


@contextmanager
def _uses(root: Path) -> Iterator[tuple[Site, list[Use]]]:
    site = open_site(root, None, base_url=None, now=NOW, has_drafts=True)
    with Workers(0) as workers:
        yield site, term_uses(site, workers)


def _other_names(use: Use) -> str:
    others = [f"{name} {count}" for name, count in sorted(use.spellings.items()) if name != use.name]
    spellings = f" ({', '.join(others)})" if others else ""
    return f"{spellings} = {use.id}" if use.id else spellings


def _print_change(change: Change, as_json: bool) -> None:
    if as_json:
        return print_json(change)
    say_lines(change.diff)
    done = "written" if change.is_written else "nothing written (--dry-run)"
    say(f"{done}; the next build moves {counted(change.articles, 'article')} to the other name")
    return None
