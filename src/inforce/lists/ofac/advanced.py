"""OFAC's SDN Advanced XML: value sets, locations, documents, parties, relations and sanctions entries, tied by ids.

What is listed, under what and since when stands in the sanctions entries, not with the party; relations are links between two
parties' profiles. All of these may point at what the file does not have: each that does becomes an Issue.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from inforce.base.nouns import Designation, Issue
from inforce.lists.markup import refused
from inforce.lists.ofac.advanced_party import Known, Place, comment, designation
from inforce.lists.ofac.entry import keys_of
from inforce.lists.ofac.periods import day, period
from inforce.lists.ofac.value_sets import ValueSets
from inforce.lists.spec import ListSpec
from inforce.lists.stream import entries
from inforce.lists.strict import Fields, Row, unread

_PARTS = ("ADDRESS1", "ADDRESS2", "ADDRESS3")


@dataclass
class _Sanctions:
    """What the sanctions entries say of one profile."""

    entries: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(path: Path, spec: ListSpec) -> Iterator[Designation | Issue]:
    """The parties in the order of the file, then the Issues. Raises Refused, before it yields any, for a file that cannot be trusted."""
    file = _File(path, spec)
    for where, row in entries(path, "Sanctions", depth=2):
        file.take(where, row)
    yield from file.designations()
    yield from file.issues


class _File:
    """One file while it is read, section by section, in its order."""

    def __init__(self, path: Path, spec: ListSpec) -> None:
        self.path, self.spec = path, spec
        self.issues: list[Issue] = []
        self._known = Known(ValueSets(), {}, defaultdict(list), keys_of(spec))
        self._parties: dict[str, Designation] = {}
        self._sanctions: dict[str, _Sanctions] = defaultdict(_Sanctions)
        self._relations: list[tuple[str, str, str]] = []
        self._readers = {
            "Locations/Location": self._location,
            "IDRegDocuments/IDRegDocument": self._document,
            "DistinctParties/DistinctParty": self._party,
            "ProfileRelationships/ProfileRelationship": self._relation,
            "SanctionsEntries/SanctionsEntry": self._entry,
        }

    def take(self, where: str, row: Row) -> None:
        """Takes in what stands at that place."""
        if where.startswith("ReferenceValueSets/"):
            self._known.sets.add(row)
        elif read := self._readers.get(where):
            section = where.partition("/")[2]
            fields = Fields(row, self.spec, section)
            read(fields)
            self.issues.extend(fields.unread())
        elif "@DeltaBaseVersion" in row:
            raise refused(self.path, "it holds the changes since another file, not the whole list")
        else:
            left = row or {"#text": [""]} if "/" in where else row
            self.issues.extend(unread(left, source=self.spec.id, at=where or "Sanctions", ignore=self.spec.ignore, above=f"{where}/"))

    def designations(self) -> Iterator[Designation]:
        """The parties with their programmes, days and links; an Issue for all that speaks of a party which the file does not have."""
        self._link()
        for ref, found in self._parties.items():
            said = self._sanctions.pop(ref, None)
            if not said or not said.programs:
                self._tell(f"{ref} SanctionsEntry", found.name, "the file names no programme under which the party is listed.")
            yield _sanctioned(found, said, self.spec) if said else found
        for ref, of_none in self._sanctions.items():
            for number in of_none.entries:
                self._tell(f"SanctionsEntry {number}", ref, "is of a party that the file does not have; it was not mapped.")
        for identity, numbers in self._known.documents.items():
            for number in numbers:
                self._tell(f"IDRegDocument {identity}", number, "is of an identity that the file does not have; it was not mapped.")

    def _link(self) -> None:
        for of, to, relation in self._relations:
            ours, theirs = self._parties.get(of), self._parties.get(to)
            if ours and theirs:
                remark = f"{relation}: {theirs.name}"
                self._parties[of] = replace(
                    ours, associates=_once([*ours.associates, theirs.name]), remarks="\n".join(filter(None, [ours.remarks, remark]))
                )
            else:
                self._tell(f"ProfileRelationship {of}", f"{of} {relation} {to}", "joins parties of which the file has not both.")

    def _tell(self, at: str, value: str, problem: str) -> None:
        self.issues.append(Issue(self.spec.id, at, value, problem))

    def _location(self, fields: Fields) -> None:
        number = fields.one("@ID")
        fields.at = f"Location {number}"
        parts: dict[str, str] = {}
        for part in fields.each("LocationPart"):
            kind = self._known.sets.text(part, "LocPartType")
            for value in part.each("LocationPartValue"):
                parts[kind] = value.one("Value")
                comment(value)
        countries = [self._known.sets.text(c, "Country") for c in fields.each("LocationCountry")]
        country = next(filter(None, countries), "") or parts.pop("Unknown", "")  # a nationality has its country for a part of unknown type
        town = ", ".join(filter(None, [parts.pop("CITY", ""), parts.pop("STATE/PROVINCE", "")]))
        place = " ".join(filter(None, [town, parts.pop("POSTAL CODE", "")]))
        lines = [parts.pop(name, "") for name in _PARTS]
        self._known.places[number] = Place(tuple(filter(None, [*lines, place, *parts.values()])), country)

    def _document(self, fields: Fields) -> None:
        fields.at, sets = f"IDRegDocument {fields.one('@ID')}", self._known.sets
        kind, number = sets.text(fields, "IDRegDocType"), fields.one("IDRegistrationNo")
        country = sets.text(fields, "Country", "IssuedBy-CountryID")
        dates = {sets.text(d, "IDRegDocDateType"): period(p) for d in fields.each("DocumentDate") for p in d.each("DatePeriod")}
        issued, expires = dates.pop("Issue Date", ""), dates.pop("Expiration Date", "")
        words = [kind, number, country and f"({country})", issued and f"issued {issued}", expires and f"expires {expires}"]
        of = self._known.documents[fields.one("@IdentityID")]
        of.append(" ".join(filter(None, words)))
        if sets.text(fields, "Validity") == "Fraudulent":
            of.append(f"Fraudulent document - {kind} {number}")
        if authority := fields.one("IssuingAuthority"):
            of.append(f"Issued by {authority} - {kind} {number}")
        comment(fields)
        of.extend(fields.remarks)

    def _party(self, fields: Fields) -> None:
        self._parties.update({d.ref: d for d in designation(fields, self._known)})

    def _relation(self, fields: Fields) -> None:
        of, to, kind = fields.one("@From-ProfileID"), fields.one("@To-ProfileID"), self._known.sets.text(fields, "RelationType")
        former = "formerly " if fields.one("@Former") == "true" else ""
        comment(fields)
        self._relations.append((of, to, " ".join([f"{former}{kind}", *fields.remarks])))

    def _entry(self, fields: Fields) -> None:
        ref = fields.at = fields.one("@ProfileID")
        sets, said = self._known.sets, self._sanctions[ref]
        said.entries.append(fields.one("@ID"))
        comment(fields)
        if (listed := sets.text(fields, "List")) and not self.spec.lookups["list"].get(listed):
            said.remarks.append(f"List: {listed}")
        for event in fields.each("EntryEvent"):
            comment(event)
            said.days.extend(d for date in event.each("Date") if (d := day(date)))
            basis = sets.text(event, "LegalBasis")
            said.remarks.append(f"{sets.text(event, 'EntryEventType')} under {basis}")
        for measure in fields.each("SanctionsMeasure"):
            kind, text = sets.text(measure, "SanctionsType"), measure.one("Comment")
            if kind == "Program":
                said.programs.append(text)
            else:
                said.remarks.append(" ".join(filter(None, [f"Sanction: {kind}", text])))
        said.remarks.extend(fields.remarks)


def _sanctioned(found: Designation, said: _Sanctions, spec: ListSpec) -> Designation:
    programs = _once(said.programs)
    measures = [m for program in programs for m in spec.measures.get(program, ())]
    days = sorted({*said.days})
    return replace(
        found,
        programs=programs,
        measures=_once([*measures, *found.measures]),
        listed=days[0] if days else None,
        amended=tuple(days[1:]),
        remarks="\n".join(_once([*found.remarks.splitlines(), *said.remarks])),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
