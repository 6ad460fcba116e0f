"""Which listings are one subject, from links that say why two are, and judgements that say why two are not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inforce.base.nouns import Part
from inforce.store.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Link:
    """Why designations `a` and `b` (ids, a < b) are one subject. by: 'judgement', or the evidence: 'imo', 'un_reference', another
    kind of identifier, or 'name'. `parts` are how a score of names comes about; `points` orders links of one kind."""

    a: str
    b: str
    by: str
    why: str
    parts: tuple[Part, ...] = ()

    @property
    def points(self) -> int:
        """The score of the names in ten-thousandths."""
        return sum(p.score for p in self.parts)


@dataclass(frozen=True, slots=True)
class Apart:
    """Why two designations (ids, a < b) are not one subject, or why what was said of them does not hold. by: 'judgement' keeps
    them apart; 'overruled', a judgement that newer ones contradict; 'clash', facts that contradict each other somewhere in the
    two groups that a link would make one."""

    a: str
    b: str
    by: str
    why: str


@dataclass(frozen=True)
class Groups:
    """Designations by subject: `members` maps an id to the ids of its subject, itself included, where there are several. `links`
    are the reasons, `apart` what speaks against others. All in order of ids: equal input gives equal groups in any order."""

    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    apart: tuple[Apart, ...] = ()

    def of(self, designation_id: str) -> tuple[str, ...]:
        """The ids of the subject that a designation is about, that one included."""
        return self.members.get(designation_id, (designation_id,))


class KeptGroups(Groups):
    """Groups that lie in a file: `read` gives them when something of them is asked for. `digest` is over all they say."""

    def __init__(self, digest: str, read: Callable[[], Groups]) -> None:
        object.__setattr__(self, "digest", digest)
        object.__setattr__(self, "_read", read)

    digest: str
    _read: Callable[[], Groups]

    def __getattr__(self, name: str) -> Any:
        if name not in ("members", "links", "apart"):
            raise AttributeError(name)
        for field_name, value in vars(self._read()).items():
            object.__setattr__(self, field_name, value)
        return vars(self)[name]


def group(links: Iterable[Link], judgements: Sequence[Judgement], strength: Sequence[str], clash: Callable[[str, str], str]) -> Groups:
    """Groups the ids that links and judgements name.

    `judgements` stand as `judgements.standing` gives them, newest first: of those that contradict each other the newer holds.
    Then links, those whose evidence comes first in `strength` and whose names are most alike before others: one that
    would join what a judgement keeps apart, or what `clash` (of two ids) gives a reason against, joins nothing.
    """
    made = _Making(clash)
    for j in judgements:
        made.judge(j)
    for link in sorted(links, key=lambda x: (strength.index(x.by), -x.points, x.a, x.b)):
        made.join(link)
    return made.done()


class _Making:
    """Groups on the way, with the pairs that judgements keep apart."""

    def __init__(self, clash: Callable[[str, str], str]) -> None:
        self.clash = clash
        self.groups: dict[str, frozenset[str]] = {}
        self.kept_apart: dict[str, dict[str, str]] = defaultdict(dict)
        self.links: list[Link] = []
        self.apart: list[Apart] = []

    def group(self, i: str) -> frozenset[str]:
        return self.groups.get(i, frozenset({i}))

    def judge(self, j: Judgement) -> None:
        said = f"judged {j.verdict} by {j.by} on {j.at[:10]}: {j.why}"
        ours, theirs = self.group(j.a), self.group(j.b)
        if j.verdict == "same":
            if against := next(self._judged_apart(ours, theirs), ""):
                self.apart.append(Apart(j.a, j.b, "overruled", f"{said}; overruled by what is newer: {against}"))
            else:
                self._merge(ours | theirs)
                self.links.append(Link(j.a, j.b, "judgement", said))
        elif ours == theirs:
            self.apart.append(Apart(j.a, j.b, "overruled", f"{said}; overruled by newer judgements that make them one"))
        else:
            self.kept_apart[j.a][j.b] = self.kept_apart[j.b][j.a] = f"{j.a} and {j.b} {said}"
            self.apart.append(Apart(j.a, j.b, "judgement", said))

    def join(self, link: Link) -> None:
        ours, theirs = self.group(link.a), self.group(link.b)
        if ours != theirs:
            for by, reasons in (("judgement", self._judged_apart(ours, theirs)), ("clash", self._clashes(ours, theirs))):
                if against := next(reasons, ""):
                    self.apart.append(Apart(link.a, link.b, by, f"not joined although {link.why}: {against}"))
                    return
            self._merge(ours | theirs)
        self.links.append(link)

    def done(self) -> Groups:
        members = {i: tuple(sorted(group)) for i, group in sorted(self.groups.items())}
        links = sorted(self.links, key=lambda x: (x.a, x.b, x.by, x.why))
        return Groups(members, tuple(links), tuple(sorted(self.apart, key=lambda x: (x.a, x.b, x.why))))

    def _merge(self, group: frozenset[str]) -> None:
        self.groups.update(dict.fromkeys(group, group))

    def _judged_apart(self, ours: frozenset[str], theirs: frozenset[str]) -> Iterator[str]:
        judged = self.kept_apart
        return (judged[i][j] for i in sorted(ours & judged.keys()) for j in sorted(theirs & judged[i].keys()))

    def _clashes(self, ours: frozenset[str], theirs: frozenset[str]) -> Iterator[str]:
        return (why for i in sorted(ours) for j in sorted(theirs) if (why := self.clash(i, j)))
