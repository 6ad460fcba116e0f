"""The list as a web page, which says the same as the XML in another layout: its rows, in the shape that the XML's rows have.

The page names no committee: the first letters of the reference number do. It writes several values as a) b) c), a date as
'3 Aug. 1986', and 'na' where nothing is known. Countries stand inside the texts of documents and addresses.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from inforce.base.places import country
from inforce.lists.markup import CONTROL, CUT, LARGEST_BYTES, opened, refused
from inforce.lists.naming import foreign_runs
from inforce.lists.prose import date_in, one_country
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Row

_REF = re.compile(r"([A-Z]{2})([ie])\.\d{3}")
_MARK = re.compile(r"[a-z]{1,2}\)")
_NAMES = re.compile(r"(\d): (.*?)(?= \d: |$)")  # '1: AAMIR 2: ALI 3: na 4: na'
_PARTS = {"1": "FIRST_NAME", "2": "SECOND_NAME", "3": "THIRD_NAME", "4": "FOURTH_NAME"}
_AMENDED = re.compile(r"(.*?)\(\s*amended on (.*?)\)")
_BORN = re.compile(r"(.*?) born ((?:\d|[A-Z][a-z]{2}|Between|Approximately).*?)(?: in ([A-Z].*))?")
_IN = re.compile(r"(.*?) in ([A-Z].*)")
_ISSUED_IN = re.compile(r"\bissued in ([^(]*)")
_LINK = re.compile(r"\s*(?:click here|No link available)$")
_QUALITIES = {"Good quality a.k.a.:": "Good", "Low quality a.k.a.:": "Low", "A.k.a.:": "a.k.a.", "F.k.a.:": "f.k.a."}
_DOCUMENTS = {"Passport no:": "Passport", "National identification no:": "National Identification Number"}
_VALUES = {"Title:": "TITLE", "Designation:": "DESIGNATION", "Nationality:": "NATIONALITY"}


def rows(path: Path, spec: ListSpec) -> Iterator[tuple[str, Row]]:
    """Each row of the page as (INDIVIDUAL or ENTITY, the XML's fields). A label that is not known stays a field of its own, to be
    told as unread. Raises Refused when the page holds no entry, or bytes that no page of the publisher holds."""
    found = 0
    for row in _page(path).iterfind(".//tr[@class='rowtext']"):
        found += 1
        ref, said = _said(row)
        kind = _REF.fullmatch(ref)
        yield "INDIVIDUAL" if kind and kind[2] == "i" else "ENTITY", _row(ref, kind[1] if kind else "", said, spec)
    if not found:
        raise refused(path, "it is a web page without an entry of the list")


def _page(path: Path) -> Any:
    with opened(path) as f:
        raw = f.read(LARGEST_BYTES + 1)
    if len(raw) > LARGEST_BYTES:
        raise refused(path, f"it is larger than {LARGEST_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = raw[: e.start].count(b"\n") + 1
        raise refused(path, f"line {line}: its bytes are no UTF-8") from None
    if control := CONTROL.search(text):
        raise refused(path, CUT.format(ord(control[0])))
    page = etree.HTML(text.encode(), etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True))
    if page is None:
        raise refused(path, "it is no web page")
    return page


def _said(row: Any) -> tuple[str, dict[str, list[str]]]:
    """The reference number of a row, and each label with its texts, in their order."""
    ref, label = "", ""
    said: dict[str, list[str]] = {}
    for is_label, text in _tokens(row):
        tidy = " ".join(text.split())
        if is_label and not ref:
            ref = tidy
        elif is_label and _MARK.fullmatch(tidy):
            said.setdefault(label, [""]).append("")
        elif is_label:
            label = tidy
            said.setdefault(label, [""])
        elif tidy:
            texts = said.setdefault(label, [""])
            texts[-1] = f"{texts[-1]} {tidy}".strip()
    return ref, {name: [text for text in texts if text not in ("", "na")] for name, texts in said.items()}


def _tokens(element: Any) -> Iterator[tuple[bool, str]]:
    """The texts of an element, those in bold as labels."""
    if element.text:
        yield False, element.text
    for child in element:
        if child.tag == "strong":
            yield True, "".join(child.itertext())
        else:
            yield from _tokens(child)
        if child.tail:
            yield False, child.tail


def _row(ref: str, committee: str, said: dict[str, list[str]], spec: ListSpec) -> Row:
    element = "INDIVIDUAL" if "DOB:" in said else "ENTITY"
    names = said.pop("Name:", [])
    listed = _AMENDED.fullmatch(" ".join(said.get("Listed on:", []))) or re.fullmatch("(.*)()", " ".join(said.get("Listed on:", [])))
    said.pop("Listed on:", None)
    row: dict[str, Any] = {
        "REFERENCE_NUMBER": [ref],
        "UN_LIST_TYPE": [spec.lookups["committee"].get(committee, committee)],
        "NAME_ORIGINAL_SCRIPT": said.pop("Name (original script):", []),
        "LISTED_ON": [_day(listed[1])] if listed else [],
        "LAST_DAY_UPDATED": [{"VALUE": [_day(text) for text in listed[2].split(",") if text.strip()]}] if listed else [],
        "COMMENTS1": [_LINK.sub("", text) for text in said.pop("Other information:", [])],
        f"{element}_ALIAS": [_alias(q, t, element) for label, q in _QUALITIES.items() for t in said.pop(label, [])],
        f"{element}_ADDRESS": [_address(text, spec) for text in said.pop("Address:", [])],
    }
    if element == "INDIVIDUAL":
        row |= {_PARTS.get(n, f"NAME_{n}"): [text] for whole in names for n, text in _NAMES.findall(whole)}
        row |= {name: [{"VALUE": said.pop(label, [])}] for label, name in _VALUES.items()}
        row["INDIVIDUAL_DATE_OF_BIRTH"] = [_birth(text) for text in said.pop("DOB:", [])]
        row["INDIVIDUAL_PLACE_OF_BIRTH"] = [{"CITY": [text]} for text in said.pop("POB:", [])]
        row["INDIVIDUAL_DOCUMENT"] = [_document(kind, text, spec) for label, kind in _DOCUMENTS.items() for text in said.pop(label, [])]
    else:
        row["FIRST_NAME"] = names
    return row | {f"({label})": texts for label, texts in said.items()}


def _day(text: str) -> str:
    return date_in(text) or text.strip()


def _alias(quality: str, text: str, element: str) -> Row:
    """'Djamel Mustafa born 31 Dec. 1979 in Mascara, Algeria (formerly listed as)' in its parts. Brackets with a name in another
    script belong to a person's name; of an entity's, all others do."""
    name, note = _behind(text)
    foreign = bool(foreign_runs(note)) and note.rpartition(": ")[2] in foreign_runs(note)
    if foreign == (element == "INDIVIDUAL"):
        name, note = text, ""
    born = _BORN.fullmatch(name) if element == "INDIVIDUAL" else None
    place = _IN.fullmatch(name) if element == "INDIVIDUAL" and not born and " born" not in name else None
    row = {"QUALITY": quality, "ALIAS_NAME": name, "NOTE": note}
    if born:
        row |= {"ALIAS_NAME": born[1], "DATE_OF_BIRTH": born[2], "CITY_OF_BIRTH": born[3] or ""}
    elif place:
        row |= {"ALIAS_NAME": place[1], "CITY_OF_BIRTH": place[2]}
    return {field: [value] for field, value in row.items() if value}


def _behind(text: str) -> tuple[str, str]:
    """What stands before the last brackets of a text that ends with them, and what is in them; the text itself and '' else."""
    depth = 0
    for at in range(len(text) - 1, -1, -1) if text.endswith(")") else ():
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if not depth:
            return text[:at].rstrip(), text[at + 1 : -1]
    return text, ""


def _birth(text: str) -> Row:
    """'Between 1958 and 1963', 'Approximately 1970', '3 Aug. 1986' as the XML says it; what is no date is a note."""
    said, note = _behind(text)
    date = date_in(said)
    if not date:
        return {"TYPE_OF_DATE": ["EXACT"], "NOTE": [note if not said else text]}
    since, _, until = date.removeprefix("~").partition("/")
    if until:
        note = note or ("Approximately" if date.startswith("~") else "")
        return {"TYPE_OF_DATE": ["BETWEEN"], "FROM_YEAR": [since], "TO_YEAR": [until], "NOTE": [note]}
    kind = "APPROXIMATELY" if date.startswith("~") else "EXACT"
    return {"TYPE_OF_DATE": [kind], "YEAR" if re.fullmatch(r"\d{4}", since) else "DATE": [since], "NOTE": [note]}


def _document(kind: str, text: str, spec: ListSpec) -> Row:
    """'Pakistan number BN 4196361, issued on 28 Oct. 2008 (expiring 27 Oct. 2013)' in its parts."""
    said, note = _behind(text)
    if one_country(note):  # '423-31-3021 (US)'
        said, note = text, ""
    number, *issued = re.split(r", (?=issued\b)", said, maxsplit=1)
    where = _ISSUED_IN.search(" ".join(issued))
    issuer = where[1].rpartition(",")[2].strip() if where else ""
    land, rest = _country_before(number)
    if any(words.startswith(f"{land} ") and number.startswith(words) for words in spec.lookups["document"]):
        land, rest = "", number  # the XML has such words in its NUMBER
    return {
        "TYPE_OF_DOCUMENT": [kind],
        "ISSUING_COUNTRY": [land],
        "COUNTRY_OF_ISSUE": [issuer if country(issuer) else ""],
        "NUMBER": [rest.removeprefix("number ")],
        "NOTE": [" ".join(filter(None, [*issued, note]))],
    }


def _country_before(text: str) -> tuple[str, str]:
    """The country that a text begins with ('' where it does not), and the rest."""
    words = text.split()
    for n in range(min(len(words) - 1, 9), 0, -1):
        if len(named := " ".join(words[:n])) > 3 and country(named):
            return named, " ".join(words[n:])
    return "", text


def _address(text: str, spec: ListSpec) -> Row:
    """The country, where the address ends with one, and a note in brackets behind it."""
    whole, note = _behind(text)
    street, _, land = whole.rpartition(", ")
    known = bool(one_country(land) or spec.lookups["country"].get(land))
    return {"STREET": [street if known else whole], "COUNTRY": [land if known else ""], "NOTE": [note]}
