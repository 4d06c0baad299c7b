"""A bare repository of our own, .cache/deploy.git, to build commits in: made again whenever something changed it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from generator.deploy.git import LOCAL, GitError, git, settings_of
from generator.disk.files import read_if_there, remove_folder, write_atomically

CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
_KNOWN = frozenset("HEAD config objects refs packed-refs shallow".split())
_QUOTED = re.compile(r'[\\"\n\r\t]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Repository:
    """It takes two kinds of settings from the site's own repository: who commits, and how to log in."""

    def __init__(self, path: Path, root: Path) -> None:
        self._path = path.absolute()
        self._root = root.absolute()
        self._settings = _as_environment(list(settings_of(self._root)))
        if not self._is_ours():
            self.renew()

    def renew(self) -> None:
        """Nothing is lost: output/ and the branch hold the same."""
        if self._path.is_symlink() or self._path.is_file():
            self._path.unlink()
        remove_folder(self._path)
        git(["init", "--quiet", "--bare", "--template=", str(self._path)], self._root)
        write_atomically(self._path / "config", CONFIG)
        for found in self._path.iterdir():
            if found.name not in _KNOWN:
                remove_folder(found)

    def _is_ours(self) -> bool:
        """No link, no foreign setting or hook, no lock of an interrupted deploy."""
        if self._path.is_symlink() or not self._path.is_dir():
            return False
        if read_if_there(self._path / "config") != CONFIG or read_if_there(self._path / "HEAD") is None:
            return False
        objects, refs = self._path / "objects", self._path / "refs"
        is_linked = any(one.is_symlink() or not one.is_dir() for one in (objects, refs))
        borrows = any(os.path.lexists(objects / "info" / name) for name in ("alternates", "http-alternates"))
        locks = any(refs.rglob("*.lock")) if not is_linked else True
        return not (is_linked or borrows or locks or {one.name for one in self._path.iterdir()} - _KNOWN)

    def is_whole(self) -> bool:
        return self.ask("fsck", "--no-progress", "--no-dangling", "--connectivity-only") is not None and (
            self.ask("fsck", "--no-progress", "--no-dangling") is not None
        )

    def run(self, *arguments: str, stdin: bytes = b"", index: Path | None = None, seconds: float = LOCAL) -> str:
        """What the command prints; GitError with its complaint."""
        environment = self._settings | ({} if index is None else {"GIT_INDEX_FILE": str(index)})
        options = [f"--git-dir={self._path}", "-c", "core.bare=true"]
        return git([*options, *arguments], self._root, stdin, environment, seconds=seconds)

    def ask(self, *arguments: str) -> str | None:
        """What the command prints, None where it fails."""
        try:
            return self.run(*arguments)
        except GitError:
            return None

    def tree_of(self, folder: Path, paths: Sequence[str]) -> str:
        """Write these files as they are, without filters, and the tree that holds them."""
        names = "".join(f"{_line(f'{folder.absolute()}/{path}')}\n" for path in paths)
        hashes = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=os.fsencode(names)).split()
        lines = "".join(f"100644 {one}\t{path}\0" for one, path in zip(hashes, paths, strict=True))
        index = self._path / "warraq-index"
        index.unlink(missing_ok=True)
        try:
            self.run("update-index", "-z", "--index-info", stdin=os.fsencode(lines), index=index)
            return self.run("write-tree", index=index)
        finally:
            index.unlink(missing_ok=True)

    def commit(self, tree: str, message: str, parent: str | None) -> str:
        """A commit by the user that git is configured for, else by warraq."""
        parents = ["-p", parent] if parent else []
        known = self.ask("var", "GIT_COMMITTER_IDENT") is not None
        named = [] if known else ["-c", "user.name=warraq", "-c", "user.email=warraq@localhost"]
        return self.run(*named, "commit-tree", tree, *parents, "-m", message)


def _as_environment(settings: Sequence[tuple[str, str]]) -> dict[str, str]:
    """In the environment, where a token is not visible in the list of processes."""
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(given) if given.isdecimal() else 0
    found = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (key, value) in enumerate(settings, first):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def _line(path: str) -> str:
    """A path as git reads it from a list: in quotes where a line could not hold it."""
    return f'"{_QUOTED.sub(lambda found: _ESCAPES[found[0]], path)}"' if _QUOTED.search(path) else path
