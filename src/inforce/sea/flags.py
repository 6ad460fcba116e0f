"""Which country a number of a ship station (MMSI) claims: its first digits, as the ITU assigned them."""

from functools import cache
from importlib.resources import files

from inforce.base.places import countries
from inforce.sea.events import number

DPRK = "KP"
_OTHER = ("00", "111", "8", "97", "98", "99")  # groups and coast stations, aircraft, handhelds, beacons, tenders, marks (ITU-R M.585)


@cache
def _digits() -> dict[str, str]:
    lines = (files("inforce.sea") / "mids.txt").read_text(encoding="ascii").splitlines()
    words = [w.split(":") for line in lines if not line.startswith("#") for w in line.split()]
    return {mid: country for country, mids in words for mid in mids.split(",")}


def flag(mmsi: int) -> str:
    """Alpha-2 code of the country whose digits the number bears; '' where it is no ship station's, or the digits are nobody's."""
    return "" if number(mmsi).startswith(_OTHER) else _digits().get(number(mmsi)[:3], "")


def no_ships(mmsi: int) -> bool:
    """Whether the number is none that a State gives to a ship: the digits are nobody's, or nothing but noughts or nines follows them."""
    text = number(mmsi)
    return not text.startswith(_OTHER) and (text[:3] not in _digits() or text[3:] in ("000000", "999999"))


def country(mmsi: int) -> str:
    """The same in words; '' likewise."""
    return countries().get(flag(mmsi), flag(mmsi))
