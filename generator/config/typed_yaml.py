"""Convert a YAML file into frozen values by their types, strictly: all problems at once, each with its line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import msgspec

from generator.errors import SettingsError
from generator.model import Problem
from generator.text.counted import counted
from generator.text.yaml.marked import Flaw, Tree, key_positions, positions

Where = tuple[str | int, ...]
Positions = dict[Where, tuple[int, int]]
MOST_UNKNOWN = 100  # unknown keys of one mapping in a report
LONGEST_KEY = 60  # characters of an unknown key that are shown, and compared with known ones
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


def decoded(data: bytes, name: str) -> str:
    """The text of a file that a person wrote."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SettingsError(f"{name} is not UTF-8 (byte {problem.start})", "save it as UTF-8") from problem


def refuse(name: str, problems: tuple[Problem, ...]) -> None:
    """Raise SettingsError if there are problems."""
    if problems:
        raise SettingsError(f"{name} cannot be used ({counted(len(problems), 'problem')})", problems=problems)


class Findings:
    """Problems with their positions in the file, which are looked up only if there are any."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._text = text
        self._positions: Positions | None = None
        self._key_positions: Positions | None = None

    def flaws(self, tree: Tree) -> None:
        """Add the YAML errors of a file. Control characters in settings are errors too."""
        controls = (
            (Flaw(1, 1, "contains control characters", "remove them, or type the values again"),)
            if tree.has_controls
            else ()
        )
        self.problems += [
            Problem(self.name, flaw.line, flaw.column, "S101", "error", flaw.what, flaw.hint)
            for flaw in (*tree.flaws, *controls)
        ]

    def at(self, where: Where) -> str:
        """The name of a value in messages."""
        return ".".join(map(str, where)) or self.name

    def value(self, where: Where, code: str, what: str, hint: str) -> None:
        if self._positions is None:
            self._positions = positions(self._text)
        line, column = self._positions.get(where, (1, 1))
        self.problems.append(Problem(self.name, line, column, code, "error", what, hint))

    def key(self, where: Where, code: str, what: str, hint: str) -> None:
        if self._key_positions is None:
            self._key_positions = key_positions(self._text)
        line, column = self._key_positions.get(where, (1, 1))
        self.problems.append(Problem(self.name, line, column, code, "error", what, hint))


def typed(value: Any, kind: Any, where: Where, found: Findings) -> Any:
    """The value as this type, or None after a problem."""
    origin = get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(value, kind, where, found)
    if origin is tuple:
        return _tuple(value, get_args(kind)[0], where, found)
    if origin in (dict, Mapping):
        return _dict(value, get_args(kind)[1], where, found)
    if not isinstance(value, str):
        found.value(where, "S103", f"`{found.at(where)}` must be {_kind_name(kind)}", "write it on one line")
        return None
    if origin is Literal:
        return _choice(value, get_args(kind), where, found)
    return _scalar(value, kind, where, found)


def _struct(value: Any, kind: type[Any], where: Where, found: Findings) -> Any:
    if not isinstance(value, dict):
        found.value(where, "S103", f"`{found.at(where)}` must contain keys and values", "write `key: value` lines")
        return None
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    misspelt = set()
    for key in [key for key in value if key not in fields][:MOST_UNKNOWN]:
        near = difflib.get_close_matches(str(key)[:LONGEST_KEY], fields, n=1, cutoff=0.6)
        misspelt.update(near)
        hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(fields)}"
        found.key((*where, key), "S102", f"`{str(key)[:LONGEST_KEY]}` is not a known key of {found.at(where)}", hint)
    required = {key: field for key, field in fields.items() if field.required}
    for key in required:
        if value.get(key) in ("", None) and key not in misspelt:
            found.value(where, "S104", f"{found.at(where)} has no `{key}`", f"add `{key}: …`")
    converted = {
        fields[key].name: typed(item, fields[key].type, (*where, key), found)
        for key, item in value.items()
        if key in fields and item != ""
    }
    usable = {name: item for name, item in converted.items() if item is not None}
    missing = {field.name: {} if get_origin(field.type) else "" for field in required.values()}
    return kind(**(missing | usable))


def _tuple(value: Any, kind: Any, where: Where, found: Findings) -> tuple[Any, ...]:
    if not isinstance(value, list):
        found.value(where, "S103", f"`{found.at(where)}` must be a list", "start each entry with `- `")
        return ()
    items = [typed(item, kind, (*where, position), found) for position, item in enumerate(value)]
    return tuple(item for item in items if item is not None)


def _dict(value: Any, kind: Any, where: Where, found: Findings) -> dict[str, Any]:
    """Texts under keys of the file's choice, or values of one type."""
    is_texts = kind is str
    if not isinstance(value, dict) or (is_texts and not all(isinstance(item, str) for item in value.values())):
        entry = "keys with text values" if is_texts else "keys with `key: value` lines below them"
        found.value(where, "S103", f"`{found.at(where)}` must contain {entry}", "write `key: value` lines below it")
        return {}
    items = {key: item if is_texts else typed(item, kind, (*where, key), found) for key, item in value.items()}
    return {key: item for key, item in items.items() if item is not None}


def _choice(value: str, choices: tuple[str, ...], where: Where, found: Findings) -> str | None:
    if value in choices:
        return value
    near = difflib.get_close_matches(value, choices, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(filter(None, choices))}"
    found.value(where, "S105", f"`{found.at(where)}` cannot be `{value}`", hint)
    return None


def _scalar(value: str, kind: Any, where: Where, found: Findings) -> Any:
    if kind is str or kind is NoneType:
        return value
    if kind is bool and value.lower() in _YES | _NO:
        return value.lower() in _YES
    if kind is int and value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    wanted = _kind_name(kind)
    found.value(where, "S103", f"`{found.at(where)}` must be {wanted}, not `{value}`", f"write {wanted}")
    return None


def _kind_name(kind: Any) -> str:
    return {bool: "true or false", int: "a whole number above 0"}.get(kind, "text")
