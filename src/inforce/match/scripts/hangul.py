"""Hangul: syllables taken apart by Unicode's arithmetic (chapter 3.12), and written in Latin letters as North Korea writes them."""

from functools import lru_cache

FIRST, COUNT = 0xAC00, 11_172
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# The usage of the DPRK's own press and of lists: 1992 romanisation without its breves, so that ㅓ is o, ㅡ is u, ㅈ is j.
_I = "k kk n t tt r m p pp s ss  j jj ch kh th ph h".split(" ")  # noqa: SIM905
_V = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split(" ")  # noqa: SIM905
_F = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905
_VOICED = {"k": "g", "t": "d", "p": "b"}  # between vowels, and after n, m, ng and l


def is_hangul(c: str) -> bool:
    """Whether c is one composed Hangul syllable."""
    return 0 <= ord(c) - FIRST < COUNT


def parts(c: str) -> tuple[int, int, int]:
    """Where the initial, vowel and final of a composed syllable stand in INITIALS, VOWELS and FINALS."""
    i = ord(c) - FIRST
    return i // 588, i % 588 // 28, i % 28


@lru_cache(1 << 14)
def romanised(word: str) -> str:
    """A run of Hangul syllables as one Latin word: 릉라도 is rungrado, 백호 paekho, 남강 namgang."""
    out, before = "", ""
    for c in word:
        i, v, f = parts(c)
        head = _I[i]
        if head in _VOICED and before and before[-1] in "aeiounmgl":
            head = _VOICED[head]
        elif head == "r" and before.endswith("l"):
            head = "l"
        before = _F[f] or _V[v]
        out += head + _V[v] + _F[f]
    return out
