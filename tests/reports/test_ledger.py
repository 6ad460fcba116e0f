"""The ledger: its cells, what stands in them, and its rows."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ledgers import CAP, COAL, DAY, TEXTILES, held, sums

from inforce.base.dates import span
from inforce.base.errors import UsageError
from inforce.cli.relief import plain
from inforce.law import load
from inforce.law.documented import documented
from inforce.law.supplies import Supply, embedded
from inforce.reports.ledger import Cell, ledger
from inforce.reports.ledger_conduct import lines_of
from inforce.reports.ledger_filed import due, filed, remarks
from inforce.reports.ledger_letter import letter
from inforce.reports.ledger_status import Status
from inforce.reports.ledger_tables import LEDGER, as_object, document, rows

GOLDEN = Path(__file__).parent / "golden"


def cell(state: str, measure: str, period: str, **changes: object) -> Cell:
    made = ledger(held(**changes), state, DAY, about=(measure,))  # type: ignore[arg-type]
    return next(c for c in made.of(measure) if c.period == period)


def test_the_share_that_cannot_be_assessed_comes_first() -> None:
    made = ledger(held(), "CN", DAY)
    assert (
        made.headline
        == f"{len(made.cells) - len(made.assessed)} of {len(made.cells)} cells (99.7%) cannot be assessed with what is held here."
    )
    assert document(made).lead[0] == next(iter(as_object(made).values())) == made.headline


@pytest.mark.parametrize(
    ("state", "period", "status"),
    [
        ("CN", "2018", "not assessable"),
        ("CN", "2019", "not assessable"),
        ("CN", "2020", "not assessable"),  # 8 months of 12
        ("CN", "2021", "within cap as reported"),  # 10 months, and a total of the year
        ("CN", "2022", "not assessable"),  # 2 months of 12
        ("CN", "2023", "not assessable"),
        ("RU", "2018", "not assessable"),
        ("RU", "2019", "not assessable"),
        ("RU", "2020", "not assessable"),  # 7 months of 12, with China
        ("RU", "2021", "not assessable"),
        ("RU", "2022", "not assessable"),
        ("RU", "2023", "within cap as reported"),
        ("RU", "2024", "report late / missing"),
        ("BR", "2021", "not assessable"),
    ],
)
def test_refined_petroleum_as_reported(state: str, period: str, status: str) -> None:
    assert cell(state, CAP, period).status.value == status


def test_the_words_of_what_is_within_say_for_how_many_months_of_whom() -> None:
    assert cell("CN", CAP, "2021").judgement.words == (
        "within cap as reported: 18.4% of the limit in bbl. China: figures for 10 of 12 months, and a total of the whole period. "
        "Of others that ever reported: Russia: no figure for any of 12 months"
    )
    assert cell("RU", CAP, "2023").judgement.words == (
        "within cap as reported: 21.2% of the limit in bbl. Russia: figures for 12 of 12 months, 2 of them later no longer on the "
        "Committee's page, and a total of the whole period. Of others that ever reported: China: no figure for any of 12 months"
    )


def test_where_the_factor_decides_nothing_is_decided() -> None:
    told = cell("CN", CAP, "2019").showings[0].told
    assert told.startswith("Reported: 2019: 22,730 t. All States together, as reported: 84.3% to 108.2% of the limit in bbl.")
    assert "The factor decides whether that is within the limit." in told


def supplied(state: str, period: str, amount: float) -> Supply:
    since, until = span(period)
    return Supply("refined-petroleum", (state,), since, until, amount, "bbl")


@pytest.mark.parametrize("state", ["CN", "RU", "BR", "US"])
@pytest.mark.parametrize(
    ("periods", "amount", "status"),
    [
        (["2021-01", "2021-02"], 10, "not assessable"),
        (["2021-01..2021-08"], 10, "not assessable"),
        (["2021-01..2021-09"], 10, "within cap as reported"),
        (["2021-01..2021-11", "2021-12"], 10, "within cap as reported"),
        (["2021"], 10, "within cap as reported"),
        (["2021-02"], 600_000, "documented"),  # one month can be too much, whatever the others were
    ],
)
def test_what_reports_add_up_to_takes_three_quarters_of_the_months_or_a_total_of_every_state(
    state: str, periods: list[str], amount: float, status: str
) -> None:
    found = cell(state, CAP, "2021", supplies=tuple(supplied(state, p, amount) for p in periods), documented=(), claims=())
    assert found.status.value == status
    held_of = sum((until.year - since.year) * 12 + until.month - since.month for since, until in map(span, periods))
    assert f"figures for {held_of} of 12 months" in found.showings[0].told


def test_a_total_that_lacks_what_was_reported_does_not_tell_that_it_is_within() -> None:
    overlap = (supplied("CN", "2021-01..2021-11", 10), supplied("CN", "2021-06..2021-12", 10))
    found = cell("CN", CAP, "2021", supplies=overlap)
    assert found.status is Status.NOT_ASSESSABLE
    assert found.showings[0].told.endswith("The totals lack a part of what is reported.")
    told = cell("CN", CAP, "2020").showings[0].told
    assert "The totals lack a part of what is reported. The rest is unknown, not zero" in told
    assert "the totals lack it" in " ".join(remarks(found))


def test_one_count_of_months_in_cell_bar_letter_and_check() -> None:
    for state, period, asked in (("CN", "2020", 4), ("CN", "2021", 2), ("RU", "2020", 5)):
        found = cell(state, CAP, period)
        assert found.account is not None
        count = found.account.coverage(state)
        assert len(count.untold) == asked
        told = " ".join(letter(ledger(held(), state, DAY, about=(CAP,))))
        assert count.words in told
        assert f"{count.words}. No figure is held for {asked} months" in told
        assert count.words in " ".join(filed(found))
        assert {m for s, m in found.account.silent if s == state} == {*count.untold}


def test_china_is_asked_of_the_two_months_of_which_nothing_was_reported() -> None:
    told = " ".join(letter(ledger(held(), "CN", DAY, about=(CAP,))))
    assert "and a total of the whole period. No figure is held for 2 months: 2021-01 to 2021-02." in told


def test_a_year_under_way_is_not_yet_within() -> None:
    supplies = (supplied("CN", "2021-01..2021-10", 10), supplied("RU", "2021", 10))
    for known in (None, date(2021, 11, 5)):
        for state in ("CN", "RU"):
            made = ledger(held(known, supplies=supplies), state, date(2021, 11, 5), date(2021, 1, 1), (CAP,))
            assert [c.status.value for c in made.cells] == ["not assessable"]


def test_months_of_others_that_lack_are_told() -> None:
    both = (supplied("CN", "2021", 10), supplied("RU", "2021-01", 10))
    assert "Of others that ever reported: Russia: figures for 1 of 12 months." in cell("CN", CAP, "2021", supplies=both).showings[0].told


def test_the_reports_of_others_say_nothing_of_a_state() -> None:
    brazil = cell("BR", CAP, "2021")
    assert brazil.account is not None
    assert (brazil.showings, filed(brazil)) == ((), ("no report of the State is held; one is due from a State that supplies",))


def test_months_without_a_report_are_unknown_and_what_does_not_count_says_why() -> None:
    told = filed(cell("CN", CAP, "2021"))
    assert "nothing was reported, which is not zero" in " ".join(told)
    assert filed(cell("CN", CAP, "2022"))[-1] == "no figure held for 2022-03 to 2022-12: unknown, not zero"
    assert (
        filed(cell("RU", CAP, "2018"))[1] == "with China, 2018: 48,430 t [source: Korea Herald 2020-02-21]"
    )  # two States' figure is no one's own
    assert due(cell("CN", CAP, "2021")) == ("every 30 days: the supplying State reports amounts and all parties",)


def test_the_panel_is_contested_once_it_is_known_and_the_state_has_answered() -> None:
    assert cell("CN", COAL, "2019").judgement.words == "contested (the Panel of Experts says so, China says not)"
    assert cell("CN", COAL, "2019", claims=()).judgement.words == "documented by the Panel of Experts"
    assert cell("CN", COAL, "2019", known=date(2019, 10, 16)).status is Status.NOT_ASSESSABLE


def test_a_duty_that_sleeps_beneath_another_has_no_cell() -> None:
    made = ledger(held(), "CN", DAY, about=("refined-petroleum",))
    assert [(c.measure.instrument, c.period) for c in made.cells][:2] == [("un/2375", "2017-10-01 to 2017-12-31"), ("un/2397", "2018")]
    assert len(made.cells) == 8


SPARES = "un/2397#machinery-vehicles-metals"


def textiles(*series: dict[str, Any], period: str = "2018") -> Cell:
    return cell("CN", TEXTILES, period, table=sums(*series))


def test_a_series_of_the_state_itself_and_one_of_others_are_two_classes() -> None:
    assert textiles({"usd": 5.0}).judgement.words == "documented by the customs series of CN"
    mirror = textiles({"usd": 5.0, "reconciled": 1})
    assert mirror.status is Status.INCONSISTENT
    assert "re-export" in " ".join(mirror.innocent)
    assert textiles({"quarantined": 4}).showings[0].told.endswith("no figure; 4 rows set aside")


@pytest.mark.parametrize(
    ("row", "status", "why"),
    [
        ({"rows": 3, "ambiguous": 3}, Status.NOT_ASSESSABLE, "hold more than what is banned"),
        ({"rows": 3, "ambiguous": 1}, Status.INCONSISTENT, "some of the codes"),
        ({"period": "2017"}, Status.NOT_ASSESSABLE, "runs beyond the days"),
        ({"period": "2017-10"}, Status.NOT_ASSESSABLE, "could be completed up to 2017-12-10"),
        ({"period": "2017-12"}, Status.INCONSISTENT, "could be completed up to 2017-12-10"),
        (
            {"measure": SPARES, "flow": "export"},
            Status.INCONSISTENT,
            "a part may be exempt, which a statistic does not show (civil-aircraft-",
        ),
    ],
)
def test_what_a_statistic_cannot_show_is_no_breach(row: dict[str, Any], status: Status, why: str) -> None:
    period = "2017-09-11 to 2017-12-31" if row.get("period", "2018").startswith("2017") else "2018"
    found = cell("CN", row.get("measure", TEXTILES), period, table=sums({"usd": 5.0} | row), documented=(), claims=())
    assert found.status is status
    assert why in found.showings[0].told


@pytest.mark.parametrize("banned", [None, 1])
def test_an_exemption_that_the_flow_cannot_meet_explains_nothing(banned: int | None) -> None:
    """Coal through Rajin is exempt unless it is of the DPRK, as this series says it is."""
    row = {"measure": COAL, "usd": 5.0} | ({} if banned is None else {"banned": banned})
    assert cell("CN", COAL, "2018", table=sums(row), documented=(), claims=()).judgement.words == "documented by the customs series of CN"


def test_rows_that_are_banned_bear_whatever_stands_beside_them() -> None:
    found = textiles({"usd": 5.0, "rows": 3, "ambiguous": 2, "unless": 0, "banned": 1})
    assert found.status is Status.DOCUMENTED
    assert found.showings[0].told.endswith("; 1 of the rows are banned, whatever the others are")


def test_goods_that_go_the_other_way_bear_on_nothing() -> None:
    assert textiles({"usd": 5.0, "flow": "export"}).status is Status.NOT_ASSESSABLE


def test_a_zero_of_one_code_is_none_of_the_others() -> None:
    lines = lines_of(load(), load().measures[TEXTILES])
    assert textiles({"rows": lines, "zero": lines}).status is Status.CONSISTENT
    assert lines > 1
    assert textiles({"rows": lines - 1, "zero": lines - 1}).status is Status.NOT_ASSESSABLE


def test_eleven_zeros_do_not_make_a_year() -> None:
    zeros = [{"period": f"2018-{n:02}", "rows": 99, "zero": 99} for n in range(1, 13)]
    assert textiles(*zeros).status is Status.CONSISTENT
    assert textiles(*zeros[:11]).status is Status.NOT_ASSESSABLE
    assert "unknown, not zero" in textiles(*zeros[:11]).showings[0].told
    assert textiles(*zeros[:11], {"period": "2018-12", "usd": 1.0}).status is Status.DOCUMENTED


@pytest.mark.parametrize(("state", "about", "says"), [("KP", (), "are about KP"), ("XX", (), "no State"), ("CN", ("cola",), "No duty")])
def test_what_has_no_ledger_says_so(state: str, about: tuple[str, ...], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        ledger(held(), state, DAY, about=about)


def test_rows_have_one_shape() -> None:
    made = ledger(held(), "RU", DAY, about=(CAP,))
    table = rows(made)
    assert table.schema == LEDGER
    assert table.column("status").to_pylist() == [c.status.value for c in made.cells]
    assert table.column("E5").to_pylist()[-1][0].startswith("As the press read it on 4 December 2024, the Committee's page shows")
    assert table.column("E1").to_pylist()[-1] == []  # that a report is not there is no figure of the State's


def test_a_record_of_late_reports_spans_only_months_whose_report_was_due() -> None:
    (late,) = [d for d in documented() if d.bearing == "late"]
    (every,) = [d.every_days for d in load().measures[CAP].deadlines if d.every_days]
    assert late.until - timedelta(1) + timedelta(every) <= date(2024, 12, 4)


def test_the_letter_asks_every_state_and_blames_none() -> None:
    letters = {s: " ".join(letter(ledger(held(), s, DAY))) for s in ("CN", "RU", "BR")}
    for text in letters.values():
        assert "The same questions go to every State." in text
        assert not [w for w in ("violat", "breach", "evad", "guilt") if w in text.lower().replace("rejects any claim of a violation", "")]
        assert "#" not in text  # measures are named as a ministry knows them
        assert "un/" not in text
    assert "Resolution 2371 (2017), paragraph 8, coal and iron, 2019. By the Panel of Experts: 3.7 million tonnes" in letters["CN"]
    assert "none for February to October" in letters["RU"]


@pytest.mark.parametrize("state", ["CN", "RU", "BR"])
def test_the_ledger_of_petroleum_reads_as_it_did(state: str) -> None:
    """`inforce ledger STATE --day 2023-12-31 --about refined-petroleum --format table > FILE` writes it anew, 100 columns wide."""
    made = ledger(held(), state, date(2023, 12, 31), about=("refined-petroleum",))
    assert plain(document(made), 100) == (GOLDEN / f"ledger_{state}_petroleum.txt").read_text(encoding="utf-8")


def test_a_state_under_other_measures_keeps_a_ledger_of_these() -> None:
    """Iran is what another resolution is about; of these it is one of those who carry them out."""
    assert {c.window.since.year for c in ledger(held(), "IR", DAY, about=(CAP,)).cells if c.window.since}


def test_a_figure_published_after_the_known_day_stands_nowhere_and_is_said_to_be_left_out() -> None:
    made = ledger(held(date(2021, 7, 31)), "CN", date(2021, 7, 31), about=(CAP,))
    later = sum(s.published is not None and s.published > date(2021, 7, 31) for s in embedded())
    told = str(as_object(made))
    assert "4,893" not in told  # March 2021, published in March 2022
    assert "2022-03-23" not in told
    assert "23,750" in told
    assert "23,760" not in told  # what its months added up to, as listed in 2022
    assert made.left_out.startswith(f"Published after 2021-07-31, and left out: {later} reports to the Committee")
    assert made.left_out in document(made).lead


def test_the_factor_is_named_only_where_tonnes_became_barrels() -> None:
    factor, product = "tonnes become barrels", "Which product was it"
    for state, period, converted in (("CN", "2019", True), ("RU", "2019", False), ("CN", "2022", False)):
        told = [q for q in letter(ledger(held(), state, DAY, about=(CAP,))) if f"refined petroleum cap, {period}. Reported" in q]
        assert [product in q for q in told] == [converted]
    assert factor in " ".join(cell("CN", CAP, "2019").innocent)
    assert factor not in " ".join(cell("CN", CAP, "2022").innocent)
    coal = cell("CN", "un/2321#coal-cap", "2017-01-01 to 2017-08-04", claims=())
    assert factor not in " ".join(coal.innocent)
    assert "with the product" not in coal.settles
    assert filed(coal) == ("no report of the State is held; one is due from a State that buys",)


def test_every_claim_and_piece_of_evidence_carries_its_sources_in_every_form() -> None:
    made = ledger(held(), "CN", DAY)
    told = as_object(made)
    resolved = {s["key"]: s for s in told["sources"]}  # type: ignore[attr-defined]
    for row in (*told["evidence"], *told["claims"]):  # type: ignore[misc]
        assert row["sources"]
        assert all(s == resolved[s["key"]] for s in row["sources"])
    assert all(c["speaker"] and c["day"] and c["summary"] and c["sources"][0]["url"] for c in told["claims"])  # type: ignore[attr-defined]
    for row in rows(made).to_pylist():
        for text in (*row["E1"], *row["E5"], *row["claims"]):
            keys = text.rpartition("[source: ")[2].rstrip("]").split("; ")
            assert keys != ["not named"]
            lines = " ".join(row["sources"])
            assert all(key in lines for key in keys)
    text = plain(document(made), 100)
    assert "TAIPEITIMES-2020-02-16: the draft of the Panel's report" in " ".join(text.split())
