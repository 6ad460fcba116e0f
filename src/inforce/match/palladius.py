"""Chinese persons' names in Cyrillic, as Russia writes them (the system of Palladius, 1888, in today's use): Си Цзиньпин, Ма Сяохун.

A name counts as Chinese only if all of it does: a Chinese surname and one or two syllables beside it, the surname first, or last where the
syllables are such as no Russian word has. The spelling with е for э (Мао Цзедун) and the Ukrainian one (Сі Цзіньпін) are read too. Those
who are called Иван, Анна and the like are no Chinese.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise, product

from inforce.match import chinese, whole
from inforce.match.key import is_given
from inforce.match.scripts import latin
from inforce.match.whole import Custom, Names, cut

# fmt: off
_HEADS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц",
    "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с", "w": "в", "y": "", "": "",
}
_TAILS = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "ei": "эй", "en": "энь", "eng": "эн", "er": "эр", "i": "и",
    "ia": "я", "ian": "янь", "iang": "ян", "iao": "яо", "ie": "е", "in": "инь", "ing": "ин", "iong": "юн", "iu": "ю", "o": "о",
    "ong": "ун", "ou": "оу", "u": "у", "ua": "уа", "uai": "уай", "uan": "уань", "uang": "уан", "ui": "уй", "un": "унь", "uo": "о",
    "v": "юй", "ve": "юэ", "van": "юань", "vn": "юнь",
}
_WHOLE = {"yi": "и", "you": "ю", "yong": "юн", "ye": "е", "wu": "у", "hui": "хуэй", "zi": "цзы", "ci": "цы", "si": "сы"}
_IOTED = {"a": "я", "an": "янь", "ang": "ян", "ao": "яо", "in": "инь", "ing": "ин"}
# fmt: on
_PARTS = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")
_MARK = re.compile("чж|цз|нь|нъ|эй|юй|юэ|уа|сяо|цян")  # in no Russian given name
_UKRAINIAN = str.maketrans("іїєе", "ииеэ")
_HARD = re.compile("(?<=[зцс])и")
_VOWELS = "аеиоуэюя"
# Given names of Russia that are two such syllables and stand in no table of spellings.
_RUSSIAN = frozenset(
    "ваня гена дана даша дина ева инна ина ия лада лена лея лина лия майя мая мила мия нина паша сеня тая эля юля яна".split()  # noqa: SIM905
)
_LONGEST = 6  # letters of a syllable: чжуань
_MOST = 2  # names that one spelling may stand for


def spelt(syllable: str) -> str:
    """A syllable of Pinyin as the system writes it: zhang is чжан, xi is си."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    head, tail = _parts(syllable)
    if head in ("j", "q", "x", "y") and tail[0] == "u":
        tail = "v" + tail[1:]
    if head == "y" and tail in _IOTED:
        return _IOTED[tail]
    return _HEADS[head] + _TAILS[tail]


def _parts(syllable: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(syllable)
    return (found[1], found[2]) if found else ("", syllable)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """What each spelt syllable may be in Pinyin, as the system has it and then as those do who write е for э."""
    found: dict[str, tuple[str, ...]] = {}
    other = {"хой": "hui", "хуй": "hui"}
    for syllable in chinese.PINYIN:
        cyrillic = spelt(syllable)
        found[cyrillic] = (*found.get(cyrillic, ()), syllable)
        if "э" in cyrillic[1:]:
            other[cyrillic[0] + cyrillic[1:].replace("э", "е")] = syllable
    for cyrillic, syllable in other.items():
        found[cyrillic] = (*found.get(cyrillic, ()), syllable)
    # Чанъань: the sign tells that ng ends a syllable before a vowel.
    return found | {c + "ъ": p for c, p in found.items() if c[-1] == "н"}


@lru_cache(1 << 12)
def _splits(word: str) -> tuple[Names, ...]:
    return tuple(way for way in cut(word, _table().get, _LONGEST) if not any(map(_run_on, pairwise(way))))


def _run_on(neighbours: tuple[str, str]) -> bool:
    """Whether ng stands before a vowel without the sign that the system puts between them: Лина is no ling-a."""
    return neighbours[0][-1] == "н" and neighbours[1][0] in _VOWELS


@lru_cache(1 << 12)
def _surname(word: str) -> frozenset[str]:
    if word in _double():
        return frozenset([_double()[word]])
    return chinese.SURNAMES.intersection(_table().get(word, ()))


@cache
def _double() -> dict[str, str]:
    return {"".join(spelt(s) for s in chinese.splits(name)[0]): name for name in chinese.DOUBLE}


_CUSTOM = Custom(_surname, _splits)


def parse(words: Sequence[str]) -> list[Names]:
    """The ways to read Cyrillic words (lower case) as a Chinese name, in Pinyin, the surname first; at most two, [] for none."""
    if any(c in "іїє" for word in words for c in word):
        words = [_HARD.sub("ы", w).translate(_UKRAINIAN) for w in words]
    if not any(map(_surname, words)) or any(map(_russian, words)):
        return []
    order = "" if _MARK.search("".join(words)) else "first"
    return list(dict.fromkeys(islice((n for names in whole.parse(words, _CUSTOM, order) for n in _pinyin(names)), _MOST)))


def _russian(word: str) -> bool:
    """Whether a word of two syllables is somebody's given name: Иван is no Yiwang."""
    return (word in _RUSSIAN or is_given(latin(word))) and not any(len(way) == 1 for way in _splits(word))


def _pinyin(names: Names) -> Iterator[Names]:
    families = [s for s in ((_double()[names[0]],) if names[0] in _double() else _table()[names[0]]) if chinese.surname(s)]
    return product(families, *(_table()[s] for s in names[1:]))
