"""The messages of the interface by dotted key: the generator's catalogue, and over it those of themes."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.config.typed_yaml import Findings, decoded, refuse
from generator.disk.files import read_bytes
from generator.text.yaml.marked import parse_yaml
from generator.theme.layers import Layer

Messages = Mapping[str, str | Mapping[str, str]]
Where = tuple[str, ...]

CATALOGUES = Path(__file__).parent / "i18n"
FALLBACK_LANGUAGE = "en"


def load_messages(layers: Sequence[Layer], language: str) -> Messages:
    """The catalogue of the language, or of its parent (fa-AF: fa); what it lacks in English."""
    words: dict[str, str | Mapping[str, str]] = {}
    for tag in dict.fromkeys((FALLBACK_LANGUAGE, language.partition("-")[0], language)):
        file = f"i18n/{tag}.yaml"
        if (CATALOGUES / f"{tag}.yaml").is_file():
            words |= _parsed(f"{tag}.yaml", decoded(read_bytes(CATALOGUES / f"{tag}.yaml"), file), words)
        for layer in layers:
            if file in layer.files:
                words |= _parsed(layer.source(file), layer.text(file), words)
    return words


def _parsed(source: str, text: str, known: Messages) -> Messages:
    tree = parse_yaml(text)
    found = Findings(source, text)
    found.flaws(tree)
    if not isinstance(tree.value, dict):
        found.value((), "S103", f"`{source}` must contain `key: words` lines", "write `key: words` lines")
        refuse(source, tuple(found.problems))
    words = dict(_flat(tree.value, (), found))
    for key, said in words.items():
        _check(key, said, known.get(".".join(key), said), found)
    refuse(source, tuple(sorted(found.problems)))
    return {".".join(key): said for key, said in words.items()}


def _flat(tree: Mapping[str, Any], above: Where, found: Findings) -> Iterator[tuple[Where, str | Mapping[str, str]]]:
    for key, value in tree.items():
        where = (*above, key)
        if isinstance(value, Mapping) and "other" not in value:
            yield from _flat(value, where, found)
        elif isinstance(value, str) or (isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())):
            yield where, value
        else:
            found.value(where, "T107", f"`{'.'.join(where)}` must be text", "write it on one line")


def _check(where: Where, said: str | Mapping[str, str], known: str | Mapping[str, str], found: Findings) -> None:
    """Messages may leave out what they are given, and ask for nothing else; where forms are wanted, forms are given."""
    key = ".".join(where)
    if isinstance(said, str) != isinstance(known, str):
        what = "cannot have plural forms" if isinstance(known, str) else "needs plural forms"
        hint = "write the words on one line" if isinstance(known, str) else 'write {one: …, other: "{n} …"}'
        found.value(where, "T107", f"`{key}` {what}", hint)
        return
    given = _fields(known)
    try:
        asked = _fields(said)
    except ValueError:
        found.value(where, "T107", f"`{key}` has a brace that is never closed", "write `{{` for a literal brace")
        return
    for name in sorted(asked - given):
        hint = f"it can use {', '.join(f'`{{{field}}}`' for field in sorted(given)) or 'nothing'}"
        found.value(where, "T107", f"`{key}` uses `{{{name}}}`", hint)


def _fields(words: str | Mapping[str, str]) -> set[str]:
    texts = [words] if isinstance(words, str) else words.values()
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}
