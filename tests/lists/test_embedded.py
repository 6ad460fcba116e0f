"""The embedded register: the shipped file is what the script makes of the editions, and reads as it should."""

import csv
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation
from inforce.lists import get
from inforce.lists.embedded import compile as script
from inforce.lists.embedded.parse import parse

SHIPPED = Path(script.__file__).with_name("register.toml")


def hull(name: str = "HAO FAN 6", day: date = date(2018, 3, 30)) -> script.Entry:
    return {"name": name, "imo": "8628597", "listed": day, "under": ["port entry ban"], "sources": ["eu annex XIV.B 29"]}


def test_the_shipped_register_is_what_the_script_makes_of_the_editions(shared):
    lists = shared("lists")
    assert SHIPPED.read_text(encoding="utf-8") == script.compiled(
        lists / "un_consolidated/un_consolidated_2025-12-10.xml.gz",
        lists / "eu/oj/consolidated/32017R1509.csv.gz",
        lists / "uk/fcdo_uk_sanctions_list_summary_2025-08-11.ods",
    )


def test_the_hulls_are_those_that_a_crosslist_has_from_the_annexes_or_the_uk(shared):
    with shared("vessels/dprk_vessels_crosslist_by_imo.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    by_the_un = {r["imo"] for r in rows if r["uk_2026-05"] or (r["eu_2017_1509"] and "annex XV" not in r["eu_2017_1509"])}
    shipped = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert {v["imo"] for v in shipped["vessel"] if "imo" in v} == by_the_un


def test_every_un_edition_held_is_within_the_register(shared):
    """No DPRK entry of an older edition is missing, and each has the day of listing that it had then."""
    register = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    days = {e["ref"]: e["listed"] for kind in ("person", "entity") for e in register[kind]}
    for edition in ("2017-06-20", "2018-06-07", "2020-03-20", "2024-09-21"):
        kinds = script.un(shared(f"lists/un_consolidated/un_consolidated_{edition}.xml.gz"))
        then = {e["ref"]: e["listed"] for entries in kinds for e in entries}
        assert then == {ref: day for ref, day in days.items() if str(day) <= edition}


def test_no_document_number_address_or_reason_is_shipped():
    register = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    fields = Counter(f for kind in ("person", "entity", "vessel") for e in register[kind] for f in e)
    assert set(fields) <= {*script.FIELDS, "under", "sources", "review"}


def test_two_numbers_where_there_is_room_for_one_stop_the_compiling():
    assert (script.only(()), script.only(("1790183",))) == ("", "1790183")
    with pytest.raises(ValueError, match="too many"):
        script.only(("1790183", "5342883"))


def test_a_hull_that_the_uk_dates_otherwise_stops_the_compiling():
    with pytest.raises(Refused, match=r"Hao Fan 6 \(DPR0076\)"):
        script.joined([hull()], [("DPR0076", "Hao Fan 6", date(2017, 10, 3), "")])


def test_de_flagging_belongs_to_the_last_day_on_which_the_committee_acted():
    hulls = script.joined([hull(), hull(day=date(2017, 10, 3))], [("DPR0076", "Hao Fan 6", date(2017, 10, 3), "De-flag")])
    assert [(h["ref"], h["under"]) for h in hulls] == [
        ("IMO8628597", ["port entry ban"]),
        ("IMO8628597.2018-03-30", ["port entry ban", "de-flag"]),
    ]


def test_former_names_stand_in_brackets_and_the_unions_own_listings_stay_out():
    head = "recordId,annex,schema,startDate,name,imoNumber\n"
    rows = "2,XV.F,Vessel,12.12.2022,Unica,8514306\n,XIII.B,Vessel,2.3.2016,Chong Bong (Greenlight) (Blue Nouvelle),8909575\n"
    (only,) = script.eu((head + rows).encode())
    assert (only["name"], only["former"], only["sources"]) == ("Chong Bong", ["Greenlight", "Blue Nouvelle"], ["eu annex XIII.B"])
    assert only["imo"] == clean_imo("8909575")


def test_the_register_reads_whole_and_every_entry_is_secondary_and_says_where_it_is_from():
    spec = get("embedded")
    entries = [d for d in parse({"register": SHIPPED}, spec) if isinstance(d, Designation)]
    assert Counter(d.schema for d in entries) == {"Person": 80, "LegalEntity": 75, "Vessel": 60}
    assert {str(d.review) for d in entries} == {"secondary"}
    assert {d.evidence.source for d in entries} == {f"embedded@{spec.compiled}"}
    assert all(d.measures and d.listed and d.evidence.locator for d in entries)
    assert f"compiled on {spec.compiled}" in spec.caution


def test_a_hull_says_each_place_it_was_found_in_and_each_measure_once():
    (found,) = [d for d in parse({"register": SHIPPED}, get("embedded")) if d.ref == "IMO8628597.2018-03-30"]
    assert found.evidence.locator == ("Regulation (EU) 2017/1509, annex XIV.B 29; UK Sanctions List of 2025-08-11, DPR0076")
    assert found.programs == ("port entry ban", "de-flag")
    assert found.measures == ("un/2371#vessel-port-ban", "un/2375#vessel-port-ban", "un/2321#vessel-measures")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("compiled = 2025-12-10", "compiled = 2025-12-11", "compiled on the day"),
        ('ref = "KPi.001"', 'ref = "KPi.002"', "two entries of one ref"),
        ('imo = "8628597"', 'imo = "8628598"', "no valid imo"),
        ('under = ["asset freeze"]', 'under = ["asset frieze"]', "asset frieze"),
        ("listed = 2009-04-24", 'listed = "2009"', "no day"),
        ('review = "secondary"', 'review = "secondary"\nremark = "?"', "unknown fields"),
        ("[[person]]", "[[persons]]", "person"),
        ("[[person]]", "[[person", "TOMLDecodeError"),
    ],
)
def test_a_register_that_is_not_as_it_should_be_is_refused_whole(tmp_path, was, now, said):
    broken = tmp_path / "register.toml"
    broken.write_text(SHIPPED.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(Refused, match=said):
        next(parse({"register": broken}, get("embedded")))
