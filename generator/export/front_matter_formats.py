"""Front matter in the formats of site generators: YAML, TOML and Pelican's lines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.content.front_matter import quoted

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def yaml_head(fields: Mapping[str, Any]) -> str:
    """Dates and booleans unquoted, texts quoted if YAML needs it."""
    return "\n".join(["---", *_yaml_lines(fields, ""), "---", "", ""])


def _yaml_lines(fields: Mapping[str, Any], indent: str) -> list[str]:
    lines = []
    for key, value in fields.items():
        name = f"{indent}{quoted(key)}:"
        if isinstance(value, Mapping):
            lines += [name, *_yaml_lines(value, f"{indent}  ")]
        elif isinstance(value, (list, tuple)):
            lines.append(f"{name} [{', '.join(map(_yaml_value, value))}]")
        else:
            lines.append(f"{name} {_yaml_value(value)}")
    return lines


def _yaml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{quoted(key)}: {_yaml_value(one)}' for key, one in value.items())}}}"
    return quoted(value, is_date=_DATE.fullmatch(str(value)) is not None)


def toml_head(fields: Mapping[str, Any]) -> str:
    """Plain keys first, then a table for each mapping, as TOML requires."""
    plain = [f"{_toml_key(key)} = {_toml(value)}" for key, value in fields.items() if not isinstance(value, Mapping)]
    tables = []
    for key, table in fields.items():
        if isinstance(table, Mapping):
            tables += ["", f"[{_toml_key(key)}]", *(f"{_toml_key(name)} = {_toml(one)}" for name, one in table.items())]
    return "\n".join(["+++", *plain, *tables, "+++", "", ""])


def _toml_key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _toml_text(key)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_toml_key(key)} = {_toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if _DATE.fullmatch(str(value)) else _toml_text(str(value))


def _toml_text(text: str) -> str:
    """A basic string: TOML has JSON's escapes, except DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def pelican_head(fields: Mapping[str, Any]) -> str:
    """`Key: value` lines; a list ends with a semicolon if Pelican would split it at a comma."""
    return "".join(f"{key[0].upper()}{key[1:]}: {_pelican(value)}\n" for key, value in fields.items()) + "\n"


def _pelican(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        joined = "; ".join(map(_pelican, value))
        return f"{joined};" if len(value) == 1 and re.search("[,،؛]", joined) else joined
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ": ".join(" ".join(str(one).split()) for one in value.values())
    return " ".join(str(value).split())
