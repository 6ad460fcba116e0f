"""Statements that ship: whose they are, of which day, in our words, with a source."""

from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import LawError
from inforce.base.nouns import Review
from inforce.law import load
from inforce.talks import sources, statements
from inforce.talks.statements import SLANTED, read_sources, read_statements

BY_ID = {c.statement.id: c for c in statements()}
ENTRY = """
[[statements]]
id = "a"
day = 2019-10-16
speaker = "somebody"
on_behalf_of = "CHNGOV"
kind = "compliance"
summary = "Kept."
review = "memory"
"""


def read(tmp_path: Path, text: str) -> object:
    file = tmp_path / "statements.toml"
    file.write_text(text, encoding="utf-8")
    return read_statements(file, sources())


def test_october_2019_has_both_sides_on_their_days() -> None:
    schriver, geng = BY_ID["schriver-2019-10-15"], BY_ID["geng-2019-10-16"]
    assert (schriver.day, schriver.speaks_for, schriver.kind, schriver.of) == (date(2019, 10, 15), "US", "non_compliance", ("CN",))
    assert (geng.day, geng.speaks_for, geng.kind, geng.of) == (date(2019, 10, 16), "CN", "compliance", ("CN",))
    assert geng.answers == schriver.statement.id


def test_each_has_a_source_that_was_read_and_none_keeps_the_words_of_an_article() -> None:
    assert all(c.sources and c.review is Review.SECONDARY and not c.statement.quote for c in statements())
    assert {s for c in statements() for s in c.sources} <= {*sources()}


def test_no_sentence_of_the_article_ships(shared: object) -> None:
    article = shared("text/articles/00_presstv_relay_201910.txt").read_text(encoding="utf-8")  # type: ignore[operator]
    words = " ".join(article.replace("’", "'").split())
    for c in statements():
        said = c.summary.split()
        assert not [run for n in range(len(said) - 7) if (run := " ".join(said[n : n + 8])) in words]


def test_what_a_claim_is_about_is_known_to_the_law() -> None:
    subjects = {s.subject for s in load().scopes.values()}
    assert {m for c in statements() for m in c.matters} <= subjects
    assert all(c.of or c.speaks_for for c in statements() if c.kind in SLANTED)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('kind = "compliance"', 'kind = "lie"'), "must be one of"),
        (('review = "memory"', 'review = "secondary"'), "names nothing that was read"),
        (('review = "memory"', 'review = "memory"\nof = ["XX"]'), "'XX'"),
        (('review = "memory"', 'review = "memory"\nsources = ["NOBODY"]'), "'NOBODY'"),
        (("day = 2019-10-16", 'day = "16 October"'), "must be a day"),
        (('speaker = "somebody"\n', ""), "`speaker` is missing"),
        (('review = "memory"', 'review = "memory"\nblame = "all"'), "unknown field `blame`"),
    ],
)
def test_an_entry_that_does_not_say_one_clear_thing_is_refused(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(LawError, match=says):
        read(tmp_path, ENTRY.replace(*change))


def test_ids_are_one_each_and_days_in_order(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="given twice"):
        read(tmp_path, ENTRY + ENTRY)
    with pytest.raises(LawError, match="not in order"):
        read(tmp_path, ENTRY + ENTRY.replace('"a"', '"b"').replace("2019-10-16", "2019-10-15"))


def test_a_source_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('A = "x"', encoding="utf-8")
    with pytest.raises(LawError, match="is no table"):
        read_sources(tmp_path / "sources.toml")
