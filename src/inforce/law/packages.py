"""The files of packages/, read as strictly as the law. `docs/law.md` explains them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from inforce.base.errors import LawError, UsageError
from inforce.base.fields import Fields, read_toml, toml_files, whole
from inforce.law import load
from inforce.law.book import Law
from inforce.law.crosscheck import must_cite, must_know
from inforce.law.package import STATES, STATUSES, Event, Package, Relief, Step, under
from inforce.law.relief import DEEDS, Terms, terms


@cache
def packages() -> Mapping[str, Package]:
    """Those that come with inforce, by id. Raises LawError where a file does not say one clear thing."""
    found = [read_package(file, load(), terms()) for file in toml_files(files("inforce.law") / "packages")]
    return {p.id: p for p in found}


def find(text: str) -> tuple[Package, tuple[str, ...] | None]:
    """The package and the steps that 'PACKAGE' or 'PACKAGE:STEP' means; PACKAGE may be a file whose name ends in .toml.

    The steps are those up to STEP; None without one. Raises UsageError for what is not there, LawError for a file that does
    not say one clear thing.
    """
    name, _, step = text.partition(":")
    if name.endswith(".toml"):
        if not Path(name).is_file():
            raise UsageError(f"There is no file {name}.")
        package = read_package(Path(name), load(), terms())
    elif name in packages():
        package = packages()[name]
    else:
        raise UsageError(f"There is no package {name!r}. There are {', '.join(packages())}; or give a file that ends in .toml.")
    return package, package.through(step) if step else None


def read_package(file: Traversable, law: Law, terms: Terms) -> Package:
    """The package in `file`, once every id in it is known and each step can be done after those before it.

    Raises LawError, naming file, step and what to do, for an unknown, missing or mistyped field, an id that is not there, steps
    in a circle, records out of order, and relief that lifts what is not law, lifts twice, or brings back what was not put aside.
    """
    name = file.name.removesuffix(".toml")
    package = whole(Fields(read_toml(file), f"packages/{file.name}"), lambda f: _package(f, name, law, terms))
    must_cite(f"packages/{file.name}", package.review, package.sources, law)
    for n, step in enumerate(package.steps):
        _fits(step, package.steps[:n], f"packages/{file.name}, {step.id}", law, terms)
    under(law, package)
    for step in package.steps:
        if step.if_fails:
            under(law, package, package.through(step.id))
    return package


def _package(f: Fields, name: str, law: Law, terms: Terms) -> Package:
    head = Fields(f.table("package"), f"{f.where}, [package]")
    day, target = head.day("day"), head.text("target")
    ground = Ground(law, terms, target, day)
    package = Package(
        id=head.text("id"),
        title=head.text("title"),
        status=head.one_of("status", STATUSES),
        target=target,
        day=day,
        reading=head.text("reading"),
        review=head.review(),
        steps=f.tables("steps", lambda s: _step(s, ground), "id"),
        sources=head.texts("sources", ()),
        note=head.text("note", ""),
    )
    head.done()
    if package.id != name:
        raise head.wrong("id", package.id, f"but the file is that of {name!r}; mend the id or the file's name")
    if not package.steps:
        raise LawError(f"{f.where}: a package without a step does nothing. Add [[steps]].")
    return package


def _step(f: Fields, ground: "Ground") -> Step:
    return Step(
        id=f.text("id"),
        actor=f.text("actor"),
        deed=f.text("deed"),
        verified_by=f.text("verified_by"),
        evidence=f.text("evidence"),
        due=f.text("due"),
        otherwise=f.text("otherwise"),
        review=f.review(),
        after=f.texts("after", ()),
        together=f.text("together", ""),
        if_fails=f.text("if_fails", ""),
        notice_days=f.whole_or_none("notice_days"),
        relief=f.tables("relief", lambda r: _relief(r, ground)),
        events=f.tables("events", _event),
        undo=f.text("undo", ""),
        sources=f.texts("sources", ()),
        note=f.text("note", ""),
    )


def _event(f: Fields) -> Event:
    return Event(f.day("day"), f.one_of("state", STATES), f.text("who"), f.text("what"), f.review(), f.texts("sources", ()))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the words of a package are read on: the law on its day, as far as it is about its target, and the terms."""

    law: Law
    terms: Terms
    target: str
    day: date

    def means(self, word: str, of: tuple[str, ...], since: date) -> tuple[str, ...]:
        """The ids of the measures that a word means: that measure, or those in force on `since` of an instrument or a selection.

        `of` keeps those of these instruments or issuers.
        """
        if word in self.law.measures:
            return (word,)
        pool = [m for m in self.law.in_force(since) if m.target == self.target]
        pool = [m for m in pool if not of or {m.instrument, self.law.instruments[m.instrument].issuer} & {*of}]
        chosen = self.terms.selections.get(word)
        return tuple(m.id for m in pool if (chosen.picks(m, self.law) if chosen else m.instrument == word))


def _relief(f: Fields, ground: Ground) -> Relief:
    deed, since, days = f.one_of("deed", DEEDS), f.day_or_none("since") or ground.day, f.whole_or_none("days")
    words, of, but = f.texts("what", ()), f.texts("of", ()), f.texts("but", ())
    law, terms = ground.law, ground.terms
    must_know(f.where, "what", words, {*law.measures, *law.instruments, *terms.selections})
    must_know(f.where, "of", of, {*law.instruments, *law.issuers})
    if (days is None) == (deed == "suspend"):
        raise f.wrong("days", days, "is how long a suspension lasts: give it to a suspension, and to nothing else")
    if not words and deed != "snap_back":
        raise f.wrong(
            "what", words, "is missing: measures, instruments, or selections of relief.toml; only a snap_back means all without it"
        )
    meant = {word: ground.means(word, of, since) for word in words}
    if nothing := [word for word, ids in meant.items() if not ids]:
        raise f.wrong("what", nothing[0], f"names nothing that is law on {since}")
    found = [measure_id for ids in meant.values() for measure_id in ids]
    if elsewhere := [m for m in found if law.measures[m].target != ground.target]:
        raise f.wrong("what", elsewhere[0], f"is about {law.measures[elsewhere[0]].target}, and the package about {ground.target}")
    must_know(f.where, "but (a measure that `what` names)", but, found)
    told = (*words, *(f"of {each}" for each in of), *(f"but {each}" for each in but))
    return Relief(deed, tuple(m for m in found if m not in but), since, told, days)


def _fits(step: Step, before: tuple[Step, ...], at: str, law: Law, terms: Terms) -> None:
    must_cite(at, step.review, step.sources, law)
    must_know(at, "actor", [step.actor], terms.actors)
    earlier = [s.id for s in before]
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", step.id):
        raise LawError(f"{at}: the id of a step is small letters, digits and hyphens.")
    if step.id in earlier:
        raise LawError(f"{at}: there are two steps of that id. Give each its own.")
    others = {"after": step.after, "together": [step.together], "if_fails": [step.if_fails]}
    for field, ids in others.items():
        must_know(at, f"{field} (a step earlier in the file)", [i for i in ids if i], earlier)
    if step.together in step.after:
        raise LawError(f"{at}: `together` and `after` both name {step.together!r}; it is one or the other.")
    if (step.notice_days is not None) and not step.if_fails:
        raise LawError(f"{at}: `notice_days` belongs to a step with `if_fails`.")
    for event in step.events:
        must_cite(f"{at}, event of {event.day}", event.review, event.sources, law)
    if any(a.day >= b.day for a, b in zip(step.events, step.events[1:], strict=False)):
        raise LawError(f"{at}: the events are not in order of their days, one for each day. Order them.")
