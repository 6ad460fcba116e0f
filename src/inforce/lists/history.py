"""Which entries stood on a list when, as its editions show: an edition says of its known day alone what is on the list.

Between two editions an entry came or went on a day that nobody here knows, unless the source gives the day itself.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pyarrow as pa

from inforce.base.nouns import Designation, Edition
from inforce.base.tables import designations, designations_table
from inforce.lists import cache
from inforce.lists.diff import same_subject
from inforce.lists.editions import current, editions, table
from inforce.lists.registry import get
from inforce.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of an entry on its list, in known days of the editions held: the last one without it before (None: none is held),
    the first and the last one with it, and the first one without it after (None: it is on the newest one used). `next_id` is
    the number under which the same subject stands from `gone_on` on, where there is one, and `was_id` the one before."""

    id: str
    absent_on: date | None
    first_seen: date
    last_seen: date
    gone_on: date | None = None
    next_id: str = ""
    was_id: str = ""


def stays(archive: Archive, list_id: str, known: date | None = None) -> tuple[Stay, ...]:
    """Every stay of every entry on the editions known until `known`, by id and then in time. Raises what `load` does."""
    return _stays(archive, _used(archive, list_id, known))


def stays_of(archive: Archive, designation_id: str, known: date | None = None) -> tuple[Stay, ...]:
    """The stays of one entry, in time: on which days it was listed. Nothing else is looked at, so that `next_id` and `was_id` stay
    empty. Raises what `load` does."""
    import pyarrow.compute as pc  # slow to import, and not needed where the whole is kept

    found: list[Stay] = []
    before: Edition | None = None
    here = False
    for edition in _used(archive, designation_id.partition("/")[0], known):
        there = pc.any(pc.equal(table(archive, edition, ["id"])["id"], designation_id)).as_py()
        if there:
            fresh = Stay(designation_id, before.known if before else None, edition.known, edition.known)
            found[len(found) - here :] = [replace(found[-1], last_seen=edition.known) if here else fresh]
        elif here:
            found[-1] = replace(found[-1], gone_on=edition.known)
        before, here = edition, bool(there)
    return tuple(found)


def stood(archive: Archive, list_id: str, known: date | None = None) -> tuple[Edition | None, tuple[Designation, ...]]:
    """The edition in use on a known day (None: none was known), and every entry of it and of the editions before it, each as the
    last edition with it has it, with the days that `Designation` leaves to the Reference. Raises what `load` does."""
    edition = current(archive, list_id, known)
    if edition is None:
        return None, ()
    used = _used(archive, list_id, known)
    folder = archive.folder(edition)
    stem = f"stood_{digest(archive, list_id, known)}"
    found = cache.kept(folder, stem)
    if found is None:
        found = designations_table(_dated(archive, used))
        cache.keep(folder, archive.home, stem, found)
    return edition, designations(found)


def digest(archive: Archive, list_id: str, known: date | None = None) -> str:
    """Sixteen digits over what `stood` depends on: the editions known until then, and the reader now installed."""
    used = [f"{e.known} {e.id}" for e in _used(archive, list_id, known)]
    return hashlib.sha256("\n".join([list_id, cache.reader_digest(get(list_id).package), *used]).encode()).hexdigest()[:16]


def rows(entries: pa.Table, ids: Iterable[str]) -> tuple[Designation, ...]:
    """The designations of those ids; far quicker than all of a table when they are few."""
    import pyarrow.compute as pc

    return designations(entries.filter(pc.is_in(entries["id"], pa.array([*ids], pa.string()))))


def _used(archive: Archive, list_id: str, known: date | None) -> list[Edition]:
    """One edition for each known day: the one to rely on."""
    by_day = {e.known: e for e in editions(archive, list_id) if known is None or e.known <= known}
    return [by_day[day] for day in sorted(by_day)]


def _stays(archive: Archive, used: Sequence[Edition]) -> tuple[Stay, ...]:
    here: dict[str, Stay] = {}
    closed: list[Stay] = []
    before: Edition | None = None
    for edition in used:
        now = dict.fromkeys(table(archive, edition, ["id"])["id"].to_pylist())
        gone, come = [i for i in here if i not in now], [i for i in now if i not in here]
        again = _again(archive, before, gone, edition, come) if before and gone and come else {}
        if before:
            closed += [replace(here.pop(i), last_seen=before.known, gone_on=edition.known, next_id=again.get(i, "")) for i in gone]
        was = {j: i for i, j in again.items()}
        absent_on = before.known if before else None
        here |= {i: Stay(i, absent_on, edition.known, edition.known, was_id=was.get(i, "")) for i in come}
        before = edition
    still = (replace(s, last_seen=before.known) for s in here.values() if before)
    return tuple(sorted((*closed, *still), key=lambda s: (s.id, s.first_seen)))


def _again(archive: Archive, before: Edition, gone: Iterable[str], edition: Edition, come: Iterable[str]) -> dict[str, str]:
    """Ids that went -> the ids under which the same subjects came."""
    old, new = ({d.id: d for d in rows(table(archive, e), ids)} for e, ids in ((before, gone), (edition, come)))
    return dict(same_subject(old, new))


def _dated(archive: Archive, used: Sequence[Edition]) -> Iterator[Designation]:
    """Every entry once for each of its stays, with the days of it, by edition that has it last."""
    by_edition: dict[date, dict[str, list[tuple[Stay, bool]]]] = {e.known: {} for e in used}
    seen: set[str] = set()
    for stay in _stays(archive, used):
        by_edition[stay.last_seen].setdefault(stay.id, []).append((stay, stay.id in seen))
        seen.add(stay.id)
    for edition in used:
        if there := by_edition[edition.known]:
            for d in rows(table(archive, edition), there):
                yield from (_with_days(d, stay, returned) for stay, returned in there[d.id])


def _with_days(d: Designation, stay: Stay, returned: bool) -> Designation:
    """The entry with the days of a stay, which may be the return of one that had gone before.

    The source's own day of listing holds, save where an entry that comes back carries that of its first listing: it was not on
    the list on `absent_on`. A number that follows another one of the same subject leaves no day in between.
    """
    absent_on = stay.absent_on if d.listed is None or (returned and stay.absent_on and d.listed <= stay.absent_on) else None
    return replace(
        d,
        delisted=d.delisted or stay.gone_on,
        first_seen=stay.first_seen,
        last_seen=stay.last_seen if stay.gone_on and not d.delisted and not stay.next_id else None,
        absent_on=stay.first_seen - timedelta(1) if absent_on and stay.was_id else absent_on,
    )
