"""In which edition of the Harmonized System a reporter wrote codes that come without one: what its codes themselves tell."""

from collections.abc import Iterable, Mapping

from inforce.law.hs import EDITIONS, editions_of

LATE = 2  # years within which a State takes an edition up, unless its codes say that it has not


def told_by_codes(codes: Mapping[int, Iterable[str]], step: str) -> dict[int, frozenset[str]]:
    """For each period the editions in which the reporter may have written: those that have all its codes, that were out, and of which
    the older had not been out of use for LATE years. An edition once taken up is kept, so other periods tell too.

    `codes` are one reporter's six-digit codes by period, a number as in `book`; those of no edition say nothing. Where codes of one
    period contradict each other, it may be any of EDITIONS.
    """
    found = {at: _one(codes[at], at // 12 if step == "month" else at) for at in sorted(codes)}
    least, most = EDITIONS[0], EDITIONS[-1]
    for at in sorted(found):
        found[at] = frozenset(e for e in found[at] if e >= least) or found[at]
        least = max(least, min(found[at]))
    for at in sorted(found, reverse=True):
        found[at] = frozenset(e for e in found[at] if e <= most) or found[at]
        most = min(most, max(found[at]))
    return found


def _one(codes: Iterable[str], year: int) -> frozenset[str]:
    out = {e for e in EDITIONS if int(e) <= year}
    held = [editions for code in codes if (editions := editions_of(code))]
    whole = frozenset(EDITIONS).intersection(*held) & (out or {EDITIONS[0]})
    recent = frozenset(e for e in whole if not any(e < later and int(later) + LATE <= year for later in out))
    return recent or whole or frozenset(EDITIONS)
