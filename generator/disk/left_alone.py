"""What a walk left alone, as problems that say why and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.disk.files import Left
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
    "sign": "F107",
}
_SAYINGS = {
    "link": ("is a link that leads out of the site: left alone", "put the files here, or say --follow-links"),
    "broken": ("is a link that leads nowhere", "remove the link, or put back what it leads to"),
    "loop": ("is a link to a folder that is walked already", "remove the link"),
    "unreadable": ("cannot be read: no permission", "give yourself the right to read it"),
    "name": ("has a name that is not UTF-8", "rename it"),
    "sign": ("has a name with a control character or a backslash in it", "rename it"),
    "special": ("is no file", "move it out of the folder"),
}


def left_alone(left: Iterable[Left], folder: str) -> Iterator[Problem]:
    """`folder` is the one that was walked, as its path in the site."""
    for one in left:
        if one.reason == "sign" and is_litter(one.path):
            continue
        yield problem_of(folder if one.path == "." else f"{folder}/{one.path}", one.reason)


def problem_of(path: str, reason: str) -> Problem:
    """An error where something is missing from the site for it, a warning where nothing is."""
    what, hint = _SAYINGS[reason]
    is_harmless = reason in ("broken", "loop", "special")
    return Problem(shown(path), 0, 0, _CODES[reason], "warning" if is_harmless else "error", what, hint)
