"""Identifiers with their check digits, and ids made from content.

Each `clean_*` gives the identifier in its canonical form, or "" when it is not valid; nothing is guessed or repaired.
"""

import hashlib
import json
import re
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
    found = re.fullmatch(r"(?:IMO)?[\s:#.]*(?:(?:NUMBER|NO)[\s:#.]*)?([0-9]+)", (text or "").strip().upper())
    return found[1] if found else ""


def clean_mmsi(text: str | None) -> str:
    """MMSI of a ship station: nine digits whose first three are a country's (201 to 775, ITU-R M.585)."""
    digits = re.sub(r"\s", "", text or "")
    return digits if re.fullmatch(r"[2-7][0-9]{8}", digits) else ""


def clean_lei(text: str | None) -> str:
    """Legal Entity Identifier: 20 characters, ISO 7064 mod 97-10 over letters as 10 to 35 gives 1 (ISO 17442)."""
    code = re.sub(r"[\s-]", "", text or "").upper()
    if not _LEI.fullmatch(code):
        return ""
    return code if int("".join(str(int(c, 36)) for c in code)) % 97 == 1 else ""


def clean_bic(text: str | None) -> str:
    """Business Identifier Code (ISO 9362) of 8 or 11 characters; a head office's XXX is dropped, so both forms agree."""
    code = re.sub(r"\s", "", text or "").upper()
    return code.removesuffix("XXX") if _BIC.fullmatch(code) and len(code) == 11 else code if _BIC.fullmatch(code) else ""


def clean_number(text: str | None) -> str:
    """A passport, tax or registration number for comparison: capital letters and digits alone; '' under four of them."""
    code = re.sub(r"[\W_]", "", text or "").upper()
    return code if len(code) >= 4 else ""


def clean_wallet(text: str | None) -> str:
    """An address of a virtual currency. Hexadecimal (0x…) and Bech32 (bc1…) ones are one in capitals and in small letters; in others
    the case tells addresses apart."""
    address = (text or "").strip()
    return address.lower() if re.match("0x|bc1|ltc1|addr1|cosmos1", address.lower()) else address


def legible(text: str) -> str:
    """The text with \\udce9 written out for a byte that is no text, as a record, a terminal or a hash takes it."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


def content_id(*parts: Any) -> str:
    """Sixteen hexadecimal digits of the sha256 of `parts` as canonical JSON: equal content, equal id, on any machine."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
