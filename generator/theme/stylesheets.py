"""Static files of a theme. A style sheet is joined with those that it imports: browsers wait for one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.disk.files import read_bytes
from generator.theme.layers import Layer

STATIC = "static/"
# As CSS has it, at the beginning of a line; what names a folder or another host stays an import.
_IMPORT = re.compile(rb"""^@import\s+["']([\w.-]+\.css)["'];[ \t]*\r?\n?""", re.MULTILINE)


class Asset(msgspec.Struct, frozen=True):
    """A static file: its path in output/, its file, the style sheets that it imports by name, its name in messages."""

    path: str
    file: Path
    imports: tuple[tuple[str, Path], ...] = ()
    source: str = ""


def static_files(layers: Sequence[Layer]) -> tuple[Asset, ...]:
    """Each from the uppermost layer that has it; imported style sheets are no files of their own."""
    owners = {path.removeprefix(STATIC): layer for layer in layers for path in layer.files if path.startswith(STATIC)}
    files = {path: layer.folder / f"{STATIC}{path}" for path, layer in owners.items()}
    assets = [
        Asset(f"assets/{path}", file, tuple(_imports(path, file, files)), owners[path].source(f"{STATIC}{path}"))
        for path, file in files.items()
    ]
    taken = {file for asset in assets for _, file in asset.imports}
    return tuple(sorted((asset for asset in assets if asset.file not in taken), key=lambda asset: asset.path))


def asset_bytes(asset: Asset) -> bytes:
    data = read_bytes(asset.file)
    sheets = {name.encode(): file for name, file in asset.imports}
    return _IMPORT.sub(lambda found: read_bytes(sheets[found[1]]) if found[1] in sheets else found[0], data)


def _imports(path: str, file: Path, files: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    if path.endswith(".css") and "/" not in path:
        for name in _IMPORT.findall(read_bytes(file)):
            if name.decode() in files and name.decode() != path:
                yield name.decode(), files[name.decode()]
