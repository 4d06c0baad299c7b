"""seeds/columns.yaml: the field of each table column whose name does not say it."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.disk.files import read_if_there
from generator.errors import UsageError
from generator.ingest.seeds import SEEDS
from generator.text.yaml.safe import safe_load

PATH = f"{SEEDS}/columns.yaml"
_HINT = "write one `Name of the column: title` per line"


def read_columns(root: Path) -> dict[str, str]:
    data = read_if_there(root / PATH)
    if not data:
        return {}
    try:
        found = safe_load(data.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise UsageError(f"{PATH} cannot be read: {problem}", _HINT) from problem
    if not isinstance(found, dict):
        raise UsageError(f"{PATH} is not a list of `column: field` lines", _HINT)
    return {str(column): str(field or "") for column, field in found.items()}
