"""Words of furniture by language: a variant is what one site prints; `¦` parts them.

One variant in three is kept for texts that are set aside, so that what is learned from the others meets words it has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

from benchmarks.imports.set_aside import is_set_aside

FEWEST = 4  # of shorter lists nothing is kept back


@cache
def variants(language: str, key: str, is_aside: bool) -> Sequence[str]:
    """What sites of a language print for something; empty where the language has no words for it."""
    found = [one.strip("\n") for one in _module(language).WORDS.get(key, "").split("¦")]
    found = [one for one in found if one] if "label" not in key else found
    return _kept(found, is_aside)


def all_variants(language: str, key: str) -> Sequence[str]:
    """Of every text, in their order."""
    return [one for one in _module(language).WORDS.get(key, "").split("¦") if one]


@cache
def outlets(language: str, is_aside: bool) -> Sequence[str]:
    names = _module(language).OUTLETS.split("¦")
    return [name for name in names if is_set_aside(name) == is_aside]


def _kept(found: Sequence[str], is_aside: bool) -> Sequence[str]:
    if is_aside or len(found) < FEWEST:
        return found
    return [one for one in found if not is_set_aside(one)] or found


def _module(language: str) -> ModuleType:
    return import_module(f"{__name__}.{language}")
