"""What ends a verb early, each with the exit code that it carries to the shell."""

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
