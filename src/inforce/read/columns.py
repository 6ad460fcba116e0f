"""Which column of a file is which of ours, and of which kind its rows are."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pyarrow as pa

from inforce.base.errors import InputError, UsageError
from inforce.base.tables import SUBJECTS

OF = ("of", "kind")  # a column that says of which kind each row is
_HINTS = {
    "date": "day",
    "dob": "birth_date",
    "hull": "imo",
    "ship": "name",
    "shipment": "part_of",
    "payment": "part_of",
    "weight": "quantity",
}
_KEYS = {"of", "encoding", "separator", "dates", "zone", "unit", "columns"}
MOST_COLUMNS = 2_000
DATES = ("day-first", "month-first")
AT_SEA = (
    "lat",
    "lon",
    "sog",
    "cog",
    "call_sign",
    "ship_type",
    "length",
    "width",
    "draught",
    "destination",
    "message",
)  # of tracks, beside ours
# Of trade, beside ours:
OF_TRADE = ("code", "reporter_name", "partner_name", "nomenclature", "estimated", "value_eur", "own", "aggregate", "discharge")


@dataclass(frozen=True)
class ColumnMap:
    """What a file's maker calls things. `columns` maps their names to ours; `dates` says how 03/04/2018 is meant; `zone` is that of
    times which name none ('Asia/Seoul'; '' is UTC); `unit` is that of quantities of trade which name none ('t')."""

    columns: dict[str, str] = field(default_factory=dict)
    of: str = ""
    encoding: str = ""
    separator: str = ""
    dates: str = ""
    zone: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Target:
    """A column of a subject table, its type, and the cells it is made of: none (unknown), one, or for a list several."""

    name: str
    type: pa.DataType
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """How the cells of a row become the columns of a kind. `of` is the kind of all rows, or '' where cell `of_cell` says."""

    of: str
    of_cell: int
    targets: dict[str, tuple[Target, ...]]
    remarks: tuple[tuple[str, str], ...]


def read_mapping(path: Path) -> ColumnMap:
    """A mapping saved as TOML: `[columns]` with "their name" = "ours"; `of`, `encoding`, `separator`, `dates`, `zone`, `unit`. All are
    optional."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise UsageError(
            f'The mapping {path} cannot be read: {e.strerror}. Write one with lines like\n[columns]\n"Ship\'s name" = "name"'
        ) from e
    except (tomllib.TOMLDecodeError, UnicodeError) as e:
        raise UsageError(f"The mapping {path} is no TOML: {e}.") from e
    if unknown := sorted(set(found) - _KEYS):
        raise UsageError(f"The mapping {path} has {unknown}; it may have {sorted(_KEYS)}.")
    names = found.pop("columns", {})
    if not isinstance(names, dict) or not all(isinstance(v, str) for v in (*names.values(), *found.values())):
        raise UsageError(f'The mapping {path} has something else than text. Write lines like "Ship\'s name" = "name" beneath [columns].')
    mapping = ColumnMap(columns=names, **found)
    _verify(mapping, path)
    return mapping


def _verify(m: ColumnMap, path: Path) -> None:
    ours = _names(SUBJECTS) | {*OF} | {*AT_SEA} | {*OF_TRADE}
    if wrong := [f"{t!r} = {o!r}{_meant(str(o), ours)}" for t, o in m.columns.items() if o not in ours]:
        raise UsageError(f"The mapping {path} maps to no column of ours: {'; '.join(wrong)}.")
    if m.dates and m.dates not in DATES:
        raise UsageError(f"The mapping {path} has dates = {m.dates!r}; write {' or '.join(DATES)}.")
    if m.zone and m.zone not in available_timezones():
        raise UsageError(f'The mapping {path} has zone = {m.zone!r}, which is none; write it like "Asia/Seoul".')
    if m.separator and len(m.separator) != 1:
        raise UsageError(f"The mapping {path} has separator = {m.separator!r}; write one character.")
    try:
        " ".encode(m.encoding or "utf-8")
    except LookupError as e:
        raise UsageError(
            f"The mapping {path} has encoding = {m.encoding!r}, which is not known. Write for example utf-8, cp949, gb18030."
        ) from e


def plain(name: str) -> str:
    """A column's name without case, spaces and camels: ' Call Sign', 'callSign' and 'CALL_SIGN' are 'call_sign'."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip("\ufeff \t"))
    return re.sub(r"[\s\-_.]+", "_", words).casefold()


def wanted(mapping: ColumnMap) -> set[str]:
    """The names, made plain, that are recognised in a header."""
    return _names(SUBJECTS) | {*OF} | {plain(t) for t in mapping.columns}


def plan(source: str, header: Sequence[str], of: str, mapping: ColumnMap, whole: bool = False) -> Plan:
    """Says which cell becomes which column. `of` is the kind the caller names, or ''.

    A row of a `whole` file may carry any column of its kind (FollowTheMoney), so those that no row has are empty, not missing.
    Raises UsageError for a kind that there is not, InputError where no column is known, the kind cannot be told, or two columns
    claim one name.
    """
    if len(header) > MOST_COLUMNS:
        raise InputError(
            f"{source} has {len(header)} columns, more than {MOST_COLUMNS}: no table of subjects. Give the columns that are known here."
        )
    ours = {i: _ours(name, mapping) for i, name in enumerate(header)}
    of = of or mapping.of
    if of and of not in SUBJECTS:
        raise UsageError(f"{of!r} is no kind of row. The kinds are {', '.join(SUBJECTS)}.")
    of_cell = -1 if of else next((i for i, name in ours.items() if name in OF), -1)
    kinds = [of] if of else list(SUBJECTS) if of_cell >= 0 else [_kind(source, set(ours.values()))]
    names = _names(kinds)
    if not names & set(ours.values()):
        raise InputError(
            f"{source}: the first line names no column of {' or '.join(kinds)}: {_shown(header)}. Known are {', '.join(sorted(names))}."
            " Give the file a header with such names, or say with --mapping which is which."
        )
    further = {i: name or f"column {i + 1}" for i, name in enumerate(header) if ours[i] not in names and i != of_cell}
    targets = {k: (*_targets(source, k, header, ours, whole), *_further(k, further)) for k in kinds}
    return Plan(of or ("" if of_cell >= 0 else kinds[0]), of_cell, targets, tuple(_remarks(header, ours, further, names, mapping)))


def _ours(name: str, mapping: ColumnMap) -> str:
    exact = {plain(t): o for t, o in mapping.columns.items()}
    return exact.get(plain(name), plain(name))


def _kind(source: str, found: set[str]) -> str:
    """The kind that has one of the columns found to itself."""
    # else a goods line or a vessel, whose columns they share
    sure_by = {"trade": "reporter", "track": "lat5", "event": "since_at", "article": "text"}
    kinds = [k for k in SUBJECTS if k not in sure_by or sure_by[k] in found]
    telling = {k: sorted((found & _names([k])) - _names([o for o in kinds if o != k])) for k in kinds}
    sure = [k for k, names in telling.items() if names]
    if len(sure) == 1:
        return sure[0]
    seen = "; ".join(f"{', '.join(telling[k])} would be {k}" for k in sure) or f"its columns are {_shown(sorted(found))}"
    raise InputError(
        f"{source}: which kind of rows are these? {seen}. Say it with --of {'|'.join(SUBJECTS)}, or in a column `of` on every row."
    )


def _targets(source: str, kind: str, header: Sequence[str], ours: dict[int, str], whole: bool) -> Iterable[Target]:
    for column in SUBJECTS[kind]:
        cells = tuple(i for i, name in ours.items() if name == column.name)
        if len(cells) > 1 and not pa.types.is_list(column.type):
            both = " and ".join(repr(header[i]) for i in cells)
            raise InputError(f"{source}: the columns {both} both are `{column.name}`. Rename one of them.")
        if cells or whole or column.name == "id":
            yield Target(column.name, column.type, cells)


def _further(kind: str, further: dict[int, str]) -> Iterable[Target]:
    taken = set(SUBJECTS[kind].names)
    for i, name in further.items():
        free = name if name not in taken else f"{name} ({i + 1})"
        taken.add(free)
        yield Target(free, pa.string(), (i,))


def _remarks(
    header: Sequence[str], ours: dict[int, str], further: dict[int, str], names: set[str], mapping: ColumnMap
) -> Iterable[tuple[str, str]]:
    for i, name in further.items():
        if "reporter" in names and ours[i] in OF_TRADE:
            continue
        yield name, f"no column that is checked; it is kept{_meant(ours[i], names - set(ours.values()))}"
    if mapping.unit:
        yield "unit", "named in the mapping; only `inforce trade read` takes a unit for all rows: give a column `unit`"
    present = {plain(name) for name in header}
    for theirs in mapping.columns:
        if plain(theirs) not in present:
            yield theirs, "named in the mapping and not in this file"


def _meant(name: str, names: set[str]) -> str:
    """', did you mean `imo`?' for 'imo_number', 'inmo' or 'hull'; '' when nothing is near."""
    words = name.split("_")
    near = [
        w for w in (*words, *(_HINTS.get(w, "") for w in words), *difflib.get_close_matches(name, sorted(names), 1, 0.65)) if w in names
    ]
    return f"; did you mean `{near[0]}`?" if near else ""


def _names(kinds: Iterable[str]) -> set[str]:
    return {name for k in kinds for name in SUBJECTS[k].names}


def _shown(names: Sequence[Any]) -> str:
    text = ", ".join(repr(str(n)[:40]) for n in names[:12])
    return f"{text}, …" if len(names) > 12 else text or "(none)"
