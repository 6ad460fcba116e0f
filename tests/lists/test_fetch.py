"""One file from one address, over a real socket on this machine."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from publisher import Publisher, answer, dripping

from inforce.base.errors import NetworkError
from inforce.lists.fetch import Answer, Limits, fetch

BODY = b"<LIST>" + b"x" * 5_000 + b"</LIST>"
QUICK = Limits(tries=3, wait_seconds=0, connect_seconds=5, silence_seconds=5, whole_seconds=5, most_bytes=100_000)


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Publisher() as server:
        yield server


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "list.xml"


def failed(address: str, target: Path, limits: Limits = QUICK, validator: str = "") -> str:
    with pytest.raises(NetworkError) as e:
        fetch(address, target, validator, limits)
    return str(e.value)


def test_a_file_comes_whole_and_says_how_far_it_is(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(BODY, ETag='"one"', Last_Modified="Thu, 07 Jun 2018 23:03:43 GMT"))
    heard: list[tuple[str, int, int | None]] = []
    assert fetch(publisher.address, target, "", QUICK, lambda *said: heard.append(said)) == Answer(True, '"one"')
    assert target.read_bytes() == BODY
    assert heard[-1] == (publisher.address, len(BODY), len(BODY))


@pytest.mark.parametrize(
    ("validator", "asked"),
    [
        ('"one"', 'If-None-Match: "one"'),
        ('W/"one"', 'If-None-Match: W/"one"'),
        ("Thu, 07 Jun 2018 23:03:43 GMT", "If-Modified-Since: Thu, 07 Jun 2018 23:03:43 GMT"),
    ],
)
def test_what_was_had_is_asked_for_only_if_it_is_newer(publisher: Publisher, target: Path, validator: str, asked: str) -> None:
    publisher.says(answer(status="304 Not Modified"))
    assert fetch(publisher.address, target, validator, QUICK) == Answer(False, validator)
    assert asked in publisher.requests[0]
    assert not target.exists()


def test_not_modified_is_no_answer_to_who_has_nothing(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(status="304 Not Modified"))
    assert "it answers 304" in failed(publisher.address, target)


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"])
def test_an_answer_that_says_later_is_asked_for_again(publisher: Publisher, target: Path, status: str) -> None:
    publisher.says(answer(status=status), answer(BODY))
    assert fetch(publisher.address, target, "", QUICK).changed
    assert (target.read_bytes(), len(publisher.requests)) == (BODY, 2)


def test_the_wait_that_a_server_asks_for_is_kept_and_doubles_without_one(
    publisher: Publisher, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    later = answer(status="503 Service Unavailable", Retry_After="7")
    publisher.says(later, answer(status="500 Oh"), answer(status="502 Oh"), answer(status="503 Oh", Retry_After="86400"), answer(BODY))
    fetch(publisher.address, target, "", Limits(tries=5, wait_seconds=2))
    assert waits == [7, 4, 8, 60]


def test_a_server_that_stays_down_is_told_with_how_often_it_was_asked(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(status="500 Internal Server Error"))
    assert failed(publisher.address, target).endswith("asked 3 times: it answers 500 Internal Server Error.")
    assert len(publisher.requests) == 3


def test_an_answer_that_will_not_change_is_not_asked_for_again(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(status="404 Not Found"))
    assert "it answers 404 Not Found. The publisher may have moved the list" in failed(publisher.address, target)
    assert len(publisher.requests) == 1


def test_a_body_shorter_than_its_length_is_no_answer_and_what_came_is_left_to_look_at(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(BODY, length=len(BODY) + 1))
    assert "without sending complete message body" in failed(publisher.address, target)
    assert target.read_bytes() == BODY
    assert len(publisher.requests) == 3


def test_a_cut_body_is_followed_by_a_whole_one(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(BODY[:100], length=len(BODY)), answer(BODY))
    fetch(publisher.address, target, "", QUICK)
    assert target.read_bytes() == BODY


def test_nobody_listening_is_told(publisher: Publisher, target: Path) -> None:
    address = publisher.address
    publisher.server_close()
    assert "Connection refused" in failed(address, target)


def test_a_redirect_is_followed(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(status="302 Found", Location="/elsewhere.xml"), answer(BODY))
    assert fetch(publisher.address, target, "", QUICK).changed
    assert publisher.requests[1].startswith("GET /elsewhere.xml ")


def test_redirects_without_end_are_told(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(status="302 Found", Location="/list.xml"))
    assert "redirect" in failed(publisher.address, target)


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/list.xml"])
def test_a_redirect_to_what_is_no_web_address_is_not_followed(publisher: Publisher, target: Path, place: str) -> None:
    publisher.says(answer(status="302 Found", Location=place))
    failed(publisher.address, target)
    assert not target.exists()
    assert len(publisher.requests) == 1


def test_a_body_packed_with_gzip_stays_as_it_came(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(packed := gzip.compress(BODY), Content_Encoding="gzip"))
    fetch(publisher.address, target, "", QUICK)
    assert target.read_bytes() == packed
    assert "Accept-Encoding: gzip\r" in publisher.requests[0]


def test_a_packing_that_was_not_asked_for_is_refused(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(BODY, Content_Encoding="br"))
    assert "packed as 'br'" in failed(publisher.address, target)


def test_a_body_larger_than_any_list_is_left(publisher: Publisher, target: Path) -> None:
    publisher.says(answer(b"x" * 200_000))
    assert "holds more than 100,000 bytes" in failed(publisher.address, target)
    assert len(publisher.requests) == 1


def test_a_body_that_drips_is_given_up(publisher: Publisher, target: Path) -> None:
    publisher.says(dripping(BODY, 0.02))
    assert "after 0.1 seconds only" in failed(publisher.address, target, Limits(tries=2, wait_seconds=0, whole_seconds=0.1))
    assert len(publisher.requests) == 2


def test_a_server_that_falls_silent_is_given_up(publisher: Publisher, target: Path) -> None:
    publisher.says(dripping(BODY, 1.0))
    assert "timed out" in failed(publisher.address, target, Limits(tries=1, silence_seconds=0.1))


def test_the_proxy_of_the_environment_is_used(publisher: Publisher, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", publisher.address.removesuffix("/list.xml"))
    publisher.says(answer(BODY))
    assert fetch("http://lists.invalid/list.xml", target, "", QUICK).changed
    assert publisher.requests[0].startswith("GET http://lists.invalid/list.xml ")


def test_an_encrypted_address_that_leads_to_an_open_one_is_not_followed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def open_one(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": "http://lists.invalid/list.xml"})

    monkeypatch.setattr("httpx._client.HTTPTransport", lambda **_: httpx.MockTransport(open_one))
    assert "not encrypted" in failed("https://lists.invalid/list.xml", target)
    assert asked == ["https://lists.invalid/list.xml"]
