"""The names in one text of the list: several may share it, in several scripts."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby

from inforce.base.nouns import Name

_LIST = re.compile(r";|(?<!\S)[a-z]?\)\s")  # "Husain Salimi; Hosain Salimi b) Hossein Saleemi"
_ASIDE = re.compile(r"\b(?:born (?:in\b|on\b|\d)|false identity\b)")  # "…, born in Kandahar on 1 Jan. 1967"


def names(text: str, kind: str, no_name: Collection[str]) -> Iterator[Name]:
    """The names in `text`, in its order, without repetition: those of a list apart, and those in another script apart.

    Brackets that hold a list, another script or words of `no_name` stand beside a name; others belong to it. An alias in
    another script than the Latin is of kind 'original'.
    """
    in_brackets = any(";" in part.partition("(")[2] for part in text.split(")"))
    lists = [text] if in_brackets else _LIST.split(text)
    for piece in dict.fromkeys(piece for whole in lists for piece in _pieces(whole, no_name)):
        yield Name(piece, "original" if kind == "alias" and _foreign(piece) else kind)


def name_and_aside(text: str) -> tuple[str, str]:
    """A name, and what is said behind it of a birth or a false identity ('' when nothing is)."""
    aside = _ASIDE.search(text)
    return (text[: aside.start()].rstrip(" ,("), text[aside.start() :]) if aside else (text, "")


def foreign_runs(text: str) -> tuple[str, ...]:
    """The runs of words in other scripts than the Latin: 'In Arabic: X Y' has one."""
    return tuple(_trim(run) for run in _by_script(text) if _foreign(run))


def _pieces(text: str, no_name: Collection[str]) -> Iterator[str]:
    brackets = [_trim(part) for part in re.split(r"[()]", text)[1:]]
    mixed = len({_foreign(run) for run in _by_script(text)}) > 1
    apart = mixed or any(";" in part or part in no_name for part in brackets)
    for part in re.split(r"[();]|:\s", text) if apart else [text]:
        yield from (run for run in map(_trim, _by_script(part)) if run and run not in no_name)


def _by_script(text: str) -> Iterator[str]:
    """Runs of words of one kind, Latin or other. A word without letters goes with the words before it."""
    words: list[tuple[bool, str]] = []
    for word in text.split():
        kind = _foreign(word) if any(c.isalpha() for c in word) or not words else words[-1][0]
        words.append((kind, word))
    return (" ".join(word for _, word in run) for _, run in groupby(words, key=lambda pair: pair[0]))


def _foreign(text: str) -> bool:
    """Whether the first letter is of another script than the Latin."""
    letter = next((c for c in text if unicodedata.category(c) in ("Lu", "Ll", "Lt", "Lo")), "A")
    return "LATIN" not in unicodedata.name(letter, "")


def _trim(text: str) -> str:
    trimmed = text.strip(" ,;:")
    return trimmed if trimmed.count("(") == trimmed.count(")") else trimmed.strip(" ()")
