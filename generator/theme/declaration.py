"""theme.yaml: a theme's name and settings, and the options that a site may choose."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from generator.config.typed_yaml import Findings, typed
from generator.model import Problem
from generator.text.yaml.marked import parse_yaml

Value = str | bool
Listing = Literal["sections", "tags", "people", "places", "authors", "outlets", "months"]


class Option(msgspec.Struct, frozen=True):
    """The values a site may set: one of `choices`, any text, or true or false with `type: boolean`."""

    default: str = ""
    description: str = ""
    type: Literal["text", "boolean"] = "text"
    choices: tuple[str, ...] = ()


class Declaration(msgspec.Struct, frozen=True):
    """theme.yaml. By default sections show whole cards, since readers come there to read on."""

    name: str = ""
    description: str = ""
    extends: str = ""
    options: dict[str, Option] = {}
    whole_cards: tuple[Listing, ...] = ("sections",)


Declared = Mapping[str, Any]  # the file as it is written, after it was checked


def parse_declaration(path: str, text: str) -> tuple[Declared, tuple[Problem, ...]]:
    """What the file declares, and every problem in the order of the lines; an empty file is a theme too."""
    tree = parse_yaml(text)
    found = Findings(path, text)
    found.flaws(tree)
    declaration = typed(tree.value or {}, Declaration, (), found) or Declaration()
    for name, option in declaration.options.items():
        if what := _misfit(option, option.default):
            where = ("options", name, *(["default"] if "default" in tree.value["options"][name] else []))
            found.value(where, "T106", f"the default of option `{name}` {what[0]}", what[1])
    return tree.value if isinstance(tree.value, dict) else {}, tuple(sorted(found.problems))


def declaration_of(files: Sequence[Declared]) -> Declaration:
    """One over another: options are merged by name; of all else the last value counts."""
    options = {name: option for declared in files for name, option in (declared.get("options") or {}).items()}
    whole: dict[str, Any] = {key: value for declared in files for key, value in declared.items()} | {"options": options}
    declaration: Declaration = typed(whole, Declaration, (), Findings("", ""))
    return declaration


def chosen_options(
    options: Mapping[str, Option], chosen: Mapping[str, str], found: Findings, theme: str
) -> dict[str, Value]:
    """Each option's value: the site's, where it names one that fits, else the default."""
    for name, value in chosen.items():
        where = ("theme_options", name)
        if name not in options:
            near = difflib.get_close_matches(name, options, n=1)
            known = f"known options: {', '.join(options) or 'none'}"
            hint = f"did you mean `{near[0]}`?" if near else known
            found.key(where, "T105", f"theme `{theme}` has no option `{name}`", hint)
        elif what := _misfit(options[name], value):
            found.value(where, "T106", f"option `{name}` of theme `{theme}` {what[0]}", what[1])
    return dict(_values(options, chosen))


def _values(options: Mapping[str, Option], chosen: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    for name, option in options.items():
        value = chosen.get(name, option.default)
        yield name, value.lower() == "true" if option.type == "boolean" else value


def _misfit(option: Option, value: str) -> tuple[str, str] | None:
    """What is wrong with a value, and what to write."""
    choices = ("true", "false") if option.type == "boolean" else option.choices
    if not choices or value in choices:
        return None
    near = difflib.get_close_matches(value, choices, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(choices)}"
    return f"cannot be `{value}`", hint
