"""The regime over time: how many measures were in force, and the acts, tests, launches and summits on the way; a table and a picture.

The picture is SVG without script, font or colour that it needs: shapes tell tests, launches and summits apart. It is shown beside
its table.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from inforce.base.nouns import Instrument, Measure
from inforce.law.book import Law
from inforce.law.milestones import Milestone
from inforce.reports.document import Cell, Document, Table, table

SINCE = date(2006, 1, 1)
WIDTH, HEIGHT = 1040, 520
LEFT, RIGHT, TOP, BOTTOM = 96, 20, 110, 90
MARKS = {
    "nuclear test": ("M0,-7 L7,6 L-7,6 Z", 44),
    "launch": ("M-6,0 a6,6 0 1,0 12,0 a6,6 0 1,0 -12,0", 66),
    "summit": ("M0,-8 L8,0 L0,8 L-8,0 Z", 88),
}


def in_force(law: Law, issuers: Sequence[str], target: str, day: date) -> int:
    """How many measures about the target, of these issuers, are law on that day; those asleep beneath another one too."""
    return sum(m.target == target and law.instruments[m.instrument].issuer in issuers for m in law.in_force(day))


def until(law: Law) -> date:
    """The end of the picture: the beginning of the year after the last day on which the law changed."""
    return date(law.boundaries[-1].year + 1, 1, 1)


def document(law: Law, milestones: Iterable[Milestone], target: str) -> Document:
    """The picture with its table."""
    told = tuple(milestones)
    lead = (
        "How many measures are law on each day, those asleep beneath a newer one included. A count is a count: one measure may weigh "
        "more than ten. The Council's acts stand below the axis, and above it the tests and launches that they answered, and the summits.",
    )
    return Document("Measures in force since 2006", lead, (days(law, told, target),), (("Measures in force", picture(law, told, target)),))


def days(law: Law, milestones: Iterable[Milestone], target: str) -> Table:
    """One row per act, test, launch, summit and end of a measure, oldest first, with the measures in force on that day."""
    rows: list[tuple[date, str, str, str, str]] = [(i.adopted, "act", i.id, i.title, i.review) for i in _acts(law, target)]
    rows += [(m.day, m.kind, ", ".join(m.answered_by), m.what, m.review) for m in milestones]
    rows += [(m.until, "end", m.id, m.summary, m.review) for m in _ended(law, target) if m.until]
    columns = ("day", "kind", "act, or answered by", "what", "of the Council", "of all", "review")
    return table("timeline", "Day by day", columns, (_row(r, law, target) for r in sorted(rows)), "Measures in force on that day.")


def _row(told: tuple[date, str, str, str, str], law: Law, target: str) -> tuple[Cell, ...]:
    day, kind, act, what, review = told
    return str(day), kind, act, what, in_force(law, ("un",), target, day), in_force(law, tuple(law.issuers), target, day), review


def _ended(law: Law, target: str) -> list[Measure]:
    """The measures about the target that ended and that no other took the place of."""
    return [m for m in law.measures.values() if m.target == target and m.until and not law.related("replaces", m.id)]


def _acts(law: Law, target: str) -> list[Instrument]:
    """The acts about the target, adopted since the picture begins, that brought in measures."""
    with_measures = {m.instrument for m in law.measures.values()}
    return [i for i in law.instruments.values() if i.target == target and i.adopted >= SINCE and i.id in with_measures]


def picture(law: Law, milestones: Iterable[Milestone], target: str) -> str:
    """The SVG."""
    end = until(law)
    most = max(in_force(law, tuple(law.issuers), target, day) for day in law.boundaries)
    top = -(-most // 25) * 25
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d" font-family="sans-serif" '
        'font-size="12" fill="#1a1a1a">',
        '<title id="t">Measures in force since 2006</title>',
        '<desc id="d">Two rising step lines, of the Council and of all issuers, with acts, tests, launches and summits. '
        "The table beside holds the same.</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_axes(end, top),
        _line(law, tuple(law.issuers), target, end, top, 'stroke="#8a8a8a" stroke-dasharray="6 3"'),
        _line(law, ("un",), target, end, top, 'stroke="#0b4f8a"'),
        *_legend(law, target, end, top),
        *_marks(milestones, end),
        *_resolutions(law, target, end),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(day: date, end: date) -> float:
    return round(LEFT + (day - SINCE).days / (end - SINCE).days * (WIDTH - LEFT - RIGHT), 1)


def _y(count: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - count / top * (HEIGHT - TOP - BOTTOM), 1)


def _axes(end: date, top: int) -> Iterator[str]:
    for count in range(0, top + 1, 25):
        y = _y(count, top)
        yield f'<path d="M{LEFT},{y} H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{count}</text>'
    for year in range(SINCE.year, end.year):
        x = _x(date(year, 1, 1), end)
        yield f'<path d="M{x},{TOP} V{HEIGHT - 26}" stroke="#e6e6e6"/><text x="{x + 3}" y="{HEIGHT - 18}">{year}</text>'
    yield f'<path d="M{LEFT},{HEIGHT - BOTTOM} H{WIDTH - RIGHT}" stroke="#1a1a1a"/>'


def _line(law: Law, issuers: Sequence[str], target: str, end: date, top: int, stroke: str) -> str:
    steps = [f"M{_x(SINCE, end)},{_y(in_force(law, issuers, target, SINCE), top)}"]
    for day in (d for d in law.boundaries if SINCE < d < end):
        steps.append(f"H{_x(day, end)} V{_y(in_force(law, issuers, target, day), top)}")
    return f'<path d="{" ".join(steps)} H{_x(end, end)}" fill="none" stroke-width="2" {stroke}/>'


def _legend(law: Law, target: str, end: date, top: int) -> Iterator[str]:
    last = date.fromordinal(end.toordinal() - 1)
    for name, issuers in (("all issuers", tuple(law.issuers)), ("the Council", ("un",))):
        count = in_force(law, issuers, target, last)
        yield f'<text x="{WIDTH - RIGHT}" y="{_y(count, top) - 7}" text-anchor="end">{name}: {count}</text>'


def _marks(milestones: Iterable[Milestone], end: date) -> Iterator[str]:
    for kind, (_, y) in MARKS.items():
        yield f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{kind}{"es" if kind == "launch" else "s"}</text>'
    named = 0  # summits are called by their place, left and right of their mark in turn
    for m in milestones:
        shape, y = MARKS[m.kind]
        x, title = _x(m.day, end), escape(f"{m.day}: {m.kind}, {m.what}")
        yield f'<path d="{shape}" transform="translate({x},{y})" fill="#1a1a1a"><title>{title}</title></path>'
        if m.kind == "summit":
            at, anchor = ((x - 12, "end"), (x + 12, "start"))[named % 2]
            yield f'<text x="{at}" y="{y + 4}" text-anchor="{anchor}">{escape(m.what.partition(",")[0])}</text>'
            named += 1


def _resolutions(law: Law, target: str, end: date) -> Iterator[str]:
    """The Council's resolutions, upright below the axis, moved apart where they would touch, each tied to its day."""
    base, before = HEIGHT - BOTTOM, 0.0
    for i in sorted((i for i in _acts(law, target) if i.issuer == "un" and i.kind == "resolution"), key=lambda i: i.adopted):
        x = _x(i.adopted, end)
        before = at = max(x, before + 15)
        yield f'<path d="M{x},{base} v6 L{at},{base + 16}" fill="none" stroke="#555"><title>{i.id}, {i.adopted}</title></path>'
        yield f'<text transform="translate({at + 4},{base + 50}) rotate(-90)">{i.id.partition("/")[2]}</text>'
