import json
from pathlib import Path

from typer.testing import CliRunner

from inforce.cli import app


def told(*args: str) -> str:
    done = CliRunner().invoke(app, args, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_positions_rounds_and_halts() -> None:
    rows = json.loads(told("talks", "at", "2019-10-16", "--format", "json"))
    assert {"US", "KP", "CN"} <= {row["who"] for row in rows}
    assert any(
        row["round"] == "hanoi-2019" and len(row["accounts"]) == 2 for row in json.loads(told("talks", "rounds", "--format", "json"))
    )
    states = {row["promise"]: row["state"] for row in json.loads(told("talks", "halts", "2019-10-16", "--format", "json"))}
    assert states == {"tests": "held", "exercises": "in doubt"}


def test_the_page(tmp_path: Path) -> None:
    told("talks", "page", "2019-10-16", "--html", str(tmp_path / "t.html"))
    text = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "The talks, as they stood on 2019-10-16" in text
    assert "<script" not in text
