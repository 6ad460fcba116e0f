"""The pictures of the ledger's page, as boxes that grow with it: caps as bars with their line, and mirrored bars of two series."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from inforce.base.places import countries
from inforce.base.units import Bounds
from inforce.law.account import Account, account
from inforce.reports.ledger import Cell, Ledger
from inforce.reports.ledger_cap import covered, name, share
from inforce.reports.ledger_listed import linked
from inforce.reports.ledger_mirror import Astray
from inforce.reports.ledger_sources import named, of_total

KEY = (
    '<p class="key soft"><i style="background:var(--own)"></i>the State\'s own reports <i style="background:var(--all)"></i>all States '
    'together, lowest conversion <i style="background:var(--range)"></i>up to the highest conversion · the upright line is the limit, '
    "the dotted ones the notices</p>"
)


def caps(made: Ledger) -> Iterator[str]:
    """Each cap window of which anything is reported, one bar for each unit of its limit."""
    told = [c for c in made.cells if c.account and c.account.lines]
    if not told:
        yield '<p class="soft">No report of any State is held for the caps in these years.</p>'
        return
    yield f'{KEY}<div class="bars">'
    for c in told:
        for unit, limit in c.account.cap.limits if c.account else ():
            yield from _cap(made, c, unit, limit)
    yield "</div>"


def own(made: Ledger, c: Cell) -> Account | None:
    """The account of what the State reported alone, whether or not it counts beside what several reported together; None for no report."""
    reports = [line.supply for line in c.account.lines] + [s for s, _ in c.account.left_out] if c.account else []
    mine = [s for s in reports if s.states == (c.state,) and s.quantity is not None]
    last = min(made.day, (c.window.until or date.max) - timedelta(1))
    return account(made.law, c.measure.id, last, mine, known=made.known) if mine else None


def _cap(made: Ledger, c: Cell, unit: str, limit: float) -> Iterator[str]:
    if not c.account:
        return
    total, alone = c.account.totals[unit], own(made, c)
    ours = alone.totals[unit] if alone and any(unit in dict(line.amounts) for line in alone.lines) else None
    most = max(1.15, total.high / limit * 1.03)
    said = " ".join(
        (f"All States together, as reported: {share(total * (1 / limit))} of {limit:,.12g} {unit}.", *_said(c, alone, ours, unit))
    )
    label = f"{c.measure.id.partition('#')[2].replace('-', ' ')}, {c.period}"
    yield f'<div>{escape(label)}</div><div class="bar" role="img" aria-label="{escape(f"{label}: {said}")}">'
    yield (
        _box("range", total.high / limit / most)
        + _box("low", total.low / limit / most)
        + _box("own", ours.central / limit / most if ours else 0)
    )
    yield "".join(_at("notice", n / most) for n in c.measure.notices) + _at("line", 1 / most)
    yield f'</div><p class="told">{linked(f"{said} {named(of_total(c))}")}</p>'


def _said(c: Cell, alone: Account | None, ours: Bounds | None, unit: str) -> Iterator[str]:
    """What the bar shows beside the total: the State's months, its own figure and whether it counts, and what the total lacks."""
    if not c.account:
        return
    if c.account.coverages:
        yield covered(c.account, c.state)
    if alone and ours:
        aside = [f"{s.period}: {why}" for s, why in c.account.left_out if any(line.supply is s for line in alone.lines)]
        not_in = f", not in the total ({'; '.join(aside)})" if aside else ""
        yield f"{name(c.state)} alone: {_amount(ours, unit)}{not_in}."
    yield from (f"{text}." for of, text in c.account.lacking if of in ("", unit))


def _amount(b: Bounds, unit: str) -> str:
    return f"{b.low:,.0f} {unit}" if b.low == b.high else f"{b.low:,.0f} to {b.high:,.0f} {unit}"


def _box(name: str, width: float) -> str:
    return f'<i class="{name}" style="width:{width:.2%}"></i>' if width else ""


def _at(name: str, left: float) -> str:
    return f'<i class="{name}" style="left:{left:.2%}"></i>'


def mirrored(made: Ledger, sums: Sequence[dict[str, object]], gaps: Sequence[Astray] = ()) -> Iterator[str]:
    """The State's own series to the left, what others record to the right, in one scale for each unit: rows of `sums` of that State, then
    `gaps`, of which those that are its own are drawn."""
    ours = [g for g in gaps if made.state in (g.exporter, g.importer)]
    rows = [(f"{m.partition('#')[2].replace('-', ' ')}, {period}", unit, *pair, "") for (m, period, unit), pair in _pairs(sums).items()]
    rows += [_gap(made, g) for g in ours]
    if not rows:
        yield '<p class="soft">No series of trade is held here to be laid beside each other: that is unknown, not zero.</p>'
        return
    if ours:
        yield '<p class="soft">Goods that one State recorded and the other not: neither record says which is wrong, or names the DPRK.</p>'
    yield f'<div class="mirror"><span class="name"></span><span>{escape(made.name)} records</span><span>&nbsp;others record</span>'
    for label, unit, left, right, told in rows:
        most = max(v for _, other, *pair, _ in rows if other == unit for v in pair if v is not None)
        yield f'<span class="name">{escape(label)}</span>'
        yield from (_half(side, v, unit, most) for side, v in (("left", left), ("right", right)))
        said = told or f"{made.name}: {_figure(left, unit)}; others: {_figure(right, unit)}"
        yield f'<p class="told">{escape(said)}</p>'
    yield "</div>"


def _gap(made: Ledger, g: Astray) -> tuple[str, str, float | None, float | None, str]:
    """A gap as a row: its label, unit, what the State recorded, what the other one did, and that in words."""
    exporter, importer = (countries().get(code, code) for code in (g.exporter, g.importer))
    left, right = (g.sent, g.came) if made.state == g.exporter else (g.came, g.sent)
    usual = f", where {_figure(g.due, g.unit)} would be usual"
    told = f"{exporter}: {_figure(g.sent, g.unit)} sent to {importer}; {importer}: {_figure(g.came, g.unit)} come from {exporter}{usual}"
    last = (g.window.until or date.max) - timedelta(1)
    return f"HS {g.goods}, {g.window.since} to {last}", g.unit, left, right, told


def _half(side: str, value: float | None, unit: str, most: float) -> str:
    said = _figure(value, unit)
    box = f'<i style="width:{(value or 0) / most if most else 0:.2%}"></i>'
    return f'<span class="bar {side}" role="img" aria-label="{said}" title="{said}">{box}</span>'


def _figure(value: float | None, unit: str) -> str:
    return "no figure" if value is None else f"{value:,.12g} {unit}"


def _pairs(sums: Sequence[dict[str, object]]) -> dict[tuple[str, str, str], tuple[float | None, float | None]]:
    found: dict[tuple[str, str, str], list[float | None]] = {}
    for row in sums:
        for unit in ("t", "bbl", "usd"):
            if (value := row.get(unit)) is not None:
                sides = found.setdefault((str(row["measure"]), str(row["period"]), unit), [None, None])
                sides[bool(row.get("reconciled"))] = float(str(value))
    return {key: (sides[0], sides[1]) for key, sides in sorted(found.items())}
