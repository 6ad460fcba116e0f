from hypothesis import given
from hypothesis import strategies as st

from inforce.match.reading import read


def texts(name: str, schema: str = "Person") -> list[str]:
    return [w.text for w in read(name, schema)[0].words]


def test_case_accents_and_punctuation_fold_away() -> None:
    assert texts("KIM, Jong-Un") == texts("Kim Jong  Un") == ["kim", "jong", "un"]
    assert texts("RI U'n-so'ng") == ["ri", "un", "song"]
    assert texts("Łódź Straße") == ["lodz", "strasse"]


def test_a_name_in_another_script_keeps_it() -> None:
    found = read("Владимир Путин")[0]
    assert (found.script, found.native) == ("cyrillic", "владимирпутин")
    assert [w.text for w in found.words] == ["vladimir", "putin"]
    assert read("Vladimir Putin")[0].native == ""


@given(st.text(), st.sampled_from(["Person", "Company", "Vessel", "Airplane", "?"]))
def test_any_text_is_read(text: str, schema: str) -> None:
    for reading in read(text, schema):
        assert all(w.text and w.key for w in reading.words)
