"""The names in one text of the list: several may share it, in several scripts."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby

from inforce.base.nouns import Name

_LIST = re.compile(r";|(?<!\S)[a-z]?\)\s")  # "Husain Salimi; Hosain Salimi b) Hossein Saleemi"
_ASIDE = re.compile(
    r"\b(?:born (?:in\b|on\b|\d)|false identity\b|(?:date|place) of birth:)", re.IGNORECASE
)  # "…, born in Kandahar on 1 Jan. 1967"
_ALSO = re.compile(r"\b(?:a\.?k\.?a\.?|alias(?:es)?|also known as)(?:[ :]+|$)", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:f\.?k\.?a\.?|former(?:ly)?(?: known as| listed as)?|previously(?: listed as)?)(?:[ :]+|$)", re.IGNORECASE)
_SHORT = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z0-9&./-]{2,12}")  # KKBC, BelAZ, GU/GRU
_LONGEST = 1_000  # characters of a text in which other spellings are looked for; the longest name read so has 300


def names(text: str, kind: str, no_name: Collection[str]) -> Iterator[Name]:
    """The names in `text`, in its order, without repetition: those of a list apart, and those in another script apart.

    Brackets that hold a list, another script or words of `no_name` stand beside a name; others belong to it. An alias in
    another script than the Latin is of kind 'original'.
    """
    in_brackets = any(";" in part.partition("(")[2] for part in text.split(")"))
    lists = [text] if in_brackets else _LIST.split(text)
    for piece in dict.fromkeys(piece for whole in lists for piece in _pieces(whole, no_name)):
        yield Name(piece, "original" if kind == "alias" and _foreign(piece) else kind)


def spellings(text: str, kind: str, person: bool, no_name: Collection[str] = ()) -> Iterator[Name]:
    """The names in `text` as `names` gives them, each followed by what its brackets and marks (a.k.a.) say besides.

    'Jamil (a.k.a. Jameel) HASSAN' is also 'Jamil HASSAN' and 'Jameel HASSAN', 'SAMPLE BANK (SBK)' also 'SAMPLE BANK' and, weakly,
    'SBK'. A name of another script than the Latin is of kind 'original'; one marked f.k.a. is 'former'.
    """
    return (name for name in _spellings(text, kind, person, no_name) if name.text)


def _spellings(text: str, kind: str, person: bool, no_name: Collection[str]) -> Iterator[Name]:
    for name in names(text, kind, no_name):
        whole, *marked = _ALSO.split(name.text) if len(name.text) <= _LONGEST and "(" not in name.text else [name.text]
        yield Name(_trim(whole), "original" if _foreign(whole) else name.kind)
        for other in marked:
            yield Name(_trim(other), "alias" if " " in _trim(other) else "weak")
        yield from _in_brackets(name, person)


def _in_brackets(name: Name, person: bool) -> Iterator[Name]:
    if "(" not in name.text or len(name.text) > _LONGEST:
        return
    kind = "weak" if name.kind == "weak" else "alias"
    yield Name(_trim(" ".join(re.sub(r"\([^()]*\)?", " ", name.text).split())), kind)
    for found in re.finditer(r"\(([^()]*)\)?", name.text):
        before, after = (re.sub(r"\([^()]*\)?", " ", part).split() for part in (name.text[: found.start()], name.text[found.end() :]))
        former = _FORMER.search(found[1])
        for said in _FORMER.sub("", _ALSO.sub("", found[1])).split(","):
            other = said.removeprefix("or ").strip(" ‘’'\"“”.")
            if person and other.isalpha() and before:
                yield Name(" ".join([*before[:-1], other, *after]), kind)  # the bracket respells the word before it
            elif not person and _SHORT.fullmatch(other):
                yield Name(other, "weak")
            elif " " in other and all(word[0].isupper() for word in other.split()):
                yield Name(other, "former" if former else kind)


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
