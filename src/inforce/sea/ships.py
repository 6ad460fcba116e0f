"""Who a transponder says that she is, as far as checks of tracks need it: station, kind of ship, flag by number, listing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation, Measure
from inforce.base.rows import Rows
from inforce.sea.events import number
from inforce.sea.flags import no_ships

DPRK_MID = 445  # the maritime identification digits that the ITU assigned to the DPRK
_STATIONS = {"00": "coast station", "111": "aircraft", "97": "distress beacon", "98": "auxiliary craft", "99": "aid to navigation"}
GEAR = "net buoy"
_CHARGE = re.compile(r"[0-9]%$|[0-9][V.][0-9]V?$|[0-9]V$")
_KINDS = {3: "other", 4: "high-speed craft", 5: "service craft", 6: "passenger ship", 7: "cargo ship", 8: "tanker"}
_THIRTIES = {
    30: "fishing vessel",
    31: "service craft",
    32: "service craft",
    33: "service craft",
    34: "service craft",
    36: "pleasure craft",
    37: "pleasure craft",
}


@dataclass(frozen=True)
class Ship:
    """What is known of a number: the newest static report; empty and None where there was none."""

    mmsi: int
    imo: str = ""
    name: str = ""
    type: int | None = None
    length: int | None = None

    @property
    def kind(self) -> str:
        """Kind of ship by the AIS code of its type (ITU-R M.1371, table 53); of what is no ship's number, the kind of station, or a net's
        buoy by its name, which tells the charge of its battery; ''."""
        written = number(self.mmsi)
        for digits, station in _STATIONS.items():
            if written.startswith(digits):
                return station
        if no_ships(self.mmsi) and _CHARGE.search(self.name.strip()):
            return GEAR
        return "" if self.type is None else _THIRTIES.get(self.type, _KINDS.get(self.type // 10, ""))

    @property
    def station(self) -> bool:
        """Whether the number is a coast station's, an aircraft's, a beacon's, a tender's, a mark's or a net's, and no ship's."""
        return self.kind in (*_STATIONS.values(), GEAR)

    @property
    def serves(self) -> bool:
        """A craft whose work is to lie beside others (tug, pilot, tender, rescue, dredger, fishing, gear), or no ship at all."""
        return self.kind in ("service craft", "fishing vessel", "passenger ship", "pleasure craft", *_STATIONS.values(), GEAR)

    @property
    def dprk(self) -> bool:
        """Whether the number is one under the DPRK's digits: a claim of flag, which may be false either way."""
        return self.mmsi // 1_000_000 == DPRK_MID

    def __str__(self) -> str:
        called = [self.name, f"IMO {self.imo}" if self.imo else "", f"MMSI {number(self.mmsi)}", self.kind]
        return ", ".join(c for c in called if c)


class Fleet:
    """Ships by MMSI, from the rows of the step WHO, one of a ship and window; any number gives a ship."""

    def __init__(self, who: Rows) -> None:
        self._ships: dict[int, Ship] = {}
        for row in (r for block in who.blocks() for r in block.to_pylist()):
            before = self._ships.get(row["mmsi"], Ship(row["mmsi"]))
            self._ships[row["mmsi"]] = Ship(
                row["mmsi"],
                clean_imo(row["imo"]) or before.imo,
                (row["name"] or "").strip() or before.name,
                before.type if row["type"] is None else row["type"],
                row["length"] or before.length,
            )

    def __getitem__(self, mmsi: int) -> Ship:
        return self._ships.get(mmsi, Ship(mmsi))


def listings(ship: Ship, by_imo: Mapping[str, tuple[Designation, ...]], day: date) -> tuple[Designation, ...]:
    """The designations under the ship's IMO number that may have stood on that day."""
    return tuple(d for d in by_imo.get(ship.imo, ()) if ship.imo and d.listed_on(day))


def in_force(measures: Iterable[str], law: Mapping[str, Measure], day: date) -> tuple[str, ...]:
    """Those of the measures that are law on the day."""
    return tuple(m for m in measures if law[m].in_force(day))
