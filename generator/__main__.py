"""The entry point of `warraq` and `python -m generator`.

If even the libraries of the command line are missing, it prints an error, not a traceback. Asked for its version alone,
it answers without them: scripts ask, and loading takes four times as long as the answer.
"""

from __future__ import annotations

import sys

from generator.deploy.origin import version_line
from generator.errors import installation_error


def main() -> None:
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"{version_line()}\n")
        return
    try:
        # Here, since it may fail, and since new worker processes import this module too.
        from generator.cli.main import main as run  # noqa: PLC0415
    except ImportError as problem:
        error = installation_error(problem)
        sys.stderr.write(f"error: {error.what}\n  hint: {error.hint}\n")
        sys.exit(error.exit_code)
    run()


if __name__ == "__main__":
    main()
