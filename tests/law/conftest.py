"""A small regime of its own, written to a folder and read from there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.law import Law, read_law

ISSUERS = '[un]\ntitle = "Council"\ntz = "America/New_York"\nbinds = ["all"]\n'
SOURCES = '[PAGE]\nurl = "https://example.org"\nwhat = "a page"\n'
SCOPES = """
[[scopes]]
id = "un/salt"
kind = "goods"
title = "salt"
by = "un/1"
nomenclature = "HS"
edition = "2017"
codes = ["2501"]
review = "memory"
"""
INSTRUMENT = """
[instrument]
id = "un/1"
kind = "resolution"
title = "Resolution 1"
adopted = 2001-01-01
target = "KP"
review = "memory"
"""
MEASURE = """
[[measures]]
id = "un/1#salt"
paragraph = "2"
paragraph_review = "memory"
modality = "prohibit"
direction = "from"
summary = "No salt."
covers = ["un/salt"]
since = 2001-01-01
applied_by = ["goods.prohibited"]
review = "memory"
"""


@pytest.fixture
def regime(tmp_path: Path) -> Callable[..., Law]:
    """Reads a law whose only instrument has the measures given; `old`, `new` change the text of one file before that."""

    def read(measures: str = MEASURE, old: str = "", new: str = "", scopes: str = SCOPES, more: dict[str, str] | None = None) -> Law:
        texts = {"issuers.toml": ISSUERS, "sources.toml": SOURCES, "scopes/un-1.toml": scopes, "un/1.toml": INSTRUMENT + measures}
        for name, text in {**texts, **(more or {})}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text.replace(old, new) if old else text, encoding="utf-8")
        return read_law(tmp_path)

    return read
