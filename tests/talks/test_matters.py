"""Matters of the talks, by our own words."""

from pathlib import Path

import pytest

from inforce.base.errors import LawError
from inforce.talks.matters import matters, read_matters, spoken_of
from inforce.talks.positions import positions


def test_every_matter_of_a_position_has_words() -> None:
    assert {m.id for m in matters()} == {p.matter for p in positions()}


def test_words_beside_are_needed_where_there_are_any() -> None:
    assert set(spoken_of("the removal of any US sanctions")) == {"sanctions"}
    assert not spoken_of("the removal of the statue")
    assert set(spoken_of("a step-by-step approach")) == {"sequence"}
    assert set(spoken_of("it has always fulfilled its duty concerning UN resolutions")) == {"enforcement"}
    assert not spoken_of("")


def test_a_matter_that_no_position_has_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('[[matters]]\nid = "fish"\nterms = ["fish"]\n')
    with pytest.raises(LawError, match="fish"):
        read_matters(tmp_path / "m.toml")
