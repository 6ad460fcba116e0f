"""The part of the demo's page on States: the ledger of two States for one cap, paper beside it, and two claims beside the evidence."""

from collections.abc import Iterator
from datetime import date

from inforce.law.documented import documented
from inforce.reference import Reference
from inforce.reports.claims import weighed
from inforce.reports.ledger import Cell, ledger
from inforce.reports.ledger_cap import share
from inforce.reports.ledger_conduct import Held
from inforce.reports.ledger_paper import lags
from inforce.talks import statements

UNTIL, SINCE, ABOUT = date(2023, 12, 31), date(2017, 10, 1), ("refined-petroleum",)
STATES, CLAIMS = ("CN", "RU"), ("schriver-2019-10-15", "geng-2019-10-16")
PREFACE = (
    "What two States reported to the Committee under the cap, as the press quoted it. A cell is one duty in one period; what cannot be "
    "assessed is told first, and no State has a score."
)


def told(ref: Reference) -> Iterator[tuple[str, str]]:
    """Pairs of a label and a text, from what ships."""
    held = Held(ref, documented(), statements())
    yield "ledger", PREFACE
    for state in STATES:
        made = ledger(held, state, UNTIL, SINCE, ABOUT)
        yield made.name, f"{made.headline} {'; '.join(map(_year, made.cells))}."
    for issuer in ("cn", "eu"):
        days = ", ".join(f"{lag.act.lag_days} days after {lag.resolution}" for lag in lags(ref.law, issuer) if not lag.act.took_over)
        yield "paper", f"first act of {'China' if issuer == 'cn' else 'the Union'}: {days}. That is law, and says nothing of conduct."
    for w in weighed(held, statements(), UNTIL):
        if w.claim.statement.id in CLAIMS:
            yield "claimed", f"{w.claim.statement.speaker}, {w.claim.day}: {w.claim.summary}"
            yield "shown", f"{w.beside.upper()}: {w.why}"
    yield "more", "inforce ledger CN --format html --out china.html; inforce claims; inforce leverage CN"


def _year(c: Cell) -> str:
    if not c.account or not c.showings:
        return f"{c.period}: {c.judgement.words}, no report held"
    shares = "; ".join(f"{share(b)} of the cap" for b in c.account.shares.values())
    return f"{c.period}: {c.status.value}, all States reported {shares} ({c.account.coverage(c.state).words})"
