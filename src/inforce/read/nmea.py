"""NMEA 0183 sentences with AIS: position reports by NumPy, a block at a time, and every other message by pyais; with equal results.

Time comes from the tag block before a sentence (c:, seconds or milliseconds of the epoch; IEC 61162-450), else from the number that
receivers of the United States Coast Guard put at its end. A sentence without either is rejected: AIS itself says only the second.
"""

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pyais
import pyarrow as pa
from pyais.exceptions import AISBaseException

from inforce.base.tables import FIX
from inforce.read.track_columns import EARLIEST, LATEST

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FAR = 1_000  # lines: the numbers of messages of several parts come round after ten, and an old part is none of a new message
FAST = {1: 28, 2: 28, 3: 28, 18: 28, 27: 16}  # messages with a position alone, and the six-bit characters that each has
_BITS = {  # of the fields: first bit and length, by the form of the message
    "a": {"mmsi": (8, 30), "nav_status": (38, 4), "sog": (50, 10), "lon": (61, 28), "lat": (89, 27), "cog": (116, 12), "heading": (128, 9)},
    "b": {"mmsi": (8, 30), "sog": (46, 10), "lon": (57, 28), "lat": (85, 27), "cog": (112, 12), "heading": (124, 9)},
    "c": {"mmsi": (8, 30), "nav_status": (40, 4), "lon": (44, 18), "lat": (62, 17), "sog": (79, 6), "cog": (85, 9)},
}
_FORMS = (("a", (1, 2, 3), "A"), ("b", (18,), "B"), ("c", (27,), ""))
_SENTENCE = re.compile(rb"!(?:AI|AB|AN|AR|AS|AT|AX|BS|SA)VD[MO],")


def looks_like(head: bytes) -> bool:
    """Whether the first lines are NMEA sentences with AIS, perhaps after tag blocks and comments."""
    return any(_SENTENCE.search(line) for line in head.splitlines()[:50])


class Reader:
    """Reads blocks of whole lines of one file. `messages` counts those seen, and lines that are none; parts of messages wait for each
    other across blocks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.messages = 0
        self._line = 0
        self._parts: dict[tuple[bytes, bytes, bytes], dict[int, tuple[bytes, int | None]]] = {}
        self._begun: dict[tuple[bytes, bytes, bytes], int] = {}  # the line of the first part
        self._lost = 0

    def read(self, block: bytes, last: bool = False) -> tuple[pa.Table, list[dict[str, Any]], list[dict[str, str]]]:
        """Positions (FIX), static reports (as REPORT) and rejected rows (as REJECTED) of a block; `last`: no further block comes."""
        scan = _Scan(block)
        fast, rejected = self._fast(scan, block)
        slow, reports, more = self._slow(scan, block)
        if last:
            self._lost += len(self._parts)
            self._parts.clear()
        more += [self._rejected(0, "a message of several parts, of which some are missing", b"")] * self._lost
        self.messages, self._lost = self.messages + self._lost, 0
        self._line += scan.n
        positions = pa.concat_tables([*fast, pa.Table.from_pylist(slow, schema=FIX)])
        return positions, reports, rejected + more

    def _fast(self, s: "_Scan", block: bytes) -> tuple[list[pa.Table], list[dict[str, str]]]:
        """Position reports: bits of all sentences at once."""
        tables, rejected = [], []
        for form, kinds, letter in _FORMS:
            at = np.flatnonzero(np.isin(s.fast, kinds))
            self.messages += len(at)
            if len(at):
                fix, reasons = _fixes(s, at, form, letter)
                tables.append(fix)
                rejected += [self._rejected(int(at[i]) + 1, reason, s.line(block, int(at[i]))) for i, reason in reasons]
        return tables, rejected

    def _slow(self, s: "_Scan", block: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, str]]]:
        positions: list[dict[str, Any]] = []
        reports: list[dict[str, Any]] = []
        rejected: list[dict[str, str]] = []
        for i in np.flatnonzero(s.slow):
            line = s.line(block, int(i))
            try:
                whole = self._whole(line, int(s.t[i]) if s.t[i] >= 0 else None, self._line + int(i))
                if whole is None:
                    continue
                told = _told(*whole)
            except (AISBaseException, ValueError, KeyError, TypeError, IndexError) as e:
                told = f"no AIS message: {type(e).__name__}"
            self.messages += 1
            if isinstance(told, str):
                rejected.append(self._rejected(int(i) + 1, told, line))
            else:
                (positions if "lat5" in told else reports).append(told)
                if both := told.pop("report", None):
                    reports.append(both)
        self.messages += len(s.bad)
        rejected += [
            self._rejected(int(i) + 1, "no sentence of AIS, or a checksum that does not hold", s.line(block, int(i))) for i in s.bad
        ]
        return positions, reports, rejected

    def _whole(self, line: bytes, t: int | None, at: int) -> tuple[list[bytes], int | None] | None:
        """The sentences of a message, once its last part is there, with the first time that any of them has. Raises ValueError where the
        line does not say which part of how many it is."""
        sentence = line[line.index(b"!") :]
        fields = sentence.split(b",")
        count = fields[1]
        if count == b"1":
            return [sentence], t
        if not 1 <= int(fields[2]) <= int(count) <= 9:
            raise ValueError("no part of a message")
        key = fields[3], fields[4], count
        if key in self._parts and at - self._begun[key] > FAR:
            self._lost += 1
            del self._parts[key]
        parts = self._parts.setdefault(key, {})
        if not parts:
            self._begun[key] = at
        parts[int(fields[2])] = (sentence, t)
        if len(parts) < int(count):
            return None
        del self._parts[key]
        told = [parts[n] for n in sorted(parts)]
        return [p for p, _ in told], next((when for _, when in told if when is not None), None)

    def _rejected(self, line: int, reason: str, row: bytes) -> dict[str, str]:
        return {"source": self.name, "locator": f"line {self._line + line}", "reason": reason, "row": row.decode("latin-1")}


class _Scan:
    """A block of lines taken apart: for each line where its sentence, its fields and its payload lie, its time, and whether its checksum
    holds. `fast` is the number of a message that is decoded here, else 0; `slow` are lines for pyais; `bad` are no sentences."""

    def __init__(self, block: bytes) -> None:
        self.bytes = np.frombuffer(block, np.uint8)
        ends = np.flatnonzero(self.bytes == 10)
        self.n = len(ends)
        self.ends, self.starts = ends, np.r_[0, ends[:-1] + 1].astype(np.int64) if self.n else ends
        self.bang = self._first(33, self.starts, self.ends)
        commas = np.flatnonzero(self.bytes == 44)
        at = np.searchsorted(commas, self.bang)
        padded = np.r_[commas, np.full(6, len(block))]
        self.commas = [padded[np.minimum(at + k, len(padded) - 1)] for k in range(6)]
        self.star = self._first(42, np.minimum(self.commas[5], self.ends), self.ends)
        head = self.bytes[np.minimum(self.bang[:, None] + np.arange(7), max(0, len(block) - 1))] if self.n else np.empty((0, 7), np.uint8)
        vd = (head[:, 3] == 86) & (head[:, 4] == 68) & ((head[:, 5] == 77) | (head[:, 5] == 79)) & (head[:, 6] == 44)
        whole = (self.bang < self.ends) & (self.commas[5] < self.ends) & (self.star < self.ends) & vd
        sound = whole & self._sums()
        blank = self.bytes[np.minimum(self.starts, max(0, len(block) - 1))] if self.n else np.empty(0, np.uint8)
        quiet = (self.ends - self.starts <= 1) | (blank == 35) | ((blank == 92) & (self.bang >= self.ends))
        self.bad = np.flatnonzero(~sound & ~quiet)
        self.t = self._times(block, sound)
        self.fast = self._kinds(sound)
        self.slow = sound & (self.fast == 0)

    def line(self, block: bytes, i: int) -> bytes:
        """The bytes of one line."""
        return block[self.starts[i] : self.ends[i]].rstrip(b"\r")

    def _first(self, byte: int, begin: Ints, end: Ints) -> Ints:
        """Where that byte first stands from each beginning on; where it does not before the end, the end."""
        at = np.flatnonzero(self.bytes == byte)
        if not len(at):
            return end.copy()
        found = np.searchsorted(at, begin)
        place = np.where(found < len(at), at[np.minimum(found, len(at) - 1)], len(self.bytes))
        return np.where(place < end, place, end)

    def _sums(self) -> Bools:
        """Whether the exclusive or of all bytes between ! and * is what stands after it."""
        if not self.n:
            return np.empty(0, bool)
        running = np.bitwise_xor.accumulate(np.r_[np.uint8(0), self.bytes])
        said = running[np.minimum(self.star, len(self.bytes))] ^ running[np.minimum(self.bang + 1, len(self.bytes))]
        digits = self.bytes[np.minimum(self.star[:, None] + (1, 2), len(self.bytes) - 1)]
        value = np.where(digits >= 97, digits - 87, np.where(digits >= 65, digits - 55, digits - 48)).astype(np.int64)
        return np.asarray(value[:, 0] * 16 + value[:, 1] == said, bool)

    def _kinds(self, sound: Bools) -> Ints:
        """The number of each message that is decoded here: a known kind, in one sentence, of the length that it has."""
        single = sound & (self.bytes[np.minimum(self.commas[0] + 1, len(self.bytes) - 1)] == 49) & (self.commas[1] == self.commas[0] + 2)
        first = _six_bits(self.bytes[np.minimum(self.commas[4] + 1, len(self.bytes) - 1)])
        length = self.commas[5] - self.commas[4] - 1
        kind = np.zeros(self.n, np.int64)
        for number, characters in FAST.items():
            kind[single & (first == number) & (length == characters)] = number
        return kind

    def _times(self, block: bytes, sound: Bools) -> Ints:
        """Epoch seconds of each line from its tag block or its end; -1 where there are none."""
        mark = np.flatnonzero((self.bytes[:-1] == 99) & (self.bytes[1:] == 58)) if len(self.bytes) > 1 else np.empty(0, np.int64)
        mark = mark[(mark == 0) | np.isin(self.bytes[np.maximum(mark - 1, 0)], (44, 92))]
        t = np.full(self.n, -1, np.int64)
        if len(mark):
            found = np.searchsorted(mark, self.starts)
            place = np.where(found < len(mark), mark[np.minimum(found, len(mark) - 1)], len(self.bytes))
            tagged = sound & (place < self.bang)
            t[tagged] = self._digits(place[tagged] + 2)
        for i in np.flatnonzero(sound & (t < 0)):
            tail = re.findall(rb",(\d{9,10})(?:\.\d+)?\s*(?=,|$)", block[self.star[i] : self.ends[i]].strip())
            if tail:
                t[i] = int(tail[0])
        return np.where(t >= 10**11, t // 1000, t)

    def _digits(self, at: Ints) -> Ints:
        """The number that begins at each place, up to 13 digits."""
        value, going = np.zeros(len(at), np.int64), np.ones(len(at), bool)
        for k in range(13):
            d = self.bytes[np.minimum(at + k, len(self.bytes) - 1)].astype(np.int64) - 48
            going &= (d >= 0) & (d <= 9)
            value = np.where(going, value * 10 + d, value)
        return value


def _six_bits(characters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The six bits that an armoured character stands for (IEC 61162-1)."""
    v = characters - 48
    return np.where(v > 40, v - 8, v).astype(np.uint8)


def _fixes(s: _Scan, at: Ints, form: str, letter: str) -> tuple[pa.Table, list[tuple[int, str]]]:
    """Positions of the sentences at those lines, all of one form, and (place among them, reason) of those that give none."""
    characters = FAST[{"a": 1, "b": 18, "c": 27}[form]]
    six = _six_bits(s.bytes[s.commas[4][at][:, None] + 1 + np.arange(characters)])
    raw = {name: _field(six, *bits) for name, bits in _BITS[form].items()}
    lon, lat, t = _signed(raw["lon"], _BITS[form]["lon"][1]), _signed(raw["lat"], _BITS[form]["lat"][1]), s.t[at]
    unit = 1000 if form == "c" else 1  # tenths of minutes in message 27, ten-thousandths in the others
    lat5, lon5 = five(lat * unit), five(lon * unit)
    reasons = [reason(int(t[i]), int(lat5[i]), int(lon5[i]), int(raw["mmsi"][i])) for i in np.flatnonzero(_odd(t, lat5, lon5, raw["mmsi"]))]
    odd = _odd(t, lat5, lon5, raw["mmsi"])
    good = ~odd
    sog, cog = (raw["sog"] * 10, raw["cog"] * 10) if form == "c" else (raw["sog"], raw["cog"])
    sog_gone, cog_top = (sog == 630, 3600) if form == "c" else (sog == 1023, 3600)
    nothing = np.full(len(at), 511)
    columns = {
        "mmsi": pa.array(raw["mmsi"][good], pa.int32()),
        "t": pa.array(t[good], pa.int32()),
        "lat5": pa.array(lat5[good], pa.int32()),
        "lon5": pa.array(lon5[good], pa.int32()),
        "sog10": _known(sog, ~sog_gone, good),
        "cog10": _known(cog, cog < cog_top, good),
        "heading": _known(raw.get("heading", nothing), raw.get("heading", nothing) < 360, good),
        "nav_status": pa.array(raw["nav_status"][good].astype(np.int8)) if "nav_status" in raw else pa.nulls(int(good.sum()), pa.int8()),
        "class": pa.array([letter] * int(good.sum()), pa.string()),
        "receiver": pa.array([""] * int(good.sum()), pa.string()),
    }
    return pa.table(columns, schema=FIX), list(zip(np.flatnonzero(odd).tolist(), reasons, strict=True))


def _known(values: Ints, known: Bools, good: Bools) -> pa.Array:
    return pa.array(values[good].astype(np.int16), pa.int16(), mask=~known[good])


def _field(six: npt.NDArray[np.uint8], first: int, length: int) -> Ints:
    """The number in some bits of each message."""
    begin, end = first // 6, (first + length - 1) // 6 + 1
    value = np.zeros(len(six), np.int64)
    for k in range(begin, end):
        value = (value << 6) | six[:, k]
    return (value >> (end * 6 - first - length)) & ((1 << length) - 1)


def _signed(value: Ints, length: int) -> Ints:
    return np.where(value >= 1 << (length - 1), value - (1 << length), value)


def five(minutes: Any) -> Any:
    """Ten-thousandths of minutes as 1e-5 degrees, halves upwards: the one rule for both ways of decoding."""
    return (minutes + 3) // 6


def _odd(t: Ints, lat5: Ints, lon5: Ints, mmsi: Ints) -> Bools:
    return (np.abs(lat5) > 9_000_000) | (np.abs(lon5) > 18_000_000) | (t < EARLIEST) | (t > LATEST) | (mmsi < 1) | (mmsi > 999_999_999)


def reason(t: int | None, lat5: int, lon5: int, mmsi: int) -> str:
    """Why a message gives no position; '' where it gives one."""
    if not 1 <= mmsi <= 999_999_999:
        return "no MMSI: a number of up to nine digits"
    if t is None or t < 0:
        return "no time: neither a tag block nor a receiver's number at the end"
    if not EARLIEST <= t <= LATEST:
        return "a time before 1990 or after 2037"
    if abs(lat5) >= 9_100_000 or abs(lon5) >= 18_100_000:
        return "position not available (latitude 91 or longitude 181)"
    return "no position on Earth" if abs(lat5) > 9_000_000 or abs(lon5) > 18_000_000 else ""


def _told(sentences: list[bytes], t: int | None) -> dict[str, Any] | str:
    """What pyais reads of a message as a position, a static report, or both; or the reason why neither."""
    m: dict[str, Any] = dict(pyais.decode(*sentences).asdict())
    kind, mmsi = int(m["msg_type"]), int(m["mmsi"])
    if kind not in (1, 2, 3, 5, 9, 18, 19, 21, 24, 27, 4, 11):
        return f"message {kind}: neither a position of a ship nor a static report"
    letter = "A" if kind in (1, 2, 3, 5) else "B" if kind in (18, 19, 24) else ""
    if t is None or not EARLIEST <= t <= LATEST:
        return reason(t, 0, 0, mmsi)
    report = {"mmsi": mmsi, "t": t, "class": letter, **_static(m)} if kind in (5, 19, 21, 24) else None
    if kind in (5, 24):
        return report if report and len(report) > 3 else f"message {kind}: nothing in it"
    lat5, lon5 = (int(five(round(m[name] * 600_000))) for name in ("lat", "lon"))
    if why := reason(t, lat5, lon5, mmsi):
        return why
    return {"mmsi": mmsi, "t": t, "lat5": lat5, "lon5": lon5, "class": letter, "receiver": "", **_motion(m, kind)} | (
        {"report": report} if report else {}
    )


def _motion(m: dict[str, Any], kind: int) -> dict[str, int | None]:
    """Speed, course, heading and status in our units, null where not known."""
    sog, cog, heading, status = (m.get(name) for name in ("speed", "course", "heading", "status"))
    gone = 63.0 if kind == 27 else 102.3
    return {
        "sog10": None if sog is None or kind == 9 or sog >= gone else round(sog * 10),  # an aircraft's is in whole knots, up to 1,022
        "cog10": None if cog is None or cog >= 360 else round(cog * 10),
        "heading": None if heading is None or heading >= 360 else int(heading),
        "nav_status": None if status is None else int(status),
    }


def _static(m: dict[str, Any]) -> dict[str, Any]:
    """What is said of the ship, without what nobody typed in."""
    texts = {
        "imo": m.get("imo"),
        "name": m.get("shipname") or m.get("name"),
        "call_sign": m.get("callsign"),
        "destination": m.get("destination"),
    }
    found: dict[str, Any] = {k: str(v).strip() for k, v in texts.items() if v and str(v).strip(" @0")}
    numbers = {
        "type": int(m.get("ship_type") or 0),
        "length": int(m.get("to_bow") or 0) + int(m.get("to_stern") or 0),
        "width": int(m.get("to_port") or 0) + int(m.get("to_starboard") or 0),
        "draught10": round((m.get("draught") or 0) * 10),
    }
    return found | {k: v for k, v in numbers.items() if v}
