"""Designations as Arrow rows and back."""

from datetime import date
from typing import get_type_hints

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.nouns import Designation, Evidence, Identifier, Name, Review
from inforce.base.tables import DESIGNATION, designations, designations_table

text = st.text(max_size=8)
texts = st.lists(text, max_size=3).map(tuple)
simple = {
    str: text,
    Review: st.sampled_from(Review),
    date | None: st.none() | st.dates(),
    tuple[str, ...]: texts,
    tuple[date, ...]: st.lists(st.dates(), max_size=2).map(tuple),
    tuple[Name, ...]: st.lists(st.builds(Name, text, text), min_size=1, max_size=3).map(tuple),
    tuple[Identifier, ...]: st.lists(st.builds(Identifier, text, text, text), max_size=3).map(tuple),
    Evidence: st.builds(Evidence, text, text, text),
}
any_designation = st.builds(Designation, **{name: simple[kind] for name, kind in get_type_hints(Designation).items()})


@given(st.lists(any_designation, max_size=4).map(tuple))
def test_designations_come_back_from_their_table_as_they_were(ds: tuple[Designation, ...]) -> None:
    assert designations(designations_table(ds)) == ds


@given(st.lists(any_designation, max_size=4).map(tuple))
def test_the_order_of_columns_and_the_cut_of_batches_do_not_matter(ds: tuple[Designation, ...]) -> None:
    table = designations_table(ds).select(sorted(DESIGNATION.names))
    cut = pa.Table.from_batches([b for n in range(table.num_rows) for b in table.slice(n, 1).to_batches()], table.schema)
    assert designations(cut) == ds
