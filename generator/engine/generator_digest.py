"""The version of everything that writes output besides content, theme and settings."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

import generator
from generator.digest import digest
from generator.disk.files import read_bytes
from generator.disk.walking import walk

# Libraries whose version decides on bytes of output, by the name of their installed metadata.
LIBRARIES = ("babel", "jinja2", "lunr", "markdown_it_py", "markupsafe", "mdit_py_plugins", "nh3", "pyyaml")


@lru_cache(maxsize=1)
def code_digest() -> bytes:
    """Changes with the source of `generator/` and with the versions of the libraries that write output."""
    package = Path(generator.__file__).parent
    own = [(path, read_bytes(f"{package}/{path}")) for path, _ in walk(package) if path.endswith((".py", ".txt"))]
    return digest(generator.__version__, own, _library_versions())


def decoder_version() -> str:
    """Of Pillow, which is slow to import for a build that decodes nothing; "" where it is installed elsewhere."""
    return next((name for name in _installed() if name.lower().startswith("pillow-")), "")


def _library_versions() -> list[str]:
    """Names like `Jinja2-3.1.6.dist-info`."""
    return sorted(name for name in _installed() if name.lower().rpartition("-")[0].replace("-", "_") in LIBRARIES)


@lru_cache(maxsize=1)
def _installed() -> tuple[str, ...]:
    """The packages installed beside msgspec: quicker than importing what an unchanged site does not need."""
    return tuple(path.name for path in Path(msgspec.__file__).parent.parent.glob("*.dist-info"))
