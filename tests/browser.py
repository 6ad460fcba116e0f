"""A real browser for tests: Chromium without a window, over its debugging pipe; it tells what a page asked for."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def program() -> str | None:
    """Where a Chromium is, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def bring() -> None:
    """Installs Debian's Chromium where there is none and apt-get may do it; elsewhere the tests that want one tell that there is none."""
    if program() is None and shutil.which("apt-get") and os.geteuid() == 0:
        for does in (["update"], ["-y", "--no-install-recommends", "install", "chromium"]):
            subprocess.run(["apt-get", "-qq", *does], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)


class Browser:
    """One open page. `asked` are the addresses that it requested, `said` what its console and its policy complained of."""

    def __init__(self, to: Any, back: Any) -> None:
        self._to, self._back, self._n, self._session = to, back, 0, ""
        self.asked: list[str] = []
        self.said: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        self._n += 1
        sent = {"id": self._n, "method": method, "params": params} | ({"sessionId": self._session} if self._session else {})
        self._to.write(json.dumps(sent).encode() + b"\0")
        self._to.flush()
        while (got := self._next()).get("id") != self._n:
            pass
        assert "error" not in got, got
        return dict(got["result"])

    def _next(self) -> dict[str, Any]:
        raw = bytearray()
        while (byte := self._back.read(1)) != b"\0":
            assert byte, "the browser has ended"
            raw += byte
        got: dict[str, Any] = json.loads(raw)
        p = got.get("params", {})
        if got.get("method") == "Network.requestWillBeSent":
            self.asked.append(p["request"]["url"])
        elif got.get("method") == "Runtime.exceptionThrown":
            self.said.append(str(p["exceptionDetails"]))
        elif got.get("method") == "Log.entryAdded":
            self.said.append(p["entry"]["text"])
        return got

    def open(self, path: Path, width: int = 1280, height: int = 900, dark: bool = False, anchor: str = "") -> None:
        """Loads the file from its file:// address and waits until it stands."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self._call("Page.navigate", url=path.resolve().as_uri() + anchor)
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def tell(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        got = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in got, got
        return got["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """A key goes down and up."""
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text if kind == "keyDown" else ""
            )

    def point(self, x: float, y: float) -> None:
        """The pointer goes there."""
        self._call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def shot(self, to: Path, whole: bool = True) -> None:
        """A picture of the page."""
        import base64

        to.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]))


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Starts one; it ends with the block. `profile` is a folder of its own."""
    ours, theirs = os.pipe(), os.pipe()
    name = program()
    assert name
    switches = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--remote-debugging-pipe",
        f"--user-data-dir={profile}",
    ]
    switches += ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "about:blank"]

    def hand_over() -> None:  # the browser reads at descriptor 3 and writes at 4
        a, b = os.dup(ours[0]), os.dup(theirs[1])
        os.dup2(a, 3)
        os.dup2(b, 4)

    done = subprocess.Popen([name, *switches], preexec_fn=hand_over, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(ours[0])
    os.close(theirs[1])
    try:
        with os.fdopen(ours[1], "wb") as to, os.fdopen(theirs[0], "rb") as back:
            yield Browser(to, back)
    finally:
        done.terminate()
        done.wait(20)
