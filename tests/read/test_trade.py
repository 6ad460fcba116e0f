"""Files of trade statistics: each publisher's layout as flows, vintages kept, and every bad value a clear Issue."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from trade_files import problems, reader

from inforce.base.errors import InputError, UsageError
from inforce.read.columns import ColumnMap
from inforce.read.trade import Trade, read_trade, trade_file

HEAD = "reporter,partner,flow,period,hs,quantity,unit,value_usd,published_on"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Trade]:
    return reader(tmp_path)


def test_the_legacy_file_of_comtrade(shared: Callable[[str], Path]) -> None:
    t = read_trade(shared("trade/comtrade_legacy_china_sitc_2010.csv.gz"))
    first = t.rows.to_pylist()[0]
    assert (t.layout, t.rows.num_rows, t.failed) == ("comtrade_legacy", 3184, 0)
    assert (first["reporter"], first["partner"], first["flow"], first["period"], first["value_usd"]) == (
        "CN",
        "DE",
        "import",
        "2010",
        2_062_530,
    )
    assert (first["hs"], first["code"], first["quantity"]) == (None, "00", None)  # SITC is no HS, and no quantity is not zero
    assert "another nomenclature" in problems(t)


def test_comtrades_json_as_it_is_now(read: Callable[..., Trade]) -> None:
    row = {"reporterCode": 643, "partnerCode": 408, "flowCode": "X", "period": "202106", "cmdCode": "271019", "classificationCode": "H5"}
    t = read(json.dumps({"data": [{**row, "netWgt": 1288000.0, "primaryValue": 900000.5, "fobvalue": 900000.5}]}), name="t.json")
    (flow,) = t.rows.to_pylist()
    assert (flow["reporter"], flow["partner"], flow["period"], flow["hs"], flow["hs_edition"]) == ("RU", "KP", "2021-06", "271019", "2017")
    assert (flow["quantity"], flow["unit"], flow["value_usd"], flow["valuation"]) == (1_288_000, "kg", 900_000.5, "FOB")


def test_comtrades_csv_as_it_is_now(read: Callable[..., Trade]) -> None:
    t = read(
        "reporterCode,reporterISO,partnerCode,partnerISO,flowCode,period,cmdCode,netWgt,primaryValue", "156,CHN,408,PRK,M,2018,270112,,5"
    )
    assert (t.layout, t.rows["partner"].to_pylist(), t.rows["quantity"].to_pylist()) == ("comtrade", ["KP"], [None])


def test_baci_is_reconciled_and_no_states_own_figure(read: Callable[..., Trade]) -> None:
    (flow,) = read("t,i,j,k,v,q", "2019,780,408,290511,1234.5,NA").rows.to_pylist()
    assert (flow["reporter"], flow["partner"], flow["value_usd"], flow["quantity"], flow["own"]) == ("TT", "KP", 1_234_500, None, "no")


def test_chinese_customs_writes_thousands_with_commas(read: Callable[..., Trade]) -> None:
    head = "Date of data,Commodity code,Commodity,Trading partner,Trade type,Quantity,Unit,US dollar"
    (flow,) = read(head, '201703,27011210,x,North Korea,Import,"6,300",t,"1,000"').rows.to_pylist()
    assert (flow["reporter"], flow["partner"], flow["period"], flow["quantity"], flow["valuation"]) == ("CN", "KP", "2017-03", 6300, "CIF")


def test_eurostats_euros_are_no_dollars(read: Callable[..., Trade]) -> None:
    (flow,) = read(
        "DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG", "DE,KP,29051100,2,201905,10,46000"
    ).rows.to_pylist()
    assert (flow["value_usd"], flow["value_eur"], flow["hs"], flow["flow"]) == (None, "10", "29051100", "export")


def test_the_committees_reports(shared: Callable[[str], Path]) -> None:
    t = read_trade(shared("trade/committee_reported_supplies.csv"))
    assert (t.layout, t.rows.num_rows + t.failed) == ("committee", 39)


def test_a_plain_file_with_a_saved_mapping(read: Callable[..., Trade]) -> None:
    mapping = ColumnMap(columns={"Who": "reporter", "With": "partner", "Way": "flow", "Month": "period", "Code": "hs"})
    assert read("Who,With,Way,Month,Code", "CN,KP,import,2018-01,270112", mapping=mapping).rows["hs"].to_pylist() == ["270112"]


def test_vintages_are_two_facts(read: Callable[..., Trade]) -> None:
    row = "CN,KP,export,2021-06,271019,{},bbl,,{}"
    t = read(HEAD, row.format(23750, "2021-07-21"), row.format(23760, "2022-03-23"))
    assert t.rows["quantity"].to_pylist() == [23750, 23760]
    assert t.rows["published_on"].to_pylist() == [date(2021, 7, 21), date(2022, 3, 23)]
    assert not t.issues


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("CN,KP,import,2018-01,10130,1,t,,", "a leading zero was lost"),
        ("CN,World,import,2018-01,270112,1,t,,", "an aggregate of partners"),
        ("CN,Areas nes,import,2018-01,270112,1,t,,", "areas not specified"),
        ("CN,SUN,import,1990-01,270112,1,t,,", "a State that no longer exists"),
        ("CN,KP,import,2018-01,999999,1,t,,", "a confidential or national code"),
        ("CN,KP,import,2018-01,TOTAL,1,t,,", "an aggregate of all goods"),
        ("CN,KP,import,2018-01,270112,-5,t,,", "negative"),
        ("CN,KP,import,2018-01,270112,9e12,t,,", "absurd"),
        ("CN,KP,import,2018-01,270112,5,,,", "a quantity without a unit"),
        ("CN,KP,import,2018-13,270112,5,t,,", "no period"),
        ("CN,KP,sideways,2018-01,270112,5,t,,", "no flow"),
    ],
)
def test_bad_input_is_an_issue_and_nothing_is_made_zero(read: Callable[..., Trade], row: str, problem: str) -> None:
    t = read(HEAD, row)
    assert problem in problems(t)
    assert t.rows.num_rows + t.failed == 1
    assert 0 not in t.rows["quantity"].to_pylist()


def test_a_repetition_counts_once_and_two_figures_are_both_kept(read: Callable[..., Trade]) -> None:
    row = "CN,KP,import,2018-01,270112,{},t,,"
    t = read(HEAD, row.format(5), row.format(5), row.format(6))
    assert t.rows["quantity"].to_pylist() == [5, 6]
    assert "to the letter" in problems(t)
    assert "a second figure" in problems(t)


def test_two_units_in_one_series(read: Callable[..., Trade]) -> None:
    t = read(HEAD, "CN,KP,export,2018-01,271019,5,t,,", "CN,KP,export,2018-02,271019,5,bbl,,")
    assert "one series in 2 units, bbl and t" in problems(t)


def test_months_claimed_and_not_held_are_unknown(read: Callable[..., Trade]) -> None:
    t = read(HEAD, "CN,KP,export,2018-01,271019,5,t,,", claims="2018-01..2018-03")
    assert [i.value for i in t.issues if "claims and does not hold" in i.problem] == ["2018-02", "2018-03"]
    assert t.rows.num_rows == 1


def test_a_file_of_another_kind_is_refused(read: Callable[..., Trade]) -> None:
    with pytest.raises(InputError, match="no layout known here"):
        read("a,b", "1,2")


def test_one_flow_in_two_editions_is_told(read: Callable[..., Trade]) -> None:
    t = read(f"{HEAD},hs_edition", "CN,KP,import,2018-01,270112,5,t,,,2017", "CN,KP,import,2018-01,270112,5,t,,,2022")
    assert "one flow in two editions" in problems(t)
    assert t.rows.num_rows == 2


def test_an_answer_without_rows_is_no_trade_and_no_zero(read: Callable[..., Trade]) -> None:
    with pytest.raises(InputError, match="without a row"):
        read('{"data": []}', name="t.json")


def test_chapters_and_headings_beside_their_own_codes_count_once(read: Callable[..., Trade]) -> None:
    lines = [f"CN,KP,import,2018-03,{hs},{t},t,,2018-06-01" for hs, t in (("27", 9), ("2701", 5), ("270112", 5), ("270900", 4))]
    t = read(HEAD, *lines, "CN,RU,import,2018-03,27,9,t,,2018-06-01")
    assert [(r["hs"], r["aggregate"]) for r in t.rows.to_pylist()] == [
        ("27", "yes"),
        ("2701", "yes"),
        ("270112", None),
        ("270900", None),
        ("27", None),  # with another partner nothing finer stands beside it
    ]
    assert problems(t).count("a sum of finer codes") == 2


def test_a_period_after_its_own_publication_is_none(read: Callable[..., Trade]) -> None:
    t = read(HEAD, "CN,KP,import,2099,270112,5,t,,2018-06-01", "CN,KP,import,2018-06,270112,5,t,,2018-06-01")
    assert (t.rows.num_rows, t.failed) == (1, 1)
    assert "after its own publication" in problems(t)


def test_months_that_are_claimed_have_to_be_months(read: Callable[..., Trade]) -> None:
    for wrong in ("foo", "2018-04..2018-01"):
        with pytest.raises(UsageError, match="is no period"):
            read(HEAD, "CN,KP,import,2018-03,270112,5,t,,2018-06-01", claims=wrong)


def test_a_header_alone_is_unknown_and_not_zero(read: Callable[..., Trade]) -> None:
    assert problems(read(HEAD)) == "there is no row in it: that is unknown, not zero"


def test_comext_as_it_is_now_with_its_years_and_its_procedures(read: Callable[..., Trade]) -> None:
    head = (
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT"
    )
    lines = ["DE,KP,E,29051100,2,1,NO_SU,202452,10,10,46000,0", "DE,KP,E,29051100,2,3,NO_SU,202452,5.5,5.5,4000,0"]
    t = read(head, *lines, "DE,KP,E,29051100,2,1,NO_SU,202401,1,1,700,0")
    told = [(r["reporter"], r["partner"], r["period"], r["quantity"], r["value_eur"], r["value_usd"]) for r in t.rows.to_pylist()]
    assert t.layout == "eurostat"
    assert told == [("DE", "KP", "2024", 50_000, "15.5", None), ("DE", "KP", "2024-01", 700, "1", None)]
    assert problems(t) == "one flow told in parts: added up, as one observation"


def test_comtrades_parts_are_left_out_beside_the_whole_and_added_up_without_it(read: Callable[..., Trade]) -> None:
    head = "reporterCode,partnerCode,partner2Code,flowCode,period,cmdCode,customsCode,motCode,netWgt,primaryValue"
    parts = ["156,408,0,M,2018,270112,C00,1000,600,6", "156,408,0,M,2018,270112,C00,2100,400,4"]
    t = read(head, "156,408,0,M,2018,270112,C00,0,1000,10", *parts)
    assert t.rows["quantity"].to_pylist() == [1000]
    assert "whose whole stands beside them" in problems(t)
    assert read(head, *parts).rows["quantity"].to_pylist() == [1000]


def test_a_flow_divided_in_two_ways_without_its_whole_counts_once_by_the_fuller_one(read: Callable[..., Trade]) -> None:
    head = "reporterCode,partnerCode,partner2Code,flowCode,period,cmdCode,customsCode,motCode,netWgt,primaryValue"
    by_way = ["156,408,0,M,2018,270112,C00,1000,600,6", "156,408,0,M,2018,270112,C00,2100,390,4"]
    by_procedure = ["156,408,0,M,2018,270112,C01,0,700,8", "156,408,0,M,2018,270112,C04,0,300,3"]
    for lines in ((*by_way, *by_procedure), (*by_procedure, *by_way)):
        t = read(head, *lines)
        assert t.rows["quantity"].to_pylist() == [1000]
        assert "divided in several ways: the fullest counts" in problems(t)


def test_a_file_comes_in_batches_and_no_row_stays_behind(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("\n".join([HEAD, *(f"CN,KP,import,2018-01,270112,{n},t,{n}," for n in range(25_000)), ""]))
    with trade_file(tmp_path / "t.csv", memory="64MB") as file:
        sizes = [batch.num_rows for batch in file.batches]
    assert sum(sizes) == 25_000
    assert max(sizes) <= 10_000
    assert [i.problem for i in file.issues][-1] == "24899 more: a second figure for one flow in one publication; both are kept"


def test_rows_of_one_flow_stand_together_where_it_first_came(read: Callable[..., Trade]) -> None:
    t = read(HEAD, *(f"CN,KP,import,2018-01,{hs},{q},t,," for hs, q in ((270112, 1), (270900, 2), (270112, 3), (270900, 2))))
    assert [(r["hs"], r["quantity"]) for r in t.rows.to_pylist()] == [("270112", 1), ("270112", 3), ("270900", 2)]


def test_every_row_another_unit_makes_no_kind_of_problem_without_end(read: Callable[..., Trade]) -> None:
    t = read(HEAD, *(f"CN,KP,import,2018-01,{270000 + n // 2},5,{'u' * 300}{n},," for n in range(3_000)))
    assert len({i.problem for i in t.issues}) < 1_010
    assert max(len(i.problem) for i in t.issues) < 300
    one = read(HEAD, *(f"CN,KP,import,2018-01,270112,5,u{n},," for n in range(3_000)))
    assert "one series in 3000 units, u0 and u1 and u10" in problems(one)
    assert max(len(i.problem) for i in one.issues) < 1_000


def test_a_zero_with_a_sign_is_told_as_it_was_read(read: Callable[..., Trade]) -> None:
    row = "CN,KP,import,2018-01,270112,{},t,,"
    t = read(HEAD, row.format(5), row.format("-0"))
    assert "(-0.0, 't', None, None)" in [i.value for i in t.issues]


def test_a_period_of_a_thousand_years_holds_the_months_that_are_claimed(read: Callable[..., Trade]) -> None:
    t = read(HEAD, *(f"CN,KP,import,{n + 1:04}..9998,270112,{n},t,," for n in range(2_000)), claims="1990-01..2018-03")
    assert not [i for i in t.issues if "claims and does not hold" in i.problem]


def test_too_many_columns_are_refused(read: Callable[..., Trade]) -> None:
    with pytest.raises(InputError, match="more than 2,000"):
        read(HEAD + "," + ",".join(f"c{n}" for n in range(10_000)), "")


def test_digits_that_are_no_number_are_an_issue_or_nothing(read: Callable[..., Trade]) -> None:
    head = "REPORTER,PARTNER,PRODUCT_NC,FLOW,PERIOD,VALUE_EUR,QUANTITY_KG,STAT_PROCEDURE"
    t = read(head, "DE,KP,29051100,2,201901,²,5,1", "DE,KP,29051100,2,201901,3,5,2")
    assert (t.rows["value_eur"].to_pylist(), t.rows["quantity"].to_pylist()) == (["3"], [10])
    assert "no number" in problems(read("t,i,j,k,v,q", "2019,780,408,290511,²,1"))


def test_a_zero_byte_within_a_code_is_no_end_of_it(read: Callable[..., Trade]) -> None:
    rows = [f"CN,KP,import,2018-01,27{c}0112,5,t,," for c in ("\0", "\0", "\0\0")]
    t = read(HEAD, *["CN,KP,import,2018-02,270112,5,t,,"] * 2_000, *rows)
    assert t.rows["code"].to_pylist() == ["270112", "27\x000112", "27\x00\x000112"]
    assert t.rows["hs"].to_pylist() == ["270112", None, None]


FLOW = {"reporterCode": 643, "partnerCode": 408, "flowCode": "X", "period": "202106", "cmdCode": "271019", "primaryValue": 9}


@pytest.mark.parametrize(
    "text",
    [
        '{"count": 2, "data": [%s, %s], "error": ""}',
        '{"validation": {"status": [1, {"value": 0}]},\n "dataset": [\n%s ,\n%s\n]\n}\n',
        '{"data": [], "data": [%s, %s]}',  # of two lists the last is meant, as JSON is read
        '{"data": [%s, %s], "dataset": [{"a": 1}]}',
    ],
)
@pytest.mark.parametrize("block", [1, 7, 2**20])
def test_comtrades_json_is_read_piece_by_piece(text: str, block: int, read: Callable[..., Trade], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inforce.read.trade_json._BLOCK", block)
    rows = [json.dumps({**FLOW, "netWgt": w, "partnerDesc": 'a "}]'}) for w in (12345, 1e3)]
    assert read(text % tuple(rows), name="t.json").rows["quantity"].to_pylist() == [12345, 1000]


@pytest.mark.parametrize("text", ['{"data": [%s]} x', '{"data": [%s],}', '{1: 2, "data": [%s]}', '{"data": [%s, 1]}', '{"data": [%s'])
def test_what_is_no_json_of_comtrade_is_refused(text: str, read: Callable[..., Trade]) -> None:
    with pytest.raises(InputError):
        read(text % json.dumps(FLOW), name="t.json")
