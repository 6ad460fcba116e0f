"""Questions to the State, as a letter: what it alone can tell, asked alike of every State, with the datum that would settle each cell."""

from collections.abc import Iterator

from inforce.base.nouns import Measure
from inforce.law.book import Law
from inforce.law.told import paragraph
from inforce.reports.ledger import Cell, Ledger
from inforce.reports.ledger_filed import due, months_without, runs
from inforce.reports.ledger_status import Status


def letter(made: Ledger) -> tuple[str, ...]:
    """The letter, paragraph by paragraph. It names no fault: what is open is asked, and what others say is laid before the State."""
    known = f", from what was known on {made.known}" if made.known else ""
    return (
        f"Questions to {made.name}",
        f"This is about how the measures of the Security Council on the DPRK are carried out, up to {made.day}{known}. {made.headline} "
        "That says how little is published, and nothing of how the measures are kept. The same questions go to every State.",
        *(f"{n}. {question}" for n, question in enumerate(questions(made), 1)),
        "An answer with its source will stand in the ledger beside what others say, whatever it is; so will a correction of any row.",
    )


def questions(made: Ledger) -> Iterator[str]:
    """What is asked: of each cell with something in it, of the paper, and of all that is not assessable."""
    yield from (q for c in made.cells if c.showings for q in _of_cell(c, made.law))
    bare = [called(m, made.law) for m in made.measures if not any(c.paper.acts or c.paper.whole for c in made.of(m.id))]
    if bare:
        few = "; ".join(bare[:4]) + (f"; and {len(bare) - 4} more" if len(bare) > 4 else "")
        yield f"By which acts, and since when, are these measures carried out in law: {few}? None is known here, which is not to say none."
    silent = {c.settles: called(c.measure, made.law) for c in reversed(made.cells) if c.status is Status.NOT_ASSESSABLE and not c.showings}
    for datum in sorted(silent):
        yield f"Can you make available {datum}? It would settle, among others, {silent[datum]}."


def called(m: Measure, law: Law) -> str:
    """A measure as a letter names it: "resolution 2371 (2017), paragraph 8, coal and iron"."""
    act = law.instruments[m.instrument].title.removeprefix("Security Council ")
    return ", ".join(filter(None, (act, paragraph(m), m.id.partition("#")[2].replace("-", " "))))


def _of_cell(c: Cell, law: Law) -> Iterator[str]:
    name = called(c.measure, law)
    where = f"{name[:1].upper()}{name[1:]}, {c.period}"
    if c.status in (Status.CONTESTED, Status.DOCUMENTED, Status.INDICATED, Status.INCONSISTENT):
        said = " ".join(f"By {s.by}: {s.told}" for s in c.judgement.rests_on)
        yield f"{where}. {said} What do your own records show? It may be explained, among others, by: {'; '.join(c.innocent)}."
    elif c.status is Status.LATE:
        yield f"{where}. {c.judgement.rests_on[0].told} Have reports been filed since, and for which months and amounts?"
    elif c.status is Status.NOT_ASSESSABLE:
        question = "Which product was it, and what did it come to in barrels?" if c.by_factor else "What do your own records show?"
        yield f"{where}. {c.showings[0].told} {question}"
    if (missing := months_without(c)) and c.account:
        told = f"{c.account.coverage(c.state).words}. No figure is held for {len(missing)} months: {runs(missing)}."
        yield f"{where}. {told} Was there nothing in them, or is there a report ({due(c)[0]})?"
