"""What an installation lacks is told as its own fault, whatever verb met it and whatever was being read."""

from __future__ import annotations

import ast
import importlib.metadata
import pickle
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.samples import SUFFIXES, samples

import generator
from generator.errors import REINSTALL, InstallationError, WarraqError, installation_error

PACKAGE = Path(generator.__file__).parent
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
# Asked for by what we ask for, in a way that not every installer follows.
OF_OTHERS = {"lxml-html-clean": "lxml_html_clean"}
# Runs the command without a module, or with all and says which were loaded. The server stops where it would listen.
PROGRAM = """
import sys
hidden, verb = sys.argv.pop(1), sys.argv[1]
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == hidden:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Finder())
if verb == "serve":
    try:
        import uvicorn
        uvicorn.Server.run = lambda *_, **__: None
    except ImportError:
        pass
from generator.__main__ import main
try:
    main()
finally:
    if not hidden:
        print("\\nloaded", *sorted({name.partition(".")[0] for name in sys.modules}))
"""
VERBS = {
    "search": ("الميناء",),
    "check": ("--workers", "1"),
    "build": ("--workers", "1", "--no-import"),
    "serve": ("--watch", "--no-import", "--port", "0"),
    "import": ("--workers", "1"),
}


def declared() -> set[str]:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    return {re.split("[><=]", one)[0] for one in asked}


def imported() -> dict[str, str]:
    """Every module of others that our code imports, by its first name, with the place that does."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in named(node):
                first = name.partition(".")[0]
                if first not in sys.stdlib_module_names and first != PACKAGE.name:
                    found[first] = f"{path.relative_to(PACKAGE)}:{node.lineno}"
    return found


def named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield node.module or ""
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
        yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def test_every_import_belongs_to_a_dependency_that_is_declared_and_each_of_those_is_imported() -> None:
    distributions = importlib.metadata.packages_distributions()
    owners = {module: {plain(name) for name in distributions[module]} for module in imported()}
    undeclared = {imported()[module]: module for module, names in owners.items() if not names & declared()}
    assert not undeclared
    assert declared() - set().union(*owners.values()) == set(OF_OTHERS)


def plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that waits for seeds of every format, and was built before they came."""
    site = tmp_path_factory.mktemp("installation") / "site"
    for arguments in (("init", str(site)), ("build", "--workers", "1", "--site", str(site))):
        done = run("", *arguments)
        assert done.returncode == 0, done.stderr
    for name, data in samples().items():
        (site / "seeds" / f"{name}.{SUFFIXES[name]}").write_bytes(data)
    return site


def run(hidden: str, *command: str) -> subprocess.CompletedProcess[str]:
    python = [sys.executable, "-P", "-c", PROGRAM, hidden, *command]
    return subprocess.run(python, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL)


def test_a_verb_that_lacks_a_module_says_so_and_blames_no_content(built: Path, tmp_path: Path) -> None:
    """Some modules of each verb: all come out of one door, and a test below holds that nobody else catches them."""

    def attempt(verb: str, hidden: str) -> subprocess.CompletedProcess[str]:
        site = tmp_path / f"{verb}-{hidden}"
        shutil.copytree(built, site)
        return run(hidden, verb, *VERBS[verb], "--site", str(site))

    ours, tried = {*imported(), *OF_OTHERS.values()}, set()
    for verb in VERBS:
        needed = ours & set(attempt(verb, "").stdout.rpartition("\nloaded")[2].split()) - tried
        for hidden in sorted(needed)[::4]:
            assert_told(hidden, attempt(verb, hidden))
        tried |= needed


def assert_told(hidden: str, done: subprocess.CompletedProcess[str]) -> None:
    what = rf"(is missing the module `{hidden}[\w.]*`|is broken: .*{hidden}.*)"
    told = rf"error: the installation {what}\n  hint: {re.escape(REINSTALL)}\n"
    assert re.fullmatch(told, done.stderr), (hidden, done)
    assert done.returncode == 1, (hidden, done)
    assert not re.search(r"\b[A-Z]\d{3}\b", done.stdout), (hidden, done)


def test_a_worker_that_lacks_a_module_says_so_too(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    done = run("trafilatura", "import", "--workers", "2", "--site", str(site))
    assert_told("trafilatura", done)
    whole = run("", "import", "--workers", "1", "--site", str(site))
    assert whole.returncode == 0, whole.stderr
    again = run("", "import", "--workers", "1", "--site", str(site))
    assert "0 new" in again.stdout or "new" not in again.stdout, again.stdout


def test_what_a_failed_import_means_is_said_in_a_line() -> None:
    def said(problem: ImportError) -> str:
        return str(installation_error(problem))

    assert (
        said(ModuleNotFoundError("No module named 'a.b'", name="a.b")) == "the installation is missing the module `a.b`"
    )
    assert (
        said(ImportError("cannot import name `x` from `y`", name="y"))
        == "the installation is broken: cannot import name `x` from `y`"
    )
    assert (
        said(ImportError("\n\n  libz.so.1: cannot open shared object file\nmore"))
        == "the installation is broken: libz.so.1: cannot open shared object file"
    )
    assert said(ImportError()) == "the installation is broken: ImportError"
    handed = pickle.loads(pickle.dumps(InstallationError("what", "hint")))
    assert (handed.what, handed.hint, isinstance(handed, WarraqError)) == ("what", "hint", True)


def test_nobody_takes_a_failed_import_for_another_fault() -> None:
    """Whoever catches all exceptions and goes on lets those of the installation through first."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Try):
                caught = [ast.unparse(one.type) if one.type else "" for one in node.handlers]
                is_silent = any(
                    kind in ("", "Exception", "BaseException") and not hands_on(one)
                    for kind, one in zip(caught, node.handlers, strict=True)
                )
                assert not is_silent or re.search(r"\bImportError\b", " ".join(caught)), (
                    f"{path.relative_to(PACKAGE)}:{node.lineno}"
                )


def hands_on(handler: ast.ExceptHandler) -> bool:
    """It raises again, or gives the exception itself to whoever asks for the result."""
    ends = [ast.unparse(node) for node in ast.walk(handler) if isinstance(node, ast.Raise | ast.Call)]
    return any(end == "raise" or end.endswith(f".set_exception({handler.name})") for end in ends)
