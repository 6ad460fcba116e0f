"""A publisher of lists on this machine: answers each request with the next thing it was told to say, the last one for ever."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

Said = bytes | Callable[[], Iterable[bytes]]


def answer(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """An answer with its length; `length` says another one than is true."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def dripping(body: bytes, seconds: float) -> Said:
    """The same answer, a few bytes at a time."""

    def drip() -> Iterable[bytes]:
        whole = answer(body)
        for i in range(0, len(whole), 64):
            yield whole[i : i + 64]
            time.sleep(seconds)

    return drip


class Publisher(socketserver.ThreadingTCPServer):
    """Started with `with`; `requests` are the heads of what it was asked, `address` is where it lies."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[str] = []
        self._sayings: list[Said] = [answer(status="404 Not Found")]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/list.xml"

    def says(self, *sayings: Said) -> None:
        self._sayings = list(sayings)

    def saying(self, head: str) -> Said:
        self.requests.append(head)
        return self._sayings.pop(0) if len(self._sayings) > 1 else self._sayings[0]

    def __enter__(self) -> "Publisher":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        lines = iter(self.rfile.readline, b"\r\n")
        said = self.server.saying(b"".join(lines).decode())  # type: ignore[attr-defined]
        try:
            for piece in [said] if isinstance(said, bytes) else said():
                self.wfile.write(piece)
        except (BrokenPipeError, ConnectionResetError):
            return  # whoever asked has had enough
