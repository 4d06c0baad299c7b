"""How much a browser would draw: <use> of a group of <use> of a group … multiplies in a few lines."""

from __future__ import annotations

from typing import Any

from generator.images.svg.names import SVG, XLINK

MAX_DRAWN = 200_000
MAX_DEPTH = 50  # drawings nest their symbols a few times
_USE = f"{{{SVG}}}use"


def has_too_many_uses(root: Any) -> bool:
    """Whether it draws far more than it holds."""
    used = {_used(one) for one in root.iter(_USE)}
    if not used:
        return False
    parts = {name: one for one in root.iter() if (name := one.get("id")) in used}
    return _Count(parts).of(root, 0) > MAX_DRAWN


class _Count:
    """What is drawn of each used part, counted once."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._parts = parts
        self._known: dict[str, int] = {}

    def of(self, element: Any, depth: int) -> int:
        found = 0
        for one in element.iter():
            found += 1 + (self._of_part(_used(one), depth + 1) if one.tag == _USE else 0)
            if found > MAX_DRAWN:
                break
        return found

    def _of_part(self, name: str, depth: int) -> int:
        if depth > MAX_DEPTH:
            return MAX_DRAWN + 1
        if name not in self._known:
            self._known[name] = 0  # what uses itself is not drawn
            self._known[name] = self.of(self._parts[name], depth) if name in self._parts else 0
        return self._known[name]


def _used(element: Any) -> str:
    address = element.get("href") or element.get(f"{{{XLINK}}}href") or ""
    return str(address).removeprefix("#")
