from inforce.law import load
from inforce.reports.scopes import differences


def cells(goods: str, direction: str) -> dict[str, object]:
    table = differences(load())
    return next(dict(zip(table.columns, row, strict=True)) for row in table.rows if row[:2] == (goods, direction))


def test_refined_petroleum_is_drawn_differently_and_the_panels_list_is_from_memory() -> None:
    row = cells("refined petroleum", "to")
    assert row["lists of codes known"] == "2, drawn differently"
    assert "not known; from memory, working list of the Panel of Experts: HS 2017: 2710 2712 2713" in row["United Nations Security Council"]  # type: ignore[operator]
    assert any("271210" in text for text in row["European Union"])  # type: ignore[attr-defined]


def test_china_names_coal_and_its_codes_are_not_known() -> None:
    assert "named in words; the codes are not known" in cells("coal", "from")["China"]  # type: ignore[operator]


def test_a_cell_without_a_source_says_so() -> None:
    row = cells("arms", "from")
    assert [row[who] for who in ("European Union", "China", "United States")] == ["not known"] * 3
    assert cells("coal", "from")["United States"] == "not known"  # the ban on all imports is from memory
    assert cells("condensates", "to")["United States"] == ("all goods: us/ear-746-4#licence",)


def test_where_the_union_takes_over_the_councils_chapters_it_says_so() -> None:
    assert "the list of un/2397" in cells("wood", "from")["European Union"]  # type: ignore[operator]


def test_every_kind_of_goods_that_a_list_names_has_a_row() -> None:
    named = {row[0] for row in differences(load()).rows}
    assert {"coal", "textiles", "statues", "vessels supply", "heavy arms"} <= named
    assert "any goods" not in named
