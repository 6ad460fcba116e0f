"""What a statement is: a demand, a claim that duties are kept or are not, an offer, a threat, a denial, a condition, a forecast, a claim.

Words alone decide (kinds.toml), first those of the cue, then those reported; a statement may be several things, and says which comes first.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class _Table:
    cues: dict[str, str]
    words: tuple[tuple[str, re.Pattern[str]], ...]
    wanted: re.Pattern[str]


@cache
def _table() -> _Table:
    t = tomllib.loads((files("inforce.read.news") / "kinds.toml").read_text(encoding="utf-8"))
    cues = {verb: kind for kind, verbs in t["cues"].items() for verb in verbs.split()}
    flags = re.IGNORECASE | re.DOTALL
    made = tuple((e["kind"], re.compile("|".join(e["any"]).replace("{duty}", t["duty"]), flags)) for e in t["words"])
    return _Table(cues, made, re.compile(t["wanted"], re.IGNORECASE))


def kinds(verb: str, reported: str) -> tuple[str, ...]:
    """All that a statement is, first what it is most: by its cue's base form and the words reported. ('claim',) when nothing tells."""
    found = [_table().cues[verb]] if verb in _table().cues else []
    duty = [kind for kind, pattern in _table().words if pattern.search(reported)]
    if _table().wanted.search(reported):
        duty = ["demand"]
    if "non_compliance" in duty and "compliance" in duty:  # 'China enforces the resolutions it is said to violate': the former words lead
        duty.remove("compliance")
    if found == ["demand"]:
        duty = [kind for kind in duty if kind not in ("compliance", "non_compliance", "forecast", "offer")]
    elif (
        "demand" in duty
        and duty[0] not in ("compliance", "non_compliance")
        and not re.match(r"^[“\"']?(?:we|i) (?:want|urge|hope)", reported, re.IGNORECASE)
    ):
        duty.sort(key=lambda kind: kind != "demand")
    if re.match(r"^[“\"']?(?:we|i) (?:want|urge|hope|demand)", reported, re.IGNORECASE):
        duty = ["demand", *(k for k in duty if k != "demand")]
    merged = tuple(dict.fromkeys([*found, *duty]))
    return merged or ("claim",)
