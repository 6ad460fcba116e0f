"""All findings of a run of tracks on one map with one table, from where each leads to its ship's page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import pyarrow as pa

from inforce.base.nouns import Finding
from inforce.check import Check
from inforce.reference import Reference
from inforce.reports.sea_events import Event, events, of_ship
from inforce.reports.sea_map import Chart, legend, map_box, page
from inforce.reports.vessel import FOOT, Heard, counted, events_table, told_signs, vessel_page

INDEX = "index.html"
SHIPS, ROWS = 400, 2_000  # ships that get a page, and events in the table: signs first, then by time
AT_ONCE = 40  # ships whose rows are read together: days may lie in thousands of files
MET_S = 43_200  # before and after a meeting: how much of the other ship's way is shown

Of = Callable[[Iterable[int]], tuple[pa.Table, pa.Table]]  # positions (FIX) and static reports (REPORT) of these numbers


@dataclass(frozen=True)
class Found:
    """A run's findings on tracks, numbered as events, with where positions are to be had from and what the run left open."""

    events: Sequence[Event]
    of: Of
    ref: Reference
    left_open: tuple[str, ...] = ()

    def heard(self, ships: tuple[int, ...]) -> Heard:
        """What the page of these numbers is made from."""
        fixes, reports = self.of(ships)
        own = of_ship(self.events, [f"{m:09}" for m in ships])
        return Heard(ships, fixes, reports, self.events, self._met(own, set(ships)), self.left_open)

    def _met(self, own: Sequence[Event], ships: set[int]) -> pa.Table | None:
        """Positions of the ships that they met, about the time of the meetings."""
        times = [(int(m), e) for e in own for m in e.ships if int(m) not in ships]
        if not times:
            return None
        fixes = self.of({m for m, _ in times})[0]
        mmsi, t = fixes["mmsi"].to_numpy(), fixes["t"].to_numpy()
        inside = mmsi < 0
        for m, e in times:
            inside |= (mmsi == m) & (t >= e.since - MET_S) & (t <= (e.until or e.since) + MET_S)
        return fixes.filter(pa.array(inside))


def found(findings: Iterable[Finding], of: Of, ref: Reference, checks: Mapping[str, Check], left_open: Iterable[str] = ()) -> Found:
    """A run's findings, ready for pages."""
    open_ = tuple(f"Not checked: {text}." for text in left_open)
    return Found(events(findings, checks, ref.law.measures), of, ref, open_)


def pages(run: Found) -> Iterator[tuple[str, str]]:
    """Name and text of each file: a page for every ship with an event, then the map of all. Of more than SHIPS those with most signs."""
    ships = _ships(run.events)
    shown = ships[:SHIPS]
    names: dict[str, str] = {}
    for first in range(0, len(shown), AT_ONCE):
        some = shown[first : first + AT_ONCE]
        held = replace(run, of=_held(run.of(int(m) for e in of_ship(run.events, some) for m in e.ships if m.isdigit())))
        for mmsi in some:
            heard = held.heard((int(mmsi),))
            names[mmsi] = heard.title
            yield file_of(mmsi), vessel_page(heard, run.ref.places, run.ref.zones, INDEX)
    yield INDEX, index(run, names, len(ships))


def _held(tables: tuple[pa.Table, pa.Table]) -> Of:
    """Rows in memory, asked like those that are not."""
    numbers = [t["mmsi"].to_numpy() for t in tables]

    def of(ships: Iterable[int]) -> tuple[pa.Table, pa.Table]:
        wanted = np.array(sorted(set(ships)), np.int64)
        fixes, reports = (t.filter(pa.array(np.isin(n, wanted))) for t, n in zip(tables, numbers, strict=True))
        return fixes, reports

    return of


def file_of(mmsi: str) -> str:
    """The file of a ship's page."""
    return f"{mmsi}.html"


def _ships(all_events: Sequence[Event]) -> list[str]:
    """The numbers in the events, those with most signs first."""
    signs: dict[str, tuple[int, int]] = {}
    for e in all_events:
        for m in e.ships:
            a, b = signs.get(m, (0, 0))
            signs[m] = (a + e.alert, b + 1)
    return sorted((m for m in signs if m.isdigit()), key=lambda m: (-signs[m][0], -signs[m][1], m))


def index(run: Found, names: Mapping[str, str], ships: int) -> str:
    """The map of all findings; `names` are the titles of the pages there are, by MMSI, `ships` how many ships have an event."""
    shown = sorted(run.events, key=lambda e: not e.alert)[:ROWS]
    return page("Findings at sea", _body(run, shown, names, ships), Chart([], shown, run.ref.places, (), run.ref.zones).drawn())


def _body(run: Found, shown: Sequence[Event], names: Mapping[str, str], ships: int) -> Iterator[str]:
    yield '<a class="skip" href="#events">Skip the map</a><main><h1>Findings at sea</h1><div class="first">'
    yield f"<p>{counted(len(run.events), 'event')} of {counted(ships, 'ship')}: {told_signs(run.events)}. Each is possible, none is proof; "
    yield "each lists what would explain it innocently.</p>"
    if len(shown) < len(run.events):
        yield f"<p>On this page are {len(shown):,} of them, signs first; the findings' own file has all.</p>"
    if len(names) < ships:
        yield f"<p>{len(names):,} ships have a page here, those with most signs; for another: inforce tracks page MMSI.</p>"
    yield f"</div>{legend(shown, track=False)}"
    yield map_box("Map of all findings; arrow keys move it, plus and minus zoom")
    pages_of = {mmsi: file_of(mmsi) for mmsi in names}
    yield f"<h2>Ships</h2>{_ship_table(run, names)}"
    yield '<h2 id="events">Events</h2><p><label>Only rows with <input type="search" id="find" placeholder="MMSI, day, tier …"></label> '
    yield '<span id="count" class="soft" aria-live="polite"></span></p>'
    yield f"{events_table(shown, (), pages_of)}</main><footer>"
    yield from (f"<p>{escape(text)}</p>" for text in (*run.left_open, *FOOT))
    yield "</footer>"


def _ship_table(run: Found, names: Mapping[str, str]) -> str:
    if not names:
        return "<p>None.</p>"
    rows = "".join(_ship_row(mmsi, title, of_ship(run.events, [mmsi])) for mmsi, title in names.items())
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("ship", "signs", "not determined", "of which kind"))
    many = len(names) > 12
    table = f'<div class="scroll"><table class="ships"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f"<details><summary>{len(names):,} ships, those with most signs first</summary>{table}</details>" if many else table


def _ship_row(mmsi: str, title: str, own: Sequence[Event]) -> str:
    signs = sum(e.alert for e in own)
    kinds = "; ".join(dict.fromkeys(e.kind.words for e in own))
    link = f'<a href="{file_of(mmsi)}">{escape(title)}</a>'
    return f'<tr><th scope="row">{link}</th><td>{signs}</td><td>{len(own) - signs}</td><td>{escape(kinds)}</td></tr>'
