"""How publishers of trade statistics lay out their rows: which layout a header is, and each row's words for our columns.

A layout gives, for every row, a mapping with our column names and the publisher's words, as text; what they mean is
read in `read.trade`. Layouts: UN Comtrade as it was until 2022 and as it is, BACI, China Customs, Eurostat, the reports
to the Committee.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Words = Mapping[str, str]


@dataclass(frozen=True)
class TradeLayout:
    """A publisher's layout. `needs` are the columns that tell it; `words` makes our columns of a row; `own`: the reporters' own figures."""

    id: str
    needs: frozenset[str]
    words: Callable[[Words], dict[str, str]]
    own: bool = True


def _legacy(row: Words) -> dict[str, str]:
    cif, fob = row["CIF Trade Value (US$)"], row["FOB Trade Value (US$)"]
    net = row["Netweight (kg)"]
    other = row["Qty"] if row["Qty Unit Code"] != "1" else ""
    return {
        "reporter": row["Reporter ISO"] or row["Reporter Code"],
        "partner": row["Partner ISO"] or row["Partner Code"],
        "partner_name": row["Partner"],
        "flow": row["Trade Flow"],
        "period": row["Period"],
        "hs": row["Commodity Code"],
        "nomenclature": row["Classification"],
        "quantity": net or other,
        "unit": "kg" if net else row["Qty Unit"] if other else "",
        "value_usd": row["Trade Value (US$)"],
        "valuation": "CIF" if cif else "FOB" if fob else "",
        "estimated": {"0": "", "": ""}.get(row["Flag"], row["Flag"]),
    }


def _present(row: Words) -> dict[str, str]:
    net = row.get("netWgt", "")
    other = row.get("qty", "")
    cif, fob = row.get("cifvalue", ""), row.get("fobvalue", "")
    return {
        "reporter": row.get("reporterISO") or row["reporterCode"],
        "partner": row.get("partnerISO") or row["partnerCode"],
        "partner_name": row.get("partnerDesc", ""),
        "flow": row["flowCode"],
        "period": row["period"],
        "hs": row["cmdCode"],
        "nomenclature": row.get("classificationCode", ""),
        "quantity": net or other,
        "unit": "kg" if net else row.get("qtyUnitAbbr", "") if other else "",
        "value_usd": row["primaryValue"],
        "valuation": "CIF" if cif else "FOB" if fob else "",
        "estimated": "net weight" if row.get("isNetWgtEstimated", "").casefold() == "true" else "",
        "part": " ".join(f"{c}={v}" for c, all_of_it in _PARTS.items() if (v := row.get(c, "").strip()) not in ("", all_of_it)),
    }


_PARTS = {"customsCode": "C00", "motCode": "0", "partner2Code": "0"}  # what UN Comtrade divides a flow by, and its word for all of it


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
        "value_usd": f"{float(thousands) * 1000:.0f}" if thousands.replace(".", "", 1).isdigit() else thousands,
        "valuation": "FOB",
    }


def _china(row: Words) -> dict[str, str]:
    return {
        "reporter": "CN",
        "partner": row["Trading partner"],
        "partner_name": row["Trading partner"],
        "flow": row["Trade type"],
        "period": row["Date of data"],
        "hs": row["Commodity code"],
        "quantity": _plain(row["Quantity"]),
        "unit": row["Unit"],
        "value_usd": _plain(row["US dollar"]),
        "valuation": "CIF" if row["Trade type"].casefold().startswith("import") else "FOB",
    }


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
        "value_eur": row[value],
        "valuation": "CIF" if row["FLOW"] == "1" else "FOB",
        "part": f"procedure={row[procedure]}" if row.get(procedure, "").strip() else "",
    }


def _committee(row: Words) -> dict[str, str]:
    goods = {"refined-petroleum": ("2710", "export"), "coal": ("2701", "import"), "crude": ("2709", "export")}
    hs, flow = goods.get(row["measure"].replace("_", "-"), ("", ""))
    return {
        "reporter": row["state"],
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
    TradeLayout("comtrade_legacy", frozenset({"Classification", "Reporter ISO", "Netweight (kg)", "Trade Value (US$)"}), _legacy),
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
