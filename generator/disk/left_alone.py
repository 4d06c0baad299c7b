"""What a walk left alone, as problems with a reason and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.disk.walking import Left
from generator.model import Problem
from generator.text.addresses.relative_path import shown
from generator.text.litter import is_litter

_CODES = {
    "link": "F101",
    "broken": "F102",
    "loop": "F103",
    "unreadable": "F104",
    "name": "F105",
    "special": "F106",
    "character": "F107",
}
_MESSAGES = {
    "link": ("is a link that leads out of the site, and was ignored", "copy the files here, or add --follow-links"),
    "broken": ("is a broken link", "remove the link, or restore its target"),
    "loop": ("is a link to a folder that is read anyway", "remove the link"),
    "unreadable": ("cannot be read: no permission", "change its permissions"),
    "name": ("has a name that is not UTF-8", "rename it"),
    "character": ("has a control character or a backslash in its name", "rename it"),
    "special": ("is not a file", "move it out of the folder"),
}


def left_alone(left: Iterable[Left], folder: str) -> Iterator[Problem]:
    """`folder` is the walked folder, as a path in the site."""
    for one in left:
        if one.reason == "character" and is_litter(one.path):
            continue
        yield problem_of(folder if one.path == "." else f"{folder}/{one.path}", one.reason)


def problem_of(path: str, reason: str) -> Problem:
    """An error if something is missing from the site because of it, otherwise a warning."""
    what, hint = _MESSAGES[reason]
    is_harmless = reason in ("broken", "loop", "special")
    return Problem(shown(path), 0, 0, _CODES[reason], "warning" if is_harmless else "error", what, hint)
