"""Agreement of two readings: known figures, and those that the page on the articles quotes."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

QUALITY = Path(__file__).parents[2] / "benchmarks/quality"


@pytest.fixture
def agreement(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(QUALITY))
    return importlib.import_module("agreement")


def test_kappa_takes_off_what_chance_would_give(agreement: ModuleType) -> None:
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert agreement.kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize("folder", ["second", "other"])
def test_the_page_quotes_what_the_labels_give(agreement: ModuleType, folder: str) -> None:
    found = agreement.articles(folder)
    names = ("statements", *found["each"], "same speaker", "same kind", "same form", "content, Dice")
    row = " | ".join(f"{(found | found['each'])[n]:.2f}" for n in names)
    assert f"(`{folder}/`) | {row} |" in (QUALITY / "articles/README.md").read_text(encoding="utf-8")


def test_both_readers_judged_the_same_words(agreement: ModuleType) -> None:
    assert agreement.judged(agreement.DEEDS).keys() == agreement.judged(agreement.OTHER).keys()
