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
        self._directions = [*{(m.direction, m.target): m for m in applied}.values()]
        self._asked = sorted({c.column for m in applied for c in conditions(m)} & {*self.columns})
        self._business: dict[date, tuple[list[date], list[date]]] = {}
        self._routes: dict[Any, tuple[str, ...]] = {}
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

    def made(self, day: date, now: str, made: date | None) -> tuple[date | None]:
        """A day that is like the one of the contract for what holds on `day`; None where nothing looks at it, or where it is not
        known. `day` and `now` are as `day` gives them."""
        return (_like(made, self._looked_at(day)[0] if now else self._edges),)

    def loaded(self, day: date, now: str, loaded: date | None) -> tuple[date | None]:
        """The same for the day of loading."""
        return (_like(loaded, self._looked_at(day)[1] if now else self._edges),)

    def _looked_at(self, day: date) -> tuple[list[date], list[date]]:
        """The days at which, for a line of `day`, the answer changes with that of the contract, and with that of the loading."""
        if day not in self._business:
            obeyed = self._goods.obeyed(day)
            downs = [m.wind_down for m in obeyed if m.wind_down and day <= m.wind_down.last_day]
            made = [*(m.made_from for m in obeyed), *(a.made_before for m in obeyed for a in m.asks), *(w.contract_before for w in downs)]
            loaded = [w.loaded_by + timedelta(1) for w in downs if w.loaded_by]
            self._business[day] = sorted({d for d in made if d}), sorted({*loaded})
        return self._business[day]

    def _first(self, day: date) -> date:
        return self._edges[bisect_right(self._edges, day) - 1]  # the first of them is the first day there is

    def country(self, text: str) -> tuple[str]:
        """A country that is like the one named; a text that names none stands for itself, as it is quoted."""
        return (self._countries.get(country(text), text),)

    def route(self, *ends: str) -> tuple[str, ...] | None:
        """A route that is like the one which `columns` with these values say; None where no measure speaks of goods on it."""
        route = Route(dict(zip(self.columns, ends, strict=True)))
        told = [(way := route.way(m), "" if way is not None else route.question(m)) for m in self._directions]
        if all(way is False for way, _ in told):
            return None
        asked = tuple((route.value(c), "" if route.value(c) else ends[self.columns.index(c)]) for c in self._asked)
        present = frozenset(route.value(c) for c in self.columns)
        return self._routes.setdefault((tuple(told), asked, present), ends)

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


def _like(day: date | None, edges: list[date]) -> date | None:
    """The last edge up to `day`, and before the first one the first day there is; None without a day or an edge."""
    if day is None or not edges:
        return None
    at = bisect_right(edges, day)
    return edges[at - 1] if at else date.min


def _with_next(days: Iterable[date]) -> Iterator[date]:
    """With the day after each, as some days are the last of something and some the first."""
    for day in days:
        yield from (day, day + timedelta(1))
