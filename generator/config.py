"""site.yaml becomes Settings, strictly: every problem at once, each with its place."""

from __future__ import annotations

import difflib
import re
import string
import typing
import zoneinfo
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

import msgspec

from generator.errors import SettingsError
from generator.files import read_if_there
from generator.model import Problem
from generator.settings import Settings
from generator.text.marked_yaml import Flaw, key_places, parse_yaml, places
from generator.text.permalink import PATTERN_FIELDS

NAME = "site.yaml"
Where = tuple[str | int, ...]
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


def load_settings(root: Path) -> Settings:
    """Read ROOT/site.yaml; SettingsError carries all that is wrong with it."""
    data = read_if_there(root / NAME)
    if data is None:
        raise SettingsError(f"`{root}` has no {NAME}", "run `warraq init FOLDER`, or name the site with --site")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SettingsError(f"{NAME} is not UTF-8 (byte {problem.start})", "save it as UTF-8") from problem
    settings, problems = parse_settings(text)
    if problems:
        raise SettingsError(f"{NAME} cannot be used ({len(problems)} problems)", problems=problems)
    return settings


def parse_settings(text: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings (defaults where a value is wrong) and every problem, in the order of their places."""
    tree = parse_yaml(text)
    found = _Findings(text)
    found.flaws(tree.flaws)
    if tree.flaws and not tree.value:
        return Settings(title=""), tuple(found.problems)
    settings = _struct(tree.value, Settings, (), found) or Settings(title="")
    return _checked(settings, found), tuple(sorted(found.problems))


class _Findings:
    """Problems with their places in the file, looked up only when there are any."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text

    def flaws(self, flaws: tuple[Flaw, ...]) -> None:
        self.problems += [
            Problem(NAME, flaw.line, flaw.column, "S101", "error", flaw.what, flaw.hint) for flaw in flaws
        ]

    def value(self, where: Where, code: str, what: str, hint: str) -> None:
        line, column = places(self._text).get(where, (1, 1))
        self.problems.append(Problem(NAME, line, column, code, "error", what, hint))

    def key(self, where: Where, what: str, hint: str) -> None:
        line, column = key_places(self._text).get(where, (1, 1))
        self.problems.append(Problem(NAME, line, column, "S102", "error", what, hint))


def _convert(value: Any, kind: Any, where: Where, found: _Findings) -> Any:
    """The value as this type, or None after a problem."""
    origin = get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(value, kind, where, found)
    if origin is tuple:
        return _tuple(value, get_args(kind)[0], where, found)
    if origin is dict:
        return _dict(value, where, found)
    if not isinstance(value, str):
        found.value(where, "S103", f"`{_name(where)}` must be {_kind_name(kind)}", "write it on one line")
        return None
    if origin is Literal:
        return _choice(value, get_args(kind), where, found)
    return _scalar(value, kind, where, found)


def _struct(value: Any, kind: type[Any], where: Where, found: _Findings) -> Any:
    if not isinstance(value, dict):
        found.value(where, "S103", f"`{_name(where)}` must be keys and values", "write `key: value` lines")
        return None
    hints = typing.get_type_hints(kind)
    misspelt = set()
    for key in value:
        if key not in hints:
            near = difflib.get_close_matches(str(key), hints, n=1, cutoff=0.6)
            misspelt.update(near)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(hints)}"
            found.key((*where, key), f"`{key}` is no key of {_name(where)}", hint)
    required = [field.name for field in msgspec.structs.fields(kind) if field.required]
    for name in required:
        if value.get(name) in ("", None) and name not in misspelt:
            found.value(where, "S104", f"{_name(where)} has no `{name}`", f"add `{name}: …`")
    converted = {
        key: _convert(item, hints[key], (*where, key), found)
        for key, item in value.items()
        if key in hints and not (item == "" and key not in required)
    }
    usable = {key: item for key, item in converted.items() if item is not None}
    return kind(**(dict.fromkeys(required, "") | usable))


def _tuple(value: Any, kind: Any, where: Where, found: _Findings) -> tuple[Any, ...]:
    if not isinstance(value, list):
        found.value(where, "S103", f"`{_name(where)}` must be a list", "open each entry with `- `")
        return ()
    items = [_convert(item, kind, (*where, position), found) for position, item in enumerate(value)]
    return tuple(item for item in items if item is not None)


def _dict(value: Any, where: Where, found: _Findings) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        found.value(where, "S103", f"`{_name(where)}` must be keys with texts", "write `key: value` lines below it")
        return {}
    return value


def _choice(value: str, choices: tuple[str, ...], where: Where, found: _Findings) -> str | None:
    if value in choices:
        return value
    near = difflib.get_close_matches(value, choices, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(choices)}"
    found.value(where, "S105", f"`{_name(where)}` cannot be `{value}`", hint)
    return None


def _scalar(value: str, kind: Any, where: Where, found: _Findings) -> Any:
    if kind is str or kind is NoneType:
        return value
    if kind is bool and value.lower() in _YES | _NO:
        return value.lower() in _YES
    if kind is int and value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    found.value(where, "S103", f"`{_name(where)}` must be {_kind_name(kind)}, not `{value}`", "correct the value")
    return None


def _kind_name(kind: Any) -> str:
    return {bool: "true or false", int: "a whole number above 0"}.get(kind, "a text")


def _name(where: Where) -> str:
    return ".".join(map(str, where)) or NAME


def _checked(settings: Settings, found: _Findings) -> Settings:
    """What no type says: addresses, names of time zones and languages, patterns."""
    parts = urlsplit(settings.base_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        hint = "write it whole, like https://example.org/archive/"
        found.value(("base_url",), "S106", f"`{settings.base_url}` is no address of a site", hint)
    try:
        zoneinfo.ZoneInfo(settings.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(settings.timezone, zoneinfo.available_timezones(), n=1)
        hint = f"did you mean `{near[0]}`?" if near else "write it like Africa/Cairo"
        found.value(("timezone",), "S107", f"`{settings.timezone}` is no time zone", hint)
    if not _LANGUAGE.fullmatch(settings.language):
        found.value(("language",), "S108", f"`{settings.language}` is no language tag", "write it like ar or fa-AF")
    if not re.fullmatch(r"[\w-]+", settings.theme):
        found.value(("theme",), "S110", f"`{settings.theme}` is no theme's name", "name a folder of themes/")
    _check_pattern(settings.permalink, found)
    return msgspec.structs.replace(settings, base_url=settings.base_url.rstrip("/") + "/")


def _check_pattern(pattern: str, found: _Findings) -> None:
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    except ValueError:
        fields = ["?"]
    if set(fields) - set(PATTERN_FIELDS) or "slug" not in fields:
        hint = f"use {', '.join(f'{{{name}}}' for name in PATTERN_FIELDS)}, and {{slug}} in any case"
        found.value(("permalink",), "S109", f"`{pattern}` is no pattern of a permalink", hint)
