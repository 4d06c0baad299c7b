"""What ends a verb early, each with the exit code that it carries to the shell."""


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
