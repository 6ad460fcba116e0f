"""What the index finds is what comparing every pair finds: the same hits, names, parts and order."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inforce.base.nouns import Designation, Evidence, Identifier, Name
from inforce.match import Hit, Index
from inforce.match.alike import LIMIT, alike
from inforce.match.file import Arrays
from inforce.match.index import _points
from inforce.match.reading import read
from inforce.match.score import Row, best, side, side_of
from inforce.match.vocabulary import Vocabulary, is_initial, packed
from inforce.match.weights import load

SPELT = (
    "kim jong un chol yong il song nam ri pak mohammed muhammad mohamad ahmad ahmed abdul abd al rahman rahim bin hussein husayn ali "
    "sergei sergey ivanov ivanova ltd limited company trading general corporation ocean star korea maritime shipping 7 07 8 v j "
    "a de la cruz maria jose garcia rodriguez vladimir putin good will goodwill green pine associated tanchon commercial bank irgc "
    "harbour fund trust partners iii 9"
)
WORDS = SPELT.split()
SCHEMAS = ("Person", "Company", "Organization", "Vessel", "Airplane")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
wild = st.one_of(
    names, st.text(max_size=12), st.sampled_from(["김정은", "金正恩", "Ким Чен Ын", "习近平", "Путин Владимир", "بشار الأسد", "...", ""])
)
dates = st.lists(st.sampled_from(["1984-01-08", "1984", "1970-05", "no date"]), max_size=1).map(tuple)
countries = st.lists(st.sampled_from(["KP", "RU", "Iran"]), max_size=1).map(tuple)


@st.composite
def listings(draw: st.DrawFn) -> list[Designation]:
    found = []
    for i in range(draw(st.integers(1, 8))):
        kinds = st.sampled_from(["alias", "weak", "former"])
        more = tuple(Name(n, draw(kinds)) for n in draw(st.lists(wild, max_size=2)))
        number = (Identifier("passport_number", draw(st.sampled_from(["A1234567", "B7654321"]))),) if draw(st.booleans()) else ()
        d = Designation(f"x/{i}", "x", str(i), draw(st.sampled_from(SCHEMAS)), (Name(draw(wild)), *more), Evidence("x", str(i), ""))
        found.append(replace(d, birth_dates=draw(dates), nationalities=draw(countries), identifiers=number))
    return found


@st.composite
def rows(draw: st.DrawFn) -> Row:
    row = {
        "schema": draw(st.sampled_from(SCHEMAS)),
        "name": draw(wild),
        "birth_date": list(draw(dates)),
        "nationality": list(draw(countries)),
    }
    return {**row, "passport_number": ["A1234567"]} if draw(st.booleans()) else row


def compared(listed: list[Designation], row: Row, threshold: float) -> list[Hit]:
    """Every pair compared, as the index would if it had all the time in the world."""
    ours = side(row)
    kind = {"Vessel": 1, "Airplane": 2}
    beside = [d for d in sorted(listed, key=lambda d: d.id) if kind.get(d.schema) == kind.get(ours.schema)]
    hits = [Hit(d, *best(ours, side_of(d))) for d in beside]
    found = [h for h in hits if h.comparison.score >= threshold and h.comparison.parts]
    return sorted(found, key=lambda h: -h.comparison.points)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(listings(), st.lists(rows(), min_size=1, max_size=4), st.sampled_from([0.0, 0.02, 0.55, 0.7, 0.8, 0.95]))
def test_hits_are_those_of_comparing_every_pair(listed: list[Designation], asked: list[Row], threshold: float) -> None:
    assert Index(listed).search(asked, threshold) == [compared(listed, row, threshold) for row in asked]


@settings(deadline=None, max_examples=30)
@given(listings(), rows(), st.randoms())
def test_order_makes_no_difference(listed: list[Designation], row: Row, luck: random.Random) -> None:
    found = Index(listed).search([row], 0.6)
    luck.shuffle(listed)
    assert Index(listed).search([row, "somebody else", row], 0.6)[2] == found[0]


@settings(deadline=None)
@given(st.lists(st.text("abcdehkmnorstuvyz01", min_size=1, max_size=14), min_size=1, max_size=30), st.integers(0, 3))
def test_words_alike_are_found_without_going_through_all(texts: list[str], edits: int) -> None:
    words = {w for t in texts for w in read(t)[0].words}
    numbers, arrays = packed(words, load())
    asked = [w for t in texts for w in read(t[edits:] + t[:edits])[0].words]
    found = sorted(zip(*(column.tolist() for column in Vocabulary(Arrays({}, arrays)).like(asked)), strict=True))
    for n, word in enumerate(asked):
        if not is_initial(word.text):
            want = [(n, numbers[w], p) for w in words if (p := alike(word, w)) >= LIMIT]
            assert [pair for pair in found if pair[0] == n] == sorted(want)


def test_a_listed_name_in_another_spelling_or_spacing_is_found() -> None:
    listed = [Designation("x/1", "x", "1", "Person", (Name("Aref Ullaharef Mohammed Hassan"),), Evidence("x", "1", ""))]
    spelt = ["Aref Ulla Haref Mohammed Hassan", "Mohamad Hasan Aref Ullaharef", "ArefUllaharef Mohammed Hassan"]
    assert all(Index(listed).search(spelt, 0.7))


def test_an_identifier_finds_whoever_has_it() -> None:
    d = Designation(
        "x/1", "x", "1", "Person", (Name("Somebody"),), Evidence("x", "1", ""), identifiers=(Identifier("passport_number", "A 123 4567"),)
    )
    assert Index([d]).search([{"name": "Nobody At All", "passport_number": ["A1234567"]}], 0.7)[0][0].designation is d


@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.29, 0.57, 0.7, 0.7001, 1.0])
def test_a_threshold_in_whole_points_is_the_same_threshold(threshold: float) -> None:
    points = _points(threshold)
    assert points / 10_000 >= threshold > (points - 1) / 10_000
