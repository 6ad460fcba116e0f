"""The maker of trade, which lies with the benchmarks."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def made_trade() -> ModuleType:
    folder = str(Path(__file__).parents[2] / "benchmarks/quality")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return import_module("made_trade")


@pytest.fixture(scope="session")
def judged(made_trade: ModuleType) -> ModuleType:
    """What measures the detectors on it; it imports the maker."""
    return import_module("trade")
