"""What a list is, as its list.toml says it: read strictly, so that a field that is missing or unknown is an error."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from importlib.resources import files
from typing import Any

from inforce.base.errors import ConfigError, UsageError
from inforce.base.kept import toml
from inforce.base.nouns import Review

FORMATS = ("csv", "del", "ff", "html", "json", "jsonl", "ods", "pip", "toml", "xlsx", "xml")
_COUNTED = ("entries", "issues", "Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane")


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One official list. `package` is where its list.toml and parse.py live; every other field is one of list.toml.

    url, url_review: where the publisher offers it, and how far that address was checked; addresses: a part's name -> the
    http address of its file, for `inforce lists pull` (none: the list cannot be pulled), under the same review;
    in a family's, {name} and {NAME} stand for the member's name, in small letters and capitals. parts: a
    part's name -> patterns of the file names it comes under; a list of one part takes any file name. formats: a part's name ->
    its format, where that is not `format`. sets: where the list is published in several forms, a form's name -> the parts that
    make it whole; an edition is of one form. family: the list is many alike, each with editions of its own under 'id.name'.
    recognise: a part's name -> a regular expression searched for in the first 64 KiB of its file; a group `published` (in ISO
    form, or as '2 August 2025'), or the groups `year`, `month` and `day`, hold what the file gives as its own day.
    expect: what is counted -> (fewest, most); counted are entries, issues, each schema (Person, Vessel, …) and each programme
    ('program/DPRK'). guard: the largest share of the entries that may vanish from one edition to the next. stale_days: the
    age from which an edition is shown as stale. ignore: fields of the source that are not read, on purpose. lookups: a name
    -> dirty value -> the value meant. measures: a programme or kind of entry -> ids of the measures that its listing brings
    in. shared: a package whose shared.toml holds fields that this list has in common with others; tables and lists of both are
    taken together, and where both say something list.toml's own stands. For a list that ships with the package alone:
    `compiled`, the day up to which it stands (its parts are then files of its own folder); `stands_for`, the lists in whose
    stead it is used while no edition of theirs is held, each with the schemas of the entries that are; `caution`, what each
    finding from it must say.
    """

    id: str
    title: str
    publisher: str
    url: str
    url_review: Review
    licence: str
    format: str
    parts: Mapping[str, tuple[str, ...]]
    expect: Mapping[str, tuple[int, int]]
    package: str
    addresses: Mapping[str, str] = field(default_factory=dict)
    guard: float = 0.05
    stale_days: int = 7
    family: bool = False
    formats: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recognise: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compiled: date | None = None
    stands_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    caution: str = ""
    shared: str = ""

    def format_of(self, part: str) -> str:
        """The format that a part's file is in."""
        return self.formats.get(part, self.format)

    def set_of(self, parts: Iterable[str]) -> tuple[str, ...]:
        """All parts of the form that the given ones belong to. Raises UsageError where they are of different forms."""
        given = {*parts}
        whole = [ps for ps in self.sets.values() if given <= {*ps}] if self.sets else [tuple(self.parts)]
        if not whole:
            raise UsageError(f"{sorted(given)} are of different forms of {self.id}, which are {dict(self.sets)}. Add the files of one.")
        return min(whole, key=len)


_REQUIRED = ("id", "title", "publisher", "url", "url_review", "licence", "format", "parts", "expect")


def read_spec(text: str, package: str) -> ListSpec:
    """The ListSpec that a list.toml says. Raises ConfigError naming the package, the field and what is wrong with it."""
    try:
        return spec_of(tomllib.loads(text), package)
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"list.toml of {package} is no TOML: {e}.") from None


def spec_of(said: dict[str, Any], package: str) -> ListSpec:
    """The ListSpec of a list.toml that was read. Raises ConfigError naming the package, the field and what is wrong with it."""
    at = f"list.toml of {package}"
    try:
        said = _with_shared(said)
    except (ModuleNotFoundError, FileNotFoundError) as e:
        raise ConfigError(f"{at}: what it shares with other lists cannot be read ({e}).") from None
    known = {f.name for f in fields(ListSpec)} - {"package"}
    if wrong := sorted({*said} - known) or sorted({*_REQUIRED} - {*said}):
        what = "has unknown" if {*said} - known else "lacks the"
        raise ConfigError(f"{at} {what} fields {wrong}. Its fields are {sorted(known)}.")
    try:
        return _checked(ListSpec(package=package, **{name: _READ[name](value) for name, value in said.items()}))
    except (TypeError, ValueError, re.error) as e:
        raise ConfigError(f"{at}: {e}.") from None


def _with_shared(said: dict[str, Any]) -> dict[str, Any]:
    """What list.toml says, on top of what it shares with other lists."""
    if "shared" not in said:
        return said
    common = toml(files(str(said["shared"])) / "shared.toml")
    return {**said, **{name: _merged(value, said.get(name)) for name, value in common.items()}}


def _merged(common: Any, own: Any) -> Any:
    if isinstance(common, dict) and isinstance(own, dict):
        return {**own, **{name: _merged(value, own.get(name)) for name, value in common.items()}}
    if isinstance(common, list) and isinstance(own, list):
        return [*common, *own]
    return common if own is None else own


def _checked(spec: ListSpec) -> ListSpec:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", spec.id):
        raise ValueError(f"the id {spec.id!r} is not made of small letters, digits and _")
    if unknown := sorted({spec.format, *spec.formats.values()} - {*FORMATS}):
        raise ValueError(f"format is {unknown[0]!r}, not one of {FORMATS}")
    if not spec.parts or not all(re.fullmatch(r"[a-z][a-z0-9_]*", part) for part in spec.parts):
        raise ValueError("parts need one name at least, each made of small letters, digits and _")
    named = {name: {*getattr(spec, name)} for name in ("recognise", "formats", "addresses")}
    named["sets"] = {p for ps in spec.sets.values() for p in ps}
    for where, said in named.items():
        if unknown := sorted(said - {*spec.parts}):
            raise ValueError(f"{where} speaks of {unknown}, which are no parts")
    if spec.sets and (left := sorted({*spec.parts} - named["sets"])):
        raise ValueError(f"sets leaves out the parts {left}")
    if unknown := [name for name in spec.expect if name not in _COUNTED and not name.startswith("program/")]:
        raise ValueError(f"expect names {unknown}; counted are {_COUNTED} and 'program/<its name>'")
    if not 0 <= spec.guard <= 1:
        raise ValueError(f"guard is {spec.guard}, not a share from 0 to 1")
    return spec


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{value!r} should be a text that says something")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be a text")
    return value


def address_of(value: Any) -> str:
    """The address itself. Raises ValueError when it is none of http, names no host or bears a password."""
    if not re.fullmatch(r"https?://[^\s/@]+/\S*", _text(value)):
        raise ValueError(f"{value!r} is no address that begins with https:// or http://, names a host and bears no password")
    return str(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} should be a whole number from 0 up")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} should be true or false")
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} should be a share from 0 to 1")
    return float(value)


def _day(value: Any) -> date:
    if type(value) is not date:
        raise TypeError(f"{value!r} should be a day such as 2024-01-31")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} should be a list of texts")
    return tuple(_text(v) for v in value)


def _range(value: Any) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or _whole(value[0]) > _whole(value[1]):
        raise TypeError(f"{value!r} should be [fewest, most]")
    return value[0], value[1]


def _pattern(value: Any) -> str:
    groups = {*re.compile(_text(value).encode()).groupindex}
    if groups not in (set(), {"published"}, {"year", "month", "day"}):
        raise ValueError(f"{value!r} has groups {sorted(groups)}; they are `published`, or `year`, `month` and `day`")
    return str(value)


def _table(read: Any) -> Any:
    def read_table(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise TypeError(f"{value!r} should be a table")
        return {str(k): read(v) for k, v in value.items()}

    return read_table


_READ: dict[str, Any] = {
    "id": _text,
    "title": _text,
    "publisher": _text,
    "url": _text,
    "url_review": Review,
    "licence": _text,
    "format": _text,
    "parts": _table(_texts),
    "expect": _table(_range),
    "addresses": _table(address_of),
    "guard": _share,
    "stale_days": _whole,
    "family": _flag,
    "formats": _table(_text),
    "sets": _table(_texts),
    "recognise": _table(_pattern),
    "ignore": _texts,
    "lookups": _table(_table(_word)),
    "measures": _table(_texts),
    "compiled": _day,
    "stands_for": _table(_texts),
    "caution": _text,
    "shared": _text,
}
