"""Copies are known by their quotations."""

from inforce.base.news import Article
from inforce.read.article import read_article
from inforce.read.copies import same_source

QUOTE = "We want the ports to look twice at every single paper that a ship brings along"


def article(text: str, source: str) -> Article:
    return read_article(text, source=source)


def test_a_copy_with_other_words_around_the_same_quotation_is_the_same_source() -> None:
    one = article(f"“{QUOTE},” said Alma Verhoeven, a director of the forum, on Tuesday.", "a")
    two = article(f"At a meeting of the owners the director was clear. “{QUOTE},” she said to them.", "b")
    other = article("“There is nothing at all that the owners of these ships would like to add to it,” said the league.", "c")
    assert [[a.source for a in group] for group in same_source([one, other, two])] == [["a", "b"], ["c"]]


def test_articles_without_quotations_are_compared_as_a_whole() -> None:
    text = "The ministry said on Wednesday that the ports of the country had been told to look at the papers."
    assert len(same_source([article(text, "a"), article(text + " The owners have not answered.", "b")])) == 1


def test_nothing_is_like_nothing() -> None:
    assert same_source([]) == []
    assert len(same_source([article("", "a"), article("", "b")])) == 2
