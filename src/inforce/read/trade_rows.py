"""One row of a file of trade statistics: what a publisher's words mean, read strictly, with an Issue for each that means nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeVar

from inforce.base.dates import PartialDate, span
from inforce.base.units import in_unit
from inforce.read import values
from inforce.read.ledger import Ledger
from inforce.read.trade_layouts import TradeLayout
from inforce.read.trade_places import is_world, place

_FLOWS = {
    **dict.fromkeys(("1", "m", "import", "imports"), "import"),
    **dict.fromkeys(("2", "x", "export", "exports"), "export"),
    **dict.fromkeys(("3", "rx", "re-export", "re-exports"), "re-export"),
    **dict.fromkeys(("4", "rm", "re-import", "re-imports"), "re-import"),
}
_EDITIONS = {"H3": "2007", "H4": "2012", "H5": "2017", "H6": "2022"}
_OLD_EDITIONS = {"H0": "1988", "H1": "1996", "H2": "2002"}
FIRST_YEAR = 1962  # UN Comtrade's first; an earlier period is a slip
_SECRET = re.compile(r"9999(99)?(AA)?|9{4,10}|.*[A-Z]{2}$|98.*|99.*")
_MOST = {"t": 2e9, "kl": 2e9, "bbl": 2e10}  # more than the world trades of anything in a year
_MOST_USD = 1e13


_T = TypeVar("_T")
_LONGEST_KNOWN = 100  # characters of a text whose meaning is remembered: words of a publisher come again, and are short


def _remembered(read: Callable[..., _T]) -> Callable[..., _T]:
    """Remembers what the last words meant: a file of millions of rows has some thousand different ones."""
    known = lru_cache(2**13)(read)

    def remembered(*written: str) -> _T:
        return (known if sum(map(len, written)) <= _LONGEST_KNOWN else read)(*written)

    return remembered


@dataclass
class Reading:
    """Reads rows of one source, one by one, with their Issues. `published_on` is the day of rows that name none."""

    name: str
    layout: TradeLayout | None
    published_on: date | None
    ledger: Ledger

    def row(self, number: int, words: Mapping[str, str]) -> dict[str, Any] | None:
        """The row with our columns; None, and failed, where it does not say whose flow of what kind in which period it is."""
        self.at = f"line {number}"
        (period, since), flow = read_period(words["period"]), _FLOWS.get(words["flow"].strip().casefold(), "")
        several = words.get("reporters", "").strip()
        reporter = self._meant("reporter", _several(several) if several else _place(words["reporter"].strip(), ""))
        if not (since and flow and (reporter or several)):
            wrong = [c for c, v in (("period", since), ("flow", flow), ("reporter", reporter or several)) if not v]
            written = ", ".join(f"{c} {words[c].strip()!r}" for c in wrong)
            early = f"; statistics of trade begin in {FIRST_YEAR}" if period and not since else ""
            self.ledger.fail(self.name, self.at, written, f"no {' and no '.join(wrong)} that can be read{early}")
            return None
        published = self._meant("published_on", _day(words.get("published_on", ""))) or self.published_on
        if published and since > published:
            self.ledger.fail(self.name, self.at, f"{period}, published {published}", "a period that begins after its own publication")
            return None
        partner = self._meant("partner", _place(words["partner"].strip(), words.get("partner_name", "")))
        edition = self._meant("hs_edition", _edition(words.get("hs_edition", ""), words.get("nomenclature", "")))
        value = self._number("value_usd", words.get("value_usd", ""), _MOST_USD)
        quantity, unit = self._amount(words, bool(value) or _above_zero(words.get("value_eur", "")))
        return {
            "id": words.get("id") or f"{self.name}:{number}",
            "day": since,
            "part_of": words.get("part_of") or None,
            "role": words.get("role") or None,
            "reporter": reporter,
            "partner": partner,
            "flow": flow,
            "period": period,
            "hs": self._meant("hs", _hs(words["hs"], words.get("nomenclature", ""))),
            "hs_edition": edition,
            "quantity": quantity,
            "unit": unit,
            "value_usd": value,
            "valuation": words.get("valuation", "").strip().upper() or None,
            "published_on": published,
            "source": words.get("source") or (self.layout.id if self.layout else self.name),
            "code": words["hs"].strip() or None,
            "reporter_name": several or None,
            "partner_name": words.get("partner_name") or (None if partner else words["partner"].strip() or None),
            "nomenclature": words.get("nomenclature") or None,
            "estimated": words.get("estimated") or None,
            "value_eur": words.get("value_eur") or None,
            "own": words.get("own") or ("no" if self.layout and not self.layout.own else "yes"),
            "aggregate": "yes" if several or is_world(words["partner"].strip(), words.get("partner_name", "")) else None,
            "part": (part := words.get("part") or None),
            "way": _way(part) if part else None,
        }

    def _meant(self, column: str, read: "_Meant[_T]") -> _T | None:
        """What the words of a column mean, with the Issue about them where there is one."""
        if read.problem:
            self.ledger.add(self.name, self.at, read.told, read.problem, column)
        return read.value

    def _amount(self, words: Mapping[str, str], valued: bool) -> tuple[float | None, str | None]:
        """Quantity and unit. Publishers write a quantity that they do not know as 0: beside a value, or another one, it is not given."""
        unit, written, problem = words.get("unit", "").strip(), words.get("quantity", ""), ""
        quantity = self._number("quantity", written, _most(unit))
        if quantity == 0 and valued:
            quantity, problem = None, "a quantity of 0 beside a value: not known, and no zero"
        elif quantity is not None and words.get("not_given"):
            written, problem = words["not_given"], "a quantity of 0 beside another one, which is taken: not known, and no zero"
        elif quantity is not None and not unit:
            problem = "a quantity without a unit: how much it is cannot be told"
        if problem:
            self.ledger.add(self.name, self.at, written, problem, "quantity")
        return quantity, unit or None

    def _number(self, column: str, written: str, most: float) -> float | None:
        try:
            found = values.number(written)
        except values.UnreadableError as e:
            self.ledger.add(self.name, self.at, written, str(e), column)
            return None
        if found is not None and found > most:
            self.ledger.add(self.name, self.at, written, "absurd: more than the world trades of anything in a year", column)
            return None
        return found


@dataclass(frozen=True, slots=True)
class _Meant(Generic[_T]):
    """What words mean; where there is something to say of them, the words and what."""

    value: _T | None
    told: str = ""
    problem: str = ""


@_remembered
def _place(word: str, name: str) -> _Meant[str]:
    return _Meant(*place(word, name))


def _several(written: str) -> _Meant[str]:
    return _Meant(None, written, "a figure of several States together, no State's own; the row is kept and enters no check")


@_remembered
def _above_zero(written: str) -> bool:
    try:
        return bool(values.number(written))
    except values.UnreadableError:
        return False


@_remembered
def _way(part: str) -> str:
    """By what a part divides its flow: 'motCode' of 'motCode=1000'."""
    return " ".join(word.partition("=")[0] for word in part.split() if "=" in word)


@_remembered
def _hs(written: str, nomenclature: str) -> _Meant[str]:
    word = re.sub(r"[.\s]", "", written)
    if nomenclature and not re.fullmatch(r"H[0-9]|HS", nomenclature):
        problem = "a code of another nomenclature than the Harmonized System; kept with no HS code"
        return _Meant(None, f"{nomenclature} {word}", problem)
    if word.casefold() in ("total", "all", "ag2", "ag4", "ag6"):
        return _Meant(None, word, "an aggregate of all goods, no code")
    if _SECRET.fullmatch(word):
        return _Meant(None, word, "a confidential or national code: what goods it holds is unknown")
    try:
        return _Meant(values.hs(word) or None)
    except values.UnreadableError as e:
        return _Meant(None, written, str(e))


@_remembered
def _edition(written: str, nomenclature: str) -> _Meant[str]:
    if not written.strip() and (old := _OLD_EDITIONS.get(nomenclature.strip())):
        return _Meant(None, nomenclature, f"the edition of {old}, which is not held here: what its codes named then is not looked up")
    given = written.strip() or _EDITIONS.get(nomenclature.strip(), "")
    if given and given not in ("2007", "2012", "2017", "2022"):
        return _Meant(None, given, "no edition known here; write 2012, 2017 or 2022")
    return _Meant(given or None)


@_remembered
def _day(written: str) -> _Meant[date]:
    """Of a month or a year of publication the last day: by then it was published."""
    try:
        if re.fullmatch(r"\d{4}(?:-\d\d)?", written):
            return _Meant(PartialDate.parse(written).last)
        return _Meant(values.day(written, ""))
    except values.UnreadableError as e:
        return _Meant(None, written, str(e))
    except ValueError:
        return _Meant(None, written, "no date; write YYYY-MM-DD, or less where less is known")


@_remembered
def _most(unit: str) -> float:
    """The most that can be believed in a unit."""
    per = in_unit(1, unit)
    return _MOST[per[1]] / per[0] if per and per[1] in _MOST else 1e15


@_remembered
def read_period(written: str) -> tuple[str, date | None]:
    """'202106', '2021M06', '2021-06' as '2021-06'; '2021' and '2021-01..2021-08' as they are; with the first day. ('', None) for what is
    no period; one that begins before FIRST_YEAR comes without a day."""
    word = written.strip()
    if found := re.fullmatch(r"(\d{4})[M/.]?(\d\d)", word):
        word = f"{found[1]}-{found[2]}"
    try:
        since = span(word)[0]
    except ValueError:
        return "", None
    return word, since if since.year >= FIRST_YEAR else None
