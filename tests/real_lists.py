"""Every file of official lists in the test data: which edition of which list it is part of, and what others counted in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

C, X = "lists/ofac/csv/ofac", "lists/ofac/xml"


@dataclass(frozen=True)
class Real:
    """One edition: its files (under the test data), the day it was known, and counts of lists.md or of the data's README."""

    list_id: str
    known: date
    files: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def _un(day: str, end: str, persons: int, entities: int, iran: int, known: str = "") -> Real:
    counts = {"Person": persons, "LegalEntity": entities, "program/DPRK": 99 if day < "2018" else 155, "program/Iran": iran}
    return Real("un_consolidated", date.fromisoformat(known or day), (f"lists/un_consolidated/un_consolidated_{day}{end}.gz",), counts)


UN = (
    _un("2017-06-20", ".xml", 653, 371, 84),
    _un("2018-06-07", ".xml", 693, 405, 84),
    _un("2018-10-29", ".xml", 703, 390, 84),
    _un("2020-03-20", ".xml", 709, 305, 84),
    _un("2024-09-21", ".xml", 682, 193, 0),
    _un("2024-10-16", "_malformed.xml", 684, 193, 0),
    _un("2025-04-19", ".xml", 684, 193, 0),
    _un("2025-08", "_legacyByNAME.html", 684, 195, 0, "2025-08-04"),
    _un("2025-11-29", ".xml", 727, 273, 121),
    _un("2025-12-10", ".xml", 726, 273, 121),
)
SDN = (
    Real("ofac_sdn", date(2018, 1, 26), (f"{C}_2018-01-26_sdn.csv.gz",), {"entries": 6068, "Vessel": 81}),
    *(
        Real("ofac_sdn", date.fromisoformat(day), tuple(f"{C}_{day}_{p}.csv.gz" for p in ("sdn", "alt", "add", "sdn_comments")), counts)
        for day, counts in (("2019-01-04", {"entries": 7379, "Vessel": 323}), ("2021-07-07", {"entries": 8976, "Vessel": 406}))
    ),
)
CONS = (
    Real("ofac_cons", date(2018, 5, 24), tuple(f"{C}_2018-05-27_cons_{p}.csv.gz" for p in ("prim", "alt", "add")), {"entries": 639}),
    *(
        Real("ofac_cons", date(2018, 5, n), (f"{C}_2018-05-27_cons_prim.{p}.gz",), {"entries": 639})
        for n, p in ((25, "del"), (26, "pip"), (27, "ff"))
    ),
    Real("ofac_cons", date(2018, 5, 28), (f"{X}/cons_sdnList_2018-05-27.xml.gz",), {"entries": 639}),
    Real("ofac_cons", date(2024, 10, 1), (f"{X}/cons_sdnList_2024-10.xml.gz",), {"entries": 443}),
    Real("ofac_cons", date(2025, 11, 29), (f"{X}/cons_sdnList_2025-11-29.xml.gz",), {"entries": 443}),
)
OTHERS = (
    Real("uk_ofsi", date(2018, 4, 13), ("lists/uk/ofsi_conlist_2018-04-13.csv.gz",), {"entries": 2106}),
    Real("uk_ofsi", date(2020, 4, 27), ("lists/uk/ofsi_conlist_2020-04-27.csv.gz",), {"entries": 2114}),
    # 5,302 rows, of which two are left out with an Issue: they have no name that can be told.
    Real("uk_sanctions", date(2025, 8, 11), ("lists/uk/fcdo_uk_sanctions_list_summary_2025-08-11.ods",), {"entries": 5300, "issues": 2}),
    Real("au_dfat", date(2024, 12, 17), ("lists/au/dfat_regulation8_consolidated_2024-11.xlsx",), {"entries": 3062}),
    Real("ca_sema", date(2020, 4, 15), ("lists/ca/sema_lmes_2020-04.xml.gz",), {"entries": 1369}),
)
ACTS = "lists/eu/oj/consolidated"
# What is no list, or no whole one: the list it is nearest to, and why it is refused.
REFUSED = {
    f"{X}/sdn_sample_sdnList_2020.xml.gz": ("ofac_sdn", "it says that it holds 8197 records and holds 8"),
    f"{X}/sdn_advanced_subset_2024-02-23.xml.gz": ("ofac_sdn", "entries: 37, expected 4,000 to 60,000"),
    f"{X}/sdn_advanced.xsd.gz": ("ofac_sdn", "is not ofac_sdn as far as can be seen"),
    "lists/ofac/derived/ofac-sdn_2026-07-25.json.gz": ("ofac_sdn", "is not ofac_sdn as far as can be seen"),
    "lists/ofac/other/bis_dpl_2023-11-30.txt.gz": ("ofac_cons", "is not ofac_cons as far as can be seen"),
    "lists/ofac/history/sdn_csv_monthly_2021-08_to_2023-06.tar.xz": ("ofac_sdn", "is an archive of several files (tar)"),
    "lists/eu/eu_fsf_csv_short_2023-12.csv.gz": ("eu_fsf", "a spreadsheet saved it"),
    "lists/eu/eu_programs.csv.gz": ("eu_fsf", "is not eu_fsf as far as can be seen"),
    "lists/eu/oj/FORMAT.md.gz": ("eu_journal.32017r1509", "is not eu_journal.32017r1509 as far as can be seen"),
}
# Tables of vessels: no list, but subjects to be screened.
SUBJECTS = {"vessels/dprk_vessels_crosslist_by_imo.csv": 115, "vessels/imo_container_vessels_2020.csv.gz": 8400}


def act_of(path: Path) -> str:
    """The list that a table of an act of the EU is an edition of."""
    return f"eu_journal.{re.sub(r'[.].*', '', path.name).lower()}"
