"""Fixtures for all tests."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """Gives a file of the test data by its path under INFORCE_TEST_DATA (default ../shared/data), or skips with the reason."""
    home = Path(os.environ.get("INFORCE_TEST_DATA", Path(__file__).parents[2] / "shared/data"))

    def find(path: str) -> Path:
        if not (home / path).exists():
            pytest.skip(f"no {path} under {home}: set INFORCE_TEST_DATA to where the test data lies")
        return home / path

    return find
