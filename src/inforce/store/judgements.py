"""What people have judged about two listings: the same subject, different ones, or unsure. Lines are added, none is changed."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from inforce.base.errors import ConfigError
from inforce.store.durable import sync_folder
from inforce.store.lock import only_writer

VERDICTS = ("same", "different", "unsure", "withdrawn")


@dataclass(frozen=True, slots=True)
class Judgement:
    """That designations `a` and `b` (ids, a < b) are 'same' or 'different', or that one is 'unsure'; 'withdrawn' takes back what
    was said of the two before. `at` is the instant in UTC, in ISO form."""

    a: str
    b: str
    verdict: str
    why: str
    by: str
    at: str


def path_of(home: Path) -> Path:
    """Where the judgements lie."""
    return home / "judgements.jsonl"


def read(home: Path) -> tuple[Judgement, ...]:
    """Every line ever written, in its order. Raises ConfigError naming a line that is no judgement."""
    path = path_of(home)
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(f"{path} cannot be read ({e}).") from e
    return tuple(_judgement(line, f"{path}, line {n}") for n, line in enumerate(lines, 1))


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The last word on each pair, newest first; none for a pair of which it is 'withdrawn'. A later line is the newer of two
    that bear the same instant."""
    last = {(j.a, j.b): (j.at, n, j) for n, j in enumerate(judgements)}
    return tuple(j for _, _, j in sorted(last.values(), key=lambda item: item[:2], reverse=True) if j.verdict != "withdrawn")


def append(home: Path, judgement: Judgement) -> None:
    """Adds a line, synced to the disk. Raises Busy, and ConfigError when `home` cannot be written or what is there is broken."""
    with only_writer(home):
        read(home)  # so that nothing is added behind a line that was cut short
        try:
            with path_of(home).open("a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps(asdict(judgement), ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            sync_folder(home)
        except OSError as e:
            raise ConfigError(f"{path_of(home)} cannot be written ({e.strerror}).") from e


def _judgement(line: str, at: str) -> Judgement:
    mend = "Mend the line or move it out; nothing is linked until then."
    try:
        said = json.loads(line)
        judgement = Judgement(**{f.name: said[f.name] for f in fields(Judgement)})
        if not all(isinstance(value, str) for value in said.values()) or not datetime.fromisoformat(judgement.at).tzinfo:
            raise ValueError("every field is a text, and `at` an instant with its zone")
    except (ValueError, LookupError, TypeError) as e:
        raise ConfigError(f"{at} is no judgement ({type(e).__name__}: {e}). {mend}") from e
    if judgement.verdict not in VERDICTS or not judgement.a < judgement.b:
        raise ConfigError(f"{at}: the verdict is one of {', '.join(VERDICTS)}, on two ids of which `a` comes first. {mend}")
    return judgement
