"""Made trade: the same at every run, and the detectors find what is planted in it at any seed."""

from types import ModuleType

import pytest


def test_one_seed_gives_the_same_rows_and_another_gives_others(made_trade: ModuleType) -> None:
    assert made_trade.make(4).rows == made_trade.make(4).rows
    assert made_trade.make(4).rows != made_trade.make(5).rows


def test_nothing_is_planted_in_a_clean_world_but_the_editions_which_are_facts(made_trade: ModuleType) -> None:
    assert {kind for kind, found in made_trade.make(4, wrong=False).planted.items() if found} == {"edition"}


def test_every_planted_row_is_there_and_every_planted_series(made_trade: ModuleType) -> None:
    world = made_trade.make(4)
    assert {*world.planted["miscoded"], *world.planted["unit"]} <= set(world.rows["id"].to_pylist())
    assert {s[0] for s in world.planted["evasion"]} <= set(world.rows["reporter"].to_pylist())


@pytest.mark.parametrize("name", ["miscoded", "mirror_gap"])
def test_planted_errors_are_found_and_clean_series_are_left_alone(name: str, judged: ModuleType) -> None:
    figures = judged.figures(judged.run("small", range(40, 45), detectors=[name])[name])
    assert figures["recall"] >= 0.9
    assert figures["kept"] >= 0.98
