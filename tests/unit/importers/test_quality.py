"""Floors under the importer of raw texts, measured on real texts: the benchmarks' own marks, so that they cannot rot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks" / "imports"


@pytest.mark.parametrize("script", ["raw_text.py", "confidence.py"])
def test_raw_texts_are_read_as_well_as_the_benchmarks_ask(script: str, corpus: Path) -> None:
    environment = os.environ | {"WARRAQ_CORPUS": str(corpus.resolve()), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, str(BENCHMARKS / script)], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
