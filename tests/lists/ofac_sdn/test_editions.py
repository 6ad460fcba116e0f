"""Every edition of the SDN list in the test data, read whole: what it counts, and that nothing in it goes unread."""

import csv
import gzip
import io
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache as remembered
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation
from inforce.lists import Given, cache, file, get, known_on, load
from inforce.lists.changes import between as changes_between
from inforce.lists.changes import steps
from inforce.lists.diff import Changes, compare
from inforce.lists.editions import table
from inforce.lists.history import stays, stays_of
from inforce.lists.ofac.remarks import Keys, pieces
from inforce.lists.reading import Parsed, read, source_of
from inforce.store.archive import Archive

SPEC = get("ofac_sdn")
FOLDER = "lists/ofac/csv"
# Edition -> its parts; entries, those under any DPRK programme, vessels, those with an IMO number, those of the DPRK: lists.md,
# section 2, counted by other means.
EDITIONS = {
    "2018-01-26": (("sdn",), (6068, 299, 81, 76, 65)),
    "2019-01-04": (("sdn", "alt", "add", "sdn_comments"), (7379, 388, 323, 318, 101)),
    "2021-07-07": (("sdn", "alt", "add", "sdn_comments"), (8976, 414, 406, 400, 106)),
}
PROGRAMS = {  # lists.md: DPRK, DPRK2, DPRK3, DPRK4, NPWMD
    "2018-01-26": (42, 80, 104, 75, 386),
    "2019-01-04": (50, 85, 113, 144, 411),
}
editions = pytest.mark.parametrize("edition", EDITIONS)

Edition = Callable[[str], Parsed]


@pytest.fixture(scope="module")
def edition_of(shared: Callable[[str], Path]) -> Edition:
    @remembered
    def of(edition: str) -> Parsed:
        files = {part: shared(f"{FOLDER}/ofac_{edition}_{part}.csv.gz") for part in EDITIONS[edition][0]}
        return read(SPEC, {part.removeprefix("sdn_"): path for part, path in files.items()}, "ofac_sdn")

    return of


@pytest.fixture(scope="module")
def monthly(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The first publication of each month from August 2021 to June 2023, the entries alone; named after its day."""
    folder = tmp_path_factory.mktemp("monthly")
    with tarfile.open(shared("lists/ofac/history/sdn_csv_monthly_2021-08_to_2023-06.tar.xz")) as tar:
        for member in tar:
            (folder / member.name[4:14]).write_bytes(tar.extractfile(member).read())  # type: ignore[union-attr]
    return sorted(folder.iterdir())


def of_dprk(d: Designation) -> bool:
    return any(p.startswith("DPRK") for p in d.programs)


def vessels(found: Sequence[Designation]) -> list[Designation]:
    return [d for d in found if d.schema == "Vessel"]


def raw(shared: Callable[[str], Path], edition: str, part: str) -> Iterator[list[str]]:
    text = gzip.decompress(shared(f"{FOLDER}/ofac_{edition}_{part}.csv.gz").read_bytes()).decode("ascii")
    return (row for row in csv.reader(io.StringIO(text, newline="")) if len(row) > 1)


@editions
def test_an_edition_counts_what_others_counted_in_it(edition_of: Edition, edition: str) -> None:
    found = edition_of(edition).designations
    # A number that fails its check digit is told as an Issue; the others counted it.
    wrong = [i for i in edition_of(edition).issues if "is no imo by" in i.problem]
    numbered = [d for d in vessels(found) if d.ids("imo")]
    counted = (len(found), sum(map(of_dprk, found)), len(vessels(found)), len(numbered) + len(wrong), sum(map(of_dprk, vessels(found))))
    assert counted == EDITIONS[edition][1]
    assert all(clean_imo(imo) for d in found for imo in d.ids("imo"))
    assert len({d.id for d in found}) == len(found)


@pytest.mark.parametrize("edition", PROGRAMS)
def test_programmes_packed_in_one_column_are_told_apart(edition_of: Edition, edition: str) -> None:
    counts = edition_of(edition).counts
    assert tuple(counts[f"program/{p}"] for p in ("DPRK", "DPRK2", "DPRK3", "DPRK4", "NPWMD")) == PROGRAMS[edition]


@pytest.mark.parametrize("edition", ["2019-01-04", "2021-07-07"])
def test_every_other_name_and_every_address_reaches_its_entry(shared: Callable[[str], Path], edition_of: Edition, edition: str) -> None:
    found = {d.ref: d for d in edition_of(edition).designations}
    alt, add = [*raw(shared, edition, "alt")], [*raw(shared, edition, "add")]
    assert (len(alt), len(add)) == {"2019-01-04": (9682, 11696), "2021-07-07": (11910, 13837)}[edition]
    assert [r for r in alt if " ".join(r[3].split()) not in [n.text for n in found[r[0]].names]] == []
    assert [r for r in add if r[2].strip() != "-0-" and not any(a.startswith(" ".join(r[2].split())) for a in found[r[0]].addresses)] == []
    assert not [i for i in edition_of(edition).issues if "does not have" in i.problem]


@editions
def test_every_piece_of_the_remarks_is_used_or_kept(shared: Callable[[str], Path], edition_of: Edition, edition: str) -> None:
    """Counted apart from the reader: by the key that begins a piece, and what each key must bring into its entry."""
    keys, said, got = Keys(SPEC.lookups["key"]), Counter[str](), Counter[str]()
    rows = {row[0]: row[11] for row in raw(shared, edition, "sdn") if row[11].strip() != "-0-" and len(row[11]) < 1000}
    for d in edition_of(edition).designations:
        kinds = Counter(SPEC.lookups["key"].get(keys.split(p)[0], "prose") for p in set(pieces(rows.get(d.ref, ""))))
        if d.ref in rows:
            said += kinds
            got.update(birth_date=len(d.birth_dates), birth_place=len(d.birth_places), gender=bool(d.gender))
            got.update(weak=sum(n.kind == "weak" for n in d.names), imo=len(d.ids("imo")) + len(d.ids("imo_company")))
    for kind in ("birth_place", "gender", "weak"):
        assert abs(said[kind] - got[kind]) <= 2, kind  # a value that is there twice is there once; two are a name of another kind too
    assert 0 <= said["birth_date"] - got["birth_date"] <= 15
    assert said["prose"] < 0.35 * len(rows)


@editions
def test_few_values_of_an_edition_are_not_understood(edition_of: Edition, edition: str) -> None:
    issues = edition_of(edition).issues
    assert not [i for i in issues if i.problem.startswith("not read")]
    assert {i.locator.partition(" ")[2] for i in issues} <= {"remarks", "add_remarks"}
    assert len(issues) <= 25


@editions
def test_what_entries_under_dprk_programmes_bring_in(edition_of: Edition, edition: str) -> None:
    for d in edition_of(edition).designations:
        assert ("us/31-cfr-510#blocking" in d.measures) == of_dprk(d), d.ref
    abroad = sum("us/31-cfr-510#foreign-subsidiaries" in d.measures for d in edition_of(edition).designations)
    assert abroad == {"2018-01-26": 0, "2019-01-04": 0, "2021-07-07": 502}[edition]


def between(before: Parsed, after: Parsed) -> Changes:
    return compare(before.designations, after.designations)


def test_from_2018_to_2019_new_boilerplate_changes_nothing(edition_of: Edition) -> None:
    """lists.md: 89 entries of the DPRK come, none go, and some 299 change, nearly all by a sentence on secondary sanctions alone."""
    changes = between(edition_of("2018-01-26"), edition_of("2019-01-04"))
    assert (sum(map(of_dprk, changes.added)), sum(map(of_dprk, changes.removed))) == (89, 0)
    assert [c.after.ref for c in changes.changed if of_dprk(c.after)] == []
    assert (len(changes.added), len(changes.removed), len(changes.changed), len(changes.relisted)) == (1347, 36, 25, 0)


def test_from_2018_to_2019_what_the_missing_parts_would_hold_is_no_change(edition_of: Edition) -> None:
    """The edition of 2018 lacks other names and addresses: that 2019 has them is no change."""
    changes = between(edition_of("2018-01-26"), edition_of("2019-01-04"))
    assert not any(f.field == "addresses" for c in changes.changed for f in c.fields)
    assert not any("(alias)" in value for c in changes.changed for f in c.fields for value in (*f.before, *f.after))


@pytest.fixture(scope="module")
def series(monthly: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("series"))
    for path in monthly:
        file(archive, "ofac_sdn", Given([path], date.fromisoformat(path.name)))
    return archive


def test_the_monthly_editions_add_and_remove_what_others_counted(series: Archive) -> None:
    """lists.md gives the days of the additions of the DPRK; no removal falls into these months."""
    taken = [*steps(series, "ofac_sdn", date(2021, 8, 18), date(2023, 6, 1), "DPRK")]
    assert len(taken) == 22
    # One that comes in December 2022 stood there before under another number.
    added = {str(step.after.known): len(step.changes.added) + len(step.changes.relisted) for step in taken}
    assert {day: n for day, n in added.items() if n} == {
        "2022-01-05": 9,
        "2022-04-01": 5,
        "2022-06-02": 1,
        "2022-11-01": 5,
        "2022-12-02": 6,
        "2023-01-05": 10,
        "2023-03-01": 5,
        "2023-04-04": 1,
        "2023-05-02": 2,
        "2023-06-01": 5,
    }
    assert [d.ref for step in taken for d in step.changes.removed] == []


def test_what_changed_for_a_programme_is_a_part_of_all_that_changed(series: Archive) -> None:
    first, last = (known_on(series, "ofac_sdn", day) for day in (date(2021, 8, 18), date(2023, 6, 1)))
    whole, part = (changes_between(series, first, last, program).changes for program in ("", "DPRK"))
    for word in ("added", "removed", "changed", "relisted"):
        ours = [x for x in getattr(whole, word) if any(map(of_dprk, (x.before, x.after) if word in ("changed", "relisted") else (x,)))]
        assert ours == [*getattr(part, word)], word
    assert len(part.added) + len(part.relisted) == 49


def test_on_which_days_an_entry_was_listed(series: Archive) -> None:
    every = {(s.id, s.first_seen): s for s in stays(series, "ofac_sdn")}
    for listing in (
        "ofac_sdn/10389",
        "ofac_sdn/36216",
        *(s.id for s in [*every.values()][::997]),
        *(s.id for s in every.values() if s.next_id),
    ):
        alone = stays_of(series, listing)
        assert [replace(every[s.id, s.first_seen], next_id="", was_id="") for s in alone] == [*alone]
    assert stays_of(series, "ofac_sdn/0") == ()
    (still,) = stays_of(series, "ofac_sdn/36216")
    assert (still.absent_on, still.first_seen, still.last_seen, still.gone_on) == (
        date(2022, 4, 1),
        date(2022, 5, 6),
        date(2023, 6, 1),
        None,
    )


def test_an_entry_that_does_not_change_is_stored_once(series: Archive) -> None:
    editions = series.editions("ofac_sdn")
    kept = cache.shelved(series.folder(editions[0]).parent, SPEC)
    assert kept is not None
    prints = [table(series, e, ["print"])["print"].to_pylist() for e in editions]
    assert kept.num_rows == len({p for each in prints for p in each})
    assert kept.num_rows < 0.08 * sum(map(len, prints))


def test_what_is_kept_of_an_edition_is_what_its_file_says(series: Archive) -> None:
    edition = series.editions("ofac_sdn")[11]
    assert load(series, edition) == read(SPEC, series.paths(edition), source_of(edition))


def test_remarks_cut_without_the_comments_are_told(monthly: list[Path]) -> None:
    last = read(SPEC, {"sdn": monthly[-1]}, "ofac_sdn")
    cut = [d for d in last.designations if "identifiers" in d.incomplete]
    assert len(cut) == len([i for i in last.issues if i.problem.startswith("cut at 1000")]) == 15


def test_a_small_copy_of_the_xml_is_refused(shared: Callable[[str], Path]) -> None:
    with pytest.raises(Refused, match="it says that it holds 8197 records and holds 8"):
        read(SPEC, {"xml": shared("lists/ofac/xml/sdn_sample_sdnList_2020.xml.gz")}, "ofac_sdn")


def test_the_subset_of_the_advanced_xml_is_accounted_for(shared: Callable[[str], Path], edition_of: Edition) -> None:
    """37 parties, of which the copy has no sanctions entry; its 147 entries, 12 documents and 3 relations are of other parties."""
    parsed = read(SPEC, {"advanced": shared("lists/ofac/xml/sdn_advanced_subset_2024-02-23.xml.gz")}, "ofac_sdn")
    assert Counter(d.schema for d in parsed.designations) == {"Person": 21, "LegalEntity": 11, "Vessel": 5}
    told = Counter(i.locator.split()[0] for i in parsed.issues if i.locator.split()[0].isalpha())
    assert told == {"SanctionsEntry": 147, "IDRegDocument": 12, "ProfileRelationship": 3}
    others = Counter(i.problem for i in parsed.issues if not i.locator.split()[0].isalpha())
    assert others == {
        "the file names no programme under which the party is listed.": 37,
        "is no location of this file; it was not mapped.": 57,
    }


def test_the_advanced_xml_names_parties_as_the_delimited_files_do(shared: Callable[[str], Path], monthly: list[Path]) -> None:
    advanced = read(SPEC, {"advanced": shared("lists/ofac/xml/sdn_advanced_subset_2024-02-23.xml.gz")}, "ofac_sdn").designations
    delimited = {d.ref: d for d in read(SPEC, {"sdn": monthly[-1]}, "ofac_sdn").designations}
    both = [(d, delimited[d.ref]) for d in advanced if d.ref in delimited]
    assert len(both) == 36
    assert [(a.name, b.name) for a, b in both if a.name.casefold() != b.name.casefold()] == []
    for field in ("schema", "birth_dates", "birth_places", "gender"):
        assert [(a.ref, getattr(a, field), getattr(b, field)) for a, b in both if getattr(a, field) != getattr(b, field)] == [], field
