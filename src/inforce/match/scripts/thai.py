"""Thai and Lao in Latin letters. Thai by the Royal Society's general system (1999), roughly: `spoken`; and letter by letter, as the names
of Thai families with words of Sanskrit, and foreign names in Thai, are mostly spelt: `written`. Lao by the usage of its passports."""

import re
from itertools import pairwise

from inforce.match.scripts.vowels import filled

RUN = re.compile("[\u0e01-\u0e4e]+")
LAO = re.compile("[\u0e81-\u0edf]+")
_LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬฮอ"
_SOUNDS = """
k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r l w s s s h l h -
k k k k k k ng t t t t t n t t t t t n t t t t t n p p p p p p p m i n n o t t t - n - o
k kh kh k kh gh ng j ch j s ch n d t th th dh n d t th d dh n b p p f p f bh m y r l v s s s h l h -
"""
_INITIALS, _FINALS, _WRITTEN = (dict(zip(_LETTERS, line.replace("-", "").split(" "), strict=True)) for line in _SOUNDS.strip().split("\n"))
_TONES = re.compile("[\u0e48-\u0e4b\u0e47]")
_SILENT = re.compile("(?:[ทตด]ร|ษณ|[ก-ฮ])[ิุ]?\u0e4c")  # what a thanthakhat kills
_ONSET = "(ศร|[กขคตปผพ][รลว](?!\u0e4c)|[ก-ฮ])"
# Vowels written around a consonant, as what stands after it.
_AROUND = [
    (re.compile(pattern.replace("X", _ONSET)), r"\1" + sound)
    for pattern, sound in (
        ("เXียะ?", "ia"), ("เXือ", "uea"), ("เXาะ", "o"), ("เXา", "ao"), ("เXอ", "oe"), ("เXิ", "oe"), ("เXย", "oei"), ("เX", "e"),
        ("แXะ?", "ae"), ("โXะ?", "o"), ("[ไใ]Xย?", "ai"), ("Xัวะ?", "ua"), ("Xัย", "ai"),
    )
]  # fmt: skip
_SIGNS = dict(zip("ะัาำิีึืุู", "a a a am i i ue ue u u".split(), strict=True))  # noqa: SIM905
_PARTS = re.compile("[a-z]+|[ก-ฮ]")
_ALONE = re.compile("^(?![กขคตปผพบดฟทว][รล]|[กขค]ว|ศร|ห)([ก-ฮ])(?=[ก-ฮ][ะ-ู])")  # a first consonant that is a syllable
_CLUSTERS = frozenset(("ศร", *(a + b for a in "กขคตปผพ" for b in "รล")))


def spoken(word: str) -> str:
    """A run of Thai letters as it sounds."""
    parts = _parts(_SILENT.sub("", _TONES.sub("", word)))
    out, run = "", ""
    for part in [*parts, ""]:
        if part and not part.isascii():
            run += part
            continue
        out += _between(run, bool(out), bool(part)) + part
        run = ""
    return out


def written(word: str, d: str = "d") -> str:
    """A run of Thai letters, each by itself, also those that are silent; `d` is what ท stands for: d in Indian names, t in others."""
    sounds: list[str] = []
    word = re.sub("(?<=[กคขทดตถธจช])[ก-ฮ][ิุ]?\u0e4c|(?<=ก)ษณ\u0e4c|[ิุ]?\u0e4c", "", _TONES.sub("", word))
    word = re.sub("(?<=[กคตทด]ร)$", "ะ", word)  # นเรนทร Narendra
    word = re.sub(_ALONE, r"\1ะ", word)  # สมัคร Samak
    for part in _parts(word):
        sounds += list(part) if part.isascii() else [{"ท": d, "ช": _WRITTEN["ช"] if d == "d" else "ch"}.get(part, _WRITTEN[part])]
    return filled([sound for sound in sounds if sound], "a")


def _parts(word: str) -> list[str]:
    """Consonants, one by one, and vowels in Latin letters, each after the consonant that it is spoken after."""
    word = re.sub("^ห(?=[งญนมยรลว])|(?<=[เแโไใ])ห(?=[งญนมยรลว])", "", word.replace("เจริ", "จaรoe").replace("ฤ", "รึ").replace("ฦ", "ล"))
    word = re.sub("รร(?=[ก-ฮ])", "ั", re.sub("รร$", "ัน", word))
    for pattern, sound in _AROUND:
        word = pattern.sub(sound, word)
    word = re.sub("(?<=[ก-ฮ])ว(?=[ก-ฮ](?![ะ-ูa-z]))", "ua", word)
    word = re.sub("(?<=[ก-ฮ])อ(?![ะ-ฺa-z])", "o", word)
    return _PARTS.findall("".join(_SIGNS.get(c, c) for c in word).replace("ueo", "ue"))


def _between(run: str, after: bool, before: bool) -> str:
    """Consonants before a vowel, the last of which begin its syllable; `after` another vowel, the first ends that."""
    if not before:
        return _ending(run) if after else _bare(run)
    size = 2 if run[-2:] in _CLUSTERS else 1
    onset, rest = run[-size:], run[:-size]
    return (_closing(rest) if after else _bare(rest)) + "".join(_INITIALS[c] for c in onset)


def _closing(run: str) -> str:
    """Consonants between two syllables: the first ends the one before, any other is one of its own."""
    return ("ra" if run[0] == "ร" else _FINALS[run[0]]) + _bare(run[1:]) if run else ""  # สุรชัย Surachai


def _ending(run: str) -> str:
    """Consonants at the end of a word: one ends the last syllable, two are one more (กุศล kuson); ร after another is silent (จักร chak)."""
    run = re.sub("(?<=.)ร$", "", run) if len(run) == 2 else run
    return _bare(run) if len(run) % 2 == 0 else _FINALS[run[0]] + _bare(run[1:])


def _bare(run: str) -> str:
    """Consonants without any vowel written: two by two with o, one alone with a."""
    pairs = [run[n : n + 2] for n in range(0, len(run), 2)]
    return "".join(_INITIALS[p[0]] + ("o" + _FINALS[p[1]] if len(p) > 1 else "a") for p in pairs)


_LAO = dict(
    zip(
        "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝຼ",
        "k kh kh ng ch s s y d t th th n b p ph f ph f m y r l v h o h n m l".split(),  # noqa: SIM905
        strict=True,
    )
)
_LAO_VOWELS = dict(zip("ະັາິີຶືຸູົໍຽຳເແໂໃໄ", "a a a i i u u ou ou o o ia am e e o ai ai".split(), strict=True))  # noqa: SIM905
_LAO_BEFORE = frozenset("ເແໂໃໄ")


def lao(word: str) -> str:
    """A run of Lao letters."""
    signs = list(word)
    for n, (c, after) in enumerate(pairwise(word)):
        if c in _LAO_BEFORE and after in _LAO:
            signs[n], signs[n + 1] = after, c
    sounds = [_LAO.get(c) or _LAO_VOWELS.get(c, "") for c in re.sub("ຫ(?=[ງຍນມຣລວ])", "", "".join(signs))]
    flat = [part for sound in sounds if sound for part in (sound if sound[0] in "aeiou" else [sound])]
    return re.sub("d$", "t", filled(flat, "a"))
