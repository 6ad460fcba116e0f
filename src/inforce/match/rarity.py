"""How common a word is among the names of people, of organisations and of ships: a table that ships (see NOTICE), not the list screened."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from inforce.match.key import key
from inforce.match.reading import Word

LEVELS = 10  # 0 rare, 9 borne by one in eighty


def family(schema: str) -> str:
    """person, vessel or entity: whose words and weights a schema goes by."""
    return {"Person": "person", "Vessel": "vessel", "Airplane": "vessel"}.get(schema, "entity")


def common(word: Word, kind: str) -> int:
    """0 to 9: the class of the word or, where that is higher, of the words that share its key."""
    return _table()[kind].get(word.key, 0)


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {"person": {}, "entity": {}, "vessel": {}}
    for line in (files("inforce.match") / "rarity.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, level, words = line.split(" ", 2)
            for word in words.split():
                found[kind].setdefault(key(word), int(level))  # the most common class comes first
    return found
