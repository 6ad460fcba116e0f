"""vessel.identity"""

from collections.abc import Iterator, Mapping
from datetime import date

from inforce.base.nouns import Designation, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import HOUR, WHO
from inforce.sea.events import at
from inforce.sea.hulls import LEAPER, one_hull, shared
from inforce.sea.identity import Doubt, Known, doubts, of_one_imo
from inforce.sea.jumps import LEAP, days_of_others
from inforce.sea.pairs import NEAR
from inforce.sea.said import SAID, Said
from inforce.sea.ships import Fleet
from inforce.sea.tiers import unknown
from inforce.sea.together import TOGETHER
from inforce.sea.told import Event, ais, day_of
from inforce.sea.where import Where

ID = "vessel.identity"
METHOD = "1"
BASIS_LISTED = ("un/2397#vessels-in-port", "un/2397#vessel-information")


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(SAID, LEAP, LEAPER, NEAR, TOGETHER, HOUR, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags what is doubtful about who a ship says she is, from her static reports and from where she was.

    Alerts, by `tier`: *two_hulls*, one number on tracks that go on at once in different places; *apart*, one IMO number on two ships far
    from each other at one time; *hull*, one valid IMO number gave way to another under the same MMSI; *meeting* and *sea*, name, call sign
    or MMSI changed within a day of a meeting, or at sea; *flag*, a ship's MMSI changed to another country's digits; *alternating*, one
    identity gives way to another and comes back, again and again.

    No alerts, and undetermined, unless a ship in it is listed: *port* and *unknown*, a change in port or where she was not heard for a
    day; *link*, one hull with two numbers, which is no meeting (track.encounter leaves such pairs out); *shared*, one IMO number on
    several MMSIs whose places tell nothing; *imo_wrong*, a number that fails its check digit; *imo_missing*, a cargo ship or tanker of 60
    m or more without one; *number*, an MMSI that no State gives to a ship. 0000000 passes the check digit and is nobody's number, and so
    is 1234567.

    Why: ships that are looked for borrow the number, name or flag of another, or of one that was scrapped.
    Can be wrong: reports are typed by hand and lose bits on the way; spellings two letters apart are taken for one name; satellite
    navigation that is interfered with makes two tracks of one ship (days on which others leapt with her are left out).
    Innocent explanations: sale, renaming and change of flag are lawful and announced by changed reports, often at sea on the day;
    receivers whose clocks differ (a second track along the line of the first is
    not told); a set moved from one hull to another; a number typed wrong or left at what the maker set; nets' buoys and tenders.
    Source: method 1. Tracks of one number after Global Fishing Watch's segmenter (sea/segments.py); the rest is ours (sea/identity.py).
    Registers are not at hand: that a number's hull was scrapped, or a flag is false, is not told.
    """
    said, near = Said(rows["said"]), rows["near"]
    links = one_hull(rows["together"], said.names)
    area = days_of_others(rows["leap"])
    two = {m: s for m, s in shared(rows["leaper"]).items() if not {(m, d) for d in (s.since // 86_400, s.until // 86_400)} & area}
    fleet, where = Fleet(rows["who"]), Where(rows["hour"], of_one_imo(said))
    for d in doubts(Known(said, fleet, where, ref.atlas, links, two, near)):
        yield _finding(d, fleet, ref)


def _listed(d: Doubt, fleet: Fleet, ref: Reference, day: date) -> tuple[Designation, ...]:
    imos = dict.fromkeys(i for i in (*d.imos, *(fleet[m].imo for m in d.ships)) if i)
    return tuple(dict.fromkeys(x for i in imos for x in ref.by_imo.get(i, ()) if x.listed_on(day)))


def _finding(d: Doubt, fleet: Fleet, ref: Reference) -> Finding:
    day = day_of(d.since)
    listed, ship = _listed(d, fleet, ref, day), fleet[d.ships[0]]
    who = " and ".join(str(fleet[m]) for m in d.ships)
    return Event(
        check_id=ID,
        method=METHOD,
        ships=d.ships,
        span=(d.since, d.until),
        place=d.place,
        tier=d.tier,
        why=f"{who}: {d.told}, from {at(d.since)} to {at(d.until)}" + unknown(ID, d.tier) + ref.also_listed(listed, day),
        seen=tuple(ais(*s) for s in d.seen),
        metrics={"sort": d.sort, "imo": d.imos[0] if d.imos else ship.imo},
        basis=BASIS_LISTED if listed else (),
        listed=listed,
        sort=d.sort,
    ).finding(ref.law.measures)
