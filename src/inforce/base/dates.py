"""Days, partial dates and half-open intervals. Nothing here asks what day it is."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from inforce.base.errors import UsageError

_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|about|c\.|ca\.?)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:\bto\b|/|\bbetween\b|\band\b)\s*", re.IGNORECASE)


def parse_day(text: str) -> date:
    """'2019-10-16' as a date. Raises UsageError, saying how to write it, for anything else."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise UsageError(f"{text!r} is no day. Write it as YYYY-MM-DD, for example 2019-10-16.")


def as_day(given: date | str) -> date:
    """A day as Python, or text, has it; of an instant, the day that is written. Raises UsageError for anything else."""
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else parse_day(str(given))


def in_order(since: date, until: date) -> tuple[date, date]:
    """Both days. Raises UsageError where the first is the later one: what changed backwards would be nothing, or its opposite."""
    if since > until:
        raise UsageError(f"{since} is after {until}. Name the earlier day first.")
    return since, until


@dataclass(frozen=True, slots=True)
class Interval:
    """Days with since <= day < until; None on either side is open."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __bool__(self) -> bool:
        """False when no day lies inside."""
        return self.since is None or self.until is None or self.since < self.until

    def __and__(self, other: "Interval") -> "Interval":
        """The days in both; falsy when there is none."""
        since = max((d for d in (self.since, other.since) if d), default=None)
        until = min((d for d in (self.until, other.until) if d), default=None)
        return Interval(since, until)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source: '1978', '1978-04', '1978-04-09', '~1965' (circa), '1962/1964' (a range).

    `first` and `last` are the earliest and latest day meant; `circa` says that the source itself doubts.
    """

    first: date
    last: date
    circa: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ISO and the shapes of the lists: '1978', 'Apr 1978', '09 Apr 1978', '9.4.1978', 'circa 1965', '1962 to 1964'.

        Zeros stand for what is not known ('00/00/1980' is 1980). Raises ValueError, naming the text, when it is no date.
        """
        rest = text.strip().replace("\N{NO-BREAK SPACE}", " ")
        circa = rest.startswith("~") or _CIRCA.match(rest) is not None
        rest = _CIRCA.sub("", rest.removeprefix("~"))
        spans = [_span(rest)]
        if spans == [None]:
            pieces = [p for p in _RANGE.split(rest, maxsplit=1) if p]
            spans = [_span(_CIRCA.sub("", p)) for p in pieces] if len(pieces) == 2 else [None]
        known = [s for s in spans if s]
        if len(known) != len(spans) or known[0][0] > known[-1][1]:
            raise ValueError(f"{text!r} is no date")
        return cls(known[0][0], known[-1][1], circa)

    @property
    def precision(self) -> str:
        """'day', 'month', 'year' or 'range'."""
        a, b = self.first, self.last
        if a == b:
            return "day"
        if a.day == 1 and (b + timedelta(1)).day == 1:
            if (a.year, a.month) == (b.year, b.month):
                return "month"
            if a.year == b.year and (a.month, b.month) == (1, 12):
                return "year"
        return "range"

    def __str__(self) -> str:
        """The shortest text that parses back to the same."""
        shape = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}.get(self.precision)
        if shape:
            text = _iso(self.first, shape)
        elif (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            text = f"{self.first.year:04}/{self.last.year:04}"
        else:
            text = f"{self.first.isoformat()}/{self.last.isoformat()}"
        return f"~{text}" if self.circa else text

    def overlaps(self, other: "PartialDate", slack_days: int = 0) -> bool:
        """True when some day may be both; `slack_days` widens each side (a circa date is widened by a year)."""
        slack = timedelta(slack_days + 365 * (self.circa or other.circa))
        return self.first - slack <= other.last and other.first - slack <= self.last


def span(period: str) -> tuple[date, date]:
    """First day, and day after the last, of a month 2021-06, a year 2021, or months 2021-01..2021-08. Raises ValueError for others."""
    found = re.fullmatch(r"(\d{4}(?:-\d\d)?)(?:\.\.(\d{4}(?:-\d\d)?))?", period)
    if not found:
        raise ValueError(f"the period {period!r} is none: write 2021-06, 2021 or 2021-01..2021-08")
    first, last = PartialDate.parse(found[1]), PartialDate.parse(found[2] or found[1])
    if first.first > last.last:
        raise ValueError(f"the period {period!r} ends before it begins")
    if last.last == date.max:
        raise ValueError(f"the period {period!r} has no day after it")
    return first.first, last.last + timedelta(1)


def months(since: date, until: date) -> str:
    """Whole months as `span` reads them: 2021-06, 2019, 2020-01..2020-08."""
    last = until - timedelta(1)
    whole = PartialDate(since, last)
    return str(whole) if whole.precision != "range" else f"{since:%Y-%m}..{last:%Y-%m}"


def _iso(day: date, shape: str) -> str:
    return {"%Y": f"{day.year:04}", "%Y-%m": f"{day.year:04}-{day.month:02}"}.get(shape, day.isoformat())


def _span(text: str) -> tuple[date, date] | None:
    """First and last day meant by one date text, or None."""
    t = re.sub(r"(?<=\d)[ T](?:00:00.*)$", "", text.strip())
    t = re.sub(r"(?<=\d{4}-\d{2}-\d{2})(?:[+-]\d{2}:\d{2}|Z)$", "", t)
    if m := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", t):
        return _days(int(m[1]), int(m[2] or 0), int(m[3] or 0))
    if m := re.fullmatch(r"(?:(?:(\d{1,2})[./ -])?(\d{1,2})[./ -])(\d{4})", t):
        return _days(int(m[3]), int(m[2]), int(m[1] or 0))
    if m := re.fullmatch(r"(?:(\d{1,2})[ .-]+)?([A-Za-z]{3})[A-Za-z]*\.?[ ,-]+(\d{4})", t):
        month = _MONTHS.get(m[2].lower())
        return _days(int(m[3]), month, int(m[1] or 0)) if month else None
    return None


def _days(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        if not month:
            return (date(year, 1, 1), date(year, 12, 31)) if not day else None
        if day:
            return date(year, month, day), date(year, month, day)
        after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
        return date(year, month, 1), after - timedelta(1) if after else date(9999, 12, 31)
    except ValueError:
        return None
