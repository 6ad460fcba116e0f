"""Identifiers with their check digits, and ids made from content.

Each `clean_*` gives the identifier in its canonical form, or "" when it is not valid. How it is typed does not matter: spaces, dashes, the
digits of another script, letters that look Latin; no digit or letter is guessed or repaired.
"""

import hashlib
import json
import re
import unicodedata
from typing import Any

_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")


def clean_imo(text: str | None) -> str:
    """IMO ship number: seven digits, the last a check digit of the first six weighted 7 to 2 (IMO resolution A.1117(30)).

    '0000000' satisfies the arithmetic and is no ship: it is what a transponder sends when nobody typed a number.
    """
    digits = _imo_digits(text)
    if len(digits) != 7 or digits == "0000000":
        return ""
    total = sum(int(d) * w for d, w in zip(digits[:6], (7, 6, 5, 4, 3, 2), strict=True))
    return digits if total % 10 == int(digits[6]) else ""


def clean_imo_company(text: str | None) -> str:
    """IMO company or registered-owner number: weights 8 6 4 2 9 7, check digit (11 - sum mod 11) mod 10 (IHS/IMO scheme)."""
    digits = _imo_digits(text)
    if len(digits) != 7 or digits == "0000000":
        return ""
    total = sum(int(d) * w for d, w in zip(digits[:6], (8, 6, 4, 2, 9, 7), strict=True))
    return digits if (11 - total % 11) % 10 == int(digits[6]) else ""


def _imo_digits(text: str | None) -> str:
    found = re.fullmatch(rf"(?:IMO)?{_BETWEEN}(?:(?:NUMBER|NO|NR)(?![A-Z]){_BETWEEN})?([0-9](?:[0-9\s.-]*[0-9])?)", _whole(text))
    return re.sub(r"[\s.-]", "", found[1]) if found else ""


def clean_mmsi(text: str | None) -> str:
    """MMSI of a ship station: nine digits whose first three are a country's (201 to 775, ITU-R M.585), and not one digit nine times."""
    digits = re.sub(r"[\s.-]", "", re.sub(rf"^MMSI{_BETWEEN}", "", _whole(text)))
    return digits if re.fullmatch(r"[2-7][0-9]{8}", digits) and not _filler(digits) else ""


def clean_lei(text: str | None) -> str:
    """Legal Entity Identifier: 20 characters, ISO 7064 mod 97-10 over letters as 10 to 35 gives 1 (ISO 17442)."""
    code = _code(re.sub(r"^LEI[\s:#.-]+", "", _folded(text)))
    if not _LEI.fullmatch(code) or _filler(code):
        return ""
    return code if int("".join(str(int(c, 36)) for c in code)) % 97 == 1 else ""


def clean_bic(text: str | None) -> str:
    """Business Identifier Code (ISO 9362) of 8 or 11 characters; a head office's XXX is dropped, so both forms agree."""
    code = _code(re.sub(r"^(?:SWIFT|BIC)[\s:#.-]+", "", _folded(text)))
    if not _BIC.fullmatch(code) or _filler(code):
        return ""
    return code.removesuffix("XXX") if len(code) == 11 else code


def clean_call_sign(text: str | None) -> str:
    """A ship's call sign for comparison: four to seven capital letters and digits (ITU Radio Regulations, article 19); '' for what only
    fills the field."""
    code = _code(_folded(text))
    return code if re.fullmatch("[A-Z0-9]{4,7}", code) and not _filler(code) else ""


def clean_number(text: str | None) -> str:
    """A passport, tax or registration number for comparison: capital letters and digits alone; '' under four of them, and for what only
    fills the field: words without a digit (NONE, UNKNOWN), one sign again and again."""
    code = _code(_folded(text))
    return code if len(code) >= 4 and re.search("[0-9]", code) and not _filler(code) else ""


def clean_wallet(text: str | None) -> str:
    """An address of a virtual currency, without the currency before it. Hexadecimal (0x…) and Bech32 (bc1…) ones are one in capitals and
    in small letters; in others the case tells addresses apart. '' under twelve characters and for what only fills the field."""
    address = re.sub("^(?:[A-Za-z][A-Za-z0-9]{1,19}:)+", "", re.sub(r"\s", "", _seen(text)))
    if re.fullmatch("[0-9A-Fa-f]{40}", address):
        address = f"0x{address}"
    address = address.lower() if re.match("0x|bc1|ltc1|addr1|cosmos1", address.lower()) else address
    return address if re.fullmatch("[!-~]{12,}", address) and not _filler(_code(address.removeprefix("0x")).upper()) else ""


_BETWEEN = r"[\s:#./_-]*"
# Cyrillic and Greek letters that look as Latin ones do, as a typist or a scanner confuses them; capitals, then small ones.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧаеѕіјорсухԛԝο",
    "ABESIJKMHOPCTYXQWABEZHIKMNOPTYXaesijopcyxqwo",
)
# Words that stand where a number is not known, without what is between them.
_NOTHING = re.compile(
    r"(NA|NK|NIL|NAN|NONE|NULL|TBD|TBA|TEST|SAMPLE|EMPTY|BLANK|MISSING|PENDING|UN(?:KNOWN|DEFINED|ASSIGNED|STATED|BEKANNT)"
    r"|NOT(?:KNOWN|AVAILABLE|APPLICABLE|GIVEN|PROVIDED|REGISTERED|ISSUED|STATED)|TOBE(?:DETERMINED|ADVISED)|INCONNU|DESCONOCIDO)\1*"
)


def _seen(text: str | None) -> str:
    """The text as it looks: one form of each sign (NFKC), digits of every script as 0 to 9, look-alikes as Latin letters, nothing that
    does not show."""
    shown = (c for c in unicodedata.normalize("NFKC", text or "") if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    digits = (str(unicodedata.digit(c)) if c.isdigit() else c for c in shown)
    return "".join(digits).translate(_ALIKE).strip()


def _folded(text: str | None) -> str:
    return _seen(_seen(text).upper())


def _whole(text: str | None) -> str:
    """The same for a number: without the .0 that a spreadsheet puts behind it."""
    return re.sub(r"(?<=[0-9])[.,]0+$", "", re.sub("[\u2010-\u2015\u2212]", "-", _folded(text)))


def _code(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _filler(code: str) -> bool:
    """Whether it stands for no number: a word that says so, or one sign, again and again."""
    return len(set(code)) < 2 or bool(_NOTHING.fullmatch(code))


def legible(text: str) -> str:
    """The text with \\udce9 written out for a byte that is no text, as a record, a terminal or a hash takes it."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


def content_id(*parts: Any) -> str:
    """Sixteen hexadecimal digits of the sha256 of `parts` as canonical JSON: equal content, equal id, on any machine."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
