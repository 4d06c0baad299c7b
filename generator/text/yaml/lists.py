"""Change the items of a YAML list, and keep the lines, quotes and order of unchanged items and all comments.

A comment beside an item moves with it; if the item is removed, the comment stays on a line of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import msgspec
from yaml.nodes import ScalarNode, SequenceNode

from generator.text.yaml.edits import Edit, applied

_LINE_END = re.compile(r"\r\n|\n|\r")
_REMARK = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)
_COMMA = re.compile(r"\s*,(?:[ \t]+(?![ \t#]))?")


class ShapeError(ValueError):
    """The list cannot be changed item by item."""


class _Item(msgspec.Struct, frozen=True):
    """An item of a block list: `lead` has the comments and empty lines before it, `lines` its lines without the last
    line end. The value itself is from `start` to `stop` in `lines`.
    """

    value: str
    lead: str
    lines: str
    start: int
    stop: int

    @property
    def remarks(self) -> list[str]:
        return _REMARK.findall(self.lines[self.stop :])

    def holding(self, written: str) -> str:
        return self.lines[: self.start] + written + self.lines[self.stop :]


def with_block_items(text: str, node: SequenceNode, values: Sequence[str], written: Callable[[str], str]) -> str:
    """Change a list with one line per item."""
    begin = _line_start(text, node.start_mark.index)
    items = list(_items(text, node, begin))
    indent, end = " " * node.start_mark.column, _first_line_end(text)
    stop = begin + sum(len(item.lead) + len(item.lines) for item in items)
    lines = _block(items, values, written, indent)
    return text[:begin] + end.join(lines) + text[stop:]


def _items(text: str, node: SequenceNode, begin: int) -> list[_Item]:
    found, index = [], begin
    for child in node.value:
        if not isinstance(child, ScalarNode):
            raise ShapeError("the list contains values other than text")
        first = _skipped(text, index)
        start, stop = child.start_mark.index, _end_of(child)
        last = _end_of_line(text, stop)
        value = " ".join(str(child.value).split())
        found.append(_Item(value, text[index:first], text[first:last], start - first, stop - first))
        index = last
    return found


def _skipped(text: str, index: int) -> int:
    """The index of the next item's line, after empty lines and comments."""
    while True:
        after = _LINE_END.match(text, index)
        index = after.end() if after else index
        line = text[index : _end_of_line(text, index)]
        if line.strip() and not line.lstrip().startswith("#"):
            return index
        if index >= len(text):
            raise ShapeError("an item of the list has no line")
        index = _end_of_line(text, index)


def _end_of(node: ScalarNode) -> int:
    if node.style in ("|", ">"):
        raise ShapeError("an item of the list has several lines")
    return int(node.end_mark.index)


def _block(items: list[_Item], values: Sequence[str], written: Callable[[str], str], indent: str) -> list[str]:
    """The new lines. Leads end with a line end or are empty; lines have none."""
    pieces: list[str] = []
    old = [item.value for item in items]
    steps = SequenceMatcher(None, old, list(values), autojunk=False).get_opcodes()
    moved = _moved(items, steps, values)
    for kind, i, j, k, n in steps:
        gone, come = items[i:j], list(values[k:n])
        for item in gone:
            pieces += _lines_of(item.lead)
            if kind == "equal":
                pieces.append(item.lines)
            elif come and come[0] not in moved and item.value not in moved:
                pieces.append(item.holding(written(come.pop(0))))
            elif item.value not in moved:
                pieces += [f"{indent}{remark}" for remark in item.remarks]
        if kind != "equal":
            pieces += [moved[value].lines if value in moved else f"{indent}- {written(value)}" for value in come]
    return pieces


def _moved(
    items: list[_Item], steps: Sequence[tuple[str, int, int, int, int]], values: Sequence[str]
) -> dict[str, _Item]:
    """Items that only move, and keep their line."""
    gone = [item for kind, i, j, _, _ in steps if kind != "equal" for item in items[i:j]]
    come = Counter(value for kind, _, _, k, n in steps if kind != "equal" for value in values[k:n])
    counts = Counter(item.value for item in gone)
    return {item.value: item for item in gone if come[item.value] == counts[item.value] == 1}


def _lines_of(lead: str) -> list[str]:
    """The lines of a lead, without its first and last line end."""
    return _LINE_END.split(lead)[1:-1]


def with_flow_items(text: str, node: SequenceNode, values: Sequence[str], written: Callable[[str], str]) -> str:
    """Change a list in brackets, on one line or several."""
    children = list(node.value)
    if not children or not all(isinstance(child, ScalarNode) for child in children):
        raise ShapeError("the list contains values other than text")
    old = [" ".join(str(child.value).split()) for child in children]
    edits: list[Edit] = []
    for kind, i, j, k, n in SequenceMatcher(None, old, list(values), autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(j - i, n - k)
        for child, value in zip(children[i : i + pairs], values[k : k + pairs], strict=True):
            edits.append((child.start_mark.index, child.end_mark.index, written(value)))
        gone = children[i + pairs : j]
        edits += [_without(text, node, child, is_first=child is gone[0] and pairs == 0) for child in gone]
        more = [written(value) for value in values[k + pairs : n]]
        if more and i + pairs == 0:
            edits.append(
                (children[0].start_mark.index, children[0].start_mark.index, "".join(f"{one}, " for one in more))
            )
        elif more:
            index = children[i + pairs - 1].end_mark.index
            edits.append((index, index, "".join(f", {one}" for one in more)))
    return applied(text, edits)


def _without(text: str, node: SequenceNode, child: ScalarNode, *, is_first: bool) -> Edit:
    """Remove an item with the comma after it, or the last one with the comma before it."""
    start, stop = child.start_mark.index, child.end_mark.index
    comma = _COMMA.match(text, stop)
    if comma:
        return start, comma.end(), ""
    before = text.rfind(",", node.start_mark.index, start)
    is_bare = is_first and before >= 0 and not text[before + 1 : start].strip()
    return (before if is_bare else start), stop, ""


def remarks_in(text: str, index: int, node: SequenceNode) -> list[str]:
    """The comments from an index on, among the items and up to the end of the last item's line."""
    found: list[str] = []
    spans = [(child.start_mark.index, child.end_mark.index) for child in node.value]
    for start, stop in [*spans, (_end_of_line(text, max(_last(node), index)), 0)]:
        found += _REMARK.findall(text[index:start])
        index = stop
    return found


def _last(node: SequenceNode) -> int:
    return int(node.end_mark.index if node.flow_style or not node.value else node.value[-1].end_mark.index)


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _end_of_line(text: str, index: int) -> int:
    found = _LINE_END.search(text, index)
    return found.start() if found else len(text)


def _first_line_end(text: str) -> str:
    found = _LINE_END.search(text)
    return found.group() if found else "\n"
