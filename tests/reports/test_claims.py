"""Claims beside evidence: the same rule for either side."""

from dataclasses import replace
from datetime import date

import pytest
from ledgers import DAY, held, sums

from inforce.base.nouns import Review, Statement
from inforce.law.documented import documented
from inforce.reports.claims import Beside, document, of_statement, rows, weigh, weighed
from inforce.talks import Claim, statements


def claim(kind: str, speaks_for: str = "USAGOV", **changes: object) -> Claim:
    statement = Statement("x", "somebody", speaks_for, "", "", "", date(2019, 12, 31), "", kind=kind)
    given = {"of": ("CN",), "matters": ("textiles",), "since": date(2019, 1, 1)} | changes
    return Claim(statement, "Said.", Review.MEMORY, **given)  # type: ignore[arg-type]


def test_october_2019_decides_neither_side_and_shows_both_the_same_evidence() -> None:
    told = {w.claim.statement.id: w for w in weighed(held(), statements(), DAY)}
    us, china = told["schriver-2019-10-15"], told["geng-2019-10-16"]
    assert us.beside is china.beside is Beside.NOT_ASSESSABLE
    assert china.why == (
        f"{len(china.cells) - 1} of {len(china.cells)} cells it speaks of cannot be assessed; un/2371#coal-and-iron, 2019 is contested "
        "(the Panel of Experts says so, China says not)."
    )
    panel = [e for e in us.evidence if "Panel" in e]
    assert panel == [e for e in china.evidence if "Panel" in e] != []


def test_on_the_day_itself_the_panel_had_not_spoken() -> None:
    told = weighed(held(date(2019, 10, 16)), statements(), DAY, "CN")
    assert [w.claim.statement.id for w in told][-1] == "geng-2019-10-16"
    assert not [e for w in told for e in w.evidence if "Panel" in e]


@pytest.mark.parametrize(
    ("kind", "row", "beside"),
    [
        ("compliance", {"usd": 5.0}, Beside.CONTRADICTED),
        ("denial", {"usd": 5.0}, Beside.CONTRADICTED),
        ("non_compliance", {"usd": 5.0}, Beside.SUPPORTED),
        ("compliance", {"rows": 99, "zero": 99}, Beside.SUPPORTED),
        ("non_compliance", {"rows": 99, "zero": 99}, Beside.CONTRADICTED),
        ("compliance", {}, Beside.NOT_ASSESSABLE),
        ("non_compliance", {}, Beside.NOT_ASSESSABLE),
        ("demand", {"usd": 5.0}, Beside.NOT_ASSESSABLE),
    ],
)
def test_own_figures_decide_either_way(kind: str, row: dict[str, object], beside: Beside) -> None:
    everything = held(table=sums({"period": "2019"} | row), documented=(), claims=())
    assert weigh(everything, claim(kind), DAY).beside is beside


def test_a_partners_series_decides_no_claim() -> None:
    everything = held(table=sums({"period": "2019", "usd": 5.0, "reconciled": 1}), documented=(), claims=())
    assert {weigh(everything, claim(kind), DAY).beside for kind in ("compliance", "non_compliance")} == {Beside.NOT_ASSESSABLE}


def test_one_rule_for_every_state() -> None:
    moved = tuple(replace(d, states=("RU",)) for d in documented())
    a = weigh(held(claims=()), claim("compliance", matters=("coal",)), DAY)
    b = weigh(held(claims=(), documented=moved), claim("compliance", of=("RU",), matters=("coal",)), DAY)
    assert (
        (a.beside, a.why) == (b.beside, b.why) == (Beside.CONTRADICTED, "un/2371#coal-and-iron, 2019: documented by the Panel of Experts.")
    )


def test_a_claim_that_names_no_state_is_about_no_state() -> None:
    told = weigh(held(), claim("claim", of=()), DAY)
    assert (told.beside, told.cells) == (Beside.NOT_ASSESSABLE, ())


def test_a_statement_of_an_article_is_a_claim() -> None:
    s = Statement("s1", "Geng Shuang", "CHNGOV", "", "USA, PRK", "always fulfilled", date(2019, 10, 16), "a1", kind="compliance")
    assert of_statement(s, "article.txt").of == ("CN",)
    us = replace(s, on_behalf_of="USAMIL", about="CHN, PRK", kind="demand", also=("non_compliance",))
    assert (of_statement(us, "").kind, of_statement(us, "").of) == ("non_compliance", ("CN",))


def test_there_are_two_columns_and_rows() -> None:
    told = weighed(held(), statements(), DAY)
    assert document(told).tables[0].columns == ("said", "shown")
    assert rows(told).num_rows == len(statements())


def test_claims_carry_what_stands_behind_the_keys_of_their_sources_and_of_the_evidence() -> None:
    every = held()
    told = rows(weighed(every, every.claims, DAY)).to_pylist()
    assert all(": " in line for row in told for line in row["sources"])
    (geng,) = [row for row in told if row["id"] == "geng-2019-10-16"]
    assert any(line.startswith("PRESSTV-2019-10: ") and "https://" in line for line in geng["sources"])
    assert any(line.startswith("TAIPEITIMES-2020-04-19: ") for line in geng["sources"])  # of the evidence beside it
