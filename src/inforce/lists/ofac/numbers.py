"""Numbers of documents, ships and companies as OFAC writes them: 'NUMBER (COUNTRY) issued DAY expires DAY'."""

import re
from dataclasses import dataclass
from functools import lru_cache

from inforce.base.ids import clean_bic, clean_imo, clean_imo_company, clean_lei, clean_mmsi

_LONGEST = 400  # characters of a number with its country and days; the longest known has 110
_NUMBER = re.compile(r"(?P<number>.*?)(?: \((?P<country>[^()]*)\))?(?: issued (?P<issued>.*?))?(?: expires (?P<expires>.*))?")
_IMO = re.compile(r"IMO (\d+)")
_VALID = {"imo": clean_imo, "imo_company": clean_imo_company, "mmsi": clean_mmsi, "swift_bic": clean_bic, "lei_code": clean_lei}
# What may hold no digit: a bank's code, a call sign, the tail number of an aircraft ("EP-MMH").
_LETTERS = {"swift_bic": r"[A-Z ]{8,}", "call_sign": r"[A-Z]+", "registration_number": r"[A-Z]{1,2}-[A-Z]{3,4}"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, of which kind, and the country in brackets behind it. `wrong` says why it is none; days are left out on purpose."""

    kind: str
    value: str
    country: str = ""
    wrong: str = ""


@lru_cache(maxsize=1 << 15)
def read(kind: str, text: str, schema: str) -> Number:
    """The number of an entry of that schema that the text gives, of any kind of `Identifier`. Check digits are checked, and tell
    a shipping company's IMO number, which the list calls a vessel's, from a ship's."""
    if kind == "wallet":
        return Number(kind, text.rpartition(" ")[2])  # before it, the currency
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    value, country = (found["number"].strip(), found["country"] or "") if found else ("", "")
    if not re.search(r"\d", value) and not re.fullmatch(_LETTERS.get(kind, "(?!)"), value):
        return Number(kind, value, country, "gives no number")
    kind, value = _kind(kind, value, schema)
    valid = _VALID[kind](value) if kind in _VALID else value
    return Number(kind, valid, country, "" if valid else f"is no {kind} by its form or check digit")


def _kind(kind: str, value: str, schema: str) -> tuple[str, str]:
    """The kind that the number is, whatever it is called: ships and companies have IMO numbers, and other numbers too."""
    imo = _IMO.fullmatch(value)
    if kind == "imo" and not imo:
        return "registration_number", value
    if imo and (kind != "imo" or (schema != "Vessel" and clean_imo_company(imo[1]))):
        return "imo_company", imo[1]
    if kind == "lei_code" and len(value) < 12:
        return "registration_number", value
    return kind, imo[1] if imo else value
