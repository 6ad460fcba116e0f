"""Whatever comes in, an article comes out whose spans hold, and it is the same each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from inforce.read.article import article_rows, read_article

WORDS = """“ ” " ' ’ ‘ ( ) [ ] , . : ; — - … ! ? said told added adding wants to that which who he she it they according claims insistence
on was is has will would not never no if unless the a an of by in at with and but Kim Jong-un Mr. Dr. U.S. UN North Korea China's Pyongyang
minister spokesman officials report Tuesday yesterday June 2019 2006-07-15 last year sanctions imposed impose lifted met attack urged
demanded Resolution 2397 Reuters Herald News US’ s' ’s é 北京 조선"""
PIECES = st.sampled_from([*WORDS.split(), *["\xa0", "\u200b", "\u2028", "\ufeff"], "\n", "\n\n", "\t"])
TEXTS = st.lists(PIECES, max_size=60).map(lambda pieces: " ".join(["The men of the land had been to the port with them.", *pieces]))


@settings(max_examples=300, deadline=None)
@given(TEXTS | st.text(max_size=200))
def test_any_text_gives_an_article_whose_spans_hold(text: str) -> None:
    a = read_article(text)
    size = len(a.text)
    for s in a.statements:
        for x, y in (*s.spans, *(span for span in (s.speaker_span, s.cue_span) if span)):
            assert 0 <= x < y <= size
        assert s.spans
    for x, y in (*a.sentences, *(m.span for m in a.mentions), *(t.span for t in a.times), *(e.span for e in a.events)):
        assert 0 <= x < y <= size
    assert article_rows([a]).num_rows == 1


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_words_kept_are_where_they_were(text: str) -> None:
    a = read_article(text)
    assert all(text[a.original(n)] == c for n, c in enumerate(a.text))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_same_again(text: str) -> None:
    assert read_article(text) == read_article(text)
