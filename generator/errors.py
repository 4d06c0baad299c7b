"""Errors that end a verb, each with its exit code.

A module that cannot be imported is a fault of the installation, whatever was being read: no other code may catch
`ImportError` and report it as a fault of a seed, an image or a page. This module imports only the standard library,
since it must work when everything else is missing.
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
        """Errors keep their hint when they come from a worker."""
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


class PluginError(WarraqError):
    """A plugin did something that it must not do; no content is at fault."""

    exit_code = 3


class RefusedError(WarraqError):
    """Going on could harm the user's files: a lock is held, or output/ is content/."""

    exit_code = 4


class ObstaclesError(WarraqError):
    """Several errors at once, each of which would have ended the verb."""

    def __init__(self, errors: tuple[WarraqError, ...]) -> None:
        super().__init__("; ".join(error.what for error in errors))
        self.errors = errors
        self.exit_code = max(error.exit_code for error in errors)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.errors,)


class FileNote:
    """Adds a file's name to any exception in the block; `file_of` finds it, also in another process."""

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
    """The file that an exception is about, "" if unknown."""
    return next(iter(getattr(problem, "__notes__", ())), "")


_DISTRIBUTION = "warraq"
REINSTALL = f"reinstall it with its dependencies: python -m pip install --force-reinstall {_DISTRIBUTION}"


class InstallationError(WarraqError, ImportError):
    """A dependency of Warraq is missing or does not fit; no content is at fault.

    It is an `ImportError`, so that code which lets those pass lets it pass too.
    """


def installation_error(problem: ImportError) -> InstallationError:
    """The message for a failed import."""
    absent = sorted(missing_distributions())
    if absent:
        what = f"the installation is missing {', '.join(f'`{name}`' for name in absent)}: {_first_line(problem)}"
    elif isinstance(problem, ModuleNotFoundError) and problem.name:
        what = f"the installation is missing the module `{problem.name}`"
    else:
        what = f"the installation is broken: {_first_line(problem)}"
    return InstallationError(what, REINSTALL)


def missing_distributions() -> set[str]:
    """Distributions that the package's metadata requires and that are not installed, not counting extras."""
    # For a broken installation only; it takes longer to load than all that `warraq --version` needs of ours.
    from importlib.metadata import PackageNotFoundError, distribution, requires  # noqa: PLC0415

    def is_missing(name: str) -> bool:
        try:
            distribution(name)
        except PackageNotFoundError:
            return True
        return False

    try:
        required = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a checkout that was never installed
        return set()
    return {name for name in map(_name, required) if name and is_missing(name)}


def _name(requirement: str) -> str:
    """The name of a requirement; "" for one with a condition (an extra, a platform)."""
    if ";" in requirement:
        return ""
    end = next((index for index, letter in enumerate(requirement) if not (letter.isalnum() or letter in "-_.")), None)
    return requirement[:end]


def _first_line(problem: ImportError) -> str:
    message = next((line.strip() for line in str(problem).splitlines() if line.strip()), type(problem).__name__)
    return message[:300]
