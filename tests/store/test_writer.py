"""One writer, whole or not at all: full disks, second writers, readers meanwhile, and a kill at every step."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from inforce.base.errors import Busy, ConfigError
from inforce.store.archive import Archive

DAY = date(2018, 6, 7)
STEPS = ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.truncate", "shutil.rmtree", "tempfile.mkdtemp")


def part(folder: Path, content: bytes) -> dict[str, Path]:
    path = folder / content.decode()
    path.write_bytes(content)
    return {"list": path}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "home")
    archive.add("some_list", DAY, part(tmp_path, b"good"))
    return archive


def contents(archive: Archive) -> list[bytes]:
    return [archive.paths(e)["list"].read_bytes() for e in archive.editions("some_list")]


def forked(work: Callable[[], object]) -> int:
    """Runs `work` in a child of this process and gives its pid."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Runs `work` in a child that is killed before its file operation number `step`; False when it ended before that."""
    left = [step]

    def watch(event: str, args: object) -> None:
        if event in STEPS:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def watched() -> None:
        sys.addaudithook(watch)
        work()

    return os.WIFSIGNALED(os.waitpid(forked(watched), 0)[1])


def test_a_kill_at_any_step_leaves_the_last_good_state_and_the_next_writer_goes_on(archive: Archive, tmp_path: Path) -> None:
    new = part(tmp_path, b"new")
    step = 0
    while killed_at(step, lambda: archive.add("some_list", DAY + timedelta(1), new)):
        assert contents(archive) in ([b"good"], [b"good", b"new"])
        step += 1
    assert step > 10
    archive.add("some_list", DAY + timedelta(1), new)
    assert contents(archive) == [b"good", b"new"]
    assert not (archive.home / "tmp").exists()


def test_a_kill_at_any_step_of_sharing_bytes_loses_none(archive: Archive, tmp_path: Path) -> None:
    step = 0
    while killed_at(step, lambda: archive.add("some_list", DAY + timedelta(1), part(tmp_path, b"good"))):
        assert contents(archive) in ([b"good"], [b"good", b"good"])
        step += 1
    assert contents(archive) == [b"good", b"good"]


def test_a_kill_at_any_step_of_restoring_bytes_leaves_old_or_new(archive: Archive, tmp_path: Path) -> None:
    (edition,) = archive.editions("some_list")
    stored = archive.folder(edition) / "list"
    stored.write_bytes(b"bad")
    step = 0
    while killed_at(step, lambda: archive.add("some_list", DAY, part(tmp_path, b"good"))):
        assert stored.read_bytes() in (b"bad", b"good")
        step += 1
    assert contents(archive) == [b"good"]


def test_a_kill_at_any_step_of_setting_aside_shows_all_of_it_or_nothing(archive: Archive, tmp_path: Path) -> None:
    def set_aside() -> None:
        with archive.writing() as writer:
            writer.set_aside("some_list", DAY, [*part(tmp_path, b"refused").values()], "no good")

    step = 0
    while killed_at(step, set_aside):
        assert [a.reason for a in archive.asides("some_list")] in ([], ["no good"])
        step += 1
    assert [a.reason for a in archive.asides("some_list")] == ["no good"]


KEEPS_WRITING = """
import sys
from datetime import date, timedelta
from pathlib import Path
from inforce.store.archive import Archive
archive, big = Archive(Path(sys.argv[1])), Path(sys.argv[2])
for n in range(1, 10_000):
    big.write_bytes(str(n).encode() * 100_000)
    archive.add("some_list", date(2018, 6, 7) + timedelta(n), {"list": big})
    print(n, flush=True)
"""


@pytest.mark.parametrize("wait_ms", [1, 7, 19, 31, 53])
def test_a_kill_at_any_moment_keeps_all_that_was_filed(archive: Archive, tmp_path: Path, wait_ms: int) -> None:
    command = [sys.executable, "-c", KEEPS_WRITING, archive.home, tmp_path / "big"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(wait_ms / 1000)
        writer.kill()
        told = 1 + len(writer.stdout.read().splitlines())
    assert len(contents(archive)) - 1 in (told, told + 1)
    archive.add("some_list", date(2099, 1, 1), part(tmp_path, b"next"))
    assert contents(archive)[-1] == b"next"


def test_a_second_writer_is_told_who_holds_the_lock(archive: Archive) -> None:
    with archive.writing(), pytest.raises(Busy, match=f"process {os.getpid()} on "), archive.writing():
        pass


def test_the_lock_goes_with_the_process_that_held_it(archive: Archive, tmp_path: Path) -> None:
    ready, tell = os.pipe()

    def hold() -> None:
        with archive.writing():
            os.write(tell, b".")
            time.sleep(60)

    pid = forked(hold)
    os.read(ready, 1)
    with pytest.raises(Busy, match=f"process {pid} "), archive.writing():
        pass
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    archive.add("some_list", DAY + timedelta(1), part(tmp_path, b"new"))
    assert contents(archive) == [b"good", b"new"]


def test_readers_need_no_lock_and_see_whole_editions_only(archive: Archive, tmp_path: Path) -> None:
    done = threading.Event()
    seen: list[int] = []
    broken: list[Exception] = []

    def read() -> None:
        while not done.is_set():
            try:
                seen.append(len(contents(archive)))
            except Exception as e:  # whatever a reader meets has to reach the test
                broken.append(e)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for n in range(30):
        archive.add("some_list", DAY + timedelta(n + 1), part(tmp_path, b"%d" % n))
    done.set()
    for reader in readers:
        reader.join()
    assert not broken
    assert {*seen} <= {*range(1, 32)}
    assert len(contents(archive)) == 31


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_nothing_half(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    real, new, told = os.fsync, part(tmp_path, b"new"), 0
    for n in range(8):  # the disk is full at the first sync, at the second, …
        left = [n]

        def sync(fd: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(error, os.strerror(error))
            real(fd)

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", sync)
            try:
                archive.add("some_list", DAY + timedelta(n + 1), new)
            except ConfigError as e:
                told += "is full" in str(e)
        assert {*contents(archive)} <= {b"good", b"new"}
        assert not (archive.home / "tmp").exists()
    assert told >= 4


def test_a_home_that_is_a_file_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="INFORCE_HOME"):
        Archive(part(tmp_path, b"file")["list"]).add("some_list", DAY, part(tmp_path, b"new"))


def test_where_files_cannot_be_linked_they_are_copied(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", link)
    archive.add("some_list", DAY + timedelta(1), part(tmp_path, b"good"))
    assert contents(archive) == [b"good", b"good"]


def test_the_next_writer_sweeps_what_a_dead_one_left(archive: Archive, tmp_path: Path) -> None:
    (archive.home / "tmp/half").mkdir(parents=True)
    (archive.home / "tmp/half/list").write_bytes(b"ha")
    archive.add("some_list", DAY + timedelta(1), part(tmp_path, b"new"))
    assert not (archive.home / "tmp").exists()
    assert contents(archive) == [b"good", b"new"]
