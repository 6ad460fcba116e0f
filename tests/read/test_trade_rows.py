"""One row of a file of trade statistics: partners that are no State, units, periods, editions and days of publication."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from trade_files import COMTRADE, figures, problems, reader

from inforce.base.errors import UsageError
from inforce.read.columns import read_mapping
from inforce.read.trade import Trade

HEAD = "reporter,partner,flow,period,hs,quantity,unit,value_usd,published_on"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Trade]:
    return reader(tmp_path)


def test_partners_that_are_no_states_are_told_apart(read: Callable[..., Trade]) -> None:
    names = ["Areas nes", '"Other Asia, nes"', "World", "Special Categories"]
    t = read(HEAD, *(f"CN,{name},import,2018-05,270112,1,t,5,2019-01-01" for name in (*names, "Areas nes")))
    assert t.rows["partner_name"].to_pylist() == [name.strip('"') for name in names]
    assert problems(t).count("to the letter") == 1


def test_the_mapping_of_the_docs_works(read: Callable[..., Trade], tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/trade.md").read_text(encoding="utf-8")
    mapping, table = re.findall(r"```(?:toml|csv)\n(.*?)```", page, re.DOTALL)[:2]
    (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
    t = read(table, mapping=read_mapping(tmp_path / "map.toml"))
    assert figures(t) == [(12.5, "t", None)]
    assert not t.issues


def test_a_unit_for_all_rows_gives_way_to_their_own(read: Callable[..., Trade], tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text('unit = "t"\n', encoding="utf-8")
    mapping = read_mapping(tmp_path / "map.toml")
    row = "CN,KP,import,2018-05,{},5,{},,"
    assert figures(read(HEAD, row.format("270112", "kg"), row.format("270119", ""), mapping=mapping)) == [(5, "kg", None), (5, "t", None)]


@pytest.mark.parametrize(
    ("name", "ended"),
    [
        ("Soviet Union", "the Soviet Union"),
        ("USSR", "the Soviet Union"),
        ("Fmr USSR", "the Soviet Union"),
        ("Union of Soviet Socialist Republics", "the Soviet Union"),
        ("East Germany", "the German Democratic Republic"),
        ("Fmr Dem. Rep. of Germany", "the German Democratic Republic"),
        ("Czechoslovakia", "Czechoslovakia"),
        ("Fmr Yugoslavia", "Yugoslavia"),
        ("Serbia and Montenegro", "Yugoslavia"),
        ("Netherlands Antilles", "the Netherlands Antilles"),
        ("South Yemen", "Democratic Yemen"),
        ("810", "the Soviet Union"),
    ],
)
def test_a_vanished_state_is_known_by_its_name(read: Callable[..., Trade], name: str, ended: str) -> None:
    t = read(HEAD, f"CN,{name},import,1990-05,270112,1,t,5,", f"{name},KP,import,1990-05,270112,1,t,5,")
    assert problems(t).count(f"a State that no longer exists ({ended}") == 2
    assert (t.rows["partner"].to_pylist(), t.failed) == ([None], 1)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("QP", "the high seas"),
        ("QR", "stores and provisions"),
        ("QV", "countries and territories not specified, no State"),
        ("QX", "not specified for commercial or military reasons"),
        ("899", "areas not specified"),
    ],
)
def test_codes_of_partners_that_are_not_named(read: Callable[..., Trade], code: str, what: str) -> None:
    t = read(HEAD, f"DE,{code},export,2019-05,84713000,1,t,5,")
    assert what in problems(t)
    assert t.rows["partner"].to_pylist() == [None]


@pytest.mark.parametrize("edition", ["H0", "H1", "H2"])
def test_an_older_edition_of_the_codes_is_told(read: Callable[..., Trade], edition: str) -> None:
    t = read(json.dumps({"data": [{**COMTRADE, "classificationCode": edition, "netWgt": 5}]}), name="t.json")
    assert "which is not held here" in problems(t)
    assert t.rows["hs_edition"].to_pylist() == [None]


@pytest.mark.parametrize("period", ["0001", "1066-01", "1961", "1066..2018-01"])
def test_a_period_before_there_were_statistics_is_none(read: Callable[..., Trade], period: str) -> None:
    t = read(HEAD, f"CN,KP,import,{period},270112,1,t,5,", "CN,KP,import,1962,270112,1,t,5,")
    assert (t.rows.num_rows, t.failed) == (1, 1)
    assert problems(t) == "no period that can be read; statistics of trade begin in 1962"
    with pytest.raises(UsageError, match="is no period"):
        read(HEAD, claims=period)


def test_a_day_of_publication_may_be_a_month_or_a_year(read: Callable[..., Trade]) -> None:
    row = "CN,KP,import,2018-05,{},1,t,5,{}"
    t = read(HEAD, row.format("270112", "2018-06"), row.format("270111", "2018"), row.format("270119", "2018-13"))
    assert t.rows["published_on"].to_pylist() == [date(2018, 6, 30), date(2018, 12, 31), None]
    assert "no date" in problems(t)
    assert read(HEAD, row.format("270112", "2017")).failed == 1
