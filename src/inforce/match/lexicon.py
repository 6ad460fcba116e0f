"""Company words of Korean, Chinese, Russian and Thai in English, as lists and registers translate them: a small lexicon of our own."""

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from inforce.match.scripts.han import korean as sino_korean
from inforce.match.scripts.han import mandarin
from inforce.match.scripts.hangul import romanised

_WORD = re.compile(r"[^\W\d_]+")
_SEAT = re.compile(
    "^(..)[市省](?=..)"
)  # the city or the province that a Chinese company's name begins with, which English gives without that word
_SIGNS = "一二三四五六七八九十"
# 第39号, 第二, 제39호, 제2, 39호: a number, and what may stand before and after it.
_ORDINAL = re.compile(f"(?:第([0-9]+|[{_SIGNS}]{{1,3}})|제?([0-9]+))[号호]?")
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
    return _translated(_SEAT.sub(r"\1", run), "chinese", lambda rest: "".join(mandarin(rest)))


def of_korea(run: str) -> str:
    """The same of a company of North Korea, which begins with its name: the rest as Korea reads the characters (光鲜 is Kwangson); '' for
    another."""
    return _translated(run, "chinese", _as_korea_reads) if run.startswith("朝鲜") else ""


def _as_korea_reads(rest: str) -> str:
    return romanised("".join(s[0] for s in sino_korean(rest))) or "".join(mandarin(rest))


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


def _counted(found: re.Match[str]) -> str:
    """The number between spaces, in digits."""
    signs = found[1] or found[2]
    if signs.isdecimal():
        return f" {signs} "
    tens, ten, ones = signs.rpartition("十")
    return f" {(10 * (_SIGNS.find(tens) + 1 if tens else 1) if ten else 0) + (_SIGNS.find(ones) + 1 if ones else 0)} "


def _translated(run: str, language: str, sound: Callable[[str], str]) -> str:
    words, known = _words(language)
    run = _ORDINAL.sub(_counted, run)
    out, at = [], 0
    for match in known.finditer(run):
        out += [_sounded(run[at : match.start()], sound), words[match[0]]]
        at = match.end()
    return " ".join(filter(None, [*out, _sounded(run[at:], sound)]))


def _sounded(rest: str, sound: Callable[[str], str]) -> str:
    return " ".join(r if r.isdecimal() else sound(r) for r in rest.split())
