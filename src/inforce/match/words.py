"""From folded tokens to the words of a name: letters written apart joined, numbers cut off, legal forms of several words as one."""

import re
from functools import lru_cache
from itertools import pairwise

from inforce.match.roles import COUNTED, ROMAN, Found, bodies, form, place, role

__all__ = ["role", "simple", "split"]
_MIXED = re.compile("[a-z]+|[0-9]+")
_DOTTED = re.compile(r"\b\w(?:[./]\s?\w\b)+")
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)")
_OCR = str.maketrans("0158", "olsb")  # read for letters in a word that is otherwise letters
_SERVANT = re.compile("abd(?:[aeou]l|[aeou](?=([rszntdj])\\1))([a-z]{4,})")
_SLIP = re.compile("(?:abdl|adb[eu]l|ab[eu]dl|bd[eu]l|abbd[eu]l|abdd[eu]l)([a-z]{4,})")  # a slip of the pen in Abdul or Abdel
_FAITH = re.compile("([a-z]{3,}?)[aeou]dd(?:in|ine|een|ien)")
_TENS = frozenset(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
_ONE_SIGN = {"i": "1", "v": "5", "x": "10"}
SERIES = frozenset(("fund", "trust", "partners", "series", "portfolio", "investors"))  # what one sponsor founds again and again, by number
_HONOURS = frozenset(("tansri", "datoseri", "datosri", "datukseri", "dipling", "phd"))
# The article before a sun letter, which it sounds like: as-Sisi, ud-Din, ech-Chaab; what must be said after which.
_SUN = {v + c: c for v in "aeu" for c in ("n", "r", "s", "sh", "ch", "t", "th", "d", "dh", "z")}
_TELLING = frozenset((*_SUN, "sri", "seri", "dipl"))
_NEJAD = re.compile("n[ea]zh[ea]d$")  # of a Persian, "of that race": Ahmadinejad
_NUMBER_SIGNS = frozenset(("no", "nr", "num", "number"))


def simple(tokens: list[str], schema: str) -> bool:
    """Whether each token is one word: a person's name of letters, none of them alone."""
    joined = "".join(tokens)
    eastern = "bd" in joined or "adb" in joined or "dd" in joined or "abed" in joined or "abud" in joined or "nezh" in joined
    return schema == "Person" and not eastern and _TELLING.isdisjoint(tokens) and joined.isalpha() and min(map(len, tokens)) > 1


def split(tokens: list[str], text: str, schema: str) -> list[Found]:
    """The words as (text, key, role). `text` is the name as written, for its dots and slashes."""
    if not _SUN.keys().isdisjoint(tokens):
        tokens = _articled(tokens, text.lower(), schema)
    tokens = _servants(_honoured(tokens)) if schema == "Person" else _counted(tokens)
    if any(len(t) == 1 for t in tokens):
        tokens = _joined(tokens, text, schema)
    found: list[Found] = []
    if schema == "Company":
        at, tokens = 0, bodies().get("".join(tokens), tokens)
        while at < len(tokens):
            length, key = form(tokens, at)
            if length and (at or length > 2 or (length == 2 and len(tokens[0]) > 1)):  # "S A Trading" begins with no legal form
                found.append((key, key, "legal"))
                at += length
                continue
            length, names = place(tokens, at)
            found += [role(name, schema) for name in names.split()] if length else _cut(tokens[at], schema)
            at += max(1, length)
    else:
        for token in tokens:
            found += _cut(token, schema)
    if schema != "Person" and len(found) > 1:
        found = _numbered(found, schema)
    return found


@lru_cache(1 << 16)
def _cut(token: str, schema: str) -> tuple[Found, ...]:
    if token.isalpha() or token.isdigit():
        return (role(token, schema),)
    if ordinal := _ORDINAL.fullmatch(token):
        return (role(ordinal[1], schema),)
    runs = _MIXED.findall(token)
    letters = sum(len(r) for r in runs if r.isalpha())
    if schema == "Person":
        return (role(token.translate(_OCR), schema),) if letters * 2 > len(token) else (role(token, schema),)
    if len(runs) == 2 and runs[0].isalpha() and len(runs[0]) > 2:
        return role(runs[0], schema), role(runs[1], schema)
    return (role(token, schema),)


def _articled(tokens: list[str], text: str, schema: str) -> list[str]:
    """The article as al before every letter. Where it may be another word (An, Un; the company form AS) it must be joined by a hyphen."""
    out = list(tokens)
    for n, (token, after) in enumerate(pairwise(tokens)):
        sure = schema == "Person" and token[1:] != "n"
        if token in _SUN and after.startswith(_SUN[token]) and (sure or (len(after) > 3 and f"{token}-{after[0]}" in text)):
            out[n] = "al"
    return out


def _honoured(tokens: list[str]) -> list[str]:
    """Titles of two words as one: Tan Sri, Ph. D."""
    out: list[str] = []
    for token in tokens:
        if out and out[-1] + token in _HONOURS and len(out[-1]) > 1:
            out[-1] += token
        else:
            out.append(token)
    return out


def _counted(tokens: list[str]) -> list[str]:
    """Twenty-first as 21."""
    out: list[str] = []
    for token in tokens:
        unit = COUNTED.get(token, "")
        if out and out[-1] in _TENS and len(unit) == 1 and token not in ROMAN:
            out[-1] = str(int(COUNTED[out[-1]]) + int(unit))
        else:
            out.append(token)
    return out


def _servants(tokens: list[str]) -> list[str]:
    """Abd al-Rahman, Abdurrahman and Abdelrahman as Abdul Rahman; Noureddine as Nour Din, which is Nur al-Din but for
    the article; Ahmadinezhad as Ahmadinejad."""
    out: list[str] = []
    for n, token in enumerate(tokens):
        if n and out[-1] in ("abd", "adb", "abed", "abdu") and token in ("al", "ul", "el", "ar", "as", "ur"):
            out[-1] = "abdul"
        elif _NEJAD.search(token):
            out.append(_NEJAD.sub("nejad", token))
        elif (found := _SERVANT.fullmatch(token)) and not token.startswith(("abdull", "abdall", "abdoll")):
            out += ["abdul", found[2][1:] if found[1] else found[2]]
        elif slip := _SLIP.fullmatch(token):
            out += ["abdul", slip[1]]
        elif faith := _FAITH.fullmatch(token):
            out += [faith[1], "din"]
        else:
            out.append(token)
    return out


def _joined(tokens: list[str], text: str, schema: str) -> list[str]:
    """Single letters as one word: S.A. and M/V and I R I S L in the names of companies and ships, P U T I N in all."""
    least = 3 if schema != "Person" else 5 if "." in text else 4  # more than anyone's initials
    dotted = [m[0] for m in _DOTTED.finditer(text.lower())] if schema != "Person" else []
    out: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha():
            run.append(token)
            continue
        out += _cut_run("".join(run), [re.sub(r"[\W_]", "", d) for d in dotted], least)
        run = []
        if token:
            out.append(token)
    return out


def _cut_run(run: str, dotted: list[str], least: int) -> list[str]:
    """Single letters in a row: those with dots or slashes between them are a word (Partners V L.P.), else all are if so many."""
    for word in dotted:
        before, there, after = run.partition(word)
        if there:
            return [*_cut_run(before, dotted, least), word, *_cut_run(after, dotted, least)]
    return [run] if len(run) >= least else list(run)


def _numbered(found: list[Found], schema: str) -> list[Found]:
    """No. 8 is 8, and the V that ends the name of a ship, or of a fund but for its legal form, is 5."""
    kept = [w for n, w in enumerate(found) if not (w[0] in _NUMBER_SIGNS and n + 1 < len(found) and found[n + 1][2] == "number")]
    last = next((n for n in reversed(range(len(kept))) if kept[n][2] != "legal"), 0)
    if kept[last][0] in _ONE_SIGN and (schema == "Vessel" or (last and kept[last - 1][0] in SERIES)):
        number = _ONE_SIGN[kept[last][0]]
        kept[last] = (number, number, "number")
    return kept
