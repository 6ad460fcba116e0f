"""What new editions touch: additions, changes, removals and new numbers, of subjects, findings, cleared pairs and judgements."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from inforce.base.tables import findings_table
from inforce.checks import every
from inforce.lists import add
from inforce.reference import Reference, build
from inforce.run import again
from inforce.run.again import Edit, Edits, Pair
from inforce.run.local import run
from inforce.store.archive import Archive
from inforce.store.judgements import Judgement

THEN, NOW = date(2018, 6, 7), date(2018, 6, 8)
STAYS, GOES, CHANGES, COMES = (f"KPi.{n:03}" for n in range(4))
OTHERS = [f"KPi.{n}" for n in range(801, 805)]  # the list is refused with fewer than five entries
CHECKS = again.looks_at_lists(every().values())


@pytest.fixture
def archive(tmp_path: Path, tiny: Callable[..., Path]) -> Archive:
    held = Archive(tmp_path / "home")
    add(held, "tiny_xml", [tiny([STAYS, GOES, CHANGES, *OTHERS])], THEN)
    path = tiny([STAYS, COMES, *OTHERS, CHANGES])
    text = path.read_text("utf-8")
    at = text.index(CHANGES)
    path.write_text(text[:at] + text[at:].replace("2017-08-05", "2017-09-11"), "utf-8")
    add(held, "tiny_xml", [path], NOW, accept="one went")
    return held


@pytest.fixture
def references(archive: Archive) -> tuple[Reference, Reference]:
    return build(archive, THEN, ["tiny_xml"]), build(archive, NOW, ["tiny_xml"])


@pytest.fixture
def made(archive: Archive, references: tuple[Reference, Reference]) -> Edits:
    return again.edits(archive, *references)


def listing(ref: str) -> str:
    return f"tiny_xml/{ref}"


def party(*refs: str) -> pa.Table:
    n = len(refs)
    return pa.table(
        {"id": [f"p-{ref}" for ref in refs], "schema": ["Person"] * n, "name": [f"Name of {ref}" for ref in refs], "day": [NOW] * n}
    )


def test_each_listing_that_differs_is_an_edit(made: Edits) -> None:
    assert {i: (e.change, e.fields) for i, e in made.items()} == {
        listing(GOES): ("removed", ()),
        listing(CHANGES): ("changed", ("listed",)),
        listing(COMES): ("added", ()),
    }


def test_subjects_are_found_that_become_a_match_stay_one_or_are_one_no_more(references: tuple[Reference, Reference], made: Edits) -> None:
    found = [*again.subjects([{"party": party(STAYS, GOES, CHANGES, COMES)}], CHECKS, references, made)]
    own = {t.subject: t for t in found if t.listing.endswith(t.subject[-7:])}
    assert {s: (bool(t.before), bool(t.after), t.edit.change) for s, t in own.items()} == {
        f"p-{GOES}": (True, False, "removed"),
        f"p-{CHANGES}": (True, True, "changed"),
        f"p-{COMES}": (False, True, "added"),
    }
    assert own[f"p-{GOES}"].why == f"it is one no more: tiny_xml/{GOES} (NAME OF {GOES}) was removed"
    assert own[f"p-{CHANGES}"].why.endswith("was changed; different: listed")
    assert own[f"p-{COMES}"].after.startswith("match 0.")


def test_findings_of_before_are_touched_with_the_listing_that_they_rest_on(references: tuple[Reference, Reference], made: Edits) -> None:
    then = run(CHECKS, {"party": party(STAYS, GOES)}, references[0]).findings.to_pylist()
    touched = [*again.findings(then, made)]
    on = {row["id"]: dict(row["facts"])["designation"] for row in then}
    assert {t.id for t in touched} == {i for i, d in on.items() if d in (listing(GOES), listing(CHANGES))}
    assert {t.listing for t in touched} >= {listing(GOES)}
    assert touched[0].why.startswith("the listing that it rests on was touched")


def test_a_finding_is_touched_by_another_listing_of_the_same_subject(made: Edits) -> None:
    row = {"id": "f", "subject": "s", "facts": [("designation", "other/1"), ("also_listed_as", f"x/1; {listing(GOES)}")]}
    (touched,) = again.findings([row], made)
    assert (touched.id, touched.listing) == ("f", listing(GOES))
    assert touched.why.startswith("another listing of the same subject was touched")


def test_a_cleared_pair_is_looked_at_again_when_its_listing_changed_or_went(references: tuple[Reference, Reference], made: Edits) -> None:
    pairs = [Pair("s", listing(ref)) for ref in (STAYS, GOES, CHANGES)]
    touched = {t.listing: t.why for t in again.cleared(pairs, made, references[1].groups)}
    assert touched.keys() == {listing(GOES), listing(CHANGES)}
    assert "nothing is left to clear" in touched[listing(GOES)]
    assert "cleared on other facts; look again" in touched[listing(CHANGES)]


def test_a_clearing_does_not_reach_a_listing_that_joins_the_same_subject(made: Edits) -> None:
    from inforce.reference import Groups

    members = (listing(STAYS), listing(COMES))
    groups = Groups(dict.fromkeys(members, members))
    (touched,) = again.cleared([Pair("s", listing(STAYS))], made, groups)
    assert (touched.listing, touched.edit.change) == (listing(COMES), "added")
    assert f"is one subject with {listing(STAYS)}: the clearing does not reach it" in touched.why


def test_a_judgement_is_touched_with_either_of_its_listings(made: Edits) -> None:
    said = [Judgement(listing(STAYS), listing(GOES), "different", "two men", "officer", "2018-06-07T00:00:00+00:00")]
    (touched,) = again.judged(said, made)
    assert (touched.listing, touched.id, touched.before) == (listing(GOES), listing(STAYS), "different")


def test_a_list_that_was_not_known_before_counts_as_added(archive: Archive) -> None:
    before, after = build(archive, date(2018, 6, 1), ["tiny_xml"]), build(archive, NOW, ["tiny_xml"])
    assert {e.change for e in again.edits(archive, before, after).values()} == {"added"}


def test_a_register_gives_way_to_the_list_it_stands_in_for(archive: Archive, references: tuple[Reference, Reference]) -> None:
    edits = again.edits(archive, build(archive, NOW, ["embedded"]), references[1])
    assert {(e.change, (e.was or e.now or "").partition("/")[0]) for e in edits.values()} == {
        ("removed", "embedded"),
        ("added", "tiny_xml"),
    }


def test_a_new_number_of_the_same_subject_is_told() -> None:
    edit = Edit("relisted", "ofac_sdn/1", "ofac_sdn/2", "MV SAMPLE", ("programs",))
    assert again.told(edit) == "ofac_sdn/1 (MV SAMPLE) stands as ofac_sdn/2 now; different: programs"


def test_equal_editions_touch_nothing(archive: Archive, references: tuple[Reference, Reference]) -> None:
    made = again.edits(archive, references[1], references[1])
    assert made == {}
    assert [*again.subjects([{"party": party(STAYS)}], CHECKS, (references[1], references[1]), made)] == []
    assert [*again.findings(findings_table([]).to_pylist(), made)] == []
