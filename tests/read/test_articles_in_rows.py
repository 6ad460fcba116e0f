"""Articles as rows of a file: the same findings, whether they come read or as text alone."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pytest
from scenarios import reference

from inforce.base.tables import SUBJECTS
from inforce.checks.article_mention import find
from inforce.cli.output import as_json
from inforce.read import Manner, Reading, of_files, of_rows, read_subjects
from inforce.read.article import article_rows, read_article
from inforce.run.local import run

TEXT = (files("inforce.cli.example") / "article.txt").read_text(encoding="utf-8").replace("Selby", "North Korean")
DAY = date(2019, 10, 16)
READ = article_rows([read_article(TEXT, day=DAY, source="Harbour Gazette")])


def filed(tmp_path: Path, row: object, name: str = "articles.jsonl") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(row, default=str) + "\n", encoding="utf-8")
    return path


def findings(rows: pa.Table) -> list[dict[str, object]]:
    left_out = ("id", "reference")
    return [{k: v for k, v in f.items() if k not in left_out} for f in run([find], {"article": rows}, reference({})).findings.to_pylist()]


def test_a_row_that_was_read_comes_back_from_json_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "row.jsonl"
    path.write_text(as_json(READ.to_pylist()[0]) + "\n", encoding="utf-8")
    back = read_subjects(path, "article")
    assert not back.failed
    assert back.tables["article"].select(SUBJECTS["article"].names).equals(READ)
    assert findings(back.tables["article"]) == findings(READ)
    assert findings(READ)


def test_a_text_alone_is_read_to_the_same_statements(tmp_path: Path) -> None:
    row = {"id": READ["id"][0].as_py(), "day": "2019-10-16", "source": "Harbour Gazette", "text": TEXT}
    back = read_subjects(filed(tmp_path, row)).tables["article"]
    for name in ("text", "title", "statements", "mentions"):
        assert back[name].to_pylist() == READ[name].to_pylist(), name
    assert findings(back) == findings(READ)


def test_statements_stand_in_csv_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,day,text,statements\na,2019-10-16,So it is said.,"[{""id"": ""s"", ""spans"": [[0, 5]], ""day"": ""2019-10-15""}]"\n'
    )
    [statement] = read_subjects(path).tables["article"]["statements"].to_pylist()[0]
    assert (statement["id"], statement["spans"], statement["day"]) == ("s", [[0, 5]], date(2019, 10, 15))


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        ([{"speaker_span": [3]}], "where it begins and where it ends"),
        ([{"spans": [[5, 2]]}], "where it begins"),
        ([{"speeker": "X"}], "is no field of it"),
        ([{"speaker": 7}], "which is no text"),
        (["X said so"], "where an object is wanted"),
        ("nonsense", "no list as JSON"),
        ([{"cue_span": [-1, 4]}], "no place in a text"),
    ],
)
def test_what_is_no_statement_is_an_issue_and_no_crash(tmp_path: Path, statements: object, problem: str) -> None:
    row = {"id": "a", "day": "2019-10-16", "text": "The minister said that it was so.", "statements": statements}
    back = read_subjects(filed(tmp_path, row))
    assert any(problem in i.problem for i in back.issues)
    assert back.tables["article"]["statements"].to_pylist()[0][0]["cue"] == "said"  # read anew from the text


def day_of(reading: Reading) -> date | None:
    return next(iter(reading)).tables["article"]["day"].to_pylist()[0]


def test_the_day_is_the_row_s_then_the_article_s_then_the_run_s() -> None:
    manner = Manner(day=date(2020, 1, 1))
    dated = "SEOUL, 16 October 2019 – The minister said that it was so."
    assert day_of(of_rows([{"id": "a", "text": dated, "day": "2018-01-01"}], manner)) == date(2018, 1, 1)
    assert day_of(of_rows([{"id": "a", "text": dated, "published_on": "2018-01-02"}], manner)) == date(2018, 1, 2)
    assert day_of(of_rows([{"id": "a", "text": dated}], manner)) == DAY
    undated = of_rows([{"id": "a", "text": "The minister said that it was so."}], manner)
    assert day_of(undated) == date(2020, 1, 1)
    assert undated.filled == 1
    assert day_of(of_rows([{"id": "a", "text": dated, "day": "soon"}], manner)) is None


def test_ten_megabytes_in_a_row_are_an_issue(tmp_path: Path) -> None:
    back = read_subjects(filed(tmp_path, {"id": "a", "day": "2019-10-16", "text": "The minister said so. " * 460_000}))
    assert any("not read, so no statements are known" in i.problem for i in back.issues)
    assert back.tables["article"]["statements"].to_pylist() == [None]


def test_no_rows_of_another_kind_are_touched(tmp_path: Path) -> None:
    assert of_files([filed(tmp_path, {"id": "a", "imo": "9314650", "day": "2019-10-16"})], Manner()).kinds == {"vessel"}
