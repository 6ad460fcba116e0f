"""Compiles register.toml from the editions it stands for; prints it.

    python -m inforce.lists.embedded.compile UN.xml EU.csv UK.ods > src/inforce/lists/embedded/register.toml

UN.xml is the Security Council's consolidated list; EU.csv the annexes of Regulation (EU) 2017/1509 as transcribed from the
Official Journal; UK.ods the FCDO's UK Sanctions List summary. A `.gz` at the end is unpacked. Equal files give equal bytes.

Only facts are taken: names, birth dates, nationalities, days of listing, IMO numbers. Documents, addresses, functions and
reasons are left where they are. The UN's own list of designated vessels is published apart and was not to be had: its hulls
are read from the annexes by which the EU carries it out, and every ship that the UK list says the UN designated must be among
them, on the same day, or the compiling stops.
"""

import csv
import gzip
import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from inforce.base.dates import PartialDate
from inforce.base.errors import Refused
from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation
from inforce.lists import get
from inforce.lists.un_consolidated.parse import parse

# What the annex says about its vessels. XV and XVI are the Union's own listings and stay out.
ANNEXES = {"XIII.B": "OMM vessel", "XIV.A": "vessel asset freeze", "XIV.B": "port entry ban"}

# Names that a source gives only in its prose, by IMO number (entry 32 of annex XIV.B).
RENAMED = {"8791667": ["KUM JIN GANG 3", "KUMJINGANG3"]}

# The UK list dates these three 2018-03-30, before the transfers of May and June 2018 for which they were designated.
UK_DAYS = dict.fromkeys(("DPR0121", "DPR0122", "DPR0123"), date(2018, 10, 16))

UK_EDITION = date(2025, 8, 11)  # the name of the file that was read; the file itself gives no day

FIELDS = ["ref", "name", "alias", "weak", "former", "original", "born", "nationality", "imo", "imo_company", "listed", "delisted"]
ODS = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}

Entry = dict[str, Any]


def unpacked(path: Path) -> bytes:
    """The bytes of a file, unpacked when its name ends in .gz."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def un(xml: Path) -> tuple[list[Entry], list[Entry]]:
    """The persons and the entities of a UN edition that are listed for the DPRK, as the list's own reader reads them."""
    spec = get("un_consolidated")
    entries = [d for d in parse(dict.fromkeys(spec.parts, xml), spec) if isinstance(d, Designation) and "DPRK" in d.programs]
    persons, entities = ([d for d in entries if (d.schema == "Person") == is_person] for is_person in (True, False))
    return _listed(persons, ["asset freeze", "travel ban"]), _listed(entities, ["asset freeze"])


def _listed(designations: Iterable[Designation], under: list[str]) -> list[Entry]:
    return [
        {
            "ref": d.ref,
            "name": d.name,
            **{kind: [n.text for n in d.names if n.kind == kind] for kind in ("alias", "weak", "former", "original")},
            "born": sorted(d.birth_dates),
            "nationality": list(d.nationalities),
            "imo_company": only(d.ids("imo_company")),
            "listed": d.listed,
            "under": under,
            "sources": [f"un {d.ref}"],
        }
        for d in sorted(designations, key=lambda d: d.ref)
    ]


def only(values: tuple[str, ...]) -> str:
    """The one value, or ''. Raises ValueError for several: the register has room for one."""
    (value,) = values or ("",)
    return value


def eu(table: bytes) -> list[Entry]:
    """The hulls that the annexes attribute to the UN: one entry for each hull and day on which the Committee acted on it."""
    hulls: dict[tuple[str, date], Entry] = {}
    for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig"))):
        if row["schema"] != "Vessel" or row["annex"] not in ANNEXES:
            continue
        imo, day = clean_imo(row["imoNumber"]), PartialDate.parse(row["startDate"]).first
        name, *former = (n.strip(" )") for n in row["name"].split("("))
        hull = hulls.setdefault((imo or name, day), {"name": name, "former": former, "imo": imo, "listed": day, "under": [], "sources": []})
        hull["alias"] = RENAMED.get(imo, [])
        hull["under"].append(ANNEXES[row["annex"]])
        hull["sources"].append(" ".join(filter(None, ("eu annex", row["annex"], row["recordId"]))))
    return list(hulls.values())


def uk(ods: bytes) -> list[tuple[str, str, date, str]]:
    """Reference, name, day and measures of the DPRK ships that the UK list says were designated by the UN."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(ods)).read("content.xml"), etree.XMLParser(resolve_entities=False))
    rows = [[c.strip() for c in _cells(r)] for r in root.iterfind(".//t:table-row", ODS)]
    head = next(r for r in rows if r[:1] == ["Unique ID"])
    ships = [dict(zip(head, r, strict=False)) for r in rows if r[:1] and r[0].startswith("DPR")]
    return [
        (s["Unique ID"], s["Name"], UK_DAYS.get(s["Unique ID"]) or PartialDate.parse(s["Date Designated"]).first, s["Sanctions Imposed"])
        for s in ships
        if (s["Type"], s["Designation source"]) == ("Ship", "UN")
    ]


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterfind("t:table-cell", ODS):
        text = "\n".join("".join(p.itertext()) for p in cell.iterfind("x:p", ODS))
        yield from [text] * min(int(cell.get(f"{{{ODS['t']}}}number-columns-repeated", "1")), 20)


def joined(hulls: list[Entry], ships: Iterable[tuple[str, str, date, str]]) -> list[Entry]:
    """The EU's hulls with what the UK list adds, in order of IMO number. Raises Refused when the UK names one that the EU does not."""
    by_name = {(_plain(h["name"]), h["listed"]): h for h in hulls}
    for ref, name, day, imposed in ships:
        days = sorted(d for n, d in by_name if n == _plain(name))
        if day not in days:
            raise Refused(f"the UK list has {name} ({ref}) as designated by the UN on {day}; the EU annexes have it on {days}")
        # De-flagging is no concern of EU ports, so only the UK says it; it was decided on the last day the hull was acted on.
        for hull in (by_name[_plain(name), d] for d in sorted({day, days[-1]})):
            hull["sources"].append(f"uk {ref}")
        if "De-flag" in imposed:
            by_name[_plain(name), days[-1]]["under"].append("de-flag")
    return _referenced(sorted(hulls, key=lambda h: (h["imo"], h["name"], h["listed"])))


def _referenced(hulls: list[Entry]) -> list[Entry]:
    seen: set[str] = set()
    for hull in hulls:
        ref = f"IMO{hull['imo']}" if hull["imo"] else hull["name"].replace(" ", "-")
        hull["ref"] = f"{ref}.{hull['listed']}" if ref in seen else ref
        seen.add(ref)
    return hulls


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())


def written(compiled: date, sources: Mapping[str, Mapping[str, Any]], kinds: Mapping[str, list[Entry]]) -> str:
    """The register as TOML: one field a line, so that a change shows as a change of one fact."""
    lines = ["# Made by compile.py beside this file; `list.toml` says what it is. Do not edit: compile again.", f"compiled = {compiled}"]
    for key, source in sources.items():
        lines += ["", f"[sources.{key}]", *(f"{k} = {_value(v)}" for k, v in source.items())]
    for kind, entries in kinds.items():
        for entry in entries:
            whole = {**entry, "review": "secondary"}
            lines += ["", f"[[{kind}]]", *(f"{k} = {_value(whole[k])}" for k in [*FIELDS, "under", "sources", "review"] if whole.get(k))]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def compiled(un_xml: Path, eu_csv: Path, uk_ods: Path) -> str:
    """The whole register from the three files."""
    raw = {"un": unpacked(un_xml), "eu": unpacked(eu_csv), "uk": unpacked(uk_ods)}
    day = date.fromisoformat(re.findall(r'dateGenerated="(\d{4}-\d{2}-\d{2})', raw["un"][:1000].decode())[0])
    titles = {"un": f"UN Consolidated List of {day}", "eu": "Regulation (EU) 2017/1509", "uk": f"UK Sanctions List of {UK_EDITION}"}
    sources = {key: {"title": title, "sha256": hashlib.sha256(raw[key]).hexdigest()} for key, title in titles.items()}
    persons, entities = un(un_xml)
    return written(day, sources, {"person": persons, "entity": entities, "vessel": joined(eu(raw["eu"]), uk(raw["uk"]))})


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.stdout.write(compiled(*map(Path, sys.argv[1:])))
