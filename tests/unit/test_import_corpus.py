"""Every file of the real corpus is imported or refused with a clear problem, and no record is lost on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("WARRAQ_CORPUS") or ROOT.parent / "shared" / "corpus")


@pytest.mark.skipif(not (CORPUS / "formats").is_dir(), reason="no corpus: set WARRAQ_CORPUS to its folder")
def test_records_in_are_articles_out_and_reported() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "import_formats.py"), str(CORPUS)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout + said.stderr
