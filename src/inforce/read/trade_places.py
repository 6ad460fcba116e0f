"""Whom a flow was with, in the words of statistics: States, States that are no more, and partners that are none."""

import re
from functools import cache

from inforce.base.places import country, numbered

# By code (ISO 3166-3 and the numbers of the United Nations) and by the English names that statistics write.
_ENDED = {
    "the Soviet Union ended in 1991": "SU|SUN|810|Soviet Union|USSR|U.S.S.R.|Union of Soviet Socialist Republics",
    "Yugoslavia, and Serbia and Montenegro after it, ended by 2006": "YU|YUG|890|891|CS|SCG|Yugoslavia|Yugoslavia SFR|SFR Yugoslavia|SFRY"
    "|FR Yugoslavia|Socialist Federal Republic of Yugoslavia|Federal Republic of Yugoslavia|Yugoslavia, Federal Republic of"
    "|Yugoslavia, Socialist Federal Republic of|Serbia and Montenegro|State Union of Serbia and Montenegro",
    "Czechoslovakia ended in 1992": "CSK|200|CSHH|Czechoslovakia|Czecho-Slovakia|Czechoslovak Socialist Republic|Czech and Slovak Federal "
    "Republic",
    "the German Democratic Republic ended in 1990": "DD|DDR|278|East Germany|German Democratic Republic|GDR|Germany, East"
    "|Democratic Republic of Germany|Dem. Rep. of Germany|German Dem. Rep.",
    "the Netherlands Antilles ended in 2010": "AN|ANT|530|Netherlands Antilles|Neth. Antilles|Dutch Antilles",
    "Democratic Yemen ended in 1990": "YD|YMD|720|Democratic Yemen|Dem. Yemen|South Yemen|People's Democratic Republic of Yemen",
    "the Yemen Arab Republic ended in 1990": "886|Yemen Arab Republic|North Yemen|Arab Republic of Yemen|Arab Rep. of Yemen",
    "the Republic of Viet-Nam ended in 1976": "866|South Vietnam|Republic of Vietnam|Rep. of Vietnam|Republic of Viet-Nam",
    "East and West Pakistan parted in 1971": "588|East and West Pakistan",
    "the trade of Belgium and Luxembourg was told as one until 1998": "58|058|BLX|Belgium-Luxembourg",
    "Sudan as it was before 2011": "736",
    "Ethiopia as it was before 1993": "230",
}
# Eurostat's Geonomenclature (Regulation (EU) 2020/1470): Q and the last letter says of which trade, within the Union or outside it.
_UNNAMED = {
    "QP": "the high seas",
    **dict.fromkeys(("QQ", "QR", "QS"), "stores and provisions of ships and aircraft"),
    **dict.fromkeys(("QU", "QV", "QW"), "countries and territories not specified"),
    **dict.fromkeys(("QX", "QY", "QZ"), "countries and territories not specified for commercial or military reasons"),
}
_WORLD = {"0", "wld", "w00", "world", "eu27_2020_extra", "eu27_2020_intra", "total"}
# UN Comtrade's numbers of areas not elsewhere specified, and of bunkers, free zones and special categories.
_NES = re.compile("129|221|290|47[123]|490|492|527|536|568|577|63[67]|83[789]|879|899|S19")
_NOWHERE = re.compile(r"\bn\.?e\.?s\b|not elsewhere|unspecified|special cat|bunkers|free zones|secret|confidential|^_x$", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*[+;]\s*")


def place(word: str, name: str = "") -> tuple[str | None, str, str]:
    """The alpha-2 code of a State by its code, number or English name, beside which a publisher may write another `name`; or None, with
    what was written and why it is no State of today."""
    if code := (numbered(word) if word.isdigit() else country(word)) or (country(name) if name else ""):
        return code, "", ""
    written = f"{word} {name}".strip()
    if is_world(word, name):
        return None, name or word, "an aggregate of partners, no State; the row is kept and enters no check"
    if ended := _ended().get(_key(word)) or _ended().get(_key(name)):
        return None, written, f"a State that no longer exists ({ended}); no successor is guessed"
    if unnamed := _UNNAMED.get(word.upper()):
        return None, written, f"{unnamed}, no State; unknown, not zero"
    if _NES.fullmatch(word) or _NOWHERE.search(name or word):
        return None, name or word, "areas not specified, no State; unknown, not zero"
    return None, written, "no State known here; write its ISO 3166 code"


def is_world(word: str, name: str) -> bool:
    """Whether it is all partners together."""
    return word.casefold() in _WORLD or name.casefold() == "world"


def together(written: str) -> bool:
    """Whether it names several reporters in one: 'CN+RU', or 'ALL' that reported."""
    parts = _TOGETHER.split(written.strip())
    return written.strip() == "ALL" or (len(parts) > 1 and all(country(part) for part in parts))


@cache
def _ended() -> dict[str, str]:
    return {_key(name): why for why, names in _ENDED.items() for name in names.split("|")}


def _key(name: str) -> str:
    words = re.findall(r"\w+", name.casefold().replace(".", "").replace("'", ""))
    return " ".join(w for w in words if w not in ("the", "of", "and", "fmr", "former", "formerly", "ex"))
