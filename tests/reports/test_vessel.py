"""A ship's page: its words, its strip and lanes, and what it says where there is little to show."""

import re
from dataclasses import replace

from sea_pages import T0, finding, heard, numbered, reports

from inforce.base.nouns import Outcome
from inforce.base.tables import FIX, REPORT
from inforce.check import section
from inforce.reports.sea_events import clock, kind
from inforce.reports.sea_lanes import Axis, said
from inforce.reports.vessel import Heard, vessel_page

SAILED = [(n * 600, 35 + n / 100, 123) for n in range(60)]


def shown(text: str) -> str:
    """The page without its scripts, style and tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)))


def test_each_event_stands_with_its_tier_its_measures_and_its_innocent_explanations() -> None:
    text = shown(vessel_page(heard(SAILED, [finding()])))
    assert "possible transfer at sea: lay beside another ship" in text
    assert "tier alongside, red flag" in text
    assert "innocent explanations bunkering, pilotage, waiting" in text
    assert "un/2375#ship-to-ship: " in text
    assert "(review: " in text
    assert "Each is possible, none is proof." in text


def test_no_word_of_the_page_tells_of_guilt() -> None:
    text = shown(vessel_page(heard(SAILED, [finding(check_id=c) for c in ("track.gap", "track.port", "track.jump", "track.loiter")])))
    assert not re.search(r"\b(violat\w+|guilty|illegal\w*|smuggl\w+|crim\w+|evad\w+|evasion)\b", text, re.IGNORECASE)


def test_a_check_that_nobody_here_knows_goes_by_its_id() -> None:
    made = finding(check_id="track.elsewhere")
    assert kind("track.elsewhere").words == "track.elsewhere"
    assert "the check names none" in shown(vessel_page(heard(SAILED, [made])))


def test_what_is_not_determined_is_hollow() -> None:
    found = numbered(
        finding(), replace(finding(hour=5, tier="context"), outcome=Outcome.UNDETERMINED), finding("track.loiter", 6, tier="area")
    )
    assert [e.alert for e in found] == [True, False, True]


def test_a_finding_about_an_event_has_its_ships() -> None:
    met = finding(other_mmsi="445000001")
    about = finding("event.association", hour=4)
    about = type(about)(**{**{f: getattr(about, f) for f in about.__slots__}, "subject": "track.encounter4", "facts": (("hops", "1"),)})
    linked = next(e for e in numbered(met, about) if e.kind.check_id == "event.association")
    assert linked.ships == ("412000001", "445000001")
    assert clock(linked.since) == "2018-03-01 04:00"


def test_an_event_without_a_place_is_in_the_strip_and_the_table() -> None:
    text = vessel_page(heard(SAILED, [finding("vessel.identity", at=None)]))
    assert 'class="ev k8" href="#e1"' in text
    assert 'id="e1"' in text
    assert '"events":[]' in text


def test_no_position_and_no_report_is_said() -> None:
    text = shown(vessel_page(Heard((412000001,), FIX.empty_table(), REPORT.empty_table(), [])))
    assert "No position of this number is held" in text
    assert "No static report of this number is held" in text
    assert "That is no clearance." in text


def test_a_thinned_track_says_so() -> None:
    points = [(n * 60, 35 + (n % 7) / 1000, 123 + n / 5000) for n in range(5000)]
    text = shown(vessel_page(heard(points)))
    assert re.search(r"5,000 positions, of which 4,000 are drawn; those left out lie within \d+ m of the line", text)
    assert "all of them drawn: 60 positions" in shown(vessel_page(heard(SAILED)))


def test_values_are_lanes_and_a_value_that_came_back_has_two_stretches() -> None:
    names = [{"name": "SEA LAMP"}, {"name": "SEA LAMP"}, {"name": "MOON"}, {"name": "SEA LAMP"}, {"name": ""}, {"draught10": 82}]
    flag, *values = said(reports(*names), (412000001,))
    assert (flag.field, flag.value, flag.times) == ("flag that the MMSI claims", "China", 6)
    assert [(s.field, s.value, s.times) for s in values] == [("name", "SEA LAMP", 3), ("name", "MOON", 1), ("draught, m", "8.2", 1)]
    assert values[0].spans == ((T0, T0 + 3600), (T0 + 10800, T0 + 10800))
    assert values[0].held == ((T0 + 3600, T0 + 7200),)


def test_a_type_of_ship_is_told_in_words_too() -> None:
    values = [s.value for s in said(reports({"type": 80}, {"type": 0}), (412000001,)) if s.field.startswith("type")]
    assert values == ["80 tanker", "0"]


def test_of_many_values_those_said_most_often_are_shown_and_the_number_of_all() -> None:
    text = shown(vessel_page(heard(SAILED, said=reports(*[{"destination": f"PORT {n}"} for n in range(30)]))))
    assert "30 values; the 8 said most often are shown" in text


def test_two_numbers_of_one_hull_are_lanes_too() -> None:
    values = said(reports({"name": "SEA LAMP"}), (412000001, 412000002))
    assert values[0].field == "MMSI"


def test_an_axis_has_a_few_ticks_whatever_its_length() -> None:
    for days in (0.01, 1, 9, 100, 1000, 9000):
        assert len(Axis(T0, T0 + int(days * 86400)).ticks()) <= 8


def test_the_same_rows_give_the_same_bytes() -> None:
    assert vessel_page(heard(SAILED, [finding()])) == vessel_page(heard(SAILED[::-1], [finding()]))


def test_the_paragraph_of_a_check_is_found_and_no_more() -> None:
    page = "Flags it.\n\nWhy: x.\nInnocent explanations: bunkering,\nwaiting.\nSource: y."
    assert section(page, "Innocent explanations") == "bunkering, waiting."
    assert section(page, "Can be wrong") == ""
