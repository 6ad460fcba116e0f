"""Bilateral trade by month and HS6 that never was, with errors planted in it: what the detectors of trade are measured on.

No series of trade with North Korea at that level may be had freely, so one is made. Every flow is told twice, by its exporter (FOB)
and its importer (CIF), with what makes honest records differ: freight and insurance (3 to 18 %), goods that arrive a month later,
scales that differ, rounding, months that a State never published, first figures that a later publication replaces, goods that go
through a third State and are recorded at one end only, an edition of the Harmonized System that States take up a year apart.

Planted are: trade with South Korea recorded as North Korea's (`miscoded`), goods that leave for a State which never records them
(`evasion`), series cut by the edition of 2022 (`edition`), quantities a thousand times too large or small (`unit`). The numbers are
invented; where they come from is said beside them. One seed and size give the same rows on every machine.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from inforce.base.tables import SUBJECTS
from inforce.law.hs import bridge, scattered, subheadings

Series = tuple[str, str, str, str]  # reporter, partner, flow, code
STATES = ["CN", "KR", "HK", "RU", "TT", "DE", "IN", "TH", "BR", "SG", "VN", "MY", "ID", "JP", "ZA", "AE"]
HUB = "HK"
LEAST = 0.02  # tonnes: less is in no record
BAND = 0.3  # of what was sent: what honest records of one trade may differ by (freight and insurance, timing, rounding, scales)
SIZES = {"small": (6, 10, 48), "medium": (9, 24, 60), "large": (16, 40, 72)}  # States, codes, months to December 2023
SCHEMA = pa.schema([*SUBJECTS["trade"], pa.field("own", pa.string())])


@dataclass
class World:
    """What was made: `rows` with the columns of `trade`; `planted` by kind: ids of rows (miscoded, unit) or series (evasion: the
    exporter's; edition, brief: the one that ends), each with its months; `touched` are the series in which anything was planted."""

    rows: pa.Table
    planted: dict[str, dict[Any, tuple[str, ...]]]
    touched: set[Series]
    months: list[str]


@dataclass
class _Maker:
    luck: random.Random
    states: list[str]
    codes: list[str]
    months: list[str]
    wrong: bool
    mixed: bool
    book: dict[tuple[str, str, str, str, str], list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))
    rows: list[dict[str, Any]] = field(default_factory=list)
    planted: dict[str, dict[Any, tuple[str, ...]]] = field(default_factory=lambda: defaultdict(dict))
    touched: set[Series] = field(default_factory=set)
    hidden: dict[tuple[str, str, str], dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        luck = self.luck
        self.unit = {s: luck.choice(["kg", "t"]) for s in (*self.states, "KP")}
        self.adopts = {s: luck.choice(["2022-01", "2022-01", "2023-01"]) for s in self.states}
        self.says_edition = {s: luck.random() < 0.85 for s in self.states}
        self.missing = {s: self._block(1, 4) if luck.random() < 0.3 else () for s in self.states}
        self.provisional = {s: luck.random() < 0.3 for s in self.states}
        self.price = {c: math.exp(luck.gauss(0, 1.2)) for c in self.codes}  # dollars a kilogram
        self.shares = {c: self._split(c) for c in self.codes}

    def _block(self, least: int, most: int, first: int = 6, last: int = 4) -> tuple[str, ...]:
        n = self.luck.randint(least, most)
        at = self.luck.randint(first, len(self.months) - last - n)
        return tuple(self.months[at : at + n])

    def _split(self, code: str) -> dict[str, float]:
        """What share of the code's goods goes to which code of 2022."""
        new = sorted(bridge(code, "2017", "2022"))
        weights = [self.luck.uniform(0.5, 1.5) for _ in new]
        return {n: w / sum(weights) for n, w in zip(new, weights, strict=True)}

    def flow(self, level: float, gap: float) -> list[float]:
        """Tonnes a month: a level with a season, a memory and months without any."""
        luck, drift, season = self.luck, 0.0, self.luck.uniform(0, 12)
        found = []
        for n in range(len(self.months)):
            drift = 0.5 * drift + luck.gauss(0, 0.22)
            found.append(0.0 if luck.random() < gap else level * (1 + 0.3 * math.sin((n + season) / 12 * 2 * math.pi)) * math.exp(drift))
        return found

    def record(
        self, reporter: str, partner: str, flow: str, code: str, month: str, tonnes: float, price: float, wrong: bool = False
    ) -> None:
        """Adds to what the reporter will have published for that month; `wrong`, where it belongs to another partner."""
        held = self.book[reporter, partner, flow, code, month]
        for n, more in enumerate((tonnes, tonnes * price, tonnes * wrong)):
            held[n] += more

    def publish(self) -> None:
        """Every reporter's rows, in its unit and edition; what it never published stays out."""
        for (reporter, partner, flow, code, month), (tonnes, value, wrong) in self.book.items():
            if month in self.missing.get(reporter, ()):
                continue
            new = month >= self.adopts.get(reporter, "2022-01")
            for c, share in (self.shares[code] if new else {code: 1.0}).items():
                if tonnes * share >= LEAST:
                    name = self._row(reporter, partner, flow, c, month, tonnes * share, value / tonnes, new)
                    if wrong >= 0.5 * tonnes:
                        self.planted["miscoded"][name] = (month,)
                if wrong:
                    self.touched |= {(reporter, p, flow, c) for p in ("KP", "KR")}

    def _row(self, reporter: str, partner: str, flow: str, code: str, month: str, tonnes: float, price: float, new: bool) -> str:
        luck = self.luck
        kg = self.unit[reporter] == "kg"
        quantity = round(tonnes * 1000) if kg else round(tonnes, 2)
        name = f"r{len(self.rows)}"
        day = date(int(month[:4]), int(month[5:]), 1)
        row = {
            "id": name,
            "day": day,
            "reporter": reporter,
            "partner": partner,
            "flow": flow,
            "period": month,
            "hs": code,
            "hs_edition": ("2022" if new else "2017") if self.says_edition[reporter] else None,
            "quantity": float(quantity),
            "unit": self.unit[reporter],
            "value_usd": float(round(tonnes * 1000 * price)),
            "valuation": "FOB" if flow == "export" else "CIF",
            "published_on": day + timedelta(240),
            "source": f"{reporter} customs",
            "own": "yes",
        }
        if luck.random() < 0.05 or (self.provisional[reporter] and month >= self.months[-2]):
            part = luck.uniform(0.6, 0.95)
            early = {**row, "id": f"{name}e", "quantity": float(round(quantity * part, 2)), "published_on": day + timedelta(60)}
            early["value_usd"] = float(round(row["value_usd"] * part))
            self.rows.append(early)
            if month >= self.months[-2] and self.provisional[reporter]:
                return f"{name}e"  # the later figure is not out yet
        if self.wrong and luck.random() < 0.002:
            row["quantity"] *= luck.choice([1000.0, 0.001])
            self.planted["unit"][name] = (month,)
            self.touched.add((reporter, partner, flow, code))
        self.rows.append(row)
        return name

    def pair(self, exporter: str, importer: str, code: str) -> None:
        """One trade as both ends tell it, with at most one thing planted in it."""
        luck = self.luck
        level = math.exp(luck.gauss(5, 1.2))
        tonnes = self.flow(level, luck.choice([0, 0, 0.1, 0.3]))
        price = self.price[code] * math.exp(luck.gauss(0, 0.15))
        at_once, freight, scale = luck.uniform(0.3, 1), luck.uniform(1.03, 1.18), math.exp(luck.gauss(0, 0.04))
        through = luck.random() < 0.06 and HUB not in (exporter, importer)
        away = self._evasion(exporter, importer, code, tonnes) if self.wrong and not through and luck.random() < 0.08 else {}
        slips = self.wrong and (self.mixed or not away) and "KR" in (exporter, importer) and luck.random() < 0.3
        slipped = self._slips(exporter, importer, code) if slips else {}
        said_to, said_from = (HUB, exporter) if through and luck.random() < 0.5 else (importer, HUB if through else exporter)
        carried = 0.0
        for n, month in enumerate(self.months):
            monthly = price * math.exp(luck.gauss(0, 0.08))
            self._told(exporter, said_to, "export", code, month, tonnes[n], monthly, slipped)
            moved = tonnes[n] * (1 - away.get(month, 0.0))
            arrived, carried = moved * at_once + carried, moved * (1 - at_once)
            seen = arrived * scale * math.exp(luck.gauss(0, 0.03))
            self._told(importer, said_from, "import", code, month, seen, monthly * freight, slipped)

    def _told(self, reporter: str, partner: str, flow: str, code: str, month: str, tonnes: float, price: float, slipped: Any) -> None:
        """As recorded; where the clerk of that end writes North Korea for South Korea, a part goes there."""
        share = slipped.get((reporter, month), 0.0) if partner == "KR" else 0.0
        if share:
            self.record(reporter, "KP", flow, code, month, tonnes * share, price, wrong=True)
        if share < 1:
            self.record(reporter, partner, flow, code, month, tonnes * (1 - share), price)

    def _slips(self, exporter: str, importer: str, code: str) -> dict[tuple[str, str], float]:
        other = exporter if importer == "KR" else importer
        n = self.luck.choice([1, 1, 2, 3, 6])
        share = self.luck.choice([1.0, 1.0, self.luck.uniform(0.5, 1)])
        return {(other, month): share for month in self._block(n, n)}

    def _evasion(self, exporter: str, importer: str, code: str, tonnes: list[float]) -> dict[str, float]:
        """The share of each month that the importer never records."""
        months = self._block(3, 12)
        share = self.luck.uniform(0.6, 1)
        self._hide(exporter, importer, code, {m: t * share for m, t in zip(self.months, tonnes, strict=True) if m in months})
        return dict.fromkeys(months, share)

    def _hide(self, exporter: str, importer: str, code: str, gone: dict[str, float]) -> None:
        """Notes the tonnes that never arrive, by month; `evaded` says whether the rows show it."""
        self.hidden[exporter, importer, code] = gone
        codes = (code, *self.shares[code])
        self.touched |= {k for c in codes for k in ((exporter, importer, "export", c), (importer, exporter, "import", c))}

    def evaded(self) -> None:
        """Notes what of the hidden the published rows can show, to a reader who knows all that may be innocent: three months or more

        - in which goods went and both ends published (a month that a State never published is no month without trade),
        - in which what never came is more than BAND of what the exporter recorded as gone there: goods that others send by way of the
          hub are in that record too, and beside them a small part lies within what honest records differ by,
        - in which both wrote in one edition, if the editions gave some of the goods to codes of another family: how much, no row tells,
        - and in which the importer's record from there, if goods of others hide the gap, holds at most 1 - BAND of the exporter's: two
          records that agree are those of an honest trade.

        What does not show is planted for nobody; its series stay touched, so that they count as clean for nobody either.
        """
        said: dict[tuple[str, str, str, str, str], float] = defaultdict(float)
        for (reporter, partner, flow, code, month), (tonnes, _, _) in self.book.items():
            if month not in self.missing.get(reporter, ()):
                said[reporter, partner, flow, code, month] += tonnes
        for (exporter, importer, code), gone in self.hidden.items():
            sent = {m: t for m in gone if (t := said.get((exporter, importer, "export", code, m), 0.0)) >= LEAST}
            kept = tuple(m for m in gone if m in sent and gone[m] >= LEAST and m not in self.missing[importer])
            if scattered(code, frozenset(["2017", "2022"]), "2017"):
                kept = tuple(m for m in kept if (m >= self.adopts[exporter]) == (m >= self.adopts[importer]))
            came = sum(said.get((importer, exporter, "import", code, m), 0.0) for m in kept)
            whole = sum(sent[m] for m in kept)
            if len(kept) >= 3 and sum(gone[m] for m in kept) > BAND * whole and came <= (1 - BAND) * whole:
                self.planted["evasion"][exporter, importer, "export", code] = kept

    def cover(self, exporter: str, importer: str, code: str) -> None:
        """A trade that begins, and that the importer never records at all."""
        months = self._block(3, 12)
        level, price = math.exp(self.luck.gauss(5, 1)), self.price[code]
        gone = {m: level * math.exp(self.luck.gauss(0, 0.3)) for m in months}
        for month, tonnes in gone.items():
            self.record(exporter, importer, "export", code, month, tonnes, price)
        self._hide(exporter, importer, code, gone)

    def north(self, reporter: str, flow: str, code: str) -> None:
        """Honest trade with North Korea: small, with gaps; now and then one consignment alone."""
        once, alone = self.luck.random() < 0.3, self.luck.choice(self.months)
        price = self.price[code] * math.exp(self.luck.gauss(0, 0.25))
        for month, tonnes in zip(self.months, self.flow(math.exp(self.luck.gauss(2.5, 1.2)), 0.4), strict=True):
            if not once or month == alone:
                self.record(reporter, "KP", flow, code, month, tonnes, price * math.exp(self.luck.gauss(0, 0.1)))

    def cuts(self) -> None:
        """Notes the series that the edition cuts, under codes of which the old one is none: `edition` where it is told for a year before
        and half a year after; `brief` where it is not, so that nobody need find it and who does is not wrong."""
        held: dict[Series, set[str]] = defaultdict(set)
        for row in self.rows:
            held[row["reporter"], row["partner"], row["flow"], row["hs"]].add(row["period"])
        for (reporter, partner, flow, code), months in held.items():
            after = {c: held.get((reporter, partner, flow, c), set()) for c in self.shares.get(code, ())}
            if code in self.codes and code not in after:
                whole = self._both(months, set().union(*after.values()), self.adopts[reporter])
                self.planted["edition" if whole else "brief"][reporter, partner, flow, code] = (self.adopts[reporter],)

    def _both(self, before: set[str], after: set[str], cut: str) -> bool:
        return len([m for m in before if m < cut]) >= 12 and len([m for m in after if m >= cut]) >= 6


def make(seed: int, size: str = "small", wrong: bool = True, mixed: bool = False) -> World:
    """A world of trade. `wrong` False plants nothing: every finding on it is a false one (but those of editions, which are facts).
    `mixed` may hide and miscode goods of one trade at once, which takes from each error what shows the other."""
    n_states, n_codes, n_months = SIZES[size]
    luck = random.Random(f"{seed} {size}")
    first = 2024 * 12 - n_months
    months = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, 2024 * 12)]
    m = _Maker(luck, STATES[:n_states], _codes(luck, n_codes), months, wrong, mixed)
    for exporter, importer, code in ((a, b, c) for a in m.states for b in m.states if a != b for c in m.codes):
        if luck.random() < (0.5 if "KR" in (exporter, importer) else 0.3):
            m.pair(exporter, importer, code)
        elif wrong and luck.random() < 0.02:
            m.cover(exporter, importer, code)
    for reporter, code, flow in ((a, c, f) for a in m.states if a != "KR" for c in m.codes for f in ("import", "export")):
        if luck.random() < (0.5 if reporter in ("CN", "RU") else 0.12):
            m.north(reporter, flow, code)
    m.publish()
    m.evaded()
    m.cuts()
    luck.shuffle(m.rows)
    return World(pa.Table.from_pylist(m.rows, schema=SCHEMA), dict(m.planted), m.touched, months)


def _codes(luck: random.Random, n: int) -> list[str]:
    """Codes of 2017, a fourth of which 2022 no longer has; no two of them share a code of 2022."""
    taken: set[str] = set()
    found: list[str] = []
    moved, kept = [], []
    for code in (c for chapter in range(1, 97) for c in subheadings(f"{chapter:02}", "2017")):
        new = bridge(code, "2017", "2022")
        if new == {code}:
            kept.append(code)
        elif code not in new and len(new) <= 4:
            moved.append(code)
    for pool, most in ((moved, n // 4), (kept, n)):
        for code in luck.sample(pool, len(pool)):
            new = bridge(code, "2017", "2022")
            if not new & taken and len(found) < (most if pool is moved else n):
                found.append(code)
                taken |= new
    return sorted(found)


def series(row: Any) -> Series:
    """What line of trade the row belongs to."""
    return row["reporter"], row["partner"], row["flow"], row["hs"]


def every_series(world: World) -> Iterator[Series]:
    """Each line of trade once."""
    return iter(dict.fromkeys(zip(*(world.rows[c].to_pylist() for c in ("reporter", "partner", "flow", "hs")), strict=True)))
