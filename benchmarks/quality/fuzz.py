"""A longer search for text that the matcher cannot read or compare: python benchmarks/quality/fuzz.py [SECONDS] [SEED]

Builds names from letters of every script, homoglyphs, characters that do not show, controls, emoji, legal forms and stop words, up to
10,000 characters; reads each as a person, a company and a ship and compares it with others. Stops at the first that raises, gives a
score outside 0 to 1 or parts that do not add up, compares unlike itself when turned round, or takes more than a second of CPU
time.
"""

import random
import sys
import time
from collections.abc import Callable

from inforce.match import compare
from inforce.match.reading import read

WORDS = "\x1b[31m|👩‍👩‍👧|🇰🇵|bin|Ltd|Co.,|al-|of the|No.|LLC|OOO|M/V|Kim|Jong|Un|Vlаdimir|주식회사|有限公司|عبد|ال|o'|ch'|VIII|8th"
LETTERS = (
    "aAeéñßıİжЖіўאبپمहก김정은金正恩習カなԱაΑ０８Ⅷ①½ह\u200b\u200f\u202e\u2066\ufeff\u0301\u0338\x00\x07\n\t ,.-'’/(🙂ﷺﬃ\U0002a6d6\ud7a3"
)
PIECES = (*LETTERS, *WORDS.split("|"))
SCHEMAS = ("Person", "Company", "Vessel")


def name(draw: random.Random) -> str:
    """One made name: short most of the time, long or of one piece now and then."""
    length = draw.choice((0, 1, 1, 2, 3, 5, 8, 13, 40, 400, 3_000))
    pieces = PIECES if draw.random() < 0.8 else draw.sample(PIECES, draw.randint(1, 3))
    return draw.choice(("", " ")).join(draw.choices(pieces, k=length))[:10_000]


def slow(of: Callable[[], object]) -> tuple[object, float]:
    """What a call gives, and the CPU seconds it took."""
    start = time.process_time()
    given = of()
    return given, time.process_time() - start


def wrong(a: str, b: str, schema: str) -> str:
    """What is wrong with reading and comparing two texts; '' when nothing is."""
    readings, took = slow(lambda: read(a, schema))
    if took > 1:
        return f"reading took {took:.2f} s"
    if any(not w.text.isascii() or not w.text.isalnum() or not w.key for r in readings for w in r.words):  # type: ignore[attr-defined]
        return "a word is not of a-z and 0-9, or has no key"
    found, took = slow(lambda: compare(a, b, schema))
    if took > 1:
        return f"comparing took {took:.2f} s"
    if not 0 <= found.points <= 10_000 or found.points != compare(b, a, schema).points:  # type: ignore[attr-defined]
        return f"scores {found.points} one way and {compare(b, a, schema).points} the other"  # type: ignore[attr-defined]
    return ""


def main(seconds: float = 60, seed: int = 1) -> int:
    """Searches; gives the exit code."""
    draw, tried, end = random.Random(seed), 0, time.process_time() + seconds
    while time.process_time() < end:
        a, b, schema = name(draw), name(draw), draw.choice(SCHEMAS)
        tried += 1
        if problem := wrong(a, b, schema):
            print(f"fuzz: after {tried} pairs of seed {seed}: {problem}: {schema} {a!r} | {b!r}"[:3_000])
            return 1
    print(f"fuzz: {tried} pairs of seed {seed}, nothing wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:])))
