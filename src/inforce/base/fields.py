"""Strict reading of one table of a TOML file that ships, of the law or of the talks: every field is taken with its type, and what
is left over is refused."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from inforce.base.errors import LawError
from inforce.base.kept import toml
from inforce.base.nouns import Review

T = TypeVar("T")


class Fields:
    """The fields of one table, taken one by one. `where` is the file and the entry, as errors name them.

    Each method takes a field by name and raises LawError, naming file, entry, field and what to do, where it is missing
    (unless a default is given) or of another type. `done` refuses whatever was not taken.
    """

    def __init__(self, table: Mapping[str, Any], where: str) -> None:
        self._left = dict(table)
        self._known: list[str] = []
        self.where = where

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def names(self) -> tuple[str, ...]:
        """The fields not yet taken, for a table whose keys are data."""
        return tuple(self._left)

    def text(self, name: str, default: str | None = None) -> str:
        given = name in self
        value = str(self._take(name, str, "a text in quotes", default))
        if given and not value.strip():
            raise self.wrong(name, value, "is empty: say it, or leave the field out where it may be left out")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        values = self._take(name, list, 'a list of texts, for example ["a", "b"]', default)
        if any(not isinstance(v, str) or not v.strip() for v in values):
            raise self.wrong(name, values, "must be a list of texts in quotes")
        if len(set(values)) != len(values):
            raise self.wrong(name, values, "names something twice: keep one of them")
        return tuple(values)

    def one_of(self, name: str, words: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in words and value != default:
            raise self.wrong(name, value, f"must be one of {', '.join(words)}")
        return value

    def review(self, name: str = "review") -> Review:
        return Review(self.one_of(name, tuple(Review)))

    def day(self, name: str) -> date:
        value: date = self._take(name, date, "a day without quotes, for example 2017-08-05", None)
        return value

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if name in self else None

    def number(self, name: str) -> float:
        value = self._take(name, (int, float), "a number without quotes", None)
        if isinstance(value, bool) or value < 0:
            raise self.wrong(name, value, "must be a number of at least 0, without quotes")
        return float(value)

    def number_or_none(self, name: str) -> float | None:
        return self.number(name) if name in self else None

    def numbers(self, name: str) -> tuple[float, ...]:
        values = self._take(name, list, "a list of numbers, for example [0.75, 0.90]", ())
        if any(isinstance(v, bool) or not isinstance(v, int | float) for v in values):
            raise self.wrong(name, values, "must be a list of numbers without quotes")
        return tuple(float(v) for v in values)

    def whole_or_none(self, name: str) -> int | None:
        value = self.number_or_none(name)
        if value is not None and (value != int(value) or value == 0):
            raise self.wrong(name, value, "must be a whole number above 0")
        return None if value is None else int(value)

    def flag(self, name: str) -> bool:
        return bool(self._take(name, bool, "true or false", False))

    def table(self, name: str) -> Mapping[str, Any]:
        value: Mapping[str, Any] = self._take(name, dict, "a table", {})
        return value

    def tables(self, name: str, read: Callable[["Fields"], T], label: str = "") -> tuple[T, ...]:
        """Reads each table of a list of tables. Errors call an entry by its field `label`, else by its place, counted from 1."""
        rows = self._take(name, list, f"a list of tables, [[{name}]]", ())
        if any(not isinstance(row, dict) for row in rows):
            raise self.wrong(name, rows, f"must be a list of tables, [[{name}]]")
        return tuple(whole(Fields(row, f"{self.where}, {row.get(label) or f'{name} {n}'}"), read) for n, row in enumerate(rows, 1))

    def done(self) -> None:
        if self._left:
            extra = ", ".join(f"`{f}`" for f in self._left)
            raise LawError(
                f"{self.where}: unknown field {extra}. Known here: {', '.join(sorted(self._known))}. Mend the spelling or remove it."
            )

    def wrong(self, name: str, value: object, problem: str) -> LawError:
        return LawError(f"{self.where}: `{name}` = {value!r} {problem}.")

    def _take(self, name: str, kind: type | tuple[type, ...], shape: str, default: Any) -> Any:
        self._known.append(name)
        if name not in self._left:
            if default is None:
                raise LawError(f"{self.where}: `{name}` is missing. Add it as {shape}.")
            return default
        value = self._left.pop(name)
        if not isinstance(value, kind) or isinstance(value, datetime):
            raise self.wrong(name, value, f"must be {shape}")
        return value


def whole(fields: Fields, read: Callable[[Fields], T]) -> T:
    """What `read` makes of `fields`, once nothing is left over."""
    made = read(fields)
    fields.done()
    return made


def toml_files(folder: Traversable) -> list[Traversable]:
    """The TOML files of a folder in order of name; none where there is no such folder."""
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name) if folder.is_dir() else []


def read_toml(file: Traversable) -> Mapping[str, Any]:
    """What the file says. Raises LawError for one that cannot be read or is no TOML in UTF-8."""
    try:
        return toml(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise LawError(f"{file.name} is no TOML in UTF-8: {e}. Mend that line.") from e
    except OSError as e:
        raise LawError(f"{file.name} cannot be read: {e}. The package may be damaged; install it again.") from e
