"""Date expressions of news, resolved against the day of the article; a week is Monday to Sunday. Durations and clock times are left out.

A weekday is the last one up to the article's day, unless its clause speaks of what is to come.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from inforce.base.news import DocDay, Span, Time

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = r"(?:,?\s+(?:early\s+)?(?:morning|afternoon|evening|night))?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DD = r"(?P<dd>[0-3]?\d)(?:st|nd|rd|th)?"
_NUMBER = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:\w+\s+)?to\b|plans?\s+to|intends?\s+to|(?:is|are)\s+(?:\w+\s+)?(?:scheduled|due|set|expected|planned)|to\s+be\s+held|upcoming|next)\b",
    re.IGNORECASE,
)

_LIKELY = re.compile(
    r"\d{3}|\d(?:st|nd|rd|th)?\b|day\b|night|tomorrow|week|month|year|\bago\b|s\b.?\d|(?:uary|arch|pril|\bMay|une|uly|ugust|ber)\b"
)

Resolved = tuple[date, date] | None
_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str], date | None, bool], Resolved]]


def times(text: str, sentences: list[Span], day: DocDay | None) -> list[Time]:
    """The date expressions of shadow text, in their order. Where the article's day is an interval, what rests on a day is left out,
    and what rests on a year is resolved when the interval lies within one."""
    found: list[Time] = []
    for span in (s for s in sentences if _LIKELY.search(text, *s)):
        here = text[slice(*span)]
        ahead = _AHEAD.search(here) is not None
        for rule, pattern, resolve in _RULES:
            base = _base(day, rule)
            for m in pattern.finditer(here) if _usable(rule, base) else ():
                at = (span[0] + m.start(), span[0] + m.end())
                taken = any(t.span[0] < at[1] and at[0] < t.span[1] for t in found)
                if not taken and (meant := resolve(m, base, ahead)):
                    found.append(Time(at, m[0], *meant, rule))
    return sorted(found, key=lambda t: t.span)


def _base(day: DocDay | None, rule: str) -> date | None:
    if day is None:
        return None
    if day.first == day.last or (rule.startswith("year") and day.first.year == day.last.year):
        return day.first
    return None


def _usable(rule: str, base: date | None) -> bool:
    return base is not None or rule.startswith("absolute")


def full_date(text: str) -> tuple[date, Span] | None:
    """The first whole date in a text, and where."""
    for rule, pattern, resolve in _RULES[:3]:
        if rule == "absolute-day" and (m := pattern.search(text)) and (found := resolve(m, None, False)):
            return found[0], m.span()
    return None


def _made(year: int, month: int, day: int) -> Resolved:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _month(m: re.Match[str]) -> int:
    return _MONTHS.index(m["month"][:3].lower()) + 1


def _whole_month(year: int, month: int) -> Resolved:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(1)


def _whole_year(year: int) -> Resolved:
    return date(year, 1, 1), date(year, 12, 31)


def _absolute(m: re.Match[str], _base: date | None, _ahead: bool) -> Resolved:
    return _made(int(m["year"]), _month(m), int(m["dd"]))


def _iso(m: re.Match[str], _base: date | None, _ahead: bool) -> Resolved:
    return _made(int(m[1]), int(m[2]), int(m[3]))


def _month_year(m: re.Match[str], _base: date | None, _ahead: bool) -> Resolved:
    return _whole_month(int(m["year"]), _month(m))


def _month_day(m: re.Match[str], base: date | None, ahead: bool) -> Resolved:
    assert base
    spoken = m.groupdict().get("said") or ""
    year = base.year + {"last": -1, "next": 1}.get(spoken.split()[0] if spoken else "", 0)
    made = _made(year, _month(m), int(m["dd"]))
    if made is None or spoken:
        return made
    if ahead and made[0] < base - timedelta(30):
        return _made(year + 1, _month(m), int(m["dd"]))
    if not ahead and made[0] > base + timedelta(120):
        return _made(year - 1, _month(m), int(m["dd"]))
    return made


def _month_spoken(m: re.Match[str], base: date | None, _ahead: bool) -> Resolved:
    assert base
    word = (m["said"] or "").lower()
    shift = -1 if "last" in word or "previous" in word else 1 if "next" in word else 0
    return _whole_month(base.year + shift, _month(m))


def _month_alone(m: re.Match[str], base: date | None, ahead: bool) -> Resolved:
    assert base
    month, word = _month(m), (m["which"] or "").lower()
    year = base.year
    if word.startswith("next") or ahead:
        year += month < base.month
    elif word.startswith("last"):
        year -= month >= base.month
    else:
        year -= month > base.month
    return _whole_month(year, month)


def _near(m: re.Match[str], base: date | None, _ahead: bool) -> Resolved:
    assert base
    word = m[0].lower()
    shift = -1 if "yesterday" in word or "last night" in word else 1 if "tomorrow" in word else 0
    if "day before yesterday" in word or "day after tomorrow" in word:
        shift *= 2
    return base + timedelta(shift), base + timedelta(shift)


def _weekday(m: re.Match[str], base: date | None, ahead: bool) -> Resolved:
    assert base
    which, back = (m["which"] or "").lower(), (base.weekday() - _WEEKDAYS.index(m["weekday"].lower())) % 7
    if which == "next" or (ahead and which not in ("last", "past") and back):
        back -= 7
    elif which in ("last", "past") and back == 0:
        back = 7
    return base - timedelta(back), base - timedelta(back)


def _period(m: re.Match[str], base: date | None, ahead: bool) -> Resolved:
    assert base
    which, what = m["which"].lower(), m["what"].lower()
    shift = -1 if which in ("last", "past", "previous", "this past", "the past") else 1 if which in ("next", "coming", "following") else 0
    if what == "week":
        monday = base - timedelta(base.weekday()) + timedelta(7 * shift)
        return monday, monday + timedelta(6)
    if what == "weekend":
        saturday = base - timedelta(base.weekday()) + timedelta(5 + 7 * shift)
        if shift == 0 and base.weekday() < 3 and not ahead:  # on a Tuesday, "this weekend" in the past tense is the last one
            saturday -= timedelta(7)
        return saturday, saturday + timedelta(1)
    if what == "month":
        n = base.year * 12 + base.month - 1 + shift
        return _whole_month(n // 12, n % 12 + 1)
    return _whole_year(base.year + shift)


def _spoken_year(m: re.Match[str], base: date | None, _ahead: bool) -> Resolved:
    assert base
    word = m[0].lower()
    return _whole_year(base.year + (1 if "next" in word or "coming" in word else 0 if "this" in word else -1))


def _ago(m: re.Match[str], base: date | None, _ahead: bool) -> Resolved:
    assert base
    n, what = _NUMBER.get(m["n"].lower()) or int(m["n"]), m["what"].lower().rstrip("s")
    if what == "day":
        return base - timedelta(n), base - timedelta(n)
    if what == "week":
        monday = base - timedelta(base.weekday() + 7 * n)
        return monday, monday + timedelta(6)
    if what == "month":
        months = base.year * 12 + base.month - 1 - n
        return _whole_month(months // 12, months % 12 + 1)
    return _whole_year(base.year - n) if base.year > n else None


def _year(m: re.Match[str], _base: date | None, _ahead: bool) -> Resolved:
    return _whole_year(int(m["year"]))


def _decade(m: re.Match[str], _base: date | None, _ahead: bool) -> Resolved:
    return date(int(m[1]), 1, 1), date(int(m[1]) + 9, 12, 31)


_COUNTED = r"people|persons|miles|met(?:er|re)s|km|years?|troops|soldiers|workers|feet|tons?|tonnes|dollars|euros|square|members|voters"


def _compiled() -> Iterator[_Rule]:
    which = r"(?:(?P<which>last|next|this|past)\s+)?"
    said = r"(?:of\s+)?(?P<said>last|this|next|the\s+(?:same|previous))\s+year"
    table: list[tuple[str, str, Callable[[re.Match[str], date | None, bool], Resolved]]] = [
        ("absolute-day", rf"(?:\b(?:{'|'.join(_WEEKDAYS)}),?\s+)?\b{_MONTH}\s+{_DD},?\s+{_YEAR}\b", _absolute),
        ("absolute-day", rf"(?:\b(?:{'|'.join(_WEEKDAYS)}),?\s+)?\b{_DD}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _absolute),
        ("absolute-day", r"\b((?:19|20)\d\d)-([01]\d)-([0-3]\d)\b", _iso),
        ("absolute-month", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _month_year),
        ("month-day", rf"(?:\b(?:{'|'.join(_WEEKDAYS)}),?\s+)?\b{_MONTH}\s+{_DD}\b(?!\s*%|,\d)(?:\s+{said})?", _month_day),
        ("month-day", rf"(?:\b(?:{'|'.join(_WEEKDAYS)}),?\s+)?\b{_DD}\s+(?:of\s+)?{_MONTH}(?!\w)(?:\s+{said})?", _month_day),
        ("year-month", rf"\b{_MONTH}\s+{said}\b", _month_spoken),
        (
            "near-day",
            rf"\bthe day (?:before yesterday|after tomorrow)\b|\b(?:yesterday|tomorrow|today){_PART}\b|\btonight\b|\blast night\b"
            r"|\bthis (?:morning|afternoon|evening)\b",
            _near,
        ),
        ("weekday", rf"\b{which}{_WEEKDAY}{_PART}\b(?!')", _weekday),
        (
            "period",
            r"\b(?P<which>this past|the past|last|past|previous|this|next|coming|following)\s+(?P<what>week|weekend|month)\b(?!-)",
            _period,
        ),
        (
            "year-spoken",
            r"\b(?:early |late |earlier |later )?(?:in )?(?:last|this|next|the coming|the previous)\s+years?\b|\bthe year before\b",
            _spoken_year,
        ),
        (
            "ago",
            r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<what>days?|weeks?|months?|years?)\s+ago\b",
            _ago,
        ),
        ("absolute-decade", r"\b(?:the\s+)?((?:1[89]|20)\d0)s\b", _decade),
        (
            "absolute-year",
            r"(?<![\d$€£.,#])(?<!resolution )(?<!about )(?<!over )(?<!some )(?<!than )(?<!nearly )(?<!least )(?<!around )"
            rf"\b(?:early |late |mid-?)?(?:in )?{_YEAR}\b"
            rf"(?![,.]\d|-\d{{2}}\b|\s+(?:{_COUNTED})\b|%)",
            _year,
        ),
        (
            "month-alone",
            r"\b(?:(?P<which>last|next|this)\s+|(?<=\bin\s)|(?<=since\s)|(?<=until\s)|(?<=early\s)|(?<=late\s))(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d)",
            _month_alone,
        ),
    ]
    flags = re.IGNORECASE
    for rule, pattern, resolve in table:
        yield rule, re.compile(pattern, 0 if rule == "month-alone" else flags), resolve


_RULES: list[_Rule] = list(_compiled())
