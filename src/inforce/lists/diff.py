"""What changed between two editions of a list, in substance: who was added, removed, listed anew, and which facts changed.

Left out on purpose: the order of anything, blanks, case and punctuation, elements that are empty, when a file was made, and
the publisher's prose (`remarks`). Where the prose is amended officially, the day of it is a fact of its own, `amended`. What an
edition cannot say because a part of it is missing (`Designation.incomplete`) is unknown there, neither added nor removed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from inforce.base.nouns import Designation, Identifier

# Identifiers of which one subject has its own: who shares one is the same subject under another reference number.
STRONG = ("imo_company", "lei_code", "swift_bic", "passport_number", "id_number", "tax_number", "registration_number", "wallet")
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


def compare(before: Iterable[Designation], after: Iterable[Designation], again: Iterable[tuple[str, str]] | None = None) -> Changes:
    """What turned the designations of the earlier edition into those of the later one. Entries are paired by id, and those that
    went and came as `same_subject` does; `again` are its pairs, where it was asked about more entries than these."""
    old, new = _by_id(before), _by_id(after)
    gone = {i: old[i][0] for i in sorted({*old} - {*new})}
    come = {i: new[i][0] for i in sorted({*new} - {*old})}
    pairs = [*same_subject(gone, come)] if again is None else [(i, j) for i, j in again if i in gone and j in come]
    relisted = [(gone.pop(i), come.pop(j)) for i, j in pairs]
    both = ((i, _differences(old[i], new[i])) for i in sorted({*old} & {*new}))
    return Changes(
        added=tuple(come.values()),
        removed=tuple(gone.values()),
        changed=tuple(Change(old[i][0], new[i][0], fields) for i, fields in both if fields),
        relisted=tuple(Change(a, b, _differences([a], [b])) for a, b in relisted),
    )


def _by_id(designations: Iterable[Designation]) -> dict[str, list[Designation]]:
    """Entries by id; a list may have several under one, whose facts then count together."""
    found: dict[str, list[Designation]] = defaultdict(list)
    for designation in designations:
        found[designation.id].append(designation)
    return found


def same_subject(gone: Mapping[str, Designation], come: Mapping[str, Designation]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of the same schema, of entries that went and entries that came, that are one subject under another number:
    they share what no other entry of either side has; an IMO number first, then another strong identifier, then a person's
    name and day of birth."""
    for keys in (_hull, _numbers, _name_and_birth):
        old, new = _owners(gone, keys), _owners(come, keys)
        pairs = {(old[key][0], new[key][0]) for key in {*old} & {*new} if len(old[key]) == len(new[key]) == 1}
        sure = [(i, j) for i, j in sorted(pairs) if sum(i == a or j == b for a, b in pairs) == 1]
        yield from sure
        gone = {i: d for i, d in gone.items() if i not in {i for i, _ in sure}}
        come = {j: d for j, d in come.items() if j not in {j for _, j in sure}}


def _owners(designations: Mapping[str, Designation], keys: Callable[[Designation], set[str]]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for i, d in designations.items():
        for key in keys(d):
            found[d.schema, key].append(i)
    return found


def _hull(d: Designation) -> set[str]:
    return {_same(value) for value in d.ids("imo")}


def _numbers(d: Designation) -> set[str]:
    return {f"{x.kind} {_same(x.value)}" for x in d.identifiers if x.kind in STRONG}


def _name_and_birth(d: Designation) -> set[str]:
    births = [text for text in d.birth_dates if re.fullmatch(r"\d{4}-\d\d-\d\d", text)]
    return {f"{_same(n.text)} {birth}" for n in d.names if n.kind != "weak" for birth in births} if d.schema == "Person" else set()


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


def _differences(before: Sequence[Designation], after: Sequence[Designation]) -> tuple[FieldChange, ...]:
    old, new = _facts(before), _facts(after)
    gone, come = _only(old, new, {word for d in after for word in d.incomplete}), _only(new, old, {w for d in before for w in d.incomplete})
    return tuple(FieldChange(field, gone[field], come[field]) for field in FIELDS if gone[field] or come[field])


def _only(ours: Facts, theirs: Facts, unknown: Set[str]) -> dict[str, tuple[str, ...]]:
    """Field -> the values that ours alone have; without those that theirs may have too, where a part of theirs is missing."""
    return {
        field: tuple(sorted(shown for key, shown in ours[field].items() if key not in theirs[field] and not _kinds(field, key) & unknown))
        for field in FIELDS
    }


def _kinds(field: str, key: str) -> set[str]:
    return {field, f"{field}/{key.partition(' ')[0]}"}


def _values(designation: Designation, field: str) -> list[str]:
    value = getattr(designation, field)
    return [str(v) for v in (value if isinstance(value, tuple) else (value,)) if v]


def _shown(identifier: Identifier) -> str:
    return f"{identifier.kind} {identifier.value} {identifier.country}".strip()


def _same(text: str) -> str:
    """What is left of a text without case, blanks and punctuation; the text itself where nothing else is."""
    if text.isascii():
        return re.sub(r"[\W_]+", "", text).lower() or text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c).startswith("M")) or plain
