"""Change one value in a YAML file and keep all other characters: comments, order and quotes belong to the user.

Libraries that write YAML move comments and choose their own indents, so positions are taken from the parsed tree, and
only the text at these positions changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Edit = tuple[int, int, str]  # start, end, replacement


def value_of(node: Node | None, key: str) -> Node | None:
    rows = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in rows if text_of(name) == key), None)


def text_of(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def with_items(text: str, node: Node, items: Sequence[str]) -> str:
    """Add items, written as YAML, to the end of a list; anything else is replaced by a list."""
    joined = ", ".join(items)
    if isinstance(node, SequenceNode) and node.value and not node.flow_style:
        end = line_end(text, node.value[-1].end_mark.index)
        lines = [f"- {item}" for item in items]
        return applied(text, [(end, end, block(lines, " " * node.start_mark.column))])
    if isinstance(node, SequenceNode) and node.value:
        end = end_of(node.value[-1])  # a comma or a comment may follow
        return applied(text, [(end, end, f", {joined}")])
    space = "" if text[node.start_mark.index - 1] == " " else " "
    return applied(text, [(node.start_mark.index, node.end_mark.index, f"{space}[{joined}]")])


def with_line(text: str, mapping: MappingNode, behind: Node | None, line: str) -> str:
    """Add a key: before the closing brace, else on a line after a value."""
    if mapping.flow_style:
        end = mapping.end_mark.index - 1
        return applied(text, [(end, end, f", {line}" if mapping.value else line)])
    end = line_end(text, end_of(behind or mapping))
    return applied(text, [(end, end, f"\n{' ' * mapping.start_mark.column}{line}")])


def end_of(node: Node) -> int:
    """The index after the last character. The end mark of a block is where the next one begins."""
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
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text
