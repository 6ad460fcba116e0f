"""The quality gate: floors hold, and none goes down unseen."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GATE = Path(__file__).parents[2] / "benchmarks/quality/gate.py"
SPEC = importlib.util.spec_from_file_location("quality_gate", GATE)
gate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(gate)


def floor(*figures: float, because: str = "") -> dict[str, object]:
    steps = [{"f1": f} for f in figures]
    return {"pinned": [*steps[:-1], steps[-1] | ({"because": because} if because else {})]}


def test_every_figure_is_at_its_floor(shared: Callable[[str], Path]) -> None:
    shared("names/name_pairs.csv")
    done = subprocess.run([sys.executable, GATE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_figure_below_its_floor_fails() -> None:
    assert gate.missed(floor(0.7), {"f1": 0.69}) == ["f1 is 0.6900, below its floor 0.7"]


def test_a_figure_well_above_its_floor_is_to_be_pinned() -> None:
    assert gate.missed(floor(0.7), {"f1": 0.7049}) == []
    assert gate.missed(floor(0.7), {"f1": 0.72}) == ["f1 is 0.7200, well above its floor 0.7: pin it"]


def test_a_floor_goes_down_only_for_a_reason() -> None:
    assert gate.lowered(floor(0.7, 0.8)) == []
    assert gate.lowered(floor(0.8, 0.7)) == ["its floor of f1 went from 0.8 to 0.7 and no `because` says why"]
    assert gate.lowered(floor(0.8, 0.7, because="two labels were wrong")) == []


def test_a_figure_that_is_no_longer_pinned_counts_as_lowered() -> None:
    assert gate.lowered({"pinned": [{"f1": 0.8, "recall": 0.9}, {"f1": 0.8}]})


def test_another_corpus_is_not_measured_against_this_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pairs.csv").write_text("schema,name1,name2,is_match\nPerson,Kim Jong Un,Kim Jong Un,true\n")
    monkeypatch.setattr(gate, "DATA", tmp_path)
    monkeypatch.syspath_prepend(GATE.parent)
    wrong = gate.judge("names", {"corpus": "pairs.csv", "sha256": "0" * 64, "pinned": [{"f1": 1.0}]}, pin=False, because="")
    assert len(wrong) == 1
    assert "is not what its floor was measured on" in wrong[0]


def test_what_cannot_be_measured_is_not_held_to_be_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "DATA", tmp_path)
    floors = json.loads(gate.FLOORS.read_text())
    assert "not measured" in gate.judge("names", floors["names"], pin=False, because="")[0]
