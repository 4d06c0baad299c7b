"""`warraq check`: what is wrong with a built site."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.check.budget import Budget, budget_of, budget_text, room_lines
from generator.check.external import check_outbound
from generator.check.findings import Finding, is_clean
from generator.check.hosts import DEFAULT
from generator.check.site import check_site
from generator.cli.console import say, say_lines
from generator.cli.json_output import print_json
from generator.cli.options import BASE_URL, BUILT, JSON, SITE, WORKERS
from generator.config.site_yaml import at_address, load_settings
from generator.hosts.table import HOSTS
from generator.records.site_lock import check_cache
from generator.workers import Workers


@click.command()
@SITE
@BUILT
@BASE_URL
@click.option("--external", is_flag=True, help="Also check that links to other sites still work.")
@click.option(
    "--budget", is_flag=True, help="Show where the bytes go, how close the limits are and what would save space."
)
@click.option("--host", type=click.Choice(list(HOSTS)), help="Who will serve the site: its limits (default: github).")
@WORKERS
@JSON
def check(
    root: Path,
    output: Path | None,
    base_url: str | None,
    external: bool,
    budget: bool,
    host: str | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Check the built site: links, pages, feeds, sitemaps, colours, limits. Exit code 1 if anything is found."""
    settings, built = at_address(load_settings(root), base_url), output or root / "output"
    named = host or settings.deploy.host
    if budget:
        _print_budget(budget_of(built, HOSTS[named or DEFAULT]), as_json)
        return
    findings = _findings(built, settings.base_url, workers or 0, named, root / ".cache" if external else None)
    if as_json:
        print_json(findings)
    else:
        for each in findings:
            say_lines(str(each))
        if named:
            limits = budget_of(built, HOSTS[named])
            say_lines("\n".join(room_lines(limits.host, limits.rooms)))
        say(_summary(findings))
    sys.exit(0 if is_clean(findings) else 1)


def _findings(output: Path, base_url: str, workers: int, host: str, cache: Path | None) -> list[Finding]:
    with Workers(workers) as pool:
        findings, whole = check_site(output, base_url, pool.map_batches, host)
    if cache is not None:
        check_cache(cache.parent)
        today = datetime.now(UTC).date().isoformat()
        findings += check_outbound(whole.outbound, cache / "external.json", today)
    return findings


def _summary(findings: list[Finding]) -> str:
    counts = {level: sum(each.level == level for each in findings) for level in ("error", "warning", "note")}
    total = ", ".join(f"{count} {level}{'s' if count > 1 else ''}" for level, count in counts.items() if count)
    return f"{total}; run `warraq explain CODE` for details" if total else "no problems found"


def _print_budget(budget: Budget, as_json: bool) -> None:
    if as_json:
        print_json(budget)
    else:
        say_lines(budget_text(budget))
    sys.exit(1 if budget.is_over else 0)
