"""A file to make, and the groups in which files go stale together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from generator.archive.permalinks import output_path
from generator.digest import digest
from generator.model import SiteView
from generator.theme.page_kinds import PAGE_KINDS
from generator.theme.templates import Theme


class Target(msgspec.Struct, frozen=True):
    """A file of output/: `recipe` makes it from `inputs` and `bodies`, what memory holds under these names.

    `inputs` are plain values; what a body holds is in the digest by a fingerprint among the inputs.
    """

    path: str
    recipe: str
    inputs: Mapping[str, Any]
    template: str = ""
    bodies: tuple[str, ...] = ()

    def digests(self) -> dict[str, bytes]:
        """A digest for each input by name, so that `why` can say which one changed."""
        return {name: digest(value) if value else _of_nothing(value) for name, value in self.inputs.items()}


_OF_NOTHING: dict[type, bytes] = {}


def _of_nothing(value: Any) -> bytes:
    """Half of what articles are given is empty, and all that is empty of one type has one digest."""
    found = _OF_NOTHING.get(type(value))
    if found is None:
        found = _OF_NOTHING[type(value)] = digest(value)
    return found


class RenderContext(msgspec.Struct, frozen=True):
    """What every page shares."""

    theme: Theme
    site: SiteView


def page_target(kind: str, url: str, inputs: Mapping[str, Any], title: str = "") -> Target:
    """A page of one of PAGE_KINDS; the title of most comes from the catalogue."""
    given = {"kind": kind, "url": url, "title": title, **inputs}
    return Target(output_path(url), "page", given, PAGE_KINDS[kind].template)


class Group(msgspec.Struct, frozen=True):
    """Files that are planned together: expanded to targets only if `digest` is not the last build's."""

    key: str
    digest: bytes
    expand: Callable[[], Iterable[Target]]
