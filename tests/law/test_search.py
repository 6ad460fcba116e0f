import pytest

from inforce.law import load
from inforce.law.search import candidates


def found(description: str) -> list[str]:
    return [c.scope.id for c in candidates(description, load().scopes.values())]


@pytest.mark.parametrize(
    ("description", "scopes"),
    [
        ("ANTHRACITE COAL, washed", ["eu/coal"]),
        ("Men's shirts of cotton", ["eu/textiles"]),
        ("hot-rolled steel coils", ["eu/iron", "un/metals"]),
        ("charcoal", ["un/wood"]),
        ("rice", []),
        ("", []),
        ("무연탄", []),
    ],
)
def test_a_description_is_searched_by_whole_words(description: str, scopes: list[str]) -> None:
    assert found(description) == scopes


@pytest.mark.parametrize("scope", [s for s in load().scopes.values() if s.terms], ids=lambda s: s.id)
def test_every_term_finds_its_own_scope(scope: object) -> None:
    assert [t for t in scope.terms if scope.id not in found(t)] == []
