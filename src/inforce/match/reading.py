"""How a name is read: its words in one comparable Latin form, each with a key and a role, and the whole name's script keys."""

from functools import lru_cache
from typing import NamedTuple

from inforce.match import cantonese, chinese, foreign, korean, sino, syllables, words
from inforce.match.foreign import LONGEST
from inforce.match.key import key
from inforce.match.scripts import latin
from inforce.match.whole import Names

MOST = 40  # words of a name that are read
ACROSS = frozenset(("latin", "hangul"))  # scripts in which a name may be how another people reads its characters; Han tells those itself


class Word(NamedTuple):
    """One word of a name: `text` is a-z and 0-9; `key` is equal for spellings that transliterations confuse; `role` is plain,
    particle, title, legal, generic, number or initial."""

    text: str
    key: str
    role: str = "plain"


class Reading(NamedTuple):
    """One way to read a name.

    `native` is the original script (NFKC, case folded, letters and digits alone; traditional Han as simplified), '' for Latin.
    `korean` and `chinese` are coarse keys 'surname|given|given' if the whole name can be such a person's, else ''; `syllables` and
    `pinyin` are that name as spelt, which `sounding` compares, and so is `canton` if Hong Kong can have spelt it.
    """

    words: tuple[Word, ...]
    script: str = "latin"
    native: str = ""
    korean: str = ""
    chinese: str = ""
    syllables: Names = ()
    pinyin: Names = ()
    canton: Names = ()


def sounding(a: Reading, b: Reading) -> int | None:
    """Whether two readings can be one Korean or Chinese person's name: 10,000 if every syllable is the same, 500 less for each that
    only custom spells so, 7,000 if one is Korean or Cantonese and the other its characters in Mandarin, 0 if one cannot be; None when they
    are not both such names, when Korean and Mandarin disagree (but Han Jang Su, which only Wade-Giles makes Mandarin, is a Korean), or when
    all that differs is where the spaces are (Kimjong Un)."""
    if not ((a.syllables or a.pinyin or a.canton) and (b.syllables or b.pinyin or b.canton)):
        return None
    found = []
    if a.syllables and b.syllables:
        found.append(korean.points(a.syllables, b.syllables))
    if a.pinyin and b.pinyin:
        found.append(chinese.points(a.pinyin, b.pinyin))
    if not any(found) and a.script in ACROSS and b.script in ACROSS and (sure := _across(a, b)):
        return sure
    if not found:
        return None
    if 0 in found and any(found):
        return None if chinese.in_pinyin(a.pinyin) and chinese.in_pinyin(b.pinyin) else found[0] or None
    return max(found) or (None if a.script == b.script == "latin" and _letters(a) == _letters(b) else 0)


def _across(a: Reading, b: Reading) -> int:
    """Whether one is a Korean or a Cantonese name and the other may be how China reads its characters, or both are one Cantonese name.
    Two that can be Koreans are Koreans."""
    found = [sino.points(x.syllables, y.pinyin, sino.KOREAN) for x, y in ((a, b), (b, a)) if x.syllables and y.pinyin]
    if (a.canton or b.canton) and not (a.syllables and b.syllables):
        found += [sino.points(x.canton, y.pinyin, sino.CANTONESE) for x, y in ((a, b), (b, a)) if x.canton and y.pinyin]
        found += [cantonese.points(a.canton, b.canton)] if a.canton and b.canton else []
    return max(found, default=0)


def _letters(r: Reading) -> str:
    return "".join([w.text for w in r.words])


def read(text: str, schema: str = "Person") -> tuple[Reading, ...]:
    """The readings of a name, the main one first, at most four; words are () when it holds no letter or digit. Never raises; reads the
    first 400 characters and 40 words. `schema` (Person, Company, Vessel, …) decides which words are titles, legal forms or generic."""
    kind = "Vessel" if schema == "Airplane" else schema if schema in ("Person", "Vessel") else "Company"
    return _read(text[:LONGEST], kind)


def unread(text: str, schema: str = "Person") -> str:
    """What of a name cannot be compared, as a question; '' where all of it can."""
    if not any(r.words for r in read(text, schema)):
        return "it has no letter or digit that can be read: how is it spelt?"
    if len(text.strip()) > LONGEST:
        return f"it has {len(text):,} characters, of which the first {LONGEST} were compared: which part of it is the name?"
    initial = all(w.role == "initial" for r in read(text, schema) for w in r.words)
    if initial:
        return "it is initials alone: what do they stand for?"
    if nameless(text, schema):
        return "it holds legal forms, titles or words like 'of the' alone: what is the name?"
    return "it holds words alone that many firms share: what is the name?" if _of(text, schema, _SHARED) else ""


_FORMS = frozenset(("legal", "particle", "title"))
_SHARED = _FORMS | {"generic"}


@lru_cache(1 << 15)
def nameless(text: str, schema: str = "Person") -> bool:
    """Whether a name, as that schema or as a company's, holds legal forms, titles and particles alone ("Co. Ltd.", "bin al"): that is no
    name, and like none."""
    return _of(text, schema, _FORMS)


@lru_cache(1 << 15)
def legal_form(text: str) -> bool:
    """Whether a name, read as a company's, holds a legal form that is no word of a person's name: one of two letters (AG, Co) counts at the
    end alone, for elsewhere it may be one (as-Samad), and none does in a whole Korean or Chinese person's name."""
    own, firm = read(text), read(text, "Company")
    if any(r.syllables or r.pinyin or r.canton for r in own):
        return False
    return any(w.role == "legal" and (len(w.text) > 2 or w is r.words[-1]) and not _particle(w.text) for r in firm for w in r.words)


def _particle(text: str) -> bool:
    return words.role(text, "Person")[2] == "particle"


def _of(text: str, schema: str, roles: frozenset[str]) -> bool:
    """Whether all words have one of these roles, a person's also as words of a company. A Korean's or a Chinese person's name has none."""
    found = [w for r in read(text, schema) for w in r.words]
    own = all(w.role in roles or (schema == "Person" and words.role(w.text, "Company")[2] in roles) for w in found)
    return bool(found) and own and not any(r.syllables or r.pinyin or r.canton for r in read(text, schema))


@lru_cache(1 << 15)
def _read(text: str, schema: str) -> tuple[Reading, ...]:
    if text.isascii():
        return _latin(text, schema)
    found: list[Reading] = []
    for part in foreign.parts(text, schema):
        if part.script == "latin":
            found += _latin(part.text, schema)
        else:
            found += [_foreign(part, spelt, schema) for spelt in foreign.spelt(part, schema)]
    return tuple(found[:4])


def _latin(text: str, schema: str) -> tuple[Reading, ...]:
    tokens = latin(text).split()
    main = Reading(_words(tokens[:MOST], text, schema))
    if schema != "Person" or not 2 <= len(tokens) <= 6:
        return (main,)
    if not any(map(_family, tokens)):
        return (main,)
    fits = _TITLE
    for token in tokens:
        fits &= _fits(token)
    return _eastern(main, tokens, text, fits) if fits else (main,)


@lru_cache(1 << 16)
def _family(token: str) -> bool:
    return bool(korean.surname(token) or chinese.surname(token) or cantonese.surname(token))


_KOREAN, _MANDARIN, _CANTONESE, _TITLE = 1, 2, 4, 7  # a title fits each


@lru_cache(1 << 16)
def _fits(token: str) -> int:
    """Whether a word can stand in a Korean name (1), a Chinese one (2), a Cantonese one (4); the sum of them."""
    if words.role(token, "Person")[2] == "title":
        return _TITLE
    fits_korean = korean.surname(token) or syllables.splits(token)
    found = (_KOREAN if fits_korean else 0) | (_MANDARIN if chinese.surname(token) or chinese.splits(token) else 0)
    return found | (_CANTONESE if cantonese.surname(token) or cantonese.splits(token) else 0)


def _eastern(main: Reading, tokens: list[str], text: str, fits: int) -> tuple[Reading, ...]:
    order = _order(text)
    hyphened = _hyphened(text) if "-" in text else _NONE
    bare = [t for t in tokens if t in hyphened or words.role(t, "Person")[2] != "title"] if len(tokens) > 2 else tokens
    names = korean.parse(bare, order) if fits & _KOREAN else []
    pinyin = chinese.parse(bare, order) if fits & _MANDARIN else []
    canton = cantonese.parse(bare, order) if fits & _CANTONESE else []
    if not names and not pinyin and not canton:
        return (main,)
    full = main._replace(words=tuple(_plain(w, w.text in hyphened) for w in main.words))
    ways = min(2, max(len(names), len(pinyin), len(canton)))
    return tuple(_way(full, _at(names, n), _at(pinyin, n), _at(canton, n)) for n in range(ways))


def _at(ways: list[Names], n: int) -> Names:
    """The nth way to read a name, or else the last: what is known of one way must not be open in the other."""
    return ways[min(n, len(ways) - 1)] if ways else ()


def _way(full: Reading, names: Names, pinyin: Names, canton: Names) -> Reading:
    return full._replace(
        korean=korean.key(names) if names else "",
        syllables=names,
        chinese=chinese.key(pinyin) if pinyin else "",
        pinyin=pinyin,
        canton=canton,
    )


_NONE: frozenset[str] = frozenset()


def _hyphened(text: str) -> frozenset[str]:
    """The words that a hyphen joins to others: no titles, "Wang-gen" is no general."""
    return frozenset(token for word in text.split() if "-" in word for token in latin(word).split())


def _plain(word: Word, given: bool = False) -> Word:
    """The syllables U and An are neither initials nor particles; nor is a `given` syllable a title."""
    return word if word.role == "plain" or (word.role == "title" and not given) else Word(word.text, key(word.text))


def _order(text: str) -> str:
    """Whether the writing tells which word is the surname: 'first' (KIM, Jong Un; KIM Jong Un; Kim Jong-un), 'last' (Jong-un Kim) or ''.
    Capitals at the end tell nothing: the United Kingdom's list prints the last word in them, whichever it is (Ri Su YONG)."""
    head, comma, _ = text.partition(",")
    if comma:
        return "first" if len(head.split()) == 1 else ""
    capitals = [word.isupper() and len(word) > 1 for word in text.split()]
    if sum(capitals) == 1 and capitals[0] != capitals[-1]:
        return "first" if capitals[0] else ""
    hyphened = ["-" in word for word in text.split()]
    return "" if hyphened[0] == hyphened[-1] else "last" if hyphened[0] else "first"


def _foreign(part: foreign.Part, spelt: foreign.Spelt, schema: str) -> Reading:
    found = Reading(_words(latin(spelt.text).split()[:MOST], "", schema), spelt.script or part.script, part.native)
    if spelt.korean:
        plain = tuple(_plain(w) for w in found.words)
        found = found._replace(words=plain, korean=korean.key(spelt.korean), syllables=spelt.korean)
    if spelt.pinyin:
        plain = tuple(_plain(w) for w in found.words)
        found = found._replace(words=plain, chinese=chinese.key(spelt.pinyin), pinyin=spelt.pinyin)
    return found


def _words(tokens: list[str], text: str, schema: str) -> tuple[Word, ...]:
    if words.simple(tokens, schema):
        return tuple([_word(token, schema) for token in tokens])
    return tuple([Word(*found) for found in words.split(tokens, text, schema)])


@lru_cache(1 << 16)
def _word(token: str, schema: str) -> Word:
    return Word(*words.role(token, schema))
