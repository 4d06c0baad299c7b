"""YAML with every scalar as the text that was written, and the position of each value.

`no`, `00123`, `12:30` and `2025-02-13` stay text; the reader of a key converts them, strictly.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.text.controls import without_controls
from generator.text.yaml.safe import UnsafeYAMLError, check_yaml, safe_compose

Path = tuple[str | int, ...]


QUOTE = "put quotes around a value that contains `: ` or `#`, or starts with a bracket or quote; indent with spaces"
UNSAFE = "write out what is repeated and nest less, because such YAML can fill the memory"


class Flaw(msgspec.Struct, frozen=True):
    """A part that cannot be read; `line` and `column` count from 1."""

    line: int
    column: int
    what: str
    hint: str


class Tree(msgspec.Struct, frozen=True):
    """Nested dicts, lists and texts, and the errors found."""

    value: Any
    flaws: tuple[Flaw, ...] = ()
    has_controls: bool = False  # some were written, possibly as escapes, and were removed


class _TextLoader(yaml.CSafeLoader):
    """libyaml without implicit types."""

    has_controls = False


class _DuplicateKeyError(Exception):
    """Raised while constructing; the slow path finds the position."""


def _mapping(loader: _TextLoader, node: Node) -> dict[str, Any]:
    assert isinstance(node, MappingNode)
    found = {
        str(loader.construct_object(key, deep=True)): loader.construct_object(value, deep=True)
        for key, value in node.value
    }
    if len(found) != len(node.value):
        raise _DuplicateKeyError
    return found


def _text(loader: _TextLoader, node: Node) -> str:
    assert isinstance(node, ScalarNode)
    text = str(node.value)
    clean = without_controls(text)
    loader.has_controls = loader.has_controls or len(clean) != len(text)
    return clean


_TextLoader.yaml_implicit_resolvers = {}
_TextLoader.yaml_constructors = dict(yaml.CSafeLoader.yaml_constructors)
_TextLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
for _tag in ("str", "null", "bool", "int", "float", "timestamp", "binary", "merge"):
    _TextLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _text)


class _LenientLoader(_TextLoader):
    """Uses the last value of a repeated key."""


def _lenient_mapping(loader: _LenientLoader, node: Node) -> dict[str, Any]:
    assert isinstance(node, MappingNode)
    return {str(key.value): loader.construct_object(value, deep=True) for key, value in node.value}


_LenientLoader.yaml_constructors = dict(_TextLoader.yaml_constructors)
_LenientLoader.add_constructor("tag:yaml.org,2002:map", _lenient_mapping)


def parse_yaml(text: str) -> Tree:
    """The tree of one document: empty after a syntax error, with the last value of repeated keys."""
    flat = parse_flat(text)
    if flat is not None:
        return Tree(flat)
    loader: Any = None
    try:
        readable = _readable(text)
        check_yaml(readable)
        loader = _TextLoader(readable)
        value = loader.get_single_data()
        has_controls = loader.has_controls
    except yaml.MarkedYAMLError as problem:
        return Tree({}, (_flaw_of(problem),))
    except yaml.YAMLError as problem:
        return Tree({}, (Flaw(1, 1, f"cannot be read as YAML: {' '.join(str(problem).split())}", QUOTE),))
    except _DuplicateKeyError:
        return Tree(_last_wins(text), tuple(_duplicates(text)))
    except (RecursionError, ValueError):
        return Tree({}, (Flaw(1, 1, "cannot be read as YAML", QUOTE),))
    finally:
        if loader is not None:
            loader.dispose()
    return Tree({} if value is None else value, has_controls=has_controls)


# Values that mean the same with and without quotes: they start with a letter or digit and contain no YAML syntax.
_UNREAD = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff"
_BARE = rf"[^\W_](?:[^{_UNREAD}:#\[\]{{}},]|:(?=[^\s,\[\]{{}}])|(?<=\S)#)*(?<![\s:])"
_ITEM = rf"[^\W_][^{_UNREAD}:#\[\]{{}},\"']*"
_FLAT_LINE = re.compile(
    rf"([A-Za-z_]\w*): (?:(?P<bare>{_BARE})|\"(?P<quoted>[^\"\\{_UNREAD}]*)\"|\[(?P<list>{_ITEM}(?:, {_ITEM})*)\])"
)


def parse_flat(text: str) -> dict[str, Any] | None:
    """The short path for `key: value` lines as dump_front_matter writes them; None if the library is needed."""
    found: dict[str, Any] = {}
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    for line in lines:
        match = _FLAT_LINE.fullmatch(line)
        if match is None:
            return None
        key, bare, quoted, items = match.groups()
        if items is not None:
            found[key] = [item.rstrip() for item in items.split(", ")]
        else:
            found[key] = quoted if bare is None else bare
    return found if found and len(found) == len(lines) else None


def _last_wins(text: str) -> Any:
    """The tree without repeated keys, so that one of them does not hide other problems."""
    loader: Any = _LenientLoader(_readable(text))
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def positions(text: str) -> dict[Path, tuple[int, int]]:
    """The position of each value (line and column from 1) by its path of keys, for valid YAML."""
    found: dict[Path, tuple[int, int]] = {}
    node = _composed(text)
    if node is not None:
        _collect(node, (), found)
    return found


def key_positions(text: str) -> dict[Path, tuple[int, int]]:
    """The position of each key, for messages about the key itself."""
    found: dict[Path, tuple[int, int]] = {}
    node = _composed(text)
    if node is not None:
        _collect_keys(node, (), found)
    return found


def _composed(text: str) -> Node | None:
    """The nodes of the document, or None if it is empty or cannot be read."""
    try:
        found: Node | None = safe_compose(_readable(text), _TextLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return found


def _collect(node: Node, path: Path, found: dict[Path, tuple[int, int]]) -> None:
    found[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    for step, child in _children(node):
        _collect(child, (*path, step), found)


def _collect_keys(node: Node, path: Path, found: dict[Path, tuple[int, int]]) -> None:
    if isinstance(node, MappingNode):
        for key, _ in node.value:
            found[(*path, str(key.value))] = (key.start_mark.line + 1, key.start_mark.column + 1)
    for step, child in _children(node):
        _collect_keys(child, (*path, step), found)


def _children(node: Node) -> list[tuple[str | int, Node]]:
    if isinstance(node, MappingNode):
        return [(str(key.value), value) for key, value in node.value]
    return list(enumerate(node.value)) if isinstance(node, SequenceNode) else []


def _duplicates(text: str) -> list[Flaw]:
    flaws: list[Flaw] = []

    def look(node: Node) -> None:
        if isinstance(node, MappingNode):
            seen: set[str] = set()
            for key, _ in node.value:
                name = str(key.value)
                if name in seen:
                    position = key.start_mark.line + 1, key.start_mark.column + 1
                    flaws.append(Flaw(*position, f"the key `{name}` appears twice", "keep one of the two lines"))
                seen.add(name)
        for _, child in _children(node):
            look(child)

    node = _composed(text)
    if node is not None:
        look(node)
    return flaws


def _flaw_of(problem: yaml.MarkedYAMLError) -> Flaw:
    hint = UNSAFE if isinstance(problem, UnsafeYAMLError) else QUOTE
    mark = problem.problem_mark or problem.context_mark
    what = problem.problem or problem.context or "cannot be read as YAML"
    return Flaw(mark.line + 1, mark.column + 1, what, hint) if mark else Flaw(1, 1, what, hint)


def _readable(text: str) -> str:
    """The text without things that people paste but YAML forbids: a byte order mark, tabs for indents."""
    return text.lstrip("\ufeff").replace("\t", "  ")
