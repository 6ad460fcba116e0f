"""article.mention"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Outcome
from inforce.check import check, listed, undetermined, unlisted
from inforce.match import Hit
from inforce.reference import Reference
from inforce.reference.spoken import Link, links, within

ID = "article.mention"
ALIKE = 0.90  # a name in running text has nothing beside it that could speak for or against it, so only a near copy counts
WORDS = 6  # a name has no more; a longer run of capitals is a heading
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[ \t\u00a0]+(?:al-|bin|of|and|the|de|for|[A-Z][\w’'-]*))*")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
# What a text says of somebody where it tells of evasion or of what followed from it; sanctions alone are no deed of the sanctioned.
_ADVERSE = re.compile(
    r"\b(accus|alleg|arrest|charged|convict|embezzl|evad|evasion|extradit|forfeit|fraud|guilty|illegal|illicit|indict|launder|"
    r"prosecut|sanctions-bust|seiz|smuggl|violat|blacklist|sanctioned by|designated by)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(not|no|never|denie[ds]|denying|without|cleared of|acquitted)\b", re.IGNORECASE)


class Named(NamedTuple):
    """A run of capitalised words in a text, with the offsets of its first and last character (half-open)."""

    text: str
    start: int
    end: int


@check(ID, of="article", needs=("id", "text", "day"))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Finds parties that stood on a list on the article's day and that its text names, and says in what role; and what its statements
    speak of: acts named by number, matters that measures cover, the measures as a whole, and positions that sides of the talks hold.

    Why: adverse media are a source for reviewing a customer, and a listed name in a text is not in itself adverse. The fact `adverse`
    is `yes` only where the sentence that names the party tells of evasion, an accusation, an arrest or a forfeiture; `role` is
    `speaker` where it is reported to have said something, `named` otherwise. A head of State at a summit is named, and no more.
    The fact `link` is `party`, `measure` or `position`; `statements` are those that speak of it, with `speakers` and `kinds` (a claim of
    compliance, a demand, …). A link says what is spoken of, never whether it is so or was kept: `inforce claims` lays evidence beside it.
    Can be wrong: a namesake; a sentence that tells of two parties; an accusation that the next sentence takes back. Matters and positions
    are found by words of ours, so a statement may speak of something else with the same word. Rows that nobody read, without
    `statements` and `mentions`, have no links but to parties.
    Innocent explanations: a listed official in a report on talks; a company named as a victim or a witness; a case that was dropped.
    Source: the listing and the sentence, both in `evidence`. Whoever wrote the sentence asserts it, not this check.
    """
    for row in rows.to_pylist():
        if not row["day"]:
            yield undetermined(ID, row, None, "the article's day is not known: on which day was it published? Add `day`")
        elif not (row["text"] or "").strip():
            yield undetermined(ID, row, row["day"], "no text given: what does the article say? Add `text`")
        else:
            found = list(_mentions(row, ref))
            yield from found or unlisted(ID, row, ref)
            yield from (_linked(row, link) for link in links(row, ref))


def _mentions(row: dict[str, Any], ref: Reference) -> Iterator[Finding]:
    names = list(_names(row["text"]))
    seen: dict[str, tuple[Hit, list[Named]]] = {}
    for schema in ("Person", "Vessel"):  # persons and organisations are looked for together
        for name, hits in zip(names, ref.names.search([n.text for n in names], ALIKE, schema), strict=True):
            for hit in hits:
                if ref.stands(hit.designation, row["day"]):
                    seen.setdefault(hit.designation.id, (hit, []))[1].append(name)
    yield from (_finding(row, hit, named, ref) for hit, named in seen.values())


def _finding(row: dict[str, Any], hit: Hit, named: list[Named], ref: Reference) -> Finding:
    sentences = list(dict.fromkeys(_around(row["text"], n) for n in named))
    adverse = next((s for s in sentences if _ADVERSE.search(s) and not _NOT.search(s)), "")
    said = [s for s in row.get("statements") or () if _speaks(s, named)]
    told_of = [s for s in row.get("statements") or () if any(within({"span": (n.start, n.end)}, s) for n in named)]
    role = "speaker" if said else "named"
    told = "in a sentence that tells of evasion or of an accusation" if adverse else "in no adverse role"
    why = f"the text names {named[0].text!r}, like {hit.name.text!r} (score {hit.comparison.score:.2f}), {told}; role: {role}"
    finding = listed(ID, row, hit.designation, Outcome.MATCH, why, ref, hit)
    facts = (("link", "party"), ("role", role), ("adverse", "yes" if adverse else "no"), ("times", str(len(named))))
    statements = tuple((name, _ids(some)) for name, some in (("statements", said), ("named_in", told_of)) if some)
    office = next((o for n in named if (o := ref.office(n.text, row["day"]))), None)
    statements += (("office", f"{office.role} (review: {office.review})"),) if office else ()
    place = Evidence(str(row.get("source") or "article"), f"characters {named[0].start} to {named[0].end}", adverse or named[0].text)
    return replace(finding, facts=(*finding.facts, *facts, *statements), evidence=(*finding.evidence, place))


def _linked(row: dict[str, Any], link: Link) -> Finding:
    """The finding that the text, or statements in it, speak of what the link leads to."""
    speakers = list(dict.fromkeys(str(s.get("speaker") or "somebody not named") for s in link.statements))
    count = f"{len(link.statements)} statement{'s' * (len(link.statements) != 1)}"
    by = f"in {count}, of {', '.join(speakers)}" if link.statements else "in its own words"
    said = (("statements", _ids(link.statements)), ("speakers", "; ".join(speakers)), ("kinds", _kinds(link))) if link.statements else ()
    start, end = link.span
    place = Evidence(str(row.get("source") or "article"), f"characters {start} to {end}", row["text"][start:end])
    return Finding(
        check_id=ID,
        subject=str(row["id"]),
        day=row["day"],
        outcome=Outcome.MATCH,
        why=f"the text {link.told}; {by}. This says what is spoken of, not whether it is so",
        basis=link.measures,
        evidence=(Evidence(link.source, link.place, link.value), place),
        facts=(("link", link.to), ("about", link.name), *said, *link.facts),
        review=link.review,
    )


def _ids(statements: Iterable[Any]) -> str:
    return "; ".join(str(s["id"]) for s in statements)


def _kinds(link: Link) -> str:
    return "; ".join(dict.fromkeys(k for s in link.statements for k in (s.get("kind") or "claim", *(s.get("also") or ()))))


def _names(text: str) -> Iterator[Named]:
    """Every run of capitalised words that may be a name, and the shorter ones in it: 'leader Kim Jong-un' is looked for as a whole and
    from each of its words on, so that a title before the name does not hide it."""
    for run in _NAME.finditer(text):
        starts = [m.start() for m in re.finditer(r"[^\s]+", run.group())]
        ends = [m.end() for m in re.finditer(r"[^\s]+", run.group())]
        for i, start in enumerate(starts):
            for end in ends[i : i + WORDS]:
                words = run.group()[start:end]
                if words[0].isupper() and (" " in words.replace("\u00a0", " ") or "-" in words):
                    yield Named(" ".join(words.split()), run.start() + start, run.start() + end)


def _around(text: str, name: Named) -> str:
    """The sentence around a name, in one line."""
    for m in _SENTENCE.finditer(text):
        if m.start() <= name.start < m.end():
            return " ".join(m.group().split())
    return name.text


def _speaks(statement: dict[str, Any], named: list[Named]) -> bool:
    start, end = statement.get("speaker_span") or (0, 0)
    return any(n.start < end and start < n.end for n in named)
