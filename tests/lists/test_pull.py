"""Pulling a list from its address: what becomes of it, and of the list, whatever the answer is."""

import gzip
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from publisher import Publisher, answer

from inforce.base.errors import InforceError, NetworkError, Refused, UsageError
from inforce.base.nouns import Edition
from inforce.lists import Filed, add, current, get
from inforce.lists.fetch import Limits
from inforce.lists.pull import Wanted, pull, pullable
from inforce.lists.standing import standing
from inforce.store.archive import Archive

DAY = date(2018, 6, 8)
REFS = [f"KPi.{n:03}" for n in range(20)]
QUICK = Limits(tries=2, wait_seconds=0, silence_seconds=5)
Tiny = Callable[..., Path]


@pytest.fixture
def archive(tmp_path: Path, brought: Path) -> Archive:
    return Archive(tmp_path / "home")


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Publisher() as server:
        yield server


def pulled(archive: Archive, publisher: Publisher, known: date = DAY, accept: str = "") -> Filed:
    return pull(archive, "tiny_xml", Wanted(known, {"list": publisher.address}, accept, QUICK))


def test_what_comes_is_filed_as_known_on_the_day_with_where_it_comes_from(archive: Archive, publisher: Publisher, tiny: Tiny) -> None:
    publisher.says(answer(tiny(REFS).read_bytes(), ETag='"one"'))
    filed = pulled(archive, publisher)
    assert (filed.outcome, filed.edition.known, filed.parsed.counts["entries"]) == ("filed", DAY, 20)
    assert (filed.edition.source, filed.edition.validators) == (publisher.address, ((publisher.address, '"one"'),))
    assert archive.editions("tiny_xml") == (filed.edition,)


def test_the_next_day_only_what_is_newer_is_asked_for(archive: Archive, publisher: Publisher, tiny: Tiny) -> None:
    publisher.says(answer(tiny(REFS).read_bytes(), ETag='"one"'), answer(status="304 Not Modified"))
    first, second = pulled(archive, publisher).edition, pulled(archive, publisher, DAY + timedelta(1)).edition
    assert 'If-None-Match: "one"' in publisher.requests[1]
    assert (second.sha256, second.known, second.validators) == (first.sha256, DAY + timedelta(1), first.validators)
    assert len({path.stat().st_ino for e in (first, second) for path in archive.paths(e).values()}) == 1
    assert standing(archive, "tiny_xml", DAY + timedelta(1)).age_days == 0


def test_the_same_day_twice_is_held_already(archive: Archive, publisher: Publisher, tiny: Tiny) -> None:
    publisher.says(answer(tiny(REFS).read_bytes(), ETag='"one"'), answer(status="304 Not Modified"))
    assert [pulled(archive, publisher).outcome for _ in range(2)] == ["filed", "already held"]


def test_another_address_is_asked_for_the_whole(archive: Archive, publisher: Publisher, tiny: Tiny) -> None:
    publisher.says(answer(tiny(REFS).read_bytes(), ETag='"one"'))
    pulled(archive, publisher)
    pull(archive, "tiny_xml", Wanted(DAY, {"list": f"{publisher.address}?mirror"}, limits=QUICK))
    assert "If-None-Match" not in publisher.requests[1]


def test_where_the_held_bytes_are_damaged_the_whole_is_asked_for(archive: Archive, publisher: Publisher, tiny: Tiny) -> None:
    publisher.says(answer(tiny(REFS).read_bytes(), ETag='"one"'))
    held = archive.paths(pulled(archive, publisher).edition)["list"]
    held.chmod(0o644)
    held.write_bytes(b"rotten")
    assert pulled(archive, publisher).outcome == "restored"
    assert "If-None-Match" not in publisher.requests[1]


def test_a_packed_answer_is_the_same_edition(archive: Archive, publisher: Publisher, tiny: Tiny) -> None:
    plain = tiny(REFS).read_bytes()
    publisher.says(answer(plain), answer(gzip.compress(plain), Content_Encoding="gzip"))
    assert pulled(archive, publisher).edition == pulled(archive, publisher).edition


@pytest.fixture
def good(archive: Archive, tiny: Tiny) -> Edition:
    """An edition of the day before, in use."""
    return add(archive, "tiny_xml", [tiny(REFS)], DAY - timedelta(1))


WHOLE = b'<TINY_LIST dateGenerated="2018-06-08"></TINY_LIST>'


@pytest.mark.parametrize(
    ("said", "error", "told"),
    [
        (answer(b"<TINY_LIST>", length=500), NetworkError, "without sending complete message body"),
        (answer(status="500 Internal Server Error"), NetworkError, "it answers 500"),
        (answer(status="403 Forbidden"), NetworkError, "it answers 403"),
        (answer(b""), Refused, "is empty"),
        (answer(b"<!DOCTYPE html><p>Back soon"), Refused, "is a web page"),
        (answer(WHOLE[:-9]), Refused, "is cut short"),
        (answer(gzip.compress(WHOLE)[:-9], Content_Encoding="gzip"), Refused, "cut short or damaged"),
        (answer(WHOLE), Refused, "counts are not those"),
    ],
)
def test_after_a_bad_answer_the_last_good_edition_serves_on_and_shows_as_stale(
    archive: Archive, publisher: Publisher, good: Edition, said: bytes, error: type[InforceError], told: str
) -> None:
    publisher.says(said)
    with pytest.raises(error, match=told) as e:
        pulled(archive, publisher)
    assert "2018-06-07 stays in use" in str(e.value)
    assert current(archive, "tiny_xml") == good
    stands = standing(archive, "tiny_xml", DAY)
    assert (stands.state, stands.edition) == ("stale", good)
    assert f"what came for {DAY} could not be used" in stands.note
    publisher.says(answer(archive.paths(good)["list"].read_bytes()))
    pulled(archive, publisher)
    assert standing(archive, "tiny_xml", DAY).state == "fresh"


def test_an_implausible_loss_is_refused_until_somebody_says_why(archive: Archive, publisher: Publisher, good: Edition, tiny: Tiny) -> None:
    publisher.says(answer(tiny(REFS[:12]).read_bytes()))
    with pytest.raises(Refused, match=r"lacks 8 of 20 entries .* of the edition known on 2018-06-07"):
        pulled(archive, publisher)
    assert current(archive, "tiny_xml") == good
    assert pulled(archive, publisher, accept="eight were delisted on 7 June").edition.accepted == "eight were delisted on 7 June"


def test_without_any_edition_a_failed_pull_says_so(archive: Archive, publisher: Publisher) -> None:
    with pytest.raises(NetworkError, match="No edition of the list is held"):
        pulled(archive, publisher)
    assert standing(archive, "tiny_xml", DAY).state == "none"


@pytest.mark.parametrize(
    ("list_id", "addresses", "told"),
    [
        ("embedded", {}, "ships with the package"),
        ("tiny_xml", {}, "has no address to pull from"),
        ("tiny_xml", {"list": "file:///etc/passwd"}, "is no address that begins with https"),
        ("tiny_xml", {"list": "ftp://127.0.0.1/list.xml"}, "is no address"),
        ("tiny_xml", {"list": "/etc/passwd"}, "is no address"),
        ("tiny_xml", {"list": "https://me:secret@127.0.0.1/list.xml"}, "bears no password"),
        ("tiny_xml", {"main": "https://127.0.0.1/list.xml"}, "has no part 'main'"),
        ("nothing", {}, "There is no list"),
    ],
)
def test_what_cannot_be_pulled_is_told_before_anything_is_asked(
    archive: Archive, list_id: str, addresses: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        pull(archive, list_id, Wanted(DAY, addresses))
    assert not archive.home.exists()


def test_official_addresses_are_there_to_be_pulled_from(archive: Archive) -> None:
    assert "un_consolidated" in pullable(archive)
    assert "tiny_xml" not in pullable(archive)
    assert get("un_consolidated").addresses["xml"].startswith("https://")
