from datetime import date

from inforce.law.packages import packages
from inforce.reports.html import page
from inforce.reports.talks import document, held_on, tables_laid
from inforce.reports.talks_picture import picture

ARTICLE = date(2019, 10, 16)


def test_positions_of_all_sides_stand_under_one_matter() -> None:
    rows = [row[:2] for row in held_on(ARTICLE).rows]
    assert ("enforcement", "US") in rows
    assert ("enforcement", "CN") in rows
    assert ("sequence", "CN, RU") in rows


def test_the_lead_counts_from_the_last_deed_that_a_promise_names() -> None:
    lead = " ".join(document(ARTICLE, packages().values()).lead)
    assert "686 days before" in lead  # from 29 November 2017 to 16 October 2019
    assert "Stockholm" in lead


def test_packages_are_on_the_table_only_from_their_day() -> None:
    before = {row[0] for row in tables_laid(packages().values(), date(2019, 2, 26)).rows}
    after = {row[0] for row in tables_laid(packages().values(), date(2019, 2, 27)).rows}
    assert {"hanoi-by-livelihood", "hanoi-by-resolutions"} <= after - before


def test_what_came_later_is_not_told_of_a_day() -> None:
    assert "2022-03-24" not in " ".join(document(ARTICLE, ()).lead)
    halts = next(t for t in document(ARTICLE, ()).tables if t.id == "halts")
    assert all("2022" not in str(cell) for row in halts.rows for cell in row[:10])


def test_a_day_before_everything_is_a_page_too() -> None:
    assert "<table>" in page(document(date(1990, 1, 1), packages().values()))


def test_the_picture_is_the_same_each_time_and_marks_the_day() -> None:
    assert picture(ARTICLE) == picture(ARTICLE)
    assert ">2019-10-16<" in picture(ARTICLE)
    assert ">2005-01-01<" not in picture(date(2005, 1, 1))
