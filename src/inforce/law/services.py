"""What the law says of a service: every measure that covers it, with whose service it is and for whom."""

import re
from collections.abc import Iterator
from reprlib import repr as cut

from inforce.base.clauses import ANYONE
from inforce.base.nouns import Scope
from inforce.law.book import Law
from inforce.law.codes import Lies, Place
from inforce.law.route import SERVICES, Route
from inforce.law.verdict import Hit, Row, Verdict, verdict


class Services:
    """Those measures on services of `law` that the check `check_id` applies. `bound` as for `Goods`."""

    def __init__(self, law: Law, check_id: str, bound: tuple[str, ...] = ()) -> None:
        self.law = law
        self.bound = bound
        self._stretches = law.stretches(check_id)
        covered = {s for m in law.measures.values() if check_id in m.applied_by for s in m.covers}
        self.words = {law.scopes[s].subject: law.scopes[s] for s in sorted(covered) if law.scopes[s].kind == "service"}

    def verdicts(self, row: Row) -> Iterator[Verdict]:
        """One verdict per measure that addresses the service, or may: none says that no measure does.

        `row` has the columns of services in `base.tables`; `day` must be given, and is a legal day of each issuer. `service` is
        one of `words`, a blank for each hyphen being as good.
        """
        route = Route(row, SERVICES)
        meant = self.words.get(re.sub(r"[\s_-]+", "-", (row["service"] or "").strip().casefold()))
        for m in self._stretches.obeyed[self._stretches.number(row["day"])]:
            hits = [self._hit(self.law.scopes[s], meant, row) for s in m.covers if self._may_be(self.law.scopes[s], meant)]
            whose = self.law.members(m.binds, row["day"])
            if hits and (m.binds == (ANYONE,) or whose & {*self.bound} or route.touches(whose)):
                v = verdict(m, hits, row, route)
                if v is not None:
                    yield v

    def _may_be(self, scope: Scope, meant: Scope | None) -> bool:
        return scope.kind == "service" and meant in (None, scope)

    def _hit(self, scope: Scope, meant: Scope | None, row: Row) -> Hit:
        if meant:
            return scope, Place(Lies.WITHIN, scope.subject)
        given = f"{cut(row['service'])} is no service that is known here" if row["service"] else "no service given"
        return scope, Place(Lies.ASK, "", f"{given}: which is it? Write `service` as one of {', '.join(self.words)}")
