"""What keeps a site from going out, found on this machine before anything is sent: all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from urllib.parse import urlsplit

from generator.config.settings import Deploy
from generator.deploy.signature import refuse_other_signature
from generator.engine.site import Site
from generator.engine.status import OutputStatus
from generator.errors import RefusedError, WarraqError
from generator.hosts.limits import excesses
from generator.hosts.table import HOSTS
from generator.text.counted import counted


def obstacles(
    site: Site, found: OutputStatus, sizes: Mapping[str, int], *, allows_problems: bool
) -> Iterator[WarraqError]:
    base_url = site.settings.base_url
    if urlsplit(base_url).hostname == "localhost" and not allows_problems:
        what = f"`base_url` is {base_url}: feeds, sitemaps and citations would send readers to their own machines"
        yield RefusedError(what, "set `base_url` in site.yaml to the public address of the site, and build again")
    if found.stale:
        more = f" (and {len(found.stale) - 1} more)" if len(found.stale) > 1 else ""
        hint = "run `warraq build` first; give deploy the same --base-url and --now"
        yield RefusedError(f"`{site.output}` is not up to date: {found.stale[0]}{more}", hint)
    errors = [problem for problem in found.problems if problem.level == "error"]
    if errors and not allows_problems:
        what = f"the site has {counted(len(errors), 'problem')}; the first is: {errors[0].in_one_line}"
        yield RefusedError(what, "fix them and build again, or deploy with --allow-problems")
    try:
        refuse_other_signature(site, found.paths)
    except WarraqError as problem:
        yield problem
    yield from over_limits(site.settings.deploy, sizes)


def over_limits(deploy: Deploy, sizes: Mapping[str, int]) -> Iterator[RefusedError]:
    """What the host would refuse after an hour of upload, or publish in part."""
    host = HOSTS.get(host_of(deploy))
    found = [one for one in excesses(host, sizes) if one.kind != "hidden"] if host else []
    for _, group in groupby(sorted(found, key=lambda one: one.kind), key=lambda one: one.kind):
        first, *others = group
        about = f"`{first.path}` {first.what}" if first.path else first.what
        more = f" (and {len(others)} more)" if others else ""
        yield RefusedError(f"{about}{more}", first.hint)


def host_of(deploy: Deploy) -> str:
    """Who will serve the site, as far as the settings say; a branch is for GitHub unless they say otherwise."""
    if deploy.host:
        return deploy.host
    return "s3" if deploy.s3 else "" if deploy.folder or deploy.sftp else "github"
