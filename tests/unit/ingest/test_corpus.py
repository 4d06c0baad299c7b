"""Every file of the real corpus is imported or refused with a clear problem, and no record is lost on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_records_in_are_articles_out_and_reported(corpus: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "imports" / "formats.py"), str(corpus)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout + said.stderr
