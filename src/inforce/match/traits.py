"""What two aligned names have in common and what sets them apart, as small numbers that weights are looked up by."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from inforce.match import chinese
from inforce.match.align import Pair
from inforce.match.alike import SAME_KEY
from inforce.match.key import key
from inforce.match.reading import Reading, Word, sounding
from inforce.match.weighed import Named, Weighed

SHARES = (0, 500, 1_200, 2_000, 2_800, 3_600, 4_500, 5_600)  # ten-thousandths of a name's weight: a share's class is how many it exceeds
SPELLINGS = (9_500, 9_000, 8_500, 8_000, 7_500, 7_000)  # a likeness' class is how many it stays under
NEAR = (4_000, 5_500, 7_000)  # ten-thousandths of their letters that words which are no pair have in common
SIGNS = frozenset(("han", "hangul"))
WRITTEN = {"kanji": "han"}
JAPANESE = frozenset(("kanji", "japanese"))  # read as such
ANY = frozenset(("co",))
SONS = frozenset(("bin", "ben", "ibn", "bint"))
_VOWELS = re.compile("[aeiouyhw]")


def traits(x: Weighed) -> tuple[int, ...]:
    """The class of each of TRAITS, in that order; 0 is what two equal names have."""
    a, b, pairs, left, right = x.a, x.b, x.alignment.pairs, x.alignment.ours, x.alignment.theirs
    least, most = sorted(x.unmatched())
    content = [p for p in pairs if a.content[p.ours[0]] or b.content[p.theirs[0]]]
    spelt = [p for p in content if p.alike < SAME_KEY and p.kind in ("word", "joined")]
    syllables = _syllables(x)
    return (
        _class(least) if least else 0,
        0 if least or not most else _class(most),
        _class(most - least) if least else 0,
        _few(x, content),
        *(_spelling(a, b, content, spelt) if spelt else NOTHING),
        _near(a, b, left, right) if least else 0,
        min(sum([p.kind in ("initial", "acronym") for p in pairs]), 2),
        _order(a, b, pairs, content),
        syllables,
        _native(a.reading, b.reading, syllables == 1) if a.reading.native and b.reading.native else 0,
        _numbers(x),
        _forms(a, left, b, right) if left and right else 0,
        _signs(a, b, pairs) if x.kind == "person" and (a.reading.script != b.reading.script or a.reading.script in JAPANESE) else 0,
    )


NOTHING = (0, 0, 0, 0, 0)


def _spelling(a: Named, b: Named, content: Sequence[Pair], spelt: Sequence[Pair]) -> tuple[int, int, int, int, int]:
    """Words spelt otherwise, least alike pair, first letters and consonants that differ, short names."""
    texts = [(_text(a, p.ours), _text(b, p.theirs)) for p in spelt]
    least = min([p.alike for p in spelt])
    return (
        min(len(spelt), 3) + 3 * (len(spelt) == len(content)),
        sum([least < s for s in SPELLINGS]),
        min(sum([s[0] != t[0] for s, t in texts]), 2),
        min(sum([_consonants(s) != _consonants(t) for s, t in texts]), 2),
        _short(content, a, b),
    )


def _text(name: Named, words: Sequence[int]) -> str:
    return name.words[words[0]].text if len(words) == 1 else "".join([name.words[i].text for i in words])


@lru_cache(1 << 16)
def _consonants(word: str) -> str:
    return _VOWELS.sub("", word)


def _class(share: int) -> int:
    return bisect_left(SHARES, share)


def _few(x: Weighed, content: Sequence[Pair]) -> int:
    """0: two content words or more have partners, or both names have one only. 1: one of two. 2: one of three. 3: one of more. 4: none.
    What stands for words is none: see `_stands`."""
    common = sum([len(p.ours) + len(p.theirs) - 1 for p in content if not _stands(p, x.kind)])
    if common > 1:
        return 0
    longest = max([sum([c or w.role == "initial" for c, w in zip(r.content, r.words, strict=True)]) for r in (x.a, x.b)])
    if x.kind == "person" and content and not common:
        return 4
    return 0 if longest < 2 else min(longest - 1, 3) if common else 4


def _stands(p: Pair, kind: str) -> bool:
    """Whether a pair is no word in common: an initial, what a person's initials make (many are called PKK), two letters for two words."""
    return p.kind == "initial" or (p.kind == "acronym" and (kind == "person" or len(p.ours) + len(p.theirs) < 4))


def _near(a: Named, b: Named, left: Sequence[int], right: Sequence[int]) -> int:
    """How alike the nearest two content words are that have no partner: 0 not at all, up to 3."""
    found = [_letters(a.words[i].text, b.words[j].text) for i in left if a.content[i] for j in right if b.content[j]]
    return sum([max(found) >= n for n in NEAR]) if found else 0


@lru_cache(1 << 16)
def _letters(x: str, y: str) -> int:
    longest = max(len(x), len(y))
    return 10_000 * (longest - OSA.distance(x, y)) // longest


def _short(content: Sequence[Pair], a: Named, b: Named) -> int:
    """For names spelt otherwise: 0 from 11 letters on, 1 from 8, 2 from 6, 3 from 5, 4 shorter."""
    letters = sum([min(len(_text(a, p.ours)), len(_text(b, p.theirs))) for p in content])
    return sum([letters < n for n in (11, 8, 6, 5)])


def _order(a: Named, b: Named, pairs: Sequence[Pair], content: Sequence[Pair]) -> int:
    """0: kept. 1: first words moved to the end, or last to the front. 2: another. 3: who is whose son has changed."""
    places = [p.theirs[0] for p in content]
    falls = sum([after < before for before, after in pairwise(places)])
    if not falls:
        return 0
    if _turned(a.words, b.words, pairs):
        return 3
    return 1 if falls == 1 and places[-1] < places[0] else 2


def _turned(a: Sequence[Word], b: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    """Whether "X bin Y" stands beside "Y bin X"."""
    partner = {p.ours[0]: p.theirs[0] for p in pairs}
    sons = [i for i, w in enumerate(a) if w.text in SONS]
    return any(
        (j := partner.get(i + 1)) is not None and j + 2 < len(b) and b[j + 1].text in SONS and partner.get(i - 1) == j + 2 for i in sons
    )


def _syllables(x: Weighed) -> int:
    """0: not both are Korean or Chinese persons' names. 1: one name. 2: two Korean names. 3: two Chinese names, or a slip. 4: two Chinese
    names of which one syllable differs by more than a slip."""
    a, b = x.a.reading, x.b.reading
    if x.alignment.pairs[0].kind == "syllables" or not ((a.syllables and b.syllables) or (a.pinyin and b.pinyin)):
        return int(x.alignment.pairs[0].kind == "syllables")
    if sounding(a, b) != 0:
        return 1
    return 2 if a.syllables and b.syllables else 3 if chinese.slip(a.pinyin, b.pinyin) else 4


def _signs(a: Named, b: Named, pairs: Sequence[Pair]) -> int:
    """1: one of the names is written in signs that stand for syllables, each of which is read in one way and no other, and its words are
    spelt otherwise. 2: one is Japanese, and a word is another, not that with a long vowel or a consonant that joining voices."""
    scripts = {a.reading.script, b.reading.script}
    spelt = [p for p in pairs if p.alike < 10_000 and p.kind != "syllables"]
    if not SIGNS.isdisjoint(scripts):
        return int(bool(spelt))
    if JAPANESE.isdisjoint(scripts):
        return 0
    return 2 if any(p.kind == "word" and _voiced(_text(a, p.ours)) != _voiced(_text(b, p.theirs)) for p in spelt) else 0


@lru_cache(1 << 12)
def _voiced(word: str) -> str:
    """A Japanese word, the same for Hirobumi and Hirofumi, Honma and Homma, Shinzo and Shinzou."""
    return _TWICE.sub(r"\1", key(_LONG.sub("o", word)).translate(_VOICED))


_VOICED = str.maketrans({"b": "", "f": "", "d": "t", "n": "m"})
_TWICE = re.compile(r"(.)\1+")
_LONG = re.compile("o[ou]|oh(?![aeiou])")


def _native(a: Reading, b: Reading, sound_alike: bool) -> int:
    """0: not both in one script of signs for syllables or words, or Hangul that sounds alike. 1: equal. 2: one sign differs. 3: more do. Of
    Han characters that sound alike, 4: a Korean's, whose characters others guess. 5: a Chinese name's, which they tell apart."""
    ours, theirs = (WRITTEN.get(r.script, r.script) for r in (a, b))
    if not a.native or ours != theirs or ours not in SIGNS:
        return 0
    if a.native == b.native:
        return int(not sound_alike)
    if sound_alike:
        return 0 if ours == "hangul" else 4 if a.syllables and b.syllables else 5
    return 2 if len(a.native) == len(b.native) and sum(x != y for x, y in zip(a.native, b.native, strict=True)) == 1 else 3


def _forms(a: Named, left: Sequence[int], b: Named, right: Sequence[int]) -> int:
    """1 if each has a legal form that the other has not, and neither is one that every company has or a translation."""
    ours, theirs = ({n.words[i].key for i in alone if n.words[i].role == "legal"} - ANY for n, alone in ((a, left), (b, right)))
    return int(bool(ours and theirs) and a.reading.script == b.reading.script)


def _numbers(x: Weighed) -> int:
    """How many of the names have a number without partner; 3 if nothing else sets two funds of one series apart."""
    left, right = x.alignment.ours, x.alignment.theirs
    found = _left(x.a, left, "number") + _left(x.b, right, "number")
    return 3 if found == 2 and not any(x.unmatched()) else found


def _left(name: Named, alone: Sequence[int], role: str) -> int:
    """1 if a word of that role has no partner."""
    return int(any(name.words[i].role == role for i in alone))
