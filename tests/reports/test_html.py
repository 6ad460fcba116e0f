import re
from html.parser import HTMLParser

from inforce.law import load
from inforce.law.packages import packages
from inforce.law.relief import terms
from inforce.reports.document import Document, Table
from inforce.reports.html import page
from inforce.reports.laid import lay
from inforce.reports.relief import compare

VOID = {"meta", "br"}


class Nesting(HTMLParser):
    """Fails where an end tag does not close what was opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_from_elsewhere_and_nests() -> None:
    made = page(compare([lay(load(), p, terms()) for p in packages().values()]))
    assert not re.search(r"<script|<link|<img|url\(|@import|src=|https?://", made)
    parser = Nesting()
    parser.feed(made)
    assert parser.open == []
    assert "@media print" in made


def test_what_a_package_says_cannot_become_markup() -> None:
    table = Table("a<b", "<script>", ("x",), (("<b>",), (("<i>", "&"),)), "<u>")
    made = page(Document("<title>", ("<p>",), (table,), foot=("<hr>",)))
    assert "<script>" not in made
    assert "&lt;i&gt;<br>&amp;" in made
    assert not re.search(r"<(b|u|hr)>", made)


def test_links_lead_to_the_first_table_of_each_group() -> None:
    made = page(compare([lay(load(), p, terms()) for p in packages().values()]))
    linked = re.findall(r'<a href="#([^"]+)"', made)
    assert {"summary", "hanoi-by-resolutions/resolutions", "sensitivity"} <= {*linked}
    assert {*linked} <= {*re.findall(r'<section id="([^"]+)"', made)}
