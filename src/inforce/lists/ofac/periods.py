"""Dates of the SDN Advanced XML: a period whose start and end are each between two days."""

from datetime import date

from inforce.base.dates import PartialDate
from inforce.lists.strict import Fields


def period(fields: Fields) -> str:
    """The days that a DatePeriod may mean, from the earliest start to the latest end, as PartialDate writes them; '' and an Issue
    where they are none. Approximate on either side makes it circa."""
    points = [(b.one("@Approximate") == "true", *_between(b)) for name in ("Start", "End") for b in fields.each(name)]
    days = [day for _, *pair in points for day in pair if day]
    if not days:
        fields.issue("DatePeriod", "", "gives no day; it was not mapped.")
        return ""
    circa = "~" if any(doubt for doubt, *_ in points) else ""
    return str(PartialDate.parse(f"{circa}{min(days)}/{max(days)}"))


def day(fields: Fields) -> date | None:
    """The day that Year, Month and Day name; None, and an Issue, where they name none."""
    year, month, of_month = (fields.one(name) for name in ("Year", "Month", "Day"))
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        fields.issue("Year", f"{year}-{month}-{of_month}", "is no day; it was not mapped.")
        return None


def _between(boundary: Fields) -> list[date | None]:
    return [day(point) for name in ("From", "To") for point in boundary.each(name)]
