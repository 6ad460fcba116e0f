"""Pages with a map: what is other people's work is unchanged, and the page can fetch nothing."""

import json
import re
import tomllib
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from sea_pages import HOSTILE, finding, fixes, heard, numbered, reports

from inforce.reports import sea_coast
from inforce.reports.sea_map import Chart, policy
from inforce.reports.sea_track import line
from inforce.reports.vessel import vessel_page
from inforce.sea.places import gazetteer
from inforce.sea.zones import Zone

HOME = Path(__file__).parents[2]
LEAFLET = HOME / "src/inforce/reports/leaflet"
VENDORED = tomllib.loads((LEAFLET / "vendored.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "digest"), VENDORED["sha256"].items())
def test_leaflet_is_as_it_was_published(name: str, digest: str) -> None:
    assert sha256((LEAFLET / name).read_bytes()).hexdigest() == digest


def test_leaflet_stands_in_the_notice_with_its_licence_and_version() -> None:
    notice = (HOME / "NOTICE").read_text(encoding="utf-8")
    assert f"Leaflet {VENDORED['version']}" in notice
    assert VENDORED["licence"] in notice
    assert {p.name for p in LEAFLET.iterdir()} == {*VENDORED["sha256"], "vendored.toml"}


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else() -> None:
    text = vessel_page(heard([(0, 35, 123), (600, 35, 123.1)], [finding()]))
    assert f'content="{policy()}"' in text
    parts = [*re.findall(r"<script>(.*?)</script>", text, re.DOTALL), *re.findall(r"<style>(.*?)</style>", text, re.DOTALL)]
    own = {f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in parts}
    assert own == {*re.findall(r"'sha256-[^']+'", policy())}
    assert policy().startswith("default-src 'none'; ")
    assert "unsafe" not in policy()


def test_nothing_in_the_page_names_a_file_elsewhere() -> None:
    text = vessel_page(heard([(0, 35, 123)], [finding()]), gazetteer(), (), "index.html")
    page = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"<(link|img|iframe|object|embed|base|form)\b|<[^>]*\s(src|srcset|style|on\w+)=|@import|sourceMappingURL", page)
    ours = (HOME / "src/inforce/reports/sea.js").read_text() + (HOME / "src/inforce/reports/sea.css").read_text()
    assert not re.search(r"https?:|fetch\(|XMLHttp|import\(|innerHTML|eval\(|url\(", ours)
    hrefs = re.findall(r'href="([^"]*)"', page)
    assert all(h.startswith("#") or h == "index.html" for h in hrefs)


def test_hostile_texts_stay_texts() -> None:
    said = reports({"name": HOSTILE, "destination": HOSTILE, "call_sign": "</td>"})
    text = vessel_page(heard([(0, 35, 123)], [finding(tier=HOSTILE, other_mmsi=HOSTILE)], said))
    page = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", text, flags=re.DOTALL)
    assert "<img" not in page
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/json" id="drawn">']
    assert "</script" not in re.findall(r'id="drawn">(.*?)</script>', page, re.DOTALL)[0]


def test_the_land_is_fine_where_something_is_drawn_and_coarse_elsewhere() -> None:
    def points(rings: list[list[int]], west: float, south: float) -> int:
        at = np.concatenate([np.cumsum(np.array(r).reshape(-1, 2), axis=0) / sea_coast.UNIT for r in rings])
        return int(np.count_nonzero((np.abs(at[:, 0] - west) < 1) & (np.abs(at[:, 1] - south) < 1)))

    nampo, oslo = (125.0, 38.5), (10.5, 59.5)
    near_nampo = sea_coast.coast(np.array([38.5]), np.array([125.0]))
    near_oslo = sea_coast.coast(np.array([59.5]), np.array([10.5]))
    assert points(near_nampo, *nampo) > 5 * points(near_oslo, *nampo) > 0
    assert points(near_oslo, *oslo) > 5 * points(near_nampo, *oslo) > 0


def test_outlines_are_closed_and_cross_no_sea() -> None:
    for ring in sea_coast.coast(np.array([]), np.array([])):
        at = np.cumsum(np.array(ring).reshape(-1, 2), axis=0) / sea_coast.UNIT
        assert (at[0] == at[-1]).all()
        assert np.abs(np.diff(at[:, 0])).max() < 30 or at[:, 1].min() < -85


def test_what_is_drawn_over_the_antimeridian_lies_together() -> None:
    track = line(fixes([(0, 50, 179.9), (600, 50, -179.95)]))
    chart = Chart([track], numbered(finding(at=(50.0, -179.9))), gazetteer())
    drawn = json.loads(json.dumps(chart.drawn()))
    assert np.cumsum(drawn["lines"][0]["lon"]).tolist() == [17_990_000, 18_005_000]
    assert drawn["events"][0]["lon"] == 180.1


def test_a_zone_is_drawn_with_who_claims_it_where_something_lies_near() -> None:
    zone = Zone("test area", "KP", (((124.0, 37.0), (126.0, 37.0), (126.0, 39.0), (124.0, 37.0)),), "made")
    inside = Chart([line(fixes([(0, 37.5, 125.5)]))], [], (), (), (zone,)).drawn()["zones"]
    assert inside == [["test area, as claimed by North Korea", [[[37.0, 124.0], [37.0, 126.0], [39.0, 126.0], [37.0, 124.0]]]]]
    assert Chart([line(fixes([(0, 0, 0)]))], [], (), (), (zone,)).drawn()["zones"] == []


def test_a_map_of_events_alone_lies_about_them() -> None:
    chart = Chart([], numbered(finding(at=(50.0, -179.9)), finding(hour=5, at=(50.0, 179.0))))
    lons = [e["lon"] for e in chart.drawn()["events"]]
    assert abs(lons[0] - lons[1]) < 2
