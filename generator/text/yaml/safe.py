"""Check untrusted YAML before values are built: nesting and aliases must stay within limits.

An alias repeats the content of its anchor, so nine short lines can mean a billion values, and an anchor that contains
its own alias never ends. YAML parsers handle nesting by recursion. Both are detected from the events of the document,
in time proportional to its size; text that cannot contain either is not checked.
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
MAX_REPEATED = 100_000  # characters and values that all aliases of a file may repeat
_FEW = 20
# Each level of a block is indented or starts with an indicator on the same line, except lists in maps.
_DEEP_BLOCK = re.compile(rf"^[ \t?:-]{{{_FEW},}}", re.MULTILINE)


class UnsafeYAMLError(yaml.MarkedYAMLError):
    """YAML beyond the limits."""


def _unsafe(what: str, mark: Any) -> UnsafeYAMLError:
    return UnsafeYAMLError(None, None, what, mark)


def check_yaml(text: str) -> None:
    """Raise UnsafeYAMLError, with the position, for excessive nesting or aliases.

    Syntax errors are left to the parser.
    """
    if not _may_be_unsafe(text):
        return
    try:
        _check_events(text)
    except UnsafeYAMLError:
        raise
    except (yaml.YAMLError, RecursionError) as problem:
        if "nesting" in str(problem).lower():  # the parser has its own limit
            mark = getattr(problem, "problem_mark", None)
            raise _unsafe(_too_deep(), mark) from problem


def safe_load(text: str) -> Any:
    """`yaml.safe_load` for YAML within the limits."""
    check_yaml(text)
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (ValueError, TypeError, AttributeError, OverflowError) as problem:  # an invalid date or number
        raise _unsafe(f"a value does not match its tag: {problem}"[:200], None) from problem


def safe_compose(text: str, loader: Any = yaml.SafeLoader) -> Any:
    """`yaml.compose` for YAML within the limits."""
    check_yaml(text)
    return yaml.compose(text, Loader=loader)


def _may_be_unsafe(text: str) -> bool:
    has_aliases = "*" in text and "&" in text
    return has_aliases or text.count("[") + text.count("{") > _FEW or _DEEP_BLOCK.search(text) is not None


def _check_events(text: str) -> None:
    sizes: dict[str | None, int] = {}
    open_: list[tuple[str | None, int]] = []  # anchor and size so far of each open collection
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
                raise _unsafe(f"`*{event.anchor}` is inside the value that it repeats", event.start_mark)
            size += sizes.get(event.anchor, 0)
            repeated += sizes.get(event.anchor, 0)
            if repeated > MAX_REPEATED:
                what = f"`*{event.anchor}`: aliases repeat more than {MAX_REPEATED:,} characters"
                raise _unsafe(what, event.start_mark)


def _too_deep() -> str:
    return f"is nested more than {MAX_DEPTH} levels deep"
