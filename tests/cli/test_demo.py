"""`inforce demo`: the example is found as recorded, on a page that an officer can read."""

import csv
import json
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from inforce.base.ids import clean_imo
from inforce.cli import app
from inforce.cli.demo import FILES, differences

EXAMPLE = files("inforce.cli.example")
CAUTION = "embedded register, compiled on 2025-12-10; pull the official list before relying on it"


def run(*args: str, columns: int = 90, home: Path | None = None) -> Result:
    env = {"COLUMNS": str(columns), "INFORCE_HOME": str(home) if home else None}
    return CliRunner().invoke(app, ["demo", *args], env=env)


def rows(kind: str) -> list[dict[str, str]]:
    with (EXAMPLE / FILES[kind]).open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


def test_the_findings_are_those_recorded_and_the_demo_says_so_by_its_exit_code() -> None:
    assert run("--format", "recorded").output == (EXAMPLE / "expected.json").read_text(encoding="utf-8")
    assert run().exit_code == 0


def test_a_finding_that_changed_is_told_both_ways() -> None:
    then, now = '{"subject": "a", "outcome": "match"}', '{"subject": "a", "outcome": "prohibited"}'
    assert differences(f"[{then}]", f"[{now}]") == f"recorded, not found: {then}\nfound, not recorded: {now}\n"
    assert differences(f"[{then}, {now}]", f"[{now}, {then}]") == ""
    assert differences(f"[{then}]", f"[{then}, {then}]") == f"found, not recorded: {then}\n"


def test_the_demo_fails_when_the_findings_are_not_those_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inforce.cli.demo.as_recorded", lambda result: "[]")
    done = run()
    assert done.exit_code == 1
    assert "recorded, not found" in done.stderr
    assert "--format recorded" in done.stderr


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_the_page_fits_between_80_and_100_columns(columns: int) -> None:
    for line in run(columns=columns).stdout.splitlines():
        wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line)
        assert len(line) + wide <= max(80, min(columns, 100))


def test_every_row_stands_on_the_page_and_every_outcome_that_there_is_is_shown() -> None:
    page = run(columns=100).stdout
    assert all(f"{r['day']}  {r['id']} " in page for kind in FILES for r in rows(kind))
    for word in ("PROHIBITED", "PROHIBITED UNLESS", "CAPPED", "MATCH", "UNDETERMINED", "not addressed"):
        assert f" {word}\n" in page


def test_each_finding_from_the_register_says_that_it_is_from_the_register() -> None:
    listed = [f for f in json.loads(run("--format", "json").stdout) if "designation" in f["facts"]]
    assert len(listed) >= 5
    assert all(CAUTION in f["why"] and f["evidence"][0]["source"] == "embedded@2025-12-10" for f in listed)


def test_what_is_held_on_this_machine_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "editions").write_text("no folder")
    assert run(home=tmp_path).stdout == run(home=tmp_path / "none").stdout


def test_the_example_is_marked_fictional_and_has_no_natural_person_in_it() -> None:
    assert all("fictional" in r["remark"] for kind in FILES for r in rows(kind))
    assert {r["schema"] for r in rows("party")} == {"Company"}


def test_a_made_up_ship_has_a_number_that_no_ship_has() -> None:
    for row in rows("vessel"):
        assert row["imo"] == clean_imo(row["imo"])
        assert not row["name"].startswith("EXAMPLE") or row["imo"] in ("", "8914934") or "2000000" <= row["imo"] < "5000000"


def hanoi() -> str:
    """The part on relief, its lines joined."""
    part = run(columns=100).stdout.partition("Hanoi, February 2019 ")[2].partition("====")[0]
    return " ".join(part.split())


def test_hanoi_is_told_in_both_readings() -> None:
    assert "That is 5 of 11 resolutions whole; 16 of 16 civilian goods bans and caps" in hanoi()
    assert "That is 5 of 11 resolutions in part, none whole; 16 of 16 civilian goods bans and caps" in hanoi()


def test_one_goods_line_over_five_days_and_under_relief() -> None:
    five = "2016-01-15 no measure addresses it 2016-06-10 PROHIBITED UNLESS by un/2270#coal-and-iron 2016-12-15 CAPPED by un/2321#coal-cap"
    assert f"{five} 2017-08-05 PROHIBITED by un/2371#coal-and-iron 2019-03-01 PROHIBITED by un/2371#coal-and-iron" in hanoi()
    stays = "would be permitted, as far as the Council's measures go; what stays: UNDETERMINED by cn/2017-40#coal-and-iron"
    for reading in ("hanoi-by-resolutions", "hanoi-by-livelihood"):
        assert f"{reading}, the last of these: {stays}" in hanoi()


def ledgers() -> str:
    """The part on States, its lines joined."""
    part = run(columns=100).stdout.partition("China and Russia, refined petroleum")[2].partition("====")[0]
    return " ".join(part.split())


def test_the_ledgers_tell_what_cannot_be_assessed_first_and_alike() -> None:
    assert "China 6 of 7 cells (85.7%) cannot be assessed" in ledgers()
    assert "Russia 6 of 7 cells (85.7%) cannot be assessed" in ledgers()
    told = (
        "2021: within cap as reported, all States reported 18.4% of the cap (China: figures for 10 of 12 months, and a total of the whole"
    )
    assert told in ledgers()
    assert "10 days after un/2371, 11 days after un/2375, 15 days after un/2397. That is law" in ledgers()
    assert "40 days after un/2371, 29 days after un/2375, 66 days after un/2397. That is law" in ledgers()


def test_both_claims_of_october_2019_stand_beside_the_same_evidence() -> None:
    assert ledgers().count("shown NOT ASSESSABLE: ") == 2
    assert ledgers().count("2019 is contested (the Panel of Experts says so, China says not)") == 2


def test_the_article_is_told_as_statements_and_not_as_findings() -> None:
    part = " ".join(run(columns=100).stdout.partition("An article, October 2019 ")[2].split())
    assert "Meridian Wire News passes on what the senior officer for inspections said" in part
    assert "Alma Verhoeven (the forum's deputy director for inspections), demand, by the word 'stated'" in part
    assert "Selby Shipping Ministry, claim of compliance" in part
