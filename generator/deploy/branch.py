"""Deploy to a branch of a git remote: it holds the site byte for byte, and by default no earlier state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.deploy.deployed import Deployed
from generator.deploy.git import GREETING, TRANSFER, GitError, address_of
from generator.deploy.repository import Repository
from generator.disk.locks import locked
from generator.engine.site import MARKER, Site
from generator.errors import RefusedError, WarraqError
from generator.text.addresses.remote import redacted
from generator.text.terminal import shown

CACHE = "deploy.git"

_FETCH = ("--quiet", "--no-tags", "--depth=1", "--no-write-fetch-head", "--no-recurse-submodules")
_PUSH = ("--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--no-signed")


class _Branch(NamedTuple):
    """A branch of a remote, with the commit that it is at, None where it does not exist."""

    url: str
    name: str
    tip: str | None


def deploy_to_branch(site: Site, paths: Sequence[str], sizes: Mapping[str, int], *, is_dry_run: bool) -> Deployed:
    """Compare trees first: an unchanged site makes no commit."""
    url = address_of(site.root, site.settings.deploy.remote or "origin")
    with locked(site.cache / "deploy.lock", "warraq deploy"):
        repository = Repository(site.cache / CACHE, site.root)
        try:
            changes, put = _send(site, paths, url, repository, is_dry_run=is_dry_run)
        except WarraqError:
            if repository.is_whole():
                raise
            repository.renew()  # an interrupted deploy or a bad disk damaged it
            changes, put = _send(site, paths, url, repository, is_dry_run=is_dry_run)
    target = f"branch {site.settings.deploy.branch} of {redacted(url)}"
    is_written = any(changes.values()) and not is_dry_run
    return Deployed(target, len(paths), sum(sizes.values()), changes, is_written, put)


def _send(
    site: Site, paths: Sequence[str], url: str, repository: Repository, *, is_dry_run: bool
) -> tuple[dict[str, int], tuple[str, ...]]:
    """What is new there, changed and removed, counted, and the paths that are put there."""
    settings = site.settings.deploy
    tip = _tip(repository, url, settings.branch)
    tree = repository.tree_of(site.output, paths)
    changes, put = _changes(repository, tip, tree)
    commit = tip
    if any(changes.values()):
        branch = _Branch(url, settings.branch, tip)
        _refuse_foreign(repository, branch)
        commit = repository.commit(tree, f"Deploy {_title(site)}", tip if settings.history else None)
        _push(repository, branch, commit, is_dry_run=is_dry_run)
    _keep_only(repository, tip if is_dry_run else commit)
    return changes, put


def _title(site: Site) -> str:
    """In one line, so that no word can pass for a trailer of the commit."""
    return shown(" ".join(site.settings.title.split()))


def _tip(repository: Repository, url: str, branch: str) -> str | None:
    """The branch's commit at the remote, fetched where it is not known here; None where there is no such branch."""
    reference = f"refs/heads/{branch}"
    try:
        listing = repository.run("ls-remote", "--refs", "--", url, reference, seconds=GREETING)
        tip = next((line.split()[0] for line in listing.splitlines() if line.endswith(f"\t{reference}")), None)
        if tip and repository.ask("cat-file", "-e", f"{tip}^{{tree}}") is None:
            repository.run("fetch", *_FETCH, "--", url, reference, seconds=TRANSFER)
    except GitError as problem:
        raise WarraqError(
            f"`{redacted(url)}` cannot be read: {problem.what}", "check the address, and that you have read access"
        ) from problem
    return tip


def _changes(repository: Repository, tip: str | None, tree: str) -> tuple[dict[str, int], tuple[str, ...]]:
    before = f"{tip}^{{tree}}" if tip else repository.run("mktree")
    fields = repository.run("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, tree).split("\0")
    kinds, paths = fields[0:-1:2], fields[1::2]
    counts = {"new": kinds.count("A"), "changed": kinds.count("M") + kinds.count("T"), "removed": kinds.count("D")}
    return counts, tuple(path for kind, path in zip(kinds, paths, strict=True) if kind != "D")


def _refuse_foreign(repository: Repository, branch: _Branch) -> None:
    """A branch of somebody's work, named by mistake, is never overwritten."""
    tip = branch.tip
    if tip and not repository.run("ls-tree", tip, "--", MARKER) and repository.run("ls-tree", tip):
        what = f"branch `{branch.name}` of `{redacted(branch.url)}` contains files that Warraq did not create"
        raise RefusedError(
            what, "choose another branch in site.yaml (`deploy: {branch: …}`), or delete this one there first"
        )


def _push(repository: Repository, branch: _Branch, commit: str, *, is_dry_run: bool) -> None:
    """Only onto the commit that was compared: what somebody pushed meanwhile is not overwritten.

    A dry run asks for the right to push.
    """
    options = (*_PUSH, "--dry-run") if is_dry_run else _PUSH
    reference = f"refs/heads/{branch.name}"
    lease = f"--force-with-lease={reference}:{branch.tip or ''}"
    try:
        repository.run("push", *options, lease, "--", branch.url, f"{commit}:{reference}", seconds=TRANSFER)
    except GitError as problem:
        if "stale info" in problem.what:
            raise WarraqError(
                f"branch `{branch.name}` of `{redacted(branch.url)}` has changed in the meantime", "deploy again"
            ) from problem
        hint = "check that you have write access: `git push` from this machine, or the workflow's `contents: write`"
        raise WarraqError(f"`{redacted(branch.url)}` rejects the site: {problem.what}", hint) from problem


def _keep_only(repository: Repository, commit: str | None) -> None:
    """Keep only the branch's current state in the cache: withdrawn text must not remain there."""
    if commit:
        repository.run("update-ref", "refs/deployed", commit)
    repository.run("prune", "--expire=now")
