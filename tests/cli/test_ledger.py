"""`inforce ledger`, `claims` and `leverage`: the share first, every form, errors that say what to do."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from ledgers import sums
from typer.testing import CliRunner, Result

from inforce.cli import app
from inforce.reports.ledger_tables import LEDGER


def run(*args: str) -> Result:
    return CliRunner().invoke(app, [*args], env={"COLUMNS": "100"})


def test_the_share_is_the_first_thing_in_json_text_and_beside_a_csv() -> None:
    args = ("ledger", "China", "--day", "2023-12-31", "--about", "coal")
    told = json.loads(run(*args, "--format", "json").stdout)
    assert next(iter(told)) == "headline"
    assert run(*args, "--format", "table").stdout.splitlines()[2] == told["headline"]
    as_csv = run(*args, "--format", "csv")
    assert as_csv.stderr.strip() == told["headline"]
    assert next(csv.reader(as_csv.stdout.splitlines())) == LEDGER.names
    assert len(list(csv.DictReader(as_csv.stdout.splitlines()))) == told["cells"] == len(told["rows"])


def test_the_ending_names_the_form(tmp_path: Path) -> None:
    out = tmp_path / "cn.html"
    assert run("ledger", "CN", "--day", "2019-12-31", "--known", "2019-10-16", "--out", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "up to 2019-12-31; known on 2019-10-16" in text
    assert "Hangzhou" not in text


def test_sums_of_trade_come_from_parquet(tmp_path: Path) -> None:
    pq.write_table(sums({"usd": 5.0}), tmp_path / "sums.parquet")
    args = ("CN", "--day", "2018-12-31", "--sums", str(tmp_path / "sums.parquet"))
    assert "documented by the customs series of CN" in run("ledger", *args, "--about", "textiles", "--format", "table").stdout
    goods = [r for r in json.loads(run("leverage", *args, "--format", "json").stdout)["rows"] if r["goods"] == "textiles"]
    assert [r["own_usd"] for r in goods] == [5.0]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("ledger", "Atlantis"), "no State"),
        (("ledger", "KP"), "are about KP"),
        (("ledger", "CN", "--day", "soon"), "no day"),
        (("ledger", "CN", "--day", "2999-01-01"), "has not come yet"),
        (("ledger", "CN", "--day", "2012-01-01"), "with --since"),
        (("ledger", "CN", "--about", "cola"), "No duty"),
        (("ledger", "CN", "--sums", "none.parquet"), "cannot be read"),
        (("claims", "Atlantis"), "no State"),
        (("leverage", "CN", "no-such-package"), "no-such-package"),
    ],
)
def test_what_cannot_be_meant_says_so(args: tuple[str, ...], says: str) -> None:
    assert says in str(run(*args).exception)


def test_sums_with_other_columns_are_refused(tmp_path: Path) -> None:
    pq.write_table(sums({}).drop_columns(["zero"]), tmp_path / "sums.parquet")
    assert "missing ['zero']" in str(run("ledger", "CN", "--sums", str(tmp_path / "sums.parquet")).exception)


@pytest.mark.parametrize("form", ["table", "json", "csv", "html"])
@pytest.mark.parametrize("verb", [("claims",), ("claims", "RU"), ("leverage", "CN", "hanoi-by-livelihood")])
def test_every_form_is_written(verb: tuple[str, ...], form: str) -> None:
    done = run(*verb, "--day", "2025-01-01", "--format", form)
    assert done.exit_code == 0
    assert done.stdout.strip()


def test_the_statements_of_an_article_stand_beside_the_same_evidence(tmp_path: Path) -> None:
    article = tmp_path / "invented.txt"
    article.write_text(
        "BEIJING, Oct 16 - The Foreign Ministry of China said on Wednesday it has always fulfilled its duty concerning UN resolutions on "
        "North Korea.\n\nThe ministry was responding to the United States.\n",
        encoding="utf-8",
    )
    done = run("claims", "CN", "--article", str(article), "--article-day", "2019-10-16", "--day", "2025-01-01", "--format", "json")
    (row,) = [r for r in json.loads(done.stdout)["rows"] if r["kind"] == "compliance"]
    assert (row["of"], row["day"], row["beside"]) == (["CN"], "2019-10-16", "not assessable")
    assert "the Panel of Experts says so, China says not" in row["why"]


def test_an_article_that_is_not_there_says_so() -> None:
    assert "cannot be read" in str(run("claims", "--article", "none.txt").exception)


def test_reports_that_a_user_files_count_beside_those_that_ship_and_none_counts_twice(tmp_path: Path) -> None:
    months = [f"refined-petroleum,RU,2021-{n:02},800,bbl,2022-03-01" for n in range(1, 13)]
    again = ["refined-petroleum,CN,2021,91909,bbl,2022-04-01"]  # as it ships, from another outlet
    (tmp_path / "r.csv").write_text("\n".join(["measure,state,period,quantity,unit,published_on", *months, *again]), encoding="utf-8")
    told = run("ledger", "RU", "--about", "refined-petroleum", "--day", "2021-12-31", "--reports", str(tmp_path / "r.csv"), "-f", "json")
    (cell,) = [r for r in json.loads(told.stdout)["rows"] if r["period"] == "2021"]
    assert cell["status"] == "within cap as reported"
    assert (
        "20.3% of the limit in bbl. Russia: figures for 12 of 12 months. Of others that ever reported: China: figures for 10"
        in cell["words"]
    )
    (tmp_path / "r.csv").write_text("measure,state,period,quantity,unit\nrefined-petroleum,RU,June 2021,800,bbl\n", encoding="utf-8")
    assert "Mend the row" in str(run("ledger", "RU", "--reports", str(tmp_path / "r.csv")).exception)
