"""The styles that a drawing may contain: nothing that fetches or runs, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.images.svg.names import AT_RULES, EXECUTED, FETCHING

# Without a backslash, which could spell anything, a style that fetches or runs holds one of these names as it is.
_SUSPECT = re.compile("|".join([r"\\", *map(re.escape, sorted(FETCHING | EXECUTED))]), re.IGNORECASE)


def unsafe_in_sheet(text: str) -> str:
    """Why a <style> cannot stay, "" where it can."""
    import tinycss2

    if "</" in text or "<!" in text:
        return "hides markup in <style>"
    nodes = list(_all_nodes(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword not in AT_RULES:
            return f"<style> uses `@{node.at_keyword[:40]}`"
        if node.type == "at-keyword" and node.lower_value not in AT_RULES:
            return f"<style> uses `@{node.value[:40]}`"
    return _unsafe(nodes)


def is_style(text: str) -> bool:
    """Whether an attribute's value has to be read as style: maps have thousands that only place and colour a line."""
    return _SUSPECT.search(text) is not None


def unsafe_in_value(text: str) -> str:
    """As `unsafe_in_sheet`, of an attribute."""
    import tinycss2

    if not is_style(text):
        return ""
    return _unsafe(_all_nodes(tinycss2.parse_component_value_list(text, skip_comments=True)))


def _unsafe(nodes: Iterable[Any]) -> str:
    for node in nodes:
        if node.type == "url" and not node.value.strip().startswith("#"):
            return f"a style refers to something outside the drawing: `url({node.value.strip()[:80]})`"
        if node.type == "function" and node.lower_name in FETCHING and not _is_fragment(node):
            return f"a style may fetch or run something: `{node.name[:40]}(`"
        if node.type == "error" and "url" in node.kind:
            return "a style contains an address that cannot be read"
        if node.type == "ident" and node.lower_value in EXECUTED:
            return f"a style may run something: `{node.value[:40]}`"
    return ""


def _is_fragment(function: Any) -> bool:
    values = [node for node in function.arguments if node.type not in ("whitespace", "comment")]
    return (
        function.lower_name == "url"
        and len(values) == 1
        and values[0].type == "string"
        and values[0].value.strip().startswith("#")
    )


def _all_nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    """All of a tree, without recursion."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        for part in ("prelude", "content", "arguments"):
            waiting += getattr(node, part, None) or ()
