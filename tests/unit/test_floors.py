"""Imports go down, rooms of one floor do not meet, and only some modules touch the disk."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
REPOSITORY = Path(__file__).parents[2]
FLOORS = {
    "__init__": 0,
    "errors": 0,
    "text": 0,
    "digest": 1,
    "model": 1,
    "workers": 1,
    "disk": 2,
    "config": 3,
    "records": 4,
    "importers": 5,
    "content": 5,
    "archive": 5,
    "theme": 5,
    "feeds": 5,
    "hosts": 5,
    "images": 5,
    "search": 5,
    "engine": 6,
    "ingest": 6,
    "terms": 7,
    "check": 7,
    "cms": 7,
    "deploy": 7,
    "serve": 7,
    "editing": 7,
    "export": 8,
    "cli": 9,
    "__main__": 10,
}
DISK = {
    "open",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "unlink",
    "mkdir",
    "rename",
    "rmtree",
    "scandir",
}
AT_THE_DOOR = {"disk", "serve", "deploy", "engine/memory/database", "importers/archives"}


@cache
def modules() -> list[tuple[str, ast.Module]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").as_posix()
        if not name.startswith(("themes/", "cli/new_site/")):
            found.append((name, ast.parse(path.read_text(encoding="utf-8"))))
    return found


def imports(tree: ast.Module) -> set[str]:
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[1] for name in names if name.startswith("generator.")}


def test_imports_go_down_and_rooms_do_not_meet() -> None:
    for name, tree in modules():
        room = name.split("/")[0]
        for other in imports(tree) - {room}:
            assert FLOORS[other] < FLOORS[room], f"{name} imports {other}"


def test_only_the_door_touches_the_disk() -> None:
    for name, tree in modules():
        if name in AT_THE_DOOR or name.split("/")[0] in AT_THE_DOOR:
            continue
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        used = {call.attr for call in calls if isinstance(call, ast.Attribute)} | {
            call.id for call in calls if isinstance(call, ast.Name)
        }
        allowed = {"read_bytes"} if "disk" in imports(tree) else set()
        assert not (used & DISK) - allowed, f"{name} touches the disk: {used & DISK}"


def test_nobody_but_the_door_resolves_links() -> None:
    """`Path.resolve` breaks down at a loop of links; `files.real_path` does not."""
    for name, tree in modules():
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and not node.args]
        assert not [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "resolve"], (
            name
        )


def test_every_module_opens_with_a_sentence() -> None:
    for name, tree in modules():
        assert ast.get_docstring(tree), name


def test_everything_the_package_needs_is_committed() -> None:
    """A rule of .gitignore once hid a room of the same name, and a fresh clone had no `serve`."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no checkout: nothing to compare with")
    listing = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "generator", "tests", "benchmarks"]
    hidden = subprocess.run(listing, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split()
    made = ("generator/client/", "generator/origin.json")  # by the package's build
    assert [path for path in hidden if "__pycache__" not in path and not path.startswith(made)] == []
