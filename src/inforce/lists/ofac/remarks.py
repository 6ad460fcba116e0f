"""The language of OFAC's remarks: pieces parted by semicolons, each a key that the list knows and what it says, or prose.

    DOB 14 Aug 1963; alt. POB Nampo; Passport 900001 (Korea, North) expires 01 Feb 2016; a.k.a. 'PAK'; Linked To: SOME BANK.

A semicolon in brackets parts nothing. The same keys stand in the XML formats, as types of numbers and features.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_SIGNS = re.compile(r"[;()]")


class Keys:
    """The words that a piece may begin with; see [lookups.key] of shared.toml."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for key in sorted(keys, key=len, reverse=True):
            self._by_word[key.partition(" ")[0]].append(key)

    def split(self, piece: str) -> tuple[str, str]:
        """The longest key that the piece begins with, and the rest of it; ('', the piece) for prose."""
        for key in self._by_word.get(piece.partition(" ")[0], ()):
            if piece == key or piece.startswith(key + " "):
                return key, piece[len(key) :].strip()
        return "", piece


def pieces(text: str) -> Iterator[str]:
    """The pieces of remarks, without 'alt.' and the full stop that ends the last one, every run of blanks as one."""
    *first, last = _split(text.rstrip())
    for piece in (*first, last.removesuffix(".")):
        if tidy := " ".join(piece.split()):
            inner = tidy[1:-1] if tidy.startswith("(Linked To:") and tidy.endswith(")") else tidy  # so in the XML formats
            yield inner.removeprefix("alt. ")


def unquoted(value: str) -> str:
    """A name without the quotes around it, single or, in the fixed-width files, double; those within it stay."""
    return value[1:-1] if len(value) > 2 and value[0] == value[-1] and value[0] in "'\"" else value


def _split(text: str) -> list[str]:
    if "(" not in text and ")" not in text:
        return text.split(";")
    cuts, depth = [0], 0
    for sign in _SIGNS.finditer(text):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if depth < 0:
            return text.split(";")
        if sign[0] == ";" and not depth:
            cuts.append(sign.end())
    if depth:
        return text.split(";")  # a bracket that nothing closes holds nothing together
    return [text[a:b].removesuffix(";") for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
