"""What part a word plays in a name: particle, title, legal, generic, number, initial or plain. The words stand in roles.csv and forms.csv,
countries in places.csv, bodies known by abbreviations in bodies.csv: our own tables. Forms are those that the lists of the UN, OFAC, the EU
and the UK print, and those that ISO 20275 counts, in full and as abbreviated; countries are named in English, German, French, Spanish and
their own languages."""

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from inforce.match.key import key

HERE = Path(__file__).parent
Found = tuple[str, str, str]  # text, key, role
ALONE = "="  # in bodies.csv: what stands for the body only where a name says nothing else
END = "$"  # in forms.csv: where a name ends
_SHORT = 5  # letters: of so few, two words may share a key
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
_NUMBERS += " nineteen twenty"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_ROMAN = "0 00 ii iii iv 0 vi vii viii ix 0 xi xii xiii xiv xv xvi xvii xviii xix xx"
COUNTED = {word: str(n) for words in (_NUMBERS, _ORDINALS, _ROMAN) for n, word in enumerate(words.split()) if word.isalpha()}
COUNTED |= {word: str(20 + 10 * n) for words in (_TENS, _TENTHS) for n, word in enumerate(words.split())}
ROMAN = frozenset(_ROMAN.split())


@cache
def _table() -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {"Person": {}, "Company": {}, "Vessel": {}}
    with (HERE / "roles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for schema in found if row["schema"] == "any" else [row["schema"]]:
                for word in row["words"].split():
                    found[schema].setdefault(word, (row["key"] or key(word), row["role"]))
    return found


@cache
def _phrases(*files: str) -> dict[str, list[tuple[list[str], str]]]:
    found: dict[str, list[tuple[list[str], str]]] = {}
    for name, phrase in _rows(*files):
        if phrase[0] != ALONE:
            words = [_loosely(w) for w in phrase.split()]
            found.setdefault(words[0], []).append((words, name))
    return {first: sorted(phrases, key=lambda p: -len(p[0])) for first, phrases in found.items()}


def _rows(*files: str) -> Iterator[tuple[str, str]]:
    for file in files:
        for line in (HERE / file).read_text(encoding="utf-8").splitlines()[1:]:
            name, phrases = line.split(",")
            yield from ((name, phrase) for phrase in phrases.split("|"))


@cache
def bodies() -> dict[str, list[str]]:
    """The words of the names of listed bodies by the abbreviation that stands for them where it is all that a name says: TCB."""
    return {phrase.removeprefix(ALONE): name.split() for name, phrase in _rows("bodies.csv") if phrase[0] == ALONE}


def form(words: list[str], at: int) -> tuple[int, str]:
    """How many words from there on are one legal form of several words, and its key; (0, '') for none."""
    return _longest(("forms.csv",), words, at)


def place(words: list[str], at: int) -> tuple[int, str]:
    """How many words from there on name a country or a body known by an abbreviation, and the words that stand for it in every language;
    (0, '') for none."""
    return _longest(("places.csv", "bodies.csv"), words, at)


def _longest(files: tuple[str, ...], words: list[str], at: int) -> tuple[int, str]:
    for phrase, name in _phrases(*files).get(_loosely(words[at]), ()):
        here = [_loosely(w) for w in words[at : at + len(phrase)]]
        if here == phrase or [*here, END] == phrase:
            return len(here), name
    return 0, ""


def _loosely(word: str) -> str:
    """The key of a longer word, since each list transliterates in its way: ogranichennoy, ogranichennoi. A short word as it is."""
    return key(word) if len(word) > _SHORT else word


@lru_cache(1 << 16)
def role(text: str, schema: str) -> Found:
    """A folded word's text, key and role in a name of that schema: Person, Vessel, or Company for every other."""
    if text.isdigit():
        number = text.lstrip("0") or "0"
        return number, number, "number"
    if len(text) == 1 and (schema == "Person" or text not in _table()[schema]):
        return text, text, "initial"
    if schema != "Person" and text in COUNTED:
        return COUNTED[text], COUNTED[text], "number"
    found = _table()[schema].get(text)
    if found is None:
        return text, key(text), "plain"
    canonical, name = found
    if name == "generic":
        return canonical, key(canonical), name
    return text, canonical if name != "plain" else key(canonical), name
