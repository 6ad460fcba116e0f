"""Making a file an edition: looked at, read, counted and compared with its neighbours before it is filed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from inforce.base.errors import ListError, Refused, UsageError
from inforce.base.nouns import Edition
from inforce.lists import cache
from inforce.lists.editions import current, load, table
from inforce.lists.reading import Parsed, outside, read, source_of
from inforce.lists.recognise import parts_of, published
from inforce.lists.registry import get
from inforce.lists.spec import ListSpec
from inforce.store.archive import Archive
from inforce.store.unpack import unpack
from inforce.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Filed:
    """An edition, what became of the files ('filed', 'already held', 'restored'), and what was read of them."""

    edition: Edition
    outcome: str
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives to be filed: files of a list, the day they were known, where they come from, why a loss of entries
    past the list's guard is real (empty where nobody says so), and what the addresses they came from marked them with
    (address -> ETag or Last-Modified)."""

    files: Sequence[Path]
    known: date
    source: str = ""
    accept: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)


def file(archive: Archive, list_id: str, given: Given) -> Filed:
    """Files what is given as an edition of the list, once it has been read and found to be what it should be.

    Raises Refused, after keeping the files aside, when they are empty, cut short, a web page, another list's, unreadable, not
    within the `expect` counts, or without a share of their neighbours' entries past `guard` that nobody accepted; what was in
    use stays in use. Raises UsageError, Busy and ConfigError as their names say.
    """
    spec = get(list_id)
    if spec.compiled:
        raise UsageError(f"{list_id} ships with the package; nothing can be added to it.")
    if spec.family and "." not in spec.id:
        raise UsageError(f"{list_id} is a family of lists: say which, as {list_id}.NAME, with a NAME in small letters, digits and _.")
    _there(given.files)
    with archive.writing() as writer:
        try:
            return _file(archive, writer, spec, given)
        except Refused as e:
            aside = writer.set_aside(list_id, given.known, given.files, str(e))
            used = current(archive, list_id)
            stays = f"The edition known on {used.known} stays in use" if used else "No edition of the list is held"
            raise Refused(f"{list_id}: {e} {stays}; the refused file is kept in {aside}.") from e


def _there(paths: Sequence[Path]) -> None:
    if not paths:
        raise UsageError("Name one file at least.")
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path} is no plain file." if path.exists() else f"There is no file {path}.")


def _file(archive: Archive, writer: Writer, spec: ListSpec, given: Given) -> Filed:
    parts = parts_of(spec, _unpacked(writer.stage(), given.files))
    if again := writer.again(spec.id, given.known, parts):
        return Filed(*again, load(archive, again[0]))
    moment = _published(spec, parts, given.known)
    edition = Edition(
        "", spec.id, given.known, "", (), source=given.source, published=moment, validators=tuple(sorted(given.validators.items()))
    )
    parsed = read(spec, parts, source_of(edition))
    if wrong := outside(spec, parsed.counts):
        raise Refused(f"The counts are not those of the list ({'; '.join(wrong)}).")
    edition = replace(edition, missing=tuple(sorted({*spec.set_of(parts)} - {*parts})), counts=tuple(parsed.counts.items()))
    found = cache.table_of(parsed)
    edition = replace(edition, accepted=_guarded(archive, spec, edition, found, given.accept.strip()))
    edition = writer.file(edition, parts)
    cache.keep_read(archive.folder(edition), archive.home, spec, found)
    return Filed(edition, "filed", parsed)


def _unpacked(stage: Path, paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Each file's name without .gz or .xz, and its bytes as published."""
    found = []
    for n, path in enumerate(paths):
        name = re.sub(r"\.(?:gz|xz)$", "", path.name, flags=re.IGNORECASE)
        (stage / str(n)).mkdir()  # two files of different folders may bear one name
        unpack(path, stage / str(n) / name)
        found.append((name, stage / str(n) / name))
    return found


def _published(spec: ListSpec, parts: Mapping[str, Path], known: date) -> str:
    moment = published(spec, parts)
    # A day of grace: an officer west of Greenwich may hold on Monday evening what is dated Tuesday in UTC.
    if moment and date.fromisoformat(moment[:10]) > known + timedelta(1):
        raise Refused(
            f"The file says it was published at {moment}; it cannot have been known on {known}. Give the day it was had with --known."
        )
    return moment


def _guarded(archive: Archive, spec: ListSpec, edition: Edition, found: pa.Table, accept: str) -> str:
    """'' when nothing is strange between the edition and its neighbours, else the reason for which that is accepted."""
    strange = list(_strange(archive, spec, edition, found))
    if strange and not accept:
        raise Refused(f"{' '.join(strange)} {spec.id} allows a loss of {spec.guard:.0%}. If this is right, say why with --accept.")
    return accept if strange else ""


def _strange(archive: Archive, spec: ListSpec, edition: Edition, found: pa.Table) -> Iterator[str]:
    """In words: a loss of entries past the guard, from the edition before to this one or from this one to the next; and a
    file that says it is older than one known earlier, as when a copy is served that should have been replaced."""
    before = current(archive, spec.id, edition.known)
    later = min((e.known for e in archive.editions(spec.id) if e.known > edition.known), default=None)
    after = current(archive, spec.id, later) if later else None
    for old, new in ((before, edition), (edition, after)):
        if old and new:
            yield from _unlike(archive, old, new, {edition: found}, spec.guard)


def _unlike(archive: Archive, old: Edition, new: Edition, given: Mapping[Edition, pa.Table], guard: float) -> Iterator[str]:
    neighbour = new if old in given else old
    if old.known < new.known and "" < new.published < old.published:
        said = f"was published at {new.published}, and the one known on {old.known} at {old.published}"
        yield f"The edition known on {new.known} says it {said}."
    try:
        there = table(archive, neighbour, ("id", "ref", "programs"))
    except ListError as e:
        yield f"It cannot be compared with the edition known on {neighbour.known}: {e}"
        return
    older, newer = (given.get(e, there) for e in (old, new))
    import pyarrow.compute as pc  # slow to import, and not needed to look something up

    lost = older.filter(pc.invert(pc.is_in(older["id"], newer["id"].combine_chunks())))
    if lost.num_rows > guard * older.num_rows:
        yield _loss(neighbour.known, neighbour is new, lost, older.num_rows)


def _loss(day: date, after: bool, lost: pa.Table, of: int) -> str:
    programs = Counter(p for each in lost["programs"].to_pylist() for p in each)
    named = [f"{n:,} {p}" for p, n in sorted(programs.items(), key=lambda item: (-item[1], item[0]))] or lost["ref"].to_pylist()
    n = lost.num_rows
    share = f"{n:,} of {of:,} entries ({n / of:.1%}: {', '.join(named[:6])}{', …' if len(named) > 6 else ''})"
    return f"The edition known on {day} lacks {share} of this one." if after else f"It lacks {share} of the edition known on {day}."
