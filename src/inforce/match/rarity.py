"""How common a word is among the names of people, of organisations and of ships: a table that ships (see NOTICE), not the list screened."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from inforce.base.kept import kept
from inforce.match.key import key
from inforce.match.reading import Word

LEVELS = 10  # 0 rare, 9 borne by one in eighty


def family(schema: str) -> str:
    """person, vessel or entity: whose words and weights a schema goes by."""
    return {"Person": "person", "Vessel": "vessel", "Airplane": "vessel"}.get(schema, "entity")


def common(word: Word, kind: str) -> int:
    """0 to 9: the class of the word or, where that is higher, of the words that share its key."""
    return _table()[kind].get(word.key, 0)


def bits(word: Word, kind: str) -> int:
    """What a word tells, in hundredths of a bit: 600 for one that one name in eighty has, 100 more for each class below, and a
    little for each letter, so that of two rare words the longer one tells more. Words that are not plain tell little."""
    if word.role in ("plain", "number"):
        return 600 + 100 * (LEVELS - 1 - common(word, kind)) + 23 * min(len(word.text), 12)
    return 11 * min(len(word.text), 12)


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    here = files("inforce.match")
    return kept([here / "rarity.txt", here / "key.py", here / "given.csv"], _read)


def _read() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {"person": {}, "entity": {}, "vessel": {}}
    for line in (files("inforce.match") / "rarity.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, level, words = line.split(" ", 2)
            for word in words.split():
                found[kind].setdefault(key(word), int(level))  # the most common class comes first
    return found
