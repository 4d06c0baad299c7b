"""Files that are not content: what editors, systems and unfinished copies leave behind."""

from __future__ import annotations

import re

# Lock and backup files of editors, unfinished downloads, and files that merges and imports put beside others.
_SUFFIXES = "swp swo swn swx orig rej bak backup tmp temp part partial crdownload download new pyc kate-swp".split()
_NAMES = re.compile(
    r"(?:~\$.*|\.~.*|\._.*|\.#.*|#.*#|.+~|.*\.(?:" + "|".join(_SUFFIXES) + r")"
    r"|\.ds_store|(?:eh)?thumbs(?:_vista)?\.db|desktop\.ini|icon\r|\.directory|\.localized|\.fuse_hidden.*|\.nfs[0-9a-f]+)",
    re.IGNORECASE | re.DOTALL,
)
_FOLDERS = frozenset(
    ("__macosx", "@eadir", "#recycle", "$recycle.bin", "system volume information", "lost+found", "__pycache__")
)


def is_litter(path: str) -> bool:
    """Whether a POSIX path is litter, by its name or because it is in a folder of litter."""
    folders, _, name = path.rpartition("/")
    if _NAMES.fullmatch(name):
        return True
    return bool(folders) and not _FOLDERS.isdisjoint(folders.casefold().split("/"))
