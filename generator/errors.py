"""What ends a verb early, each with the exit code that it carries to the shell.

A module that cannot be imported is a fault of the installation, whoever needed it and whatever was being read:
nobody else may catch an `ImportError` among other exceptions and tell it as a fault of a seed, an image or a page.
This module loads nothing but the standard library, since it has to speak where all else is missing.
"""

from __future__ import annotations

from types import TracebackType


class WarraqError(Exception):
    """A message for the person at the terminal, with a hint on what to do."""

    exit_code = 1

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Workers hand errors over whole."""
        return type(self), (self.what, self.hint)


class UsageError(WarraqError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class SettingsError(WarraqError):
    """site.yaml or the theme cannot be used; `problems` holds every reason at once."""

    exit_code = 3

    def __init__(self, what: str, hint: str = "", problems: tuple[object, ...] = ()) -> None:
        super().__init__(what, hint)
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.hint, self.problems)


class RefusedError(WarraqError):
    """Doing it could harm what is the user's: a lock is held, or output points at content."""

    exit_code = 4


class Naming:
    """A block in which whatever fails says of which file: `file_of` finds it, also in another process."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, _: TracebackType | None
    ) -> None:
        if problem is not None and not file_of(problem):
            problem.add_note(self._path)


def file_of(problem: BaseException) -> str:
    """ "" where nobody said."""
    return next(iter(getattr(problem, "__notes__", ())), "")


_DISTRIBUTION = "warraq"
REINSTALL = f"install it again with all that it needs: python -m pip install --force-reinstall {_DISTRIBUTION}"


class InstallationError(WarraqError, ImportError):
    """What Warraq stands on is missing or does not fit; no content is at fault.

    As an `ImportError` it passes everywhere where one passes.
    """


def installation_error(problem: ImportError) -> InstallationError:
    """What the person at the terminal is told of a failed import."""
    absent = sorted(missing_distributions())
    if absent:
        what = f"the installation lacks {', '.join(f'`{name}`' for name in absent)}: {_first_line(problem)}"
    elif isinstance(problem, ModuleNotFoundError) and problem.name:
        what = f"the installation lacks the module `{problem.name}`"
    else:
        what = f"the installation is broken: {_first_line(problem)}"
    return InstallationError(what, REINSTALL)


def missing_distributions() -> set[str]:
    """What the package asks for, by its metadata, and is not there; extras are nobody's duty."""
    from importlib.metadata import PackageNotFoundError, distribution, requires

    def is_missing(name: str) -> bool:
        try:
            distribution(name)
        except PackageNotFoundError:
            return True
        return False

    try:
        asked = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a checkout that was never installed
        return set()
    return {name for name in map(_name, asked) if name and is_missing(name)}


def _name(requirement: str) -> str:
    """The name that a requirement begins with; one with a condition (an extra, a platform) is left aside."""
    if ";" in requirement:
        return ""
    end = next((place for place, letter in enumerate(requirement) if not (letter.isalnum() or letter in "-_.")), None)
    return requirement[:end]


def _first_line(problem: ImportError) -> str:
    said = next((line.strip() for line in str(problem).splitlines() if line.strip()), type(problem).__name__)
    return said[:300]
