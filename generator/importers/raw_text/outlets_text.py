"""seeds/outlets.yaml with what was learned beside what people wrote there: their comments, order and quotes stay."""

from __future__ import annotations

import yaml
from yaml.nodes import MappingNode, Node

from generator.importers.raw_text.outlets import OUTLETS, Outlet, Outlets, parse_outlets
from generator.text.yaml.edits import applied, block, end_of, line_end, value_of, with_items, with_line
from generator.text.yaml.safe import safe_compose

_HEAD = (
    "# Text that outlets print around their articles, learned from their files. Import leaves `boilerplate` out;\n"
    "# move a line to `article` where it belongs to the texts.\n"
)


def with_learned(text: str, outlets: Outlets) -> str:
    """The file's text, saying all of these outlets; ValueError where it is written in a way that cannot be changed."""
    for name, outlet in sorted(outlets.by_name.items()):
        known = parse_outlets(text).by_name.get(name)
        if known is None:
            text = _with_outlet(text, name, outlet)
        elif known != outlet:
            text = _with_more(text, name, known, outlet)
    if parse_outlets(text) != outlets:
        raise ValueError(f"{OUTLETS} is written in a way that cannot be changed safely")
    return text


def _with_outlet(text: str, name: str, outlet: Outlet) -> str:
    """Behind the last outlet; a file that has none begins with a word on what it is."""
    lines = [f"{_written(name)}:", *_lines(outlet)]
    all_ = value_of(_tree(text), "outlets")
    if isinstance(all_, MappingNode) and all_.value:
        if all_.flow_style:
            return with_line(text, all_, None, f"{_written(name)}: {{{', '.join(_keys(outlet))}}}")
        index = line_end(text, end_of(all_))
        return applied(text, [(index, index, block(lines, " " * all_.start_mark.column))])
    if all_ is not None:
        start = len(text[: all_.start_mark.index].rstrip(" "))
        return applied(text, [(start, all_.end_mark.index, block(lines, "  "))])
    head = f"{text.rstrip()}\n" if text.strip() else _HEAD
    return f"{head}outlets:{block(lines, '  ')}\n"


def _with_more(text: str, name: str, known: Outlet, outlet: Outlet) -> str:
    """More of an outlet that stands there: lines at the end of its list, keys that it has not at its own end."""
    new = [_written(line) for line in outlet.boilerplate if line not in known.boilerplate]
    value = value_of(_entry(text, name), "boilerplate")
    if new and value is not None:
        text = with_items(text, value, new)
    elif new:
        text = _with_key(text, name, f"boilerplate: [{', '.join(new)}]")
    if outlet.numeric_dates != known.numeric_dates:
        text = _with_key(text, name, f"numeric_dates: {outlet.numeric_dates}")
    return text


def _with_key(text: str, name: str, key: str) -> str:
    entry = _entry(text, name)
    assert isinstance(entry, MappingNode)  # it was read as an outlet
    return with_line(text, entry, entry.value[-1][1] if entry.value else None, key)


def _entry(text: str, name: str) -> Node | None:
    return value_of(value_of(_tree(text), "outlets"), name)


def _tree(text: str) -> Node | None:
    tree: Node | None = safe_compose(text)
    return tree


def _lines(outlet: Outlet) -> list[str]:
    """An outlet on lines below its name."""
    by_key = {"boilerplate": outlet.boilerplate, "article": outlet.article}
    lists = {key: lines for key, lines in by_key.items() if lines}
    lines = [
        line for key, values in lists.items() for line in (f"  {key}:", *(f"  - {_written(one)}" for one in values))
    ]
    return lines + ([f"  numeric_dates: {outlet.numeric_dates}"] if outlet.numeric_dates else [])


def _keys(outlet: Outlet) -> list[str]:
    """The same between braces."""
    by_key = {"boilerplate": outlet.boilerplate, "article": outlet.article}
    lists = [f"{key}: [{', '.join(map(_written, lines))}]" for key, lines in by_key.items() if lines]
    return lists + ([f"numeric_dates: {outlet.numeric_dates}"] if outlet.numeric_dates else [])


def _written(value: str) -> str:
    """A text as YAML, quoted where it must be, also inside brackets."""
    return str(yaml.safe_dump([value], allow_unicode=True, default_flow_style=True, width=1 << 20)).strip()[1:-1]
