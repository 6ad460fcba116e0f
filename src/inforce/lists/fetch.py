"""One file from one address: asked for again when the answer fails, whole or not at all, never larger or slower than allowed."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import certifi
import httpx

from inforce.base.errors import NetworkError
from inforce.store.unpack import LARGEST

_AGAIN = (408, 425, 429, 500, 502, 503, 504)  # a server that says "later"; any other refusal stays what it is
_LONGEST_WAIT_SECONDS = 60.0

Tell = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """How often an address is asked, the seconds before the second time (doubled each time), to connect, between two pieces
    of an answer and for a whole answer, and the most bytes taken from the network."""

    tries: int = 4
    wait_seconds: float = 2.0
    connect_seconds: float = 15.0
    silence_seconds: float = 30.0
    whole_seconds: float = 1_800.0
    most_bytes: int = LARGEST


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address said. `validator` is its ETag, else its Last-Modified, else ''. `changed` is False when it said that what
    was had with the validator given still holds; then nothing was written."""

    changed: bool
    validator: str


class _Failed(Exception):
    """An answer that may be better the next time, and the seconds the server asks to wait before it."""

    def __init__(self, why: str, wait_seconds: float = 0.0) -> None:
        super().__init__(why)
        self.wait_seconds = wait_seconds


def fetch(address: str, target: Path, validator: str = "", limits: Limits | None = None, tell: Tell | None = None) -> Answer:
    """Writes what the address holds to `target`, as it came: a body that the server packed with gzip stays packed.

    `validator` is that of an answer had before: the address is asked only for what is newer. Proxies and certificates come
    from the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE). `tell` hears (address, bytes so far, bytes in all if known).
    Raises NetworkError, with what came of the last answer left in `target`.
    """
    limits = limits or Limits()
    with _client(address, limits) as client:
        for n in range(limits.tries):
            try:
                return _once(client, address, target, validator, limits, tell)
            except (_Failed, httpx.TransportError) as e:
                if n + 1 == limits.tries or isinstance(e, httpx.UnsupportedProtocol):
                    times = f"asked {n + 1} times" if n else "asked once"
                    raise NetworkError(f"No usable answer from {address}, {times}: {_said(e)}.") from e
                wait = max(limits.wait_seconds * 2**n, getattr(e, "wait_seconds", 0.0))
                time.sleep(min(wait, _LONGEST_WAIT_SECONDS))
            except (httpx.TooManyRedirects, httpx.InvalidURL) as e:
                raise NetworkError(f"No usable answer from {address}: {_said(e)}.") from e
    raise AssertionError("tries is at least 1")


def _client(address: str, limits: Limits) -> httpx.Client:
    def no_downgrade(request: httpx.Request) -> None:
        if address.startswith("https:") and request.url.scheme != "https":
            raise NetworkError(f"{address} leads to {request.url}, which is not encrypted. It was not followed.")

    trusted = ssl.create_default_context()  # the machine's own certificates, so that a company's proxy is trusted where the company does
    trusted.load_verify_locations(certifi.where())  # and for a Python that was built without any
    return httpx.Client(
        verify=trusted,
        timeout=httpx.Timeout(limits.silence_seconds, connect=limits.connect_seconds),
        headers={"User-Agent": "inforce", "Accept-Encoding": "gzip", "Accept": "*/*"},
        follow_redirects=True,
        max_redirects=5,
        event_hooks={"request": [no_downgrade]},
    )


def _once(client: httpx.Client, address: str, target: Path, validator: str, limits: Limits, tell: Tell | None) -> Answer:
    until = time.monotonic() + limits.whole_seconds
    with client.stream("GET", address, headers=_condition(validator)) as answer:
        if answer.status_code == httpx.codes.NOT_MODIFIED and validator:
            return Answer(False, validator)
        _usable(answer, address)
        total = int(length) if (length := answer.headers.get("Content-Length", "")).isdecimal() else None
        with target.open("wb") as file:
            for chunk in answer.iter_raw():
                file.write(chunk)
                if file.tell() > limits.most_bytes:
                    raise NetworkError(f"{address} holds more than {limits.most_bytes:,} bytes. No list is that large; it was left.")
                if time.monotonic() > until:
                    raise _Failed(f"after {limits.whole_seconds:g} seconds only {file.tell():,} bytes had come")
                if tell:
                    tell(address, file.tell(), total)
        return Answer(True, answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "")


def _condition(validator: str) -> dict[str, str]:
    if not validator:
        return {}
    return {"If-None-Match" if validator.startswith(('"', "W/")) else "If-Modified-Since": validator}


def _usable(answer: httpx.Response, address: str) -> None:
    """Raises _Failed for an answer that may be another the next time, NetworkError for one that will not."""
    told = f"{answer.status_code} {answer.reason_phrase}".strip()
    if answer.status_code in _AGAIN:
        after = answer.headers.get("Retry-After", "")
        raise _Failed(f"it answers {told}", float(after) if after.isdecimal() else 0.0)
    if answer.status_code != httpx.codes.OK:
        raise NetworkError(f"No usable answer from {address}: it answers {told}. The publisher may have moved the list.")
    if (encoding := answer.headers.get("Content-Encoding", "identity").lower()) not in ("identity", "gzip", "x-gzip"):
        raise NetworkError(f"No usable answer from {address}: it is packed as {encoding!r}, which was not asked for.")


def _said(e: Exception) -> str:
    return str(e) or type(e).__name__
