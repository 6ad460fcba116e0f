"""What changed between two editions of a list, in substance: who was added, removed, listed anew, and which facts changed.

Left out on purpose: the order of anything, blanks, case and punctuation, elements that are empty, when a file was made, and
the publisher's prose (`remarks`). Where the prose is amended officially, the day of it is a fact of its own, `amended`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inforce.base.nouns import Designation, Identifier

# Identifiers of which one subject has its own: who shares one is the same subject under another reference number.
_STRONG = ("imo", "imo_company", "lei_code", "swift_bic", "passport_number", "id_number", "tax_number", "registration_number", "wallet")
_TEXTS = ("birth_places", "vessel_type", "addresses", "positions", "associates")
_CODES = ("schema", "birth_dates", "gender", "nationalities", "countries", "flags", "programs", "measures", "listed", "delisted", "amended")
FIELDS = ("names", "identifiers", *_TEXTS, *_CODES)

Facts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, the values that only the earlier edition has and those that only the later one has, as published."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One subject as the earlier and as the later edition have it, with the fields that differ, in the order of FIELDS."""

    before: Designation
    after: Designation
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Each in order of id. `relisted`: one entry gone and another come that share an identifier, so that the subject stayed
    on the list, or is back on it, under another reference number."""

    added: tuple[Designation, ...] = ()
    removed: tuple[Designation, ...] = ()
    changed: tuple[Change, ...] = ()
    relisted: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """False when nothing changed in substance."""
        return bool(self.added or self.removed or self.changed or self.relisted)


def compare(before: Iterable[Designation], after: Iterable[Designation]) -> Changes:
    """What turned the designations of the earlier edition into those of the later one. Entries are paired by id."""
    old, new = _by_id(before), _by_id(after)
    gone = {i: old[i][0] for i in sorted({*old} - {*new})}
    come = {i: new[i][0] for i in sorted({*new} - {*old})}
    relisted = [(gone.pop(i), come.pop(j)) for i, j in [*_same_subject(gone, come)]]
    both = ((i, _differences(_facts(old[i]), _facts(new[i]))) for i in sorted({*old} & {*new}))
    return Changes(
        added=tuple(come.values()),
        removed=tuple(gone.values()),
        changed=tuple(Change(old[i][0], new[i][0], fields) for i, fields in both if fields),
        relisted=tuple(Change(a, b, _differences(_facts([a]), _facts([b]))) for a, b in relisted),
    )


def _by_id(designations: Iterable[Designation]) -> dict[str, list[Designation]]:
    """Entries by id; a list may have several under one, whose facts then count together."""
    found: dict[str, list[Designation]] = defaultdict(list)
    for designation in designations:
        found[designation.id].append(designation)
    return found


def _same_subject(gone: Mapping[str, Designation], come: Mapping[str, Designation]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of the same schema that share a strong identifier which no other entry of either side has."""
    old, new = _owners(gone), _owners(come)
    pairs = {(old[key][0], new[key][0]) for key in {*old} & {*new} if len(old[key]) == len(new[key]) == 1}
    for i, j in sorted(pairs):
        if sum(i == a or j == b for a, b in pairs) == 1:
            yield i, j


def _owners(designations: Mapping[str, Designation]) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for i, d in designations.items():
        for key in {(d.schema, x.kind, _same(x.value)) for x in d.identifiers if x.kind in _STRONG}:
            found[key].append(i)
    return found


def _facts(designations: Iterable[Designation]) -> Facts:
    """Field -> what counts of a value -> the value as published."""
    facts: dict[str, dict[str, str]] = {field: {} for field in FIELDS}
    for d in designations:
        facts["names"] |= {f"{n.kind} {_same(n.text)}": f"{n.text} ({n.kind})" for n in d.names}
        facts["identifiers"] |= {f"{x.kind} {_same(x.value)} {x.country}": _shown(x) for x in d.identifiers}
        for field in _TEXTS:
            facts[field] |= {_same(text): text for text in _values(d, field)}
        for field in _CODES:
            facts[field] |= {text: text for text in _values(d, field)}
    return facts


def _differences(old: Facts, new: Facts) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field, _only(old[field], new[field]), _only(new[field], old[field]))
        for field in FIELDS
        if {*old[field]} != {*new[field]}
    )


def _only(ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(shown for key, shown in ours.items() if key not in theirs))


def _values(designation: Designation, field: str) -> list[str]:
    value = getattr(designation, field)
    return [str(v) for v in (value if isinstance(value, tuple) else (value,)) if v]


def _shown(identifier: Identifier) -> str:
    return f"{identifier.kind} {identifier.value} {identifier.country}".strip()


def _same(text: str) -> str:
    """What is left of a text without case, blanks and punctuation; the text itself where nothing else is."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c).startswith("M")) or plain
