"""`warraq check` and `warraq explain`: what is wrong with a finished site, and what a code means."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import say, say_lines
from generator.cli.options import JSON, SITE, WORKERS, print_json

if TYPE_CHECKING:
    from generator.check.findings import Finding

OUTPUT = click.option("--output", type=click.Path(path_type=Path), help="Where the pages are (default: SITE/output).")
BASE_URL = click.option("--base-url", help="The address of the published site, instead of site.yaml's.")


@click.command()
@SITE
@OUTPUT
@BASE_URL
@click.option("--external", is_flag=True, help="Ask other sites too whether what is linked there still answers.")
@click.option("--budget", is_flag=True, help="Say where the bytes go, how far they reach and what would save some.")
@WORKERS
@JSON
def check(
    root: Path,
    output: Path | None,
    base_url: str | None,
    external: bool,
    budget: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Look over the built site: links, pages, feeds, sitemaps, colours, limits. Exit code 1 if anything is found."""
    from generator.config.site_yaml import at_address, load_settings

    settings, place = at_address(load_settings(root), base_url), output or root / "output"
    if budget:
        _print_budget(place, as_json)
        return
    findings = _findings(place, settings.base_url, workers or 0, root / ".cache" if external else None)
    if as_json:
        print_json(findings)
    else:
        for each in findings:
            say_lines(str(each))
        say(_summary(findings))
    from generator.check.findings import is_clean

    sys.exit(0 if is_clean(findings) else 1)


def _findings(output: Path, base_url: str, workers: int, cache: Path | None) -> list[Finding]:
    from generator.check.site import check_site
    from generator.workers import Workers

    with Workers(workers) as pool:
        findings, whole = check_site(output, base_url, pool.map_batches)
    if cache is not None:
        from generator.check.external import check_outbound
        from generator.records.site_lock import check_cache

        check_cache(cache.parent)
        today = datetime.now(UTC).date().isoformat()
        findings += check_outbound(whole.outbound, cache / "external.json", today)
    return findings


def _summary(findings: list[Finding]) -> str:
    counts = {level: sum(each.level == level for each in findings) for level in ("error", "warning", "note")}
    said = ", ".join(f"{count} {level}{'s' if count > 1 else ''}" for level, count in counts.items() if count)
    return f"{said or 'nothing found'}" + ("; `warraq explain CODE` says more" if said else "")


def _print_budget(output: Path, as_json: bool) -> None:
    from generator.check.budget import budget_of, budget_text

    budget = budget_of(output)
    if as_json:
        print_json(budget)
    else:
        say_lines(budget_text(budget))
    sys.exit(1 if budget.is_over else 0)


@click.command()
@click.argument("code")
@JSON
def explain(code: str, as_json: bool) -> None:
    """Explain a problem CODE: what it means, why it matters and how to fix it."""
    from generator.check.explain import explanation

    found = explanation(code)
    if as_json:
        print_json(found)
    else:
        say_lines(str(found))
