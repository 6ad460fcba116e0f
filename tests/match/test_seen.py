"""What is remembered of words, and Python's collector while names are looked up."""

import gc
from contextlib import suppress

import pytest

from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index, seen
from inforce.match.collector import uncollected

LISTED = [
    Designation(f"x/{i}", "x", str(i), "Person", (Name(n),), Evidence("x", str(i), ""))
    for i, n in enumerate(["Sergey Ivanov", "Sergei Petrovich Ivanow", "Kim Yong Chol", "J. C. Ivanov", "Muhammad Ali Rahman"])
]
ASKED = ["Sergej Iwanow", "Kim Yŏng-ch'ŏl", "Mohamed Ali Rahman", "JC Ivanov", "Sergej Ivanof", "Mohammed Ali Rachman"]


def test_words_that_were_forgotten_are_learnt_again(monkeypatch: pytest.MonkeyPatch) -> None:
    want = Index(LISTED).search(ASKED, 0.6)
    monkeypatch.setattr(seen, "_FULL", 2)
    index = Index(LISTED)
    assert [index.search([name], 0.6)[0] for name in ASKED * 2] == want * 2
    assert all(want)


def test_one_by_one_is_what_all_at_once_is() -> None:
    index = Index(LISTED)
    assert [index.search([name], 0.6)[0] for name in ASKED] == Index(LISTED).search(ASKED, 0.6) == index.search(ASKED, 0.6)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with suppress(ZeroDivisionError), uncollected():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if was else gc.disable)()
