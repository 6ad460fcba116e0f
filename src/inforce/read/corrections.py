"""What people say of statements that the machine found: accepted, rejected or mended. Their file stays apart from the output and wins.

A TOML file with entries of `article` (its id), `statement` (its id), `verdict` (accept, reject, mend), `by` and `reason`; with mend, the
fields of the statement that are to be other: speaker, role, on_behalf_of, addressee, kind, venue, day.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from inforce.base.errors import InputError
from inforce.base.news import Article
from inforce.base.nouns import Statement

VERDICTS = ("accept", "reject", "mend")
MENDED = ("speaker", "role", "on_behalf_of", "addressee", "kind", "venue", "day")
_NEEDED = ("article", "statement", "verdict", "by", "reason")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: a verdict on a statement of an article, by whom and why; `mended` are the fields with their new values."""

    article: str
    statement: str
    verdict: str
    by: str
    reason: str
    mended: tuple[tuple[str, Any], ...] = ()


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file. Raises InputError naming file, entry and field for what is missing, unknown, or of no known verdict."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise InputError(f"{path}: cannot be read as corrections: {e}. It is a TOML file of [[corrections]].") from e
    entries = table.pop("corrections", None)
    if not isinstance(entries, list) or table:
        raise InputError(f"{path}: must hold [[corrections]] and nothing else; it has {', '.join(table) or 'none'}.")
    return tuple(_entry(e, f"{path}, correction {n}") for n, e in enumerate(entries, start=1))


def _entry(e: dict[str, Any], where: str) -> Correction:
    lacking = [name for name in _NEEDED if not isinstance(e.get(name), str) or not e[name].strip()]
    if lacking:
        raise InputError(f"{where}: lacks {', '.join(lacking)}: write each as a text in quotes.")
    if e["verdict"] not in VERDICTS:
        raise InputError(f"{where}: the verdict {e['verdict']!r} is none; write {', '.join(VERDICTS)}.")
    mended = {name: value for name, value in e.items() if name not in _NEEDED}
    wrong = [name for name, v in mended.items() if name not in MENDED or not isinstance(v, date if name == "day" else str)]
    if wrong or bool(mended) != (e["verdict"] == "mend"):
        raise InputError(
            f"{where}: with mend, and only then, say what is other: {', '.join(MENDED)}; here stands {', '.join(mended) or 'none'}."
        )
    return Correction(e["article"], e["statement"], e["verdict"], e["by"], e["reason"], tuple(mended.items()))


def corrected(article: Article, corrections: Iterable[Correction]) -> Article:
    """The article with its statements as people say: rejected ones are gone, mended ones changed, and each says who checked it.

    Corrections of other articles do not matter. Raises InputError for a statement that this article has not.
    """
    mine = {c.statement: c for c in corrections if c.article == article.id}
    unknown = sorted(mine.keys() - {s.id for s in article.statements})
    if unknown:
        raise InputError(
            f"a correction names the statement {unknown[0]} of article {article.id}, which has none such: read it anew and mend the id."
        )
    kept = tuple(_checked(s, mine.get(s.id)) for s in article.statements if not (s.id in mine and mine[s.id].verdict == "reject"))
    return replace(article, statements=kept)


def _checked(s: Statement, c: Correction | None) -> Statement:
    if c is None:
        return s
    return replace(s, **dict(c.mended), checked=f"{'mended' if c.verdict == 'mend' else 'accepted'} by {c.by}: {c.reason}")
