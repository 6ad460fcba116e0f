"""Fixtures and rules for all tests: no network, nothing of the user's home, no luck; with --all, no skip either."""

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import browser
import hypothesis
import pytest
import real_lists

from inforce.base.errors import Refused
from inforce.lists import Filed, Given, file, registry
from inforce.store.archive import Archive

# Same input, same verdict: examples do not vary from run to run, and no test depends on how busy the machine is.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="a test that cannot run here (no test data, no such program) is a failure")


def pytest_sessionstart(session: pytest.Session) -> None:
    if session.config.getoption("--all"):
        browser.bring()


def pytest_sessionfinish(session: pytest.Session) -> None:
    skipped = session.config.pluginmanager.get_plugin("terminalreporter").stats.get("skipped", [])
    if session.config.getoption("--all") and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and terminalreporter.config.getoption("--all"):
        terminalreporter.write_line(f"--all: {skipped} skipped, for the reasons above; with --all that is a failure.", red=True)


@pytest.fixture(autouse=True, scope="session")
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps tests off the network and out of the directory where the user's editions lie."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        assert host in ("localhost", "127.0.0.1", "::1"), f"a test wanted to reach {address!r}; tests use no network"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        patch.setenv("INFORCE_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1] / "src"))  # for the processes that tests start
        yield


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Gives a file of the test data by its path under INFORCE_TEST_DATA (default ../shared/data), or skips with the reason."""
    home = Path(os.environ.get("INFORCE_TEST_DATA", Path(__file__).parents[2] / "shared/data"))

    def find(path: str) -> Path:
        if not (home / path).exists():
            pytest.skip(f"no {path} under {home}: set INFORCE_TEST_DATA to where the test data lies")
        return home / path

    return find


@pytest.fixture(scope="session")
def held(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, dict[str, Filed | Refused]]:
    """An archive of every edition in the test data, and what became of each file by its path under it."""
    archive, became = Archive(tmp_path_factory.mktemp("held")), {}
    acts = sorted(shared(real_lists.ACTS).iterdir())
    whole = [*real_lists.UN, *real_lists.SDN, *real_lists.CONS, *real_lists.OTHERS]
    whole += [real_lists.Real(real_lists.act_of(path), date(2026, 8, 14), (f"{real_lists.ACTS}/{path.name}",)) for path in acts]
    whole += [real_lists.Real(list_id, date(2026, 9, 1), (path,)) for path, (list_id, _) in real_lists.REFUSED.items()]
    for real in whole:
        given = Given([shared(path) for path in real.files], real.known, accept="years lie between these copies")
        try:
            found: Filed | Refused = file(archive, real.list_id, given)
        except Refused as e:
            found = e
        became |= dict.fromkeys(real.files, found)
    return archive, became


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two small lists, tiny_xml and tiny_csv, brought by another package through entry points; gives its folder."""
    folder = Path(__file__).parent / "brought"
    monkeypatch.syspath_prepend(str(folder))
    registry._packages.cache_clear()
    yield folder
    registry._packages.cache_clear()


@pytest.fixture
def tiny(brought: Path, tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of tiny_xml with an entry for each reference number, and gives its path."""

    def write(refs: Iterable[str], published: str = "2018-06-07T19:03:43.97-04:00", listed: str = "2017-08-05") -> Path:
        said = "<REFERENCE_NUMBER>{0}</REFERENCE_NUMBER><FIRST_NAME>NAME OF {0}</FIRST_NAME><LISTED_ON>{1}</LISTED_ON>"
        entries = "".join(f"<INDIVIDUAL>{said.format(ref, listed)}</INDIVIDUAL>\n" for ref in refs)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        path = tmp_path / "list.xml"
        path.write_text(f'{head}<TINY_LIST dateGenerated="{published}">\n{entries}</TINY_LIST>\n', "utf-8")
        return path

    return write
