"""What a statement or another text speaks of among what the measures cover, by our own words: candidates for a person to look at."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Measure, Modality
from inforce.base.terms import folded, standing
from inforce.law.book import Law

FILE = "matters.toml"
BINDING = (Modality.PROHIBIT, Modality.OBLIGE, Modality.CAP, Modality.CALL_UPON, Modality.DEMAND)


def matters(text: str, law: Law) -> dict[str, tuple[str, ...]]:
    """Subjects of the law's scopes that the text speaks of, in order of their names, each with the words that were found. Words for goods
    count in a text on trade or carriage alone. Raises LawError where matters.toml does not say one clear thing."""
    trade, carriers, told = words()
    plain = folded(text)
    found: dict[str, dict[str, None]] = {}
    for subject, terms in told.items():
        found.setdefault(subject, {}).update(dict.fromkeys(standing(terms, plain)))
    if standing(trade, plain):
        for scope in law.scopes.values():
            terms = standing([t for t in scope.terms if t not in carriers], plain)
            found.setdefault(scope.subject, {}).update(dict.fromkeys(terms))
    return {subject: tuple(terms) for subject, terms in sorted(found.items()) if terms}


def covering(law: Law, subject: str, day: date) -> Iterator[Measure]:
    """The measures to be obeyed on `day` that cover that subject and ask or forbid something, in order of id."""
    covered = {s.id for s in law.scopes.values() if s.subject == subject}
    return (m for m in law.operative(day) if m.modality in BINDING and covered & {*m.covers})


@cache
def words() -> tuple[frozenset[str], frozenset[str], Mapping[str, tuple[str, ...]]]:
    """Words of trade, words for what carries goods, and those of each subject that is no goods."""
    return whole(Fields(read_toml(files("inforce.law") / FILE), FILE), _words)


def _words(f: Fields) -> tuple[frozenset[str], frozenset[str], Mapping[str, tuple[str, ...]]]:
    terms = Fields(f.table("terms"), f"{FILE}, terms")
    return frozenset(f.texts("trade")), frozenset(f.texts("carriers")), {name: terms.texts(name) for name in terms.names()}
