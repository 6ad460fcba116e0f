"""Getting a list from its official address, and filing what came as the edition known on a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from inforce.base.errors import Damaged, NetworkError, UsageError
from inforce.base.nouns import Edition
from inforce.lists.adding import Filed, Given, file
from inforce.lists.editions import current, every
from inforce.lists.fetch import Answer, Limits, Tell, fetch
from inforce.lists.registry import get
from inforce.lists.spec import ListSpec, address_of
from inforce.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to pull: the day on which it is done, part -> address where not those of list.toml, why a loss past the guard is
    right (see `adding.Given`), and how long to try."""

    known: date
    addresses: Mapping[str, str] = field(default_factory=dict)
    accept: str = ""
    limits: Limits = field(default_factory=Limits)


def pullable(archive: Archive) -> tuple[str, ...]:
    """The ids of the lists that have an official address."""
    return tuple(list_id for list_id in every(archive) if get(list_id).addresses and not _of_many(get(list_id)))


def pull(archive: Archive, list_id: str, wanted: Wanted, tell: Tell | None = None) -> Filed:
    """Fetches each part of the list and files the whole as the edition known on that day.

    An address that was asked before is asked only for what is newer; when nothing is, the bytes held are filed for the new
    day too, which takes no room. Raises NetworkError when an address gives no usable answer, Refused when what came is not
    the list or has lost too much (see `adding.file`); both are kept aside, and what was in use stays in use. Raises
    UsageError for a list without an address, or an address that is none.
    """
    spec = get(list_id)
    addresses = _addresses(spec, wanted.addresses)
    held, paths = _held(archive, list_id)
    validators = dict(held.validators) if held and {*addresses} <= {*paths} else {}
    with TemporaryDirectory(prefix="inforce_pull_") as folder:
        files = {part: Path(folder) / part / _name(spec, part) for part in addresses}
        try:
            answers = {part: _ask(files[part], address, validators, wanted.limits, tell) for part, address in addresses.items()}
        except NetworkError as e:
            raise _kept_aside(archive, list_id, wanted.known, [f for f in files.values() if f.is_file()], e) from e
        for part in [part for part, answer in answers.items() if not answer.changed]:
            files[part].symlink_to(paths[part])
        seen = {addresses[part]: answer.validator for part, answer in answers.items() if answer.validator}
        return file(archive, list_id, Given([*files.values()], wanted.known, ", ".join(addresses.values()), wanted.accept, seen))


def _addresses(spec: ListSpec, instead: Mapping[str, str]) -> dict[str, str]:
    if spec.compiled:
        raise UsageError(f"{spec.id} ships with the package; there is nothing to pull.")
    if _of_many(spec):
        raise UsageError(f"{spec.id} is a family of lists: say which, as {spec.id}.NAME.")
    if unknown := sorted({*instead} - {*spec.parts}):
        raise UsageError(f"{spec.id} has no part {unknown[0]!r}. Its parts are {', '.join(spec.parts)}.")
    found = {**spec.addresses, **instead}
    if not found:
        raise UsageError(f"{spec.id} has no address to pull from. Get its files from {spec.url} and add them: inforce lists add.")
    for address in instead.values():
        try:
            address_of(address)
        except ValueError as e:
            raise UsageError(f"{spec.id} cannot be pulled from there: {e}.") from None
    return found


def _of_many(spec: ListSpec) -> bool:
    return spec.family and "." not in spec.id


def _held(archive: Archive, list_id: str) -> tuple[Edition | None, dict[str, Path]]:
    """The newest edition held and its files, where they are sound; else what is newer cannot be asked for, only all of it."""
    try:
        edition = current(archive, list_id)
        return edition, archive.paths(edition) if edition else {}
    except Damaged:
        return None, {}


def _ask(target: Path, address: str, validators: Mapping[str, str], limits: Limits, tell: Tell | None) -> Answer:
    target.parent.mkdir()
    return fetch(address, target, validators.get(address, ""), limits, tell)


def _name(spec: ListSpec, part: str) -> str:
    """A file name by which the part is recognised."""
    name = re.sub(r"[*?]|\[[^]]*\]", "", spec.parts[part][0])
    return f"{part}{name}" if name.startswith(".") else name or part


def _kept_aside(archive: Archive, list_id: str, known: date, files: list[Path], e: NetworkError) -> NetworkError:
    """The error with what it means for the list. That it happened is kept too: until a pull succeeds the list shows as stale."""
    used = current(archive, list_id)
    stays = f"The edition known on {used.known} stays in use." if used else "No edition of the list is held."
    with archive.writing() as writer:
        writer.set_aside(list_id, known, files, str(e))
    return NetworkError(f"{list_id}: {e} {stays}")
