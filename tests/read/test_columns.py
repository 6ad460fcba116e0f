"""read/columns.py: which column is which, and of which kind the rows are."""

from pathlib import Path

import pytest

from inforce.base.errors import InputError, UsageError
from inforce.read.columns import ColumnMap, Plan, plan, read_mapping


def planned(header: str, of: str = "", **columns: str) -> Plan:
    return plan("a.csv", header.split(","), of, ColumnMap(columns=columns))


def made_of(p: Plan, kind: str) -> dict[str, tuple[int, ...]]:
    return {t.name: t.cells for t in p.targets[kind]}


@pytest.mark.parametrize(
    ("header", "kind"),
    [("id,name,birth_date", "party"), ("id,imo", "vessel"), ("ID, Call Sign ,name", "vessel"), ("id,hs,origin", "goods")],
)
def test_the_columns_tell_the_kind(header: str, kind: str) -> None:
    assert planned(header).of == kind


@pytest.mark.parametrize("header", ["id,name", "id,name,imo,hs", "1,Kim,KP"])
def test_where_the_columns_do_not_tell_the_kind_the_caller_is_asked(header: str) -> None:
    with pytest.raises(InputError, match=r"--of party\|vessel\|goods"):
        planned(header)


@pytest.mark.parametrize("column", ["of", "Kind"])
def test_in_a_mixed_file_a_column_tells_the_kind_of_each_row(column: str) -> None:
    p = planned(f"{column},id,name,imo,hs,remark")
    assert (p.of, p.of_cell) == ("", 0)
    assert made_of(p, "vessel") == {"id": (1,), "name": (2,), "imo": (3,), "remark": (5,)}
    assert made_of(p, "goods") == {"id": (1,), "hs": (4,), "remark": (5,)}


def test_the_callers_word_on_the_kind_goes_before_the_columns() -> None:
    p = planned("id,kind,name", of="vessel")
    assert (p.of, p.of_cell, made_of(p, "vessel")["kind"]) == ("vessel", -1, (1,))


@pytest.mark.parametrize("name", ["birth_date", "Birth Date", " BIRTH-DATE ", "birthDate", "\ufeffbirth_date"])
def test_case_spaces_and_camels_do_not_matter(name: str) -> None:
    assert made_of(planned(f"id,{name}"), "party")["birth_date"] == (1,)


@pytest.mark.parametrize(
    ("column", "meant"),
    [("imo_number", "`imo`"), ("call_sgin", "`call_sign`"), ("vessel_name", "`name`"), ("Date", "`day`"), ("colour", "")],
)
def test_an_unknown_column_is_kept_and_a_near_name_suggested(column: str, meant: str) -> None:
    p = planned(f"id,mmsi,{column}")
    assert made_of(p, "vessel")[column] == (2,)
    ((name, remark),) = p.remarks
    assert (name, "did you mean" in remark, meant in remark) == (column, bool(meant), True)


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="The kinds are party, vessel, goods"):
        planned("id,imo", of="plane")


def test_a_mapping_goes_before_our_names() -> None:
    p = planned("Ref,Ship,name", of="vessel", Ref="id", Ship="name", name="owner")
    assert made_of(p, "vessel") == {"id": (0,), "name": (1,), "owner": (2,)}


def test_several_columns_may_feed_one_list_but_not_one_value() -> None:
    assert made_of(planned("id,alias,Alias 2,wallet", **{"Alias 2": "alias"}), "party")["alias"] == (1, 2)
    with pytest.raises(InputError, match="'Name' and 'name ' both are `name`"):
        planned("id,Name,name ,wallet")


def test_a_file_without_header_is_refused() -> None:
    with pytest.raises(InputError, match=r"names no column of party: '17', 'Kim Chol'.*--mapping"):
        planned("17,Kim Chol", of="party")


def test_more_columns_than_any_table_has_are_refused() -> None:
    with pytest.raises(InputError, match="3000 columns, more than 2000"):
        planned(",".join(f"c{i}" for i in range(3_000)))


def test_what_a_mapping_names_in_vain_is_said() -> None:
    assert planned("id,imo", Ship="name").remarks == (("Ship", "named in the mapping and not in this file"),)


def test_a_mapping_is_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('of = "vessel"\nencoding = "cp949"\ndates = "day-first"\nseparator = ";"\n[columns]\n"Ship\'s name" = "name"\n')
    assert read_mapping(path) == ColumnMap({"Ship's name": "name"}, "vessel", "cp949", ";", "day-first")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns", "is no TOML"),
        ('colums = "x"', r"has \['colums'\]"),
        ('[columns]\nShip = "nmae"', r"'Ship' = 'nmae'; did you mean `name`\?"),
        ("[columns]\nShip = 3", "something else than text"),
        ('columns = "name"', "something else than text"),
        ('dates = "us"', "day-first or month-first"),
        ('encoding = "klingon"', "encoding = 'klingon', which is not known"),
        ('encoding = "base64"', "encoding = 'base64', which is not known"),
        ('separator = "ab"', "write one character"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=told):
        read_mapping(path)


def test_a_mapping_that_is_not_there_shows_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\[columns\]"):
        read_mapping(tmp_path / "none.toml")
