"""The wheel that `make test` built."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def wheel() -> Path:
    found = sorted((REPOSITORY / "dist").glob("warraq-*.whl"))
    assert found, "run the tests with `make test`, which builds the wheel"
    return found[-1]
