"""What a list is, as its list.toml says it: read strictly, so that a field that is missing or unknown is an error."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from inforce.base.errors import ConfigError
from inforce.base.nouns import Review

FORMATS = ("csv", "html", "json", "ods", "toml", "xlsx", "xml")
_COUNTED = ("entries", "issues", "Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane")


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One official list. `package` is where its list.toml and parse.py live; every other field is one of list.toml.

    url, url_review: where the publisher offers it, and how far that address was checked. parts: a part's name -> patterns of
    the file names it comes under; a list of one part takes any file name. recognise: a part's name -> a regular expression
    searched for in the first 64 KiB of its file; a group `published` (in ISO form), or the groups `year`, `month` and `day`, hold
    what the file gives as its own day.
    expect: what is counted -> (fewest, most); counted are entries, issues, each schema (Person, Vessel, …) and each programme
    ('program/DPRK'). guard: the largest share of the entries that may vanish from one edition to the next. stale_days: the
    age from which an edition is shown as stale. ignore: fields of the source that are not read, on purpose. lookups: a name
    -> dirty value -> the value meant. measures: a programme or kind of entry -> ids of the measures that its listing brings
    in. For a list that ships with the package alone: `compiled`, the day up to which it stands (its parts are then files of its
    own folder); `stands_for`, the lists in whose stead it is used while no edition of theirs is held, each with the
    schemas of the entries that are; `caution`, what each finding from it must say.
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
    guard: float = 0.05
    stale_days: int = 7
    recognise: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compiled: date | None = None
    stands_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    caution: str = ""


_REQUIRED = ("id", "title", "publisher", "url", "url_review", "licence", "format", "parts", "expect")


def read_spec(text: str, package: str) -> ListSpec:
    """The ListSpec that a list.toml says. Raises ConfigError naming the package, the field and what is wrong with it."""
    at = f"list.toml of {package}"
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{at} is no TOML: {e}.") from None
    known = {f.name for f in fields(ListSpec)} - {"package"}
    if wrong := sorted({*said} - known) or sorted({*_REQUIRED} - {*said}):
        what = "has unknown" if {*said} - known else "lacks the"
        raise ConfigError(f"{at} {what} fields {wrong}. Its fields are {sorted(known)}.")
    try:
        return _checked(ListSpec(package=package, **{name: _READ[name](value) for name, value in said.items()}))
    except (TypeError, ValueError, re.error) as e:
        raise ConfigError(f"{at}: {e}.") from None


def _checked(spec: ListSpec) -> ListSpec:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", spec.id):
        raise ValueError(f"the id {spec.id!r} is not made of small letters, digits and _")
    if spec.format not in FORMATS:
        raise ValueError(f"format is {spec.format!r}, not one of {FORMATS}")
    if not spec.parts or not all(re.fullmatch(r"[a-z][a-z0-9_]*", part) for part in spec.parts):
        raise ValueError("parts need one name at least, each made of small letters, digits and _")
    if unknown := sorted({*spec.recognise} - {*spec.parts}):
        raise ValueError(f"recognise speaks of {unknown}, which are no parts")
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


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} should be a whole number from 0 up")
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
    "guard": _share,
    "stale_days": _whole,
    "recognise": _table(_pattern),
    "ignore": _texts,
    "lookups": _table(_table(_word)),
    "measures": _table(_texts),
    "compiled": _day,
    "stands_for": _table(_texts),
    "caution": _text,
}
