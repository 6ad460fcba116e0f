"""Made trade: the same at every run, and the detectors find what is planted in it at any seed."""

from collections import Counter
from types import ModuleType

import pytest


def test_one_seed_gives_the_same_rows_and_another_gives_others(made_trade: ModuleType) -> None:
    assert made_trade.make(4).rows == made_trade.make(4).rows
    assert made_trade.make(4).rows != made_trade.make(5).rows


def test_one_trade_has_one_error_unless_they_are_mixed(made_trade: ModuleType) -> None:
    def both(mixed: bool) -> bool:
        world = made_trade.make(403, mixed=mixed)
        rows = {r["id"]: r for r in world.rows.to_pylist()}
        slipped = {(r["reporter"], r["flow"], r["hs"]) for r in (rows[i] for i in world.planted["miscoded"])}
        return ("HK", "import", "442019") in slipped and ("KR", "HK", "export", "442019") in world.touched

    assert made_trade.make(403).rows != made_trade.make(403, mixed=True).rows
    assert both(mixed=True)
    assert not both(mixed=False)


def test_nothing_is_planted_in_a_clean_world_but_the_editions_which_are_facts(made_trade: ModuleType) -> None:
    assert {kind for kind, found in made_trade.make(4, wrong=False).planted.items() if found} <= {"edition", "brief"}


def test_every_planted_row_is_there_and_every_planted_series(made_trade: ModuleType) -> None:
    world = made_trade.make(4)
    assert {*world.planted["miscoded"], *world.planted["unit"]} <= set(world.rows["id"].to_pylist())
    assert {s[0] for s in world.planted["evasion"]} <= set(world.rows["reporter"].to_pylist())


@pytest.mark.parametrize("name", ["miscoded", "mirror_gap"])
def test_planted_errors_are_found_and_clean_series_are_left_alone(name: str, judged: ModuleType) -> None:
    figures = judged.figures(judged.run("small", range(40, 45), detectors=[name])[name])
    assert figures["recall"] >= 0.9
    assert figures["kept"] >= 0.98


def test_a_world_misses_an_aim_by_one_false_finding_among_few_clean_series(judged: ModuleType) -> None:
    found = Counter(planted=40, found=39, findings=40, right=39, clean=26)
    assert not judged.missed(found)
    assert judged.missed(found + Counter(false=1))
    assert judged.missed(found + Counter({"clean alone": 49, "false alone": 1}))
    assert not judged.missed(Counter(clean=26))


def test_what_the_rows_cannot_show_is_planted_for_nobody(made_trade: ModuleType) -> None:
    for seed in (4, 5, 6):
        world = made_trade.make(seed)
        rows = world.rows.to_pylist()
        for (exporter, importer, flow, code), months in world.planted["evasion"].items():
            line = (exporter, importer, flow)
            told = {r["period"] for r in rows if (r["reporter"], r["partner"], r["flow"]) == line and r["period"] in months}
            assert told == {*months}
            assert len(months) >= 3
            assert code
