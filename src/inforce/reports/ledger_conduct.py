"""Conduct: what each class of evidence shows of one State, one measure and one period."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from inforce.base.dates import Interval, span
from inforce.base.errors import InputError
from inforce.base.nouns import Evidence, Measure, Modality
from inforce.law.account import Account
from inforce.law.book import Law
from inforce.law.documented import Documented
from inforce.law.flow import Flow, of_goods
from inforce.reference import Reference
from inforce.reports.ledger_aside import SetAside
from inforce.reports.ledger_cap import reported
from inforce.reports.ledger_mirror import Astray
from inforce.reports.ledger_status import Bearing, Kind, Showing
from inforce.talks import Claim

SUMS = ("state", "measure", "period", "flow", "rows", "t", "bbl", "kl", "usd", "zero", "quarantined", "reconciled", "ambiguous")
AMOUNTS = (("t", "t"), ("bbl", "bbl"), ("kl", "kl"), ("usd", "US dollars"))


@dataclass(frozen=True)
class Held:
    """All that a ledger is made from: the Reference, records, claims, sums of trade observations (schema of `trade.sums`), goods that
    two States' records do not agree on, and rows set aside.

    What became known after the Reference's day is left out by the ledger, not here.
    """

    ref: Reference
    documented: tuple[Documented, ...] = ()
    claims: tuple[Claim, ...] = ()
    sums: pa.Table | None = None
    astray: tuple[Astray, ...] = ()
    aside: tuple[SetAside, ...] = ()
    rows: dict[tuple[str, str], list[dict[str, Any]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for row in self._told_then():
            self.rows.setdefault((row["state"], row["measure"]), []).append(row)

    def _told_then(self) -> list[dict[str, Any]]:
        rows = self.sums.to_pylist() if self.sums is not None else []
        return [row for row in rows if self.known_by(row.get("published"))]

    @property
    def later(self) -> int:
        """How many sums hold a figure published later than the known day: what they were before cannot be told of them."""
        return (self.sums.num_rows if self.sums is not None else 0) - sum(map(len, self.rows.values()))

    def of(self, state: str) -> list[dict[str, Any]]:
        """The rows of sums about that State."""
        return [row for (whose, _), rows in self.rows.items() if whose == state for row in rows]

    def known_by(self, day: date | None) -> bool:
        """Whether something published on that day was known; what has no day counts as known."""
        return day is None or self.ref.known is None or day <= self.ref.known


def read_sums(table: pa.Table, name: str, known: date | None = None) -> pa.Table:
    """The table itself, once it has the columns SUMS. Raises InputError, naming the missing ones, and where a day is asked for while the
    sums do not say when their figures were published."""
    if missing := [c for c in SUMS if c not in table.column_names]:
        raise InputError(f"{name} has columns {table.column_names}; missing {missing}. Make sums with `inforce trade sums`.")
    if known and "published" not in table.column_names:
        told = f"so what was known on {known} cannot be told. Make sums anew with `inforce trade sums … --known {known}`."
        raise InputError(f"{name} does not say when its figures were published, {told}")
    return table


def account_of(held: Held, measure: Measure, window: Interval, day: date) -> Account | None:
    """The cap's account of that window up to `day`; None for what is no cap, or where nothing is reported at all."""
    if measure.modality != Modality.CAP or not window.until:
        return None
    found = held.ref.account(measure.id, min(window.until - timedelta(1), day))
    return found if found and (found.lines or found.left_out) else None


def showings(held: Held, state: str, measure: Measure, window: Interval, account: Account | None) -> Iterator[Showing]:
    """Everything held on that cell but claims, each with its class. `account` is the cap's, where it is one."""
    if account and (told := reported(account, state)):
        yield told
    rows = [row for row in held.rows.get((state, measure.id), ()) if _within(row, window)]
    whole = _covered(rows, window, lines_of(held.ref.law, measure))
    yield from (_trade(row, measure, window, whole, held.ref.law) for row in rows)
    for a in held.astray:
        if state in (a.exporter, a.importer) and measure.id in a.measures and a.window & window and held.known_by(a.known):
            yield a.showing()
    for d in held.documented:
        if d.of(state, measure.id, window) and held.known_by(d.published):
            doubt = f" {d.reservations}" if d.reservations else ""
            seen = tuple(Evidence(key, d.id, d.summary) for key in d.sources)
            yield Showing(Kind(d.kind), Bearing(d.bearing), f"{d.summary}{doubt}", d.by, d.upstream, seen, d.published)


def claims_on(held: Held, state: str, measure: Measure, window: Interval) -> Iterator[Claim]:
    """The claims known on something the measure covers, about this State or naming none, of some day of the window."""
    subjects = {held.ref.law.scopes[s].subject for s in measure.covers}
    for c in held.claims:
        if subjects & {*c.matters} and (state in c.of or not c.of) and _told(held, c, window):
            yield c


def claims_on_all(held: Held, state: str, window: Interval) -> Iterator[Claim]:
    """The claims known about this State and the measures as a whole, of some day of the window."""
    return (c for c in held.claims if not c.matters and state in c.of and _told(held, c, window))


def _told(held: Held, c: Claim, window: Interval) -> bool:
    return held.known_by(c.day) and bool(Interval(c.since, c.until or c.day) & window)


def denials(claims: Iterable[Claim], state: str) -> list[Claim]:
    """The claims by which the State itself said that its duty was kept."""
    return [c for c in claims if c.speaks_for == state and c.kind in ("compliance", "denial")]


def _within(row: Mapping[str, Any], window: Interval) -> bool:
    return bool(Interval(*span(str(row["period"]))) & window)


def lines_of(law: Law, measure: Measure) -> int:
    """How many lines of codes the shortest lists of its goods have: so many zeros at least it takes to say that none was traded."""
    found: dict[str, int] = {}
    for scope in (law.scopes[s] for s in measure.covers):
        if scope.codes:
            found[scope.subject] = min(len(scope.codes), found.get(scope.subject, len(scope.codes)))
    return max(sum(found.values()), 1)


def _covered(rows: Iterable[Mapping[str, Any]], window: Interval, lines: int) -> bool:
    """Whether zeros of the State's own series, one at least for each of so many lines of codes, cover every day of the window."""
    at = window.since
    told = [r for r in rows if not r.get("reconciled") and (r.get("zero") or 0) >= lines]
    for since, until in sorted(span(str(r["period"])) for r in told):
        at = until if at and since <= at < until else at
    return bool(at and window.until and at >= window.until)


def _trade(row: Mapping[str, Any], measure: Measure, window: Interval, whole: bool, law: Law) -> Showing:
    """What trade observations add up to. Only rows that record something, or record a zero, say anything: a missing row is no zero."""
    state, partner = row["state"], bool(row.get("reconciled"))
    amounts = [f"{row[c]:,.6g} {unit}" for c, unit in AMOUNTS if row.get(c) is not None]
    bearing, why = _bears(row, measure, window, law)
    if bearing is Bearing.IN_LINE and not whole:
        bearing, why = Bearing.OPEN, "; zeros for some of the codes or months alone: the rest is unknown, not zero"
    aside = f"; {row['quarantined']} rows set aside" if row.get("quarantined") else ""
    told = f"{row['rows']} rows of {row['flow']} in {row['period']}: {', '.join(amounts) or 'no figure'}{aside}{why}"
    by = "another State's series" if partner else f"the customs series of {state}"
    seen = (Evidence("trade", f"{state} {measure.id} {row['period']}", told),)
    return Showing(Kind.PARTNER if partner else Kind.OWN, bearing, told, by, f"{state}/{'partners' if partner else 'customs'}", seen)


def _bears(row: Mapping[str, Any], measure: Measure, window: Interval, law: Law) -> tuple[Bearing, str]:
    """How a row of sums bears on a ban, and why no further. In doubt: what a statistic cannot show may explain it.

    Sums count the rows that are `banned` whatever the papers say; where they do not, the law is asked of all that the measure covers.
    """
    period, down, counted = Interval(*span(str(row["period"]))), measure.wind_down, row.get("banned") is not None
    recorded = any(row.get(c) for c, _ in AMOUNTS)
    if measure.modality != Modality.PROHIBIT or not (recorded or row.get("zero")):
        return Bearing.OPEN, ""
    if period & window != period:
        return Bearing.OPEN, "; the period runs beyond the days on which the ban was law"
    if not recorded:
        return Bearing.IN_LINE, ""
    if counted and row["banned"]:
        clear = row["banned"] == row["rows"] - (row.get("zero") or 0)
        return Bearing.AT_ODDS, "" if clear else f"; {row['banned']} of the rows are banned, whatever the others are"
    if down and period & (older := Interval(None, down.last_day + timedelta(1))):
        said = f"; older business could be completed up to {down.last_day}"
        return (Bearing.OPEN if period & older == period else Bearing.IN_DOUBT), said
    if row.get("ambiguous") and row["ambiguous"] >= row["rows"]:
        return Bearing.OPEN, "; the codes hold more than what is banned"
    if row.get("ambiguous"):
        return Bearing.IN_DOUBT, "; some of the codes hold more than what is banned"
    return _exempt(row, measure, law)


def _exempt(row: Mapping[str, Any], measure: Measure, law: Law) -> tuple[Bearing, str]:
    """How a flow under a ban bears on it, by what the law says of such a flow: in doubt where an exemption may be open to a part of it."""
    says = of_goods(law, measure, Flow(row["state"], measure.target, row["flow"], *span(str(row["period"]))))
    if says is None:
        return Bearing.OPEN, "; the measure does not speak of goods that go this way"
    if says.open:
        terms = "; or ".join(f"{e.id}: {e.takes}" for e in says.open)
        return Bearing.IN_DOUBT, f"; a part may be exempt, which a statistic does not show ({terms})"
    if says.questions:
        return Bearing.IN_DOUBT, f"; {'; '.join(says.questions)}"
    return Bearing.AT_ODDS, ""
