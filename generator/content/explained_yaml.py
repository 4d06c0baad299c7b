"""What the YAML library cannot read, in the words of whoever wrote the line."""

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


def explained(flaw: Flaw, head: str) -> Flaw:
    """A colon or a sign that wants quotes, an indented line; what is none of these stays as the library says it."""
    lines = _LINE_END.split(head)
    if any(line.startswith(_OF_A_MERGE) for line in lines):
        what = "holds the marks of a merge that git could not finish"
        return msgspec.structs.replace(
            flaw, what=what, hint="keep one of the two sides, and remove the lines with the marks"
        )
    here = lines[flaw.line - 1] if 0 < flaw.line <= len(lines) else ""
    indented = _INDENTED_KEY.match(here)
    if indented and flaw.line > 1 and not lines[flaw.line - 2].rstrip().endswith((":", "|", ">")):
        what = f"`{indented[1]}` is indented, and so belongs to the line above"
        return msgspec.structs.replace(flaw, what=what, hint=f"begin the line with `{indented[1]}:`")
    field = _FIELD.fullmatch(here)
    if field is None or field[2][:1] in ('"', "'", ""):
        return flaw
    key, value = field.groups()
    sign = ": " if ": " in value or value.endswith(":") else value[0] if value[0] in _SIGNS else ""
    if not sign or (value[0] in "[{" and sign != ": "):
        return flaw
    verb = "holds" if sign == ": " else "opens with"
    return msgspec.structs.replace(
        flaw, what=f"`{key}` {verb} `{sign.strip()}`, and has no quotes", hint=f"write `{key}: {_quoted(value)}`"
    )


def _quoted(value: str) -> str:
    return f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
