"""Plugins on disk: the one that docs/plugins.md shows, and small ones that do what they must not do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.importers.formats import Format
from generator.importers.piece import Piece, SiteContext
from generator.model import Evidence, RawArticle
from support.docs import shown_files


def read_piece(piece: Piece, _paper: SiteContext) -> Iterable[RawArticle]:
    """A format as a plugin adds it: the first line is the title, the rest the text."""
    title, _, body = piece.data.decode().partition("\n")
    yield RawArticle(
        piece.source, {"title": title}, f"{body}\n", evidence=(Evidence("title", title, "first line", 1.0),)
    )


ROW = Format("shout", "shouts (.shout)", lambda path, _: path.endswith(".shout"), "support.plugin:read_piece")


def installed(folder: Path, points: str, code: str = "", *, version: str = "1.0") -> Path:
    """A folder for PYTHONPATH with a package `sample`: its code, and the entry points as its metadata names them."""
    metadata = folder / "sample-1.0.dist-info"
    metadata.mkdir(parents=True, exist_ok=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sample\nVersion: {version}\n")
    (metadata / "entry_points.txt").write_text(points)
    if code:
        (folder / "sample.py").write_text(code)
    return folder


def installed_from_docs(folder: Path) -> Path:
    """A folder for PYTHONPATH with the plugin of the docs, built as a wheel and installed by pip."""
    files = shown_files("plugins.md")
    source, wheels, place = folder / "source", folder / "wheels", folder / "installed"
    source.mkdir(parents=True)
    for name in ("pyproject.toml", "warraq_events.py"):
        (source / name).write_text(files[name], encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    install = [*pip, "install", "--no-deps", "--no-index", "--target", str(place), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return place
