"""Change one thing in terms.yaml and keep everything else: comments, order and quotes.

The result is parsed again: if it does not have the intended meaning, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from generator.content.front_matter import quoted
from generator.errors import RefusedError
from generator.records.authority import NAME, Authority, Term, parse_authority
from generator.text.addresses.slug import slug, unique
from generator.text.arabic import fold
from generator.text.yaml.edits import Edit, applied, block, end_of, line_end, text_of, value_of, with_items, with_line
from generator.text.yaml.safe import safe_compose


def entry_of(authority: Authority, name: str) -> Term | None:
    """The entry that a name or an id means; None if there is none, or several."""
    folded = fold(name)
    found = [term for term in authority.terms if term.id == name or folded in map(fold, term.names)]
    exact = [term for term in found if term.id == name or name in term.names]
    preferred = [term for term in found if folded in map(fold, term.name.values())]
    return next((each[0] for each in (found, exact, preferred) if len(each) == 1), None)


def merged(text: str, kept: str, gone: str, language: str, kind: str) -> str:
    """With `gone` merged into `kept`."""
    authority = _read(text)
    into, other = entry_of(authority, kept), entry_of(authority, gone)
    if into is None and other is None:
        return _checked(_with_entry(text, kept, [gone], language, kind), kept, [kept, gone])
    if into is None:
        return renamed(text, gone, kept, language)
    if other is None:
        return _checked(_Tree(text).with_values(into.id, "variants", [gone]), kept, [kept, gone])
    if other.id == into.id:
        raise RefusedError(f"`{kept}` and `{gone}` are already one term: `{into.id}`", "nothing to do")
    text = _Tree(text).with_values(into.id, "variants", [name for name in _names(other) if name not in into.names])
    text = _Tree(text).with_values(into.id, "sameAs", [one for one in other.same_as if one not in into.same_as])
    return _checked(_Tree(text).without(other, into), kept, [kept, *other.names])


def renamed(text: str, old: str, new: str, language: str, kind: str = "topic") -> str:
    """With `new` as the preferred name in a language, and the old name among the variants."""
    entry = entry_of(_read(text), old)
    if entry is None:
        return _checked(_with_entry(text, new, [old], language, kind), new, [old, new])
    before = entry.name.get(language, old)
    text = _Tree(text).with_name(entry.id, language, new)
    kept = {new, entry.id, *entry.variants, *(name for tag, name in entry.name.items() if tag != language)}
    spare = [name for name in dict.fromkeys((before, old)) if name not in kept]
    return _checked(_Tree(text).with_values(entry.id, "variants", spare), new, [new, *entry.names])


def _names(term: Term) -> list[str]:
    return list(dict.fromkeys(term.names))


def _read(text: str) -> Authority:
    authority, problems = parse_authority(text)
    if problems:
        raise RefusedError(f"{NAME} cannot be used: {problems[0].in_one_line}", "correct it first")
    return authority


def _checked(text: str, name: str, names: Iterable[str]) -> str:
    """The text, if one entry now has all the names."""
    authority, problems = parse_authority(text)
    entry = entry_of(authority, name)
    if problems or entry is None or not {fold(one) for one in names} <= set(map(fold, (*entry.names, entry.id))):
        raise RefusedError(f"{NAME} is written in a way that cannot be changed safely", "edit it by hand")
    return text


def _with_entry(text: str, name: str, variants: Sequence[str], language: str, kind: str) -> str:
    """A new entry at the end."""
    ids = {term.id for term in _read(text).terms}
    lines = [f"- id: {quoted(unique(slug(name), ids))}"]
    lines += [f"  kind: {kind}"] if kind != "topic" else []
    lines += ["  name:", f"    {language}: {quoted(name)}", f"  variants: [{', '.join(map(quoted, variants))}]"]
    tree = _Tree(text)
    if tree.entries:
        last = tree.entries[-1]
        indent = " " * (last.start_mark.column - len("- "))
        return applied(text, [(line_end(text, end_of(last)), line_end(text, end_of(last)), block(lines, indent))])
    if tree.terms is not None:
        start = len(text[: tree.terms.start_mark.index].rstrip(" "))
        return applied(text, [(start, tree.terms.end_mark.index, block(lines, "  "))])
    head = f"{text.rstrip()}\n" if text.strip() else ""
    return f"{head}terms:{block(lines, '  ')}\n"


class _Tree:
    """The text with the YAML nodes of its entries."""

    def __init__(self, text: str) -> None:
        self._text = text
        try:
            root = safe_compose(text)
        except yaml.YAMLError as problem:
            reason = " ".join(str(problem).split())
            raise RefusedError(f"{NAME} cannot be changed safely: {reason}", "edit it by hand") from problem
        self.terms = value_of(root, "terms") if isinstance(root, MappingNode) else None
        nodes = self.terms.value if isinstance(self.terms, SequenceNode) else []
        self.entries: list[MappingNode] = [node for node in nodes if isinstance(node, MappingNode)]

    def with_values(self, id_: str, key: str, values: Sequence[str]) -> str:
        """With more values in a list of an entry."""
        if not values:
            return self._text
        entry = self._entry(id_)
        node = value_of(entry, key)
        if node is not None:
            return with_items(self._text, node, [quoted(value) for value in values])
        return with_line(self._text, entry, value_of(entry, "name"), f"{key}: [{', '.join(map(quoted, values))}]")

    def with_name(self, id_: str, language: str, name: str) -> str:
        names = value_of(self._entry(id_), "name")
        node = value_of(names, language)
        if node is not None:
            return applied(self._text, [(node.start_mark.index, node.end_mark.index, quoted(name))])
        assert isinstance(names, MappingNode)
        return with_line(self._text, names, names.value[-1][1], f"{language}: {quoted(name)}")

    def without(self, gone: Term, into: Term) -> str:
        """Without an entry; its narrower terms go to the other. Comments inside it stay."""
        if not isinstance(self.terms, SequenceNode) or self.terms.flow_style:
            raise RefusedError(f"the terms of {NAME} are on one line", "write each on its own line, or edit it by hand")
        edits = [self._removal(self._entry(gone.id))]
        for entry in self.entries:
            node = value_of(entry, "broader")
            if not isinstance(node, ScalarNode) or node.value != gone.id:
                continue
            above = into.id if text_of(value_of(entry, "id")) != into.id else gone.broader
            is_circle = above in ("", into.id) and text_of(value_of(entry, "id")) == into.id
            span = node.start_mark.index, node.end_mark.index
            edits.append((*span, '""' if is_circle else quoted(above)))
        return applied(self._text, edits)

    def _removal(self, entry: MappingNode) -> Edit:
        dash = self._text.rfind("-", 0, entry.start_mark.index)
        start, end = self._text.rfind("\n", 0, dash) + 1, line_end(self._text, end_of(entry))
        indent = " " * (dash - start)
        comments = [f"{indent}{comment}\n" for line in self._text[start:end].split("\n") if (comment := _comment(line))]
        return start, min(end + 1, len(self._text)), "".join(comments)

    def _entry(self, id_: str) -> MappingNode:
        return next(entry for entry in self.entries if text_of(value_of(entry, "id")) == id_)


def _comment(line: str) -> str:
    """The comment of a line: its `#` comes first or follows a space."""
    if line.lstrip().startswith("#"):
        return line.strip()
    index = line.rfind(" #")
    is_quoted = line[index:].count('"') % 2 or line[index:].count("'") % 2
    return "" if index < 0 or is_quoted else line[index:].strip()
