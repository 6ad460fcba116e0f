"""One entry of a law file as a noun: an instrument, a measure with its clauses, a scope. `docs/law.md` explains each field."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from inforce.base.clauses import Ask, Cap, Codes, Condition, Deadline, Exemption, Relation, WindDown, Words
from inforce.base.dates import Interval
from inforce.base.fields import Fields
from inforce.base.nouns import Instrument, Measure, Modality, Scope
from inforce.base.tables import SUBJECTS
from inforce.law.barrels import Conversion, Observed

DIRECTIONS = ("from", "to", "both", "within", "at_sea", "none")
KINDS = ("goods", "service", "party", "vessel", "conduct")
RELATIONS = ("supersedes", "replaces", "adds_to", "tightens", "clarifies", "exempts", "implements")
STATUSES = ("adopted", "failed", "not law")
UNITS = ("t", "bbl", "usd", "persons")
COLUMNS = frozenset(name for schema in SUBJECTS.values() for name in schema.names)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues law; the zone of its legal days; whom it binds unless a measure says otherwise.

    `members` are the States of a union, `left` those that are no longer bound, by the first day on which they were not.
    """

    title: str
    tz: str
    binds: tuple[str, ...]
    members: tuple[str, ...] = ()
    left: Mapping[str, date] = field(default_factory=dict)


def read_issuer(f: Fields) -> Issuer:
    """One table of issuers.toml."""
    left = Fields(f.table("left"), f"{f.where}, left")
    return Issuer(
        f.text("title"), f.text("tz"), f.texts("binds"), f.texts("members", ()), {state: left.day(state) for state in left.names()}
    )


def read_conversion(f: Fields) -> Conversion:
    """A file of conversions/: the table [conversion], and factors by product in [bbl_per_t] and [t_per_kl]."""
    head = Fields(f.table("conversion"), f"{f.where}, [conversion]")
    bbl_per_t, t_per_kl = (_by_product(f, name) for name in ("bbl_per_t", "t_per_kl"))
    ends = {name: head.one_of(name, tuple(bbl_per_t), "") for name in ("basket", "lowest", "highest")}
    made = Conversion(
        id=head.text("id"),
        title=head.text("title"),
        review=head.review(),
        bbl_per_t=bbl_per_t,
        t_per_kl=t_per_kl,
        sources=head.texts("sources", ()),
        note=head.text("note", ""),
        **ends,
    )
    head.done()
    if len({bool(end) for end in ends.values()}) > 1:
        raise head.wrong("basket", ends["basket"], "goes with `lowest` and `highest`: all three or none")
    return made


def read_observed(f: Fields) -> Observed:
    """One of [[observed]]: a supply published in tonnes and in barrels."""
    return Observed(f.text("state"), f.text("period"), f.number("t"), f.number("bbl"), f.text("source"), f.review(), f.text("note", ""))


def _by_product(f: Fields, name: str) -> dict[str, float]:
    factors = Fields(f.table(name), f"{f.where}, [{name}]")
    found = {product: factors.number(product) for product in factors.names()}
    if zero := [product for product, factor in found.items() if not factor]:
        raise factors.wrong(zero[0], 0, "is no factor")
    return found


def read_instrument(f: Fields, issuer_id: str, issuer: Issuer) -> Instrument:
    """The table [instrument]."""
    return Instrument(
        id=f.text("id"),
        issuer=issuer_id,
        title=f.text("title"),
        adopted=f.day("adopted"),
        review=f.review(),
        kind=f.text("kind"),
        tz=issuer.tz,
        target=f.text("target"),
        status=f.one_of("status", STATUSES, "adopted"),
        chapter_vii=f.flag("chapter_vii") if "chapter_vii" in f else None,
        trigger=f.text("trigger", ""),
        vote=f.text("vote", ""),
        citation=f.text("citation", ""),
        spans=f.tables("spans", _span),
        amended=f.tables("amended", lambda a: (a.day("day"), a.text("citation"))),
        implements=f.texts("implements", ()),
        renews=f.text("renews", ""),
        until=f.day_or_none("until"),
        sources=f.texts("sources", ()),
        note=f.text("note", ""),
    )


def read_measure(f: Fields, instrument: Instrument, issuer: Issuer) -> Measure:
    """One of [[measures]]."""
    since = f.day("since")
    return Measure(
        id=f.text("id"),
        instrument=instrument.id,
        paragraph=f.text("paragraph"),
        modality=f.one_of("modality", tuple(Modality)),
        summary=f.text("summary"),
        review=f.review(),
        since=since,
        until=f.day_or_none("until"),
        paragraph_review=f.review("paragraph_review"),
        tz=instrument.tz,
        target=instrument.target,
        direction=f.one_of("direction", DIRECTIONS, "none"),
        covers=f.texts("covers", ()),
        binds=f.texts("binds", issuer.binds),
        binding=f.text("binding", ""),
        when=_when(f),
        made_from=f.day_or_none("made_from"),
        asks=f.tables("asks", _ask),
        conditions=f.texts("conditions", ()),
        exemptions=f.tables("exemptions", _exemption, "id"),
        wind_down=_wind_down(f, since),
        caps=f.tables("caps", _cap),
        notices=_shares(f),
        stop_at=f.number_or_none("stop_at"),
        deadlines=f.tables("deadlines", lambda d: _deadline(d, since), "what"),
        relations=tuple(Relation(kind, to) for kind in RELATIONS for to in f.texts(kind, ())),
        general_power=f.flag("general_power"),
        relief_hook=f.flag("relief_hook"),
        applied_by=f.texts("applied_by", ()),
        not_applied=f.text("not_applied", ""),
        sources=f.texts("sources", ()),
        official_sha256=f.text("official_sha256", ""),
        note=f.text("note", ""),
    )


def read_scope(f: Fields) -> Scope:
    """One of [[scopes]]."""
    scope_id = f.text("id")
    return Scope(
        id=scope_id,
        kind=f.one_of("kind", KINDS),
        title=f.text("title"),
        subject=f.text("subject", scope_id.partition("/")[2]),
        review=f.review(),
        by=f.text("by", ""),
        place=f.text("place", ""),
        nomenclature=f.text("nomenclature", ""),
        edition=f.text("edition", ""),
        dynamic=f.flag("dynamic"),
        codes=tuple(_codes(f, name, text) for name in ("codes", "ex") for text in f.texts(name, ())),
        words=f.tables("words", _words, "text"),
        documents=f.texts("documents", ()),
        whole=tuple(_codes(f, "whole", text) for text in f.texts("whole", ())),
        candidates=tuple(_codes(f, "candidates", text) for text in f.texts("candidates", ())),
        like=f.text("like", ""),
        terms=f.texts("terms", ()),
        excluding=f.text("excluding", ""),
        sources=f.texts("sources", ()),
        note=f.text("note", ""),
    )


def _span(f: Fields) -> Interval:
    return Interval(f.day_or_none("since"), f.day_or_none("until"))


def _exemption(f: Fields) -> Exemption:
    return Exemption(
        f.text("id"),
        f.text("takes"),
        f.texts("goods", ()),
        _when(f),
        f.day_or_none("since"),
        f.day_or_none("until"),
        f.text("closed_by", ""),
    )


def _ask(f: Fields) -> Ask:
    return Ask(f.text("question"), f.texts("goods", ()), _when(f), f.day_or_none("made_before"), f.text("answered_by", ""))


def _when(f: Fields) -> tuple[Condition, ...]:
    return tuple(_condition(f, name, column, values) for name in ("when", "unless") for column, values in f.table(name).items())


def _condition(f: Fields, name: str, column: str, values: object) -> Condition:
    if column not in COLUMNS:
        raise f.wrong(name, column, "is no column of any subject; see the table of columns in docs/how-it-works.md")
    if not isinstance(values, list) or not values or any(not isinstance(v, str) for v in values):
        raise f.wrong(f"{name}.{column}", values, 'must be a list of texts, for example ["KP"]')
    return Condition(column, tuple(values), negated=name == "unless")


def _wind_down(f: Fields, since: date) -> WindDown | None:
    if "wind_down" not in f:
        return None
    w = Fields(f.table("wind_down"), f"{f.where}, wind_down")
    last_day = w.day("last_day")
    _agrees(w, "last_day", since, last_day, days=w.whole_or_none("days"))
    notify_by = w.day_or_none("notify_by")
    _agrees(w, "notify_by", since, notify_by, days=w.whole_or_none("notify_days"))
    down = WindDown(last_day, w.day_or_none("contract_before"), w.day_or_none("loaded_by"), notify_by, w.texts("goods", ()))
    if down.contract_before is None and down.loaded_by is None:
        raise w.wrong("contract_before", None, "is missing, and so is `loaded_by`: say what makes business older")
    w.done()
    return down


def _cap(f: Fields) -> Cap:
    limits = tuple((unit, f.number(unit)) for unit in UNITS if unit in f)
    cap = Cap(
        f.day("since"), f.day_or_none("until"), f.flag("yearly"), limits, f.one_of("binding", ("lower", "either"), ""), f.text("words", "")
    )
    if not cap.limits and not cap.words:
        raise f.wrong("words", "", f"is missing: a cap without a figure ({', '.join(UNITS)}) says in words what it is")
    if (len(cap.limits) > 1) != bool(cap.binding):
        raise f.wrong("binding", cap.binding, "is needed where, and only where, there are two figures: lower or either")
    if cap.yearly and (cap.until or (cap.since.month, cap.since.day) == (2, 29)):
        raise f.wrong("yearly", True, "goes with `since` alone (and no 29 February): each window ends where the next begins")
    return cap


def _shares(f: Fields) -> tuple[float, ...]:
    shares = f.numbers("notices")
    if any(not 0 < share <= 1 for share in shares):
        raise f.wrong("notices", shares, "must be shares above 0 and up to 1, for example [0.75, 0.90]")
    return shares


def _deadline(f: Fields, since: date) -> Deadline:
    made = Deadline(f.text("what"), f.day_or_none("due"), f.whole_or_none("days"), f.whole_or_none("months"), f.whole_or_none("every_days"))
    if (made.due is None) == (made.every_days is None):
        raise f.wrong("due", made.due, "or `every_days` is needed, and not both: a day, or an interval that comes round")
    _agrees(f, "due", since, made.due, made.days, made.months)
    return made


def _agrees(f: Fields, name: str, since: date, due: date | None, days: int | None = None, months: int | None = None) -> None:
    """The day must be what the text's own time makes of it: two ways of writing one fact guard each other."""
    counted = since + timedelta(days) if days else _months_after(since, months) if months else due
    if due != counted:
        raise f.wrong(
            name, str(due), f"is not {days or months} {'days' if days else 'months'} after {since}, which is {counted}; mend one of the two"
        )


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _codes(f: Fields, name: str, text: str) -> Codes:
    first, _, last = text.partition("..")
    last = last or first
    if not (first.isdigit() and last.isdigit() and len(first) == len(last) and first <= last and len(first) % 2 == 0 and len(first) <= 10):
        raise f.wrong(name, text, "is no code: write 2, 4, 6, 8 or 10 digits in quotes, or two of one length as first..last")
    return Codes(first, last, ex=name == "ex")


def _words(f: Fields) -> Words:
    return Words(f.text("text"), f.number_or_none("above"), f.text("currency", ""))
