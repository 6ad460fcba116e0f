"""What publishers write otherwise than it seems: zeros for what they do not know, parts of a flow."""

import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from trade_files import COMTRADE, figures, problems, reader

from inforce.base.errors import InputError
from inforce.read.trade import Trade, read_trade

LEGACY = (
    "Classification,Period,Trade Flow,Reporter Code,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Qty Unit Code,Qty Unit,"
    "Qty,Netweight (kg),Trade Value (US$)"
)
COAL = "H4,201803,Imports,156,CHN,408,Dem. People's Rep. of Korea,PRK,270112"
CHINA = "Date of data,Trade type,Trading partner,Commodity code,Mode code,Mode,Registration place,Quantity,Unit,US dollar"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Trade]:
    return reader(tmp_path)


def test_a_weight_of_zero_gives_way_to_the_other_quantity(read: Callable[..., Trade]) -> None:
    lines = [{**COMTRADE, "netWgt": 0, "qty": 12, "qtyUnitAbbr": "u"}, {**COMTRADE, "period": "201903", "netWgt": 0, "qty": 0}]
    t = read(json.dumps({"data": [*lines, {**COMTRADE, "period": "201904", "netWgt": 0, "qty": 0, "primaryValue": 0}]}), name="t.json")
    assert figures(t) == [(12, "u", 95_000), (None, "kg", 95_000), (0, "kg", 0)]  # only the last is a recorded zero
    assert "a quantity of 0 beside another one" in problems(t)
    assert figures(read(LEGACY, f"{COAL},8,Weight in kilograms,5000,0,400000")) == [(5000, "kilograms", 400_000)]


def test_a_sum_of_parts_says_what_it_lacks(read: Callable[..., Trade]) -> None:
    t = read(f"{LEGACY},Customs Proc. Code", f"{COAL},8,x,,600,6,C01", f"{COAL},8,x,0,0,4,C04")
    assert figures(t) == [(600, "kg", 10)]
    assert "1 of the parts without a quantity: the sum lacks it" in problems(t)


def test_a_layout_without_what_every_row_needs_is_refused_in_words(read: Callable[..., Trade]) -> None:
    with pytest.raises(InputError, match="comtrade_legacy and lacks Commodity Code"):
        read("Classification,Period,Trade Flow,Reporter ISO,Partner ISO,Netweight (kg),Trade Value (US$)", "H4,2018,Imports,CHN,PRK,1,1")


def test_every_report_that_ships_is_read_and_several_states_are_no_one() -> None:
    t = read_trade(str(files("inforce.law") / "reported" / "committee.csv"))
    rows = t.rows.to_pylist()
    assert (len(rows), t.failed) == (38, 0)
    together = [r for r in rows if r["reporter"] is None]
    assert {(r["reporter_name"], r["aggregate"]) for r in together} == {("CN+RU", "yes"), ("ALL", "yes")}
    assert len(together) == 7
    assert [r["published_on"] for r in rows if r["period"] == "2023-02"] == [date(2023, 12, 31)]


def test_two_groups_of_states_with_one_figure_are_two_facts(read: Callable[..., Trade]) -> None:
    t = read("measure,state,period,quantity,unit,published_on", *(f"coal,{s},2017-01,5,t,2017-02" for s in ("ALL", "CN+RU", "ALL")))
    assert t.rows["reporter_name"].to_pylist() == ["ALL", "CN+RU"]
    assert "to the letter" in problems(t)
    assert read("measure,state,period,quantity,unit,published_on", "coal,CN+42,2017-01,5,t,2017-02").failed == 1


def test_comtrades_weight_of_zero_beside_a_value_is_not_known(read: Callable[..., Trade]) -> None:
    t = read(LEGACY, f"{COAL},8,Weight in kilograms,0,0,400000")
    assert figures(t) == [(None, "kg", 400_000)]
    assert problems(t) == "a quantity of 0 beside a value: not known, and no zero"


def test_euros_are_a_value_too(read: Callable[..., Trade]) -> None:
    head = "DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG"
    assert figures(read(head, "DE,KP,84713000,2,201905,1500,0")) == [(None, "kg", None)]
    assert figures(read(head, "DE,KP,84713000,2,201905,0,0")) == [(0, "kg", None)]


def test_legacy_files_without_cif_and_fob_and_with_parts(read: Callable[..., Trade]) -> None:
    t = read(f"{LEGACY},Customs Proc. Code", f"{COAL},8,x,,600,6,C01", f"{COAL},8,x,,400,4,C04")
    assert figures(t) == [(1000, "kg", 10)]
    assert t.rows["valuation"].to_pylist() == [None]


def test_chinas_trade_modes_and_provinces_are_parts_that_add_up(read: Callable[..., Trade]) -> None:
    row = '201803,Import,"Korea,DPR",27011210,{},{},Ton,{}'
    t = read(CHINA, row.format("14,Processing trade,Jilin", 9000, 900), row.format("10,Ordinary trade,Jilin", 200, 10),
             row.format("10,Ordinary trade,Liaoning", 200, 10))  # fmt: skip
    assert figures(t) == [(9400, "t", 920)]
    assert problems(t) == "one flow told in parts: added up, as one observation"
    whole = read(CHINA, row.format("-,-,-", 9200, 910), row.format("10,Ordinary trade,-", 200, 10))
    assert figures(whole) == [(9200, "t", 910)]
    assert "whose whole stands beside them" in problems(whole)


def test_chinas_optional_columns_and_metric_words(read: Callable[..., Trade]) -> None:
    head = "Date of data,Trade type,Trading partner,Commodity code,US dollar"
    assert figures(read(head, '201803,Import,"Korea,DPR",27011210,900')) == [(None, None, 900)]
    more = f"{head},Quantity,Unit,Supplementary quantity,Supplementary unit"
    t = read(more, '201803,Import,"Korea,DPR",27011210,900,5,吨,,', '201803,Export,"Korea,DPR",87032341,900,0,-,12,Set')
    assert figures(t) == [(5, "t", 900), (12, "Set", 900)]
