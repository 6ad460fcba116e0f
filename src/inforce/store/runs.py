"""Records of runs: what was screened, with what, and that it found nothing if it found nothing."""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from inforce.base.errors import ConfigError
from inforce.base.nouns import Run
from inforce.store.durable import make


def as_object(run: Run) -> dict[str, Any]:
    """The record as JSON-ready values, without the time it was made: equal runs give equal objects."""
    said = {**asdict(run), "rows": dict(run.rows), "known": run.known and run.known.isoformat()}
    del said["started_at"]
    return said


def keep(home: Path, run: Run, started_at: datetime) -> Path:
    """Files the record as `home`/runs/<id>.json, and the hour (UTC) of this deed of it as a line of `home`/runs/log.jsonl.

    A run done twice is one record and two lines. Gives the record's path; raises ConfigError where `home` cannot be written.
    """
    folder = home / "runs"
    path = folder / f"{run.id}.json"
    half = folder / f".{run.id}.{os.getpid()}.part"
    try:
        make(folder)
        with half.open("w", encoding="utf-8") as f:
            f.write(json.dumps(as_object(run), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
            f.flush()
            os.fsync(f.fileno())
        half.replace(path)
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"run": run.id, "started_at": started_at.isoformat(timespec="seconds")}) + "\n")
    except OSError as e:
        raise ConfigError(
            f"The record of this run cannot be kept in {folder}: {e.strerror}. Set INFORCE_HOME to a directory that can be written."
        ) from e
    finally:
        with suppress(OSError):  # it is there only where something went wrong, which is told already
            half.unlink()
    return path
