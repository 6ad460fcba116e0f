"""Pages of the sea in a real browser, from file:// addresses: what is drawn, what keys and pointer do, that nothing is fetched.

Needs Chromium; where there is none these tests are skipped, and the reason is told.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, browser, program
from sea_pages import HOSTILE, finding, fixes, heard, numbered, reports

from inforce.law import load
from inforce.reference import Reference
from inforce.reports.sea_index import found, pages
from inforce.reports.vessel import Heard, vessel_page
from inforce.sea.places import gazetteer

pytestmark = pytest.mark.skipif(program() is None, reason="no Chromium here: install it to see the pages as a reader does")

SAILED = [(n * 600, 37 + n / 100, 124.5) for n in range(60)]
MARKS = "document.querySelectorAll('.leaflet-marker-icon')"


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A ship with hostile names, a silence in her track, and three findings."""
    said = reports({"name": HOSTILE, "call_sign": "P7"}, {"name": "SEA LAMP", "draught10": 55})
    apart = finding("track.gap", 6, at=(37.5, 124.5), other_mmsi="")
    points = [*SAILED[:30], *((t + 9000, lat, lon) for t, lat, lon in SAILED[30:])]
    path = tmp_path / "ship.html"
    path.write_text(
        vessel_page(
            heard(points, [finding(at=(37.0, 124.5)), apart, finding("track.jump", 8, at=(37.5, 124.5), tier="area")], said), gazetteer()
        )
    )
    return path


def fresh(chrome: Browser, path: Path, **how: object) -> None:
    chrome.asked.clear()
    chrome.said.clear()
    chrome.open(path, **how)  # type: ignore[arg-type]
    assert chrome.tell("document.documentElement.dataset.drawn") == "yes"


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_page_draws_itself_fits_the_screen_and_asks_nothing_of_anybody(chrome: Browser, page: Path, width: int, dark: bool) -> None:
    fresh(chrome, page, width=width, dark=dark)
    assert chrome.tell("document.querySelectorAll('path.land').length") >= 1
    assert chrome.tell("document.querySelectorAll('#map path.track.sailed').length") == 1
    assert chrome.tell("document.querySelectorAll('#map path.track.silent').length") == 1
    assert chrome.tell("document.documentElement.scrollWidth <= innerWidth") is True
    assert chrome.said == []
    assert [url for url in chrome.asked if not url.startswith("file:")] == []
    assert len(chrome.asked) == 1


def test_a_hostile_name_is_text(chrome: Browser, page: Path) -> None:
    fresh(chrome, page)
    assert chrome.tell("document.images.length") == 0
    assert HOSTILE in chrome.tell("document.querySelector('.lanes').textContent")


def test_the_policy_stops_a_script_and_a_request_that_get_in_all_the_same(chrome: Browser, page: Path) -> None:
    fresh(chrome, page)
    chrome.tell("{ const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s) }")
    chrome.tell("{ const i = new Image(); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i) }")
    assert chrome.tell("window.broken === undefined") is True
    assert any("Content Security Policy" in text for text in chrome.said)


def test_an_event_is_reached_by_key_tells_itself_and_stays_on_enter(chrome: Browser, page: Path) -> None:
    fresh(chrome, page)
    assert chrome.tell(f"{MARKS}.length") == 2  # one alone, two at one place
    chrome.tell("document.querySelector('[data-pin]').focus()")
    told = chrome.tell("document.getElementById('told').innerText")
    assert "possible transfer" in told
    assert "tier alongside" in told
    assert "innocent explanations\nbunkering" in told
    assert "un/2375#ship-to-ship" in told
    chrome.press("Enter", 13, "\r")
    chrome.tell("document.querySelectorAll('a.ev')[1].focus()")
    assert "possible transfer" in chrome.tell("document.getElementById('told').innerText")
    chrome.tell("document.querySelector('#told button').click()")
    chrome.tell("document.querySelectorAll('a.ev')[0].focus()")
    assert chrome.tell("document.querySelectorAll('.spot.at').length") == 1
    assert chrome.tell("document.querySelectorAll('.track.shown').length") >= 1


def test_keys_reach_map_marks_strip_and_rows_in_turn(chrome: Browser, page: Path) -> None:
    fresh(chrome, page)
    reached = []
    for _ in range(30):
        chrome.press("Tab", 9)
        reached.append(
            chrome.tell("document.activeElement.id || document.activeElement.getAttribute('class') || document.activeElement.tagName")
        )
    assert reached[0] == "skip"
    assert "map" in reached
    assert any("leaflet-marker-icon" in name for name in reached)
    assert any(name.startswith("ev ") for name in reached)
    assert "SUMMARY" in reached


def test_the_pointer_on_a_mark_tells_of_it(chrome: Browser, page: Path) -> None:
    fresh(chrome, page)
    box = chrome.tell("(b => [b.x + b.width / 2, b.y + b.height / 2])(document.querySelector('[data-pin]').getBoundingClientRect())")
    chrome.point(*box)
    assert "possible transfer" in chrome.tell("document.getElementById('told').innerText")


def test_the_legend_hides_a_kind_on_map_strip_and_table(chrome: Browser, page: Path) -> None:
    fresh(chrome, page)
    chrome.tell("document.querySelector('input[data-show=\"0\"]').click()")
    assert chrome.tell("document.getElementById('e1').hidden") is True
    assert chrome.tell("document.querySelector('.lanes tr[data-kind=\"0\"]').hidden") is True
    assert chrome.tell("document.querySelectorAll('[data-pin=\"1\"]').length") == 0


def test_a_track_over_the_antimeridian_is_one_line_beside_land(chrome: Browser, tmp_path: Path) -> None:
    points = [(n * 900, 65.5, (178 + n / 5 + 180) % 360 - 180) for n in range(40)]
    path = tmp_path / "across.html"
    path.write_text(vessel_page(Heard((412000001,), fixes(points), reports({"name": "x"}), numbered(finding(at=(65.5, -179.0))))))
    fresh(chrome, path)
    wide = chrome.tell("(b => b.width)(document.querySelector('#map path.track.sailed').getBoundingClientRect())")
    pin = chrome.tell("(b => b.x)(document.querySelector('[data-pin]').getBoundingClientRect())")
    ends = chrome.tell("(b => [b.left, b.right])(document.querySelector('#map').getBoundingClientRect())")
    assert 300 < wide < 1000
    assert ends[0] < pin < ends[1]
    assert chrome.tell("document.querySelectorAll('path.land').length") == 2


@pytest.mark.parametrize("points", [[], SAILED[:1]])
def test_a_ship_with_hardly_a_position_has_a_page_too(chrome: Browser, tmp_path: Path, points: list[tuple[float, float, float]]) -> None:
    path = tmp_path / "bare.html"
    path.write_text(vessel_page(heard(points)))
    fresh(chrome, path)
    assert chrome.said == []


def test_from_the_map_of_all_findings_to_a_ships_page(chrome: Browser, tmp_path: Path) -> None:
    made = [finding(hour=h, at=(33 + h / 10, 124.0), other_mmsi=f"41200010{h}") for h in range(5)]
    run = found(made, lambda ships: (fixes(SAILED), reports({"name": HOSTILE})), Reference(load(), None), {})
    for name, text in pages(run):
        (tmp_path / name).write_text(text)
    fresh(chrome, tmp_path / "index.html")
    assert chrome.tell("document.querySelectorAll('.events tbody tr').length") == 5
    chrome.tell("(i => { i.value = '412000103'; i.dispatchEvent(new Event('input')) })(document.getElementById('find'))")
    assert chrome.tell("document.querySelectorAll('.events tbody tr:not([hidden])').length") == 1
    assert chrome.tell("document.getElementById('count').textContent") == "1 shown"
    link = chrome.tell("document.querySelector('.events tbody tr:not([hidden]) td a').getAttribute('href')")
    assert link == "412000001.html#e4"
    fresh(chrome, tmp_path / "412000001.html", anchor="#e4")
    assert "possible transfer" in chrome.tell("document.getElementById('told').innerText")
