"""A person's own front matter keys, as templates see them: a key that an article does not have is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import ChainableUndefined


class Extra(dict[str, Any]):
    """`article.extra`: what stands under keys that Warraq does not know; absent ones print nothing and are false."""

    def __missing__(self, key: str) -> ChainableUndefined:
        return ChainableUndefined(name=key)


def extra_of(values: Mapping[str, Any]) -> Extra:
    """With the same rule for keys below a key."""
    return Extra({key: _with_rule(value) for key, value in values.items()})


def _with_rule(value: Any) -> Any:
    if isinstance(value, Mapping):
        return extra_of(value)
    return [_with_rule(item) for item in value] if isinstance(value, list) else value
