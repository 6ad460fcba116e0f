"""Names in other scripts than Latin: each part of a name by its script, and the ways to spell it in Latin letters."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from inforce.match import chinese, japanese, korean, lexicon, palladius
from inforce.match.known import nearest
from inforce.match.scripts import hebrew, kana, katakana, latin, script_of, thai, unmasked
from inforce.match.scripts.arabic import fold, romanised
from inforce.match.scripts.blocks import script
from inforce.match.scripts.han import cantonese, is_han, mandarin, simplified
from inforce.match.scripts.han import korean as hangul_of
from inforce.match.scripts.hangul import is_hangul
from inforce.match.scripts.hangul import romanised as hangul_in_latin
from inforce.match.scripts.kana import is_kana
from inforce.match.whole import Names

_TOKEN = re.compile(r"[^\W_]+(?:[’'ʼ`·・]?[^\W_]+)*")
LONGEST = 400  # characters of a name that are read: no listed name is half as long, and work stays bounded
# Where Latin letters and Han or Hangul meet without a space: Kim정은.
_BORDER = re.compile("(?<=[a-z])(?=[\u3400-\u9fff\uac00-\ud7a3])|(?<=[\u3400-\u9fff\uac00-\ud7a3])(?=[a-z(])")
_APART = frozenset(("han", "hangul", "kana", "arabic", "hebrew"))


@dataclass(frozen=True, slots=True)
class Part:
    """What of a name is in one script: NFKC, case folded, without characters that do not show."""

    text: str
    script: str
    native: str


@dataclass(frozen=True, slots=True)
class Spelt:
    """One way to spell a part: Latin words, and the syllables of a Korean or a Chinese person's name if it is one; `script` if it is
    another than the part's."""

    text: str
    korean: Names = ()
    pinyin: Names = ()
    script: str = ""


def parts(text: str, schema: str) -> list[Part]:
    """A name cut by script where it gives itself twice (KIM Kwang Yon 김광연); else one part, in the script of most letters."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) != "Cf")
    plain = unicodedata.normalize("NFKC", text).casefold()[:LONGEST]  # one character may stand for eighteen
    kinds = {script(c) for c in plain if c.isalpha()}
    if "latin" in kinds and kinds & {"cyrillic", "greek"}:
        plain = unmasked(plain)
        kinds = {script(c) for c in plain if c.isalpha()}
    if len(kinds) > 1 and "latin" in kinds and (kinds & _APART or schema == "Person"):
        groups: dict[bool, list[str]] = {}
        both = _BORDER.sub(" ", plain) if schema == "Person" else plain
        for token in re.findall(r"\S+", both):
            groups.setdefault(script_of(token) == "latin", []).append(token)
        texts = [" ".join(g) for g in groups.values()]
        mixed = [Part(both, "mixed", _native(both))] if schema == "Person" and min(map(len, groups.values())) == 1 else []
        if mixed and any(way.korean or way.pinyin for way in _mixed(mixed[0], schema)) and not _same_family(texts):
            return mixed
        if len(texts) == 2 and all(sum(map(str.isalpha, t)) > 1 for t in texts):
            return [*mixed, *map(_part, texts)]
        return [*mixed, _part(plain)]
    return [_part(plain)]


def _same_family(texts: Iterable[str]) -> bool:
    """Whether both halves of a name begin with one surname: then it may be given twice (Kim 김철, Li 李强)."""
    first = [korean.surname(_in_hangul(text.split()[0])) or korean.surname(_in_hangul(text[0])) for text in texts]
    return bool(frozenset.intersection(*first))


def _part(plain: str) -> Part:
    kind = script_of(plain)
    native = "" if kind == "latin" else _native(plain)
    return Part(plain, kind, simplified(native) if kind == "han" else fold(native) if kind == "arabic" else native)


def _native(plain: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", plain) if c.isalnum())


def spelt(part: Part, schema: str) -> list[Spelt]:
    """The ways to spell a part in Latin letters, the likeliest first."""
    ways = {"hangul": _hangul, "han": _han, "arabic": _arabic, "cyrillic": _cyrillic, "kana": _kana, "mixed": _mixed, "hebrew": _hebrew}
    if part.script in ways:
        return ways[part.script](part, schema)
    if thai.RUN.search(part.text):
        return _thai(part if schema == "Person" else replace(part, text=lexicon.thai(part.text)), schema)
    return _or_korean(part, schema, [latin(part.text)])


_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u05b0-\u05c7\u0e48-\u0e4b]|.\u0e4c|ー")  # of vowels, tones and length; silent letters
_GERESH = str.maketrans("׳’‘`", "''''")


def _or_korean(part: Part, schema: str, texts: Iterable[str]) -> list[Spelt]:
    """A name in letters that are neither Hangul nor Latin, spelt in these ways; and as a Korean's if it can be one. Then all ways are
    held to a Korean's syllables, so that no other spelling makes two Koreans one."""
    words = re.findall("[^\\s・･＝=゠-]+", _MARKS.sub("", part.text).translate(_GERESH)) if schema == "Person" else []
    names = korean.parse(words) if 2 <= len(words) <= 3 else []
    return [*(Spelt(korean.romanised(n), n) for n in names), *(Spelt(text, names[0] if names else ()) for text in dict.fromkeys(texts))]


def _mixed(part: Part, schema: str) -> list[Spelt]:
    """A person's name half in Latin letters: each word as it is spelt alone, and the whole as Korean or Chinese if it can be (Kim 정은)."""
    words = re.findall(r"[^\W_]+", part.text)
    han = [all(map(is_han, w)) for w in words]
    found = [Spelt(korean.romanised(n), korean=n) for n in korean.parse([w for w in map(_in_hangul, words) if w])[:1]]
    sounds = [
        "".join(mandarin(w, person=n == 0)) if h else latin(w).replace(" ", "") for n, (w, h) in enumerate(zip(words, han, strict=True))
    ]
    if any(han):
        found += [Spelt(f"{n[0]} {''.join(n[1:])}", pinyin=n) for n in chinese.parse([s for s in sounds if s])[:1]]
    return found or ([Spelt(" ".join(sounds))] if len(words) == 2 and not any(han) else [])


def _in_hangul(word: str) -> str:
    """A word of Han characters by the likeliest Korean readings; another one as it is, Latin without marks."""
    found = hangul_of(word, person=True) if all(map(is_han, word)) else []
    return "".join(s[0] for s in found) or (latin(word).replace(" ", "") if script_of(word) == "latin" else word)


def _thai(part: Part, schema: str) -> list[Spelt]:
    """As it sounds, and letter by letter in two ways."""
    ways: list[Callable[[str], str]] = [thai.spoken, thai.written, lambda word: thai.written(word, "t")]
    texts = ("".join(way(run) if thai.RUN.match(run) else run for run in re.split(f"({thai.RUN.pattern})", part.text)) for way in ways)
    return _or_korean(part, schema, map(latin, texts))


def _arabic(part: Part, schema: str) -> list[Spelt]:
    return _or_korean(part, schema, romanised(part.text))


def _hebrew(part: Part, schema: str) -> list[Spelt]:
    words = [_word_of_hebrew(w) for w in hebrew.words(part.text)]
    return _or_korean(part, schema, [" ".join(way) for way in zip(*words, strict=True)] or [latin(part.text)])


def _word_of_hebrew(word: str) -> tuple[str, str, str]:
    """Three ways to read a word of Hebrew letters: as a known name or else by either of two guesses of what the script leaves out."""
    if named := hebrew.named().get(word):
        return named, named, named
    first, second = hebrew.romanised(word)
    known = nearest("hebrew", hebrew.skeleton(word), first)
    return known or first, known or second, first


def _kana(part: Part, schema: str) -> list[Spelt]:
    """A Japanese name, whole or beside kanji; or a foreign one in katakana, with a dot or a double hyphen between its words."""
    runs = re.findall("[^\\s・･＝=゠]+", part.text)
    if schema != "Person":
        return [Spelt(latin(" ".join(runs)))]
    japan = japanese.spelt(runs) if len(runs) == 1 or not all(map(is_kana, "".join(runs))) else []
    if kana.katakana(part.text) != part.text:
        return [Spelt(way, script="japanese") for way in japan or [latin(" ".join(runs))]]
    texts = [" ".join(words) for words in zip(*map(_foreign_kana, runs), strict=True)]
    return [*(Spelt(way, script="japanese") for way in japan), *_or_korean(part, schema, texts)]


def _foreign_kana(run: str) -> tuple[str, str, str, str]:
    """Four ways to read a word of katakana: as a known name or else as a foreign word with l, the same with r, in any case with r, and
    as a Japanese word."""
    named, hepburn = katakana.named().get(run), latin(run).replace(" ", "")
    if named or not (ways := katakana.romanised(run)):
        return (named or hepburn,) * 4
    known = nearest("katakana", katakana.skeleton(run), ways[-1])
    return known or ways[0], known or ways[-1], ways[-1], hepburn


def _cyrillic(part: Part, schema: str) -> list[Spelt]:
    if schema != "Person":
        text = lexicon.russian(part.text)
        return [Spelt(latin(way)) for way in dict.fromkeys((text, lexicon.of_places(text), part.text))]
    words = re.findall(r"[^\W\d_]+", part.text.translate(_GERESH).replace("'", "ъ"))
    names = korean.parse(words, "")
    russian = [Spelt(latin(part.text), korean=n) for n in names[:1]] or [Spelt(latin(part.text))]
    return russian + [Spelt(f"{n[0]} {''.join(n[1:])}".replace("v", "u"), pinyin=n) for n in palladius.parse(words)]


def _hangul(part: Part, schema: str) -> list[Spelt]:
    runs = re.findall(r"[^\W_]+", part.text)
    if schema == "Vessel":
        return [Spelt(latin(" ".join(map(_syllable, _hull(part.text)))))]
    if schema != "Person":
        return [Spelt(latin(" ".join(lexicon.korean(r) if any(map(is_hangul, r)) else r for r in runs)))]
    whole = "".join(runs)
    names = (korean.parse(runs) if len(runs) > 1 else []) or korean.parse([whole])
    if not names and len(runs) == 1 and len(whole) <= 3:
        runs = list(whole)
    return [Spelt(" ".join(_syllable(s) for s in n), korean=n) for n in names[:1]] or [Spelt(latin(" ".join(map(_syllable, runs))))]


def _hull(text: str) -> list[str]:
    """A ship's name, its number apart, without the word for ship at its end: 만경봉-92호, 永嘉8号轮."""
    runs = re.findall(r"\d+|[^\W\d_]+", text)
    stems = [re.sub("(호|号|轮)+$", "", run) for run in runs]
    return [stem for stem in stems if stem] or runs


def _syllable(run: str) -> str:
    return hangul_in_latin(run) if all(map(is_hangul, run)) else run


def _han(part: Part, schema: str) -> list[Spelt]:
    runs = [simplified(r) for r in re.findall(r"[^\W_]+", part.text)]
    if schema == "Vessel":
        return [Spelt(latin(" ".join("".join(mandarin(r)) for r in _hull(simplified(part.text)))))]
    if schema != "Person":
        ways = (lexicon.chinese, lexicon.of_korea) if runs and runs[0].startswith("朝鲜") else (lexicon.chinese,)
        return [Spelt(latin(" ".join(way(r) or lexicon.chinese(r) for r in runs))) for way in ways]
    if len(runs) == 2 and len(runs[1]) == 1 and len(runs[0]) <= 2 and len(runs[0]) + 1 > 2:
        runs.reverse()  # 桂荣 兰: the surname last, as databases of given and family name print it
    japan = [Spelt(way, script="kanji") for way in japanese.spelt(re.findall(r"[^\W_]+", part.text))]
    whole = "".join(runs)
    traditional = "".join(re.findall(r"[^\W_]+", part.text)) if len(runs) == 1 else whole
    if not 2 <= len(whole) <= 4 or not all(map(is_han, whole)):
        return [*japan, Spelt(latin(" ".join("".join(mandarin(r)) for r in runs)))]
    if len(whole) == 4 and japan:
        return [*japan, _mandarin(whole)]
    found = [_mandarin(whole), *_sino_korean(traditional if len(runs) == 1 else whole)]
    if sounds := cantonese(whole):
        found.append(Spelt(" ".join(sounds)))
    return [*found, *japan]


def _mandarin(whole: str) -> Spelt:
    sounds = mandarin(whole, person=True)
    two = "".join(sounds[:2]) in chinese.DOUBLE and len(sounds) > 2
    names = ("".join(sounds[:2]), *sounds[2:]) if two else tuple(sounds)
    text = f"{names[0]} {''.join(names[1:])}"
    known = 2 <= len(names) <= 3 and bool(chinese.surname(names[0])) and all(map(chinese.sounds, names[1:]))
    return Spelt(text, pinyin=names if known else ())


def _sino_korean(whole: str) -> list[Spelt]:
    sounds = hangul_of(whole, person=True)
    if not 2 <= len(sounds) <= 3 or not korean.surname(sounds[0]):
        return []
    return [Spelt(" ".join(hangul_in_latin(s[0]) for s in sounds), korean=tuple(sounds))]
