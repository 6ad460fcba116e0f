"""The talks as a picture: rounds above, each promise as a bar with the deeds beside it, and the day that is asked about.

SVG without script, font or colour that it needs: shapes and dashes tell the kinds apart. It is shown beside its tables.
"""

from collections.abc import Iterator
from datetime import date
from html import escape

from inforce.talks.halts import Deed, Halt, halts
from inforce.talks.rounds import rounds

SINCE, UNTIL = date(2017, 1, 1), date(2023, 1, 1)
WIDTH, LEFT, RIGHT, TOP = 1040, 110, 20, 172
LANE = 74
SHAPES = {"yes": "M0,-8 L8,7 L-8,7 Z", "no": "M-5,0 a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0", "disputed": "M0,-8 L8,0 L0,8 L-8,0 Z"}
FILLS = {"yes": "#1a1a1a", "no": "#fff", "disputed": "#fff"}


def picture(day: date) -> str:
    """The SVG, with a line at `day` where that is in its years."""
    height = TOP + LANE * len(halts()) + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="tt td" '
        'font-family="sans-serif" font-size="12" fill="#1a1a1a">',
        '<title id="tt">Rounds, promises and deeds, 2017 to 2022</title>',
        '<desc id="td">Rounds of the talks in order, each promise to hold back as a bar, and the deeds beside it. The tables hold the '
        "same.</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        *_years(height),
        *_rounds(),
        *(line for n, h in enumerate(halts()) for line in _lane(h, TOP + LANE * n)),
        *_legend(height),
        *_today(day, height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(day: date) -> float:
    share = (min(max(day, SINCE), UNTIL) - SINCE).days / (UNTIL - SINCE).days
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _years(height: int) -> Iterator[str]:
    for year in range(SINCE.year, UNTIL.year):
        x = _x(date(year, 1, 1))
        yield f'<path d="M{x},20 V{height - 44}" stroke="#e2e2e2"/><text x="{x + 4}" y="{height - 30}">{year}</text>'


def _rounds() -> Iterator[str]:
    """Each round upright with its place, moved apart where two would touch, tied to its day."""
    before = 0.0
    for r in rounds():
        if SINCE <= r.since < UNTIL:
            x = _x(r.since)
            before = at = max(x, before + 17)
            title = escape(f"{r.since}: {r.place}, {', '.join(r.parties)}; {r.outcome}")
            yield f'<path d="M{x},{TOP - 14} V{TOP - 24} L{at},{TOP - 36}" fill="none" stroke="#555"><title>{title}</title></path>'
            yield f'<text transform="translate({at + 4},{TOP - 40}) rotate(-90)">{escape(f"{r.place} {r.since:%Y-%m}")}</text>'


def _lane(h: Halt, top: int) -> Iterator[str]:
    y, start, end = top + 26, _x(h.since), _x(h.ended or UNTIL)
    doubt = min(_x(h.doubted_on), end) if h.doubted_on else end
    yield f'<text x="{LEFT - 8}" y="{y - 2}" text-anchor="end">{h.actor}: {h.id}</text>'
    yield f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end" font-size="10">held back</text>'
    yield f'<path d="M{start},{y} H{doubt}" stroke="#0b4f8a" stroke-width="9"><title>{escape(h.covers)}</title></path>'
    if doubt < end:
        yield f'<path d="M{doubt},{y} H{end}" stroke="#0b4f8a" stroke-width="9" stroke-dasharray="5 4"><title>in doubt</title></path>'
    yield from (_mark(d, top + 50) for d in h.deeds if SINCE <= d.day < UNTIL)


def _mark(d: Deed, y: int) -> str:
    title = escape(f"{d.day}: {d.what}; named by the promise: {d.within}")
    return (
        f'<path d="{SHAPES[d.within]}" transform="translate({_x(d.day)},{y})" fill="{FILLS[d.within]}" stroke="#1a1a1a" '
        f'stroke-width="1.4"><title>{title}</title></path>'
    )


def _legend(height: int) -> Iterator[str]:
    words = (("yes", "a deed that the promise names"), ("no", "one that it does not"), ("disputed", "disputed"))
    for n, (within, text) in enumerate(words):
        x, y = LEFT + 10 + 250 * n, height - 10
        mark = f'd="{SHAPES[within]}" transform="translate({x},{y - 4})" fill="{FILLS[within]}" stroke="#1a1a1a"'
        yield f'<path {mark}/><text x="{x + 14}" y="{y}">{text}</text>'
    yield f'<text x="{LEFT + 640}" y="{height - 10}">dashed: in doubt</text>'


def _today(day: date, height: int) -> Iterator[str]:
    if SINCE <= day < UNTIL:
        x = _x(day)
        yield f'<path d="M{x},20 V{height - 44}" stroke="#b00020" stroke-width="1.5"/><text x="{x + 5}" y="{TOP + 2}">{day}</text>'
