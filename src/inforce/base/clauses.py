"""What a measure is made of: the goods and words it covers, exemptions, wind-downs, caps, deadlines, relations."""

from dataclasses import dataclass
from datetime import date

from inforce.base.dates import Interval

ANYONE = "all"  # as in `binds`: every State and whoever is under its law


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes `first` to `last` of a scope's nomenclature and all below them. `ex`: only a part of what they hold is meant."""

    first: str
    last: str
    ex: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a scope in our own words. With `above`, only what costs more than that a piece, in `currency`, is meant."""

    text: str
    above: float | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact of the subject that decides whether an exemption can apply at all.

    `column` is one of the subject's; the exemption needs its value to be among `values` (or, with `negated`, not to be).
    """

    column: str
    values: tuple[str, ...]
    negated: bool = False

    def holds(self, value: str) -> bool | None:
        """Whether the value allows the exemption; None where it is not known."""
        return (value in self.values) != self.negated if value else None


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption written into the measure itself. `takes` says what one must have to rely on it.

    `goods` are the scopes it is limited to (empty: all that the measure covers), `when` the conditions on the subject's
    facts. It is open on legal days `since` <= day < `until` (None is the measure's own bound), and closed while the measure
    `closed_by` is law.
    """

    id: str
    takes: str
    goods: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    since: date | None = None
    until: date | None = None
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What decides and no code can tell. It is asked for the scopes in `goods` (empty: all), where no fact of the row rules it
    out (`when`), not of business made on `made_before` or later, and not while the measure `answered_by` is law."""

    question: str
    goods: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    made_before: date | None = None
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class WindDown:
    """The days after a ban during which older business may still be completed.

    Business counts as older with a contract made before `contract_before`, or goods loaded on or before `loaded_by`. The last
    permitted day is `last_day`, that day included; the Committee is to be notified on or before `notify_by`.
    """

    last_day: date
    contract_before: date | None = None
    loaded_by: date | None = None
    notify_by: date | None = None
    goods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit for one window of legal days, or with `yearly` for each year counted from `since`.

    `limits` holds (unit, amount) with the units t, bbl, usd or persons; where there are two, `binding` says which one counts:
    'lower' (whichever is reached first) or 'either' (the text gives two figures for one limit). A limit without a published
    figure has none, and `words` say what it is.
    """

    since: date
    until: date | None = None
    yearly: bool = False
    limits: tuple[tuple[str, float], ...] = ()
    binding: str = ""
    words: str = ""

    def window(self, day: date) -> Interval | None:
        """The window that holds `day`; None when the cap does not speak of it."""
        if day not in Interval(self.since, self.until):
            return None
        if not self.yearly:
            return Interval(self.since, self.until)
        start = self.since.replace(year=day.year)
        start = start if start <= day else start.replace(year=day.year - 1)
        return Interval(start, start.replace(year=start.year + 1) if start.year < date.max.year else None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be done once on or before `due`, or again and again within `every_days`.

    `days` or `months` is the time the text gives, counted from the measure's `since`; `due` is what comes of it.
    """

    what: str
    due: date | None = None
    days: int | None = None
    months: int | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What this measure does to an earlier one, `to`. The kinds:

    supersedes  the earlier one stays law and sleeps beneath; it wakes when this one is lifted
    replaces    the earlier one ended when this one began
    adds_to     the earlier one now covers more
    tightens    the earlier one now allows less
    clarifies   how the earlier one is to be read
    exempts     what this one permits is no breach of the earlier one
    implements  this one carries the earlier one out in another issuer's law
    """

    kind: str
    to: str
