"""Names that share one text. All invented, in the shapes that the list has."""

import pytest

from inforce.base.nouns import Name
from inforce.lists.un_consolidated.names import foreign_runs, name_and_aside, names

NO_NAME = ("original script", "birth name", "na")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Abu Sample", ["Abu Sample"]),
        ("SAMPLE, Hassan", ["SAMPLE, Hassan"]),
        ("Sample; Sampel ;Samplah;", ["Sample", "Sampel", "Samplah"]),
        ("a) Sample b) Sampel", ["Sample", "Sampel"]),
        (") Sample", ["Sample"]),
        ("Sample; Sample", ["Sample"]),
        ("SAMPLE BANK (SBK)", ["SAMPLE BANK (SBK)"]),
        ("SAMPLE (HONG KONG) LTD", ["SAMPLE (HONG KONG) LTD"]),
        ("SAMPLE: KENYA BRANCH", ["SAMPLE: KENYA BRANCH"]),
        ("SAMPLE ROADS (NORTH", ["SAMPLE ROADS (NORTH"]),
        ("Sample (birth name)", ["Sample"]),
        ("Sample (original script: Пример)", ["Sample", "Пример"]),
        ("Sample Khan (نمونه خان ),", ["Sample Khan", "نمونه خان"]),
        ("Sample Khan نمونه خان", ["Sample Khan", "نمونه خان"]),
        ("نمونه (the Sample; Sampel Front)", ["نمونه", "the Sample", "Sampel Front"]),
        ("Sample (SPL) (نمونه (original script); Sampel; Samplah)", ["Sample", "SPL", "نمونه", "Sampel", "Samplah"]),
        ("虛構(香港)有限公司", ["虛構(香港)有限公司"]),
        ("G-9", ["G-9"]),
        ("“1-P”", ["“1-P”"]),
    ],
)
def test_names_in_a_text(text: str, expected: list[str]) -> None:
    assert [name.text for name in names(text, "alias", NO_NAME)] == expected


def test_an_alias_in_another_script_is_original_and_a_weak_one_stays_weak() -> None:
    assert [*names("Sample (Пример)", "alias", ())] == [Name("Sample", "alias"), Name("Пример", "original")]
    assert [*names("Sample (Пример)", "weak", ())] == [Name("Sample", "weak"), Name("Пример", "weak")]


@pytest.mark.parametrize(
    ("text", "name", "aside"),
    [
        ("Abu Sample", "Abu Sample", ""),
        ("Sample, born in Nampo on 1 Jan. 1967", "Sample", "born in Nampo on 1 Jan. 1967"),
        ("Sample born 1 Jan. 1967", "Sample", "born 1 Jan. 1967"),
        ("Sample (false identity, passport 1)", "Sample", "false identity, passport 1)"),
        ("Reborn Sample", "Reborn Sample", ""),
        ("Max Born", "Max Born", ""),
    ],
)
def test_what_is_said_behind_a_name(text: str, name: str, aside: str) -> None:
    assert name_and_aside(text) == (name, aside)


def test_runs_in_another_script() -> None:
    assert foreign_runs("DOB: 1963. In Arabic: نمونه خان") == ("نمونه خان",)
    assert foreign_runs("nom de guerre") == ()
