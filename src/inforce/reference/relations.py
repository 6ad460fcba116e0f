"""How a listing stands to others: the same subject, kept apart, or an associate; and what became of each judgement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inforce.base.nouns import Designation, Part
from inforce.reference.groups import Groups, Link
from inforce.reference.known import Reference
from inforce.store.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Relation:
    """How another listing stands to one: 'same' subject; 'apart', by a judgement or by facts; 'associate', whom the list itself
    links it to, by name. `id` is empty for an associate. `parts` are how a score of names comes about."""

    relation: str
    id: str
    name: str
    why: str
    parts: tuple[Part, ...] = ()


def relations(ref: Reference, d: Designation) -> Iterator[Relation]:
    """Every relation of the subject that `d` is about, those that are the same first, each kind in order of ids."""
    group = ref.groups.of(d.id)
    for i in group:
        if i != d.id:
            links = _between(ref.groups, d.id, i)
            why = "; ".join(f"{x.a} and {x.b}: {x.why}" for x in links)
            yield Relation("same", i, ref.by_id[i][-1].name, why, tuple(p for x in links for p in x.parts))
    for apart in ref.groups.apart:
        if apart.by != "overruled" and {apart.a, apart.b} & {*group}:
            other = apart.b if apart.a in group else apart.a
            yield Relation("apart", other, ref.by_id[other][-1].name, f"{apart.a} and {apart.b}: {apart.why}")
    for i in group:
        for name in dict.fromkeys(name for one in ref.by_id[i] for name in one.associates):
            yield Relation("associate", "", name, f"{i} names it")


def _between(groups: Groups, a: str, b: str) -> tuple[Link, ...]:
    """The links that make `b` the same subject as `a`: what joins the two, else the shortest way over others."""
    group = {*groups.of(a)}
    inside = [link for link in groups.links if link.a in group and link.b in group]
    reached: dict[str, tuple[Link, ...]] = {a: ()}
    while b not in reached:
        for link in sorted(inside, key=lambda x: {x.a, x.b} != {a, b}):
            for here, there in ((link.a, link.b), (link.b, link.a)):
                if here in reached and there not in reached:
                    reached = {there: (*reached[here], link), **reached}
    return reached[b]


def state(j: Judgement, said: Sequence[Judgement], ref: Reference) -> str:
    """What became of a judgement among all that were ever `said`: it 'holds'; newer ones that contradict it 'overruled' it; it was
    'withdrawn', or 'said anew', by a later one of the same two; or it 'waits' for a listing that is on none of the lists held."""
    last = [other for other in said if (other.a, other.b) == (j.a, j.b)][-1]
    if last.verdict == "withdrawn" or j is not last:
        return "withdrawn" if last.verdict == "withdrawn" else "said anew"
    if not {j.a, j.b} <= ref.by_id.keys():
        return "waits"
    return "overruled" if any(x.by == "overruled" and (x.a, x.b) == (j.a, j.b) for x in ref.groups.apart) else "holds"
