"""What stands beside a name: numbers, birth dates, countries, genders."""

import pytest

from inforce.base.nouns import Designation, Evidence, Identifier, Name
from inforce.match import Index, compare, unread
from inforce.match.reading import legal_form
from inforce.match.weights import load, profiles

QASEMI = {"name": "QASEMI, Rostam", "passport_number": "A2463775", "birth_date": "1964-05-05", "nationality": "IR", "gender": "male"}
AGAINST = {"passport_number": "A2463775", "birth_date": "1991-01-01", "nationality": "IS", "gender": "female"}


@pytest.mark.parametrize("profile", profiles())
@pytest.mark.parametrize("name", ["Ivan Petrov", "Rostam Qasemi", ""])
def test_a_number_in_common_is_found_whatever_contradicts_it(profile: str, name: str) -> None:
    found = compare({**AGAINST, "name": name}, QASEMI, profile=profile)
    assert load(profile).threshold <= found.points == sum(p.score for p in found.parts)
    assert found.points < 10_000 or profile == "ofac"  # by which no trait counts
    assert {p.name: p.score < 0 for p in found.parts}.get("birth date", True)


def test_the_limit_is_a_part_of_its_own() -> None:
    last = compare({**AGAINST, "name": "Ivan Petrov"}, QASEMI).parts[-1]
    assert (last.name, last.ours, last.score) == ("limit: an identifier in common", "A2463775", 3_500)


def test_more_that_contradicts_never_raises() -> None:
    scores = [compare({k: AGAINST[k] for k in list(AGAINST)[:n]}, QASEMI).points for n in range(1, 5)]
    assert scores == sorted(scores, reverse=True)


ARTAVIL = {"name": "ARTAVIL", "imo": "9187629", "mmsi": "572469210", "flag": "IR"}


@pytest.mark.parametrize("profile", profiles())
@pytest.mark.parametrize("known_by", [("name", "mmsi"), ("name", "mmsi", "flag"), ("name", "flag")])
def test_another_imo_number_is_a_part_and_hides_no_ship(profile: str, known_by: tuple[str, ...]) -> None:
    row = {k: ARTAVIL[k] for k in known_by}
    without, found = compare(row, ARTAVIL, "Vessel", profile), compare({**row, "imo": "9074729"}, ARTAVIL, "Vessel", profile)
    assert load(profile).threshold <= found.points < without.points
    assert [(p.ours, p.theirs, p.score) for p in found.parts if p.name == "imo"] == [("9074729", "9187629", -1_500)]


@pytest.mark.parametrize("known_by", [("name",), ("mmsi",), ("flag",), ("name", "flag"), ("name", "mmsi"), ("mmsi", "flag")])
def test_another_imo_number_never_raises(known_by: tuple[str, ...]) -> None:
    row = {k: ARTAVIL[k] for k in known_by}
    assert compare({**row, "imo": "9074729"}, ARTAVIL, "Vessel").points <= compare(row, ARTAVIL, "Vessel").points


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"passport_number": "KP 472310168"}, {"passport_number": "472310168"}),
        ({"passport_number": "DPRK passport No. 472310168"}, {"passport_number": "472310168"}),
        ({"id_number": "472310168"}, {"passport_number": "472310168"}),
        ({"passport_number": "АF133955"}, {"passport_number": "AF133955"}),
        ({"swift_bic": "ftbd-kp-py"}, {"swift_bic": "FTBDKPPYXXX"}),
        ({"swift_bic": "FTBDKPPY123"}, {"swift_bic": "FTBDKPPY"}),
    ],
)
def test_a_number_is_the_same_however_it_is_written(ours: dict[str, str], theirs: dict[str, str]) -> None:
    a, b = {"name": "Ivan Petrov", **ours}, {"name": "Zhang Wei", **theirs}
    assert compare(a, b).points == compare(b, a).points == 10_000
    listed = Designation(
        "x/1", "x", "1", "Person", (Name("Zhang Wei"),), Evidence("x", "1", ""), identifiers=(Identifier(*theirs.popitem()),)
    )
    assert [h.comparison.points for h in Index([listed]).search([a], 0.7)[0]] == [10_000]


def test_a_short_number_of_another_kind_is_another() -> None:
    assert compare({"passport_number": "13395"}, {"id_number": "13395"}).points == 0


@pytest.mark.parametrize("kind", ["passport_number", "id_number", "tax_number", "registration_number", "wallet", "call_sign", "mmsi"])
@pytest.mark.parametrize("text", ["UNKNOWN", "NONE", "N/A", "-", "0000000", "XXXX", "TBD", "222222222"])
def test_what_only_fills_a_field_makes_no_two_one(kind: str, text: str) -> None:
    assert compare({kind: text}, {kind: text}).points == 0


@pytest.mark.parametrize(("a", "b"), [("Co. Ltd.", "Ltd Co"), ("GmbH", "GmbH"), ("bin al de of the", "bin al"), ("The", "the")])
def test_legal_forms_and_particles_alone_are_no_name(a: str, b: str) -> None:
    for schema in ("Person", "Company"):
        assert compare(a, b, schema).parts == ()
        assert "what is the name?" in unread(a, schema)
    listed = Designation("x/1", "x", "1", "Company", (Name(b), Name("Zenit Co. Ltd.")), Evidence("x", "1", ""))
    assert Index([listed]).search([a, {"name": a, "schema": "Company"}], 0.3) == [[], []]


def test_words_that_many_firms_share_match_a_listing_that_is_called_so_and_are_no_clean_answer() -> None:
    assert "many firms share" in unread("General Trading Company", "Company")
    assert 0.7 < compare("General Trading Company", "General Trading Co.", "Company").score < 0.9
    assert compare("General Trading Company", "Al Noor General Trading", "Company").score < 0.5
    assert unread("Zenit Trading Company", "Company") == unread("Se An") == unread("Ali") == ""


FIRM = Designation("x/1", "x", "1", "LegalEntity", (Name("Beijing Sukbakso"),), Evidence("x", "1", ""))
FAMILY = Designation("x/2", "x", "2", "Person", (Name("Kim Jong Il"),), Evidence("x", "2", ""))


def test_a_row_that_does_not_say_what_it_is_is_read_as_a_firm_too_where_it_holds_a_legal_form() -> None:
    rows = ["Beijing Sukbakso Sdn Bhd", {"name": "Beijing Sukbakso (Pvt) Ltd"}]
    for row, hits in zip(rows, Index([FIRM, FAMILY]).search(rows, 0.7), strict=True):
        assert [(h.designation, h.comparison) for h in hits] == [(FIRM, compare(row, "Beijing Sukbakso"))]
        assert compare(row, "Beijing Sukbakso").points == compare(row, "Beijing Sukbakso", "Company").points > 9_000
        assert compare("Beijing Sukbakso", row).points == compare(row, "Beijing Sukbakso").points


def test_a_person_is_no_firm() -> None:
    assert Index([FAMILY]).search(["Kim Jong Un Ltd"], 0.7) == [[]]
    assert not any(map(legal_form, ("Abdul as-Samad", "As Sayyid Sa Hasan", "Se An", "Kim Jong Un", "Hassan Al")))
    assert all(map(legal_form, ("Muller AG", "Beijing Sukbakso Co", "Zenit Ltd Pyongyang", "ООО Восток")))
    assert compare("Kim Jong Un", "Kim Jong Il").points == compare("Kim Jong Un", "Kim Jong Il", "Person").points < 6_000
