"""What the law says of a goods line: every measure that its code, its route and its day bring in, and whose law it is."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from inforce.base.clauses import ANYONE, Condition, Words
from inforce.base.nouns import Measure, Modality, Outcome, Scope
from inforce.base.tables import SUBJECTS
from inforce.law.book import Law
from inforce.law.codes import GUESSED_IN, Code, Lies, Place, Placing, chapters, read_code
from inforce.law.days import legal_days
from inforce.law.hs import EDITIONS, edition_of
from inforce.law.route import GOODS, Route
from inforce.law.verdict import Hit, Row, Verdict, verdict

Touched = tuple[Measure, list[Hit]]
CHAPTERS = tuple(f"{n:02}" for n in range(1, 98))
MEMORY = 65_536  # codes remembered: many times what a customs file holds, and a bound on what a hostile one can fill


class Goods:
    """Those measures on goods of `law` that the check `check_id` applies, ready to be asked.

    `bound` are those whose law is to be applied in full whatever the route: country codes, 'EU' for the Union. Else a national
    measure speaks only where its country has to do with the goods; where one that binds everyone speaks of the same matter, it is
    only named beside that, unless it says no where that one sets a limit.
    """

    def __init__(self, law: Law, check_id: str, bound: tuple[str, ...] = ()) -> None:
        self.law = law
        self.bound = bound
        self._stretches = law.stretches(check_id)
        self.applied = applied = [m for m in law.measures.values() if check_id in m.applied_by]
        scopes = [law.scopes[s] for s in sorted({s for m in applied for s in m.covers}) if law.scopes[s].kind == "goods"]
        reach = {s.id: _chapters(s, law) for s in scopes}
        self._scopes = {chapter: [s for s in scopes if chapter in reach[s.id]] for chapter in CHAPTERS}
        self._zones = sorted({m.tz for m in applied})
        self._targets = frozenset(m.target for m in applied)
        self._left = sorted({day for i in law.issuers.values() for day in i.left.values()})
        self._placing = {s.id: self._ready(s) for s in scopes}
        self.columns = _country_columns(applied)
        self._routes: dict[tuple[str | None, ...], Route] = {}
        self._places: dict[tuple[Code, str], dict[str, Place]] = {}
        self._covered: dict[tuple[int, tuple[str, ...]], list[tuple[Measure, list[str]]]] = {}
        self._joined: dict[tuple[str, ...], Placing] = {}

    def verdicts(self, row: Row) -> list[Verdict]:
        """One verdict per measure that addresses the goods line, or may: none says that no measure does.

        `row` has the columns of goods in `base.tables`; `day` must be given. Without `day_zone` it is read as a legal day of
        each issuer; with it (a zone of the tz database) as those legal days that it overlaps in the issuer's own zone: where
        they differ, that is asked.
        """
        if not row.get("day_zone"):
            return self._on_legal_day(row)
        days = {tz: legal_days(row["day"], row["day_zone"], tz) for tz in self._zones}
        told: dict[str, dict[date, Verdict]] = defaultdict(dict)
        for day in sorted({day for overlapped in days.values() for day in overlapped}):
            for v in self._on_legal_day({**row, "day": day}):
                if day in days[v.measure.tz]:
                    told[v.measure.id][day] = v
        return [_agreed(by_day, days[self.law.measures[m].tz], row) for m, by_day in told.items()]

    def obeyed(self, day: date) -> list[Measure]:
        """The measures to be obeyed on that legal day, each as it then stands."""
        return self._stretches.obeyed[self._stretches.number(day)]

    def _on_legal_day(self, row: Row) -> list[Verdict]:
        route = self._route(row)
        if route.avoids(self._targets):
            return []
        found = [v for m, hits in self._touched(row, route) if (v := verdict(m, hits, row, route))]
        everyone = [v for v in found if v.measure.binds == (ANYONE,)]
        if len(everyone) == len(found):
            return found
        return list(self._with_national(everyone, [v for v in found if v.measure.binds != (ANYONE,)], row["day"]))

    def _speaking(self, route: Route, day: date) -> frozenset[str]:
        """The ids of the measures of that day whose direction the route may have, and whose law has to do with it."""
        stretch, members = self._stretches.number(day), bisect_right(self._left, day)
        if (stretch, members) not in route.speaking:
            may = (m for m in self.obeyed(day) if route.way(m) is not False)
            spoken = frozenset(m.id for m in may if m.binds == (ANYONE,) or self._is_bound(m, day) or route.touches(self._whose(m, day)))
            route.speaking[stretch, members] = spoken
        return route.speaking[stretch, members]

    def _whose(self, m: Measure, day: date) -> frozenset[str]:
        return self.law.members(m.binds, day)

    def _is_bound(self, m: Measure, day: date) -> bool:
        return bool(self.bound) and not self._whose(m, day).isdisjoint(self.bound)

    def _with_national(self, everyone: list[Verdict], national: list[Verdict], day: date) -> Iterator[Verdict]:
        """The verdicts of the law of all, with the acts of States that carry it out named beside them; then those acts that are
        asked of for themselves."""
        beside: dict[tuple[str, str], list[Measure]] = {_matter(v): [] for v in everyone}
        bans = {_matter(v) for v in everyone if v.measure.modality != Modality.CAP}
        asked = []
        for v in national:
            stricter = v.outcome in (Outcome.PROHIBITED, Outcome.PROHIBITED_UNLESS) and _matter(v) not in bans
            if _matter(v) in beside and not stricter and not self._is_bound(v.measure, day):
                beside[_matter(v)].append(v.measure)
            else:
                asked.append(v)
        yield from (replace(v, national=tuple(also)) if (also := beside[_matter(v)]) else v for v in everyone)
        yield from asked

    def _route(self, row: Row) -> Route:
        """The route of the row: one for all rows that name their countries alike."""
        key = tuple(map(row.get, self.columns))
        if key not in self._routes:
            if len(self._routes) >= MEMORY:
                self._routes.clear()
            self._routes[key] = Route(dict(zip(self.columns, key, strict=True)))
        return self._routes[key]

    def _touched(self, row: Row, route: Route) -> Iterator[Touched]:
        """The measures of the row's day that may speak of its route and that its code comes under, or may; all of these where there
        is no code to go by."""
        day, code = row["day"], read_code(row["hs"], row.get("hs_edition"))
        now = edition_of(str(day.year)) or EDITIONS[0]
        places = self._unread(code) if isinstance(code, str) else self.places(code, now)
        speaking = self._speaking(route, day)
        for m, covered in self._under(self._stretches.number(day), tuple(places)):
            if m.id in speaking:
                hits = [(self.law.scopes[s], places[s]) for s in covered]
                yield m, self._together(hits, code, now) if len(hits) > 1 and isinstance(code, Code) else hits

    def _under(self, stretch: int, scopes: tuple[str, ...]) -> list[tuple[Measure, list[str]]]:
        """The measures of that stretch that cover any of the scopes, each with those that it covers."""
        if (stretch, scopes) not in self._covered:
            if len(self._covered) >= MEMORY:
                self._covered.clear()
            obeyed = self._stretches.obeyed[stretch]
            covered = ((m, [s for s in m.covers if s in scopes]) for m in obeyed)
            self._covered[stretch, scopes] = [(m, ids) for m, ids in covered if ids]
        return self._covered[stretch, scopes]

    def _together(self, hits: list[Hit], code: Code, now: str) -> list[Hit]:
        """The hits; as one where goods that changed their code all lie within the measure, though in no single scope of it."""
        if all(scope.codes and at.lies is Lies.ASK for scope, at in hits):
            scopes = tuple(scope.id for scope, _ in hits)
            if scopes not in self._joined:
                lines = tuple(line for scope, _ in hits for line in scope.codes)
                self._joined[scopes] = Placing(replace(hits[0][0], codes=lines))
            at = self._joined[scopes].place(code, now)
            if at.lies is Lies.WITHIN:
                return [(hits[0][0], at)]
        return hits

    def _unread(self, question: str) -> dict[str, Place]:
        return dict.fromkeys(self._placing, Place(Lies.ASK, "", question))

    def places(self, code: Code, now: str) -> dict[str, Place]:
        """The scopes by id that the code is not outside of, and how it lies to them; `now` is the edition of the day."""
        if (code, now) not in self._places:
            if len(self._places) >= MEMORY:
                self._places.clear()
            scopes = {s.id: s for chapter in chapters(code) for s in self._scopes[chapter]}
            places = {s.id: self._place(code, s, now) for s in scopes.values()}
            self._places[code, now] = {s: at for s, at in places.items() if at.lies is not Lies.OUTSIDE}
        return self._places[code, now]

    def _place(self, code: Code, scope: Scope, now: str) -> Place:
        at = self._placing[scope.id].place(code, now)
        if at.lies is Lies.OUTSIDE or not (scope.like or scope.candidates):
            return at
        if scope.like:
            ask = (
                f"the codes of {scope.by} are not known here, and {scope.like} has {at.line}: are the goods {scope.title} under {scope.by}?"
            )
        else:
            ask = f"{scope.title} are known by words alone, and {at.line} may hold some: are the goods {_in_words(scope.words)}?"
        return Place(Lies.ASK, at.line, ask)

    def _ready(self, scope: Scope) -> Placing:
        """What stands in for the scope's own codes where these are not known: another's, or our guess."""
        if scope.like:
            return Placing(self.law.scopes[scope.like])
        if scope.candidates:
            return Placing(replace(scope, codes=scope.candidates, whole=(), nomenclature="HS", edition=GUESSED_IN, dynamic=False))
        return Placing(scope)


def _country_columns(applied: Iterable[Measure]) -> tuple[str, ...]:
    """Where goods lines name countries: the ends of the route, what is around it, and what a measure asks of besides."""
    asked = [c.column for m in applied for c in conditions(m)]
    return tuple(dict.fromkeys(c for c in (*GOODS.leaves, *GOODS.enters, *GOODS.around, *asked) if c in SUBJECTS["goods"].names))


def conditions(m: Measure) -> Iterator[Condition]:
    """Every fact of a row that the measure, its questions or its exemptions turn on."""
    return chain(m.when, *(a.when for a in m.asks), *(e.when for e in m.exemptions))


def _chapters(scope: Scope, law: Law) -> frozenset[str]:
    """The chapters in which a code may come under the scope."""
    lines = (*scope.codes, *scope.candidates, *(law.scopes[scope.like].codes if scope.like else ()))
    return frozenset(c for line in lines for c in CHAPTERS if line.first[:2] <= c <= line.last[:2])


def _matter(v: Verdict) -> tuple[str, str]:
    """What a measure speaks of, in one word with its direction: the same for an act and for those that carry it out."""
    return v.scope.subject, v.measure.direction


def _in_words(words: tuple[Words, ...]) -> str:
    return ", ".join(f"{w.text} above {w.above:,.0f} {w.currency} a piece" if w.above else w.text for w in words)


def _agreed(by_day: dict[date, Verdict], days: tuple[date, ...], row: Row) -> Verdict:
    """The verdict where it is one on every legal day that the civil day overlaps; else the same one with the hour to be asked."""
    first = next(iter(by_day.values()))
    answers = {(v.outcome, v.open, tuple(cap.window(day) for cap in v.measure.caps)) for day, v in by_day.items()}
    if len(by_day) == len(days) and len(answers) == 1:
        return first
    tz = first.measure.tz
    ask = f"{row['day']} in {row['day_zone']} is {' and '.join(map(str, days))} in {tz}, and the law changed between"
    return replace(first, outcome=Outcome.UNDETERMINED, questions=(f"{ask}: which of the two was it? Give it and leave `day_zone` empty",))
