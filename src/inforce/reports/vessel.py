"""A ship's page: where she went and was not heard, what was found, and what her transponder said of her, on one map and one axis of time.

What is found is possible, never proven; each event stands with its innocent explanations, its tier and the measures tied to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

import pyarrow as pa

from inforce.reports.sea_events import Event, clock, lasting, of_ship, place
from inforce.reports.sea_lanes import Axis, axis, lanes, said, strip
from inforce.reports.sea_map import Chart, legend, map_box, page
from inforce.reports.sea_track import Line, lines
from inforce.sea.places import Place
from inforce.sea.zones import Zone

FOOT = (
    "What is found here is a possible sign, never proof: no breach is stated, and a ship is innocent until shown otherwise. Nothing here "
    "sees a repainted name, a forged paper, what a hold contains, or who gave the order. A flag, a name and a number are what a "
    "transponder claims.",
    "Land: Natural Earth, 1 to 10 million, public domain, lakes and rivers shown as land; ports: World Port Index (NGA), public domain; "
    "other places: circles of our own about what a source names, no boundary and no claim of any State. Map drawn with Leaflet 1.9.4 "
    "(BSD-2-Clause, copyright Volodymyr Agafonkin and CloudMade). This page asks nothing of any other: no tile, font or script is fetched.",
)


@dataclass(frozen=True)
class Heard:
    """What a page is made from: the MMSIs, their positions (schema FIX) and static reports (REPORT), the run's events (all, numbered as in
    the run), positions of ships that they met, and what the run left open."""

    ships: tuple[int, ...]
    fixes: pa.Table
    reports: pa.Table
    events: Sequence[Event]
    others: pa.Table | None = None
    left_open: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The MMSIs as written."""
        return tuple(f"{m:09}" for m in self.ships)

    @property
    def title(self) -> str:
        """The newest name and the numbers."""
        names = [r["name"] for r in self.reports.sort_by("t").select(["name"]).to_pylist() if (r["name"] or "").strip()]
        return f"{names[-1].strip() if names else 'A ship without a name'}, MMSI {' and '.join(self.numbers)}"


def vessel_page(heard: Heard, places: Iterable[Place] = (), zones: Sequence[Zone] = (), back: str = "") -> str:
    """The whole page; `zones` are those that the user brought, `back` is the name of the file with the map of all findings."""
    own = of_ship(heard.events, heard.numbers)
    drawn = lines(heard.fixes, heard.ships)
    met = _met(heard, own, drawn)
    time = axis(drawn, own, heard.reports)
    chart = Chart(drawn, own, places, met, zones)
    return page(heard.title, _body(heard, own, chart, time, back), chart.drawn() | {"axis": [time.since, time.until]})


def _met(heard: Heard, own: Sequence[Event], drawn: Sequence[Line]) -> list[Line]:
    """Lines of the ships met, near the first of ours."""
    if heard.others is None or not heard.others.num_rows or not drawn:
        return []
    ships = sorted({int(m) for e in own for m in e.ships} - set(heard.ships))
    found = [x for x in lines(heard.others, ships, 300 * max(1, len(ships))) if len(x.t)]
    return [_beside(x, float(drawn[0].lon[0])) for x in found]


def _beside(x: Line, around: float) -> Line:
    turns = round((around - float(x.lon[0])) / 360) * 360
    return x if not turns else Line(x.mmsi, x.t, x.lat, x.lon + turns, x.sog10, x.hops, x.of, x.off_km)


def _body(heard: Heard, own: Sequence[Event], chart: Chart, time: Axis, back: str) -> Iterator[str]:
    yield '<a class="skip" href="#events">Skip the map</a><main>'
    yield f"<h1>{escape(heard.title)}</h1>"
    if back:
        yield f'<p><a href="{escape(back)}">All findings of this run on one map</a></p>'
    yield '<div class="first">'
    yield from (f"<p>{escape(text)}</p>" for text in told(heard, own, chart.lines))
    yield "</div>"
    yield f"<h2>Where she was</h2>{legend(own, bool(chart.lines), bool(chart.others))}"
    yield map_box("Map: track and events; arrow keys move it, plus and minus zoom")
    values = said(heard.reports, heard.ships)
    head = "".join(f'<th scope="col">{h}</th>' for h in ("what", "time", "told"))
    yield f'<h2>When</h2><table class="lanes"><thead><tr>{head}</tr></thead><tbody>'
    yield from strip(time, own, chart.lines)
    yield "</tbody><tbody>"
    yield from lanes(time, values)
    yield "</tbody></table>"
    if not values:
        yield '<p class="soft">No static report of this number is held: its name, call sign, IMO number and draught are not known.</p>'
    yield f'<h2 id="events">Events</h2>{events_table(own, heard.numbers)}</main><footer>'
    yield from (f"<p>{escape(text)}</p>" for text in (*heard.left_open, *FOOT))
    yield "</footer>"


def told(heard: Heard, own: Sequence[Event], drawn: Sequence[Line]) -> Iterator[str]:
    """What must be known before the map is looked at: how much there is, how it was drawn, and that none of it proves anything."""
    yield (
        f"{counted(len(own), 'event')}: {told_signs(own)}. Each is possible, none is proof."
        if own
        else "Nothing was found about this ship by the checks that ran: checked, and nothing to say. That is no clearance."
    )
    if not drawn:
        yield "No position of this number is held; there is no track to draw."
    for line in drawn:
        how = (
            f"all of them drawn: {line.of:,} positions"
            if len(line.t) == line.of
            else f"{line.of:,} positions, of which {len(line.t):,} are drawn; those left out lie within {_off(line.off_km)} of the line"
        )
        yield f"MMSI {line.mmsi:09}, {clock(int(line.t[0]))} to {clock(int(line.t[-1]))} UTC: {how}."


def counted(n: int, what: str) -> str:
    """'one event', '2,000 events'."""
    return f"one {what}" if n == 1 else f"{n:,} {what}s"


def told_signs(events: Sequence[Event]) -> str:
    """How many of them are signs, and how many only tell what lay about."""
    signs = sum(e.alert for e in events)
    return f"{signs:,} sign{'s' * (signs != 1)} to weigh, {len(events) - signs:,} not determined"


def _off(km: float) -> str:
    return f"{km:.1f} km" if km >= 1 else f"{max(1, km * 1000):.0f} m"


def events_table(own: Sequence[Event], about: Sequence[str] = (), page_of: dict[str, str] | None = None) -> str:
    """The events as a table, each with its details; `about` are the numbers whose page it is, `page_of` files to link to by MMSI."""
    if not own:
        return "<p>None.</p>"
    heads = ("no.", "what", "when, UTC", "where", "ships", "why")
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    rows = "".join(_row(e, about, page_of or {}) for e in own)
    return f'<div class="scroll"><table class="events"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(e: Event, about: Sequence[str], page_of: dict[str, str]) -> str:
    sign = f'<span class="sign k{e.kind.colour}{"" if e.alert else " hollow"}">{escape(e.kind.sign)}{e.n}</span>'
    link = f'<a href="#map" data-go="{e.n}" title="show on the map">{sign}</a>' if e.lat is not None else sign
    ships = "<br>".join(_ship(m, page_of, e.n) for m in e.ships if m not in about)
    when = f'<span class="day">{clock(e.since)}</span><br><span class="day">{_until(e)}</span>'
    return (
        f'<tr id="e{e.n}" data-e="{e.n}" data-kind="{e.kind.colour}"><th scope="row">{link}</th><td>{escape(e.kind.words)}<br>'
        f'<span class="soft">{escape(_grade(e))}</span></td><td>{when}</td><td>{escape(place(e.lat, e.lon))}</td><td>{ships}</td>'
        f'<td class="why">{_details(e, page_of)}</td></tr>'
    )


def _ship(mmsi: str, page_of: dict[str, str], n: int) -> str:
    return f'<a href="{escape(page_of[mmsi])}#e{n}">{escape(mmsi)}</a>' if mmsi in page_of else escape(mmsi)


def _until(e: Event) -> str:
    return f"to {clock(e.until)} ({lasting(e.since, e.until)})" if e.until is not None else "still open"


def _grade(e: Event) -> str:
    tier = f"tier {e.tier}, " if e.tier else ""
    return f"{tier}{e.finding.outcome.replace('_', ' ')}"


def _details(e: Event, page_of: dict[str, str]) -> str:
    """Why, and behind it all that goes with it. The panel beside the map shows the same, opened."""
    measures = [f"{m}: {what} (review: {review})" for m, what, review in e.measures]
    evidence = [f"{x.source}, {x.locator}: {x.value}" for x in e.finding.evidence]
    known = [
        ("innocent explanations", [e.innocent] if e.innocent else ["the check names none"]),
        ("can be wrong", [e.wrong] if e.wrong else []),
        ("measures tied to it", measures or ["none: this is no breach of any measure by itself"]),
        ("evidence", evidence),
        ("figures", [f"{name.replace('_', ' ')}: {value}" for name, value in e.facts]),
        ("check, finding", [f"{e.finding.check_id}, {e.finding.id}" if e.finding.id else e.finding.check_id]),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{_list(texts)}</dd>" for name, texts in known if texts)
    head = f"{e.kind.sign}{e.n}: {e.kind.words}"
    leads = "".join(f'<p class="hidden">Page of {_ship(m, page_of, e.n)}</p>' for m in e.ships if m in page_of)
    return (
        f'<div id="d{e.n}">{leads}<h3 class="hidden">{escape(head)}</h3><p class="hidden">{escape(_grade(e))}; {clock(e.since)} '
        f"{escape(_until(e))}</p><p>{escape(e.finding.why)}</p><details><summary>Innocent explanations, measures, evidence</summary>"
        f"<dl>{rows}</dl></details></div>"
    )


def _list(texts: Sequence[str]) -> str:
    return escape(texts[0]) if len(texts) == 1 else f"<ul>{''.join(f'<li>{escape(t)}</li>' for t in texts)}</ul>"
