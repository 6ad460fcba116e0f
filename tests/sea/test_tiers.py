"""sea/tiers.py: what is no alert is undetermined, and says what is not known."""

import pytest

from inforce.base.nouns import Outcome
from inforce.checks import every
from inforce.sea.tiers import UNKNOWN, outcome, unknown


@pytest.mark.parametrize(("check_id", "tier"), UNKNOWN)
def test_a_tier_that_is_no_alert_is_on_its_checks_page(check_id: str, tier: str) -> None:
    assert f"*{tier}*" in (every()[check_id].find.__doc__ or "")


def test_no_alert_is_undetermined_unless_a_ship_is_listed() -> None:
    assert outcome("track.encounter", "context", listed=False) is Outcome.UNDETERMINED
    assert outcome("track.encounter", "context", listed=True) is Outcome.RED_FLAG
    assert outcome("track.encounter", "close", listed=False) is Outcome.RED_FLAG
    assert (unknown("track.jump", "area"), unknown("track.loiter", "area")) == ("; not known: where she really was", "")
