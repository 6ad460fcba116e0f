"""Every file of the test data's lists and vessels loads with the counts that others made, or is refused and says why."""

import csv
import gzip
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from real_lists import ACTS, CONS, OTHERS, REFUSED, SDN, SUBJECTS, UN, Real

from inforce.base.errors import Refused
from inforce.lists import Filed, get, known_on, load
from inforce.lists.changes import between
from inforce.lists.recognise import parts_of
from inforce.read import Manner, of_files
from inforce.store.archive import Archive
from inforce.store.unpack import unpack

Held = tuple[Archive, dict[str, Filed | Refused]]
WHOLE = (*UN, *SDN, *CONS, *OTHERS)


def test_no_file_is_left_out(shared: Callable[[str], Path]) -> None:
    home = shared("lists").parent
    there = {p.relative_to(home).as_posix() for room in ("lists", "vessels") for p in (home / room).rglob("*") if p.is_file()}
    named = {path for real in WHOLE for path in real.files} | {*REFUSED} | {*SUBJECTS}
    assert there - {p for p in there if p.startswith(f"{ACTS}/")} == named


@pytest.mark.parametrize("real", WHOLE, ids=lambda r: f"{r.list_id}-{r.known}")
def test_an_edition_loads_with_the_counts_that_others_made(held: Held, real: Real) -> None:
    filed = held[1][real.files[0]]
    assert isinstance(filed, Filed), filed
    assert {what: filed.parsed.counts.get(what, 0) for what in real.counts} == real.counts


def test_every_act_of_the_eu_loads_with_as_many_entries_as_it_has_rows(held: Held, shared: Callable[[str], Path]) -> None:
    acts = sorted(shared(ACTS).iterdir())
    texts = {p.name: gzip.decompress(p.read_bytes()).decode("utf-8-sig") for p in acts}
    rows = {name: sum(1 for _ in csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}
    filed = {p.name: held[1][f"{ACTS}/{p.name}"] for p in acts}
    read = {name: f.parsed.counts["entries"] + _left_out(f) if isinstance(f, Filed) else f for name, f in filed.items()}
    assert read == rows
    assert rows["32017R1509.csv.gz"] == 326


def _left_out(filed: Filed) -> int:
    return sum("the entry is left out" in i.problem for i in filed.parsed.issues)


def test_every_element_and_column_is_mapped_or_ignored_on_purpose(held: Held) -> None:
    """What nobody reads would be an Issue that says so; every value is accounted for in every format."""
    filed = {id(f): f for f in held[1].values() if isinstance(f, Filed)}.values()
    formats = {get(f.edition.list_id).format_of(part) for f in filed for part, _ in f.edition.parts}
    assert formats == {"xml", "html", "csv", "del", "pip", "ff", "ods", "xlsx"}
    assert [i for f in filed for i in f.parsed.issues if "not read" in i.problem] == []


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_no_whole_list_is_refused_and_says_why(held: Held, path: str) -> None:
    refused = held[1][path]
    assert isinstance(refused, Refused)
    assert REFUSED[path][1] in str(refused)


def test_a_refused_file_is_kept_aside_and_no_edition_comes_of_it(held: Held) -> None:
    archive, became = held
    assert {*archive.editions("ofac_sdn")} == {f.edition for real in SDN if isinstance(f := became[real.files[0]], Filed)}
    assert len(archive.asides("ofac_sdn")) == 5
    assert archive.editions("eu_fsf") == ()


def test_each_month_of_the_packed_series_is_an_edition_of_the_sdn_list(shared: Callable[[str], Path], tmp_path: Path) -> None:
    with tarfile.open(shared("lists/ofac/history/sdn_csv_monthly_2021-08_to_2023-06.tar.xz")) as tar:
        members = [member.name for member in tar]
        first = tar.extractfile(members[0])
        assert first
        (tmp_path / "x").write_bytes(first.read())
    assert len(members) == 23
    assert [*parts_of(get("ofac_sdn"), [("x", tmp_path / "x")])] == ["sdn"]


@pytest.mark.parametrize("path", SUBJECTS)
def test_a_table_of_vessels_is_one_of_subjects(shared: Callable[[str], Path], tmp_path: Path, path: str) -> None:
    unpack(shared(path), tmp_path / "vessels.csv")
    reading = of_files([tmp_path / "vessels.csv"], Manner("vessel"))
    rows = [row for chunk in reading for row in chunk.tables["vessel"].to_pylist()]
    assert len(rows) == SUBJECTS[path]
    assert len({row["imo"] for row in rows}) == SUBJECTS[path]


def test_relief_and_snapback_stand_in_the_uns_list(held: Held) -> None:
    """The entries of Iran: 84 until relief ended their listing, none, and 121 once it was taken back."""
    archive = held[0]
    counts = [load(archive, known_on(archive, "un_consolidated", real.known)).counts.get("program/Iran", 0) for real in UN]
    assert counts == [84, 84, 84, 84, 0, 0, 0, 0, 121, 121]
    gone = between(archive, *(known_on(archive, "un_consolidated", UN[n].known) for n in (3, 4)), "Iran").changes
    back = between(archive, *(known_on(archive, "un_consolidated", UN[n].known) for n in (4, 8)), "Iran").changes
    assert (len(gone.removed), len(gone.added), len(back.added), len(back.removed)) == (84, 0, 121, 0)


def test_between_two_editions_of_one_day_apart_nothing_but_one_removal(held: Held) -> None:
    archive = held[0]
    changes = between(archive, *(known_on(archive, "un_consolidated", real.known) for real in UN[-2:])).changes
    assert (len(changes.added), len(changes.removed), len(changes.changed), len(changes.relisted)) == (0, 1, 0, 0)
