"""Names that share one text. All invented, in the shapes that the list has."""

import pytest

from inforce.base.nouns import Name
from inforce.lists.naming import foreign_runs, name_and_aside, names, spellings

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


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("Abu Sample", True, ["Abu Sample"]),
        ("Jamil (a.k.a. Jameel) SAMPLE", True, ["Jamil (a.k.a. Jameel) SAMPLE", "Jamil SAMPLE", "Jameel SAMPLE"]),
        ("Ivan SAMPLE (SAMPEL, SAMPIL)", True, ["Ivan SAMPLE (SAMPEL, SAMPIL)", "Ivan SAMPLE", "Ivan SAMPEL", "Ivan SAMPIL"]),
        ("Ivan SAMPLE (Iwan SAMPEL)", True, ["Ivan SAMPLE (Iwan SAMPEL)", "Ivan SAMPLE", "Iwan SAMPEL"]),
        ("Sample, Din (Minister of Health)", True, ["Sample, Din (Minister of Health)", "Sample, Din"]),
        ("Ivan SAMPLE a.k.a. ‘Sampel’", True, ["Ivan SAMPLE", "‘Sampel’"]),
        ("Sample Trade Bank (STB)", False, ["Sample Trade Bank (STB)", "Sample Trade Bank", "STB"]),
        ("SAMPLE (UNO) LTD", False, ["SAMPLE (UNO) LTD", "SAMPLE LTD", "UNO"]),
        ("Sample (formerly known as New Sample)", False, ["Sample (formerly known as New Sample)", "Sample", "New Sample"]),
        ("Sample (the northern branch)", False, ["Sample (the northern branch)", "Sample"]),
        ("Fater (or Faater) Institute", False, ["Fater (or Faater) Institute", "Fater Institute"]),
    ],
)
def test_what_brackets_and_marks_say_besides(text: str, person: bool, expected: list[str]) -> None:
    assert [name.text for name in spellings(text, "primary", person)] == expected


def test_a_spelling_is_of_the_kind_that_its_mark_says() -> None:
    assert [*spellings("Sample (formerly New Sample) (SPL)", "alias", False)] == [
        Name("Sample (formerly New Sample) (SPL)", "alias"),
        Name("Sample", "alias"),
        Name("New Sample", "former"),
        Name("SPL", "weak"),
    ]
    assert [*spellings("Ivan SAMPLE Иван СЭМПЛ", "primary", True)] == [Name("Ivan SAMPLE", "primary"), Name("Иван СЭМПЛ", "original")]


@pytest.mark.parametrize("text", ["(" * 900, "a.k.a. " * 140, "(A" * 450, "A" * 50_000, "(a.k.a. A)" * 99])
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    assert all(name.text for name in spellings(text, "primary", True))
