"""Files of trade statistics as rows of the kind `trade`: as reported, every vintage kept, missing never made zero."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from inforce.base.dates import span
from inforce.base.errors import InputError, UsageError
from inforce.base.nouns import Issue
from inforce.base.places import country, numbered
from inforce.base.tables import SUBJECTS
from inforce.base.units import in_unit
from inforce.read import trade_series, values
from inforce.read.columns import ColumnMap, plain
from inforce.read.ledger import Ledger
from inforce.read.trade_layouts import LAYOUTS, TradeLayout, layout_of
from inforce.read.trade_source import lines

FURTHER = ("code", "partner_name", "nomenclature", "estimated", "value_eur", "own", "aggregate")
_FLOWS = {
    **dict.fromkeys(("1", "m", "import", "imports"), "import"),
    **dict.fromkeys(("2", "x", "export", "exports"), "export"),
    **dict.fromkeys(("3", "rx", "re-export", "re-exports"), "re-export"),
    **dict.fromkeys(("4", "rm", "re-import", "re-imports"), "re-import"),
}
_EDITIONS = {"H3": "2007", "H4": "2012", "H5": "2017", "H6": "2022"}
_GONE = {
    **dict.fromkeys(("SU", "SUN", "810"), "the Soviet Union ended in 1991"),
    **dict.fromkeys(("YU", "YUG", "890", "891", "CS", "SCG"), "Yugoslavia, and Serbia and Montenegro after it, ended by 2006"),
    **dict.fromkeys(("CSK", "200", "CSHH"), "Czechoslovakia ended in 1992"),
    **dict.fromkeys(("DD", "DDR", "278"), "the German Democratic Republic ended in 1990"),
    **dict.fromkeys(("AN", "ANT", "530"), "the Netherlands Antilles ended in 2010"),
}
_WORLD = {"0", "wld", "w00", "world", "eu27_2020_extra", "eu27_2020_intra", "total"}
_NOWHERE = re.compile(r"\bn\.?e\.?s\b|not elsewhere|unspecified|special cat|bunkers|free zones|secret|confidential|^_x$", re.IGNORECASE)
_SECRET = re.compile(r"9999(99)?(AA)?|9{4,10}|.*[A-Z]{2}$|98.*|99.*")
_MOST = {"t": 2e9, "kl": 2e9, "bbl": 2e10}  # more than the world trades of anything in a year
_MOST_USD = 1e13


@dataclass(frozen=True)
class Trade:
    """Flows read from one source: `rows` with the columns of `trade` and FURTHER, what could not be read, rows that failed whole."""

    rows: pa.Table
    issues: tuple[Issue, ...]
    failed: int
    layout: str


def read_trade(given: str | Path, mapping: ColumnMap | None = None, published_on: date | None = None, claims: str = "") -> Trade:
    """A file of trade statistics: CSV, JSON lines or UN Comtrade's JSON, in a layout of `trade_layouts`, or with our columns.

    `published_on` is the day of rows that name none: two files of different days are two vintages. `claims` is the period
    that the file says it holds ('2021-01..2021-12'): months without a row are an Issue, for missing is not zero. Aggregates
    and partners that are no State stay, with the partner empty; only a whole repetition is left out, with an Issue.
    Raises InputError for a file of no use, UsageError for `claims` that are no period.
    """
    if claims and not _period(claims):
        raise UsageError(f"{claims!r} is no period. Write 2021-06, 2021 or 2021-01..2021-12.")
    ledger = Ledger()
    mapping = mapping or ColumnMap()
    columns, found = lines(given, mapping.encoding, mapping.separator, frozenset(c for x in LAYOUTS for c in x.needs), ledger)
    layout = layout_of(frozenset(columns)) if not mapping.columns else None
    words = layout.words if layout else _ours(str(given), columns, mapping)
    reading = _Reading(Path(given).name, layout, published_on, ledger)
    rows = [row for number, line in found if (row := reading.row(number, words(line)))]
    if not rows and not ledger.failed:
        ledger.add(Path(given).name, "file", "", "there is no row in it: that is unknown, not zero")
    kept = trade_series.examine(rows, Path(given).name, claims or _claimed(Path(given).name), ledger)
    schema = pa.schema([*SUBJECTS["trade"], *(pa.field(name, pa.string()) for name in FURTHER)])
    return Trade(pa.Table.from_pylist(kept, schema=schema), ledger.issues, ledger.failed, layout.id if layout else "mapped")


def _ours(name: str, columns: Sequence[str], mapping: ColumnMap) -> Callable[[Mapping[str, str]], dict[str, str]]:
    """The words of a table with our columns, or with others that the mapping turns into ours."""
    theirs = {plain(t): o for t, o in mapping.columns.items()}
    named = {c: theirs.get(plain(c), plain(c)) for c in columns}
    if missing := {"reporter", "partner", "flow", "period", "hs"} - {*named.values()}:
        known = ", ".join(x.id for x in LAYOUTS)
        raise InputError(f"{name} is no layout known here ({known}) and lacks {sorted(missing)}. Say with a mapping which is which.")
    return lambda row: {ours: row[c] for c, ours in named.items()}


def _claimed(name: str) -> str:
    found = re.search(r"\d{4}-\d\d\.\.\d{4}-\d\d", name)
    return found[0] if found else ""


@dataclass
class _Reading:
    """Reads rows of one source, one by one, with their Issues."""

    name: str
    layout: TradeLayout | None
    published_on: date | None
    ledger: Ledger

    def row(self, number: int, words: Mapping[str, str]) -> dict[str, Any] | None:
        """The row with our columns; None, and failed, where it does not say whose flow of what kind in which period it is."""
        self.at = f"line {number}"
        period, flow = _period(words["period"]), _FLOWS.get(words["flow"].strip().casefold(), "")
        reporter = self._place("reporter", words["reporter"], "")
        if not (period and flow and reporter):
            wrong = [c for c, v in (("period", period), ("flow", flow), ("reporter", reporter)) if not v]
            written = ", ".join(f"{c} {words[c].strip()!r}" for c in wrong)
            self.ledger.fail(self.name, self.at, written, f"no {' and no '.join(wrong)} that can be read")
            return None
        published = self._day(words.get("published_on", ""))
        if published and span(period)[0] > published:
            self.ledger.fail(self.name, self.at, f"{period}, published {published}", "a period that begins after its own publication")
            return None
        partner = self._place("partner", words["partner"], words.get("partner_name", ""))
        edition = self._edition(words, period)
        quantity, unit = self._amount(words)
        row: dict[str, Any] = {
            "id": words.get("id") or f"{self.name}:{number}",
            "day": span(period)[0],
            "reporter": reporter,
            "partner": partner,
            "flow": flow,
            "period": period,
            "hs": self._hs(words["hs"], words.get("nomenclature", "")),
            "hs_edition": edition,
            "quantity": quantity,
            "unit": unit,
            "value_usd": self._number("value_usd", words.get("value_usd", ""), _MOST_USD),
            "valuation": words.get("valuation", "").strip().upper() or None,
            "published_on": published,
            "source": words.get("source") or (self.layout.id if self.layout else self.name),
        }
        further = {c: words.get(c) or None for c in ("partner_name", "nomenclature", "estimated", "value_eur", "part_of", "role")}
        own = words.get("own") or ("no" if self.layout and not self.layout.own else "yes")
        return (
            row
            | further
            | {
                "code": words["hs"].strip() or None,
                "own": own,
                "aggregate": "yes" if _is_world(words) else None,
                "part": words.get("part") or None,
            }
        )

    def _note(self, column: str, value: object, problem: str) -> None:
        self.ledger.add(self.name, self.at, value, problem, column)

    def _place(self, column: str, written: str, name: str) -> str | None:
        word = written.strip()
        if code := (numbered(word) if word.isdigit() else country(word)) or (country(name) if name else ""):
            return code
        if word.casefold() in _WORLD or name.casefold() == "world":
            self._note(column, name or word, "an aggregate of partners, no State; the row is kept and enters no check")
        elif gone := _GONE.get(word.upper()):
            self._note(column, word, f"a State that no longer exists ({gone}); no successor is guessed")
        elif _NOWHERE.search(name or word):
            self._note(column, name or word, "areas not specified, no State; unknown, not zero")
        else:
            self._note(column, f"{word} {name}".strip(), "no State known here; write its ISO 3166 code")
        return None

    def _hs(self, written: str, nomenclature: str) -> str | None:
        word = re.sub(r"[.\s]", "", written)
        if nomenclature and not re.fullmatch(r"H[0-9]|HS", nomenclature):
            self._note("hs", f"{nomenclature} {word}", "a code of another nomenclature than the Harmonized System; kept with no HS code")
        elif word.casefold() in ("total", "all", "ag2", "ag4", "ag6"):
            self._note("hs", word, "an aggregate of all goods, no code")
        elif _SECRET.fullmatch(word):
            self._note("hs", word, "a confidential or national code: what goods it holds is unknown")
        else:
            try:
                return values.hs(word) or None
            except values.UnreadableError as e:
                self._note("hs", written, str(e))
        return None

    def _edition(self, words: Mapping[str, str], period: str) -> str | None:
        given = words.get("hs_edition", "").strip() or _EDITIONS.get(words.get("nomenclature", "").strip(), "")
        if given and given not in ("2007", "2012", "2017", "2022"):
            self._note("hs_edition", given, "no edition known here; write 2012, 2017 or 2022")
            return None
        return given or None

    def _amount(self, words: Mapping[str, str]) -> tuple[float | None, str | None]:
        unit = words.get("unit", "").strip()
        most = 1e15
        if (per := in_unit(1, unit)) and per[1] in _MOST:
            most = _MOST[per[1]] / per[0]
        quantity = self._number("quantity", words.get("quantity", ""), most)
        if quantity is not None and not unit:
            self._note("quantity", words["quantity"], "a quantity without a unit: how much it is cannot be told")
        return quantity, unit or None

    def _number(self, column: str, written: str, most: float) -> float | None:
        try:
            found = values.number(written)
        except values.UnreadableError as e:
            self._note(column, written, str(e))
            return None
        if found is not None and found > most:
            self._note(column, written, "absurd: more than the world trades of anything in a year")
            return None
        return found

    def _day(self, written: str) -> date | None:
        try:
            # A month or a year of publication is taken at its first day, as the reports to the Committee are.
            whole = {4: f"{written}-01-01", 7: f"{written}-01"}.get(len(written), written)
            return values.day(whole, "") or self.published_on
        except values.UnreadableError as e:
            self._note("published_on", written, str(e))
            return self.published_on


def _is_world(words: Mapping[str, str]) -> bool:
    return words["partner"].strip().casefold() in _WORLD or words.get("partner_name", "").casefold() == "world"


def _period(written: str) -> str:
    """'202106', '2021M06', '2021-06' as '2021-06'; '2021' and '2021-01..2021-08' as they are; '' for what is no period."""
    word = written.strip()
    if found := re.fullmatch(r"(\d{4})[M/.]?(\d\d)", word):
        word = f"{found[1]}-{found[2]}"
    try:
        span(word)
    except ValueError:
        return ""
    return word
