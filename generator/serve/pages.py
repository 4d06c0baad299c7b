"""output/ as GitHub Pages serves it: which file, or which redirect, answers a path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Answer(NamedTuple):
    """`file` with 200 or 404, or `location` with 301; neither for a 404 without a page of its own."""

    status: int
    file: Path | None = None
    location: str = ""


def answer(output: Path, base_path: str, path: str) -> Answer:
    """`path` is the decoded path of the request. Nothing outside output/ is ever answered."""
    if path + "/" == base_path:
        return Answer(301, location=base_path)
    if not path.startswith(base_path):
        return Answer(404)
    inner = path[len(base_path) :]
    if not _is_plain(inner):
        return _missing(output)
    file = output / inner
    if inner == "" or inner.endswith("/"):
        found = _inside(output, file / "index.html")
        return Answer(200, found) if found else _missing(output)
    found = _inside(output, file) or _inside(output, file.with_name(file.name + ".html"))
    if found:
        return Answer(200, found)
    if _inside(output, file / "index.html"):
        return Answer(301, location=f"{path}/")
    return _missing(output)


def _is_plain(inner: str) -> bool:
    """No spelling of a way up or out: dots, backslashes, NUL, empty steps, drive letters."""
    parts = inner.removesuffix("/").split("/")
    return not any(part in (".", "..") for part in parts) and "" not in parts[:-1] and not set("\\\0:") & set(inner)


def _inside(output: Path, file: Path) -> Path | None:
    """The file itself, if it is one and lies in output/ after all links are followed."""
    try:
        real, root = os.path.realpath(file), os.path.realpath(output)
        return Path(real) if real.startswith(root + os.sep) and os.path.isfile(real) else None
    except (OSError, ValueError):
        return None


def _missing(output: Path) -> Answer:
    return Answer(404, _inside(output, output / "404.html"))
