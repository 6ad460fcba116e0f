"""Which column of a table of positions is which of ours, in the layouts that are known, and rows sorted out by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.errors import InputError
from inforce.base.tables import FIX, REJECTED, REPORT
from inforce.read.columns import ColumnMap, plain

# Names, made plain, by what they are with us. NOAA's MarineCadastre, the Danish Maritime Authority, exactEarth, Global Fishing Watch.
NAMES: dict[str, tuple[str, ...]] = {
    "mmsi": ("mmsi", "ssvid"),
    "t": ("t", "#_timestamp", "timestamp", "ts", "base_date_time", "basedatetime", "time", "datetime", "date_time_utc"),
    "millisecond": ("millisecond",),
    "lat5": ("lat5",),
    "lon5": ("lon5",),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude", "long"),
    "sog10": ("sog10",),
    "cog10": ("cog10",),
    "sog": ("sog", "speed", "speed_knots"),
    "cog": ("cog", "course"),
    "heading": ("heading", "true_heading"),
    "nav_status": ("nav_status", "status", "navigational_status"),
    "class": ("class", "transceiver_class", "transceiverclass", "ais_class", "type_of_mobile"),
    "message": ("message_id", "msg_type", "message_type"),
    "receiver": ("receiver_type", "receiver"),
    "imo": ("imo",),
    "name": ("name", "vessel_name", "vesselname", "shipname", "ship_name"),
    "call_sign": ("call_sign", "callsign"),
    "type": ("type", "ship_type", "vessel_type", "vesseltype", "shiptype"),
    "length": ("length",),
    "width": ("width",),
    "draught10": ("draught10",),
    "draught": ("draught", "draft"),
    "destination": ("destination",),
}
_STATUSES = (
    "under way using engine", "at anchor", "not under command", "restricted maneuverability", "constrained by her draught", "moored",
    "aground", "engaged in fishing", "under way sailing",
)  # fmt: skip
_TYPES = {"fishing": 30, "towing": 31, "dredging": 33, "diving": 34, "military": 35, "sailing": 36, "pleasure": 37, "hsc": 40, "pilot": 50,
          "sar": 51, "tug": 52, "port tender": 53, "passenger": 60, "cargo": 70, "tanker": 80, "other": 90}  # fmt: skip
EARLIEST, LATEST = 631_152_000, 2_147_400_000  # 1990, before AIS; 2038, where 32 bits end


@dataclass(frozen=True)
class Plan:
    """How a table's columns become ours. `of` maps our names (those of NAMES) to the table's; `dates` is day-first, month-first or '';
    `zone` the zone of times that name none ('' is UTC); `assumed` says what was taken for granted."""

    of: Mapping[str, str]
    dates: str = ""
    zone: str = ""
    assumed: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """The table's columns that are read."""
        return tuple(dict.fromkeys(self.of.values()))

    def sort_out(self, rows: pa.Table, source: str, done: int) -> tuple[pa.Table, pa.Table, pa.Table]:
        """Positions (FIX), static reports (REPORT) and rejected rows (REJECTED) of some rows, of which `done` came before."""
        with duckdb.connect() as con:
            con.execute("SET threads = 1")
            raw = rows.select(list(self.used)).append_column("row number", pa.array(range(done + 1, done + rows.num_rows + 1), pa.int64()))
            con.register("raw", raw)
            con.register("read", self._timed(con.execute(f"SELECT {', '.join(self._columns())} FROM raw").to_arrow_table()))
            con.execute(f"CREATE TEMP TABLE told AS SELECT *, {_REASON} AS reason FROM read")
            positions = con.execute(f"SELECT {_FIX} FROM told WHERE reason IS NULL AND lat5 IS NOT NULL ORDER BY number").to_arrow_table()
            reports = con.execute(_REPORTS).to_arrow_table()
            text = "concat_ws(', ', " + ", ".join(f"raw.{_quoted(c)}" for c in self.used) + ")"
            rejected = con.execute(
                f"SELECT '{source.replace(chr(39), chr(39) * 2)}' AS source, 'row ' || number AS locator, reason, {text} AS row "
                'FROM told JOIN raw ON number = "row number" WHERE reason IS NOT NULL ORDER BY number'
            ).to_arrow_table()
        return positions.cast(FIX), reports.cast(REPORT), rejected.cast(REJECTED)

    def _timed(self, read: pa.Table) -> pa.Table:
        """With `t` in epoch seconds: UTC as it is, local times by their zone; null, and `twice`, where clocks were changed."""
        naive = read["naive"]
        if not self.zone or naive.null_count == len(naive):
            t = pc.coalesce(read["utc"], pc.cast(naive, pa.int64()))
            return read.append_column("t", t).append_column("twice", pa.array([False] * len(t)))
        early, late = (
            pc.cast(pc.assume_timezone(naive, self.zone, ambiguous=side, nonexistent=side), pa.int64()) for side in ("earliest", "latest")
        )
        same = pc.equal(early, late)
        t = pc.coalesce(read["utc"], pc.if_else(same, early, None))
        return read.append_column("t", t).append_column("twice", pc.fill_null(pc.invert(same), False))

    def _columns(self) -> list[str]:
        """SQL of what is read of each row, before it is judged."""
        message = self._message()
        kind = f"upper(trim(CAST({self._own('class')} AS VARCHAR)))" if "class" in self.of else "''"
        said = f"CASE WHEN {kind} IN ('A', 'CLASS A') THEN 'A' WHEN {kind} IN ('B', 'CLASS B') THEN 'B' ELSE '' END"
        by_message = f"CASE WHEN {message} IN (18, 19, 24) THEN 'B' WHEN {message} IN (1, 2, 3, 5) THEN 'A' ELSE {said} END"
        return [
            '"row number" AS number',
            f"TRY_CAST({self._own('mmsi')} AS BIGINT) AS mmsi",
            *self._times(),
            f"{self._degrees('lat')} AS lat",
            f"{self._degrees('lon')} AS lon",
            f"{self._tenths('sog')} AS sog10",
            f"{self._tenths('cog')} AS cog10",
            f"{self._number('heading')} AS heading",
            f"{self._words('nav_status', _STATUSES)} AS nav_status",
            f"{by_message if message else said} AS class",
            self._receiver(),
            f"nullif(regexp_replace(trim(CAST({self._own('imo')} AS VARCHAR)), '[.]0$', ''), '') AS imo",
            *(f"nullif(trim(CAST({self._own(c)} AS VARCHAR)), '') AS {c}" for c in ("name", "call_sign", "destination")),
            f"nullif({self._type()}, 0) AS type",
            *(f"nullif({self._number(c)}, 0) AS {c}" for c in ("length", "width")),
            f"nullif({self._tenths('draught')}, 0) AS draught10",
        ]

    def _own(self, name: str) -> str:
        return _quoted(self.of[name]) if name in self.of else "NULL"

    def _number(self, name: str) -> str:
        v = self._own(name)
        return f"coalesce(TRY_CAST({v} AS DOUBLE), TRY_CAST(replace(CAST({v} AS VARCHAR), ',', '.') AS DOUBLE))"  # 38,5 in many countries

    def _degrees(self, name: str) -> str:
        return f"{self._number(f'{name}5')} / 1e5" if f"{name}5" in self.of else self._number(name)

    def _tenths(self, name: str) -> str:
        return self._number(f"{name}10") if f"{name}10" in self.of else f"round({self._number(name)} * 10)"

    def _message(self) -> str:
        """SQL of the number of the AIS message, where a column has it; Global Fishing Watch writes 'AIS.1' in `type`."""
        if "message" in self.of:
            return f"TRY_CAST(replace(CAST({self._own('message')} AS VARCHAR), 'AIS.', '') AS INTEGER)"
        return ""

    def _type(self) -> str:
        cases = " ".join(f"WHEN starts_with(v, '{word}') THEN {code}" for word, code in _TYPES.items())
        v = f"lower(trim(CAST({self._own('type')} AS VARCHAR)))"
        return f"coalesce({self._number('type')}, (SELECT CASE {cases} END FROM (SELECT {v} AS v)))"

    def _words(self, name: str, words: Sequence[str]) -> str:
        v = f"lower(trim(CAST({self._own(name)} AS VARCHAR)))"
        return f"coalesce({self._number(name)}, list_position({list(words)!r}, {v}) - 1)"

    def _receiver(self) -> str:
        v = f"lower(CAST({self._own('receiver')} AS VARCHAR))"
        return f"CASE WHEN {v} IN ('terrestrial', 'satellite', 'dynamic') THEN {v} ELSE '' END AS receiver"

    def _times(self) -> tuple[str, str]:
        """SQL of `utc` (epoch seconds, where the zone is given or the number is one) and `naive` (seconds without a zone)."""
        v = f"trim(CAST({self._own('t')} AS VARCHAR))"
        number = f"CASE WHEN regexp_matches({v}, '^[0-9]+([.][0-9]*)?$') THEN TRY_CAST({v} AS DOUBLE) END"
        zone = "(Z| ?UTC|[+-][0-9]{2}:?[0-9]{2})$"
        zoned = f"(regexp_matches({v}, '{zone}') AND regexp_matches({v}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]'))"
        hours, rest = (f"regexp_extract({v}, '([+-][0-9]{{2}}):?([0-9]{{2}})$', {group})" for group in (1, 2))
        minutes = (
            f"CASE WHEN {hours} = '' THEN 0 ELSE CAST({hours} AS INTEGER) * 60 "
            f"+ CAST({rest} AS INTEGER) * CASE WHEN starts_with({hours}, '-') THEN -1 ELSE 1 END END"
        )
        utc = (
            f"CASE WHEN {number} >= 1e11 THEN CAST(floor({number} / 1000) AS BIGINT) "
            f"WHEN {number} IS NOT NULL THEN CAST(floor({number}) AS BIGINT) "
            f"WHEN {zoned} THEN CAST(floor(epoch(TRY_CAST(regexp_replace({v}, '{zone}', '') AS TIMESTAMP))) AS BIGINT) "
            f"- 60 * ({minutes}) END AS utc"
        )
        order = {"day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}.get(self.dates)
        day = f"regexp_replace({v}, '^([0-9]+)[-.]([0-9]+)[-.]', '\\1/\\2/')"
        slashed = f"try_strptime({day}, ['{order} %H:%M:%S', '{order} %H:%M'])" if order else "NULL"
        naive = (
            f"CASE WHEN {number} IS NOT NULL OR {zoned} THEN NULL "
            f"WHEN regexp_matches({v}, '^[0-9]{{8}}_[0-9]{{6}}$') THEN try_strptime({v}, '%Y%m%d_%H%M%S') "
            f"WHEN regexp_matches({v}, '^[0-9]{{4}}-') THEN TRY_CAST({v} AS TIMESTAMP) ELSE {slashed} END"
        )
        return utc, f"CAST(date_trunc('second', {naive}) AS TIMESTAMP_S) AS naive"


# What keeps a row out, the first thing that does.
_STATIC = (
    "(imo IS NOT NULL OR name IS NOT NULL OR call_sign IS NOT NULL OR destination IS NOT NULL OR draught10 IS NOT NULL OR type IS NOT NULL)"
)
_REASON = f"""
    CASE WHEN mmsi IS NULL OR mmsi < 1 OR mmsi > 999999999 THEN 'no MMSI: a number of up to nine digits'
         WHEN twice THEN 'a local time that comes twice, or not at all, when clocks are changed'
         WHEN t IS NULL THEN 'no time that can be read; for 03/04/2018 say dates = "day-first" in a mapping'
         WHEN t < {EARLIEST} OR t > {LATEST} THEN 'a time before 1990 or after 2037'
         WHEN (lat IS NULL OR lon IS NULL) AND NOT {_STATIC} THEN 'neither a position nor a static report'
         WHEN lat IS NULL OR lon IS NULL THEN NULL
         WHEN NOT (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180) AND abs(lat) >= 91 OR abs(lon) >= 181
              THEN 'position not available (latitude 91 or longitude 181)'
         WHEN NOT (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180) THEN 'no position on Earth' END
"""
_FIX = """
    CAST(mmsi AS INTEGER) AS mmsi, CAST(t AS INTEGER) AS t, CAST(floor(lat * 1e5 + 0.5) AS INTEGER) AS lat5,
    CAST(floor(lon * 1e5 + 0.5) AS INTEGER) AS lon5,
    CASE WHEN sog10 BETWEEN 0 AND 1022 THEN CAST(sog10 AS SMALLINT) END AS sog10,
    CASE WHEN cog10 BETWEEN 0 AND 3599 THEN CAST(cog10 AS SMALLINT) END AS cog10,
    CASE WHEN heading BETWEEN 0 AND 359 THEN CAST(heading AS SMALLINT) END AS heading,
    CASE WHEN nav_status BETWEEN 0 AND 15 THEN CAST(nav_status AS TINYINT) END AS nav_status, class, receiver
"""
# A static report that is said again and again, as in tables where each position carries it, is kept twice a day and batch: where it came
# first and where last, so that one thing said among another shows.
_REPORTS = f"""
    WITH said AS (
        SELECT day, CAST(mmsi AS INTEGER) AS mmsi, CAST(min(t) AS INTEGER) AS first, CAST(max(t) AS INTEGER) AS last, imo, name, call_sign,
               CASE WHEN type BETWEEN 1 AND 99 THEN CAST(type AS SMALLINT) END AS type,
               CASE WHEN length BETWEEN 1 AND 1022 THEN CAST(length AS SMALLINT) END AS length,
               CASE WHEN width BETWEEN 1 AND 126 THEN CAST(width AS SMALLINT) END AS width,
               CASE WHEN draught10 BETWEEN 1 AND 255 THEN CAST(draught10 AS SMALLINT) END AS draught10, destination, class
        FROM (SELECT *, t // 86400 AS day FROM told)
        WHERE mmsi BETWEEN 1 AND 999999999 AND t BETWEEN {EARLIEST} AND {LATEST} AND {_STATIC}
        GROUP BY ALL
    ), ends AS (SELECT first AS t, * FROM said UNION SELECT last AS t, * FROM said)
    SELECT mmsi, t, imo, name, call_sign, type, length, width, draught10, destination, class FROM ends ORDER BY ALL
"""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def plan(source: str, header: Sequence[str], mapping: ColumnMap) -> Plan:
    """Says which column is which. Raises InputError where there is no number of a ship, no time, or neither positions nor reports."""
    theirs = {plain(t): o for t, o in mapping.columns.items()}
    by_plain = {plain(name): name for name in reversed(header)}
    of = {ours: by_plain[name] for ours, names in NAMES.items() for name in reversed(names) if name in by_plain and name not in theirs}
    of |= {o: by_plain[t] for t, o in theirs.items() if t in by_plain}
    if "type" in of and plain(of["type"]) == "type" and {"seg_id", "shipname", "speed_knots", "msgid"} & set(by_plain):
        of["message"] = of.pop("type")  # Global Fishing Watch's: the message's, not the ship's
    if lacking := [what for what, any_of in _LEAST.items() if not any_of & set(of)]:
        raise InputError(
            f"{source} is no table of positions that is known here: it has no {' and no '.join(lacking)}. Its columns are "
            f"{', '.join(map(repr, header[:20]))}. "
            'Say with --mapping which is which: [columns] with "their name" = "mmsi", t, lat, lon, sog …'
        )
    dates = mapping.dates or ("day-first" if plain(of["t"]) == "#_timestamp" else "")
    zone = mapping.zone
    assumed = () if zone else ('times that name no zone are taken for UTC; if they are local, say zone = "Asia/Seoul" in a mapping',)
    return Plan(of, dates, zone, assumed)


_LEAST = {"number of a ship (mmsi)": {"mmsi"}, "time (t)": {"t"}, "position (lat, lon)": {"lat", "lat5"}}
