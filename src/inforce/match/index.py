"""Finds, among many designations, those that a row may be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import numpy as np

from inforce.base.nouns import Designation, Name
from inforce.match import exact
from inforce.match.bounds import Bounds
from inforce.match.collector import uncollected
from inforce.match.evidence import Side
from inforce.match.file import Arrays, Texts
from inforce.match.grams import Grams
from inforce.match.listed import AS, packed, read_as, weighing
from inforce.match.postings import Postings
from inforce.match.rarity import family
from inforce.match.reading import Reading, legal_form, read, sounding
from inforce.match.score import Comparison, Row, best, name_score, side, side_of
from inforce.match.vocabulary import Vocabulary
from inforce.match.weights import TRAITS, Weights, load

_ROWS = 512  # looked up together: their arrays lie near the processor

# Entries by number; of each the names that were found, and the readings of the row that they were found for, by number. None: all names.
Chosen = dict[int, "dict[int, dict[int, Reading]] | None"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A designation that a row may be, the name of the row and that of the designation which matched, and how the score comes about."""

    designation: Designation
    ours: Name
    name: Name
    comparison: Comparison


class Index:
    """Designations made ready for searching. Equal designations and rows give equal hits, whatever their order.

    Made of designations, or of `arrays` that `listed.packed` made of the very same ones: these then are looked at only where a row
    may be one of them; arrays of words weighed otherwise are made anew. `w` are the weights that scores are made of, those of the
    default profile unless given.
    """

    def __init__(self, designations: Sequence[Designation], arrays: Arrays | None = None, w: Weights | None = None) -> None:
        self._w = w or load()
        self._entries: Sequence[Designation] = designations
        if arrays is None or arrays.said["weights"] != weighing(self._w):
            self._entries = sorted(designations, key=lambda d: d.id)
            arrays = packed(self._entries, self._w)
        self._arrays = arrays
        self._texts = Texts(self._arrays["listed_text"], self._arrays["listed_text_at"])
        self._sides: dict[int, Side] = {}
        self._postings: dict[str, Postings] = {}

    def search(self, rows: Sequence[Row], threshold: float, schema: str = "") -> list[list[Hit]]:
        """For each row (a name, or a mapping of columns with its `schema`), its hits at `threshold` or above, best first;
        equal scores in order of the designation's id. What a row is that says no schema, and none is given, see `score.ways`."""
        points = _points(threshold)
        with uncollected():
            return [
                hits for n in range(0, len(rows), _ROWS) for hits in self._search([side(r, schema) for r in rows[n : n + _ROWS]], points)
            ]

    def _search(self, sides: Sequence[Side], points: int) -> Iterator[list[Hit]]:
        found = self._found([s if s.schema else replace(s, schema="Person") for s in sides], points)
        firms = [n for n, s in enumerate(sides) if not s.schema and any(legal_form(name.text) for name in s.names)]
        for n, more in zip(firms, self._found([replace(sides[n], schema="LegalEntity") for n in firms], points), strict=True):
            for entry, hit in more.items():
                other = found[n].get(entry)
                if hit.designation.schema != "Person" and (other is None or other.comparison.points < hit.comparison.points):
                    found[n][entry] = hit
        for hits in found:
            yield sorted([hits[entry] for entry in sorted(hits)], key=lambda h: -h.comparison.points)

    def _found(self, sides: Sequence[Side], points: int) -> list[dict[int, Hit]]:
        """For each side the hits, by the number of the entry."""
        return [
            {entry: hit for entry, names in chosen.items() if (hit := self._hit(ours, entry, names, points))}
            for ours, chosen in zip(sides, self._chosen(sides, points), strict=True)
        ]

    def _hit(self, ours: Side, entry: int, names: dict[int, dict[int, Reading]] | None, points: int) -> Hit | None:
        """The hit that an entry is, going by those of its names alone."""
        likely = names and sorted(n for n, readings in names.items() if self._may(ours, readings.values(), self._texts[n], points))
        if names is not None and not likely:
            return None
        d, theirs = self._entries[entry], self._side(entry)
        if likely:
            first = int(np.searchsorted(self._arrays["listed_entry"], entry))
            theirs = replace(theirs, names=tuple(theirs.names[n - first] for n in likely))
        own, name, comparison = best(ours, theirs, self._w)
        return Hit(d, own, name, comparison) if comparison.points >= points and comparison.parts else None

    def _may(self, ours: Side, readings: Iterable[Reading], text: str, points: int) -> bool:
        """Whether a name is so alike, in one of these readings of ours, that with the rest it can come to so many points."""
        need = points - _evidence(ours, self._w)
        theirs = read(text, ours.schema)
        pairs = ((a, b) for a in readings for b in theirs)
        person = family(ours.schema) == "person" and need > self._apart
        return any(not (person and _two_koreans(a, b)) and name_score(a, b, self._w, ours.schema) >= need for a, b in pairs)

    @cached_property
    def _apart(self) -> int:
        """What the names of two Koreans reach at most that cannot be one name."""
        found = [limits[2] for n, limits in self._w.limits["person"] if TRAITS[n] == "syllables"]
        return found[0] if found else 10_000

    def _side(self, entry: int) -> Side:
        if entry not in self._sides:
            self._sides[entry] = side_of(self._entries[entry])
        return self._sides[entry]

    def _chosen(self, sides: Sequence[Side], points: int) -> list[Chosen]:
        """For each side, the entries to compare it with."""
        chosen: list[Chosen] = [{} for _ in sides]
        groups: dict[tuple[str, int], list[int]] = defaultdict(list)
        for n, s in enumerate(sides):
            groups[read_as(s.schema), points - _evidence(s, self._w)].append(n)
        for (schema, need), numbers in groups.items():
            if need <= 0:
                every = np.flatnonzero(self._arrays["entry_as"] & AS[schema]).tolist()
                for n in numbers:
                    chosen[n] |= dict.fromkeys(every)
            else:
                self._by_name([sides[n] for n in numbers], [chosen[n] for n in numbers], schema, need)
                self._by_identifier([sides[n] for n in numbers], [chosen[n] for n in numbers], schema)
        return chosen

    def _by_name(self, sides: Sequence[Side], chosen: Sequence[Chosen], schema: str, need: int) -> None:
        queries = [(n, reading) for n, s in enumerate(sides) for name in s.names for reading in read(name.text, schema) if reading.words]
        words = [reading.words for _, reading in queries]
        a = self._arrays
        found = [
            self._words(family(schema)).candidates(words, need),
            self._grams.candidates(words),
            exact.owners([exact.of_reading(reading) for _, reading in queries], a["key_hash"], a["key_name"]),
        ]
        q, names = (np.concatenate(column) for column in zip(*found, strict=True))
        fit = (a["name_as"][names] & AS[schema]) > 0
        listed = a["name_listed"][names[fit]]
        for n, i, entry in zip(q[fit].tolist(), listed.tolist(), a["listed_entry"][listed].tolist(), strict=True):
            there = chosen[queries[n][0]].setdefault(entry, {})
            if there is not None:
                there.setdefault(i, {})[n] = queries[n][1]

    def _by_identifier(self, sides: Sequence[Side], chosen: Sequence[Chosen], schema: str) -> None:
        a = self._arrays
        keys = [exact.of_identifiers(s.identifiers) for s in sides]
        for n, entry in zip(*(x.tolist() for x in exact.owners(keys, a["identifier_hash"], a["identifier_entry"])), strict=True):
            if a["entry_as"][entry] & AS[schema]:
                chosen[n][entry] = None

    def _words(self, kind: str) -> Postings:
        if kind not in self._postings:
            self._postings[kind] = Postings(self._arrays, self._vocabulary, Bounds(self._w, kind))
        return self._postings[kind]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._arrays)

    @cached_property
    def _grams(self) -> Grams:
        return Grams(self._arrays)


def beside(row: Row, d: Designation, w: Weights, schema: str = "Person") -> Hit:
    """A row and a designation that something else than a search put side by side, however alike they are."""
    return Hit(d, *best(side(row, schema), side_of(d), w))


def _two_koreans(a: Reading, b: Reading) -> bool:
    """Whether both are names of Koreans, and not the same name in any spelling."""
    return bool(a.syllables and b.syllables) and sounding(a, b) == 0


def _points(threshold: float) -> int:
    """The least score in ten-thousandths that is at or above the threshold."""
    near = ceil(threshold * 10_000)
    return next(p for p in range(near - 1, near + 2) if p / 10_000 >= threshold)


def _evidence(ours: Side, w: Weights) -> int:
    """What evidence other than an identifier can add at most, given what is known of one side."""
    born = max(w.evidence[d] for d in ("same day", "same month", "same year")) if ours.birth_dates else 0
    return born + (w.evidence["same country"] if ours.countries else 0)
