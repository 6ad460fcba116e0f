"""How publishers of trade statistics lay out their rows: which layout a header is, and each row's words for our columns.

A layout gives, for every row, a mapping with our column names and the publisher's words, as text; what they mean is
read in `read.trade`. Layouts: UN Comtrade as it was until 2022 and as it is, BACI, China Customs, Eurostat, the reports
to the Committee.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from inforce.read.trade_places import together

Words = Mapping[str, str]


@dataclass(frozen=True)
class TradeLayout:
    """A publisher's layout. `needs` are the columns that tell it, `also` others without which no row can be read ('A|B': one of the two);
    `words` makes our columns of a row; `own`: the reporters' own figures."""

    id: str
    needs: frozenset[str]
    words: Callable[[Words], dict[str, str]]
    own: bool = True
    also: tuple[str, ...] = ()

    def lacks(self, columns: frozenset[str]) -> list[str]:
        """The columns that rows of this layout cannot be read without and that are not there."""
        return [" or ".join(names) for one in self.also if not columns & {*(names := one.split("|"))}]


def _legacy(row: Words) -> dict[str, str]:
    other, unit = row.get("Qty", ""), row.get("Qty Unit", "")
    flag = row.get("Flag", "").strip()
    return {
        "reporter": row["Reporter ISO"] or row.get("Reporter Code", ""),
        "partner": row.get("Partner ISO") or row.get("Partner Code", ""),
        "partner_name": row.get("Partner", ""),
        "flow": row["Trade Flow"],
        "period": row["Period"],
        "hs": row["Commodity Code"],
        "nomenclature": row["Classification"],
        **_weight_or(row["Netweight (kg)"], "" if row.get("Qty Unit Code", "").strip() == "1" else other, unit),
        "value_usd": row["Trade Value (US$)"],
        "valuation": _valuation(row.get("CIF Trade Value (US$)", ""), row.get("FOB Trade Value (US$)", "")),
        "estimated": "" if flag == "0" else flag,
        "part": _part(row, _LEGACY_PARTS),
    }


def _present(row: Words) -> dict[str, str]:
    return {
        "reporter": row.get("reporterISO") or row["reporterCode"],
        "partner": row.get("partnerISO") or row["partnerCode"],
        "partner_name": row.get("partnerDesc", ""),
        "flow": row["flowCode"],
        "period": row["period"],
        "hs": row["cmdCode"],
        "nomenclature": row.get("classificationCode", ""),
        **_weight_or(row.get("netWgt", ""), row.get("qty", ""), row.get("qtyUnitAbbr", "")),
        "value_usd": row["primaryValue"],
        "valuation": _valuation(row.get("cifvalue", ""), row.get("fobvalue", "")),
        "estimated": "net weight" if row.get("isNetWgtEstimated", "").casefold() == "true" else "",
        "part": _part(row, _PARTS),
    }


_ALL = ("", "-")  # nothing is divided
# What UN Comtrade divides a flow by, and its words for all of it; China Customs, by whatever the query asked for.
_PARTS = {"customsCode": ("C00",), "motCode": ("0",), "partner2Code": ("0",)}
_LEGACY_PARTS = {"Customs Proc. Code": ("C00",), "Mode of Transport Code": ("0",), "2nd Partner Code": ("0",)}
_CHINA_DIVIDES = re.compile(r"\b(?:mode|regime|registration|place|province|location|customs|office|port|enterprise|transport)\b", re.I)


def _part(row: Words, divided_by: Mapping[str, tuple[str, ...]]) -> str:
    """Which part of a flow the row tells, as words 'column=value' with neither space nor another '='; '' for the whole."""
    words = []
    for column, whole in divided_by.items():
        value = row.get(column, "").strip()
        if value not in _ALL and value not in whole:
            words.append(f"{_joined(column)}={_joined(value)}")
    return " ".join(words)


def _joined(text: str) -> str:
    return text if text.isalnum() else re.sub(r"[\s=]+", "_", text)


def _weight_or(net: str, other: str, unit: str) -> dict[str, str]:
    """The net weight, or the other quantity where there is none: an unknown one is written as empty or 0. The word is kg where neither is
    told, so that parts with and without a weight are parts of one flow."""
    if _some(other) and not _some(net):
        return {"quantity": other, "unit": _of(unit), "not_given": net}
    return {"quantity": net or other, "unit": "kg" if net or not other else _of(unit)}


def _of(unit: str) -> str:
    """UN Comtrade writes 'Weight in kilograms' and 'Volume in litres'."""
    return re.sub(r"^(?:weight|volume) in ", "", unit.strip(), flags=re.IGNORECASE)


def _some(written: str) -> bool:
    """Whether it is a figure above 0, or any word."""
    return bool(written.strip().strip("0.,"))


def _valuation(cif: str, fob: str) -> str:
    return "CIF" if _some(cif) else "FOB" if _some(fob) else ""


def _baci(row: Words) -> dict[str, str]:
    thousands = row["v"].strip()
    return {
        "reporter": row["i"],
        "partner": row["j"],
        "flow": "export",
        "period": row["t"],
        "hs": row["k"],
        "quantity": "" if row["q"].strip() in ("NA", "") else row["q"].strip(),
        "unit": "t",
        "value_usd": f"{float(thousands) * 1000:.0f}" if thousands.replace(".", "", 1).isdecimal() else thousands,
        "valuation": "FOB",
    }


def _china(row: Words) -> dict[str, str]:
    """One row for each trade mode, province of registration or customs office that was asked for: parts, which add up to the flow."""
    quantity, other = _plain(row.get("Quantity", "")), _plain(row.get("Supplementary quantity", row.get("Supplementary Quantity", "")))
    unit = row.get("Unit", "")
    further = {}
    if _some(other) and not _some(quantity):
        further = {"not_given": quantity}
        quantity, unit = other, row.get("Supplementary unit", row.get("Supplementary Unit", ""))
    return {
        "reporter": "CN",
        "partner": row["Trading partner"],
        "partner_name": row["Trading partner"],
        "flow": row["Trade type"],
        "period": row["Date of data"],
        "hs": row["Commodity code"],
        "quantity": quantity,
        "unit": _METRIC.get(unit.strip().casefold(), "" if unit.strip() == "-" else unit),
        "value_usd": _plain(row["US dollar"]),
        "valuation": "CIF" if row["Trade type"].casefold().startswith("import") else "FOB",
        "part": _part(row, _china_divided_by(tuple(row))),
        **further,
    }


@lru_cache(1)
def _china_divided_by(columns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return {column: ("Total", "All") for column in columns if _CHINA_DIVIDES.search(column)}


_METRIC = {"ton": "t", "tons": "t", "吨": "t", "千克": "kg", "公斤": "kg", "升": "l"}  # China counts in the metric system, so a ton is one


def _plain(number: str) -> str:
    """Chinese Customs writes 1,234 for a thousand; '-' for what it does not give."""
    return "" if number.strip() == "-" else number.replace(",", "")


def _eurostat(row: Words) -> dict[str, str]:
    """Values are in euros: they are kept as `value_eur`, and no rate is guessed. A flow is told procedure by procedure."""
    return _of_the_union(row, ("DECLARANT_ISO", "PARTNER_ISO", "QUANTITY_IN_KG", "VALUE_IN_EUROS", "STAT_REGIME"))


def _eurostat_now(row: Words) -> dict[str, str]:
    """Comext's bulk files as they are today."""
    return _of_the_union(row, ("REPORTER", "PARTNER", "QUANTITY_KG", "VALUE_EUR", "STAT_PROCEDURE"))


def _of_the_union(row: Words, named: tuple[str, str, str, str, str]) -> dict[str, str]:
    reporter, partner, quantity, value, procedure = named
    period = row["PERIOD"].strip()
    return {
        "reporter": row[reporter],
        "partner": row[partner],
        "flow": row["FLOW"],
        "period": period[:4] if len(period) == 6 and period.endswith("52") else period,  # week 52 stands for the year
        "hs": row["PRODUCT_NC"],
        "quantity": row[quantity],
        "unit": "kg",
        "value_eur": row.get(value, ""),
        "valuation": "CIF" if row["FLOW"] == "1" else "FOB",
        "part": _part({"procedure": row.get(procedure, "")}, {"procedure": ()}),
    }


def _committee(row: Words) -> dict[str, str]:
    goods = {"refined-petroleum": ("2710", "export"), "coal": ("2701", "import"), "crude": ("2709", "export")}
    hs, flow = goods.get(row["measure"].replace("_", "-"), ("", ""))
    return {
        "reporter": row["state"],
        "reporters": row["state"] if together(row["state"]) else "",
        "partner": "KP" if hs else "",
        "flow": flow,
        "period": row["period"],
        "hs": hs,
        "quantity": row["quantity"],
        "unit": row["unit"],
        "value_usd": row.get("value_usd", ""),
        "published_on": row.get("published_on", ""),
        "source": f"committee: {row.get('source', '')}",
    }


LAYOUTS = (
    TradeLayout(
        "comtrade_legacy",
        frozenset({"Classification", "Reporter ISO", "Netweight (kg)", "Trade Value (US$)"}),
        _legacy,
        also=("Partner ISO|Partner Code", "Trade Flow", "Period", "Commodity Code"),
    ),
    TradeLayout("comtrade", frozenset({"reporterCode", "partnerCode", "flowCode", "cmdCode", "period", "primaryValue"}), _present),
    TradeLayout("baci", frozenset({"t", "i", "j", "k", "v", "q"}), _baci, own=False),
    TradeLayout("china_customs", frozenset({"Date of data", "Commodity code", "Trading partner", "Trade type", "US dollar"}), _china),
    TradeLayout("eurostat", frozenset({"DECLARANT_ISO", "PARTNER_ISO", "PRODUCT_NC", "FLOW", "PERIOD", "QUANTITY_IN_KG"}), _eurostat),
    TradeLayout("eurostat", frozenset({"REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "PERIOD", "QUANTITY_KG", "VALUE_EUR"}), _eurostat_now),
    TradeLayout("committee", frozenset({"measure", "state", "period", "quantity", "unit", "published_on"}), _committee),
)


def layout_of(columns: frozenset[str]) -> TradeLayout | None:
    """The layout whose telling columns are all there; None for a table that is none of them."""
    return next((x for x in LAYOUTS if x.needs <= columns), None)
