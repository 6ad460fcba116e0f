"""How each list stands today: the edition in use, its age, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from inforce.base.errors import Damaged
from inforce.base.nouns import Edition
from inforce.lists.editions import current, editions, every
from inforce.lists.registry import get
from inforce.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Standing:
    """A list (and an edition of it, None when none is held) and how it stands.

    state: 'fresh'; 'stale', older than the list's stale_days or with a newer file that was refused; 'earlier', no longer in
    use; 'embedded', shipped with the package; 'none'; 'damaged'. age_days is counted from the edition's known day. note says
    why, and what to do.
    """

    list_id: str
    state: str
    edition: Edition | None = None
    age_days: int | None = None
    note: str = ""


def standing(archive: Archive, list_id: str, today: date) -> Standing:
    """How a list stands, with the bytes of the edition in use checked against what was filed."""
    try:
        edition = current(archive, list_id)
        return _of(archive, edition, today) if edition else Standing(list_id, "none", note=_refused(archive, list_id, date.min))
    except Damaged as e:
        return Standing(list_id, "damaged", note=str(e))


def standings(archive: Archive, today: date) -> tuple[Standing, ...]:
    """How every list stands."""
    return tuple(standing(archive, list_id, today) for list_id in every(archive))


def history(archive: Archive, list_id: str, today: date) -> tuple[Standing, ...]:
    """Every edition held of a list, oldest known day first, each with its bytes checked; a list without one gives one row."""
    try:
        held = editions(archive, list_id)
    except Damaged as e:
        return (Standing(list_id, "damaged", note=str(e)),)
    earlier = [_checked(archive, e, Standing(list_id, "earlier", e, (today - e.known).days)) for e in held[:-1]]
    return (*earlier, standing(archive, list_id, today))


def _of(archive: Archive, edition: Edition, today: date) -> Standing:
    spec = get(edition.list_id)
    age = (today - edition.known).days
    if spec.compiled:
        return Standing(spec.id, "embedded", edition, age, spec.caution)
    if refused := _refused(archive, spec.id, edition.known):
        return _checked(archive, edition, Standing(spec.id, "stale", edition, age, refused))
    if age > spec.stale_days:
        note = f"known {age} days ago, more than {spec.stale_days}: get the list from {spec.url} and add it"
        return _checked(archive, edition, Standing(spec.id, "stale", edition, age, note))
    return _checked(archive, edition, Standing(spec.id, "fresh", edition, age))


def _checked(archive: Archive, edition: Edition, found: Standing) -> Standing:
    try:
        archive.paths(edition)
    except Damaged as e:
        return Standing(found.list_id, "damaged", edition, found.age_days, str(e))
    return found


def _refused(archive: Archive, list_id: str, after: date) -> str:
    newer = [a for a in archive.asides(list_id) if a.known > after]
    return f"what came for {newer[-1].known} could not be used: {newer[-1].reason}" if newer else ""
