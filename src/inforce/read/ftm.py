"""FollowTheMoney entities as rows of ours. Their words: https://followthemoney.tech/explorer/schemata/ (Person, Company, Vessel)."""

from typing import Any

from inforce.read.columns import plain

KINDS = dict.fromkeys(("Person", "Organization", "Company", "LegalEntity", "PublicBody"), "party") | {"Vessel": "vessel"}
_PARTY = {
    "weak_alias": "alias",
    "previous_name": "alias",
    "citizenship": "nationality",
    "main_country": "country",
    "jurisdiction": "country",
    "inn_code": "tax_number",
    "vat_code": "tax_number",
    "ogrn_code": "registration_number",
}
_VESSEL = {"imo_number": "imo", "alias": "past_names", "weak_alias": "past_names", "previous_name": "past_names"}


def is_entity(row: dict[str, Any]) -> bool:
    """Whether a JSON object is a FollowTheMoney entity: it has a schema and properties."""
    return isinstance(row.get("schema"), str) and isinstance(row.get("properties"), dict)


def flat(entity: dict[str, Any]) -> dict[str, Any]:
    """The entity as a row with our column names and `of`: its kind, or its schema where that is no kind of ours.

    Every value is a list, as theirs are. Of several names the first is `name` and the others are aliases (of a vessel: past
    names); of several flags the first is `flag`. `day`, `part_of` and `role` may stand beside the properties.
    """
    kind = KINDS.get(entity["schema"], entity["schema"])
    beside = {k: v for k, v in entity.items() if k not in ("schema", "properties", "of")}
    row: dict[str, Any] = {"of": kind, **beside}
    if kind != "vessel":
        row["schema"] = entity["schema"]
    names = _VESSEL if kind == "vessel" else _PARTY
    for key, value in entity["properties"].items():
        ours = names.get(plain(key), plain(key))
        row[ours] = [*_values(row.get(ours)), *_values(value)]
    _spread(row, "name", "past_names" if kind == "vessel" else "alias")
    if kind == "vessel":
        _spread(row, "flag", "past_flags")
    if "address" in row:
        row["address"] = "; ".join(map(str, row["address"]))
    return row


def _spread(row: dict[str, Any], first: str, others: str) -> None:
    if len(row.get(first, ())) > 1:
        row[others] = [*row[first][1:], *_values(row.get(others))]
        row[first] = row[first][:1]


def _values(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]
