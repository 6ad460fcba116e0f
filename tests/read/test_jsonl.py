"""read/jsonl.py and read/ftm.py: one object a line, ours and FollowTheMoney's."""

import json
from pathlib import Path
from typing import Any

import pytest

from inforce.base.errors import InputError
from inforce.read import Subjects, read_subjects
from inforce.read.columns import MOST_COLUMNS


def read(tmp_path: Path, *lines: object, of: str = "") -> Subjects:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n" for line in lines))
    return read_subjects(path, of)


def entity(schema: str, id: str = "x", **properties: object) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": properties}


def test_rows_may_have_different_keys(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "1", "imo": 9314650}, {"id": 2, "name": "Eun Ryul 2", "past_names": ["A", "B"], "crew": {"n": 3}})
    assert found.tables["vessel"].to_pylist() == [
        {"id": "1", "imo": "9314650", "name": None, "past_names": None, "crew": ""},
        {"id": "2", "imo": None, "name": "Eun Ryul 2", "past_names": ["A", "B"], "crew": '{"n": 3}'},
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "2", "imo": ', "no JSON"),
        ("[1, 2]", "no JSON object"),
        ("plain text", "no JSON"),
        ('{"id": NaN}', "no JSON"),
        ('{"id":' + "[" * 200_000, "no JSON"),
    ],
)
def test_a_broken_line_costs_that_line(tmp_path: Path, line: str, told: str) -> None:
    found = read(tmp_path, {"id": "1", "imo": "9314650"}, line, "", {"id": "3", "imo": "9314650"})
    assert found.tables["vessel"]["id"].to_pylist() == ["1", "3"]
    (issue,) = found.issues
    assert (found.failed, issue.locator, told in issue.problem) == (1, "line 2", True)


def test_a_value_of_the_wrong_shape_is_an_issue_and_empty(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "1", "imo": ["9314650", "8987412"], "name": True, "flag": 7})
    assert found.tables["vessel"].to_pylist() == [{"id": "1", "imo": None, "name": None, "flag": None}]
    assert len(found.issues) == 3


def test_a_different_key_on_every_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Use the same keys"):
        read(tmp_path, *({f"k{i}": 1} for i in range(MOST_COLUMNS + 2)))


def test_a_person_of_followthemoney_is_a_party(tmp_path: Path) -> None:
    person = entity(
        "Person", name=["Kim Chol", "김철"], alias=["Kim Cheol"], birthDate=["1965"], nationality=["kp", "ru"], passportNumber=["A1"]
    )
    (row,) = read(tmp_path, person).tables["party"].to_pylist()
    assert (row["name"], row["alias"], row["schema"]) == ("Kim Chol", ["김철", "Kim Cheol"], "Person")
    assert (row["birth_date"], row["nationality"], row["passport_number"]) == (["1965"], ["KP", "RU"], ["A1"])


def test_a_company_keeps_every_place_and_number(tmp_path: Path) -> None:
    company = entity(
        "Company", name=["X"], jurisdiction=["cn"], country=["hk"], address=["1 Road", "2 Road"], leiCode=["L"], topics=["a", "b"]
    )
    (row,) = read(tmp_path, company).tables["party"].to_pylist()
    assert (row["country"], row["address"], row["lei_code"], row["topics"]) == (["CN", "HK"], "1 Road; 2 Road", ["L"], "a;b")


def test_a_vessel_of_followthemoney_keeps_its_past(tmp_path: Path) -> None:
    vessel = entity("Vessel", name=["New", "Old"], previousName=["Older"], imoNumber=["IMO9314650"], flag=["TG", "KH"], callSign=["3FXX"])
    (row,) = read(tmp_path, vessel).tables["vessel"].to_pylist()
    assert (row["name"], row["past_names"], row["imo"], row["flag"]) == ("New", ["Old", "Older"], "IMO9314650", "TG")
    assert (row["past_flags"], row["call_sign"]) == (["KH"], "3FXX")


def test_an_entity_without_a_property_lacks_it_and_its_columns_are_there(tmp_path: Path) -> None:
    assert read(tmp_path, entity("Vessel")).tables["vessel"]["imo"].to_pylist() == [None]


def test_entities_of_both_kinds_may_stand_in_one_file_and_others_are_reported(tmp_path: Path) -> None:
    found = read(tmp_path, entity("Person", "p"), entity("Vessel", "v"), entity("Ownership", "o"), entity("Airplane", "a"))
    assert {k: t["id"].to_pylist() for k, t in found.tables.items()} == {"party": ["p"], "vessel": ["v"]}
    assert ([i.value for i in found.issues], found.failed) == (["Ownership", "Airplane"], 0)


def test_day_and_part_of_may_stand_beside_the_properties(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**entity("Person", name=["X"]), "day": "2019-10-16", "part_of": "s1"}).tables["party"].to_pylist()
    assert (str(row["day"]), row["part_of"]) == ("2019-10-16", "s1")


@pytest.mark.parametrize("properties", [{"name": "X"}, {"name": None}, {"name": [None, {}]}, {"name": []}])
def test_properties_that_are_no_lists_do_not_stop_the_reading(tmp_path: Path, properties: dict[str, Any]) -> None:
    assert read(tmp_path, entity("Person", **properties)).tables["party"].num_rows == 1


def test_half_of_a_character_costs_its_line(tmp_path: Path) -> None:
    row = {"id": "1", "imo": "9314650"}
    found = read(tmp_path, row, r'{"id": "2", "name": "Kim \ud800"}', r'{"id": "3", "\udc00": 1}', r'{"id": "4", "name": "\ud83d\ude00"}')
    assert found.tables["vessel"]["id"].to_pylist() == ["1", "4"]
    assert (found.failed, [i.locator for i in found.issues]) == (2, ["line 2", "line 3"])


def test_a_file_without_a_readable_line_says_what_is_wrong_with_the_first(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1: no JSON: NaN is no number"):
        read(tmp_path, '{"id": NaN}')
