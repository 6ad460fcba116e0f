"""Numbers of passports, identity cards, companies and ships out of the words that lists put around them.

Of 'Mali Passport no.A1037434. Issued: 10/8/2001' the number is A1037434, a passport's, of Mali. A text in which more than one
number, or none, can be meant becomes an Issue; keep the text itself too.
"""

import re
from collections.abc import Iterable, Iterator

from inforce.base.ids import clean_imo, clean_imo_company, clean_mmsi
from inforce.base.nouns import Identifier
from inforce.lists.prose import items, one_country
from inforce.lists.strict import Fields

# From here on a text tells of days and places of issue, not of the number.
_REST = re.compile(r"\b(?:date of|expir\w*|fraudulent\w*|issued?\b|officially|revoked|under (?:the )?name|valid\w*)", re.IGNORECASE)
_LABELS = re.compile(r"(?i)\b(?:no|nos|nr|number|numbers|ref|SSN|BPA|NIC|INN|OGRN|NIF|Series|is|or ID)\b[.:º]*|\bN[º°]|[:№#]")
_NUMBER = re.compile(r"(?<![^\s(])(?:[A-Z]{1,3} ){0,2}(?=[A-Z./‐-]*\d)[A-Z0-9][A-Z0-9./‐-]*(?: [A-Z0-9./‐-]*[A-Z0-9])*(?![\w])")
_WHOLE = re.compile(r"[A-Za-z0-9](?=[^\s:,;]*\d)[^\s:,;]*\w|\d")  # '12/LaMaTa(Nine)025897' is a number all through
_BETWEEN = re.compile(r"\band\b|[;,]| / | – |\. ")
# What the words are about -> the kind of number; the first that fits counts.
_KINDS = {
    kind: re.compile("|".join(words), re.IGNORECASE)
    for kind, words in {
        "tax_number": (r"fiscal", r"\btax\b", r"\bTIN\b", r"\bVAT\b", r"\bINN\b"),
        "swift_bic": (r"\bSWIFT\b", r"\bBIC\b"),
        "id_number": (
            r"national passport",  # the inland passport of Russia is an identity card
            *(r"ident", r"\bID\b", r"tazkira", r"\bSSN\b", r"\bBPA\b", r"\bNI no", r"\bNIC\b", r"social security", r"national (?:no|num)"),
            *(r"ration card", r"voter", r"student", r"driv", r"birth cert", r"nationality", r"civil", r"residen", r"alien reg"),
        ),
        "passport_number": (r"passport", r"travel doc", r"reiseausweis", r"laissez"),
        "registration_number": (r"registration", r"licen[cs]e"),
    }.items()
}
_COUNTRIES = ("CAR", "DPRK", "DRC", "UAE", "UK", "US", "USA")  # written in capitals as numbers are, and no part of one
_SHORTEST = 4  # characters of a number that stands beside others: what is shorter is a reference or a count
_LONGEST = 2_000  # characters; the longest cell of passports has 1,100
_IMO = re.compile(r"\bIMO[ :]*(?:(?:number|no)\b[ .:)]*)?(\d+)", re.IGNORECASE)
_MMSI = re.compile(r"\bMMSI\b[ :]*(?:(?:number|no)\b[ .:]*)?(\d+)", re.IGNORECASE)


def numbers(fields: Fields, name: str, texts: Iterable[str], kind: str) -> Iterator[Identifier]:
    """The identifiers in the texts of a field; `kind` is that of a number about which the words say nothing else."""
    for text in texts:
        if text.strip() and not re.search(r"\d", text):
            fields.issue(name, text, "holds no number; it was not mapped.")
        before = ""
        for piece in items(text) if len(text) <= _LONGEST else [text]:
            if re.search(r"\d", piece):
                yield from _numbers(fields, name, f"{before} {piece}".strip(), kind)
            else:
                before = before or piece  # 'Jordanian passport numbers (1) K048787 (2) 486298'


def _numbers(fields: Fields, name: str, words: str, kind: str) -> Iterator[Identifier]:
    found = [words] if _WHOLE.fullmatch(words) and not _LABELS.search(words) else _found(words)
    each = [(words, found)] if len(found) == 1 else [(w, n) for w in _BETWEEN.split(words) if (n := _found(w))]
    if not each or any(len(n) > 1 for _, n in each) or (len(each) > 1 and any(len(n[0]) < _SHORTEST for _, n in each)):
        fields.issue(name, words, "no one number can be told from the words around it; it was not mapped.")
        return
    for about, (number,) in each:
        told = (k for said in (about, words) for k, pattern in _KINDS.items() if pattern.search(said))
        yield Identifier(next(told, kind), number, _country(_about(about)) or _country(_about(words)))


def _about(words: str) -> str:
    rest = _REST.search(words)
    return words[: rest.start()] if rest else words


def _found(words: str) -> list[str]:
    """What looks like a number before the words turn to days and places, outside brackets."""
    if len(words) > _LONGEST or re.search(r"\)-?\d", words):  # in '13/KATANA (N)-005249' the brackets belong to the number
        return []
    plain = _LABELS.sub(" ", re.sub(r"\([^()]*\)?", " | ", _about(words)))
    return [n.strip(" ./-") for n in _NUMBER.findall(" ".join(w for w in plain.split() if w not in _COUNTRIES))]


def _country(words: str) -> str:
    """The first country or people named in the words."""
    each = re.findall(r"[^\W\d_][\w’'-]*", words)
    spans = (" ".join(each[at : at + n]) for at in range(len(each)) for n in (5, 4, 3, 2, 1) if at + n <= len(each))
    named = (s for s in spans if s[0].isupper() and s[-4:] != " and" and (s in _COUNTRIES or not re.fullmatch("[A-Z]{3}", s)))
    return next((code for span in named if (code := one_country(span))), "")


def ship_numbers(fields: Fields, name: str, text: str) -> Iterator[Identifier]:
    """The IMO numbers and MMSIs that a text names as such; a company's by its check digit is an imo_company. An Issue for one that is
    neither, or both: then [lookups.imo] of list.toml says which it is."""
    for said in dict.fromkeys(_IMO.findall(text)):
        kinds = [k for k, clean in (("imo", clean_imo), ("imo_company", clean_imo_company)) if clean(said)]
        kind = fields.spec.lookups.get("imo", {}).get(said, kinds[0] if len(kinds) == 1 else "")
        if kind:
            yield Identifier(kind, said)
        else:
            fields.issue(
                name, f"IMO {said}", f"is {'a ship’s and a company’s' if kinds else 'neither a ship’s nor a company’s'} by its check digit."
            )
    for said in dict.fromkeys(_MMSI.findall(text)):
        if clean_mmsi(said):
            yield Identifier("mmsi", said)
        else:
            fields.issue(name, f"MMSI {said}", "is no ship station's number; it was not mapped.")
