"""Khmer in Latin letters as Cambodia's passports spell names, roughly: consonants by their Unicode names, vowels by the series that these
tell (KA is of the first, KO of the second), and by the signs that change the series."""

import re
import unicodedata

from inforce.match.scripts.vowels import filled

RUN = re.compile("[\u1780-\u17d3]+")
# Vowel signs in the first and the second series; the first is the vowel that is not written.
_SIGNS = {
    "": "ao", "ា": ("a", "ea"), "ិ": ("e", "i"), "ី": ("ei", "i"), "ឹ": "ee", "ឺ": "eu", "ុ": "ou", "ូ": ("o", "u"), "ួ": ("uo", "uo"),
    "ើ": ("aeu", "eu"), "ឿ": ("oeu", "oeu"), "ៀ": ("ie", "ie"), "េ": "ee", "ែ": "ee", "ៃ": ("ai", "ey"), "ោ": ("ao", "o"),
    "ៅ": ("au", "ov"), "ំ": ("am", "om"), "ះ": ("ah", "eah"),
}  # fmt: skip
_FIRST, _SECOND, _SUBSCRIPT = "\u17c9", "\u17ca", "\u17d2"
_LAST = {"v": "u", "c": "ch", "ny": "nh"}


def latin(run: str) -> str:
    """A run of Khmer letters."""
    run = run.replace("\u17cb", "")  # a short vowel's sign
    sounds: list[str] = []
    series, under = 0, False
    for n, c in enumerate(run):
        if c in _SIGNS:
            sounds.append(_SIGNS[c][series] if c != "ៀ" or n + 1 < len(run) else "ea")
        elif c in (_FIRST, _SECOND):
            series = int(c == _SECOND)
            sounds[-1:] = ["p" if sound == "b" else sound for sound in sounds[-1:]]
        elif (name := unicodedata.name(c, "").split())[1:2] == ["LETTER"]:
            sound = re.sub("(.)\\1", "\\1", name[-1].lower()[:-1])
            series = series if under and sound in ("m", "n", "ng", "y", "r", "l", "v") else int(name[-1].endswith("O"))
            after = run[n + 1 :].lstrip(_FIRST + _SECOND)
            sounds.append(sound if after else _LAST.get(sound, sound))
            if after and not sounds[:-1] and after[0] not in _SIGNS and after[0] != _SUBSCRIPT:
                sounds.append(_SIGNS[""][int(run[n + 1 : n + 2] == _SECOND) if run[n + 1] in _FIRST + _SECOND else series])
        under = c == _SUBSCRIPT
    flat = [part for sound in sounds for part in (sound if sound[0] in "aeiou" else [sound])]
    return filled(flat, "o" if series else "a") if len(flat) > 1 else "".join(flat) + _SIGNS[""][series]
