"""What texts speak of among what the measures cover."""

from datetime import date

from inforce.law import load
from inforce.law.matters import covering, matters, words

LAW = load()


def test_words_for_goods_count_in_a_text_on_trade_alone() -> None:
    assert matters("exports of coal", LAW) == {"coal": ("coal",)}
    assert not matters("a lump of coal", LAW)
    assert not matters("it tested a missile", LAW)


def test_what_carries_goods_is_not_what_is_traded() -> None:
    assert list(matters("ship-to-ship transfers of refined petroleum", LAW)) == ["refined-petroleum", "ship-to-ship"]
    assert not matters("the tanker unloaded", LAW)


def test_every_subject_named_is_one_that_measures_cover() -> None:
    assert set(words()[2]) <= {LAW.scopes[s].subject for m in LAW.measures.values() for s in m.covers}


def test_measures_are_those_to_be_obeyed_on_the_day() -> None:
    def un(day: date) -> list[str]:
        return [m.id for m in covering(LAW, "coal", day) if m.instrument.startswith("un/")]

    assert un(date(2019, 10, 16)) == ["un/2371#coal-and-iron"]
    assert un(date(2015, 1, 1)) == []
