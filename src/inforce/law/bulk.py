"""The law over many goods lines at once: DuckDB reduces them to the cases that the law can tell apart, the evaluator judges each
case once, and DuckDB joins the verdicts back to their rows. There is one evaluator, so that there are not two laws."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.tables import SUBJECTS
from inforce.law.alike import Alike
from inforce.law.goods import Goods
from inforce.law.verdict import Verdict

_S, _L, _D = pa.string(), pa.list_(pa.string()), pa.date32()
VERDICT = pa.schema(
    [
        ("row", pa.int64()),
        ("id", _S),
        ("measure", _S),
        ("outcome", _S),
        ("scope", _S),
        ("line", _S),
        ("exemptions", _L),
        ("questions", _L),
        ("national", _L),
    ]
)
_WRITTEN = ("hs", "hs_edition", "day", "day_zone", "contract_day", "loaded_day")
_Database = duckdb.DuckDBPyConnection
_Values = tuple[Any, ...]


class Bulk:
    """`goods`, asked of whole tables. What it remembers from one to the next is what was said of a case, never of whom."""

    def __init__(self, goods: Goods) -> None:
        self.goods = goods
        self._alike = Alike(goods)
        self._columns = (*_WRITTEN, *self._alike.columns)

    def verdicts(self, rows: pa.Table) -> Iterator[list[Verdict]]:
        """For each row of a goods table, in order, what `Goods.verdicts` says of it; nothing for one that has no `day`, or a
        `day_zone` that is no zone."""
        with _database() as db:
            found = list(self._judged(db, rows))
            numbers = db.sql("SELECT number FROM given LEFT JOIN numbered USING (n) ORDER BY n").to_arrow_table()["number"]
        for number in numbers.to_pylist():
            yield [] if number is None else found[number]

    def table(self, rows: pa.Table) -> pa.Table:
        """The same as one table with the schema VERDICT: a line for each verdict; `row` is the place of its row, from 0."""
        with _database() as db:
            db.register("said", _said(self._judged(db, rows)))
            columns = ", ".join(VERDICT.names[2:])
            query = f"SELECT n AS row, id, {columns} FROM numbered JOIN given USING (n) JOIN said USING (number) ORDER BY n, place"
            return db.sql(query).to_arrow_table().cast(VERDICT)

    def _judged(self, db: _Database, rows: pa.Table) -> Iterator[list[Verdict]]:
        """What is said of each case among the rows, by its number; leaves the number of each row's case in `numbered`."""
        db.register("given", _given(rows, ("id", *self._columns)))
        self._place(db)
        self._number(db)
        cases = db.sql("SELECT * EXCLUDE (number) FROM cases ORDER BY number").fetchall()
        return (self.goods.verdicts(dict(zip(self._columns, case, strict=True))) for case in cases)

    def _place(self, db: _Database) -> None:
        """Leaves in `placed` every row that has a day, with days and countries that stand for its own."""
        alike, ends = self._alike, self._alike.columns
        days = [("day", _D), ("zone", _S), ("same", _D), ("now", _S)]
        _stand(db, "days", days, "SELECT DISTINCT day, day_zone FROM given WHERE day IS NOT NULL", alike.day)
        columns = [("same", _D), ("now", _S), ("earlier", _D), ("like", _D)]
        for name, answer in (("contract", alike.made), ("loaded", alike.loaded)):
            query = f"SELECT DISTINCT same, now, {name}_day FROM given JOIN days ON (days.day, zone) = (given.day, day_zone)"
            _stand(db, name, columns, query, answer)
        texts = " UNION ".join(f"SELECT {c} FROM given" for c in ends)
        _stand(db, "countries", [("text", _S), ("same", _S)], texts, alike.country)
        like = "(o.same, o.now) = (days.same, days.now) AND o.earlier IS NOT DISTINCT FROM"
        db.execute(f"""
            CREATE TABLE placed AS
            SELECT n, hs, hs_edition, days.same AS day, day_zone, days.now AS now,
                contract."like" AS contract_day, loaded."like" AS loaded_day, {", ".join(f"{c}_.same AS {c}" for c in ends)}
            FROM given JOIN days ON (days.day, zone) = (given.day, day_zone)
            JOIN contract ON {like.replace("o.", "contract.")} contract_day JOIN loaded ON {like.replace("o.", "loaded.")} loaded_day
            {" ".join(f"JOIN countries {c}_ ON {c}_.text = {c}" for c in ends)}
        """)

    def _number(self, db: _Database) -> None:
        """Leaves in `cases` those that differ, of the rows whose route a measure speaks of, and in `numbered` whose is which."""
        ends, columns = ", ".join(self._alike.columns), ", ".join(self._columns)
        routes = [(c, _S) for c in (*self._alike.columns, *(f"same_{c}" for c in self._alike.columns))]
        _stand(db, "routes", routes, f"SELECT DISTINCT {ends} FROM placed ORDER BY ALL", self._alike.route)
        same = ", ".join(f"same_{c} AS {c}" for c in self._alike.columns)
        db.execute(f"CREATE TABLE routed AS SELECT placed.* EXCLUDE ({ends}), {same} FROM placed JOIN routes USING ({ends})")
        codes = [("hs", _S), ("hs_edition", _S), ("now", _S), ("same_hs", _S), ("same_edition", _S)]
        _stand(db, "codes", codes, "SELECT DISTINCT hs, hs_edition, now FROM routed ORDER BY ALL", self._alike.code)
        same = " AND ".join(f"cases.{c} IS NOT DISTINCT FROM cased.{c}" for c in self._columns)
        db.execute(f"""
            CREATE TABLE cased AS
            SELECT routed.* EXCLUDE (hs, hs_edition, now), same_hs AS hs, same_edition AS hs_edition
            FROM routed JOIN codes USING (hs, hs_edition, now);
            CREATE TABLE cases AS
            SELECT row_number() OVER (ORDER BY {columns}) - 1 AS number, * FROM (SELECT DISTINCT {columns} FROM cased);
            CREATE TABLE numbered AS SELECT n, number FROM cased JOIN cases ON {same}
        """)


def _database() -> _Database:
    return duckdb.connect(config={"threads": 1, "enable_external_access": False})


def _given(rows: pa.Table, columns: Iterable[str]) -> pa.Table:
    """Those columns with the number of each row; one that is not there is empty, and an empty text is ''."""
    found: dict[str, pa.Array] = {"n": pa.array(range(rows.num_rows), pa.int64())}
    for name in columns:
        kind = SUBJECTS["goods"].field(name).type
        column = rows[name].cast(kind) if name in rows.column_names else pa.nulls(rows.num_rows, kind)
        found[name] = pc.fill_null(column, "") if kind == _S else column
    return pa.table(found)


def _stand(db: _Database, name: str, columns: list[tuple[str, pa.DataType]], query: str, answer: Callable[..., _Values | None]) -> None:
    """Registers as `name` the values that `query` gives, each with what stands for it; without those that nothing stands for."""
    told: list[_Values] = [(*given, *same) for given in db.sql(query).fetchall() if (same := answer(*given)) is not None]
    by_column = zip(*told, strict=True) if told else [() for _ in columns]
    arrays = [pa.array(values, kind) for values, (_, kind) in zip(by_column, columns, strict=True)]
    db.register(name, pa.table(arrays, names=[column for column, _ in columns]))


def _said(cases: Iterable[list[Verdict]]) -> pa.Table:
    """The verdicts by the number of their case, as a table."""
    columns: dict[str, list[Any]] = {name: [] for name in ("number", "place", *VERDICT.names[2:])}
    for number, verdicts in enumerate(cases):
        for place, v in enumerate(verdicts):
            ids = [e.id for e in v.open], list(v.questions), [m.id for m in v.national]
            for name, value in zip(columns, (number, place, v.measure.id, str(v.outcome), v.scope.id, v.line, *ids), strict=True):
                columns[name].append(value)
    kinds = [pa.int64(), pa.int64(), *VERDICT.types[2:]]
    return pa.table({name: pa.array(values, kind) for (name, values), kind in zip(columns.items(), kinds, strict=True)})
