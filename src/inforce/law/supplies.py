"""What States reported to have supplied: one observation per row, as reported, never converted and never filled in."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from inforce.base.dates import PartialDate, months, span
from inforce.base.errors import InputError, LawError
from inforce.base.nouns import Issue
from inforce.base.places import country

NEEDED = ("measure", "state", "period", "quantity", "unit")
OPTIONAL = ("value_usd", "product", "published_on", "source", "note", "granularity", "withdrawn")


@dataclass(frozen=True, slots=True)
class Supply:
    """One report. `goods` is a subject of scopes ('refined-petroleum'), `states` alpha-2 codes, or ('ALL',) for all that report.

    It is of the days `since` <= day < `until`, and was known on `published` at the latest (the last day of a month or year, where no day is
    given). `quantity` None says that nothing was reported, which is not zero. `withdrawn` is the day by which it was known to be
    no longer on the Committee's page.
    """

    goods: str
    states: tuple[str, ...]
    since: date
    until: date
    quantity: float | None
    unit: str
    value_usd: float | None = None
    product: str = ""
    published: date | None = None
    source: str = ""
    note: str = ""
    withdrawn: date | None = None

    @property
    def period(self) -> str:
        """Its days as they are written in a report: 2021-06, 2019, 2020-01..2020-08."""
        return months(self.since, self.until)


@cache
def embedded() -> tuple[Supply, ...]:
    """What States reported to the Committee on North Korea, as the press quoted it: facts that ship with the law, each with its source.

    Raises LawError where a row of law/reported/committee.csv cannot be read.
    """
    text = (files("inforce.law") / "reported" / "committee.csv").read_text(encoding="utf-8")
    supplies, issues = read_supplies(text.splitlines(), "law/reported/committee.csv")
    if issues:
        raise LawError(f"{issues[0].source}, {issues[0].locator}: {issues[0].problem}. Mend the row.")
    return supplies


def read_file(path: Path) -> tuple[tuple[Supply, ...], tuple[Issue, ...]]:
    """`read_supplies` of a CSV in UTF-8, with or without a byte order mark. Raises InputError when it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return read_supplies(file, path.name)
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"{path} cannot be read: {e}. Give a CSV in UTF-8.") from e


def with_filed(held: Iterable[Supply], filed: Iterable[Supply], source: str) -> tuple[Supply, ...]:
    """Those held, and those that somebody filed beside them, from `source` where they name none; what is held already is left out."""
    told = {_what(s) for s in held}
    return (*held, *(replace(s, source=s.source or source) for s in filed if _what(s) not in told))


def _what(s: Supply) -> tuple[object, ...]:
    return s.goods, frozenset(s.states), s.since, s.until, s.quantity, s.unit


def read_supplies(lines: Iterable[str], source: str) -> tuple[tuple[Supply, ...], tuple[Issue, ...]]:
    """The reports in a CSV, with columns NEEDED and any of OPTIONAL, and an issue for each row that cannot be read.

    `period` is a month, a year, or two months as 2020-01..2020-08; `state` a country, several with + or ALL. An empty
    `quantity` says that nothing was reported. Raises InputError where columns are missing or unknown.
    """
    rows = csv.DictReader(lines)
    columns = rows.fieldnames or []
    if (missing := [c for c in NEEDED if c not in columns]) or [c for c in columns if c not in (*NEEDED, *OPTIONAL)]:
        raise InputError(f"{source} has columns {list(columns)}; missing {missing}. Needed: {list(NEEDED)}; allowed: {list(OPTIONAL)}.")
    supplies, issues = [], []
    for n, row in enumerate(rows, 2):
        try:
            supplies.append(_supply(row))
        except ValueError as e:
            issues.append(Issue(source, f"line {n}", str(row), str(e)))
    return tuple(supplies), tuple(issues)


def _supply(row: Mapping[str, str | None]) -> Supply:
    text = {name: (row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
    since, until = span(text["period"])
    return Supply(
        goods=text["measure"].replace("_", "-").casefold(),
        states=tuple(_states(text["state"])),
        since=since,
        until=until,
        quantity=_number(text["quantity"]),
        unit=text["unit"],
        value_usd=_number(text["value_usd"]),
        product=text["product"].casefold(),
        published=_last(text["published_on"]),
        source=text["source"],
        note=text["note"],
        withdrawn=_last(text["withdrawn"]),
    )


def _states(text: str) -> Iterator[str]:
    for each in text.split("+"):
        code = each.strip() if each.strip() == "ALL" else country(each)
        if not code:
            raise ValueError(f"{each.strip()!r} is no State that is known here")
        yield code


def _last(text: str) -> date | None:
    return PartialDate.parse(text).last if text else None


def _number(text: str) -> float | None:
    if text and not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError(f"{text!r} is no number of at least 0: write digits with a point")
    return float(text) if text else None
