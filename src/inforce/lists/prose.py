"""What lists write in words: enumerations, birth dates, countries and peoples. Nothing is guessed: what is not understood is an Issue."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from inforce.base.dates import PartialDate
from inforce.base.places import country, demonyms
from inforce.lists.strict import Fields

_MARK = r"\(?(?:[a-z]|\d{1,2}|i{2,3}|iv|vi{0,3})\)"  # (a) a) (1) 1) (ii)
_MARKS = re.compile(rf"(?<![^\s;,.:)]){_MARK}(?:\s*(?:-|to|,)\s*{_MARK})*[.,;]?(?!\w*\))")  # (1)-(5), (1) to (6)
_YEARS = re.compile(r"(\d{4}) ?(?:-|–|to|and) ?(\d{4})")
_BETWEEN = re.compile(r"(?:between|from) (.+) (?:and|to) (.+)", re.IGNORECASE)
_MORE = re.compile(r"(?:alt(?:ernative|ernate)?\.? ?)?(?:DOB|date of birth|born)(?: on| in)?:? ?", re.IGNORECASE)
_ABOUT = re.compile(r"\(?\b(?:(?:on or )?around|approximately|approx\.?|circa|probably|presumed|c\.)\s*\)?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)?")
_WORDY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")  # June 30, 2012
_BACKWARD = re.compile(r"(\d{4}), (\d{1,2} [A-Za-z]+)")  # 1965, 29 March
_NO_CALENDAR_OF_OURS = re.compile(r"hijri|lunar|solar", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(?:possibly|assumed|presumed|nationals?|nationalit(?:y|ies)|citizens?(?:hip)?|by birth|dual)\b", re.IGNORECASE)


def items(text: str) -> list[str]:
    """The items of '(a) 1955, (b) circa 1952', '1) Mali 2) Chad' or 'A >> B', in order, without their marks; the text itself,
    trimmed, where it enumerates nothing. Words before the first mark are an item of their own."""
    pieces = [piece for line in text.split(">>") for piece in _MARKS.split(line)]
    return [piece for piece in (p.strip(" ;,\n\t\N{NO-BREAK SPACE}") for p in pieces) if piece]


def dates(fields: Fields, name: str, texts: Iterable[str]) -> Iterator[str]:
    """Each date in the texts of a field as a text that PartialDate reads; an Issue for what is no date, or one of another
    calendar. What stands in brackets beside a date ('false passport') is left out here; keep the texts themselves too.

    A text is looked up in the list's [lookups.birth_date] first, as it stands; there it may mean several dates, or none.
    """
    for text in texts:
        said = fields.spec.lookups.get("birth_date", {}).get(text)
        yield from said.split() if said else ()
        for item in items(text) if said is None else ():
            # A date may hold a comma ('June 30, 2012'), so it is cut there only when the whole is none.
            for piece in re.split(r";|\n|(?<!\bon )\bor\b", item):
                found = [date_in(piece)]
                found = [date_in(part) for part in piece.split(",")] if found == [None] else found
                if None in found:
                    fields.issue(name, piece.strip(), "is no date that can be read; it was not mapped.")
                yield from filter(None, found)


def date_in(text: str) -> str | None:
    """The date in canonical form, '' where the text is blank, None where it is no date."""
    if _NO_CALENDAR_OF_OURS.search(text):
        return None
    about = "~" if _ABOUT.search(text) else ""
    plain = " ".join(re.sub(r"(?<=[A-Za-z])\.", ". ", _ASIDE.sub(" ", _ABOUT.sub(" ", text))).split())
    plain = re.sub(r"(?<=\d[./]) (?=\d)", "", _MORE.sub("", plain)).strip(" .,;:")
    if not plain:
        return ""
    if years := _YEARS.fullmatch(plain):
        plain = f"{years[1]}/{years[2]}"
    elif wordy := _WORDY.fullmatch(plain):
        plain = f"{wordy[2]} {wordy[1]} {wordy[3]}"
    elif between := _BETWEEN.fullmatch(plain):
        plain = f"{between[1]}/{between[2]}"
    elif backward := _BACKWARD.fullmatch(plain):
        plain = f"{backward[2]} {backward[1]}"
    try:
        return str(PartialDate.parse(about + plain))
    except ValueError:
        return None


def day(fields: Fields, name: str, text: str) -> date | None:
    """The day in a text of a field; None, and an Issue, where it is none or only a month or a year."""
    try:
        said = PartialDate.parse(text)
    except ValueError:
        said = None
    if said is None or said.precision != "day":
        fields.issue(name, text, "is no day; it was not mapped.")
        return None
    return said.first


def countries(fields: Fields, name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The ISO 3166 alpha-2 codes of the countries and peoples named in the texts of a field, each once, in order.

    A text is looked up in the list's [lookups.country] first, as it stands; there it may mean several codes, or none.
    """
    return tuple(dict.fromkeys(code for text in texts for item in items(text) for code in _codes(fields, name, item)))


def one_country(text: str) -> str:
    """The code of a country or people; '' when the text names none, or more than one."""
    # Lists write countries out: a short word that happens to be a code ('no', 'and', 'can') names none.
    known = country(text) if len(text) > 3 or (len(text) == 3 and text.isupper()) or text in ("UK", "US") else ""
    return known or demonyms().get(text.casefold(), "")


def _codes(fields: Fields, name: str, item: str) -> list[str]:
    said = fields.spec.lookups.get("country", {}).get(item)
    if said is not None:
        return said.split()
    plain = " ".join(_NATIONAL.sub(" ", _ASIDE.sub(" ", item)).split()).strip(" .,;")
    if known := one_country(plain):
        return [known]
    pieces = [p.strip() for p in re.split(r"[;/,\n]|\band\b", plain) if p.strip()]
    codes = [one_country(p) for p in pieces]
    if not codes or not all(codes):
        fields.issue(name, item, "names no country that is known here; mend it in [lookups.country] of list.toml.")
        return []
    return codes
