"""The tree stays one that a newcomer finds the way in: small folders, small modules, short functions, no cycles."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
REPOSITORY = Path(__file__).parents[2]
MOST_LOOSE_MODULES = 6
MOST_MODULES_OF_A_FOLDER = 20
MOST_LINES = 350
MEDIAN_LINES = range(60, 151)
MOST_LINES_OF_A_FUNCTION = 40
MOST_OWN_IMPORTS_IN_FUNCTIONS = 5


class Module(NamedTuple):
    path: Path  # inside the package
    lines: list[str]
    tree: ast.Module

    @property
    def name(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(("generator", *(parts[:-1] if parts[-1] == "__init__" else parts)))


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if inside.parts[0] != "themes":
            text = path.read_text(encoding="utf-8")
            found.append(Module(inside, text.splitlines(), ast.parse(text)))
    return tuple(found)


def sizes() -> dict[Path, int]:
    """Lines by module, without `__init__`: most hold a sentence and would make any median small."""
    return {module.path: len(module.lines) for module in modules() if module.path.name != "__init__.py"}


def files_of_git(*arguments: str) -> set[str]:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no checkout: nothing to compare with")
    listing = subprocess.run(
        ["git", "ls-files", "-z", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return {path for path in listing.stdout.split("\0") if path and (REPOSITORY / path).exists()}


def test_linted_files_are_those_of_git() -> None:
    """An exclusion that was not anchored once kept the whole of generator/content from lint and format."""
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    shown = subprocess.run([ruff, "check", "--show-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    linted = {Path(line).relative_to(REPOSITORY).as_posix() for line in shown.stdout.splitlines()}
    new = ("--cached", "--others", "--exclude-standard")
    assert {path for path in linted if path.endswith(".py")} == files_of_git(*new, "*.py")


def test_few_modules_lie_loose() -> None:
    loose = [path.name for path in sizes() if len(path.parts) == 1]
    assert len(loose) <= MOST_LOOSE_MODULES, loose


def test_no_folder_holds_too_many_modules() -> None:
    counts = Counter(path.parent.as_posix() for path in sizes() if "vocabulary" not in path.parts)
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES_OF_A_FOLDER} == {}


def test_no_module_is_long() -> None:
    assert {path.as_posix(): lines for path, lines in sizes().items() if lines > MOST_LINES} == {}


def test_the_median_module_is_neither_a_scrap_nor_a_scroll() -> None:
    assert round(statistics.median(sizes().values())) in MEDIAN_LINES


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def has_a_reason(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A comment of some words on the line of `def`, or on the line above it and its decorators."""
    first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
    above = module.lines[first - 2].strip() if first > 1 else ""
    comments = [above if above.startswith("#") else "", module.lines[function.lineno - 1].partition("  # ")[2]]
    return any(len(comment.split()) > 2 for comment in comments)  # more than a bare `noqa`


def test_functions_are_short_or_say_why_not() -> None:
    long = [
        f"generator/{module.path.as_posix()}:{function.lineno} {function.name}: {lines} lines"
        for module in modules()
        for function in functions(module)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MOST_LINES_OF_A_FUNCTION
        and not has_a_reason(module, function)
    ]
    assert long == []


def own_imports(tree: ast.AST, names: Set[str]) -> set[str]:
    """The modules of `generator` that code imports, wherever the import is written."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return found & names


def imports_of_modules() -> Mapping[str, set[str]]:
    names = {module.name for module in modules() if module.path.name != "__init__.py"}
    return {module.name: own_imports(module.tree, names) - {module.name} for module in modules()}


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        TopologicalSorter(imports_of_modules()).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_imports_of_our_own_are_at_the_top() -> None:
    inside = {
        f"generator/{module.path.as_posix()}:{node.lineno}"
        for module in modules()
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "generator"
    }
    assert len(inside) <= MOST_OWN_IMPORTS_IN_FUNCTIONS, sorted(inside)


def test_tests_follow_the_tree() -> None:
    rooms = {path.parts[2] for path in map(Path, files_of_git("tests/unit")) if len(path.parts) > 3}
    assert rooms - {path.name for path in PACKAGE.iterdir() if path.is_dir()} == set()


def test_what_benchmarks_import_is_there() -> None:
    """No other test runs most of them; a name that moved away would wait until somebody measures again."""
    missing = []
    for path in files_of_git("benchmarks/*.py", "docs/*.py"):
        for node in ast.walk(ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("generator", "support"):
                imported = importlib.import_module(node.module or "")
                missing += [f"{path}: {node.module}.{alias.name}" for alias in node.names if not _has(imported, alias)]
    assert missing == []


def _has(module: object, alias: ast.alias) -> bool:
    if hasattr(module, alias.name):
        return True
    name = f"{getattr(module, '__name__', '')}.{alias.name}"
    return importlib.util.find_spec(name) is not None if hasattr(module, "__path__") else False
