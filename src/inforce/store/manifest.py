"""An edition as it is filed: a folder named after its known day and id, with its parts and an edition.json that is sealed."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from inforce.base.errors import Damaged
from inforce.base.nouns import Edition

NAME = "edition.json"
FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}_[0-9a-f]{16}")


def edition_sha256(parts: Mapping[str, str]) -> str:
    """sha256 over the parts' names and the sha256 of their bytes, in order of name."""
    return hashlib.sha256("".join(f"{name} {parts[name]}\n" for name in sorted(parts)).encode(errors="surrogateescape")).hexdigest()


def folder(home: Path, edition: Edition) -> Path:
    """Where an edition is filed."""
    return home / "editions" / edition.list_id / f"{edition.known.isoformat()}_{edition.id}"


def held(home: Path, list_id: str) -> tuple[Edition, ...]:
    """The editions filed, oldest known day first. Within a day the one to rely on comes last: whole before partial, then the
    one that calls itself later. Raises Damaged for an edition.json that no longer says what was filed."""
    shelf = home / "editions" / list_id
    names = sorted(p.name for p in shelf.iterdir() if FOLDER.fullmatch(p.name)) if shelf.is_dir() else []
    found = [_read(shelf / name / NAME) for name in names]
    return tuple(sorted(found, key=lambda e: (e.known, -len(e.missing), e.published, e.id)))


def to_text(edition: Edition) -> str:
    """The text of edition.json."""
    said = {**asdict(edition), "known": edition.known.isoformat(), "parts": dict(edition.parts), "counts": dict(edition.counts)}
    return json.dumps({**said, "seal": _seal(said)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _read(path: Path) -> Edition:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        seal = said.pop("seal")
        if seal != _seal(said):
            raise Damaged(f"{path} was filed with seal {seal} and now has {_seal(said)}. {_MEND}")
        edition = Edition(
            **{
                **said,
                "known": date.fromisoformat(said["known"]),
                "parts": tuple(sorted(said["parts"].items())),
                "counts": tuple(sorted(said["counts"].items())),
                "missing": tuple(said["missing"]),
            }
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as e:
        raise Damaged(f"{path} can no longer be read ({e}). {_MEND}") from e
    if path.parent.name != f"{edition.known}_{edition.id}" or path.parent.parent.name != edition.list_id:
        raise Damaged(f"{path} is filed under another day, id or list than it names. {_MEND}")
    return edition


_MEND = "Move its folder out of INFORCE_HOME and add its files again."


def _seal(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode(errors="surrogatepass")).hexdigest()
