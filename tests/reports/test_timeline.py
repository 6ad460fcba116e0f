from datetime import date
from xml.etree import ElementTree

from inforce.law import load
from inforce.law.milestones import milestones
from inforce.reports.timeline import days, document, in_force, picture

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_is_well_formed_and_names_every_resolution_and_summit() -> None:
    root = ElementTree.fromstring(picture(load(), milestones(), "KP"))
    said = {e.text for e in root.iter(f"{SVG}text")}
    assert {"1695", "1718", "1874", "2087", "2094", "2270", "2321", "2356", "2371", "2375", "2397", "Singapore", "Hanoi"} <= said
    titles = [e.text or "" for e in root.iter(f"{SVG}title")]
    assert sum("nuclear test" in t for t in titles) == 6
    assert not [e.tag for e in root.iter() if e.tag in (f"{SVG}script", f"{SVG}image", f"{SVG}use")]


def test_the_table_beside_it_holds_the_same_counts() -> None:
    counts = {(row[0], row[1]): row[4] for row in days(load(), milestones(), "KP").rows}
    assert counts["2019-02-27", "summit"] == in_force(load(), ("un",), "KP", date(2019, 2, 27))
    assert counts["2006-07-05", "launch"] == 0
    assert counts["2024-04-30", "end"] == in_force(load(), ("un",), "KP", date(2024, 4, 30))


def test_what_is_law_on_another_country_is_not_counted() -> None:
    assert in_force(load(), ("un",), "IR", date(2019, 2, 27)) == 1
    assert "un/2231" not in {row[2] for row in days(load(), milestones(), "KP").rows}


def test_the_same_law_gives_the_same_picture() -> None:
    assert document(load(), milestones(), "KP") == document(load(), milestones(), "KP")
