"""`python -m generator` is `warraq`, and so is the command: what it needs first is imported here.

An installation that lacks even the libraries of the command line is told as one, not as a traceback.
"""

from __future__ import annotations

import sys

from generator.errors import installation_error


def main() -> None:
    try:
        from generator.cli.main import main as run
    except ImportError as problem:
        lacking = installation_error(problem)
        sys.stderr.write(f"error: {lacking.what}\n  hint: {lacking.hint}\n")
        sys.exit(lacking.exit_code)
    run()


if __name__ == "__main__":
    main()
