"""`warraq deploy` and `warraq sign`: the built site goes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.build_time import moment
from generator.cli.console import say, say_data, say_lines
from generator.cli.options import BUILT, SITE, WORKERS
from generator.cli.progress import show_progress
from generator.config.site_yaml import load_settings
from generator.deploy.deploy import deploy as deploy_site
from generator.deploy.deployed import Deployed
from generator.deploy.host_files import write_host_files
from generator.deploy.signature import refuse_other_signature
from generator.deploy.signature import sign as sign_root
from generator.deploy.websub import notify_hub
from generator.disk.folders import OutputFolder
from generator.engine.forwards import forwards_of
from generator.engine.site import Site, open_site, view_of
from generator.errors import UsageError
from generator.hosts.servers import SNIPPETS
from generator.text.counted import counted
from generator.workers import Workers


@click.command()
@SITE
@click.option(
    "--init", "is_init", is_flag=True, help="Create the files that hosts look for: workflow, CNAME, security.txt."
)
@click.option("--dry-run", is_flag=True, help="Show what would be done, but do nothing.")
@click.option("--allow-problems", is_flag=True, help="Deploy even if the build reported errors.")
@click.option(
    "--snippet",
    type=click.Choice(list(SNIPPETS)),
    help="Do not deploy; print what this web server needs to serve the site: types, cache times, policy, redirects.",
)
@click.option("--ping", is_flag=True, help="Do not deploy; notify the hub (`websub:`) of all feeds again.")
@BUILT
@click.option("--base-url", help="The address that it was built for, instead of site.yaml's.")
@click.option("--now", help="The time it was built for, ISO 8601 (default: SOURCE_DATE_EPOCH, else now).")
@WORKERS
def deploy(
    root: Path,
    is_init: bool,
    dry_run: bool,
    allow_problems: bool,
    snippet: str | None,
    ping: bool,
    output: Path | None,
    base_url: str | None,
    now: str | None,
    workers: int | None,
) -> None:
    """Publish the built site, to where `deploy:` in site.yaml says: a git branch, a folder, a bucket, a server."""
    if is_init:
        return _write_host_files(root, moment(now))
    site = open_site(root, output, base_url=base_url, now=moment(now), has_drafts=False)
    if ping:
        return _notify_hub_of_all(site)
    if snippet:
        base_path = view_of(site.settings).base_path
        with Workers(workers or 0) as pool:
            say_data(SNIPPETS[snippet](base_path, forwards_of(site, pool)).encode())
        return None
    with Workers(workers or 0) as pool, show_progress() as progress:
        done, found = deploy_site(site, pool, progress, allows_problems=allow_problems, is_dry_run=dry_run)
    for problem in found.problems:
        say_lines(str(problem), err=True)
    say(_summary(done))
    if done.is_written and site.settings.websub:
        _notify_hub(site, done.put)
    return None


@click.command()
@click.option("--key", type=click.Path(path_type=Path), help="An SSH key: its file, or its .pub file.")
@click.option("--check", "is_checking", is_flag=True, help="Do not sign; fail if the signature is outdated.")
@SITE
@BUILT
def sign(key: Path | None, is_checking: bool, root: Path, output: Path | None) -> None:
    """Sign the hash of the whole archive, so that readers can tell whose it is (`integrity: true`)."""
    site = open_site(root, output, base_url=None, now=moment(None), has_drafts=False)
    if is_checking:
        refuse_other_signature(site, list(OutputFolder(site.output).paths()))
        say("no outdated signature found")
        return
    if key is None:
        raise UsageError("--key is missing", "give the path of an SSH key file, or use --check")
    done = sign_root(site, key)
    if not done.is_new:
        say("already signed: the signature has not changed")
        return
    for path in done.paths:
        say(f"created {path}")
    say("next: warraq build, then warraq deploy")


def _write_host_files(root: Path, now: str) -> None:
    for path, obstacle in write_host_files(root, load_settings(root), now):
        say(f"{path}: {obstacle}" if obstacle else f"created {path}")


def _notify_hub_of_all(site: Site) -> None:
    if not site.settings.websub:
        raise UsageError("`websub` is not set in site.yaml", "add `websub: https://…` to it")
    _notify_hub(site, list(OutputFolder(site.output).paths()))


def _notify_hub(site: Site, paths: Sequence[str]) -> None:
    for topic in notify_hub(site, paths):
        say(f"notified {site.settings.websub} of {topic}")


def _summary(done: Deployed) -> str:
    if done.is_unchanged:
        return f"{done.target} is up to date: {counted(done.files, 'file')}"
    changes = ", ".join(f"{count} {kind}" for kind, count in done.changes.items() if count)
    verb = "deployed to" if done.is_written else "would deploy to"
    return f"{verb} {done.target}: {counted(done.files, 'file')}, {counted(done.bytes, 'byte')} ({changes})"
