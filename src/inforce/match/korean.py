"""Korean personal names: which word is the surname, what the syllables may sound like, and whether two names can be one.

A name counts as Korean only if all of it does: one surname at either end and one or two syllables beside it, each a syllable that
Korean names have. Then the rules are strict: every syllable must be able to be the same, so that Kim Jong Un is Kim Chŏng-ŭn,
Gim Jeong-eun and Ким Чен Ын, but neither Kim Jong Il nor Kim Jong Nam.
"""

from collections.abc import Sequence
from functools import lru_cache

from inforce.match import whole
from inforce.match.scripts import hangul
from inforce.match.scripts.hangul import VOWELS, is_hangul, parts
from inforce.match.syllables import NAMED, sounds, splits
from inforce.match.whole import Custom, Names

# Surnames of the South's census of 2015 with more than about 2,000 bearers, and the North's forms of those that begin with ㄹ there.
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹"
    "제모탁국어은편용예경봉사부가복목형계두감동음온호범좌팽승간상시갈단견당리림량로라렴려륙련룡태견평학"
)
DOUBLE = ("남궁", "선우", "황보", "독고", "제갈", "사공", "동방", "서문")
# Customary spellings that no rule gives.
_SPELT = {
    "lee": "리", "li": "리", "rhee": "리", "rhie": "리", "reeh": "리", "yee": "리", "ree": "리", "yi": "리", "park": "박",
    "bahk": "박", "pack": "박", "bark": "박", "suh": "서", "sur": "서", "hur": "허", "huh": "허", "whang": "황", "shon": "손",
    "quak": "곽", "tsoi": "최", "tsoy": "최", "choy": "최", "chwe": "최", "youn": "윤", "yoon": "윤", "paik": "백", "baik": "백",
    "back": "백", "roh": "노", "lho": "노", "jhun": "전", "chough": "조", "joe": "조", "uhm": "엄", "ohm": "엄", "цой": "최",
    "цхой": "최", "цхай": "채", "пак": "박", "ли": "리", "хо": "허", "югай": "유", "тен": "정", "тян": "장", "дё": "조",
    "тё": "조", "ни": "이", "хегай": "허", "нам": "남", "ким": "김",
    "بارك": "박", "بارک": "박", "پارک": "박", "تشوي": "최", "چوی": "최", "چوئه": "최", "لي": "리", "لی": "리", "ليم": "림",
    "פארק": "박", "צ'וי": "최", "צ'ה": "최", "לי": "리", "โช": "조", "ลี": "리", "ชเว": "최", "ปาร์ค": "박",
}  # fmt: skip
# Surnames that are also everyday syllables of given names: at the end of a name they are a surname only beside no better one.
_GIVEN_TOO = frozenset("정성송신한문남진원현명옥은선주인기경연우하민고지용국제석설길봉상호동범승온시예영양라음")
_ALIKE = ("ㅘㅙㅚ", "ㅝㅞㅟ", "ㅏㅑ", "ㅓㅕ", "ㅗㅛ", "ㅜㅠ", "ㅐㅒㅔㅖ", "ㅡㅢㅣ")
_COARSE = str.maketrans({**dict.fromkeys("vouxVOUeEWq", "o"), **dict.fromkeys("izy", "i"), "N": "n"})


def _north(code: str) -> str:
    """Without the initial that the South drops or changes: 리 as 이, 로 as 노."""
    if code[0] not in "rn" or code == "nam":
        return code
    return ("_" if code[1] in "iAVOUE" else "n") + code[1:]


@lru_cache(1 << 14)
def surname(spelt: str) -> frozenset[str]:
    """The sounds of the surnames that a word may be, the North's and the South's forms as one; empty when it is none."""
    found = sounds(_SPELT.get(spelt, spelt)) if spelt else {}
    return frozenset([_north(code) for code in found if code in _SURNAMES]) if found else _NONE


_NONE: frozenset[str] = frozenset()
_SURNAMES = frozenset(code for c in SURNAMES for code in sounds(c))
_CUSTOM = Custom(surname, splits, frozenset(_north(code) for c in _GIVEN_TOO for code in sounds(c)))


def parse(words: Sequence[str], order: str = "") -> list[Names]:
    """The ways to read words (Latin, Cyrillic or one run of Hangul) as a Korean name: spelt syllables, surname first; at most two,
    [] for none. `order` is as in `whole.parse`."""
    if len(words) == 1 and is_hangul(words[0][0]):
        return _hangul(words[0])
    return whole.parse(words, _CUSTOM, order)


def romanised(names: Names) -> str:
    """A parsed name in any alphabet as the DPRK writes what it most likely is: キム, ジョン, ウン is kim jong un."""
    return " ".join(hangul.romanised(s if is_hangul(s[0]) else _likely(s, SURNAMES if n == 0 else NAMED)) for n, s in enumerate(names))


def _likely(spelt: str, among: str) -> str:
    """The syllable that a spelt one most likely is; ng rather than n, as most that end in either do."""
    if known := _SPELT.get(spelt):
        return known
    codes = sounds(spelt)
    possible = [c for c in among + NAMED if not sounds(c).keys().isdisjoint(codes)]
    return min(possible, key=lambda c: (c not in among, hangul.FINALS[parts(c)[2]] == "ㄴ"))


def _hangul(run: str) -> list[Names]:
    if not 2 <= len(run) <= 4 or not all(map(is_hangul, run)):
        return []
    run = _mended(run[0]) + run[1:]
    if not all(map(sounds, run)):
        return []
    two = run[:2] in DOUBLE and len(run) > 2
    names = (run[:2], *run[2:]) if two else tuple(run)
    return [names] if two or (len(run) < 4 and run[0] in SURNAMES) else []


def _mended(first: str) -> str:
    """A first syllable that no Korean name has, as the one surname that differs from it in a vowel of like shape: 촤 as 최."""
    if first in NAMED:
        return first
    initial, vowel, final = parts(first)
    group = next((g for g in _ALIKE if VOWELS[vowel] in g), "")
    found = [c for c in SURNAMES if (p := parts(c))[0] == initial and p[2] == final and VOWELS[p[1]] in group]
    return found[0] if len(found) == 1 else first


def key(names: Sequence[str]) -> str:
    """The coarse key of a parsed name, equal for all that `points` may call the same: a channel for retrieval."""
    return "|".join([_coarse(surname(names[0]) or sounds(names[0][0])), *(_coarse(sounds(s)) for s in names[1:])])


def _coarse(codes: frozenset[str] | dict[str, int]) -> str:
    return min((("_" if code[0] in "rn" else code[0]) + code[1:]).translate(_COARSE) for code in codes)


def points(a: Sequence[str], b: Sequence[str]) -> int:
    """How surely two parsed names are one, 0 to 10,000: 0 when a syllable cannot be the same, 500 off for each customary spelling."""
    if len(a) != len(b) or not _same_family(a[0], b[0]):
        return 0
    ranks = [_rank(x, y) for x, y in zip(a[1:], b[1:], strict=True)]
    return 0 if None in ranks else max(8_000, 10_000 - 500 * sum(r for r in ranks if r))


def _same_family(a: str, b: str) -> bool:
    return a == b or not surname(a).isdisjoint(surname(b))


@lru_cache(1 << 16)
def _rank(a: str, b: str) -> int | None:
    if a == b:
        return 0
    if is_hangul(a[0]) and is_hangul(b[0]):  # one script: no spelling stands between them
        return None if set(a).isdisjoint(b) else 0
    ours, theirs = sounds(a), sounds(b)
    return min((ours[code] + theirs[code] for code in ours.keys() & theirs.keys()), default=None)
