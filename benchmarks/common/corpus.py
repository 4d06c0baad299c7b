"""The folder of real texts that some benchmarks measure with: WARRAQ_CORPUS, or `shared/corpus` beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("WARRAQ_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
