"""Every check, one file each; a new one adds its line here. Third parties add theirs through the entry points `inforce.checks`."""

from collections.abc import Collection
from importlib import import_module
from importlib.metadata import entry_points

from inforce.check import Check

_MODULES = [
    "article_mention",
    "event_association",
    "goods_prohibited",
    "party_designated",
    "service_prohibited",
    "track_draught",
    "track_encounter",
    "track_gap",
    "track_gap_port",
    "track_jump",
    "track_loiter",
    "track_port",
    "track_zone",
    "trade_cap",
    "trade_edition_break",
    "trade_mirror_gap",
    "trade_miscoded",
    "trade_prohibited",
    "trade_unit_slip",
    "vessel_designated",
    "vessel_identity",
]


def every(kinds: Collection[str] | None = None) -> dict[str, Check]:
    """All checks by id, ours, then those of entry points; of these `kinds` of rows alone where they are given: only they are imported."""
    ours = [import_module(f"inforce.checks.{m}").find for m in _MODULES if kinds is None or m.partition("_")[0] in kinds]
    theirs = [e.load() for e in sorted(entry_points(group="inforce.checks"), key=lambda e: e.name)]
    return {c.id: c for c in (*ours, *theirs) if kinds is None or c.of in kinds}
