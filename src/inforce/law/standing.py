"""How the law itself stands: what nobody has checked yet, and what nothing applies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from inforce.base.nouns import Instrument, Review, Scope
from inforce.law.barrels import Conversion
from inforce.law.book import Law


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A fact that rests on memory: of which entry, and whether it is the `content` or the number of its `paragraph`."""

    entry: str
    fact: str
    says: str


def on_memory(law: Law) -> Iterator[Unchecked]:
    """Everything that nobody has looked up, in order of the entry's id. A release has none of it."""
    others: list[Instrument | Scope | Conversion] = [*law.instruments.values(), *law.scopes.values(), *law.conversions.values()]
    for entry in sorted(others, key=lambda e: e.id):
        if entry.review is Review.MEMORY:
            yield Unchecked(entry.id, "content", entry.title)
    for entry_id, m in sorted(law.measures.items()):
        if m.review is Review.MEMORY:
            yield Unchecked(entry_id, "content", m.summary)
        if m.paragraph_review is Review.MEMORY:
            yield Unchecked(entry_id, "paragraph", m.paragraph)


def applied(law: Law) -> Counter[str]:
    """How many measures a 'check' applies, how many only a 'deadline' does, and how many 'nothing' does, with its reason."""
    return Counter("nothing" if m.not_applied else "deadline" if m.applied_by == ("deadline",) else "check" for m in law.measures.values())


def told(law: Law) -> str:
    """The share of the law that is applied, in one sentence."""
    n = applied(law)
    return (
        f"Of {n.total()} measures {n['check']} are applied by a check ({n['check'] / n.total():.0%}) and {n['deadline']} by a deadline; "
        f"each of the other {n['nothing']} says why nothing applies it."
    )
