"""Legal days: what a civil day in one zone is in another. A Security Council day is New York's."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=4096)
def is_zone(name: str) -> bool:
    """Whether that is a zone of the tz database, for example 'Asia/Shanghai'."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=4096)
def legal_days(day: date, zone: str, tz: str) -> tuple[date, ...]:
    """The days in the zone `tz` that the civil day `day` in `zone` overlaps: one or two, oldest first."""
    if day in (date.min, date.max):
        return (day,)  # no other zone has a day beyond the calendar's ends
    here, there = ZoneInfo(zone), ZoneInfo(tz)
    start = datetime.combine(day, time(), here).astimezone(UTC)
    end = datetime.combine(day + timedelta(1), time(), here).astimezone(UTC) - timedelta(seconds=1)
    return tuple(sorted({start.astimezone(there).date(), end.astimezone(there).date()}))
