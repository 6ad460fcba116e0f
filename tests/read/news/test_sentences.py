"""Sentences and quotations of newspapers."""

import pytest

from inforce.read.news.sentences import paragraphs, quotes, sentences, shadow, tokens, units


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, (0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Kim met Dr. Lee. They talked.",
        "The U.S. said so. It did.",
        "John C. Demers spoke. He left.",
        "It cost $1.5 million. That was all.",
        "“It is so.” He left.",
        "The U.S. The next day came.",
    ],
)
def test_two_sentences_are_two(text: str) -> None:
    assert len(cut(text)) == 2


@pytest.mark.parametrize("text", ["The U.S. Senate met.", "“Is it?” he asked.", "He waited ... and left.", "No. 5 came first."])
def test_one_sentence_is_one(text: str) -> None:
    assert cut(text) == [text]


def quoted(text: str) -> list[tuple[str, bool]]:
    return [(text[slice(*q.inner)], q.open_end) for q in quotes(text, (0, len(text)))]


def test_quotation_marks_curly_straight_and_never_closed() -> None:
    assert quoted("“One,” he said, “two.”") == [("One,", False), ("two.", False)]
    assert quoted('"One," he said, "two."') == [("One,", False), ("two.", False)]
    assert quoted("“One, he said.") == [("One, he said.", True)]


def test_a_quotation_holds_its_sentences_together() -> None:
    text = "“One. Two,” he said. Three."
    whole = (0, len(text))
    assert [text[slice(*u.span)] for u in units(text, whole, 0, quotes(text, whole))] == ["“One. Two,” he said.", "Three."]


def test_possessives_and_abbreviations_are_tokens() -> None:
    text = "China's U.S. ties, Mr. Kim"
    assert [t.text for t in tokens(text, (0, len(text)), [])] == ["China", "'s", "U.S.", "ties", ",", "Mr.", "Kim"]


def test_the_shadow_has_the_same_length() -> None:
    text = "a\u00a0b’s “c” – d\u3000e"
    assert len(shadow(text)) == len(text)
    assert shadow(text) == "a b's “c” — d e"


def test_text_wrapped_by_hand_is_joined() -> None:
    line = "this is a line of a text that somebody wrapped by hand after many words and"
    assert len(paragraphs("\n".join([line] * 8))) == 1
    assert len(paragraphs("One.\nTwo.\n\nThree.")) == 3
