"""What the law can tell apart: which goods lines it must answer alike, read off the measures in use and not written again."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from inforce.base.nouns import Measure
from inforce.base.places import countries, country
from inforce.law.book import Law
from inforce.law.codes import Lies, read_code
from inforce.law.days import is_zone
from inforce.law.goods import Goods, conditions
from inforce.law.hs import EDITIONS, edition_of
from inforce.law.route import Route

MOST = 65_536  # kinds of codes remembered: a bound on what a hostile file can fill


class Alike:
    """For each value that counts, one that stands for all those which `goods` answers alike.

    Days are alike with no day between them on which anything changes, countries where every measure treats them alike, codes
    that lie alike to every list of codes. Quantity, value and description change no verdict.
    """

    def __init__(self, goods: Goods) -> None:
        law, applied = goods.law, goods.applied
        self.columns = goods.columns
        self._goods = goods
        self._edges = _edges(law, applied)
        self._countries = _countries_alike(law, applied, goods.bound)
        self._kinds: dict[Any, tuple[str, str]] = {}

    def day(self, day: date, zone: str) -> tuple[date, str] | None:
        """The first day that is like `day`, and the edition of its codes.

        With a zone it may be two legal days: it stands for itself alone, and the edition is ''. None where that is no zone.
        """
        if zone:
            return (day, "") if is_zone(zone) else None
        first = self._first(day)
        return first, edition_of(str(first.year)) or EDITIONS[0]

    def earlier(self, day: date | None) -> tuple[date] | None:
        """The first day that is like `day` for a contract, or a loading."""
        return (self._first(day),) if day else None

    def _first(self, day: date) -> date:
        return self._edges[bisect_right(self._edges, day) - 1]

    def country(self, text: str) -> tuple[str]:
        """A country that is like the one named; a text that names none stands for itself, as it is quoted."""
        return (self._countries.get(country(text), text),)

    def route(self, *ends: str) -> tuple[()] | None:
        """None where no measure speaks of goods on the route that `columns` with these values say."""
        route = Route(dict(zip(self.columns, ends, strict=True)))
        return () if any(route.way(m) is not False for m in self._goods.applied) else None

    def code(self, hs: str, edition: str, now: str) -> tuple[str, str]:
        """A code, with its edition, that lies to every list as this one does; one that is quoted stands for itself."""
        code = read_code(hs, edition)
        if not now or isinstance(code, str):
            return hs, edition
        places = self._goods.places(code, now)
        asked = sum(p.lies is Lies.ASK for p in places.values())
        if len(self._kinds) >= MOST:
            self._kinds.clear()
        # where several lists ask, the code is held against them once more, together
        return self._kinds.setdefault((now, frozenset(places.items()), code if asked > 1 else None), (hs, edition))


def _countries_alike(law: Law, applied: Iterable[Measure], bound: tuple[str, ...]) -> dict[str, str]:
    """For each country the first one that stands in the same of all groups of countries that the law names."""
    days = [date.min, *(day for i in law.issuers.values() for day in i.left.values())]
    groups: set[frozenset[str]] = {frozenset(bound)}
    for m in applied:
        groups |= {frozenset({m.target}), *(law.members(m.binds, day) for day in days), *(frozenset(c.values) for c in conditions(m))}
    first: dict[tuple[bool, ...], str] = {}
    return {c: first.setdefault(tuple(c in group for group in groups), c) for c in sorted(countries())}


def _edges(law: Law, applied: Iterable[Measure]) -> list[date]:
    """Every day on which an answer can change: any that the measures name, with its morrow, and those of unions and editions."""
    named = _with_next(d for m in applied for d in _days_in(m))
    left = (day for i in law.issuers.values() for day in i.left.values())
    return sorted({date.min, *law.boundaries, *named, *left, *(date(int(e), 1, 1) for e in EDITIONS)})


def _days_in(entry: Any) -> Iterator[date]:
    """All days anywhere in a measure: a new kind of day in the law is then an edge here without being told."""
    if isinstance(entry, date):
        yield entry
    elif isinstance(entry, tuple):
        yield from chain.from_iterable(map(_days_in, entry))
    elif is_dataclass(entry):
        yield from chain.from_iterable(_days_in(getattr(entry, f.name)) for f in fields(entry))


def _with_next(days: Iterable[date]) -> Iterator[date]:
    """With the day after each, as some days are the last of something and some the first."""
    for day in days:
        yield from (day, day + timedelta(1))
