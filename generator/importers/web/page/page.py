"""A web page taken apart: what it says of itself, and what each of its blocks is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from generator.importers.web.declared.web_archives import Capture
from generator.importers.web.page.body import Block
from generator.model import Evidence


class Page(msgspec.Struct, frozen=True):
    """A page taken apart."""

    document: Any
    found: tuple[Evidence, ...]
    title: Evidence | None
    capture: Capture
    blocks: tuple[Block, ...]
    main: Any
    laid: Sequence[tuple[Any, str]]
    embedded: Mapping[str, bytes] = {}

    @property
    def address(self) -> str:
        return self.capture.address

    @property
    def body(self) -> list[tuple[Any, str]]:
        """The blocks of the article, and their words."""
        return [(block.element, block.text) for block in self.blocks if block.role == "body"]
