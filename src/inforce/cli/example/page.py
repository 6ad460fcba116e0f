"""The page that `inforce demo` prints: what was screened, with what, what was found, and where nothing was."""

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from inforce.base.nouns import Outcome, Review
from inforce.cli.example import hanoi, ledgers, news
from inforce.lists import get
from inforce.reference import Reference
from inforce.run.local import Result

Row = dict[str, Any]
Subject = tuple[str, Row]  # the kind ('party') and the row, as in base.tables

FOREWORD = (
    "The shipments and payments below are invented. The listed companies and hulls in them are real, and did none of what is told "
    "of them here; no real person appears. A hit is no accusation, and this is no legal advice."
)


def page(subjects: Sequence[Subject], result: Result, ref: Reference, width: int) -> str:
    """The page, `width` characters wide. Every subject has a `day` and a `part_of`."""
    found = result.findings.to_pylist()
    lines = ["inforce demo: fictional business, real listings", "=" * width, *_wrapped(FOREWORD, width), ""]
    lines += _head(subjects, result, ref, width)
    for part_of in sorted({r["part_of"] for _, r in subjects}):
        lines += ["", f"{part_of} ".ljust(width, "-")]
        for kind, row in sorted((s for s in subjects if s[1]["part_of"] == part_of), key=lambda s: s[1]["day"]):
            mine = [f for f in found if (f["part_of"], f["subject"]) == (part_of, row["id"])]
            lines += _subject(kind, row, mine, kind in _checked(result), width)
            lines += [line for f in mine for line in _finding(f, ref, width)]
    lines += ["", "Hanoi, February 2019 ".ljust(width, "-")]
    lines += [line for word, text in hanoi.told(_deliveries(subjects), ref) for line in _labelled(word, text, width)]
    lines += ["", "China and Russia, refined petroleum, 2017 to 2023 ".ljust(width, "-")]
    lines += [line for word, text in ledgers.told(ref) for line in _labelled(word, text, width)]
    lines += ["", "An article, October 2019 ".ljust(width, "-")]
    lines += [line for word, text in news.told() for line in _labelled(word, text, width)]
    return "\n".join([*lines, "", "=" * width, *_foot(subjects, result, width)]) + "\n"


def _deliveries(subjects: Sequence[Subject]) -> list[Row]:
    """The first shipment's goods, oldest first: one line over several days."""
    return sorted((r for kind, r in subjects if (kind, r["part_of"]) == ("goods", "EX-1")), key=lambda r: r["day"])


def _head(subjects: Sequence[Subject], result: Result, ref: Reference, width: int) -> Iterator[str]:
    days = [r["day"] for _, r in subjects]
    rows = ", ".join(f"{n} {kind} rows" for kind, n in Counter(kind for kind, _ in subjects).items())
    law, official = ref.law, sum(m.review == Review.OFFICIAL for m in ref.law.measures.values())
    told = [
        ("known", f"{ref.known}: the day whose lists are used"),
        ("days", f"{min(days)} to {max(days)}: when each thing happened, which picks the law in force"),
        (
            "screened",
            f"{rows} of {len({r['part_of'] for _, r in subjects})} shipments and payments, from the CSV files in inforce/cli/example",
        ),
        ("checks", ", ".join(result.run.checks)),
        (
            "law",
            f"{len(law.measures)} measures of {len(law.instruments)} instruments, {official} of them checked against the official text",
        ),
        ("[grade]", "how far a fact was checked: [memory], [secondary] from copies and reports, [official] against the official text"),
    ]
    for e in ref.editions:
        n, caution = sum(d.list_id == e.list_id for d in ref.designations), ref.cautions.get(e.list_id)
        edition = f"{e.list_id}, {get(e.list_id).title}: {n} listings, edition of {e.known}"
        told.append(("list", edition + (f". CAUTION: {caution}" if caution else "")))
    for word, text in told:
        yield from _labelled(word, text, width)


def _subject(kind: str, row: Row, findings: Sequence[Row], checked: bool, width: int) -> Iterator[str]:
    said = ", ".join(_loud(f["outcome"]) for f in findings) or ("not addressed" if checked else "not checked")
    left = f"{row['day']}  {row['id']:<9} {_described(kind, row)}"
    *above, last = _wrapped(left, width - len(said) - 2, after=" " * 22)
    yield from above
    yield last + " " * (width - len(said) - len(_padded(last))) + said


def _described(kind: str, row: Row) -> str:
    if kind == "party":
        return f"{row['name']} ({row['role']})"
    if kind == "vessel":
        return f"{row['name']}, {'IMO ' + row['imo'] if row['imo'] else 'no IMO number'} ({row['role']})"
    way = f"{row['origin'] or '(origin not given)'} to {row['destination']}"
    return f"{row['quantity']:,.0f} {row['unit']} of {row['description']}, HS {row['hs']}, {way}"


def _finding(f: Row, ref: Reference, width: int) -> Iterator[str]:
    score = f", score {f['score']:.2f}" if f["score"] is not None else ""
    grade = f" [{f['review']}]" if f["basis"] else ""  # a question about a missing fact rests on no source
    yield from _labelled("finding", f"{_loud(f['outcome'])}, {f['check_id']}{score}{grade}", width)
    yield from _labelled("why", f["why"], width)
    measures = [ref.law.measures[measure_id] for measure_id in f["basis"]]
    for m in measures:
        clause = f"{ref.law.instruments[m.instrument].title}, paragraph {m.paragraph} [{m.paragraph_review}]"
        yield from _labelled("under", f"{clause}: {m.summary}", width)
    for e in (e for e in f["evidence"] if e["source"] not in {m.instrument for m in measures}):  # those were quoted as clauses
        place = f"the row {e['locator']} itself" if e["source"] == "subject" else f"{e['source']}, {e['locator']}"
        yield from _labelled("seen in", f"{place}: {e['value']}" if e["value"] else place, width)


def _foot(subjects: Sequence[Subject], result: Result, width: int) -> Iterator[str]:
    found = result.findings.to_pylist()
    hit, counted = {(f["part_of"], f["subject"]) for f in found}, Counter(f["outcome"] for f in found)
    silent = sum(kind in _checked(result) and (r["part_of"], r["id"]) not in hit for kind, r in subjects)
    outcomes = ", ".join(f"{counted[outcome]} {_loud(outcome)}" for outcome in Outcome if counted[outcome])
    yield from _labelled("found", f"{len(found)} findings in {len(subjects)} rows: {outcomes}", width)
    yield from _labelled("silent", f"{silent} rows: the checks of their kind ran, and found nothing that addresses them", width)
    for left_open in result.run.not_checked:
        yield from _labelled("open", left_open, width)
    yield from _labelled("run", f"{result.run.id}, reference {result.run.reference[:16]}, law {result.run.law[:16]}", width)
    text = "inforce screen FILE (in a checkout ./run screen FILE) for your own business; inforce lists add LIST FILE for official lists"
    yield from _labelled("next", text, width)


def _checked(result: Result) -> set[str]:
    """The kinds of subject that a check was run on: of them alone silence says something."""
    return {check_id.partition(".")[0] for check_id in result.run.checks}


def _loud(outcome: str) -> str:
    return outcome.replace("_", " ").upper()


def _labelled(word: str, text: str, width: int) -> list[str]:
    return _wrapped(text, width, f"{word:>10}  ", " " * 12)


def _wrapped(text: str, width: int, first: str = "", after: str = "") -> list[str]:
    lines = textwrap.wrap(_padded(text), width, initial_indent=first, subsequent_indent=after)
    return [line.replace("\0", "") for line in lines]


def _padded(text: str) -> str:
    """The text with a second character after each that takes two columns, as Chinese ones do, so that its length is its width."""
    return "".join(c + "\0" if unicodedata.east_asian_width(c) in "WF" else c for c in text)
