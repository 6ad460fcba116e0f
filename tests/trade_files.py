"""What is read of a file of trade statistics, as tests look at it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from inforce.read.trade import Trade, read_trade

# A row of UN Comtrade's JSON, without its quantities.
COMTRADE = {"reporterCode": 156, "partnerCode": 408, "flowCode": "X", "period": "201902", "cmdCode": "870323", "primaryValue": 95000.0}


def reader(folder: Path) -> Callable[..., Trade]:
    """Reads lines as a file of that name."""

    def written(*lines: str, name: str = "t.csv", **more: Any) -> Trade:
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_trade(folder / name, **more)

    return written


def problems(trade: Trade) -> str:
    """Its Issues, in words."""
    return "; ".join(i.problem for i in trade.issues)


def figures(trade: Trade) -> list[tuple[Any, ...]]:
    """Quantity, unit and value of each row."""
    return [(r["quantity"], r["unit"], r["value_usd"]) for r in trade.rows.to_pylist()]
