"""What publishers write otherwise than it seems: zeros for what they do not know, parts of a flow."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inforce.read.trade import Trade, read_trade

LEGACY = (
    "Classification,Period,Trade Flow,Reporter Code,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Qty Unit Code,Qty Unit,"
    "Qty,Netweight (kg),Trade Value (US$)"
)
COAL = "H4,201803,Imports,156,CHN,408,Dem. People's Rep. of Korea,PRK,270112"
CHINA = "Date of data,Trade type,Trading partner,Commodity code,Mode code,Mode,Registration place,Quantity,Unit,US dollar"
COMTRADE = {"reporterCode": 156, "partnerCode": 408, "flowCode": "X", "period": "201902", "cmdCode": "870323", "primaryValue": 95000.0}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Trade]:
    def written(*lines: str, name: str = "t.csv", **more: Any) -> Trade:
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_trade(tmp_path / name, **more)

    return written


def problems(trade: Trade) -> str:
    return "; ".join(i.problem for i in trade.issues)


def figures(trade: Trade) -> list[tuple[Any, ...]]:
    return [(r["quantity"], r["unit"], r["value_usd"]) for r in trade.rows.to_pylist()]


def test_a_weight_of_zero_gives_way_to_the_other_quantity(read: Callable[..., Trade]) -> None:
    lines = [
        {**COMTRADE, "netWgt": 0, "qty": 12, "qtyUnitAbbr": "u"},
        {**COMTRADE, "period": "201904", "netWgt": 0, "qty": 0, "primaryValue": 0},
    ]
    t = read(json.dumps({"data": lines}), name="t.json")
    assert figures(t) == [(12, "u", 95_000), (0, "kg", 0)]
    assert figures(read(LEGACY, f"{COAL},8,Weight in kilograms,5000,0,400000")) == [(5000, "kilograms", 400_000)]


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


def test_legacy_files_without_cif_and_fob_and_with_parts(read: Callable[..., Trade]) -> None:
    t = read(f"{LEGACY},Customs Proc. Code", f"{COAL},8,x,,600,6,C01", f"{COAL},8,x,,400,4,C04")
    assert figures(t) == [(1000, "kg", 10)]
    assert t.rows["valuation"].to_pylist() == [None]
