"""What a measure says of a flow in statistics: an exemption as far as the flow's origin, way, goods and days can meet it."""

from datetime import date, timedelta

import pytest

from inforce.law import load
from inforce.law.flow import Flow, of_goods

COAL, IRON, SPARES = "un/2371#coal-and-iron", "un/2321#iron", "un/2397#machinery-vehicles-metals"


def says(measure: str, flow: str, since: date, subject: str = "", days: int = 1) -> tuple[str, list[str]] | None:
    law = load()
    found = of_goods(law, law.measures[measure], Flow("CN", "KP", flow, since, since + timedelta(days)), subject)
    return found and (str(found.outcome), [e.id for e in found.open])


@pytest.mark.parametrize(
    ("measure", "subject", "day", "outcome", "open_"),
    [
        ("un/2270#coal-and-iron", "coal", date(2016, 3, 2), "prohibited_unless", ["livelihood"]),
        (IRON, "iron", date(2016, 11, 30), "prohibited_unless", ["livelihood"]),
        (COAL, "coal", date(2017, 8, 5), "prohibited", []),
        (COAL, "iron", date(2017, 8, 5), "undetermined", ["wind-down"]),
        (COAL, "iron", date(2017, 9, 5), "prohibited", []),
        (COAL, "coal", date(2019, 3, 1), "prohibited", []),
        (COAL, "", date(2019, 3, 1), "prohibited", []),
    ],
)
def test_goods_of_the_dprk(measure: str, subject: str, day: date, outcome: str, open_: list[str]) -> None:
    assert says(measure, "import", day, subject) == (outcome, open_)


def test_an_end_use_that_no_statistic_tells_leaves_the_exemption_open() -> None:
    assert says(SPARES, "export", date(2019, 3, 1)) == ("prohibited_unless", ["civil-aircraft-spares"])


def test_nothing_is_said_of_the_other_way_or_of_other_days() -> None:
    assert says(SPARES, "import", date(2019, 3, 1)) is None
    assert says(COAL, "import", date(2017, 8, 4)) is None


def test_an_exemption_that_another_measure_closed_is_none() -> None:
    assert says("un/1874#arms-imports", "export", date(2016, 3, 1)) == ("prohibited_unless", ["small-arms"])
    assert says("un/1874#arms-imports", "export", date(2016, 3, 2)) == ("prohibited", [])


def test_a_period_in_which_the_ban_began_is_asked_about() -> None:
    assert says(COAL, "import", date(2017, 8, 1), "coal", 31) == ("undetermined", [])
