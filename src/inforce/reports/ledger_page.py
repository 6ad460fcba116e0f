"""The ledger as one HTML page that needs nothing else: no script, no font, no picture from elsewhere. Cells open by key and by mouse.

What cannot be assessed is told first. Nothing is said by colour alone, and nothing by a number of the State.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from inforce.reports.claims import Weighed, on_page
from inforce.reports.document import Table, shown
from inforce.reports.ledger import Cell, Ledger
from inforce.reports.ledger_bars import caps, mirrored
from inforce.reports.ledger_filed import due, filed, of_resolutions, others, remarks
from inforce.reports.ledger_letter import letter
from inforce.reports.ledger_listed import linked, listed
from inforce.reports.ledger_mirror import Astray
from inforce.reports.ledger_sources import claimed, every
from inforce.reports.ledger_sources import shown as evidence
from inforce.reports.ledger_status import Kind, Status
from inforce.reports.ledger_tables import FOOT, acts, gaps, paper

SIGNS = {
    "not assessable": "·",
    "consistent": "=",
    "within cap as reported": "≤",
    "report late / missing": "∅",
    "inconsistent (explanations listed)": "≠",
    "indicated": "!",
    "contested": "⇄",
    "documented": "■",
}
CLASSES = {
    Kind.OWN: "its own figures (E1)",
    Kind.PARTNER: "a partner's figures (E3)",
    Kind.SENSOR: "sensors and records (E4)",
    Kind.OFFICIAL: "official findings and pages (E5)",
}


def page(made: Ledger, claims: Sequence[Weighed] = (), sums: Sequence[dict[str, object]] = (), astray: Sequence[Astray] = ()) -> str:
    """The whole page; `claims` are those by or about the State beside their evidence, `sums` the rows of its trade, `astray` goods that two
    States' records do not agree on."""
    known = f"known on {made.known}" if made.known else "everything held"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Ledger of {escape(made.name)}</title><style>{_style()}</style></head><body><main>",
        f"<h1>Ledger of {escape(made.name)}</h1>",
        f'<p class="soft">Duties of every State under the Security Council\'s measures on the DPRK, up to {made.day}; {known}.</p>',
        *([f'<p class="soft">{escape(made.left_out)}</p>'] if made.left_out else []),
        *_first(made),
        *_section("What can be said", _said(made.assessed, f"Nothing held here speaks for {made.name} or against it.")),
        *_section("What is held and decides nothing", _said(made.undecided, "Nothing else is held.")),
        *_section("Caps, as reported", caps(made)),
        *_section("Two series beside each other", mirrored(made, sums, astray)),
        *(_section("Set aside: which Korea was it?", _aside(made)) if made.aside else ()),
        *_section("Every duty and period", _matrix(made)),
        *_section("On paper", _table(paper(made))),
        *_section("Reports due under the resolutions", _table(of_resolutions(made))),
        *_section("Claims beside evidence", _claims(claims)),
        *_section("Questions to the State", _letter(made)),
        *_section("Sources", listed(every(made.cells, (key for w in claims for key in w.keys)))),
        "</main><footer>",
        *(f"<p>{escape(text)}</p>" for text in FOOT),
        f"<p>Law {made.law.digest[:16]}; {escape(known)}.</p>",
        "</footer>",
        *_popovers(made),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


@cache
def _style() -> str:
    return (files("inforce.reports") / "ledger.css").read_text(encoding="utf-8")


def _first(made: Ledger) -> Iterator[str]:
    silent = len(made.cells) - len(made.assessed)
    share = silent / len(made.cells) if made.cells else 1
    yield f'<div class="first"><p><strong>{escape(made.headline)}</strong></p>'
    yield f'<div class="share" role="img" aria-label="{share:.1%} not assessable"><span style="width:{share:.2%}"></span></div>'
    yield '<p class="soft">That says how little is public. It is no sign that duties were kept, and none that they were not.</p></div>'


def _section(title: str, body: Iterator[str]) -> Iterator[str]:
    yield f"<section><h2>{escape(title)}</h2>"
    yield from body
    yield "</section>"


def _aside(made: Ledger) -> Iterator[str]:
    yield '<p class="soft">These rows rest in no cell: neither against the State nor for it. Their declarations would tell.</p><ul>'
    yield from (f"<li>{escape(told)}</li>" for told in made.aside)
    yield "</ul>"


def _said(cells: Sequence[Cell], none: str) -> Iterator[str]:
    if not cells:
        yield f"<p>{escape(none)}</p>"
    for c in cells:
        yield f'<div class="card">{_detail(c)}</div>'


def _detail(c: Cell) -> str:
    """One cell with all that stands in it."""
    pairs: list[tuple[str, Sequence[str]]] = [
        ("obligation", (f"{c.measure.summary} In force since {c.measure.since}; review of this text: {c.measure.review}.",)),
        ("on paper", (*acts(c), *gaps(c))),
        ("reports due", due(c)),
        ("reports held", filed(c)),
        ("of other States", others(c)),
        ("of the sums", remarks(c)),
        *((name, tuple(evidence(s) for s in c.showings if s.kind is kind)) for kind, name in CLASSES.items()),
        ("claims (E6)", tuple(f"{claimed(one)} (review: {one.review})" for one in c.claims)),
        (explained(c), c.innocent),
        ("would be settled by", (c.settles,)),
    ]
    body = "".join(f"<dt>{name}</dt><dd>{_list(texts)}</dd>" for name, texts in pairs if texts)
    head = f'<h3>{_name(c.measure.id)}, {escape(c.period)} <span class="soft">{escape(c.measure.id)}</span></h3>'
    return f"{head}<p>{_status(c)}</p><dl>{body}</dl>"


def _name(measure_id: str) -> str:
    text = measure_id.partition("#")[2].replace("-", " ").replace("wmd", "WMD")
    return escape(text[:1].upper() + text[1:])


def explained(c: Cell) -> str:
    """What the cell's explanations are called: what is in line needs none, but could change."""
    return "may be changed by" if c.status in (Status.CONSISTENT, Status.WITHIN_CAP) else "may be explained by"


def _list(texts: Sequence[str]) -> str:
    safe = [linked(t) for t in texts]
    return safe[0] if len(safe) == 1 else f"<ul>{''.join(f'<li>{t}</li>' for t in safe)}</ul>"


def _status(c: Cell) -> str:
    return f'<span class="status"><span class="sign" aria-hidden="true">{SIGNS[c.status.value]}</span> {escape(c.judgement.words)}</span>'


def _matrix(made: Ledger) -> Iterator[str]:
    signs = "".join(f'<li><span class="sign" aria-hidden="true">{SIGNS[s.value]}</span> {escape(s.value)}</li>' for s in Status)
    yield '<p class="onscreen">A cell opens to its sources, and a measure to what it asks. Framed cells hold evidence, claims or reports. '
    yield "The newest year stands first; older ones follow to the right.</p>"
    yield f'<ul class="soft signs">{signs}</ul>'
    years = range(max((c.year for c in made.cells), default=-1), min((c.year for c in made.cells), default=0) - 1, -1)
    head = "".join(f'<th scope="col">{y}</th>' for y in years)
    yield _scroll("Every duty and period")
    yield f'<table class="matrix"><thead><tr><th scope="col">duty</th>{head}</tr></thead>'
    before = ""
    for m in made.measures:
        if m.instrument != before:
            title = escape(made.law.instruments[m.instrument].title)
            yield f'{"</tbody>" if before else ""}<tbody><tr class="group"><th colspan="{len(years) + 1}" scope="rowgroup">'
            yield f"<span>{title}</span></th></tr>"
            before = m.instrument
        cells = made.of(m.id)
        name = _name(m.id)
        row = "".join(_year(y, cells) for y in years)
        yield f'<tr><th scope="row"><button popovertarget="m-{_id(cells[0])}">{name}</button></th>{row}</tr>'
    yield f"{'</tbody>' if before else ''}</table></div>"


def _year(year: int, cells: Sequence[Cell]) -> str:
    return f"<td>{''.join(_button(c) for c in cells if c.year == year)}</td>"


def _button(c: Cell) -> str:
    target = f"c-{_id(c)}-{c.window.since}" if c.told else f"m-{_id(c)}"
    said = escape(f"{c.period}: {c.judgement.words}")
    sign = f'<span aria-hidden="true">{SIGNS[c.status.value]}</span><span class="hidden">{said}</span>'
    return f'<button class="{"told" if c.told else "bare"}" popovertarget="{target}" title="{said}">{sign}</button>'


def _popovers(made: Ledger) -> Iterator[str]:
    """One for each measure, and one for each cell with evidence, claims or reports."""
    for m in made.measures:
        cells = made.of(m.id)
        silent = [c for c in cells if not c.told]
        yield _popover(f"m-{_id(cells[0])}", _measure(cells, silent))
        yield from (_popover(f"c-{_id(c)}-{c.window.since}", _detail(c)) for c in cells if c.told)


def _popover(name: str, body: str) -> str:
    close = f'<button class="close" popovertarget="{name}" popovertargetaction="hide">Close</button>'
    return f'<div popover id="{name}">{close}{body}</div>'


def _measure(cells: Sequence[Cell], silent: Sequence[Cell]) -> str:
    c = cells[-1]
    m = c.measure
    rows: list[tuple[str, Sequence[str]]] = [
        ("obligation", (m.summary, f"paragraph {m.paragraph} (review: {m.paragraph_review}), in force since {m.since}")),
        ("on paper", (*acts(c), *gaps(c))),
        ("reports due", tuple(f"every {d.every_days} days: {d.what}" if d.every_days else f"by {d.due}: {d.what}" for d in m.deadlines)),
        ("not assessable", (_why(silent),) if silent else ()),
        (explained(c), c.innocent),
        ("would be settled by", (c.settles,)),
    ]
    body = "".join(f"<dt>{name}</dt><dd>{_list(texts)}</dd>" for name, texts in rows if texts)
    return f'<h3>{_name(m.id)} <span class="soft">{escape(m.id)}</span></h3><dl>{body}</dl>'


def _why(silent: Sequence[Cell]) -> str:
    return f"{', '.join(c.period for c in silent)}: nothing is held here that bears on it. That is not the same as nothing having happened."


def _id(c: Cell) -> str:
    return c.measure.id.replace("/", "-").replace("#", "-")


def _table(t: Table) -> Iterator[str]:
    if t.note:
        yield f'<p class="soft">{escape(t.note)}</p>'
    if t.rows:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in t.columns)
        body = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in t.rows)
        yield f'{_scroll(t.title)}<table class="wide"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _td(cell: Any) -> str:
    return f"<td{' class=day' if isinstance(cell, date) else ''}>{escape(shown(cell))}</td>"


def _scroll(title: str) -> str:
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'


def _claims(claims: Sequence[Weighed]) -> Iterator[str]:
    if not claims:
        yield '<p class="soft">No statement by this State or about it is held here.</p>'
        return
    yield '<p class="soft">A claim is a claim, whoever makes it. To the right stands what is held of what it is about.</p>'
    yield '<div class="scroll"><table class="wide"><thead><tr><th scope="col">said</th><th scope="col">shown</th></tr></thead><tbody>'
    for left, right in on_page(claims):
        yield f"<tr>{''.join(f'<td class=two>{_lines(texts)}</td>' for texts in (left, right))}</tr>"
    yield "</tbody></table></div>"


def _lines(texts: Sequence[str]) -> str:
    return f"<p><strong>{escape(texts[0])}</strong></p>" + "".join(f"<p>{linked(t)}</p>" for t in texts[1:])


def _letter(made: Ledger) -> Iterator[str]:
    yield '<div class="letter">'
    title, *rest = letter(made)
    yield f"<h3>{escape(title)}</h3>"
    yield from (f"<p>{escape(text)}</p>" for text in rest)
    yield "</div>"
