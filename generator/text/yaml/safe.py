"""YAML of strangers is looked at before it is built: nesting and aliases must stay small.

An alias repeats what its anchor holds, so nine short lines can mean a billion values, and an anchor that holds its own
alias never ends. Parsers of YAML follow nesting by recursion. Both are told from the events of the document, which cost
what its bytes cost; texts that can hold neither are not looked at twice.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    ScalarEvent,
)

MAX_DEPTH = 64
MAX_REPEATED = 100_000  # letters and values that all aliases of a file may stand for
_FEW = 20
# Each level of a block indents its inside or opens it with an indicator on the same line; lists in maps need not.
_DEEP_BLOCK = re.compile(rf"^[ \t?:-]{{{_FEW},}}", re.MULTILINE)


class UnsafeYAMLError(yaml.MarkedYAMLError):
    """YAML that is read nowhere."""


def _unsafe(what: str, mark: Any) -> UnsafeYAMLError:
    return UnsafeYAMLError(None, None, what, mark)


def check_yaml(text: str) -> None:
    """Raise UnsafeYAMLError for nesting without measure and aliases that multiply, with the place; else do nothing.

    Syntax errors are left to whoever builds the values.
    """
    if not _may_be_unsafe(text):
        return
    try:
        _check_events(text)
    except UnsafeYAMLError:
        raise
    except (yaml.YAMLError, RecursionError) as problem:
        if "nesting" in str(problem).lower():  # the parser has a limit of its own
            mark = getattr(problem, "problem_mark", None)
            raise _unsafe(_too_deep(), mark) from problem


def safe_load(text: str) -> Any:
    """What `yaml.safe_load` gives, of YAML that may be read."""
    check_yaml(text)
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (ValueError, TypeError, AttributeError, OverflowError) as problem:  # of a date or number that is none
        raise _unsafe(f"a value is not what its tag says: {problem}"[:200], None) from problem


def safe_compose(text: str, loader: Any = yaml.SafeLoader) -> Any:
    """What `yaml.compose` gives, of YAML that may be read."""
    check_yaml(text)
    return yaml.compose(text, Loader=loader)


def _may_be_unsafe(text: str) -> bool:
    has_aliases = "*" in text and "&" in text
    return has_aliases or text.count("[") + text.count("{") > _FEW or _DEEP_BLOCK.search(text) is not None


def _check_events(text: str) -> None:
    sizes: dict[str | None, int] = {}
    open_: list[tuple[str | None, int]] = []  # anchor and size so far of each collection that is not closed
    repeated = size = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, CollectionStartEvent):
            open_.append((event.anchor, size))
            size = 1
            if len(open_) > MAX_DEPTH:
                raise _unsafe(_too_deep(), event.start_mark)
        elif isinstance(event, CollectionEndEvent):
            anchor, before = open_.pop()
            if anchor:
                sizes[anchor] = size
            size += before
        elif isinstance(event, ScalarEvent):
            size += 1 + len(event.value)
            if event.anchor:
                sizes[event.anchor] = 1 + len(event.value)
        elif isinstance(event, AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_):
                raise _unsafe(f"`*{event.anchor}` stands inside of what it repeats", event.start_mark)
            size += sizes.get(event.anchor, 0)
            repeated += sizes.get(event.anchor, 0)
            if repeated > MAX_REPEATED:
                what = f"`*{event.anchor}`: aliases repeat more than {MAX_REPEATED:,} letters"
                raise _unsafe(what, event.start_mark)


def _too_deep() -> str:
    return f"is nested more than {MAX_DEPTH} levels deep"
