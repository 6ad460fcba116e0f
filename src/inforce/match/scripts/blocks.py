"""Which script a text is in, by Unicode's blocks."""

from bisect import bisect_right
from functools import lru_cache

_BLOCKS = [
    (0x0, "latin"), (0x250, "other"), (0x370, "greek"), (0x400, "cyrillic"), (0x530, "armenian"), (0x590, "hebrew"), (0x600, "arabic"),
    (0x700, "other"), (0x750, "arabic"), (0x780, "other"), (0x8A0, "arabic"), (0x900, "other"), (0x10A0, "georgian"), (0x1100, "hangul"),
    (0x1200, "other"), (0x1C90, "georgian"), (0x1CC0, "other"), (0x1D00, "latin"), (0x1F00, "greek"), (0x2000, "latin"), (0x2C80, "other"),
    (0x2DE0, "cyrillic"), (0x2E00, "other"), (0x3040, "kana"), (0x3100, "other"), (0x3130, "hangul"), (0x3190, "other"), (0x31F0, "kana"),
    (0x3200, "other"), (0x3400, "han"), (0xA000, "other"), (0xA640, "cyrillic"), (0xA6A0, "other"), (0xA720, "latin"), (0xA800, "other"),
    (0xAC00, "hangul"), (0xD7B0, "other"), (0xF900, "han"), (0xFB00, "latin"), (0xFB1D, "hebrew"), (0xFB50, "arabic"), (0xFE00, "other"),
    (0xFE70, "arabic"), (0xFF00, "latin"), (0xFF66, "kana"), (0xFFA0, "other"), (0x20000, "han"), (0x31350, "other"),
]  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]


@lru_cache(1 << 13)
def script(c: str) -> str:
    """latin, greek, cyrillic, armenian, hebrew, arabic, georgian, hangul, han, kana or other, for one letter."""
    return _BLOCKS[bisect_right(_STARTS, ord(c)) - 1][1]


def script_of(text: str) -> str:
    """The script of most letters, the first of equals; latin when there is no letter. Kana beside Han is kana: it is Japanese."""
    counts: dict[str, int] = {}
    for c in text:
        if c.isalpha():
            counts[script(c)] = counts.get(script(c), 0) + 1
    if "kana" in counts and counts.keys() <= {"kana", "han"}:
        return "kana"
    return max(counts, key=lambda name: counts[name], default="latin")
