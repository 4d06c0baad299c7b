"""`deploy`: only a site that is complete and up to date goes out."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

from generator.deploy.branch import deploy_to_branch
from generator.deploy.deployed import Deployed
from generator.deploy.folder import deploy_to_folder
from generator.deploy.obstacles import obstacles
from generator.deploy.store import deploy_to_store
from generator.disk.folders import OutputFolder
from generator.engine.site import Site
from generator.engine.status import OutputStatus, output_status
from generator.errors import ObstaclesError, UsageError, WarraqError
from generator.workers import Progress, Workers, no_progress


class Extra(NamedTuple):
    """A kind of store: the module that opens it, and the library that this needs."""

    module: str
    library: str


STORES: Mapping[str, Extra] = {
    "s3": Extra("generator.deploy.s3", "boto3"),
    "sftp": Extra("generator.deploy.sftp", "asyncssh"),
}


def deploy(
    site: Site, workers: Workers, progress: Progress = no_progress, *, allows_problems: bool, is_dry_run: bool
) -> tuple[Deployed, OutputStatus]:
    """Check that output/ is what a build would make now, then bring it to where site.yaml says.

    A dry run also asks the place there, so that it finds every obstacle.
    """
    found = output_status(site, workers)
    output = OutputFolder(site.output)
    sizes = {path: stamp[0] for path in found.paths if (stamp := output.stat(path))}
    errors = list(obstacles(site, found, sizes, allows_problems=allows_problems))
    done = None
    if is_dry_run or not errors:
        try:
            done = _put(site, sizes, progress, is_dry_run=is_dry_run)
        except WarraqError as problem:
            errors.append(problem)
    if done is None or errors:
        raise errors[0] if len(errors) == 1 else ObstaclesError(tuple(errors))
    return done, found


def _put(site: Site, sizes: Mapping[str, int], progress: Progress, *, is_dry_run: bool) -> Deployed:
    kind = next((kind for kind in STORES if getattr(site.settings.deploy, kind)), "")
    if kind:
        with _module(kind).open_store(site) as store:
            return deploy_to_store(site, sizes, store, progress, is_dry_run=is_dry_run)
    put = deploy_to_folder if site.settings.deploy.folder else deploy_to_branch
    return put(site, tuple(sizes), sizes, is_dry_run=is_dry_run)


def _module(kind: str) -> Any:
    try:
        return import_module(STORES[kind].module)
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in (STORES[kind].library, "botocore"):
            raise
        what = f"`deploy: {{{kind}: …}}` needs {STORES[kind].library}"
        raise UsageError(what, f"install it: pip install 'warraq[{kind}]'") from problem
