"""`deploy`: only a site that is complete and up to date goes out."""

from __future__ import annotations

from urllib.parse import urlsplit

from generator.deploy.branch import Deployed, deploy_to_branch
from generator.deploy.folder import deploy_to_folder
from generator.deploy.signature import refuse_other_signature
from generator.disk.folders import OutputFolder
from generator.engine.site import Site
from generator.engine.status import OutputStatus, output_status
from generator.errors import RefusedError
from generator.text.counted import counted
from generator.workers import Workers


def deploy(site: Site, workers: Workers, *, allows_problems: bool, is_dry_run: bool) -> tuple[Deployed, OutputStatus]:
    """Check that output/ is what a build would make now, then bring it to where site.yaml says."""
    found = output_status(site, workers)
    _refuse_unfinished(site, found, allows_problems=allows_problems)
    refuse_other_signature(site, found.paths)
    output = OutputFolder(site.output)
    sizes = {path: (output.stat(path) or (0, 0))[0] for path in found.paths}
    put = deploy_to_folder if site.settings.deploy.folder else deploy_to_branch
    return put(site, found.paths, sizes, is_dry_run=is_dry_run), found


def _refuse_unfinished(site: Site, found: OutputStatus, *, allows_problems: bool) -> None:
    base_url = site.settings.base_url
    if urlsplit(base_url).hostname == "localhost" and not allows_problems:
        what = f"`base_url` is {base_url}: feeds, sitemaps and citations would send readers to their own machines"
        raise RefusedError(what, "set `base_url` in site.yaml to the public address of the site, and build again")
    if found.stale:
        more = f" (and {len(found.stale) - 1} more)" if len(found.stale) > 1 else ""
        hint = "run `warraq build` first; give deploy the same --base-url and --now"
        raise RefusedError(f"`{site.output}` is not up to date: {found.stale[0]}{more}", hint)
    errors = [problem for problem in found.problems if problem.level == "error"]
    if errors and not allows_problems:
        what = f"the site has {counted(len(errors), 'problem')}; the first is: {errors[0].in_one_line}"
        raise RefusedError(what, "fix them and build again, or deploy with --allow-problems")
