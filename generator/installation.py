"""A module that cannot be imported is a fault of the installation, whoever needed it and whatever was being read.

It loads nothing but the standard library: it has to speak where all else is missing. So nobody else may catch an
`ImportError` among other exceptions and tell it as a fault of a seed, a picture or a page.
"""

from __future__ import annotations

from generator.errors import WarraqError

DISTRIBUTION = "warraq"
HINT = f"install it again with all that it needs: python -m pip install --force-reinstall {DISTRIBUTION}"


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
    return InstallationError(what, HINT)


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
        asked = requires(DISTRIBUTION) or []
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
