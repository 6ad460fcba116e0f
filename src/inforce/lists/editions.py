"""The editions held of a list: which one is in use on a known day, and what it says."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from inforce.base.errors import ConfigError, Unknown
from inforce.base.nouns import Edition
from inforce.lists import cache as kept
from inforce.lists.reading import Parsed, read, source_of
from inforce.lists.registry import get, ids
from inforce.lists.spec import ListSpec
from inforce.store.archive import Archive
from inforce.store.durable import sha256_of
from inforce.store.manifest import edition_sha256


def every(archive: Archive) -> tuple[str, ...]:
    """The ids of all lists, sorted: of a family, of those members that the archive has, or the family's own where it has none."""
    there = archive.list_ids()
    members = {list_id: [i for i in there if i.startswith(f"{list_id}.")] for list_id in ids() if get(list_id).family}
    return tuple(sorted(i for list_id in ids() for i in members.get(list_id) or [list_id]))


def editions(archive: Archive, list_id: str) -> tuple[Edition, ...]:
    """The editions held, oldest known day first; of a list that ships with the package, that one alone."""
    spec = get(list_id)
    return (_shipped(list_id),) if spec.compiled else archive.editions(list_id)


def current(archive: Archive, list_id: str, known: date | None = None) -> Edition | None:
    """The edition in use on a known day: the newest known until then; without a day, the newest held. None: what the list said
    is unknown.

    A list that ships with the package stands from the first listing in it on; its caller keeps the entries listed by `known`.
    """
    held = editions(archive, list_id)
    if known is None:
        return held[-1] if held else None
    if get(list_id).compiled:
        first = min((d.listed for d in load(archive, held[0]).designations if d.listed), default=held[0].known)
        return held[0] if first <= known else None
    return next((e for e in reversed(held) if e.known <= known), None)


def known_on(archive: Archive, list_id: str, known: date | None = None) -> Edition:
    """The edition in use on a known day; without a day, the newest held. Raises Unknown, naming the first day held, when there is none."""
    edition = current(archive, list_id, known)
    if edition is None:
        first = next(iter(editions(archive, list_id)), None)
        held = f"the first edition held is known from {first.known}" if first else "no edition is held"
        said = f"said on {known}" if known else "says"
        raise Unknown(f"What {list_id} {said} is unknown: {held}. Add one: inforce lists add {list_id} FILE --known DAY.")
    return edition


def load(archive: Archive, edition: Edition) -> Parsed:
    """What an edition says: from the copy kept with it where that is sound, else read from its files.

    Raises Damaged when the files are no longer what was filed, Refused when the reader now installed cannot read them.
    """
    if get(edition.list_id).compiled:
        return _load_shipped(edition.list_id)
    return kept.parsed_of(table(archive, edition))


def table(archive: Archive, edition: Edition, columns: Sequence[str] | None = None, at: pa.Array | None = None) -> pa.Table:
    """What an edition says as a table (see `cache.table_of`), or those columns of it, or the rows `at` these places.

    Raises what `load` does.
    """
    spec = get(edition.list_id)
    if spec.compiled:
        return _part(kept.table_of(_load_shipped(spec.id)), columns, at)
    folder = archive.folder(edition)
    found = kept.find(folder, spec, columns, at)
    if found is None:
        whole = kept.table_of(read(spec, archive.paths(edition), source_of(edition)))
        kept.keep_read(folder, archive.home, spec, whole)
        found = _part(whole, columns, at)
    return found


def _part(whole: pa.Table, columns: Sequence[str] | None, at: pa.Array | None) -> pa.Table:
    some = whole.select([*columns]) if columns else whole
    return some if at is None else some.take(at)


@cache
def _shipped(list_id: str) -> Edition:
    spec = get(list_id)
    parts = _shipped_parts(spec)
    sums = {name: sha256_of(path) for name, path in parts.items()}
    whole = edition_sha256(sums)
    return Edition(
        id=whole[:16],
        list_id=list_id,
        known=_compiled(spec),
        sha256=whole,
        parts=tuple(sorted(sums.items())),
        n_bytes=sum(path.stat().st_size for path in parts.values()),
        source=spec.package,
        counts=tuple(_load_shipped(list_id).counts.items()),
    )


@cache
def _load_shipped(list_id: str) -> Parsed:
    spec = get(list_id)
    return read(spec, _shipped_parts(spec), f"{list_id}@{_compiled(spec)}")


def _shipped_parts(spec: ListSpec) -> Mapping[str, Path]:
    found = {part: Path(str(files(spec.package))) / names[0] for part, names in spec.parts.items()}
    for path in found.values():
        if not path.is_file():
            raise ConfigError(f"{spec.id} ships with {spec.package}, but {path} is not there. Reinstall the package.")
    return found


def _compiled(spec: ListSpec) -> date:
    assert spec.compiled is not None, f"{spec.id} does not ship with a package"
    return spec.compiled
