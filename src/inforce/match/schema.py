"""What a party or vessel is, in FollowTheMoney's words, however they are written."""

from typing import Any

from inforce.base.errors import UsageError

SCHEMATA = ("Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane")
_KNOWN = {name.casefold(): name for name in SCHEMATA}


def schema_of(text: Any) -> str:
    """The schema as FollowTheMoney writes it; capitals do not matter. Raises UsageError, naming those there are, for what is none."""
    if str(text).strip().casefold() not in _KNOWN:
        raise UsageError(f"There is no schema {text!r}. There are {', '.join(SCHEMATA)}.")
    return _KNOWN[str(text).strip().casefold()]
