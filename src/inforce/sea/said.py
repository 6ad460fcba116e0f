"""What transponders say of their ships over time: numbers, names and call signs, and where one thing gives way to another."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import pyarrow as pa
from rapidfuzz.distance import Levenshtein

from inforce.base.ids import clean_imo
from inforce.base.rows import Rows
from inforce.base.steps import Step

FIELDS = ("imo", "name", "call_sign")
TYPED = 2  # letters by which two spellings of one name may differ: a hand that slipped, or a bit that fell over
ANYBODYS = ("1234567",)  # satisfies the check digit, and is what is typed by who has no number

# Each thing that a ship said of herself on a day: when first and when last.
SAID = Step(
    "said",
    """
    SELECT mmsi, t // 86400 AS day, field, value, min(t) AS t0, max(t) AS t1 FROM (
        SELECT mmsi, t, 'imo' AS field, imo AS value FROM report WHERE t >= :since AND t < :until AND imo IS NOT NULL
        UNION ALL
        SELECT mmsi, t, 'name' AS field, name AS value FROM report WHERE t >= :since AND t < :until AND name IS NOT NULL
        UNION ALL
        SELECT mmsi, t, 'call_sign' AS field, call_sign AS value FROM report WHERE t >= :since AND t < :until AND call_sign IS NOT NULL
    ) AS told GROUP BY mmsi, t // 86400, field, value
    """,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A value of one field, said from `since` to `until` (epoch seconds) with nothing else between."""

    value: str
    since: int
    until: int
    times: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field gave way from `before`, last said at `since`, to `after`, first said at `until` (epoch seconds)."""

    mmsi: int
    field: str
    before: str
    after: str
    since: int
    until: int


class Said:
    """The rows of SAID, of all days, by ship."""

    def __init__(self, rows: Rows) -> None:
        self.raw: dict[int, dict[str, int]] = defaultdict(dict)
        self.runs: dict[tuple[int, str], list[Run]] = {}
        for part in rows.few("mmsi"):
            self._read(part)

    def _read(self, rows: pa.Table) -> None:
        """All that some ships said."""
        told: dict[tuple[int, str], set[tuple[int, str]]] = defaultdict(set)
        for r in rows.to_pylist():
            if value := _clean(r["field"], r["value"]):
                told[r["mmsi"], r["field"]] |= {(r["t0"], value), (r["t1"], value)}
            elif r["field"] == "imo" and r["value"].strip():
                first = self.raw[r["mmsi"]].get(r["value"].strip(), r["t0"])
                self.raw[r["mmsi"]][r["value"].strip()] = min(first, r["t0"])
        self.runs |= {key: runs(sorted(seen)) for key, seen in sorted(told.items())}

    def changes(self, mmsi: int, field: str) -> list[Change]:
        """Where the field gave way to what is not just another spelling of it, in order of time."""
        runs = self.runs.get((mmsi, field), [])
        return [Change(mmsi, field, a.value, b.value, a.until, b.since) for a, b in pairwise(runs) if not alike(field, a.value, b.value)]

    def together(self, mmsi: int) -> Iterator[list[Change]]:
        """Changes of any field within a day of each other: one deed."""
        every = sorted((c for f in FIELDS for c in self.changes(mmsi, f)), key=lambda c: (c.until, FIELDS.index(c.field)))
        deed: list[Change] = []
        for change in every:
            if deed and change.until - deed[-1].until > 86_400:
                yield deed
                deed = []
            deed.append(change)
        if deed:
            yield deed

    def names(self, mmsi: int) -> list[str]:
        """The names that a number bore, in order of time."""
        return list(dict.fromkeys(r.value for r in self.runs.get((mmsi, "name"), [])))

    def ships(self) -> list[int]:
        """All numbers that said anything, in order."""
        return sorted({m for m, _ in self.runs} | set(self.raw))

    def by_imo(self) -> dict[str, dict[int, tuple[int, int]]]:
        """By valid IMO number, the ships that bore it, each with when first and last."""
        found: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for (mmsi, field), runs in self.runs.items():
            for run in runs if field == "imo" else ():
                a, b = found[run.value].get(mmsi, (run.since, run.until))
                found[run.value][mmsi] = (min(a, run.since), max(b, run.until))
        return dict(sorted(found.items()))


def alternates(changes: Iterable[Change]) -> bool:
    """Whether, twice or more, something comes back that had given way: no renaming, but several ships or sets under one number."""
    back = 0
    seen: set[tuple[str, str]] = set()
    for c in changes:
        back += (c.field, c.after) in seen
        seen.add((c.field, c.before))
    return back > 1


def alike(field: str, a: str, b: str) -> bool:
    """Whether two values are one, spelt otherwise or cut off."""
    if field == "imo":
        return a == b
    short, long = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    return bool(short) and (long.startswith(short) or Levenshtein.distance(short, long, score_cutoff=TYPED) <= TYPED * (len(long) > 4))


def _clean(field: str, value: str) -> str:
    """As it is compared; '' for what says nothing, and for an IMO number that is none."""
    if field == "imo":
        return "" if clean_imo(value) in ANYBODYS else clean_imo(value)
    text = " ".join(re.sub(r"-?\s*[0-9]+%", "", value.upper().replace("@", " ")).split())  # buoys on nets tell their batteries' charge
    if field == "name":
        return text if any(c.isalpha() for c in text) else ""
    sign = "".join(c for c in text if c.isalnum())
    return "" if sign.isdigit() or not sign.strip("0") else sign


def runs(seen: list[tuple[int, str]]) -> list[Run]:
    """What was said, one after the other; a value said once between two of another is a message read wrong, and left out."""
    found = [Run(v, g[0][0], g[-1][0], len(g)) for v, g in _groups(seen)]
    times: dict[str, int] = defaultdict(int)
    for _, v in seen:
        times[v] += 1
    last = len(found) - 1
    kept = [r for i, r in enumerate(found) if times[r.value] > 1 or not 0 < i < last or found[i - 1].value != found[i + 1].value]
    joined = groupby(kept, key=lambda r: r.value)
    return [Run(v, g[0].since, g[-1].until, sum(r.times for r in g)) for v, it in joined if (g := list(it))]


def _groups(seen: list[tuple[int, str]]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    for value, group in groupby(seen, key=lambda x: x[1]):
        yield value, list(group)
