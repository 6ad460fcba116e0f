"""Building the Reference from the law, the editions held and what people have judged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from inforce.base.errors import LawError
from inforce.base.nouns import Designation, Edition
from inforce.law import Law, load
from inforce.law.supplies import embedded
from inforce.lists import current, every, get
from inforce.lists import load as load_edition
from inforce.lists.cache import reader_digest
from inforce.lists.history import digest, stood
from inforce.reference import kept
from inforce.reference.groups import Groups
from inforce.reference.known import THRESHOLD, Reference
from inforce.reference.links import grouped, links
from inforce.reference.traits import traits
from inforce.sea.zones import Zone, read_zones
from inforce.store import judgements
from inforce.store.archive import Archive


def build(
    archive: Archive, known: date | None = None, lists: Sequence[str] = (), threshold: float = THRESHOLD, law: Law | None = None
) -> Reference:
    """The Reference of what was known on `known`; without a day, of each list's newest edition held.

    `lists` are the ids to use; none means every list of which an edition is held, and where none is held of a list, the entries
    that ship to stand for it. A list of which no edition was known by then is a gap. What people have judged about who is
    the same holds on every day: it is about subjects, not about lists. Raises UsageError for an unknown list, Damaged for an
    edition whose bytes changed, InputError for a file of zones that cannot be used, LawError when a listing rests on a measure that
    no law file defines, ConfigError for a judgement that cannot be read.
    """
    law = law or load()
    used = tuple(lists or _in_use(archive))
    key = _key(archive, law, known, used)
    whole = kept.whole(archive.home, key)
    if whole is None:
        made = _made(archive, law, known, used)
        kept.keep_whole(archive.home, key, made)
        whole = kept.whole(archive.home, key) or made
    held = {edition.list_id for edition in whole.editions}
    return Reference(
        law=law,
        known=known,
        designations=whole.designations,
        editions=whole.editions,
        gaps=tuple(list_id for list_id in used if list_id not in held),
        threshold=threshold,
        cautions={list_id: caution for list_id in used if (caution := get(list_id).caution)},
        groups=whole.groups,
        supplies=embedded(),
        zones=_zones(archive.home),
    )


def _zones(home: Path) -> tuple[Zone, ...]:
    """What lies in zones/*.geojson of the data directory."""
    found = sorted((home / "zones").glob("*.geojson"))
    return tuple(z for path in found for z in read_zones(path.read_text(encoding="utf-8"), str(path)))


def _made(archive: Archive, law: Law, known: date | None, used: Sequence[str]) -> kept.Whole:
    """What the lists said, from their editions."""
    histories = {list_id: _history(archive, list_id, known) for list_id in used}
    found = [d for list_id, (_, ds) in histories.items() for d in ds if not _superseded(d.schema, list_id, used)]
    designations = _resolved(found, law)
    editions = tuple(edition for edition, _ in histories.values() if edition)
    return kept.Whole(designations, editions, _groups(archive, designations, known, used))


def _key(archive: Archive, law: Law, known: date | None, used: Sequence[str]) -> str:
    """What `_made` depends on: the law's measures, the lists as they are held, what people judged, and the code."""
    judged = [repr(judgements.standing(judgements.read(archive.home)))]
    return kept.key([law.digest, *(_print(archive, list_id, known) for list_id in used), *judged])


def _print(archive: Archive, list_id: str, known: date | None) -> str:
    """What tells a list's history from any other; of a list that ships with a package, without reading it."""
    spec = get(list_id)
    return f"{list_id} {known} {reader_digest(spec.package)}" if spec.compiled else f"{list_id} {digest(archive, list_id, known)}"


def _groups(archive: Archive, designations: Sequence[Designation], known: date | None, used: Sequence[str]) -> Groups:
    """Who is one subject, by links found before where they were, and by what people have judged."""
    key = kept.key([_print(archive, list_id, known) for list_id in sorted(used)])
    found = kept.find(archive.home, key)
    if found is None:
        found = tuple(links(traits(designations)))
        kept.keep(archive.home, key, found)
    return grouped(designations, judgements.standing(judgements.read(archive.home)), found)


def _in_use(archive: Archive) -> tuple[str, ...]:
    held = [list_id for list_id in every(archive) if get(list_id).compiled or archive.editions(list_id)]
    return tuple(list_id for list_id in held if not (get(list_id).stands_for and {*get(list_id).stands_for} <= {*held}))


def _superseded(schema: str, list_id: str, used: Sequence[str]) -> bool:
    """Whether entries of that schema only stand in for those of a list that is itself in use."""
    return any(schema in schemas and other in used for other, schemas in get(list_id).stands_for.items())


def _history(archive: Archive, list_id: str, known: date | None) -> tuple[Edition | None, tuple[Designation, ...]]:
    """The edition in use, and every entry of it and of the editions before it."""
    used = current(archive, list_id, known)
    if used and get(list_id).compiled:
        return _shipped(used, load_edition(archive, used).designations, known)
    return stood(archive, list_id, known)


def _shipped(edition: Edition, entries: Sequence[Designation], known: date | None) -> tuple[Edition, tuple[Designation, ...]]:
    """A list that ships with the package, as it stood on a day before it was compiled: without what was listed later."""
    if known is None or known >= edition.known:
        return edition, tuple(entries)
    return replace(edition, known=known), tuple(d for d in entries if d.listed and d.listed <= known)


def _resolved(designations: Iterable[Designation], law: Law) -> tuple[Designation, ...]:
    """The designations in order of id and time, once each listing's measures are known to the law."""
    ordered = sorted(designations, key=lambda d: (d.id, d.first_seen or date.min, d.listed or date.min, d.delisted or date.max))
    for d in ordered:
        if unknown := [m for m in d.measures if m not in law.measures]:
            raise LawError(f"{d.id} is listed under {unknown}, which no law file defines. Mend [measures] in lists/{d.list_id}/list.toml.")
    return tuple(ordered)
