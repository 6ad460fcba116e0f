"""Foreign names in katakana back in Latin letters, by undoing the Cabinet's notice of 1991: vowels that only carry a consonant go, and so
do long ones. Katakana writes l and r alike, and mostly b and v: `romanised` gives both ways for l and r, and takes b for v where a
word ends as Russian ones do. Common names that Japan hears otherwise than they are spelt (ジョージ George) stand in katakana.csv, ours."""

import re
from functools import cache
from pathlib import Path

from inforce.match.scripts.kana import LONG, SMALL_TSU, katakana, morae

_CARRIED = re.compile("(?:[kgszntfbpmrvj]|ts|sh|ch)u|[td]o")  # a vowel after a consonant that had none
_SLAVIC = re.compile("(?:[オコソトノホモヨロゴゾドボェエ]フ|[ェエ]ワ|[コノロ]ワ|スキー?|スカヤ|[ビィ]ッ?チ|ンコ)$")
_VOWELS = "aiueo"


@cache
def named() -> dict[str, str]:
    """Names in katakana in their customary spelling."""
    lines = (Path(__file__).parent / "katakana.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {word: spelt for spelt, words in (line.split(",") for line in lines) for word in words.split()}


def romanised(word: str) -> list[str]:
    """A run of katakana as a foreign word in a-z: with l at its start and end, and with r; [] if it is no kana."""
    found = morae(katakana(word))
    sounds = [_sound(found, n) for n, mora in enumerate(found) if mora not in (SMALL_TSU, LONG)]
    rough = "".join(sounds)
    if _SLAVIC.search(word):
        rough = re.sub("f$", "v", rough).replace("b", "v").replace("je", "de").replace("wa", "va")
    rough = re.sub("n(?=[bp])|n(?=ma)", "m", re.sub("wu?$", "", rough))
    if LONG in word[-1:] and rough.endswith("a"):
        rough += "r"
    ways = [re.sub("^r|r$|(?<=[aiueo])r(?=[aiueo]l?$)", "l", rough), rough]
    return list(dict.fromkeys(way for way in ways if way))


def skeleton(word: str) -> str:
    """Its consonants, those that katakana writes alike as one."""
    heads = (mora if mora in (SMALL_TSU, LONG) else mora.rstrip(_VOWELS) for mora in morae(katakana(word)))
    return "".join(_HEADS.get(head, head) for head in heads)


_HEADS = {SMALL_TSU: "", LONG: "", "sh": "s", "ch": "c", "ts": "T", "v": "b", "y": "", "w": "", "ky": "k", "gy": "g", "ny": "n", "hy": "h",
          "my": "m", "ry": "r", "by": "b", "py": "p", "ty": "t", "dy": "d", "fy": "f", "vy": "b", "kw": "k", "gw": "g"}  # fmt: skip


def _sound(found: list[str], n: int) -> str:
    """A mora, without its vowel where that only carries a consonant: before another one, or at the end."""
    mora, after = found[n], next(iter(found[n + 1 :]), "")
    if mora == "chi" and not after and SMALL_TSU in found[n - 1 : n]:
        return "ch"
    if not _CARRIED.fullmatch(mora) or after in (LONG, SMALL_TSU) or after[:1] in ("h", *_VOWELS):
        return mora
    if mora[-1] == "o" and after and after[0] not in "rw":
        return mora
    return mora[:-1]
