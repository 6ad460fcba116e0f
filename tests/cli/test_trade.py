"""`inforce trade`: publishers' files as observations, and observations as sums; what could not be read is told."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from inforce.cli import app

HEAD = "reporter,partner,flow,period,hs,quantity,unit,value_usd"
COAL = "CN,KP,import,2018-03,270112,5,t,100"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["trade", *map(str, args)])


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(f"{HEAD}\n{COAL}\nCN,World,import,2018-03,270112,9,t,\nCN,KP,sideways,2018-03,270112,9,t,\n")
    return tmp_path


def test_a_file_becomes_observations_and_what_was_not_read_is_told(given: Path) -> None:
    done = run("read", given / "a.csv", "--out", given / "o.parquet", "--issues", given / "issues.csv", "--published", "2019-01-31")
    assert done.exit_code == 5
    assert "2 observations, layout mapped; not read: 1 rows" in done.stderr
    assert "1 times: an aggregate of partners" in done.stderr
    assert "sideways" in (given / "issues.csv").read_text()
    rows = pq.read_table(given / "o.parquet").to_pylist()
    assert [(r["partner"], r["aggregate"], str(r["published_on"])) for r in rows] == [
        ("KP", None, "2019-01-31"),
        (None, "yes", "2019-01-31"),
    ]


def test_problems_are_counted_however_many_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n".join([HEAD, *(f"CN,KP,import,2018-{n % 12 + 1:02},270112,-{n + 1},t," for n in range(250))]))
    done = run("read", tmp_path / "a.csv", "--out", tmp_path / "o.parquet")
    assert "a.csv, 250 times: " in done.stderr
    assert len(done.stderr.splitlines()) < 10


def test_a_layout_of_ones_own_is_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Who;With;Way;Month;Code\nCN;KP;import;2018-01;270112\n")
    (tmp_path / "m.toml").write_text(
        'separator = ";"\n[columns]\nWho = "reporter"\nWith = "partner"\nWay = "flow"\nMonth = "period"\nCode = "hs"\n'
    )
    assert run("read", tmp_path / "a.csv", "--mapping", tmp_path / "m.toml", "--out", tmp_path / "o.parquet").exit_code == 0
    assert pq.read_table(tmp_path / "o.parquet")["hs"].to_pylist() == ["270112"]


def test_months_that_are_claimed_and_not_held_are_told(given: Path) -> None:
    assert "2018-02" in run("read", given / "a.csv", "--claims", "2018-02..2018-03", "--out", given / "o.parquet").stderr


def test_sums_of_observations_and_what_is_in_none(given: Path) -> None:
    run("read", given / "a.csv", "--out", given / "o.parquet")
    done = run("sums", given / "o.parquet", "--out", given / "s.parquet")
    assert "In no sum: 1 rows" in done.stderr
    found = {r["measure"]: r for r in pq.read_table(given / "s.parquet").to_pylist()}
    assert (found["un/2371#coal-and-iron"]["t"], found["un/2371#coal-and-iron"]["usd"]) == (5.0, 100.0)


def test_rows_that_findings_set_aside_are_in_no_sum(given: Path) -> None:
    run("read", given / "a.csv", "--out", given / "o.parquet")
    pq.write_table(pa.table({"check_id": ["trade.miscoded"], "subject": ["a.csv:2"]}), given / "f.parquet")
    run("sums", given / "o.parquet", "--aside", given / "f.parquet", "--out", given / "s.parquet")
    assert {(r["rows"], r["quarantined"], r["t"]) for r in pq.read_table(given / "s.parquet").to_pylist()} == {(0, 1, None)}


def test_a_publishers_file_is_not_screened_before_it_is_read() -> None:
    file = str(Path(__file__).parents[2] / "src/inforce/cli/example/trade.csv")
    assert "inforce trade read" in str(CliRunner().invoke(app, ["screen", file, "--of", "trade"]).exception)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("read", "none.csv", "--out", "o.parquet"), "cannot be read"),
        (("read", "a.csv", "--out", "a.csv"), "a file that is read"),
        (("read", "a.csv", "x/a.csv", "--out", "o.parquet"), "one name"),
        (("read", "empty.csv", "--out", "o.parquet"), "is empty"),
        (("read", "other.csv", "--out", "o.parquet"), "no layout known here"),
        (("sums", "a.csv"), "cannot be read as Parquet"),
        (("sums", "other.parquet"), "lacks the columns"),
        (("sums", "text.parquet"), "has quantity as string"),
        (("sums", "good.parquet", "--aside", "other.parquet"), "no findings"),
        (("sums", "good.parquet", "--aside", "a.csv"), "cannot be read as Parquet"),
    ],
)
def test_what_cannot_be_meant_says_so(args: tuple[str, ...], says: str, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(given)
    Path("empty.csv").touch()
    Path("other.csv").write_text("a,b\n1,2\n")
    pq.write_table(pa.table({"a": [1]}), "other.parquet")
    run("read", "a.csv", "--out", "good.parquet")
    good = pq.read_table("good.parquet")
    pq.write_table(good.set_column(good.column_names.index("quantity"), "quantity", pa.array(["much", "x"])), "text.parquet")
    assert says in str(run(*args).exception)


def test_sums_hold_what_was_known_on_a_day_and_say_what_is_later(tmp_path: Path) -> None:
    for day, tonnes in (("2018-04-25", 5), ("2019-04-25", 7)):
        (tmp_path / f"{tonnes}.csv").write_text(f"{HEAD}\nCN,KP,import,2018-03,270112,{tonnes},t,100\n")
        run("read", tmp_path / f"{tonnes}.csv", "--published", day, "--out", tmp_path / f"{tonnes}.parquet")
    files = (tmp_path / "5.parquet", tmp_path / "7.parquet")
    for known, tonnes, published in (("2018-12-31", 5.0, "2018-04-25"), ("", 7.0, "2019-04-25")):
        done = run("sums", *files, "--known", known, "--out", tmp_path / "s.parquet")
        rows = {r["measure"]: r for r in pq.read_table(tmp_path / "s.parquet").to_pylist()}
        assert (rows["un/2371#coal-and-iron"]["t"], str(rows["un/2371#coal-and-iron"]["published"])) == (tonnes, published)
        assert ("In no sum: 1 rows published after 2018-12-31" in done.stderr) is bool(known)
    ledger = ["ledger", "CN", "--about", "coal", "--sums", str(tmp_path / "s.parquet"), "--known", "2018-12-31", "-f", "json"]
    told = CliRunner().invoke(app, ledger).stdout
    assert "7 t" not in told
    assert "1 sum of trade with a later figure" in told
    pq.write_table(pq.read_table(tmp_path / "s.parquet").drop_columns(["published"]), tmp_path / "s.parquet")
    assert "does not say when its figures were published" in str(CliRunner().invoke(app, ledger).exception)
