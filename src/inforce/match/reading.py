"""How a name is read: its words in one comparable Latin form, each with a key and a role, and the whole name's script keys."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from inforce.match.key import key
from inforce.match.roles import role
from inforce.match.scripts import latin, script_of

LONGEST = 400  # characters of a name that are read: no listed name is half as long, and work stays bounded


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: `text` is a-z and 0-9; `key` is equal for spellings that transliterations confuse; `role` is plain,
    particle, title, legal, generic, number or initial."""

    text: str
    key: str
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name. `native` is the original script (NFKC, case folded, letters and digits alone), '' for Latin;
    `korean` and `chinese` are 'surname|given|given' in syllable classes if the whole name parses as such a name, else ''."""

    words: tuple[Word, ...]
    script: str = "latin"
    native: str = ""
    korean: str = ""
    chinese: str = ""


def read(text: str, schema: str = "Person") -> tuple[Reading, ...]:
    """The readings of a name, the main one first; its words are () when it holds no letter or digit. Never raises; reads the
    first 400 characters. `schema` (Person, Company, Vessel, …) decides which words are titles, legal forms or generic."""
    return _read(text[:LONGEST], schema if schema in ("Person", "Vessel", "Airplane") else "Company")


@lru_cache(1 << 15)
def _read(text: str, schema: str) -> tuple[Reading, ...]:
    if text.isascii():
        return (Reading(tuple(_word(t, schema) for t in latin(text).split())),)
    plain = unicodedata.normalize("NFKC", text).casefold()
    script = script_of(plain)
    native = "" if script == "latin" else "".join(c for c in plain if c.isalnum())
    return (Reading(tuple(_word(t, schema) for t in latin(plain).split()), script, native),)


@lru_cache(1 << 16)
def _word(text: str, schema: str) -> Word:
    return Word(text, key(text), role(text, schema))
