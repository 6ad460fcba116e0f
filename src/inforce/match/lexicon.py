"""Company words of Korean, Chinese, Russian and Thai in English, as lists and registers translate them: a small lexicon of our own."""

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from inforce.match.scripts.han import mandarin
from inforce.match.scripts.hangul import romanised

_WORD = re.compile(r"[^\W\d_]+")
_ADJECTIVE = re.compile(r"\b(\w{3,}?)(?:ь?ский|ь?ская|ь?ское|ь?ские)\b")


@cache
def _words(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    found: dict[str, str] = {}
    with (Path(__file__).parent / "lexicon.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(unicodedata.normalize("NFKC", line) for line in file):
            words = [row[language]] if language == "russian" and row["english"].endswith("company") else row[language].split()
            for word in filter(None, words):
                found.setdefault(word, row["english"])
    # A word of one sign is part of a proper name more often than not, except at the end: 국 bureau, 厂 factory.
    return found, re.compile("|".join(w + "$" * (len(w) == 1) for w in sorted(found, key=lambda w: (-len(w), w))))


def korean(run: str) -> str:
    """A company's name in Hangul without spaces, cut at the words that are known: 조선백호무역회사 is 'korea paekho trading company'."""
    return _translated(run, "korean", romanised)


def chinese(run: str) -> str:
    """A company's name in simplified Han characters, cut at the words that are known, the rest in Pinyin."""
    return _translated(run, "chinese", lambda rest: "".join(mandarin(rest)))


def russian(text: str) -> str:
    """A company's name in Cyrillic with the words that are known in English and the others as they were."""
    words, _ = _words("russian")
    for phrase in (w for w in words if " " in w):
        text = text.replace(phrase, words[phrase])
    return _WORD.sub(lambda m: words.get(m[0], m[0]), text)


def of_places(text: str) -> str:
    """The same with what is left of Cyrillic adjectives of places in their stems: муромский as муром, which English has for both."""
    return _ADJECTIVE.sub(r"\1", text)


def thai(text: str) -> str:
    """A company's name in Thai with the words that are known in English, and the others as they were."""
    words, known = _words("thai")
    return known.sub(lambda m: f" {words[m[0]]} ", text.replace("(มหาชน)", "มหาชน").replace(" มหาชน", "มหาชน"))


def _translated(run: str, language: str, sound: Callable[[str], str]) -> str:
    words, known = _words(language)
    out, at = [], 0
    for match in known.finditer(run):
        out += [sound(run[at : match.start()]), words[match[0]]]
        at = match.end()
    return " ".join(filter(None, [*out, sound(run[at:])]))
