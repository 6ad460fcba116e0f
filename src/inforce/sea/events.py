"""Events: what checks of tracks found, as rows that a later check can look at."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache

import pyarrow as pa

from inforce.base.ids import content_id
from inforce.base.nouns import Finding
from inforce.base.tables import SUBJECTS

_OWN = ("event", "other_mmsi", "imo", "since_at", "until_at", "lat", "lon", "tier")


@lru_cache(4096)
def at(t: float | None) -> str:
    """Epoch seconds as an instant in UTC, '2018-01-01T00:10:00Z'; '' for None: not over, as far as is known."""
    return "" if t is None else f"{datetime.fromtimestamp(int(t), UTC).isoformat()[:19]}Z"


def number(mmsi: int) -> str:
    """An MMSI as it is written: nine digits."""
    return f"{mmsi:09}"


def event_id(check_id: str, since: float, *mmsi: int) -> str:
    """Made from the check, the vessels and the start alone, so that an event keeps it when it closes or is computed again."""
    return content_id(check_id, sorted(mmsi), at(since))


def facts(
    check_id: str,
    ships: tuple[int, ...],
    span: tuple[float, float | None],
    place: tuple[float, float] | None,
    more: Mapping[str, object],
) -> tuple[tuple[str, str], ...]:
    """A finding's facts that make it an event: `ships` are one or two MMSIs, the first the finding's subject; `span` from when to
    when (epoch seconds, None while open); `place` lat and lon in degrees, None where none is known. `more` follows: 'tier', 'imo', and
    metrics with units in their names; floats are rounded to what AIS can tell."""
    told: dict[str, object] = {"event": event_id(check_id, span[0], *ships), "since_at": at(span[0]), "until_at": at(span[1])}
    lat, lon = (f"{v:.5f}" for v in place) if place else ("", "")
    told |= {"lat": lat, "lon": lon, "other_mmsi": number(ships[1]) if len(ships) > 1 else ""}
    told |= more
    return tuple((name, f"{v:.6g}" if isinstance(v, float) else "" if v is None else str(v)) for name, v in told.items())


def rows(findings: Iterable[Finding]) -> pa.Table:
    """The events among findings as a table of kind `event`, in their order."""
    made = []
    for f in findings:
        told = dict(f.facts)
        if "event" in told:
            own = {name: told.get(name, "") for name in _OWN}
            made.append(
                {
                    **own,
                    "id": own["event"],
                    "day": f.day,
                    "kind": f.check_id,
                    "mmsi": f.subject,
                    **{name: float(own[name]) if own[name] else None for name in ("lat", "lon")},
                    "metrics": [(k, v) for k, v in told.items() if k not in _OWN],
                }
            )
    return pa.Table.from_pylist(made, schema=SUBJECTS["event"])
