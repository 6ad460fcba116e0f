"""An article as a page: every statement can be seen and reached, and nothing given as text becomes markup."""

import re
from datetime import date
from importlib.resources import files

from inforce.read.article import read_article
from inforce.reports.article import page

ARTICLE = read_article(
    (files("inforce.cli.example") / "article.txt").read_text(encoding="utf-8"), day=date(2019, 10, 16), source="Harbour Gazette"
)


def test_each_statement_is_in_the_text_and_in_the_table() -> None:
    html = page(ARTICLE)
    for s in ARTICLE.statements:
        assert html.count(f'<tr id="{s.id}">') == 1
        assert html.count(f'href="#{s.id}"') == 1
        assert f'id="tip-{s.id}"' in html


def test_the_text_stands_whole_on_the_page() -> None:
    body = page(ARTICLE).partition('<article class="text">')[2].partition("</article>")[0]
    shown = re.sub(r'<span class="tip".*?</span></span>|<span class="tip".*?</span>(?=</mark>)', "", body)
    shown = re.sub(r"<sup>.*?</sup>", "", shown)
    assert [re.sub(r"<[^>]*>", "", p) for p in re.findall(r"<(?:p|h1)>(.*?)</(?:p|h1)>", shown)] == [
        line for line in ARTICLE.text.split("\n") if line.strip()
    ]


def test_a_claim_is_called_a_claim() -> None:
    assert "claim of non-compliance" in page(ARTICLE)
    assert "non_compliance" not in page(ARTICLE)


def test_markup_in_the_text_is_shown_as_text() -> None:
    html = page(read_article("The minister said that <script>alert(1)</script> it was so & good."))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_what_was_not_determined_is_on_the_page() -> None:
    assert "Not determined: the day of the article" in page(read_article("The minister said that it was so."))
    assert "there is no text" in page(read_article(""))
