"""One axis of time for a ship: her events as a strip, when she was heard, and what her transponder said of her, a row for each value.

SVG whose places along the axis are shares of its width, so that it fits every screen while its text keeps its size. Each row is a row
of a table too: the value, from when to when, how often.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import groupby

import pyarrow as pa

from inforce.reports.sea_events import Event, Kind, clock, lasting
from inforce.reports.sea_track import SAILED, Line
from inforce.sea.events import number
from inforce.sea.flags import country
from inforce.sea.ships import Ship

HIGH, RADIUS, APART = 22, 9, 2.6  # pixels; shares of the width between two numbers that stand side by side
LEVELS, NUMBERED, VALUES = 4, 80, 8  # rows of numbers on a strip; events of a kind that get a number there; values of a field shown
_STEPS_H = (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 744, 1488, 2232, 4464, 8928)


@dataclass(frozen=True)
class Axis:
    """The time that a page is about, epoch seconds, with a little room at both ends."""

    since: int
    until: int

    def x(self, t: float) -> float:
        """The share of the width at which a moment stands, in percent; what lies outside stands at the edge."""
        whole = max(1, self.until - self.since)
        return round(min(100.0, max(0.0, 1 + 98 * (t - self.since) / whole)), 2)

    def ticks(self) -> list[int]:
        """Moments to write at the axis, some five of them: whole hours or days."""
        hours = max(1.0, (self.until - self.since) / 3600)
        step = next((s for s in _STEPS_H if hours / s <= 6), round(hours / 6)) * 3600
        return list(range(-(-self.since // step) * step, self.until + 1, step))


def axis(lines: Iterable[Line], events: Iterable[Event], reports: pa.Table) -> Axis:
    """From the first that is known of the ship to the last."""
    seen = [t for line in lines for t in (int(line.t[0]), int(line.t[-1]))] + [t for e in events for t in (e.since, e.until or e.since)]
    seen += reports["t"].to_pylist()
    return Axis(min(seen, default=0), max(seen, default=0))


def strip(a: Axis, events: Sequence[Event], lines: Sequence[Line]) -> Iterator[str]:
    """Rows of a table: the axis, a row for each kind of event, and when the ship was heard."""
    yield f'<tr class="axis"><th scope="row">UTC</th><td>{_ticks(a)}</td><td></td></tr>'
    for kind, found in _by_kind(events):
        told = f"{len(found)} event{'s' * (len(found) != 1)}"
        label = f'<span class="sign k{kind.colour}" aria-hidden="true">{escape(kind.sign)}</span> {escape(kind.words)}'
        yield f'<tr data-kind="{kind.colour}"><th scope="row">{label}</th><td>{_marks(a, found)}</td><td>{told}</td></tr>'
    for line in lines:
        told = f"{line.of:,} positions, {clock(int(line.t[0]))} to {clock(int(line.t[-1]))}"
        yield f'<tr><th scope="row">heard as {number(line.mmsi)}</th><td>{_bars(a, _heard(line))}</td><td>{told}</td></tr>'


def _by_kind(events: Sequence[Event]) -> list[tuple[Kind, list[Event]]]:
    def order(e: Event) -> tuple[int, str]:
        return e.kind.colour, e.kind.check_id

    return [(found[0].kind, found) for _, g in groupby(sorted(events, key=order), order) if (found := sorted(g, key=lambda e: e.n))]


def _ticks(a: Axis) -> str:
    marks = a.ticks()
    apart_h = (marks[1] - marks[0]) / 3600 if len(marks) > 1 else 1
    texts = (_tick(a, t, apart_h < 24, n % 2 == 1) for n, t in enumerate(marks))
    return f'<svg class="lane" width="100%" height="{HIGH}" aria-hidden="true">{"".join(texts)}</svg>'


def _tick(a: Axis, t: int, hours: bool, between: bool) -> str:
    """A line at the moment, and its day or hour where there is room; every other one gives way on a narrow screen."""
    when, x = datetime.fromtimestamp(t, UTC), a.x(t)
    text = f"{when:%H:%M}" if hours and when.hour else f"{when:%Y-%m-%d}"
    kind = ' class="between"' if between else ""
    said = f'<text x="{x}%" dx="3" y="15"{kind}>{text}</text>' if x < 88 else ""
    return f'<line x1="{x}%" x2="{x}%" y1="0" y2="{HIGH}"{kind}/>{said}'


def _marks(a: Axis, events: Sequence[Event]) -> str:
    """Each event as a bar as long as it was, with its number where it begins; a link to its row."""
    numbered = len(events) <= NUMBERED
    ends = [-APART] * LEVELS
    placed: list[str] = []
    most = 0
    for e in events:
        x = a.x(e.since)
        level = next((i for i in range(LEVELS) if x - ends[i] >= APART), 0) if numbered else 0
        ends[level], most = x, max(most, level)
        placed.append(_mark(a, e, level * HIGH + HIGH / 2, numbered))
    return f'<svg class="lane" width="100%" height="{(most + 1) * HIGH}">{"".join(placed)}</svg>'


def _mark(a: Axis, e: Event, y: float, numbered: bool) -> str:
    x, end = a.x(e.since), a.x(a.until if e.until is None else e.until)
    said = escape(label(e))
    bar = f'<line class="bar" x1="{x}%" x2="{end}%" y1="{y}" y2="{y}"/>'
    dot = f'<circle cx="{x}%" cy="{y}" r="{RADIUS if numbered else 4}"/>'
    number = f'<text x="{x}%" y="{y + 4}" text-anchor="middle">{e.n}</text>' if numbered else ""
    shape = f"{bar}{dot}{number}<title>{said}</title>"
    return f'<a class="ev k{e.kind.colour}{"" if e.alert else " hollow"}" href="#e{e.n}" data-e="{e.n}" aria-label="{said}">{shape}</a>'


def label(e: Event) -> str:
    """An event in a line, for those who hear the page and for a title."""
    lasted = lasting(e.since, e.until)
    return f"{e.n}: {e.kind.words}{f', tier {e.tier}' if e.tier else ''}, from {clock(e.since)} UTC" + (
        f", {lasted}" if lasted else ", still open"
    )


def _heard(line: Line) -> list[tuple[int, int]]:
    """Stretches without a silence of over an hour, from the points that are drawn."""
    cuts = [i for i, hop in enumerate(line.hops.tolist()) if hop != SAILED]
    starts, ends = [0, *(i + 1 for i in cuts)], [*cuts, len(line.t) - 1]
    return [(int(line.t[i]), int(line.t[j])) for i, j in zip(starts, ends, strict=True)]


def _bars(a: Axis, spans: Iterable[tuple[int, int]], until: Iterable[tuple[int, int]] = ()) -> str:
    """Stretches as bars, those that would touch on a screen as one; `until` are stretches drawn thin."""
    bars = (f'<rect x="{x}%" y="5" width="{max(0.4, round(end - x, 2))}%" height="12"/>' for x, end in _merged(a, spans))
    thin = (f'<rect x="{x}%" y="10" width="{round(end - x, 2)}%" height="2"/>' for x, end in _merged(a, until))
    return f'<svg class="lane said" width="100%" height="{HIGH}" aria-hidden="true">{"".join(thin)}{"".join(bars)}</svg>'


def _merged(a: Axis, spans: Iterable[tuple[int, int]]) -> list[list[float]]:
    merged: list[list[float]] = []
    for since, until in spans:
        x, end = a.x(since), a.x(until)
        if merged and x - merged[-1][1] < 0.1:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([x, end])
    return merged


@dataclass(frozen=True)
class Said:
    """One value of one field, as a transponder sent it: in stretches from first to last, `times` in all. `held` are the stretches from when
    it was last sent until another value was."""

    field: str
    value: str
    spans: tuple[tuple[int, int], ...]
    held: tuple[tuple[int, int], ...]
    times: int


_FIELDS = {
    "name": "name",
    "call_sign": "call sign",
    "imo": "IMO number",
    "type": "type of ship (AIS code)",
    "length": "length, m",
    "draught10": "draught, m",
    "destination": "destination",
}


def said(reports: pa.Table, ships: Sequence[int]) -> list[Said]:
    """What was sent, field by field, the values in order of their first time. The MMSI is a field like others."""
    numbers = reports.select(["t", "mmsi"]).to_pylist()
    found = list(_said("MMSI", [(r["t"], number(r["mmsi"])) for r in numbers])) if len(ships) > 1 else []
    found += _said("flag that the MMSI claims", [(r["t"], country(r["mmsi"]) or "none: digits of no State's ships") for r in numbers])
    for column, name in _FIELDS.items():
        rows = [(r["t"], _value(column, r[column])) for r in reports.select(["t", column]).to_pylist() if r[column] not in (None, "")]
        found += _said(name, rows)
    return found


def _value(column: str, value: object) -> str:
    if column == "type":
        return f"{value} {Ship(200_000_000, type=int(str(value))).kind}".strip()
    return f"{int(str(value)) / 10:.1f}" if column == "draught10" else str(value).strip()


def _said(field: str, rows: list[tuple[int, str]]) -> Iterator[Said]:
    runs = [(value, [t for t, _ in run]) for value, run in groupby(sorted(rows), key=lambda r: r[1])]
    found: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]], list[int]]] = {}
    for n, (value, moments) in enumerate(runs):
        spans, held, times = found.setdefault(value, ([], [], []))
        spans.append((moments[0], moments[-1]))
        held += [(moments[-1], runs[n + 1][1][0])] if n + 1 < len(runs) else []
        times.append(len(moments))
    yield from (Said(field, value, tuple(spans), tuple(held), sum(times)) for value, (spans, held, times) in found.items())


def lanes(a: Axis, values: Sequence[Said]) -> Iterator[str]:
    """Rows of a table, one for each value, under a row for each field. Of more values than a page bears those said most often are shown."""
    for field, g in groupby(values, key=lambda s: s.field):
        all_values = list(g)
        often = sorted(all_values, key=lambda s: (-s.times, s.spans))[:VALUES]
        count = f"{len(all_values)} values" if len(all_values) > 1 else "one value"
        more = f"; the {VALUES} said most often are shown" if len(all_values) > VALUES else ""
        yield f'<tr class="field"><th scope="rowgroup" colspan="3">{escape(field)} <span class="soft">{count}{more}</span></th></tr>'
        yield from (_lane(a, s) for s in all_values if s in often)


def _lane(a: Axis, s: Said) -> str:
    first, last = s.spans[0][0], s.spans[-1][1]
    when = f"{clock(first)} to {clock(last)}, {s.times:,} times" if s.times > 1 else f"{clock(first)}, once"
    stretches = f", in {len(s.spans)} stretches" if len(s.spans) > 1 else ""
    return f'<tr><th scope="row">{escape(s.value)}</th><td>{_bars(a, s.spans, s.held)}</td><td>{when}{stretches}</td></tr>'
