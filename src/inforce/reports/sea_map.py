"""Pages with a map that need nothing else: Leaflet, coast, lines and events stand in the file, and the page itself forbids any request.

Leaflet (BSD-2-Clause, in `leaflet/` with its licence and digests) draws; there are no tiles, only the land of Natural Earth. The policy
in the page's head allows the scripts and the style that stand in it, by their sha256, and nothing from elsewhere.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

import numpy as np

from inforce.reports.sea_coast import UNIT, coast, near_points
from inforce.reports.sea_events import Event
from inforce.reports.sea_lanes import label
from inforce.reports.sea_track import Floats, Line, near, thinned
from inforce.sea.places import Place
from inforce.sea.zones import Zone

_HERE = files("inforce.reports")
PORTS = 120  # ports named on a map, at most
CORNERS = 800  # points of one ring of a zone
_HOPS = {"sailed": "sailed", "silent": "over an hour unheard: the way is not known", "lept": "a leap that no ship makes"}


@dataclass(frozen=True)
class Chart:
    """What a map shows: a ship's own lines, those of ships that she met, events with a place, the gazetteer to take names from, and zones
    that the user brought."""

    lines: Sequence[Line]
    events: Sequence[Event]
    places: Iterable[Place] = ()
    others: Sequence[Line] = ()
    zones: Sequence[Zone] = ()

    @property
    def around(self) -> float:
        """The longitude in whose neighbourhood all is drawn: that of the first line, or of most events."""
        if self.lines:
            return float(self.lines[0].lon[0])
        lon = np.radians([e.lon for e in self.events if e.lon is not None])
        return round(float(np.degrees(np.arctan2(np.sin(lon).sum(), np.cos(lon).sum()))), 5) if len(lon) else 0.0

    def drawn(self) -> dict[str, Any]:
        """All of it as plain values for the script: degrees, epoch seconds, steps from one to the next."""
        lat, lon = self._points()
        return {
            "unit": UNIT,
            "coast": coast(lat, lon),
            "lines": [_line(x, True) for x in self.lines] + [_line(x, False) for x in self.others],
            "events": [_event(e, self.around) for e in self.events if e.lat is not None and e.lon is not None],
            "places": self._places(lat, lon),
            "zones": [_zone(z, self.around) for z in self.zones if _touches(z, lat, lon)],
        }

    def _points(self) -> tuple[Floats, Floats]:
        placed = [(e.lat, e.lon) for e in self.events if e.lat is not None]
        lat = np.concatenate([*(x.lat for x in self.lines), np.array([p[0] for p in placed], float)])
        lon = np.concatenate([*(x.lon for x in self.lines), np.array([p[1] for p in placed], float)])
        return lat, lon

    def _places(self, lat: Floats, lon: Floats) -> list[list[Any]]:
        """The places in the squares where something is drawn, those that are no mere port first."""
        about = list(self.places)
        if not about or not len(lat):
            return []
        held = near_points(lat, lon, np.array([p.lat for p in about]), np.array([p.lon for p in about]))
        found = [p for p, close in zip(about, held, strict=True) if close]
        found.sort(key=lambda p: (p.kind == "port" and p.country != "KP", p.id))
        special = [p for p in found if p.kind != "port" or p.country == "KP"]
        ports = [p for p in found if p not in special and not any(p.km(s.lat, s.lon) < 1 for s in special)]
        return [[p.name, p.kind, p.country, p.lat, near(p.lon, self.around), p.radius_km] for p in (*special, *ports[:PORTS])]


def _touches(z: Zone, lat: Floats, lon: Floats) -> bool:
    """Whether something is drawn in the zone, or near one of its corners."""
    corners = np.array([p for ring in z.rings for p in ring])
    turned = (lon + 180) % 360 - 180
    return bool(len(lat)) and bool(z.holds(lat, turned).any() or near_points(lat, lon, corners[:, 1], corners[:, 0]).any())


def _zone(z: Zone, around: float) -> list[Any]:
    """Its name with who claims it, and its rings, thinned, as (lat, lon), in the neighbourhood of the longitude."""
    rings = [np.array(ring) for ring in z.rings]
    turn = near(float(rings[0][0, 0]), around) - float(rings[0][0, 0])
    kept = [r[thinned(r[:, 1], r[:, 0], np.array([0, len(r) // 2, len(r) - 1]), CORNERS)[0]] for r in rings]
    return [f"{z.name}, as claimed by {z.claimed_by}", [[[round(y, 4), round(x + turn, 4)] for x, y in r.tolist()] for r in kept]]


def _line(x: Line, own: bool) -> dict[str, Any]:
    columns = (x.t, np.rint(x.lat * 1e5).astype(np.int64), np.rint(x.lon * 1e5).astype(np.int64))
    steps = [np.diff(c, prepend=0).tolist() for c in columns]
    return {
        "mmsi": f"{x.mmsi:09}",
        "own": own,
        "t": steps[0],
        "lat": steps[1],
        "lon": steps[2],
        "sog": x.sog10.tolist(),
        "hops": x.hops.tolist(),
    }


def _event(e: Event, around: float) -> dict[str, Any]:
    assert e.lon is not None
    return {
        "n": e.n,
        "lat": e.lat,
        "lon": near(e.lon, around),
        "sign": e.kind.sign,
        "colour": e.kind.colour,
        "hollow": not e.alert,
        "label": label(e),
        "since": e.since,
        "until": e.until,
        "ships": e.ships,
    }


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _scripts() -> tuple[str, str]:
    """Leaflet without the line that names a file for its makers, and our own script."""
    leaflet = _asset("leaflet/leaflet.js").partition("//# sourceMappingURL")[0]
    return leaflet.strip(), _asset("sea.js").strip()


@cache
def _style() -> str:
    return (_asset("leaflet/leaflet.css") + _asset("sea.css")).strip()


def _sha(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def policy() -> str:
    """The Content-Security-Policy of such a page: what stands in it, and nothing else."""
    scripts = " ".join(map(_sha, _scripts()))
    return f"default-src 'none'; script-src {scripts}; style-src {_sha(_style())}; base-uri 'none'; form-action 'none'"


_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
_SCOPES = {"col": "columnheader", "row": "rowheader", "rowgroup": "rowheader"}


def _spoken(html: str) -> str:
    """The tables' parts with their roles: narrow screens lay them out as blocks, and a browser would forget that they are tables."""
    html = re.sub(r"<(table|thead|tbody|tr|td)(?=[ >])", lambda m: f'<{m[1]} role="{_ROLES[m[1]]}"', html)
    return re.sub(r'<th scope="(\w+)"', lambda m: f'<th role="{_SCOPES[m[1]]}" scope="{m[1]}"', html)


def page(title: str, body: Iterable[str], drawn: dict[str, Any]) -> str:
    """The whole page: `body` is HTML, its texts escaped already; `drawn` is what the script draws into the element `map`."""
    values = json.dumps(drawn, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title><style>{_style()}</style></head><body>",
        *map(_spoken, body),
        f'<script type="application/json" id="drawn">{values}</script>',
        *(f"<script>{script}</script>" for script in _scripts()),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def map_box(named: str) -> str:
    """Where the script draws, with what to say where it cannot."""
    without = "The map needs its script, which stands in this file. The strip and the tables hold the same."
    hint = "Point at an event, or reach it with the Tab key, to read what it is and what would explain it innocently. Enter keeps it here."
    return (
        f'<div class="chart"><div id="map" role="region" tabindex="0" aria-label="{escape(named)}"><noscript><p>{without}</p></noscript>'
        f'</div><aside id="told" aria-live="polite"><p class="soft">{hint}</p></aside></div>'
    )


def legend(events: Sequence[Event], track: bool, met: bool = False) -> str:
    """The kinds of events there are, each to be hidden and shown, and how lines and marks are to be read."""
    kinds = {e.kind.check_id: e.kind for e in sorted(events, key=lambda e: (e.kind.colour, e.kind.check_id))}
    items = [
        f'<label><input type="checkbox" checked data-show="{k.colour}"><span class="sign k{k.colour}" aria-hidden="true">{escape(k.sign)}'
        f"</span> {escape(k.words)}</label>"
        for k in kinds.values()
    ]
    if events:
        items.append('<span class="sign k0" aria-hidden="true">·</span> filled: a sign to weigh')
        items.append('<span class="sign k0 hollow" aria-hidden="true">·</span> hollow: not determined')
    if track:
        items += [
            f'<svg width="34" height="10" aria-hidden="true"><path class="track {h}" d="M0 5H34"/></svg> {t}' for h, t in _HOPS.items()
        ]
    if met:
        items.append('<svg width="34" height="10" aria-hidden="true"><path class="track other" d="M0 5H34"/></svg> a ship that she met')
    return f'<ul class="legend" aria-label="Legend">{"".join(f"<li>{item}</li>" for item in items)}</ul>'
