"""Every list with an official address is pulled from a server on this machine that serves what the publisher served."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from publisher import Publisher, answer

from inforce.base.errors import Refused
from inforce.base.nouns import Review
from inforce.lists import add, current, get, ids, load
from inforce.lists.fetch import Limits
from inforce.lists.pull import Wanted, pull
from inforce.lists.standing import standing
from inforce.store.archive import Archive
from inforce.store.unpack import unpack

DAY = date(2026, 11, 1)
# List -> a copy of what its address has served. Of the others no whole copy was to be had.
SERVED = {
    "au_dfat": "lists/au/dfat_regulation8_consolidated_2024-11.xlsx",
    "ca_sema": "lists/ca/sema_lmes_2020-04.xml.gz",
    "eu_journal.32017r1509": "lists/eu/oj/consolidated/32017R1509.csv.gz",
    "ofac_cons": "lists/ofac/xml/cons_sdnList_2025-11-29.xml.gz",
    "un_consolidated": "lists/un_consolidated/un_consolidated_2025-12-10.xml.gz",
}
# List -> why it has no address.
WITHOUT = {
    "embedded": "it ships",
    "un_1718_vessels": "the Committee publishes a PDF",
    "uk_ofsi": "it is no longer kept up",
}
MEMBERS = {"eu_journal": "eu_journal.32017r1509", "opensanctions": "opensanctions.made_up"}
ADDRESSED = [MEMBERS.get(i, i) for i in ids() if get(i).package.startswith("inforce.") and i not in WITHOUT]


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Publisher() as server:
        yield server


def wanted(list_id: str, publisher: Publisher, accept: str = "") -> Wanted:
    return Wanted(
        DAY, dict.fromkeys(get(list_id).addresses, publisher.address), accept, Limits(tries=1, wait_seconds=0, silence_seconds=20)
    )


@pytest.mark.parametrize("list_id", ADDRESSED)
def test_a_list_has_an_address_of_one_whole_form_and_says_how_far_it_was_checked(list_id: str) -> None:
    spec = get(list_id)
    assert {*spec.addresses} == {*spec.set_of(spec.addresses)}
    assert all(address.startswith("https://") and "{" not in address for address in spec.addresses.values())
    assert spec.url_review in (Review.MEMORY, Review.SECONDARY), "nobody has pulled from it yet"


@pytest.mark.parametrize("list_id", WITHOUT)
def test_a_list_without_an_address_has_none(list_id: str) -> None:
    assert not get(list_id).addresses


@pytest.mark.parametrize("list_id", SERVED)
def test_what_the_publisher_served_is_pulled_and_filed(
    tmp_path: Path, publisher: Publisher, shared: Callable[[str], Path], list_id: str
) -> None:
    unpack(shared(SERVED[list_id]), tmp_path / "served")
    publisher.says(
        answer((tmp_path / "served").read_bytes(), Last_Modified="Sun, 01 Nov 2026 06:00:00 GMT"), answer(status="304 Not Modified")
    )
    archive = Archive(tmp_path / "home")
    filed = pull(archive, list_id, wanted(list_id, publisher))
    assert (filed.outcome, filed.edition.known, filed.edition.missing) == ("filed", DAY, ())
    assert load(archive, filed.edition).counts["entries"] > 300
    assert pull(archive, list_id, wanted(list_id, publisher)).outcome == "already held"
    assert "If-Modified-Since: Sun, 01 Nov 2026 06:00:00 GMT" in publisher.requests[-1]
    assert standing(archive, list_id, DAY).state == "fresh"


@pytest.mark.parametrize("list_id", ADDRESSED)
@pytest.mark.parametrize("body", [b"<!DOCTYPE html><html><body>Back soon</body></html>", b"", b'{"error": "quota"}', b"\x00" * 1000])
def test_an_answer_that_is_not_the_list_is_refused(tmp_path: Path, publisher: Publisher, list_id: str, body: bytes) -> None:
    publisher.says(answer(body))
    archive = Archive(tmp_path / "home")
    with pytest.raises(Refused):
        pull(archive, list_id, wanted(list_id, publisher))
    assert archive.editions(list_id) == ()
    assert len(archive.asides(list_id)) == 1


def test_a_real_list_that_shrank_beyond_belief_is_refused_and_the_last_good_edition_serves_on_as_stale(
    tmp_path: Path, publisher: Publisher, shared: Callable[[str], Path]
) -> None:
    archive = Archive(tmp_path / "home")
    add(archive, "un_consolidated", [shared(SERVED["un_consolidated"])], date(2026, 10, 31))
    unpack(shared("lists/un_consolidated/un_consolidated_2024-09-21.xml.gz"), tmp_path / "served")
    publisher.says(answer((tmp_path / "served").read_bytes()))
    with pytest.raises(Refused, match=r"It lacks \d+ of 999 entries .*121 Iran"):
        pull(archive, "un_consolidated", wanted("un_consolidated", publisher))
    in_use = current(archive, "un_consolidated")
    assert in_use
    assert (in_use.known, standing(archive, "un_consolidated", DAY).state) == (date(2026, 10, 31), "stale")
