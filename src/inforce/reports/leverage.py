"""Dependence and leverage: of trade with the DPRK, what is banned, a duty, capped and free on a day, of what is banned the part that may be
exempt, and what each measure or package of relief would touch. Ranges with their sources; what no source says is not known, and never zero.

Figures that ship are of all States together: whose share is whose, no source here says. A State's own come from sums of its trade
(`trade.sums`), where they are given. What trade was worth before a ban is not what it would be worth without one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from inforce.base.clauses import ANYONE, Exemption
from inforce.base.dates import Interval, span
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure, Modality
from inforce.base.places import countries
from inforce.law.book import Law
from inforce.law.flow import WIND_DOWN, Flow, of_goods
from inforce.law.relief import Figure, Terms
from inforce.reports.document import NOT_KNOWN, Cell, Document, Table, table
from inforce.reports.laid import Laid
from inforce.reports.ledger_conduct import Held
from inforce.reports.ledger_paper import issuers_of
from inforce.reports.scopes import matters

HOW = ("banned", "duty", "capped", "free")  # by the strictest: duty is to keep the goods away, in other words than a ban's
_BY = (Modality.PROHIBIT, Modality.OBLIGE, Modality.CAP)
_S, _L, _F = pa.string(), pa.list_(pa.string()), pa.float64()
LEVERAGE = pa.schema(
    [
        *((n, _S) for n in ("state", "goods", "way", "how")),
        *((n, _L) for n in ("measures", "own_law", "exemptions", "questions")),
        *((n, _F) for n in ("own_usd", "all_low_usd", "all_high_usd", "exempt_own_high_usd", "exempt_all_high_usd")),
        ("own_of", _S),
        ("all_of", _S),
        ("sources", _L),
    ]
)
FOOT = (
    "Which part was exempt no statistic tells: from nothing up to the whole figure, and the declarations would say.",
    "Figures of all States together are the sources', for their year, from before the ban; the State's share of them is not known.",
    "What touches trade on paper may not touch it in fact. No table says what a State should do, or would.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """Goods of one kind in one direction, seen from the target: how they stand on the day, and what trade in them was worth.

    `own_usd` is the State's, of the periods `own_of`, from sums given (None: not known); `figure` is of all States together. `exemptions`
    are those of the measures that decide which may be open to a part of the goods, `questions` what no statistic tells.
    """

    goods: str
    direction: str
    how: str
    measures: tuple[Measure, ...]
    own_law: tuple[Measure, ...]
    own_usd: float | None = None
    own_of: str = ""
    figure: Figure | None = None
    exemptions: tuple[tuple[Measure, Exemption], ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def is_partly(self) -> bool:
        """Whether the goods are banned and a part of them may be exempt."""
        return self.how == "banned" and bool(self.exemptions)


@dataclass(frozen=True)
class Leverage:
    """The lines of one State on one day, with the packages laid beside."""

    state: str
    day: date
    law: Law
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    laid: tuple[Laid, ...] = ()

    @property
    def name(self) -> str:
        """The State's name."""
        return countries().get(self.state, self.state)


def leverage(held: Held, state: str, day: date, terms: Terms, laid: Sequence[Laid] = ()) -> Leverage:
    """How each kind of goods that any list names stands on `day` for persons of `state` (alpha-2). Raises UsageError for the target."""
    law = held.ref.law
    if any(m.target == state for m in law.measures.values() if m.modality == Modality.CAP and m.binds == (ANYONE,)):
        raise UsageError(f"The measures are about {state}: name a State that trades with it.")
    lines = tuple(_line(held, state, day, goods, direction, terms.trade) for goods, direction in matters(law))
    return Leverage(state, day, law, lines, terms.trade, tuple(laid))


def _line(held: Held, state: str, day: date, goods: str, direction: str, figures: Iterable[Figure]) -> Line:
    law = held.ref.law
    ours = set(issuers_of(law, state, day))
    found = [m for m in law.operative(day) if m.modality in _BY and _is_of(m, goods, direction, law)]
    council = tuple(m for m in found if m.binds == (ANYONE,))
    own = tuple(m for m in found if law.instruments[m.instrument].issuer in ours)
    usd, periods = _own(held, state, council or own)
    figure = next((f for f in figures if goods in f.subjects and f.direction in (direction, "both")), None)
    open_, asked = _exempt(law, deciding(council), state, day, goods, direction)
    return Line(goods, direction, how(council), council, own, usd, periods, figure, open_, asked)


def _is_of(m: Measure, goods: str, direction: str, law: Law) -> bool:
    return m.direction in (direction, "both") and any(law.scopes[s].subject == goods and law.scopes[s].kind == "goods" for s in m.covers)


def deciding(council: Sequence[Measure]) -> tuple[Measure, ...]:
    """Of the Council's measures on the goods, those of the strictest kind."""
    return next((told for kind in _BY if (told := tuple(m for m in council if m.modality == kind))), ())


def how(council: Sequence[Measure]) -> str:
    """One of HOW: by the strictest of the Council's measures on the goods."""
    return next((said for kind, said in zip(_BY, HOW, strict=False) if any(m.modality == kind for m in council)), HOW[-1])


def _exempt(
    law: Law, measures: Iterable[Measure], state: str, day: date, goods: str, direction: str
) -> tuple[tuple[tuple[Measure, Exemption], ...], tuple[str, ...]]:
    """The exemptions that may be open to a part of the goods, where every one of the measures has such, and what no statistic tells."""
    came = "import" if direction == "from" else "export"
    told = [(m, of_goods(law, m, Flow(state, m.target, came, day, day + timedelta(1)), goods)) for m in measures]
    said = [(m, says) for m, says in told if says]
    open_ = tuple((m, e) for m, says in said for e in says.open) if all(says.open for _, says in said) else ()
    ways = (f"which part was under {e.id} ({m.id}): {e.takes}?" for m, e in open_)
    asked = (f"{q} ({m.id})" for m, says in said for q in says.questions if WIND_DOWN not in {e.id for e in says.open})
    return open_, tuple(dict.fromkeys((*ways, *asked)))


def _own(held: Held, state: str, measures: Iterable[Measure]) -> tuple[float | None, str]:
    """The value in the State's own series under these measures, with the periods; None where no row gives a value. A month within a year
    that is told too counts in the year alone."""
    rows = [r for m in measures for r in _longest(held.rows.get((state, m.id), ()))]
    periods = sorted({str(r["period"]) for r in rows})
    return (sum(float(str(r["usd"])) for r in rows) if rows else None), ", ".join(periods)


def _longest(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    told = [(r, Interval(*span(str(r["period"])))) for r in rows if not r.get("reconciled") and r.get("usd") is not None]
    return [r for r, days in told if not any(days != wider and days & wider == days and r["flow"] == o["flow"] for o, wider in told)]


def _way(direction: str) -> str:
    return {"from": "from the DPRK", "to": "to the DPRK", "both": "both ways"}.get(direction, direction)


def document(made: Leverage) -> Document:
    """The State's standing as a report: totals, goods, what each measure touches, what each package would."""
    lead = (_told(made),)
    tables = (totals(made), goods(made), touched(made), *([packages(made)] if made.laid else []))
    return Document(f"Trade of {made.name} with the DPRK, and what bears on it on {made.day}", lead, tables, foot=FOOT)


def _told(made: Leverage) -> str:
    known = sum(one.own_usd is not None for one in made.lines)
    return f"Of {len(made.lines)} kinds of goods and directions on any list, {made.name}'s own figure is known for {known}."


def totals(made: Leverage) -> Table:
    """How many kinds of goods stand how, and what trade in them is known to be, by way."""
    rows = (
        (h, _way(d), len(ours), _usd(own(ours)), *_range(_figures(ours)), sum(one.figure is None for one in ours), *_partly(ours))
        for h in HOW
        for d in ("from", "to")
        if (ours := [one for one in made.lines if (one.how, one.direction) == (h, d)])
    )
    columns = ("how", "way", "kinds of goods", f"{made.name}, US dollars", "all States, low", "all States, high", "kinds without a figure")
    part = ("kinds of which a part may be exempt", f"that part, {made.name}, up to", "that part, all States, up to")
    note = (
        "Duty: the Council obliges States to keep the goods away, in no words of a ban. Free: no measure of the Council asks or forbids "
        "anything of them by name; other law may. A part may be exempt: each ban on the goods has an exemption whose conditions they can "
        "meet by origin, way, kind and day; that part is from nothing up to the figure. A figure of goods that stand differently is in "
        "each row."
    )
    return table("totals", "How goods stand", (*columns, *part), rows, note)


def _partly(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """How many kinds may be exempt in part, and up to what value of the State and of all States; '' where there are none."""
    partly = [one for one in lines if one.is_partly]
    return (len(partly), _usd(own(partly)), _range(_figures(partly))[1]) if partly else (0, "", "")


def own(lines: Iterable[Line]) -> float | None:
    """The State's own figures added up; None where none is known. One measure on several goods counts once."""
    seen = {(tuple(m.id for m in one.measures), one.own_of): one.own_usd for one in lines if one.own_usd is not None}
    return sum(v for v in seen.values() if v is not None) if seen else None


def _figures(lines: Iterable[Line]) -> list[Figure]:
    """Each figure once, however many of the goods it is of stand among the lines."""
    return list(dict.fromkeys(one.figure for one in lines if one.figure))


def goods(made: Leverage) -> Table:
    """One row for each kind of goods and direction."""
    rows = ((*_head(one), _usd(one.own_usd), *_range([one.figure] if one.figure else []), _sources(one), _asked(one)) for one in made.lines)
    columns = (
        "goods",
        "way",
        "how",
        "by the Council",
        "by its own law",
        f"{made.name}, US dollars",
        "all States, low",
        "high",
        "of, sources",
        "a part may be exempt, or outside",
    )
    return table("goods", "Goods by kind", columns, rows)


def _asked(one: Line) -> Cell:
    upto = [f"a part may be exempt: up to {_range([one.figure])[1]} US dollars of all States"] if one.is_partly and one.figure else []
    mine = [f"a part may be exempt: up to {_usd(one.own_usd)} US dollars of its own"] if one.is_partly and one.own_usd is not None else []
    return (*mine, *upto, *one.questions)


def _head(one: Line) -> tuple[Cell, ...]:
    names = [tuple(f"{m.id} (disputed)" if m.binding == "disputed" else m.id for m in ms) for ms in (one.measures, one.own_law)]
    return one.goods.replace("-", " "), _way(one.direction), one.how, names[0], names[1]


def touched(made: Leverage) -> Table:
    """What each measure of the Council on goods bears on: the figures of the goods it covers, whole where it covers all of them."""
    rows: list[tuple[Cell, ...]] = []
    for m in made.law.operative(made.day):
        ours = [one for one in made.lines if m in one.measures]
        if ours:
            kinds = {one.goods for one in ours}
            told = [f for f in _figures(ours) if {*f.subjects} <= kinds]
            sources = tuple(dict.fromkeys(s for f in told for s in f.sources))
            rows.append((m.id, _way(m.direction), len(kinds), _usd(own(ours)), *_range(told), sources))
    columns = ("measure", "way", "kinds of goods", f"{made.name}, US dollars", "all States, low", "all States, high", "sources")
    return table("touched", "What each measure bears on", columns, rows, "A figure counts where the measure covers all that it is of.")


def packages(made: Leverage) -> Table:
    """What each package of relief would touch: the goods no measure of the Council would ban then, and their figures."""
    rows: list[tuple[Cell, ...]] = []
    for one in made.laid:
        figures, without = one.trade()
        opened = {(r.subject, d) for r in one.reopened if r.kind == "goods" and r.outcome != "still banned" for d in _ways(r.direction)}
        ours = [line for line in made.lines if (line.goods, line.direction) in opened]
        stays = tuple(dict.fromkeys(m.id for line in ours for m in line.own_law if m not in one.gone))
        rows.append((one.name, len(opened), _usd(own(ours)), *_range(figures), len(without), stays or "none known here"))
    columns = (
        "package",
        "kinds of goods",
        f"{made.name}, US dollars",
        "all States, low",
        "all States, high",
        "without a figure",
        "own law that stays",
    )
    return table("packages", "What each package would touch", columns, rows, "It is not the law as it stands, and forecasts no trade.")


def rows(made: Leverage) -> pa.Table:
    """One row for each kind of goods and direction, schema LEVERAGE."""
    return pa.Table.from_pylist(list(_rows(made)), schema=LEVERAGE)


def _rows(made: Leverage) -> Iterator[dict[str, Any]]:
    for one in made.lines:
        f = one.figure
        yield {
            "state": made.state,
            "goods": one.goods,
            "way": _way(one.direction),
            "how": one.how,
            "measures": [m.id for m in one.measures],
            "own_law": [m.id for m in one.own_law],
            "exemptions": [f"{m.id}: {e.takes}" for m, e in one.exemptions],
            "questions": list(one.questions),
            "exempt_own_high_usd": one.own_usd if one.is_partly else None,
            "exempt_all_high_usd": one.figure.high_usd if one.is_partly and one.figure else None,
            "own_usd": one.own_usd,
            "own_of": one.own_of,
            **({"all_low_usd": f.low_usd, "all_high_usd": f.high_usd, "all_of": _of(f), "sources": f.sources} if f else {}),
        }


def _ways(direction: str) -> tuple[str, ...]:
    return ("from", "to") if direction == "both" else (direction,)


def _of(f: Figure) -> str:
    return f"{', '.join(f.subjects)}; {f.year}"


def _sources(one: Line) -> Cell:
    return (_of(one.figure), *one.figure.sources) if one.figure else ""


def _usd(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:,.0f}"


def _range(figures: Iterable[Figure]) -> tuple[str, str]:
    told = list(figures)
    return (_usd(sum(f.low_usd for f in told)), _usd(sum(f.high_usd for f in told))) if told else (NOT_KNOWN, NOT_KNOWN)
