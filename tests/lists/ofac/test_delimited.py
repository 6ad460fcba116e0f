"""A set of OFAC's delimited files, joined. Every person, ship and company is invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.lists import get
from inforce.lists.diff import compare
from inforce.lists.ofac_sdn.parse import parse

SPEC = get("ofac_sdn")
NULL = "-0- "
PAK = [
    *("7", "PAK, Ye Si", "individual", "DPRK2] [NPWMD", "Representative; Colonel", NULL, NULL, NULL, NULL, NULL, NULL),
    "DOB 01 Feb 1960; alt. DOB circa 1961; alt. DOB 1958 to 1959; POB Nampo, North Korea; nationality Korea, North; Gender Male; "
    "Passport 900001 (Korea, North) expires 01 Feb 2016; a.k.a. 'YESI'; Secondary sanctions risk: North Korea Sanctions "
    "Regulations, sections 510.201 and 510.210; Linked To: INVENTED BANK; Linked To: OTHER TRADING CO.",
]
SHIP = [
    *("8", "INVENTED STAR", "vessel", "DPRK4", NULL, "HMZZ9", "General Cargo", "9,000", "6,000", "Democratic People's Republic of Korea"),
    *("Invented Shipping", "Vessel Registration Identification IMO 9000003; MMSI 445000000; Former Vessel Flag Togo."),
]
BANK = ["9", "INVENTED BANK", NULL, "DPRK", *[NULL] * 7, "SWIFT/BIC INVBKPPY; Tax ID No. 900 (China)."]
ALT = [["7", "1", "aka", "PARK, Yesi", NULL], ["7", "2", "fka", "PAK, Old", NULL], ["9", "3", "nka", "NEW BANK", NULL]]
ADD = [["7", "1", NULL, "Dandong", "China", NULL], ["9", "2", "1 Street", "Pyongyang", "Korea, North", NULL], ["8", "3", *[NULL] * 4]]

Write = Callable[..., dict[str, Path]]


@pytest.fixture
def files(tmp_path: Path) -> Write:
    def write(**tables: list[list[str]]) -> dict[str, Path]:
        for name, rows in tables.items():
            lines = (",".join(v if v == NULL or v.isdecimal() else '"{}"'.format(v.replace('"', '""')) for v in row) for row in rows)
            (tmp_path / name).write_text("\r\n".join([*lines, "\x1a"]), newline="")
        return {name: tmp_path / name for name in tables}

    return write


def entries(parts: dict[str, Path]) -> dict[str, Designation]:
    return {r.ref: r for r in parse(parts, SPEC) if isinstance(r, Designation)}


def issues(parts: dict[str, Path]) -> list[tuple[str, str]]:
    return [(i.locator, i.value) for i in parse(parts, SPEC) if isinstance(i, Issue)]


def whole(files: Write, main: list[list[str]]) -> dict[str, Path]:
    return files(sdn=main, alt=ALT, add=ADD, comments=[["9", ""]])


def test_a_person_with_all_that_the_files_say(files: Write) -> None:
    pak = entries(whole(files, [PAK, SHIP, BANK]))["7"]
    assert (pak.id, pak.schema, pak.programs) == ("ofac_sdn/7", "Person", ("DPRK2", "NPWMD"))
    assert pak.names == (Name("PAK, Ye Si"), Name("YESI", "weak"), Name("PARK, Yesi", "alias"), Name("PAK, Old", "former"))
    assert (pak.evidence, pak.listed) == (Evidence("ofac_sdn", "7", "PAK, Ye Si"), None)
    assert pak.birth_dates == ("1960-02-01", "~1961", "1958/1959")
    assert (pak.birth_places, pak.nationalities, pak.gender) == (("Nampo, North Korea",), ("KP",), "male")
    assert pak.positions == ("Representative", "Colonel")
    assert pak.identifiers == (Identifier("passport_number", "900001", "KP"),)
    assert pak.associates == ("INVENTED BANK", "OTHER TRADING CO")
    assert (pak.addresses, pak.countries) == (("Dandong, China",), ("CN",))
    assert pak.remarks == "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210"
    assert pak.incomplete == ("listed", "amended", "names/original")


def test_a_vessel_with_all_that_the_files_say(files: Write) -> None:
    ship = entries(whole(files, [PAK, SHIP, BANK]))["8"]
    assert (ship.schema, ship.vessel_type, ship.flags) == ("Vessel", "General Cargo", ("KP", "TG"))
    assert ship.identifiers == (Identifier("call_sign", "HMZZ9"), Identifier("imo", "9000003"), Identifier("mmsi", "445000000"))
    assert ship.associates == ("Invented Shipping",)
    assert ship.remarks.splitlines() == ["Vessel Tonnage 9,000", "Vessel Gross Registered Tonnage 6,000", "Vessel Owner Invented Shipping"]


def test_an_entity_has_no_type_and_all_is_read(files: Write) -> None:
    parts = whole(files, [PAK, SHIP, BANK])
    bank = entries(parts)["9"]
    assert (bank.schema, bank.names) == ("LegalEntity", (Name("INVENTED BANK"), Name("NEW BANK", "alias")))
    assert bank.identifiers == (Identifier("swift_bic", "INVBKPPY"), Identifier("tax_number", "900", "CN"))
    assert issues(parts) == []


def test_programmes_of_the_dprk_block_and_the_remark_binds_firms_abroad(files: Write) -> None:
    said = "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions: North Korea Sanctions Regulations "
    said += "section 510.214."
    found = entries(files(sdn=[PAK, ["9", "INVENTED BANK", NULL, "NPWMD", *[NULL] * 7, said], ["10", "OTHER", NULL, "SDGT", *[NULL] * 8]]))
    blocking, abroad = "us/31-cfr-510#blocking", "us/31-cfr-510#foreign-subsidiaries"
    assert [found[ref].measures for ref in ("7", "9", "10")] == [(blocking,), (abroad,), ()]


CUT = ["9", "INVENTED BANK", NULL, "DPRK", *[NULL] * 7, "Website " + "x" * 981 + "; Tax ID No"]


def test_what_ran_over_in_the_remarks_continues_them_without_anything_between(files: Write) -> None:
    assert len(CUT[-1]) == 1000
    parts = files(sdn=[CUT], alt=[], add=[], comments=[["9", ". 900 (China); a.k.a. 'INVENTED'."]])
    bank = entries(parts)["9"]
    assert (bank.identifiers, bank.names[1]) == ((Identifier("tax_number", "900", "CN"),), Name("INVENTED", "weak"))
    assert ("identifiers" in bank.incomplete, issues(parts)) == (False, [])


def test_remarks_that_were_cut_are_told_where_the_rest_is_missing(files: Write) -> None:
    parts = files(sdn=[CUT, BANK[:1] + BANK[1:]])
    cut = next(r for r in parse(parts, SPEC) if isinstance(r, Designation))
    assert (cut.identifiers, "identifiers" in cut.incomplete) == ((), True)
    assert ("9 remarks", "Tax ID No") in issues(parts)


def test_comments_on_remarks_that_were_not_cut_are_read_and_told(files: Write) -> None:
    parts = files(sdn=[BANK], comments=[["9", "; a.k.a. 'INVENTED'."]])
    assert Name("INVENTED", "weak") in entries(parts)["9"].names
    assert issues(parts) == [("9 comments", "; a.k.a. 'INVENTED'.")]


def test_what_a_missing_part_would_hold_is_unknown(files: Write) -> None:
    all_of_it, alone = entries(whole(files, [PAK, SHIP, BANK])), entries(files(sdn=[PAK, SHIP, BANK]))
    assert alone["7"].incomplete == ("listed", "amended", "names/original", "names/alias", "names/former", "addresses", "countries")
    assert not compare(all_of_it.values(), alone.values())
    assert not compare(alone.values(), all_of_it.values())
    changed = entries(files(sdn=[[*PAK[:-1], PAK[-1].replace("a.k.a. 'YESI'; ", "")]]))
    assert [f.field for f in compare([all_of_it["7"]], changed.values()).changed[0].fields] == ["names"]


@pytest.mark.parametrize(
    ("column", "value", "locator"),
    [
        (2, "submarine", "7 type"),
        (11, "DOB yesterday.", "7 remarks"),
        (11, "nationality Atlantis.", "7 remarks"),
        (11, "Gender Unsaid.", "7 remarks"),
        (11, "Passport lost in Nampo.", "7 remarks"),
        (11, "Invented Key 90000.", "7 remarks"),
        (11, "Invented: key.", "7 remarks"),
    ],
)
def test_a_value_that_is_not_understood_is_told(files: Write, column: int, value: str, locator: str) -> None:
    row = [value if n == column else v for n, v in enumerate(PAK)]
    assert [at for at, _ in issues(files(sdn=[row]))] == [locator]


def test_an_entry_without_a_name_is_left_out_and_told(files: Write) -> None:
    parts = files(sdn=[[PAK[0], NULL, *PAK[2:]], BANK])
    assert [*entries(parts)] == ["9"]
    assert issues(parts)[0] == ("7 name", "")


def test_prose_is_kept_and_is_no_issue(files: Write) -> None:
    parts = files(sdn=[[*PAK[:-1], "Member since 1990 of the 2nd Invented Committee; DOB 1960."]])
    assert (entries(parts)["7"].remarks, issues(parts)) == ("Member since 1990 of the 2nd Invented Committee", [])


def test_a_row_that_is_there_twice_is_told_and_read_once(files: Write) -> None:
    parts = files(sdn=[PAK, PAK], alt=[ALT[0], ALT[0]])
    assert [r.ref for r in parse(parts, SPEC) if isinstance(r, Designation)] == ["7"]
    assert issues(parts) == [("sdn line 2", "7"), ("alt line 2", "7")]


def test_two_rows_of_one_number_are_both_read(files: Write) -> None:
    other = [PAK[0], "PAK, Other", *PAK[2:]]
    assert [r.name for r in parse(files(sdn=[PAK, other]), SPEC) if isinstance(r, Designation)] == ["PAK, Ye Si", "PAK, Other"]


def test_headers_and_rows_of_no_entry_are_told(files: Write) -> None:
    parts = files(sdn=[["ent_num", "SDN_Name"], BANK], alt=[["7", "1", "aka", "PARK, Yesi", NULL]], add=[["9", "1", "only"]])
    assert issues(parts) == [("sdn line 1", "ent_num | SDN_Name"), ("add line 1", "9 | 1 | only"), ("alt 7", "7")]


def test_the_other_parts_say_nothing_without_the_entries(files: Write) -> None:
    with pytest.raises(Refused, match="The part that holds the entries"):
        parse(files(alt=ALT, add=ADD), SPEC)
