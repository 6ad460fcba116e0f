"""Countries: ISO 3166 alpha-2 codes and the names that official lists write for them."""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files


@cache
def countries() -> dict[str, str]:
    """ISO 3166 alpha-2 code -> short English name; XK (user-assigned) stands for Kosovo."""
    return {row["code"]: row["name"] for row in _rows()}


def country(text: str | None) -> str:
    """The alpha-2 code of a code or an English name ('KP', 'PRK', 'DPR Korea', 'North Korea'); '' when it names none.

    'Korea' alone is ambiguous and names none.
    """
    if not text:
        return ""
    return _remembered(text) if len(text) <= 200 else _index().get(_key(text), "")  # some thousand long texts would fill the memory


@lru_cache(maxsize=4096)
def _remembered(text: str) -> str:
    return _index().get(_key(text), "")


def numbered(number: str | int) -> str:
    """The alpha-2 code of a country's number ('408', 408), as the United Nations and UN Comtrade write it; '' when it is none's."""
    return _numbers().get(str(number).strip().zfill(3), "")


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and words for a people, in lower case ('north korean') -> alpha-2 code."""
    with (files("inforce.base") / "demonyms.csv").open(encoding="utf-8") as f:
        return {row["word"].casefold(): row["code"] for row in csv.DictReader(f)}


def alpha3() -> dict[str, str]:
    """Alpha-2 code -> alpha-3 code ('KP' -> 'PRK'), where there is one."""
    return {row["code"]: row["alpha3"] for row in _rows() if row["alpha3"]}


def names_of_countries() -> dict[str, str]:
    """Every name that `country` knows and that is written in letters of more than a code -> alpha-2 code."""
    return {n: row["code"] for row in _rows() for n in (row["name"], *row["also"].split("|")) if n}


@cache
def _numbers() -> dict[str, str]:
    text = (files("inforce.base") / "m49.txt").read_text(encoding="ascii")
    return {word[:3]: word[3:] for line in text.splitlines() if not line.startswith("#") for word in line.split()}


@cache
def _index() -> dict[str, str]:
    return {_key(n): row["code"] for row in _rows() for n in (row["code"], row["alpha3"], row["name"], *row["also"].split("|")) if n}


@cache
def _rows() -> list[dict[str, str]]:
    with (files("inforce.base") / "countries.csv").open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).replace("'", ""))
    return " ".join(w for w in words if w not in ("the", "of", "and")) or " ".join(words)  # AND is Andorra
