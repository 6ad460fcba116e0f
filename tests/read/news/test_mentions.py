"""Names in the text, and whom a description speaks for."""

from datetime import date

import pytest

from inforce.base.news import Mention
from inforce.read.news.mentions import Actors, mentions
from inforce.read.news.sentences import shadow, tokens


def named(text: str, day: date | None = None, **names: str) -> list[Mention]:
    plain = shadow(text)
    return mentions(plain, tokens(plain, (0, len(plain)), []), day, names)


def code(text: str) -> str:
    plain = shadow(text)
    return Actors(named(text)).code(plain, (0, len(plain)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a Pentagon official", "USAMIL"),
        ("Randall Schriver, the US assistant secretary of defense", "USAMIL"),
        ("China's Foreign Ministry", "CHNGOV"),
        ("Pyongyang", "PRKGOV"),
        ("North Korea", "PRKGOV"),
        ("South Korea's military", "KORMIL"),
        ("the UN Security Council", "IGOUNO"),
        ("a Russian lawmaker", "RUSLEG"),
        ("Japanese police", "JPNCOP"),
        ("the U.S. Treasury", "USAGOV"),
        ("Hezbollah guerrillas", "LBNREB"),
        ("a baker", ""),
    ],
)
def test_an_actor_s_code(text: str, expected: str) -> None:
    assert code(text) == expected


def test_a_capital_is_a_government_or_a_place() -> None:
    assert [m.kind for m in named("Pyongyang has called for it")] == ["government"]
    assert [m.kind for m in named("they met in Pyongyang today")] == ["place"]
    assert [m.kind for m in named("a Washington conference")] == ["place"]
    assert named("Valeska Paris spoke. Paris said so.") == []


def test_the_north_is_north_korea_only_where_it_stands_alone() -> None:
    assert [m.code for m in named("the North said it")] == ["PRK"]
    assert named("the North Sea is cold") == []


def test_resolutions_by_number() -> None:
    assert [m.code for m in named("under UN Security Council Resolution 2397 (2017)") if m.kind == "instrument"] == ["un/2397"]
    assert [m.code for m in named("resolutions 2371 and 2375") if m.kind == "instrument"] == ["un/2371 un/2375"]


def test_an_official_has_the_role_of_that_day() -> None:
    then = [m.role for m in named("Donald Trump spoke", date(2019, 10, 16))]
    assert then == ["president of the United States"]
    assert [m.role for m in named("Donald Trump spoke", date(2022, 1, 1))] == [""]
    assert [m.name for m in named("Randall Schriver spoke. Schriver left.")] == ["Randall Schriver"] * 2


def test_orders_and_regulations_are_named_by_number() -> None:
    text = "Executive Order 13810 and Regulation (EU) 2017/1509 stand. E.O. 13722 and Regulation (EC) No 329/2007 went before."
    acts = ["us/eo-13810", "eu/2017-1509", "us/eo-13722", "eu/329-2007"]
    assert [m.code for m in named(text) if m.kind == "instrument"] == acts
