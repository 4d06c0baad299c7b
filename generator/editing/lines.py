"""Change one field of a content file and leave everything else in it as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.content.front_matter import DATES, KEYS, quoted, split_front_matter
from generator.text.yaml.lists import ShapeError, remarks_in, with_block_items, with_flow_items
from generator.text.yaml.marked import parse_yaml
from generator.text.yaml.safe import safe_compose

Value = str | Sequence[str]
_OPENING = re.compile("\ufeff?---[ \t]*(\r\n|\n|\r)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ORDER = {key: position for position, key in enumerate(KEYS)}


class LineError(ValueError):
    """The field cannot be changed without touching other text."""


def with_fields(text: str, values: dict[str, Value]) -> str:
    """The file with these fields; an empty value removes its line. The result is parsed again and compared."""
    wanted = {**_tree(text), **{key: _plain(value) for key, value in values.items()}}
    changed = text
    for key, value in values.items():
        changed = _with_field(changed, key, value)
    found = _tree(changed)
    body = split_front_matter(text).body
    if found != {key: value for key, value in wanted.items() if key not in values or value} or (
        split_front_matter(changed).body != body
    ):
        raise LineError(f"`{', '.join(values)}` cannot be changed without touching other lines")
    return changed


def _plain(value: Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _tree(text: str) -> dict[str, object]:
    tree = parse_yaml(split_front_matter(text).yaml)
    if tree.flaws or not isinstance(tree.value, dict):
        raise LineError("the front matter cannot be read")
    return tree.value


def _with_field(text: str, key: str, value: Value) -> str:
    opening = _OPENING.match(text)
    head = split_front_matter(text).yaml
    if split_front_matter(text).toml:
        raise LineError("`warraq edit` cannot write front matter in TOML")
    if opening is None or (not head and text[opening.end() : opening.end() + 3] != "---"):
        raise LineError("the file has no front matter")
    start = opening.end()
    changed = _changed_head(head, key, value, opening.group(1))
    return text[:start] + changed + text[start + len(head) :]


def _changed_head(head: str, key: str, value: Value, end: str) -> str:
    fields = _fields(head)
    found = next(((name, node) for name, node in fields if name.value == key), None)
    if found is None:
        index = _index_for(head, key, fields)
        line = f"{key}: {_written(key, value)}{end}" if value else ""
        return head[:index] + line + head[index:]
    name, node = found
    start, stop = node.start_mark.index, _end(head, node)
    if not value:
        line_start = _line_start(head, name.start_mark.index)
        after = _LINE_END.search(head, stop)
        remarks = remarks_in(head, name.end_mark.index, node) if isinstance(node, SequenceNode) else []
        return head[:line_start] + "".join(f"{one}{end}" for one in remarks) + (head[after.end() :] if after else "")
    if isinstance(node, SequenceNode) and not isinstance(value, str) and _has_layout(head[start:stop], node):
        return _list_changed(head, node, value)
    gap = "" if start == 0 or head[start - 1].isspace() else " "
    return head[:start] + gap + _written(key, value) + head[stop:]


def _fields(head: str) -> list[tuple[Node, Node]]:
    if "\t" in head:
        raise LineError("the front matter contains tabs")
    node = safe_compose(head, yaml.CSafeLoader)
    if node is not None and (not isinstance(node, MappingNode) or node.flow_style):
        raise LineError("the front matter is not a list of `key: value` lines")
    return list(node.value) if node is not None else []


def _end(head: str, node: Node) -> int:
    """Where the value itself ends: for blocks, the parser counts the lines after them too."""
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(head, node.value[-1])
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        if "#" in head[node.start_mark.index : node.end_mark.index]:
            raise LineError("the text contains something that may be a comment")
        return node.start_mark.index + len(head[node.start_mark.index : node.end_mark.index].rstrip())
    return int(node.end_mark.index)


def _has_layout(written: str, node: SequenceNode) -> bool:
    """Whether its layout is worth keeping: more than a few words in brackets on one line."""
    return bool(node.value) and (not node.flow_style or "#" in written or _LINE_END.search(written) is not None)


def _list_changed(head: str, node: SequenceNode, value: Sequence[str]) -> str:
    """The list keeps its layout, its items their quotes and comments."""
    change = with_flow_items if node.flow_style else with_block_items
    try:
        return change(head, node, list(value), quoted)
    except ShapeError as problem:
        raise LineError(str(problem)) from problem


def _index_for(head: str, key: str, fields: Sequence[tuple[Node, Node]]) -> int:
    """Before the first field that comes later in the usual order, and before its comment."""
    mine = _ORDER.get(key, len(KEYS))
    later = (name.start_mark.index for name, _ in fields if _ORDER.get(name.value, len(KEYS)) > mine)
    index = _line_start(head, next(later, len(head)))
    while index and head[_line_start(head, index - 1) :].startswith("#"):
        index = _line_start(head, index - 1)
    return index


def _line_start(head: str, index: int) -> int:
    """Where the line that holds this index begins; the end of the head is a line of its own."""
    while index and head[index - 1] not in "\r\n":
        index -= 1
    if index and head[index - 1] == "\r" and head[index : index + 1] == "\n":
        return _line_start(head, index - 1)
    return index


def _written(key: str, value: Value) -> str:
    if isinstance(value, str):
        return quoted(value, is_date=key in DATES)
    return f"[{', '.join(map(quoted, value))}]"
