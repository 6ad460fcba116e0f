"""The map of all findings: what is a sign comes first."""

import re
from dataclasses import replace

from sea_pages import finding, numbered

from inforce.base.nouns import Outcome
from inforce.base.tables import FIX, REPORT
from inforce.law import load
from inforce.reference import Reference
from inforce.reports.sea_index import Found, index


def test_signs_come_first_and_then_time_tells() -> None:
    found = [replace(finding(hour=1, tier="context"), outcome=Outcome.UNDETERMINED), finding(hour=9), finding(hour=5)]
    run = Found(numbered(*found), lambda ships: (FIX.empty_table(), REPORT.empty_table()), Reference(load(), places=()))
    assert re.findall(r'id="e([0-9]+)"', index(run, {}, 1)) == ["2", "3", "1"]
