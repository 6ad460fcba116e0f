"""One cell as a value of its column, read strictly: what cannot be read is said, and empty afterwards."""

import json
import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from inforce.base.dates import PartialDate
from inforce.base.ids import legible
from inforce.base.places import country

Convert = Callable[[Any], Any]
COUNTRIES = {"nationality", "country", "flag", "past_flags", "origin", "consigned_from", "destination", "carrier_flag", "actor_country"}
COUNTRIES |= {"reporter", "partner", "provider_country", "recipient_country", "vessel_flag", "vessel_owner_country"}
PARTIES = {"person", "organization", "company", "legalentity", "publicbody"}
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, or a byte that is no text of the encoding
NO_TEXT = "no text: half of a character stands alone in it"
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}.*")
_TWO_WAYS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}")


class UnreadableError(ValueError):
    """Says what is wrong with a value and how to write it."""


def converter(name: str, type: pa.DataType, dates: str) -> Convert:
    """The function that reads one value of that column; it raises UnreadableError. `dates` is 'day-first', 'month-first' or ''."""
    if pa.types.is_date(type):
        return lambda value: day(value, dates)
    if pa.types.is_floating(type):
        return number
    known: dict[str, Convert] = {"birth_date": lambda value: birth(value, dates), "hs": hs, "schema": schema, "text": verbatim}
    return known.get(name, place if name in COUNTRIES else text)


def text(value: Any) -> str:
    """Text without blanks around it. A whole number stays whole: 9314650.0 from a spreadsheet is '9314650'; NaN is nothing."""
    if isinstance(value, str):
        return verbatim(value).strip()
    if isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, bool | bytes | dict):
        raise UnreadableError("no text")
    if isinstance(value, list | tuple):
        if len(value) > 1:
            raise UnreadableError(f"{len(value)} values where one is wanted")
        return text(value[0]) if value else ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def verbatim(value: Any) -> str:
    """A text to its last blank: statements name places in it."""
    if not isinstance(value, str):
        return text(value)
    if not value.isascii() and LONE_SURROGATE.search(value):
        raise UnreadableError(NO_TEXT)
    return value


def split(value: Any) -> list[Any]:
    """The values of a list column: those of a list, or of a text with ';' between them."""
    if isinstance(value, list | tuple):
        return list(value)
    return value.split(";") if isinstance(value, str) else [value]


def place(value: Any) -> str:
    """A country as ISO 3166 alpha-2."""
    written = text(value)
    if written and not (code := country(written)):
        raise UnreadableError("no country known here; write the ISO 3166 code, for example KP")
    return code if written else ""


def day(value: Any, dates: str) -> date | None:
    """One day. Of an instant, the day that is written, in whatever time zone it was written."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not (written := text(value)):
        return None
    found = _partial(written, dates)
    if found.precision != "day" or found.circa:
        raise UnreadableError("no single day; write YYYY-MM-DD")
    return found.first


def birth(value: Any, dates: str) -> str:
    """A birth date as precise as it is given: '1965', '~1965', '1965-04', '1965-04-09'."""
    written = value.isoformat()[:10] if isinstance(value, date) else text(value)
    return str(_partial(written, dates)) if written else ""


def _partial(written: str, dates: str) -> PartialDate:
    if instant := _INSTANT.fullmatch(written):
        written = instant[1]
    try:
        return PartialDate.parse(_ordered(written, dates))
    except UnreadableError:
        raise
    except ValueError as e:
        raise UnreadableError("no date; write YYYY-MM-DD, or less where less is known") from e


def _ordered(written: str, dates: str) -> str:
    """A date between slashes as day.month.year. 03/04/2018 is April in Europe and March in America: nobody guesses here."""
    found = _TWO_WAYS.fullmatch(written)
    if not found:
        return written
    a, b = int(found[1]), int(found[3])
    if a and b and a != b and a <= 12 and b <= 12 and not dates:
        raise UnreadableError('could be day/month or month/day; write YYYY-MM-DD, or dates = "day-first" or "month-first" in the mapping')
    month_first = b > 12 or (dates == "month-first" and a <= 12)
    return f"{b}.{a}.{found[4]}" if month_first else f"{a}.{b}.{found[4]}"


def number(value: Any) -> float | None:
    """A quantity or an amount, not negative. '1,200' may be a thousand or one and a fifth, so it is not read."""
    written = text(value)
    if not written:
        return None
    if _GROUPED.fullmatch(written):
        written = written.replace(",", "")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?", written):
        raise UnreadableError("no number; write digits with a point before decimals and nothing between thousands")
    if float(written) < 0:
        raise UnreadableError("negative")
    return float(written)


def hs(value: Any) -> str:
    """A commodity code as its digits. An odd number of them has lost its leading zero on the way, which nobody puts back here."""
    digits = re.sub(r"[.\s]", "", text(value))
    if digits and not re.fullmatch(r"[0-9]{2,12}", digits):
        raise UnreadableError("no HS code; write its digits")
    if len(digits) % 2:
        raise UnreadableError("an odd number of digits: a leading zero was lost? Write HS codes as text")
    return digits


def schema(value: Any) -> str:
    """FollowTheMoney's word for what a party is, as given; one that is no party cannot stand in a party row."""
    written = text(value)
    if written and written.casefold() not in PARTIES:
        raise UnreadableError("no party; write Person, Organization, Company, LegalEntity or PublicBody")
    return written


def shown(value: Any) -> str:
    """A cell as text, for a column that is only kept: lists joined by ';', what is nested as JSON."""
    if value is None or isinstance(value, str):
        return legible(value or "")
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, dict | list) for v in value)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return ";".join(shown(v) for v in value) if isinstance(value, list) else str(value)


def column(cells: Sequence[Any], convert: Convert, complain: Callable[[int, Any, str], None]) -> list[Any]:
    """A column's values; empty and unreadable ones are None. `complain` hears row, value and problem of the unreadable."""
    seen: dict[str, Any] = {}
    out: list[Any] = []
    for i, cell in enumerate(cells):
        if cell is None or cell == "":
            out.append(None)
        elif isinstance(cell, str) and cell in seen:
            out.append(seen[cell])
        else:
            out.append(_one(i, cell, convert, complain, seen))
    return out


def lists(cells: Sequence[Any], convert: Convert, complain: Callable[[int, Any, str], None]) -> list[list[Any] | None]:
    """A list column's values, each once; only what cannot be read in a list is left out of it."""
    seen: dict[str, Any] = {}
    out: list[list[Any] | None] = []
    for i, cell in enumerate(cells):
        values = [] if cell is None or cell == "" else split(cell)
        read = [seen[v] if isinstance(v, str) and v in seen else _one(i, v, convert, complain, seen) for v in values]
        out.append(list(dict.fromkeys(v for v in read if v is not None)) or None)
    return out


def _one(i: int, value: Any, convert: Convert, complain: Callable[[int, Any, str], None], seen: dict[str, Any]) -> Any:
    try:
        read = convert(value)
    except UnreadableError as e:
        complain(i, value, str(e))
        return None
    read = None if read == "" else read
    if isinstance(value, str):
        seen[value] = read
    return read
