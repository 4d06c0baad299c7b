"""Errors of the YAML library, explained with the text of the line."""

from __future__ import annotations

import re

import msgspec

from generator.text.yaml.marked import Flaw

_LINE_END = re.compile(r"\r\n|\r|\n")
_KEY = re.compile(r"[\w-]+")
_INDENTED_KEY = re.compile(r"[ \t]+([A-Za-z_][\w-]*):(?:\s|$)")
_FIELD = re.compile(r"([A-Za-z_][\w-]*):[ \t]+(.*?)[ \t]*")
_OF_A_MERGE = ("<<<<<<< ", ">>>>>>> ")
_SIGNS = "@`%&*!|>[]{},#"
_SIGNS_OF_ITEMS = "?@`%&*!|>"


def explained(flaw: Flaw, head: str) -> Flaw:
    """Explain a missing quote or an indented line; other errors keep the message of the library."""
    lines = _LINE_END.split(head)
    if any(line.startswith(_OF_A_MERGE) for line in lines):
        what = "contains conflict markers from an unfinished git merge"
        return msgspec.structs.replace(
            flaw, what=what, hint="keep one side, and remove the lines with the conflict markers"
        )
    here = lines[flaw.line - 1] if 0 < flaw.line <= len(lines) else ""
    indented = _INDENTED_KEY.match(here)
    if indented and flaw.line > 1 and not lines[flaw.line - 2].rstrip().endswith((":", "|", ">")):
        what = f"`{indented[1]}` is indented, so it belongs to the line above"
        return msgspec.structs.replace(flaw, what=what, hint=f"start the line with `{indented[1]}:`")
    field = _FIELD.fullmatch(here)
    if field is None or field[2][:1] in ('"', "'", ""):
        return flaw
    key, value = field.groups()
    if value[0] == "[" and value[-1] == "]":
        return _of_list(flaw, key, value)
    sign = ": " if ": " in value or value.endswith(":") else value[0] if value[0] in _SIGNS else ""
    if not sign or (value[0] in "[{" and sign != ": "):
        return flaw
    verb = "contains" if sign == ": " else "starts with"
    return msgspec.structs.replace(
        flaw, what=f"`{key}` {verb} `{sign.strip()}` but is not in quotes", hint=f"write `{key}: {_quoted(value)}`"
    )


def _of_list(flaw: Flaw, key: str, value: str) -> Flaw:
    """An item of a list on one line that begins with a sign of YAML, such as `[???]`."""
    items = [item.strip() for item in value[1:-1].split(",")]
    first = next((item for item in items if item[:1] in _SIGNS_OF_ITEMS and item), "")
    if not first:
        return flaw
    fixed = ", ".join(_quoted(item) if item[:1] in _SIGNS_OF_ITEMS and item else item for item in items)
    what = f"`{first}` in `{key}` starts with `{first[0]}` but is not in quotes"
    return msgspec.structs.replace(flaw, what=what, hint=f"write `{key}: [{fixed}]`")


def _quoted(value: str) -> str:
    return f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
