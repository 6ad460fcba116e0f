"""Writes the pages that say what the code says: docs/cli.md, docs/checks/, docs/lists/, docs/law/ and docs/relief/.

./run tidy                      writes them (and formats the code)
./run check                     says which are not as they would be written now
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import typer
from typer.testing import CliRunner

from inforce.base.clauses import Cap, Deadline, WindDown
from inforce.base.nouns import Instrument, Measure
from inforce.check import Check, all_rows
from inforce.checks import every
from inforce.cli import app
from inforce.law import Law, load
from inforce.law.milestones import milestones
from inforce.law.packages import packages
from inforce.law.relief import terms
from inforce.lists import ListSpec, get, ids
from inforce.reports import talks, timeline
from inforce.reports.document import Table
from inforce.reports.document import shown as cell
from inforce.reports.laid import lay
from inforce.reports.relief import compare
from inforce.reports.scopes import differences

DOCS = Path(__file__).parent
CASES = DOCS.parent / "tests/checks"
WRITTEN = "<!-- Written by docs/generate.py from {}; mend it there, then ./run tidy. -->"


def pages() -> dict[str, str]:
    """Every generated page: its path under docs/ and its text."""
    law = load()
    made = {"cli.md": cli_page()}
    made |= {f"checks/{c.id}.md": check_page(c) for c in every().values() if c.find.__module__.startswith("inforce.")}
    made |= {f"lists/{spec.id}.md": list_page(spec) for spec in map(get, ids()) if spec.package.startswith("inforce.")}
    made |= {f"law/{i.id}.md": law_page(i, law) for i in law.instruments.values()}
    made |= timeline_pages(law) | {
        "law/lists-compared.md": report("Who draws which list", "src/inforce/law/scopes", [], [differences(law)])
    }
    made |= talks_pages()
    return made | {f"relief/{name}.md": package_page(name, law) for name in packages()}


def cli_page() -> str:
    """The help of every command, as a terminal shows it."""
    blocks = (f"## {name}\n\n```text\n{shown(name)}\n```" for name in commands(typer.main.get_command(app), "inforce"))
    return page("The command line", "src/inforce/cli", [cleandoc(import_module("inforce.cli").__doc__ or ""), *blocks])


def commands(command: object, name: str) -> Iterator[str]:
    """The full names of a command and all beneath it."""
    yield name
    for word, under in sorted(getattr(command, "commands", {}).items()):
        yield from commands(under, f"{name} {word}")


def shown(name: str) -> str:
    """What `NAME --help` prints."""
    told = CliRunner().invoke(app, [*name.split()[1:], "--help"], prog_name="inforce", env={"COLUMNS": "80", "NO_COLOR": "1"})
    return "\n".join(line.rstrip() for line in told.stdout.strip().splitlines())


def check_page(check: Check) -> str:
    """What the check's docstring says, what it needs, and its cases."""
    module = check.id.replace(".", "_")
    told = re.sub(r"^([A-Z][a-z ]+):", r"\n**\1:**", cleandoc(check.find.__doc__ or ""), flags=re.MULTILINE)
    needs = f"Looks at rows of kind `{check.of}`; needs the columns {code(check.needs)}."
    one = check.key.__name__.replace("_", " ") if callable(check.key) else code(check.key)
    together = " All rows are looked at together." if check.key is all_rows else f" Rows of one {one} are looked at together."
    cases = tomllib.loads((CASES / f"{module}.toml").read_text(encoding="utf-8"))["cases"]
    outcomes = [(case["name"], ", ".join(dict.fromkeys(f["outcome"] for f in case["expect"])) or "no finding") for case in cases]
    return page(
        check.id,
        f"src/inforce/checks/{module}.py",
        [told, needs + together * check.keyed, "## Cases", table(("case", "outcomes"), outcomes)],
    )


def list_page(spec: ListSpec) -> str:
    """What list.toml says, in words, and how parse.py reads the files."""
    facts = [
        ("publisher", spec.publisher),
        ("address", f"<{spec.url}> (review: {spec.url_review})"),
        ("licence", spec.licence),
        ("format", ", ".join(dict.fromkeys(map(spec.format_of, spec.parts)))),
        ("an edition is one of", "; ".join(f"{form}: {code(whole)}" for form, whole in spec.sets.items())),
        ("files", "; ".join(f"{part}: {code(names)}" for part, names in spec.parts.items())),
        ("entries that may vanish at once", f"{spec.guard:.0%}"),
        ("stale after", f"{spec.stale_days} days"),
        ("fields not read, on purpose", code(spec.ignore) or "none"),
    ]
    facts = [fact for fact in facts if fact[1]]
    counts = [(what, f"{low:,}", f"{high:,}") for what, (low, high) in spec.expect.items()]
    brings = [(f"`{word}`", ", ".join(map(measure_link, ms))) for word, ms in spec.measures.items()]
    parts = [import_module(f"{spec.package}.parse").__doc__ or "", spec.caution, table(("", ""), facts)]
    parts += ["## Counts an edition must have", table(("what", "at least", "at most"), counts)]
    parts += ["## What a listing brings in", table(("the list's word", "measures"), brings)] if brings else []
    parts += ["## What values of the list are read as", *words(spec)] if spec.lookups else []
    return page(f"{spec.title} (`{spec.id}`)", f"src/inforce/lists/{spec.id}/list.toml", parts)


def words(spec: ListSpec) -> Iterator[str]:
    """Each table of lookups: the publisher's words and dirty values, and what they mean."""
    for name, meant in sorted(spec.lookups.items()):
        rows = [(f"`{value}`", f"`{meaning}`" if meaning else "nothing") for value, meaning in meant.items()]
        yield f"### {name}\n\n" + table(("the list has", "read as"), rows)


def measure_link(measure: str, law: str = "../law/") -> str:
    """A link to the measure's place; `law` is the way there from the page."""
    instrument, _, name = measure.partition("#")
    return f"[{measure}]({law}{instrument}.md#{name})"


def law_page(instrument: Instrument, law: Law) -> str:
    """The instrument and each of its measures, every fact with its review."""
    head = (
        f"`{instrument.id}`, adopted {instrument.adopted} (review: {instrument.review}). Retold in our own words; the act itself decides."
    )
    own = [m for _, m in sorted(law.measures.items()) if m.instrument == instrument.id]
    return page(instrument.title, f"src/inforce/law/{instrument.id}.toml", [head, *map(measure_part, own)])


def measure_part(m: Measure) -> str:
    """One measure under a heading that is its anchor."""
    facts = [
        ("paragraph", f"{m.paragraph} (review: {m.paragraph_review})"),
        ("modality", m.modality),
        ("in force", f"from {m.since}" + (f", until {m.until}, that day not included" if m.until else "")),
        ("covers", code(m.covers)),
        ("limits", "; ".join(map(limit, m.caps))),
        ("under conditions", "; ".join(m.conditions)),
        ("exempt", "; ".join(e.takes for e in m.exemptions)),
        ("older business", wind_down(m.wind_down) if m.wind_down else ""),
        ("beside others", "; ".join(f"{r.kind.replace('_', ' ')} {measure_link(r.to, '../')}" for r in m.relations)),
        ("to be done", "; ".join(map(deadline, m.deadlines))),
        ("applied by", ", ".join(map(applied, m.applied_by)) or m.not_applied),
        ("review", f"{m.review}; sources: {', '.join(m.sources) or 'none'}"),
        ("note", m.note),
    ]
    return f"## {m.id.partition('#')[2]}\n\n{m.summary}\n\n" + table(("", ""), [fact for fact in facts if fact[1]])


def applied(check: str) -> str:
    """A link to the check's page; a deadline has none."""
    return "its deadline" if check == "deadline" else f"[{check}](../../checks/{check}.md)"


def deadline(d: Deadline) -> str:
    """What is to be done, and by when or how often."""
    return f"{d.what}, " + (f"on or before {d.due}" if d.due else f"every {d.every_days} days")


def timeline_pages(law: Law) -> dict[str, str]:
    """The regime over time: a page with its table, and the picture beside it."""
    made = timeline.document(law, milestones(), "KP")
    svg = WRITTEN.format("src/inforce/law") + "\n" + made.pictures[0][1]
    lead = ["![Measures in force since 2006, as a picture; the table below holds the same](timeline.svg)", *made.lead]
    return {"law/timeline.svg": svg, "law/timeline.md": report(made.title, "src/inforce/law", lead, made.tables)}


def talks_pages() -> dict[str, str]:
    """The talks as they stood on the day of the article that the project starts from, with their picture."""
    made = talks.document(date(2019, 10, 16), packages().values())
    svg = WRITTEN.format("src/inforce/talks") + "\n" + made.pictures[0][1]
    lead = ["![Rounds, promises and deeds; the tables below hold the same](talks.svg)", *made.lead, *made.foot]
    return {"talks.svg": svg, "talks.md": report(made.title, "src/inforce/talks", lead, made.tables)}


def package_page(name: str, law: Law) -> str:
    """A package of relief on its own day: what it says, its counts, its steps, and what it would do."""
    package = packages()[name]
    made = compare([lay(law, package, terms())])
    facts = [("status", package.status), ("day", str(package.day)), ("review", package.review), ("sources", ", ".join(package.sources))]
    head = [package.reading, package.note, *made.lead, table(("", ""), facts)]
    told = [t for t in made.tables if t.id not in ("summary", "sensitivity")]
    return report(package.title, f"src/inforce/law/packages/{name}.toml", [*head, *made.foot], told)


def report(title: str, source: str, lead: Iterable[str], tables: Sequence[Table]) -> str:
    """A page of tables."""
    rows = {t.id: table(t.columns, [tuple(map(cell, row)) for row in t.rows]) if t.rows else "" for t in tables}
    parts = [part for t in tables for part in (f"## {t.title}", t.note, rows[t.id])]
    return page(title, source, [*lead, *parts])


def limit(cap: Cap) -> str:
    """A cap in words: how much, in which window."""
    amounts = " or ".join(f"{amount:,.12g} {unit}" for unit, amount in cap.limits) or cap.words
    which = {"lower": ", whichever is reached first", "either": ", two figures for one limit"}.get(cap.binding, "")
    window = f"each year from {cap.since}" if cap.yearly else f"from {cap.since}"
    return f"{amounts}{which}, {window}" + (f" until {cap.until}, that day not included" if cap.until else "")


def wind_down(w: WindDown) -> str:
    """How long older business may still be completed, and which."""
    made = [f"a contract before {w.contract_before}"] if w.contract_before else []
    made += [f"loading on or before {w.loaded_by}"] if w.loaded_by else []
    notice = f", the Committee notified on or before {w.notify_by}" if w.notify_by else ""
    only = f" (only {code(w.goods)})" if w.goods else ""
    return f"with {' or '.join(made)}, up to and with {w.last_day}{notice}{only}"


def code(words: Iterable[str]) -> str:
    """Words as code, with commas."""
    return ", ".join(f"`{w}`" for w in words)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def page(title: str, source: str, parts: Iterable[str]) -> str:
    """A page with its title, where it was made from, and its parts that are not empty."""
    text = "\n\n".join([f"# {title}", WRITTEN.format(source), *parts])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def main(args: list[str]) -> int:
    """Writes what changed and removes what is no more; with --check only says so, and exits 1 if there is any."""
    want = pages()
    held = {p.relative_to(DOCS).as_posix(): p.read_text(encoding="utf-8") for end in ("md", "svg") for p in DOCS.rglob(f"*.{end}")}
    gone = [name for name, text in held.items() if name not in want and WRITTEN.partition(" from")[0] in text]
    changed = [name for name, text in want.items() if held.get(name) != text]
    for name in [] if "--check" in args else changed:
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(want[name], encoding="utf-8")
    for name in [] if "--check" in args else gone:
        (DOCS / name).unlink()
    print(f"docs: {len(want)} pages, {len(changed)} changed, {len(gone)} no more: {' '.join(changed + gone)}".rstrip(": "))
    return 1 if "--check" in args and changed + gone else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
