"""What git still holds of files whose text was withdrawn, and the commands that purge it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.deploy.git import past_blobs
from generator.text.counted import counted


class History(msgspec.Struct, frozen=True):
    """`commits` that touched the files, and the `blobs` that hold earlier contents of them."""

    commits: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.blobs:
            return "git has no earlier version of it in this repository"
        lines = [
            f"git still has {counted(len(self.blobs), 'earlier version')} of its files, "
            f"in {counted(len(self.commits), 'commit')} from "
            f"{self.commits[-1][:12]} to {self.commits[0][:12]}. To purge them, commit this withdrawal, then run:",
            f"  printf '%s\\n' {' '.join(self.blobs)} > ../withdrawn-blobs",
            "  git filter-repo --strip-blobs-with-ids ../withdrawn-blobs --force",
            "  git push --force --all && git push --force --tags",
            "(filter-repo removes the remote `origin`: add it again before you push.)",
            "Other people's clones and forks keep their copies; ask the host (GitHub: support) to delete its cache.",
        ]
        return "\n".join(lines)


def history_of(root: Path, paths: Sequence[str], kept: str) -> History:
    """Of these files in all branches and tags; `kept` is a text that may stay."""
    return History(*past_blobs(root, paths, kept))
