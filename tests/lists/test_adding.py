"""Files become editions once they are found to be what they should be, and are refused and kept aside otherwise."""

import gzip
import lzma
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused, UsageError
from inforce.lists import Given, add, current, file, load
from inforce.store.archive import Archive

DAY = date(2018, 6, 7)
TEN = [f"KPi.{n:03}" for n in range(10)]
Tiny = Callable[..., Path]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "home")


def refused(archive: Archive, path: Path, known: date = DAY, list_id: str = "tiny_xml") -> str:
    """The reason for which a file is refused, once it is seen that it is kept aside and that nothing was filed."""
    before = archive.editions(list_id)
    with pytest.raises(Refused) as e:
        add(archive, list_id, [path], known)
    assert archive.editions(list_id) == before
    assert path.read_bytes() in [p.read_bytes() for a in archive.asides(list_id) for p in a.folder.iterdir()]
    return str(e.value)


def text(folder: Path, content: str, name: str = "list.xml") -> Path:
    (folder / name).write_text(content, "utf-8")
    return folder / name


def test_a_good_file_becomes_an_edition_with_its_counts(archive: Archive, tiny: Tiny) -> None:
    edition = add(archive, "tiny_xml", [tiny(TEN)], DAY)
    assert archive.editions("tiny_xml") == (edition,)
    assert dict(edition.counts) == {"Person": 10, "entries": 10, "issues": 0, "program/DPRK": 10}
    assert edition.published == "2018-06-07T23:03:43.970000+00:00"
    assert [d.ref for d in load(archive, edition).designations] == TEN


def test_the_same_list_plain_gz_and_xz_is_one_edition(archive: Archive, tiny: Tiny, tmp_path: Path) -> None:
    plain = tiny(TEN)
    (tmp_path / "list.xml.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (tmp_path / "list.xml.xz").write_bytes(lzma.compress(plain.read_bytes()))
    filed = [file(archive, "tiny_xml", Given([tmp_path / name], DAY)) for name in ("list.xml.gz", "list.xml", "list.xml.xz")]
    assert [f.outcome for f in filed] == ["filed", "already held", "already held"]
    assert len({f.edition for f in filed}) == 1
    assert archive.paths(filed[0].edition)["list"].read_bytes() == plain.read_bytes()


def test_the_same_bytes_for_another_day_are_another_edition(archive: Archive, tiny: Tiny) -> None:
    path = tiny(TEN)
    assert [add(archive, "tiny_xml", [path], day).known for day in (DAY, date(2018, 6, 8))] == [DAY, date(2018, 6, 8)]
    assert len(archive.editions("tiny_xml")) == 2


@pytest.mark.parametrize("content", ["", " \n\t ", "\ufeff"])
def test_an_empty_file_is_refused(archive: Archive, brought: Path, tmp_path: Path, content: str) -> None:
    assert "is empty" in refused(archive, text(tmp_path, content))


@pytest.mark.parametrize("content", ["<!DOCTYPE html><p>Sign in", "\ufeff \n<HTML><body>404</body></HTML>"])
def test_a_web_page_is_refused(archive: Archive, brought: Path, tmp_path: Path, content: str) -> None:
    assert "is a web page (HTML), not xml" in refused(archive, text(tmp_path, content))


def test_a_file_cut_short_anywhere_is_refused(archive: Archive, tiny: Tiny, tmp_path: Path) -> None:
    whole = tiny(TEN).read_text("utf-8")
    for end in range(1, len(whole.rstrip()), 37):
        assert refused(archive, text(tmp_path, whole[:end]))
    assert "is cut short" in refused(archive, text(tmp_path, whole[:-5]))


def test_a_packed_file_cut_short_is_refused(archive: Archive, tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "list.xml.gz").write_bytes(gzip.compress(tiny(TEN).read_bytes())[:-10])
    assert "cut short or damaged" in refused(archive, tmp_path / "list.xml.gz")


def test_a_list_given_under_the_wrong_name_is_refused_and_recognised(archive: Archive, tiny: Tiny, tmp_path: Path) -> None:
    assert "looks like tiny_xml" in refused(archive, tiny(TEN), list_id="tiny_csv")
    csv = text(tmp_path, "Tiny Updated,07/06/2018\nref,name\n1,EVER BRIGHT 88\n", "main.csv")
    assert "looks like tiny_csv" in refused(archive, csv)


def test_a_file_that_no_list_knows_is_refused(archive: Archive, brought: Path, tmp_path: Path) -> None:
    assert "is not tiny_xml as far as can be seen" in refused(archive, text(tmp_path, "<recipes>\n</recipes>"))


def test_counts_outside_what_is_expected_are_refused(archive: Archive, tiny: Tiny) -> None:
    assert "entries: 4, expected 5 to 1,000" in refused(archive, tiny(TEN[:4]))
    assert "issues: 10, expected 0 to 5" in refused(archive, tiny(TEN, listed="soon"))


def test_a_file_published_after_the_day_it_is_said_to_have_been_known_is_refused(archive: Archive, tiny: Tiny) -> None:
    assert "cannot have been known on 2017-06-20" in refused(archive, tiny(TEN), date(2017, 6, 20))
    for none in ("yesterday", "2018-02-30", "0001-01-01T00:00:00+14:00"):
        assert f"{none!r} as its own day" in refused(archive, tiny(TEN, published=none))


def test_a_refusal_says_what_stays_in_use_and_where_the_file_is(archive: Archive, tiny: Tiny) -> None:
    assert "No edition of the list is held" in refused(archive, tiny(TEN[:1]))
    add(archive, "tiny_xml", [tiny(TEN)], DAY)
    told = refused(archive, tiny(TEN[:1]), date(2018, 6, 9))
    assert "The edition known on 2018-06-07 stays in use" in told
    assert str(archive.asides("tiny_xml")[-1].folder) in told


def test_a_loss_past_the_guard_is_refused_until_somebody_says_why(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(TEN)], DAY)
    told = refused(archive, tiny(TEN[2:]), date(2018, 6, 8))
    assert "lacks 2 of 10 entries (20.0%: 2 DPRK) of the edition known on 2018-06-07" in told
    assert "--accept" in told
    with pytest.raises(Refused):
        add(archive, "tiny_xml", [tiny(TEN[2:])], date(2018, 6, 8), accept="  ")
    edition = add(archive, "tiny_xml", [tiny(TEN[2:])], date(2018, 6, 8), accept="two delistings, press release of the day")
    assert archive.editions("tiny_xml")[-1].accepted == "two delistings, press release of the day"
    assert current(archive, "tiny_xml") == edition


def test_a_loss_within_the_guard_needs_no_reason_and_keeps_none(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(TEN)], DAY)
    assert add(archive, "tiny_xml", [tiny(TEN[1:])], date(2018, 6, 8), accept="not needed").accepted == ""


def test_entries_under_new_reference_numbers_do_not_hide_a_loss(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(TEN)], DAY)
    assert "10 of 10 entries" in refused(archive, tiny([f"KPe.{n}" for n in range(10)]), date(2018, 6, 8))


def test_an_edition_filled_in_between_two_is_compared_with_both(archive: Archive, tiny: Tiny) -> None:
    def on(day: int, refs: Iterable[str], accept: str = "") -> None:
        add(archive, "tiny_xml", [tiny(refs, published="2018-06-01")], date(2018, 6, day), accept)

    on(10, TEN)
    on(20, TEN[:5], "real")
    with pytest.raises(Refused, match="The edition known on 2018-06-20 lacks 5 of 10 entries"):
        on(15, TEN)
    with pytest.raises(
        Refused, match=r"It lacks 3 of 10 entries .* of the edition known on 2018-06-10\. The edition known on 2018-06-20 lacks 2 of 7"
    ):
        on(15, TEN[:7])
    on(15, TEN[:7], "three then, two later")
    on(5, TEN[1:])
    assert [(e.known.day, dict(e.counts)["entries"]) for e in archive.editions("tiny_xml")] == [(5, 9), (10, 10), (15, 7), (20, 5)]


def test_an_older_file_under_a_newer_day_has_to_be_accepted(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(TEN, published="2018-06-07")], date(2018, 6, 7))
    told = refused(archive, tiny(TEN, published="2018-06-01"), date(2018, 6, 8))
    assert "The edition known on 2018-06-08 says it was published at 2018-06-01, and the one known on 2018-06-07 at 2018-06-07" in told
    assert add(archive, "tiny_xml", [tiny(TEN, published="2018-06-01")], date(2018, 6, 8), accept="rolled back").accepted == "rolled back"


def test_an_older_file_of_the_same_day_is_filed_and_stays_behind_the_newer(archive: Archive, tiny: Tiny) -> None:
    evening = add(archive, "tiny_xml", [tiny(TEN, published="2018-06-07T18:00:00Z")], DAY)
    morning = add(archive, "tiny_xml", [tiny(TEN, published="2018-06-07T06:00:00Z")], DAY)
    assert archive.editions("tiny_xml") == (morning, evening)


def test_a_file_made_to_be_slow_is_refused_at_once(archive: Archive, brought: Path, tmp_path: Path) -> None:
    for end in ("<!---->" * 9_000 + "x", "<!--" * 20_000):
        assert "is cut short" in refused(archive, text(tmp_path, f'<TINY_LIST dateGenerated="2018-06-07"></TINY_LIST>{end}'))


def test_what_is_held_already_needs_no_reason_again(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(TEN)], DAY)
    first = add(archive, "tiny_xml", [tiny(TEN[:5])], date(2018, 6, 8), accept="real")
    assert add(archive, "tiny_xml", [tiny(TEN[:5])], date(2018, 6, 8)) == first


def test_adding_a_damaged_edition_again_restores_it(archive: Archive, tiny: Tiny) -> None:
    edition = add(archive, "tiny_xml", [tiny(TEN)], DAY)
    archive.paths(edition)["list"].write_bytes(b"gone")
    assert file(archive, "tiny_xml", Given([tiny(TEN)], DAY)).outcome == "restored"
    assert archive.paths(edition)["list"].read_bytes() == tiny(TEN).read_bytes()


def test_a_neighbour_that_cannot_be_read_has_to_be_accepted(archive: Archive, tiny: Tiny) -> None:
    edition = add(archive, "tiny_xml", [tiny(TEN)], DAY)
    for path in archive.folder(edition).glob("[lr]*"):
        path.unlink()
    assert "cannot be compared with the edition known on 2018-06-07" in refused(archive, tiny(TEN), date(2018, 6, 8))
    assert add(archive, "tiny_xml", [tiny(TEN)], date(2018, 6, 8), accept="the older file is lost").accepted


def test_a_part_that_is_missing_is_named_with_the_edition(archive: Archive, brought: Path, tmp_path: Path) -> None:
    main = text(tmp_path, "Tiny Updated,07/06/2018\nref,name\n1,EVER BRIGHT 88\n", "main_list.csv")
    alt = text(tmp_path, "ref,alias\n1,FAN KE\n", "ALT.CSV")
    partial = add(archive, "tiny_csv", [main], DAY)
    whole = add(archive, "tiny_csv", [alt, main], DAY)
    assert (partial.missing, whole.missing) == (("alt",), ())
    assert current(archive, "tiny_csv") == whole
    assert [n.text for n in load(archive, whole).designations[0].names] == ["EVER BRIGHT 88", "FAN KE"]


@pytest.mark.parametrize("names", [["main.csv", "main2.csv"], ["main.csv", "other.csv", "alt.csv"], []])
def test_files_whose_parts_are_not_clear_are_a_matter_of_usage(archive: Archive, brought: Path, tmp_path: Path, names: list[str]) -> None:
    main = "Tiny Updated,07/06/2018\nref,name\n1,EVER BRIGHT 88\n"
    files = [text(tmp_path, main if name.startswith("main") else "ref,alias\n1,FAN KE\n", name) for name in names]
    with pytest.raises(UsageError):
        add(archive, "tiny_csv", files, DAY)
    assert not archive.asides("tiny_csv")


@pytest.mark.parametrize("name", ["x" * 251 + ".xml", "-=name\n\x1b[31m", "reason.txt", os.fsdecode(b"\xff.xml")])
def test_a_file_of_any_name_can_be_refused(archive: Archive, brought: Path, tmp_path: Path, name: str) -> None:
    assert "is empty" in refused(archive, text(tmp_path, "", name))


@pytest.mark.parametrize("name", ["nowhere.xml", "."])
def test_a_file_that_is_not_there_is_a_matter_of_usage(archive: Archive, brought: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="file"):
        add(archive, "tiny_xml", [tmp_path / name], DAY)


def test_nothing_can_be_added_to_a_list_that_ships_with_the_package(archive: Archive, tiny: Tiny) -> None:
    with pytest.raises(UsageError, match="ships with the package"):
        add(archive, "embedded", [tiny(TEN)], DAY)
