"""Families of codes, by the editions that they are counted over."""

from inforce.law.hs import family, scattered


def test_what_an_edition_before_joined_is_apart_from_that_edition_on() -> None:
    joined = [c for c in ("293133", "293134", "293135") if family(c) == family("293131")]
    assert joined
    assert family("293133", "2017") != family("293131", "2017")


def test_a_code_whose_goods_went_to_one_made_of_many_is_scattered_whatever_it_is_counted_from() -> None:
    both = frozenset(["2017", "2022"])
    assert scattered("940540", both, "2017")
    assert not scattered("290511", both, "2017")
