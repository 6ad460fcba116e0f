"""vessel.identity"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from inforce.base.nouns import Designation, Evidence, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import HOUR, WHO
from inforce.sea.events import at, facts, number
from inforce.sea.hulls import LEAPER, one_hull, shared
from inforce.sea.identity import Doubt, Known, doubts, of_one_imo
from inforce.sea.jumps import LEAP, days_of_others
from inforce.sea.meetings import NEAR, TOGETHER
from inforce.sea.said import SAID, Said
from inforce.sea.ships import Fleet, in_force
from inforce.sea.tiers import outcome, unknown
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


def _listed(d: Doubt, fleet: Fleet, ref: Reference, day: Any) -> list[Designation]:
    imos = dict.fromkeys(i for i in (*d.imos, *(fleet[m].imo for m in d.ships)) if i)
    return list(dict.fromkeys(x for i in imos for x in ref.by_imo.get(i, ()) if x.listed_on(day)))


def _finding(d: Doubt, fleet: Fleet, ref: Reference) -> Finding:
    day = datetime.fromtimestamp(d.since, UTC).date()
    listed, ship = _listed(d, fleet, ref, day), fleet[d.ships[0]]
    basis = (*(BASIS_LISTED if listed else ()), *(m for x in listed for m in ref.basis(x, day)))
    who = " and ".join(str(fleet[m]) for m in d.ships)
    more = {"tier": d.tier, "sort": d.sort, "imo": d.imos[0] if d.imos else ship.imo, "method": METHOD}
    return Finding(
        check_id=ID,
        subject=number(ship.mmsi),
        day=day,
        outcome=outcome(ID, d.tier, bool(listed)),
        why=f"{who}: {d.told}, from {at(d.since)} to {at(d.until)}" + unknown(ID, d.tier) + ref.also_listed(listed, day),
        basis=tuple(dict.fromkeys(in_force(basis, ref.law.measures, day))),
        evidence=(*(Evidence("AIS", f"MMSI {number(m)} at {at(t)}", v) for m, t, v in d.seen), *(x.evidence for x in listed)),
        facts=facts(f"{ID}.{d.sort}", d.ships, (d.since, d.until), d.place, more),
    )
