"""What the law says of a goods line: every measure that its code, its route and its day bring in, and whose law it is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from inforce.base.clauses import ANYONE, Words
from inforce.base.nouns import Measure, Outcome, Scope
from inforce.law.book import Law
from inforce.law.codes import GUESSED_IN, Code, Lies, Place, chapters, place, read_code
from inforce.law.days import legal_days
from inforce.law.route import Route
from inforce.law.verdict import Hit, Row, Verdict, verdict

Touched = tuple[Measure, list[Hit], frozenset[str]]
CHAPTERS = tuple(f"{n:02}" for n in range(1, 98))
MEMORY = 65_536  # codes remembered: many times what a customs file holds, and a bound on what a hostile one can fill


class Goods:
    """Those measures on goods of `law` that the check `check_id` applies, ready to be asked.

    `bound` are those whose law is to be applied in full whatever the route: country codes, 'EU' for the Union. Else a national
    measure speaks only where its country has to do with the goods, and is only named beside a measure that binds everyone where
    both speak of the same matter.
    """

    def __init__(self, law: Law, check_id: str, bound: tuple[str, ...] = ()) -> None:
        self.law = law
        self.bound = bound
        self._stretches = law.stretches(check_id)
        applied = [m for m in law.measures.values() if check_id in m.applied_by]
        scopes = [law.scopes[s] for s in sorted({s for m in applied for s in m.covers}) if law.scopes[s].kind == "goods"]
        reach = {s.id: _chapters(s, law) for s in scopes}
        self._scopes = {chapter: [s for s in scopes if chapter in reach[s.id]] for chapter in CHAPTERS}
        self._zones = sorted({m.tz for m in applied})
        self._places: dict[Code, dict[str, Place]] = {}
        self._seen: dict[tuple[int, Code | str], list[Touched]] = {}

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

    def _on_legal_day(self, row: Row) -> list[Verdict]:
        route = Route(row)
        touched = self._touched(row["day"], read_code(row["hs"], row.get("hs_edition")))
        found = [v for m, hits, closed in touched if (v := verdict(m, hits, row, route, closed))]
        everyone = [v for v in found if v.measure.binds == (ANYONE,)]
        if len(everyone) == len(found):
            return found
        return list(self._with_national(everyone, [v for v in found if v.measure.binds != (ANYONE,)], row, route))

    def _with_national(self, everyone: list[Verdict], national: list[Verdict], row: Row, route: Route) -> Iterator[Verdict]:
        beside: dict[tuple[str, str], list[Measure]] = {_matter(v): [] for v in everyone}
        asked = []
        for v in national:
            whose = self.law.members(v.measure.binds, row["day"])
            if whose & {*self.bound}:
                asked.append(v)
            elif route.touches(whose):
                if _matter(v) in beside:
                    beside[_matter(v)].append(v.measure)
                else:
                    asked.append(v)
        yield from (replace(v, national=tuple(beside[_matter(v)])) for v in everyone)
        yield from asked

    def _touched(self, day: date, code: Code | str) -> list[Touched]:
        """The measures of that day that the code comes under, or may; all of them where there is no code to go by."""
        key = self._stretches.number(day), code
        if key not in self._seen:
            if len(self._seen) >= MEMORY:
                self._seen.clear()
                self._places.clear()
            self._seen[key] = list(self._touching(key[0], code))
        return self._seen[key]

    def _touching(self, stretch: int, code: Code | str) -> Iterator[Touched]:
        places = self._unread(code) if isinstance(code, str) else self._read(code)
        for m, closed in self._stretches.obeyed[stretch]:
            if hits := [(self.law.scopes[s], places[s]) for s in m.covers if s in places]:
                yield m, hits, closed

    def _unread(self, question: str) -> dict[str, Place]:
        return {s.id: Place(Lies.ASK, "", question) for scopes in self._scopes.values() for s in scopes}

    def _read(self, code: Code) -> dict[str, Place]:
        """The scopes that the code is not outside of, and how it lies to them."""
        if code not in self._places:
            scopes = {s.id: s for chapter in chapters(code) for s in self._scopes[chapter]}
            places = {s.id: self._place(code, s) for s in scopes.values()}
            self._places[code] = {s: at for s, at in places.items() if at.lies is not Lies.OUTSIDE}
        return self._places[code]

    def _place(self, code: Code, scope: Scope) -> Place:
        if scope.like:
            at = place(code, self.law.scopes[scope.like])
            ask = (
                f"the codes of {scope.by} are not known here, and {scope.like} has {at.line}: are the goods {scope.title} under {scope.by}?"
            )
        elif scope.candidates:
            at = place(code, replace(scope, codes=scope.candidates, nomenclature="HS", edition=GUESSED_IN, dynamic=False))
            ask = f"{scope.title} are known by words alone, and {at.line} may hold some: are the goods {_in_words(scope.words)}?"
        else:
            return place(code, scope)
        return at if at.lies is Lies.OUTSIDE else Place(Lies.ASK, at.line, ask)


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
    if len(by_day) == len(days) and len({(v.outcome, v.open) for v in by_day.values()}) == 1:
        return first
    tz = first.measure.tz
    ask = f"{row['day']} in {row['day_zone']} is {' and '.join(map(str, days))} in {tz}, and the law changed between"
    return replace(first, outcome=Outcome.UNDETERMINED, questions=(f"{ask}: which of the two was it? Give it and leave `day_zone` empty",))
