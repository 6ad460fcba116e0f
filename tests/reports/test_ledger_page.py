"""The ledger's page: needs nothing else, opens by key, tells what cannot be assessed first, and reads alike for every State."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from ledgers import DAY, TEXTILES, held, sums

from inforce.base.dates import Interval
from inforce.reports.claims import weighed
from inforce.reports.ledger import ledger
from inforce.reports.ledger_mirror import Astray
from inforce.reports.ledger_page import SIGNS, page
from inforce.reports.ledger_status import Status

STATES = ("CN", "RU", "BR")


def made(state: str, about: tuple[str, ...] = ()) -> str:
    everything = held()
    return page(ledger(everything, state, DAY, about=about), weighed(everything, everything.claims, DAY, state))


class Tags(HTMLParser):
    """Checks that tags close in order, and collects ids and what buttons open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.linked: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if told.get("id"):
            self.ids.append(told["id"] or "")
        if (told.get("href") or "").startswith("#"):
            self.linked.add((told["href"] or "")[1:])
        if told.get("popovertarget"):
            self.targets.add(told["popovertarget"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("state", STATES)
def test_every_button_opens_something_and_every_tag_closes(state: str) -> None:
    tags = Tags(made(state))
    assert tags.open == []
    assert len(set(tags.ids)) == len(tags.ids)
    assert tags.targets == {name for name in tags.ids if not name.startswith("s-")}
    assert tags.linked == {name for name in tags.ids if name.startswith("s-")}  # every key leads to the list, and every entry is named


@pytest.mark.parametrize("state", STATES)
def test_it_needs_nothing_else(state: str) -> None:
    assert not re.search(r"<script|<link|<img|\bsrc=|@import|url\(|\bon\w+=", made(state))


@pytest.mark.parametrize("state", STATES)
def test_what_cannot_be_assessed_is_told_before_anything_else(state: str) -> None:
    body = made(state).partition("<main>")[2]
    assert body.index("cannot be assessed") < body.index("<h2>")


def test_a_state_of_which_nothing_is_held_is_told_so_and_nothing_more() -> None:
    text = made("BR")
    assert "Nothing held here speaks for Brazil or against it." in text
    assert "No statement by this State or about it is held here." in text


def test_all_states_get_the_same_sections() -> None:
    titles = [re.findall(r"<h2>(.*?)</h2>", made(state)) for state in STATES]
    assert titles[0] == titles[1] == titles[2]


def test_each_status_has_a_sign_of_its_own_so_that_colour_is_not_needed() -> None:
    assert {*SIGNS} == {s.value for s in Status}
    assert len({*SIGNS.values()}) == len(SIGNS)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made("CN") == made("CN")


def test_what_stands_in_a_file_is_text_on_the_page() -> None:
    table = sums({"usd": 5.0, "flow": "<b>import</b>"})
    everything = held(table=table)
    text = page(ledger(everything, "CN", DAY, about=(TEXTILES,)), (), everything.of("CN"))
    assert "&lt;b&gt;import" in text
    assert "<b>import" not in text


def test_two_series_are_laid_beside_each_other_and_no_figure_is_not_zero() -> None:
    everything = held(table=sums({"usd": 5.0}, {"usd": 8.0, "reconciled": 1}, {"t": 3.0, "period": "2019"}))
    text = page(ledger(everything, "CN", DAY, about=(TEXTILES,)), (), everything.of("CN"))
    assert 'class="bar left" role="img" aria-label="5 usd"' in text
    assert 'class="bar right" role="img" aria-label="8 usd"' in text
    assert 'class="bar right" role="img" aria-label="no figure"' in text


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (
            "CN",
            "84.3% to 108.2% of 500,000 bbl. China: figures for 12 of 12 months. Of others that ever reported: Russia: figures for 12",
        ),
        ("CN", "China alone: 144,336 to 263,668 bbl."),
        ("CN", "61.5% to 112.4% of 500,000 bbl. China: figures for 12 of 12 months, all only together with Russia."),
        ("CN", "21.6% to 39.4% of 500,000 bbl. China: figures for 8 of 12 months."),
        (
            "CN",
            "China alone: 37,152 bbl, not in the total (2020-01..2020-08: overlaps with a report that covers more). CN 2020-08: told only",
        ),
        ("CN", "18.4% of 500,000 bbl. China: figures for 10 of 12 months, and a total of the whole period."),
        ("RU", "Russia alone: 241,114 bbl, not in the total (2018: within the report of CN+RU 2018)."),
        ("RU", "18.4% of 500,000 bbl. Russia: no figure for any of 12 months."),
        ("RU", "2 of them later no longer on the Committee's page"),
    ],
)
def test_a_bar_tells_its_share_its_months_and_what_is_not_in_it_in_words(state: str, told: str) -> None:
    assert told in unescape(made(state, ("refined-petroleum",)))


def test_a_bar_tells_what_its_total_lacks() -> None:
    assert "56.4% of 400,870,018 usd. ALL 2017-03 is not reported in usd: that total lacks it." in made("CN", ("coal",))


def test_notes_and_remarks_on_the_reports_stand_in_the_cell() -> None:
    text = unescape(made("RU", ("refined-petroleum",)))
    assert "2023-01: 44,655 bbl (later no longer on the Committee's page)" in text
    assert "the parts add up to 105,844 bbl, the whole says 105,845" in text


def test_a_gap_between_two_records_is_drawn_on_the_pages_of_both_and_blames_none() -> None:
    window = Interval(date(2018, 5, 1), date(2018, 10, 1))
    gap = Astray("NZ", "FJ", "271019", window, "t", 2700.0, 2600.0, 0.0, ("un/2397#refined-petroleum-cap",), "trade.csv:14")
    told = "New Zealand: 2,700 t sent to Fiji; Fiji: 0 t come from New Zealand, where 2,600 t would be usual"
    for state, left, right in (("NZ", "2,700 t", "0 t"), ("FJ", "0 t", "2,700 t")):
        text = page(ledger(held(), state, DAY, about=(TEXTILES,)), (), (), (gap,))
        assert told in text
        assert "HS 271019, 2018-05-01 to 2018-09-30" in text
        assert "neither record says which is wrong" in text
        assert f'class="bar left" role="img" aria-label="{left}"' in text
        assert f'class="bar right" role="img" aria-label="{right}"' in text
    assert told not in page(ledger(held(), "CN", DAY, about=(TEXTILES,)), (), (), (gap,))


def test_what_cannot_be_assessed_does_not_stand_under_what_can_be_said() -> None:
    for state in ("CN", "RU"):
        said = made(state).partition("<h2>What can be said</h2>")[2].partition("</section>")[0]
        assert 'class="card"' in said
        assert "not assessable" not in said
        held_too = made(state).partition("<h2>What is held and decides nothing</h2>")[2].partition("</section>")[0]
        assert held_too.count('class="card"') == held_too.count("not assessable") > 0


def test_the_newest_year_stands_first_so_that_a_narrow_screen_shows_it() -> None:
    years = re.findall(r'<th scope="col">(\d{4})</th>', made("CN"))
    assert years == sorted(years, reverse=True)
    assert "older ones follow to the right" in made("CN")


def test_the_list_says_what_a_key_is_and_where_it_was_found_also_of_third_states() -> None:
    text = unescape(made("CN"))
    listed = text.partition("<h2>Sources</h2>")[2]
    for key in ("TAIPEITIMES-2020-02-16", "Korea Herald 2020-02-21", "Yonhap via myanmarnewsgazette"):  # the last is of Russia alone
        assert f"<strong>{key}</strong>" in listed
    assert 'href="http://www.taipeitimes.com/News/world/archives/2020/02/16/2003731101"' in listed
    assert "<strong>Korea Herald 2020-02-21</strong>: no address is held" in listed
    assert "Russia, 2019: 277,365 bbl" in text


def test_a_cap_of_which_only_all_states_together_reported_opens_to_these_reports_with_their_notes() -> None:
    text = unescape(made("CN", ("coal",)))
    opened = text.partition('<div popover id="c-un-2321-coal-cap-2017-01-01">')[2].partition("</dl></div>")[0]
    assert "all States, 2017-03: 6,300 t (after China's suspension of 19 February)" in opened
    assert "ALL 2017-03 is not reported in usd: that total lacks it" in opened
