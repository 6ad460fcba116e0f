"""run/pile.py: findings come back in one order, from memory or from the disk."""

from datetime import date
from random import Random

import pytest

from inforce.base.nouns import Evidence, Finding, Outcome, Part, Review
from inforce.base.tables import findings_table
from inforce.run.pile import Pile, sort_key


def findings(n: int) -> list[Finding]:
    rng = Random(n)
    days = [None, date(2019, 10, 16), date(2020, 1, 1)]
    return [
        Finding(
            check_id=rng.choice(["track.gap", "party.designated"]),
            subject=rng.choice(["a", "b", "Ä", "z"]),
            day=rng.choice(days),
            outcome=rng.choice(list(Outcome)),
            why=f"because {rng.choice(['ä', 'x', '日'])}",
            basis=("un/2397#x",) * rng.randint(0, 2),
            evidence=(Evidence("AIS", "row 1", ""),),
            score=rng.choice([None, 0.5, 0.9]),
            parts=(Part("name", "a", "b", 1, 2),) * rng.randint(0, 1),
            facts=(("tier", "close"), ("imo", "")),
            review=rng.choice(list(Review)),
            id=f"{i:04}",
            part_of=rng.choice(["", "s1"]),
            known=rng.choice(days),
            reference="r",
        )
        for i in range(n)
    ]


@pytest.mark.parametrize("most", [10_000, 7])
def test_they_come_back_in_order_as_they_were(most: int) -> None:
    found = findings(60)
    ordered = sorted(found, key=sort_key)
    with Pile(most) as pile:
        pile.add(found[:40])
        assert [number for number, _ in pile.ids()] == [f.id for f in sorted(found[:40], key=sort_key)]
        pile.add(found[40:])
        assert list(pile.findings()) == ordered
        assert list(pile.ids()) == [(f.id, f.outcome) for f in ordered]
        assert pile.reader().read_all() == findings_table(ordered)


def test_an_empty_one_has_the_columns_of_findings() -> None:
    with Pile() as pile:
        assert pile.reader().read_all() == findings_table(())
