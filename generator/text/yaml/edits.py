"""A YAML file with one thing changed and every other letter as it was: comments, order and quotes are the user's.

A library that writes YAML anew moves comments when an entry goes, and chooses indents of its own; so places are taken
from the parsed tree, and the text is changed there alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Edit = tuple[int, int, str]  # from, to, what stands there then


def value_of(node: Node | None, key: str) -> Node | None:
    rows = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in rows if text_of(name) == key), None)


def text_of(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def with_items(text: str, node: Node, items: Sequence[str]) -> str:
    """More items, written as YAML, at the end of a list; what is no list with items becomes one."""
    said = ", ".join(items)
    if isinstance(node, SequenceNode) and node.value and not node.flow_style:
        place = line_end(text, node.value[-1].end_mark.index)
        lines = [f"- {item}" for item in items]
        return applied(text, [(place, place, block(lines, " " * node.start_mark.column))])
    if isinstance(node, SequenceNode) and node.value:
        place = end_of(node.value[-1])  # a comma or a comment may follow
        return applied(text, [(place, place, f", {said}")])
    space = "" if text[node.start_mark.index - 1] == " " else " "
    return applied(text, [(node.start_mark.index, node.end_mark.index, f"{space}[{said}]")])


def with_line(text: str, mapping: MappingNode, behind: Node | None, line: str) -> str:
    """One more key: in braces before they close, else on a line behind a value."""
    if mapping.flow_style:
        place = mapping.end_mark.index - 1
        return applied(text, [(place, place, f", {line}" if mapping.value else line)])
    place = line_end(text, end_of(behind or mapping))
    return applied(text, [(place, place, f"\n{' ' * mapping.start_mark.column}{line}")])


def end_of(node: Node) -> int:
    """Behind the last letter: a block's own end mark lies where the next one begins."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
        return int(node.end_mark.index)
    children = [each for row in node.value for each in (row if isinstance(row, tuple) else (row,))]
    return max(map(end_of, children), default=int(node.end_mark.index))


def line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found


def block(lines: Sequence[str], indent: str) -> str:
    return "".join(f"\n{indent}{line}" for line in lines)


def applied(text: str, edits: Iterable[Edit]) -> str:
    for start, end, said in sorted(edits, reverse=True):
        text = text[:start] + said + text[end:]
    return text
