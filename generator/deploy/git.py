"""Git's plumbing in a repository of our own, .cache/deploy.git: the user's index, branches and files are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.errors import WarraqError


class GitError(WarraqError):
    """Git said no; `what` holds its own words."""


class Repository:
    """A bare repository to build commits in; of the site's own it takes the settings alone: who, and how to log in."""

    def __init__(self, place: Path, root: Path) -> None:
        self._place = place.absolute()
        self._root = root.absolute()
        self._settings: list[str] = []
        if not (place / "HEAD").is_file():
            _git(["init", "--quiet", "--bare", str(self._place)], self._root)
        found = _git_or_none(["rev-parse", "--path-format=absolute", "--git-common-dir"], self._root)
        if found and Path(found).absolute() != self._place:
            self._settings = ["-c", f"include.path={found}/config"]

    def run(self, *arguments: str, stdin: bytes = b"", index: Path | None = None) -> str:
        """What the command prints; GitError with what it complains of."""
        surroundings = {} if index is None else {"GIT_INDEX_FILE": str(index)}
        place = [
            f"--git-dir={self._place}",
            *self._settings,
            "-c",
            "core.bare=true",
            "-c",
            "fetch.unpackLimit=2147483647",
        ]
        return _git([*place, "-c", "core.quotePath=false", *arguments], self._root, stdin, surroundings)

    def ask(self, *arguments: str) -> str | None:
        """What the command prints, None where it fails."""
        try:
            return self.run(*arguments)
        except GitError:
            return None

    def tree_of(self, folder: Path, paths: Sequence[str]) -> str:
        """Write these files as they are, without filters, and the tree that holds them."""
        names = "".join(f"{folder.absolute()}/{path}\n" for path in paths)
        hashes = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names.encode()).split()
        lines = "".join(f"100644 {one}\t{path}\0" for one, path in zip(hashes, paths, strict=True))
        index = self._place / "warraq-index"
        index.unlink(missing_ok=True)
        try:
            self.run("update-index", "-z", "--index-info", stdin=lines.encode(), index=index)
            return self.run("write-tree", index=index)
        finally:
            index.unlink(missing_ok=True)

    def commit(self, tree: str, message: str, parent: str | None) -> str:
        """A commit of the user's where git knows one, else in warraq's name."""
        parents = ["-p", parent] if parent else []
        known = self.ask("var", "GIT_COMMITTER_IDENT") is not None
        named = [] if known else ["-c", "user.name=warraq", "-c", "user.email=warraq@localhost"]
        return self.run(*named, "commit-tree", tree, *parents, "-m", message)


def address_of(root: Path, remote: str) -> str:
    """The URL behind a remote's name; anything else is one itself. Paths are taken from the site's folder."""
    known = (_git_or_none(["remote"], root) or "").split()
    if remote in known:
        url = _git(["remote", "get-url", "--push", remote], root)
        base = Path(_git(["rev-parse", "--show-toplevel"], root))
    elif not remote or not any(sign in remote for sign in "/:\\"):
        said = (
            f"`{remote}` is no remote of it"
            if known
            else "it has none"
            if _is_repository(root)
            else "it is no git repository"
        )
        hint = "git remote add origin URL; or name a URL or a folder in site.yaml, under `deploy:`"
        raise WarraqError(f"there is no git remote `{remote}` to deploy to: of `{root}`, {said}", hint)
    else:
        url, base = remote, root
    return str((base / url).resolve()) if (base / url).is_dir() else url


def past_of(root: Path, paths: Sequence[str], kept: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The commits of all branches that touched these files, newest first, and the blobs that they alone had there."""
    literal = [f":(literal){path}" for path in paths]
    try:
        said = _git(["log", "--all", "--format=%H", "--raw", "--no-abbrev", "--no-renames", "-m", "--", *literal], root)
        mine = _git(["hash-object", "--stdin"], root, kept.encode())
        now = _git(["ls-tree", "-r", "-z", "--full-tree", "HEAD"], root).split("\0")
        gone = set(_git(["ls-tree", "-r", "-z", "--full-name", "HEAD", "--", *paths], root).split("\0"))
    except GitError:
        return (), ()  # no repository, or one without a commit
    commits, blobs = dict[str, None](), dict[str, None]()
    for line in said.splitlines():
        if line.startswith(":"):
            blobs |= dict.fromkeys(line.split()[2:4])
        elif line:
            commits[line] = None
    others = {line.split()[2] for line in now if line and line not in gone} | {mine}
    return tuple(commits), tuple(blob for blob in blobs if blob.strip("0") and blob not in others)


def current_branch(root: Path) -> str:
    """The branch that the site's repository is on, "" where there is none, or no git."""
    try:
        return _git_or_none(["symbolic-ref", "--short", "HEAD"], root) or ""
    except WarraqError:
        return ""


def _is_repository(root: Path) -> bool:
    return _git_or_none(["rev-parse", "--git-dir"], root) is not None


def _git_or_none(arguments: Sequence[str], root: Path) -> str | None:
    try:
        return _git(arguments, root)
    except GitError:
        return None


def _git(
    arguments: Sequence[str], root: Path, stdin: bytes = b"", surroundings: Mapping[str, str] | None = None
) -> str:
    """Run git in the site's folder, free of what a hook or another git around it has set."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_REPOSITORIES}
    kept |= {"LC_ALL": "C.UTF-8"} | ({} if sys.stdin.isatty() else {"GIT_TERMINAL_PROMPT": "0"})
    command = ["git", *arguments]
    try:
        done = subprocess.run(
            command, cwd=root, input=stdin, capture_output=True, env=kept | dict(surroundings or {}), check=False
        )
    except FileNotFoundError as problem:
        hint = "install git, or name a folder in site.yaml: deploy: {folder: …}"
        raise WarraqError("git is not installed, and the site goes to a branch", hint) from problem
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} ended with {done.returncode}"
        raise GitError(said)
    return done.stdout.decode("utf-8", "replace").strip()


_OF_REPOSITORIES = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR "
    "GIT_NAMESPACE GIT_PREFIX GIT_QUARANTINE_PATH".split()
)
