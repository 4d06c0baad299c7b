"""Front matter keys that plugins declare: what may stand under them, and as what value templates get it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from generator.config.plugins import Plugin, blaming, plugins
from generator.content.fields import FieldReader
from generator.content.front_matter import KEYS
from generator.digest import digest
from generator.errors import PluginError

GROUP = "warraq.keys"
_OF_COLLECTIONS = frozenset({"articles", "query"})


class Key(msgspec.Struct, frozen=True):
    """A key whose value `read` converts: from text, or a list or table of texts, to what is kept in `article.extra`.

    It raises ValueError for a value that is not allowed; its message completes «`key` …». `hint` says what to write.
    """

    name: str
    read: Callable[[Any], Any]
    hint: str


@lru_cache(maxsize=1)
def own_keys() -> Mapping[str, Plugin[Key]]:
    """By the key's name."""
    found: dict[str, Plugin[Key]] = {}
    for plugin in plugins(GROUP, Key):
        name = plugin.row.name
        if name in KEYS or name in _OF_COLLECTIONS:
            raise PluginError(f"the plugin `{plugin.name}` declares the key `{name}`, which is Warraq's own", _RENAME)
        if name in found:
            what = f"the plugins `{found[name].name}` and `{plugin.name}` both declare the key `{name}`"
            raise PluginError(what, "uninstall one of them")
        found[name] = plugin
    return found


_RENAME = "its author has to rename it; uninstall it until then"


def keys_digest() -> bytes:
    """What decides how declared keys are read."""
    return digest([(name, plugin.digest) for name, plugin in own_keys().items()])


def read_own_key(key: str, value: Any, reader: FieldReader) -> Any:
    """The value as the plugin converts it; one that is not allowed is a problem of the file."""
    plugin = own_keys()[key]
    with blaming(plugin.name):
        try:
            found = plugin.row.read(value)
        except ValueError as problem:
            reader.error((key,), "C145", f"`{key}` {problem}", plugin.row.hint)
            return None
    return _plain(found, plugin.name)


def _plain(value: Any, plugin: str) -> Any:
    """As memory gives it back: a build that reads the file and one that remembers it see the same."""
    try:
        return msgspec.msgpack.decode(msgspec.msgpack.encode(value))
    except (TypeError, OverflowError, RecursionError) as problem:
        what = f"the plugin `{plugin}` returned a value that cannot be kept: {problem}"
        raise PluginError(what, "it must return text, numbers, booleans, or lists and mappings of them") from problem
