"""Numbers of documents, and the numbers that the comments give: only what the list marks as such, nothing out of free text."""

import re
from collections.abc import Iterator

from inforce.base.ids import clean_bic, clean_imo, clean_imo_company
from inforce.base.nouns import Identifier
from inforce.base.places import country
from inforce.lists.strict import Fields

# "Libyan passport No. 513519", "Libya B/002210", "403062567 (US)", "R00012098, South Sudan": the number holds no small
# letter, so that words before it and behind it can be told from it.
_NUMBER = re.compile(r"(.*[^A-Z0-9 ./-])?[ .:]*([A-Z0-9][A-Z0-9 ./-]*[A-Z0-9]|\d)\s*(\(.*\)|,.*)?")
_LONGEST = 200  # characters; a number with its words has 70 at most
_IMO = re.compile(r"\bIMO\b\)?(?:[ :]|[Cc]ompany|[Nn]umber|[Nn]o\.?)*(\d*)")
_BIC = re.compile(r"\b(?:SWIFT(?:/BIC)?|BIC)\b:? *((?:[A-Z]{4} ?[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b)?)")
_COMPANY = re.compile(r"\b((?:[A-Z][a-z]+ ){1,4})company registration number (\w+)")


def documents(entry: Fields) -> Iterator[Identifier]:
    """Passports, identity cards and the like: one for each INDIVIDUAL_DOCUMENT that gives a number. Notes go to the remarks."""
    for document in entry.each("INDIVIDUAL_DOCUMENT"):
        kind, more, number, note = map(document.one, ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "NOTE"))
        issuers = [*codes(document, "ISSUING_COUNTRY"), *codes(document, "COUNTRY_OF_ISSUE")]
        if note:
            document.remarks.append(f"{' '.join(filter(None, [kind, number]))}: {note}")
        if not number and re.search(r"\d", more):
            number, more = more, ""  # "Afghan national identification card (tazkira) number 12345"
        if number:
            yield from _identifier(document, [kind, more], number, issuers)
        elif kind or more or note:
            document.issue("NOTE", note or more or kind, "a document without a NUMBER was not mapped; its note is in the remarks.")


def _identifier(document: Fields, kinds: list[str], text: str, issuers: list[str]) -> Iterator[Identifier]:
    found = _NUMBER.fullmatch(text) if len(text) < _LONGEST else None
    if not found or not re.search(r"\d", found[2]):
        document.issue("NUMBER", text, "no number can be told from the words around it; it was not mapped.")
        return
    table = document.spec.lookups["document"]
    words = [w for w in (word.strip(" .:") for word in (*kinds, found[1] or "")) if w]
    meant = [m for w in words for m in table.get(w, "").split()]
    kind = [m for m in meant if m.islower()]
    if unknown := [w for w in words if w not in table]:
        document.issue("NUMBER", text, f"{unknown} stands nowhere in [lookups.document] of list.toml; the number was not mapped.")
    elif not kind:
        document.issue("NUMBER", text, "what kind of document it is of stands nowhere; the number was not mapped.")
    else:
        countries = [*issuers, *(m for m in meant if m.isupper()), *_behind(document, found[3] or "")]
        yield Identifier(kind[-1], found[2], countries[0] if countries else "")


def _behind(document: Fields, text: str) -> list[str]:
    """The country named behind a number. How long a document was valid does not matter."""
    words = text.strip(" ,()")
    return code(document, "NUMBER", words) if words and not words.startswith("Expire") else []


def codes(fields: Fields, name: str) -> list[str]:
    """The alpha-2 codes of the country in that field; none where it is empty."""
    text = fields.one(name)
    return code(fields, name, text) if text else []


def code(fields: Fields, name: str, text: str) -> list[str]:
    """The alpha-2 codes of a country's text: a lookup may give two, or none. An unknown text becomes an Issue."""
    # The list writes countries out: two letters that happen to be a code ("na", "no") name none.
    known = country(text) if len(text) > 2 and text not in fields.spec.lookups["country"] else ""
    return [known] if known else (fields.lookup("country", name, text) or "").split()


def numbers_in(entry: Fields, comments: str) -> Iterator[Identifier]:
    """IMO company numbers, bank identifier codes and company registration numbers that COMMENTS1 names as such."""
    for found in _IMO.finditer(comments):
        if kind := _imo_kind(found[1], entry):
            yield Identifier(kind, found[1])
        else:
            entry.issue("COMMENTS1", found[0], "gives no number that is a company's by its check digit; it was not mapped.")
    for found in _BIC.finditer(comments):
        bic = clean_bic(found[1])
        if bic and country(bic[4:6]):
            yield Identifier("swift_bic", bic)
        else:
            entry.issue("COMMENTS1", found[0], "is no bank identifier code, or names no country; it was not mapped.")
    for found in _COMPANY.finditer(comments):
        where = code(entry, "COMMENTS1", found[1].strip())
        yield Identifier("registration_number", found[2], where[0] if where else "")


def _imo_kind(number: str, entry: Fields) -> str:
    """'imo_company' where the check digit is a company's alone; where it is a ship's as well, what the lookup says."""
    if not clean_imo_company(number):
        return ""
    return entry.spec.lookups["imo"].get(number, "") if clean_imo(number) else "imo_company"
