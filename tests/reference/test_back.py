"""Relief and its end: a hull that goes from a list and comes back under another number is one subject, with a gap in between.

178 vessels did so on the SDN list between 2015 and 2019; the list of 2015 is not among the test data, so these are made.
"""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from inforce.lists import Given, file
from inforce.lists.changes import steps
from inforce.lists.history import stays_of
from inforce.reference import Reference, build
from inforce.store.archive import Archive

BEFORE, DURING, AFTER = date(2015, 1, 17), date(2018, 1, 26), date(2019, 1, 4)
# IMO numbers of five hulls: four come back, of these two under the number that they had.
HULLS = ("9000027", "9000039", "9000041", "9000053", "9000065")


def row(number: int, name: str, kind: str, program: str, remarks: str) -> list[str]:
    return [str(number), name, kind, program, *["-0- "] * 7, remarks]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Three editions of the SDN list: with five Iranian hulls, with none, with four of them and one that is new."""
    from inforce.lists import reading

    monkeypatch.setattr(reading, "outside", lambda *_: [])
    monkeypatch.setattr("inforce.lists.adding.outside", lambda *_: [])
    held = Archive(tmp_path / "home")
    others = [row(n, f"INVENTED COMPANY {n}", "-0- ", "SDGT", "-0- ") for n in range(1, 40)]

    def ships(numbers: dict[str, int]) -> list[list[str]]:
        said = "Vessel Registration Identification IMO {}."
        return [row(n, f"SAMPLE {imo}", "vessel", "IRAN", said.format(imo)) for imo, n in numbers.items()]

    first = dict(zip(HULLS, range(101, 106), strict=True))
    back = {HULLS[0]: 101, HULLS[1]: 102, HULLS[2]: 203, HULLS[3]: 204, "9000077": 206}
    for day, numbers in ((BEFORE, first), (DURING, {}), (AFTER, back)):
        text = io.StringIO(newline="")
        csv.writer(text).writerows([*others, *ships(numbers)])
        (tmp_path / "sdn.csv").write_text(text.getvalue(), "ascii")
        file(held, "ofac_sdn", Given([tmp_path / "sdn.csv"], day, accept="relief"))
    return held


@pytest.fixture
def ref(archive: Archive) -> Reference:
    return build(archive, lists=["ofac_sdn"])


def test_each_hull_is_one_subject_under_whatever_number(ref: Reference) -> None:
    subjects = {imo: {ref.groups.of(d.id) for d in ref.by_imo[imo]} for imo in (*HULLS, "9000077")}
    assert all(len(groups) == 1 for groups in subjects.values())
    assert subjects[HULLS[0]] == {("ofac_sdn/101",)}
    assert subjects[HULLS[2]] == {("ofac_sdn/103", "ofac_sdn/203")}
    assert len({group for groups in subjects.values() for group in groups}) == 6


@pytest.mark.parametrize(
    ("imo", "then", "between", "now"), [(HULLS[0], 1, 0, 1), (HULLS[2], 1, 0, 1), (HULLS[4], 1, 0, 0), ("9000077", 0, 0, 1)]
)
def test_on_each_day_as_many_listings_of_a_hull_stand_as_there_were(ref: Reference, imo: str, then: int, between: int, now: int) -> None:
    stand = [sum(d.listed_on(day) and not d.doubt(day) for d in ref.by_imo[imo]) for day in (BEFORE, DURING, AFTER)]
    assert stand == [then, between, now]


def test_an_entry_that_comes_back_under_its_number_has_two_stays(archive: Archive) -> None:
    stays = [(s.absent_on, s.first_seen, s.last_seen, s.gone_on) for s in stays_of(archive, "ofac_sdn/101")]
    assert stays == [(None, BEFORE, BEFORE, DURING), (DURING, AFTER, AFTER, None)]


def test_what_relief_took_off_and_what_came_back_is_counted(archive: Archive) -> None:
    taken = [step.changes for step in steps(archive, "ofac_sdn", BEFORE, AFTER, "IRAN")]
    assert [(len(c.removed), len(c.added), len(c.relisted)) for c in taken] == [(5, 0, 0), (0, 5, 0)]
