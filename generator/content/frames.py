"""Frames in a body (`<iframe>`): those of sites that site.yaml allows are kept, the others are left out and noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.text.content_policy import is_allowed

# Without `allow` and `srcdoc`: no frame gets a camera, or brings a page with it.
ATTRIBUTES = {"allowfullscreen", "height", "loading", "sandbox", "src", "title", "width"}
_FRAME = re.compile(r"<iframe((?:\s[\w-]+=\"[^\"]*\")*)>.*?</iframe>", re.DOTALL)


class Frames:
    """What becomes of the frames of one body; `attribute` is asked for each attribute, of all elements."""

    def __init__(self, sources: Sequence[str], others: Callable[[str, str, str], str | None]) -> None:
        self.left_out: list[str] = []
        self._sources = sources
        self._others = others

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        if (tag, name) != ("iframe", "src"):
            return self._others(tag, name, value)
        address = f"https:{value}" if value.startswith("//") else value
        if is_allowed(self._sources, address):
            return address
        self.left_out.append(address)
        return None


def without_empty_frames(html: str) -> str:
    """Without frames that lost their address, and without what stands within frames: browsers do not show it."""
    return _FRAME.sub(lambda found: f"<iframe{found[1]}></iframe>" if ' src="' in found[1] else "", html)
