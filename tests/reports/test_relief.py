"""The counts of packages of relief: pinned, because a sentence of a newspaper may be laid beside them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import UsageError
from inforce.law import load
from inforce.law.package import Package
from inforce.law.packages import find, packages, read_package
from inforce.law.relief import terms
from inforce.reports.document import Table
from inforce.reports.exposure import Exposure
from inforce.reports.laid import Laid, lay
from inforce.reports.relief import compare, effects_table, headline

HANOI = date(2019, 2, 27)


def laid(name: str, day: date | None = None) -> Laid:
    package, done = find(name)
    return lay(load(), package, terms(), day, done)


def rows(name: str, table: str) -> dict[str, dict[str, object]]:
    tables: dict[str, Table] = {t.id: t for t in compare([laid(name)]).tables}
    found = tables[f"{name}/{table}"]
    return {str(row[0]): dict(zip(found.columns, row, strict=True)) for row in found.rows}


def test_hanoi_by_resolutions_five_of_eleven_and_sixteen_of_sixteen() -> None:
    one = laid("hanoi-by-resolutions")
    assert one.day == HANOI
    assert str(one.whole_resolutions) == "5 of 11"
    assert str(one.selected("civilian-goods")) == "16 of 16"
    assert str(one.selected("duties")) == "56 of 78"
    assert [i.id for i, share in one.resolutions if share.part] == ["un/2270", "un/2321", "un/2371", "un/2375", "un/2397"]


def test_the_eleven_are_the_nuclear_and_missile_resolutions() -> None:
    numbers = ("1695", "1718", "1874", "2087", "2094", "2270", "2321", "2356", "2371", "2375", "2397")
    assert tuple(i.id for i, _ in laid("hanoi-by-resolutions").resolutions) == tuple(f"un/{n}" for n in numbers)


def test_hanoi_by_livelihood_none_of_eleven_whole_and_sixteen_of_sixteen_too() -> None:
    one = laid("hanoi-by-livelihood")
    assert (str(one.whole_resolutions), str(one.touched_resolutions)) == ("0 of 11", "5 of 11")
    assert str(one.selected("civilian-goods")) == "16 of 16"
    assert str(one.selected("duties")) == "16 of 78"


def test_before_the_second_check_of_the_facts_it_was_54_of_75() -> None:
    """As reference counts have it; three duties of the second check came after those counts, two of them in the five."""
    added = {"un/2094#asset-freeze-criteria", "un/2321#flag-own-operate-insure", "un/2371#charter-dprk-flagged"}
    one = laid("hanoi-by-resolutions")
    duties = [m for m in one.of_everyone() if terms().selections["duties"].picks(m, load()) and m.id not in added]
    assert (sum(m in one.gone for m in duties), len(duties)) == (54, 75)


def test_arms_weapons_items_the_basic_freeze_and_the_travel_ban_stay_in_both_readings() -> None:
    stay = {"un/1718#arms-exports", "un/1874#arms-imports", "un/1718#wmd-items", "un/1718#asset-freeze", "un/1718#travel-ban"}
    for reading in ("hanoi-by-resolutions", "hanoi-by-livelihood"):
        assert not stay & {m.id for m in laid(reading).gone}


def test_both_readings_in_a_sentence() -> None:
    assert "5 of 11 would go whole; counted by civilian goods bans and caps, 16 of 16" in headline(laid("hanoi-by-resolutions"))
    assert "0 of 11 would go whole and 5 in part" in headline(laid("hanoi-by-livelihood"))
    assert "no measure is put aside" in headline(laid("after-singapore"))


def test_what_wakes_beneath_2397_is_2375s_two_million_barrels() -> None:
    woken = rows("step-by-step:yongbyon-answered", "woken")["wakes"]
    assert (woken["measure"], woken["limit then"]) == ("un/2375#refined-petroleum-cap", "2,000,000 bbl a year")
    petroleum = rows("step-by-step:yongbyon-answered", "reopened")["refined petroleum products"]
    assert petroleum["under the package"] == "would be capped"


def test_what_is_lifted_may_still_be_forbidden_by_single_states() -> None:
    coal = rows("hanoi-by-resolutions", "reopened")["coal, lignite, peat, coke"]
    assert coal["under the package"] == "would be permitted"
    assert coal["still forbidden or capped by"] == "United States, European Union, China"


def test_what_a_use_forbids_is_named_whatever_the_goods() -> None:
    tables = {t.id: t for t in compare([laid("hanoi-by-livelihood")]).tables}
    assert "un/2270#catch-all-conventional" in tables["hanoi-by-livelihood/reopened"].note
    assert not laid("all-at-once").whatever_the_goods


def test_older_bans_beneath_still_hold_where_only_the_five_go() -> None:
    arms = rows("hanoi-by-resolutions", "reopened")["arms and related materiel of any kind"]
    assert (arms["under the package"], arms["left of the Council"]) == ("would still be banned", ("un/1874#arms-imports",))


def test_vessels_stay_banned_where_only_bans_on_goods_go() -> None:
    vessels = [r for r in laid("hanoi-by-livelihood").reopened if r.subject == "vessels-supply"]
    assert [(r.outcome, [m.id for m in r.left]) for r in vessels] == [("still banned", ["un/2397#new-or-used-vessels"])]


def test_who_must_act_with_the_criteria_that_are_not_nuclear() -> None:
    acts = rows("step-by-step", "acts")
    council = acts["a new resolution of the Security Council"]
    assert (council["takes"], council["each could veto"]) == (
        "nine of fifteen votes, and no veto by one of five permanent members",
        "CN, FR, GB, RU, US",
    )
    statute = acts["a certification by the President under 22 USC 9251"]
    assert (statute["measures"], statute["criteria"]) == (3, 6)
    assert len(statute["of them not nuclear"]) == 5  # type: ignore[arg-type]


def test_a_way_back_that_is_written_in_takes_thirty_days_and_no_vote() -> None:
    back = rows("annex-v-like", "way-back")
    assert [(r["days"], r["each could veto its return"]) for r in back.values()] == [(30, "none"), (365, "none")]
    plain = rows("hanoi-by-resolutions", "way-back")["lift, United Nations Security Council"]
    assert (plain["days"], plain["each could veto its return"]) == ("not known", "CN, FR, GB, RU, US")


def test_all_at_once_leaves_all_unanswered_and_steps_leave_less() -> None:
    assert Exposure(packages()["all-at-once"]).worst() == (1.0, 0.0)
    worst = Exposure(packages()["step-by-step"]).worst()
    assert worst is not None
    assert (round(worst[0], 2), worst[1]) == (0.48, 0.0)


def test_where_no_order_is_said_either_side_may_be_exposed_whole() -> None:
    assert Exposure(packages()["hanoi-by-resolutions"]).worst() == (1.0, 1.0)


def test_relief_at_once_with_a_report_leaves_the_others_nothing_to_wait_for() -> None:
    assert Exposure(packages()["annex-v-like"]).worst() == (1.0, 0.0)


def test_trade_is_told_as_sources_have_it_and_what_has_no_figure_says_so() -> None:
    told = laid("hanoi-by-livelihood").trade_told()
    assert told == "2,161 to 2,215 million US dollars sold; 1,200 million US dollars bought; not known for 7 kinds of goods"
    assert laid("after-singapore").trade_told() == "none"
    table = rows("hanoi-by-livelihood", "trade")
    assert (table["textiles"]["of"], table["textiles"]["sources"]) == ("2016, and expected", ("LND-2375", "STR-2375"))
    assert table["crude"]["high, US dollars a year"] == "not known"


def test_states_are_those_recorded_by_the_day() -> None:
    def state(step: str, day: date) -> object:
        tables = {t.id: t for t in compare([laid("after-singapore", day)]).tables}
        found = tables["after-singapore/steps"]
        return next(row[found.columns.index("state")] for row in found.rows if row[0] == step)

    assert (state("test-site", date(2018, 6, 12)), state("exercises", date(2018, 6, 12))) == ("disputed", "claimed")
    assert (state("tests", date(2019, 12, 31)), state("tests", date(2020, 1, 1))) == ("claimed", "lapsed")


def test_before_its_day_a_package_changes_nothing_and_that_is_told() -> None:
    with pytest.raises(UsageError, match="begins on 2019-02-27"):
        laid("hanoi-by-resolutions", date(2019, 2, 26))


def test_every_measure_of_the_regime_has_its_fate_in_the_table() -> None:
    table = effects_table([laid("hanoi-by-resolutions")]).to_pylist()
    fates = {row["id"]: row["effect"] for row in table}
    assert (fates["un/2371#coal-and-iron"], fates["un/1718#asset-freeze"], fates["un/2094#cargo-inspection"]) == ("goes", "stays", "wakes")
    assert len(fates) == len(table) == len(laid("hanoi-by-resolutions").regime)


def test_the_comparison_is_the_same_twice_and_says_what_it_is_not() -> None:
    once, twice = (compare([laid(p) for p in packages()]).as_object() for _ in range(2))
    assert json.dumps(once, default=str) == json.dumps(twice, default=str)
    assert "not the law as it stands" in once["foot"][0]
    assert not {"legal", "likely", "probability"} & {*json.dumps(once["tables"], default=str).lower().split()}


def test_too_many_orders_to_look_through_are_told_and_not_waited_for(tmp_path: Path, shipped: Callable[[str], str]) -> None:
    head, steps = (
        shipped("after-singapore").split("[[steps]]")[0],
        [
            f'\n[[steps]]\nid = "s{n}"\nactor = "{"KP" if n % 2 else "US"}"\ndeed = "d"\nverified_by = "v"\nevidence = "e"\ndue = "b"\n'
            'otherwise = "o"\nreview = "memory"\n'
            for n in range(40)
        ],
    )
    (tmp_path / "after-singapore.toml").write_text(head + "".join(steps), encoding="utf-8")
    package: Package = read_package(tmp_path / "after-singapore.toml", load(), terms())
    assert Exposure(package).worst() is None
    assert "too many orders" in {t.id: t for t in compare([lay(load(), package, terms())]).tables}["after-singapore/exposure"].note


@pytest.fixture
def shipped() -> Callable[[str], str]:
    folder = Path(__file__).parents[2] / "src/inforce/law/packages"
    return lambda name: (folder / f"{name}.toml").read_text(encoding="utf-8")
