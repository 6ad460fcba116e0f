"""From which size on the aims hold is data, and what was counted is held against it."""

from collections import Counter
from types import ModuleType


def test_a_world_too_small_for_the_aims_says_so(judged: ModuleType) -> None:
    assert not judged.large_enough("miscoded", Counter(planted=40, clean=26))
    assert judged.large_enough("miscoded", Counter(planted=350, clean=270))
    assert judged.large_enough("unit_slip", Counter())
