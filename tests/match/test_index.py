from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index


def person(ref: str, *names: Name) -> Designation:
    return Designation(f"un/{ref}", "un", ref, "Person", names, Evidence("un", ref, ""))


def test_best_first_and_ties_by_id() -> None:
    twins = [person("b", Name("Igor Sechin")), person("a", Name("Igor Sechin")), person("c", Name("Igor Setchine"))]
    found = Index(twins).search(["Igor Sechin"], 0.7)
    assert [h.designation.ref for h in found[0]] == ["a", "b", "c"]


def test_a_weak_alias_alone_raises_no_match() -> None:
    listed = person("a", Name("Somebody Else"), Name("Abu Ali", "weak"))
    assert Index([listed]).search(["Abu Ali"], 0.7) == [[]]


def test_a_name_without_letters_finds_nothing() -> None:
    assert Index([person("a", Name("Ri Yong Ho"))]).search(["", "...", "x" * 10_000], 0.7) == [[], [], []]
