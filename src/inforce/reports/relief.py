"""Packages of relief side by side: what would go, stay and wake, who must act, what it takes to go back, who is exposed at each step.

Counterfactual law and counts. It says what would be permitted under a package, and nothing of whether one would be agreed or kept.
"""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from inforce.base.clauses import ANYONE
from inforce.base.nouns import Measure
from inforce.law.package import Package
from inforce.reports.document import NOT_KNOWN, Cell, Document, Table, table
from inforce.reports.exposure import Exposure
from inforce.reports.laid import Laid, Reopened, by_issuer, way
from inforce.reports.steps import exposure, steps
from inforce.reports.toy import sensitivity
from inforce.reports.ways import acts, needed, way_back, ways_back

FOOT = (
    "What is said to be permitted would be permitted under that package, on that day, as far as the law in these files goes. It is not "
    "the law as it stands.",
    "Counts are counts: a measure is one, and a deed is one, whatever it is worth. Figures of trade are the sources', for their year.",
    "No table says how likely a package is, or what any side intends.",
)
EFFECTS = pa.schema(
    [(n, pa.string()) for n in ("package", "id", "instrument", "paragraph", "modality", "direction", "effect", "because")]
    + [("day", pa.date32()), ("subjects", pa.list_(pa.string())), ("summary", pa.string()), ("review", pa.string())]
)


def compare(laid: Sequence[Laid]) -> Document:
    """The packages side by side, then each by itself, then the toy of exchange in steps."""
    return Document(
        title="Relief compared" if len(laid) > 1 else laid[0].package.title,
        lead=tuple(headline(one) for one in laid),
        tables=(summary(laid), *(t for one in laid for t in single(one)), sensitivity()),
        foot=FOOT,
    )


def single(one: Laid) -> Iterator[Table]:
    """The tables of one package."""
    yield resolutions(one)
    if one.gone:
        yield woken(one)
        yield reopened(one)
        yield trade(one)
        yield acts(one)
        yield way_back(one)
    yield steps(one)
    yield exposure(one)


def headline(one: Laid) -> str:
    """The package in one sentence of counts."""
    if not one.gone:
        return f"{one.package.title}: on {one.day} no measure is put aside."
    whole, touched = one.whole_resolutions, one.touched_resolutions
    in_part = f" and {touched.part - whole.part} in part" if touched.part > whole.part else ""
    return (
        f"{one.package.title}: counted by resolutions, {whole} would go whole{in_part}; counted by civilian goods bans and caps, "
        f"{one.selected('civilian-goods')} would go; counted by prohibitions, duties and caps of the Council, {one.selected('duties')}."
    )


def summary(laid: Sequence[Laid]) -> Table:
    """One row per question, one column per package."""
    answers = [dict(_answers(one)) for one in laid]
    rows = ((question, *(a[question] for a in answers)) for question in answers[0])
    return table("summary", "Side by side", ("question", *(one.name for one in laid)), rows)


def _answers(one: Laid) -> Iterator[tuple[str, Cell]]:
    yield "what it is", f"{one.package.status}, laid over the law of {one.day}"
    yield "reading", one.package.reading
    yield "resolutions that would go whole", str(one.whole_resolutions)
    yield "resolutions that would lose something", str(one.touched_resolutions)
    yield "civilian goods bans and caps that would go", str(one.selected("civilian-goods"))
    yield "prohibitions, duties and caps of the Council that would go", str(one.selected("duties"))
    yield "measures of single States put aside", sum(m.binds != (ANYONE,) for m in one.gone)
    yield "older measures that would wake", sum(e.what == "wakes" for e in one.effects)
    for kind in ("goods", "service"):
        matters = [r for r in one.reopened if r.kind == kind and r.outcome != "still banned"]
        yield f"{'goods' if kind == 'goods' else 'services'} no measure of the Council would ban then", len(matters)
    yield "yearly trade in these goods, where a source gave a figure", one.trade_told()
    yield from _plan(one)


def _plan(one: Laid) -> Iterator[tuple[str, Cell]]:
    worst = Exposure(one.package).worst()
    yield "steps by the target, and by others", _counts(one.package)
    yield "largest share given unanswered, by the target", NOT_KNOWN if worst is None else f"{worst[0]:.2f}"
    yield "largest share given unanswered, by the others", NOT_KNOWN if worst is None else f"{worst[1]:.2f}"
    yield "legal acts it takes", tuple(a.title for a, _ in needed(one)) or "none"
    yield "each could veto relief", ", ".join(dict.fromkeys(v for a, _ in needed(one) for v in a.vetoes)) or "none"
    yield (
        "how relief comes back",
        tuple(dict.fromkeys(f"{how}, {_days(days)}" for _, _, how, days, _ in ways_back(one))) or "nothing to bring back",
    )
    yield "each could veto its return", ", ".join(dict.fromkeys(v for *_, vetoes in ways_back(one) for v in vetoes)) or "none"
    yield "rests on", one.package.review


def _days(days: int | str) -> str:
    return f"after {days} days" if isinstance(days, int) else "days not known"


def _counts(package: Package) -> str:
    ours = [s for s in package.steps if not s.if_fails]
    by_target = sum(s.actor == package.target for s in ours)
    return f"{by_target}, {len(ours) - by_target}"


def resolutions(one: Laid) -> Table:
    """Each resolution that answered a test or a launch, and each other issuer: how many of its measures would go."""
    rows: list[tuple[Cell, ...]] = [
        (i.id, i.adopted, str(share), "whole" if share.part == share.whole else "in part" if share.part else "stays")
        for i, share in one.resolutions
    ]
    for issuer, ms in by_issuer((m for m in one.regime if m.binds != (ANYONE,)), one.before):
        gone = sum(m in one.gone for m in ms)
        rows.append((one.before.issuers[issuer].title, None, f"{gone} of {len(ms)}", "in part" if gone else "stays"))
    columns = ("instrument", "adopted", "measures that would go", "goes")
    return table(f"{one.name}/resolutions", f"{one.package.title}: what would go and stay", columns, rows)


def woken(one: Laid) -> Table:
    """Older measures that sleep beneath one that would go, with their limits, and exemptions that would open again."""
    told = [e for e in one.effects if e.what != "goes"]
    rows = ((e.what, e.measure.id, e.measure.summary, limit(e.measure, one), e.because) for e in told)
    columns = ("what", "measure", "summary", "limit then", "because of")
    note = "" if told else "Nothing sleeps beneath what would go."
    return table(f"{one.name}/woken", f"{one.package.title}: what would wake", columns, rows, note)


def limit(m: Measure, one: Laid) -> str:
    """The measure's cap on the day, in words; '' where it is none."""
    open_ = [c for c in m.caps if c.window(one.day)]
    amounts = [" or ".join(f"{amount:,.12g} {unit}" for unit, amount in c.limits) or c.words for c in open_]
    return "; ".join(f"{a} a year" if c.yearly else a for a, c in zip(amounts, open_, strict=True))


def reopened(one: Laid) -> Table:
    """Goods and services on which a ban or cap of the Council would go: what would be left of the Council's, and of others'."""
    columns = ("what", "kind", "direction", "under the package", "left of the Council", "still forbidden or capped by")
    said = {"permitted": "would be permitted", "capped": "would be capped", "still banned": "would still be banned"}
    rows = ((r.title, r.kind, r.direction, said[r.outcome], tuple(m.id for m in r.left), ", ".join(_titles(r, one))) for r in one.reopened)
    always = ", ".join(m.id for m in one.whatever_the_goods)
    note = (
        "As far as the Council's measures on these goods and services go. What single States forbid binds their own, and is not lifted "
        "with it. Who trades, carries, insures and pays is another matter: what stays is law for them too."
        + (f" Whatever the goods, by their use: {always}." if always else "")
    )
    return table(f"{one.name}/reopened", f"{one.package.title}: goods and services", columns, rows, note)


def trade(one: Laid) -> Table:
    """What a source said that trade in the reopened goods was worth before it was banned, and the goods for which none did."""
    figures, without = one.trade()
    rows: list[tuple[Cell, ...]] = [
        (", ".join(f.subjects), way(f.direction), f"{f.low_usd:,.0f}", f"{f.high_usd:,.0f}", f.year, f.sources, f.review) for f in figures
    ]
    rows += [(subject, way(direction), NOT_KNOWN, NOT_KNOWN, "", (), "") for subject, direction in without]
    columns = ("goods", "way", "low, US dollars a year", "high, US dollars a year", "of", "sources", "review")
    note = "What it was before it was banned, not what it would become."
    return table(f"{one.name}/trade", f"{one.package.title}: trade in what would be reopened", columns, rows, note)


def _titles(r: Reopened, one: Laid) -> list[str]:
    return [one.before.issuers[issuer].title for issuer, _ in by_issuer(r.national, one.before)]


def effects_table(laid: Iterable[Laid]) -> pa.Table:
    """One row per package and measure of the regime: goes, stays, wakes, or has an exemption that opens."""
    return pa.Table.from_pylist([row for one in laid for row in _fates(one)], schema=EFFECTS)


def _fates(one: Laid) -> Iterator[dict[str, object]]:
    told = {e.measure.id: e for e in reversed(one.effects)}
    for m in one.regime:
        e = told.get(m.id)
        own = {name: getattr(m, name) for name in ("id", "instrument", "paragraph", "modality", "direction", "summary", "review")}
        subjects = [one.before.scopes[s].subject for s in m.covers]
        fate = {"effect": e.what if e else "stays", "because": e.because if e else ""}
        yield {**own, **fate, "package": one.name, "day": one.day, "subjects": subjects}
