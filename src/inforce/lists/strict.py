"""Reading strictly: every value of a source is used, named as ignored, or becomes an Issue.

A row maps a field's name to its text, or to a list of texts and rows where a field repeats or has fields of its own. Fields
are popped as they are mapped; `unread` tells what is left, so that a field which the publisher adds or renames is seen.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from inforce.base.nouns import Issue
from inforce.lists.spec import ListSpec

Row = Mapping[str, "str | Sequence[str | Row]"]

# Stands behind a character that a reader has mended (see `lists.markup`). Unicode keeps this code point for use inside a
# program, so no text that is exchanged holds it.
MENDED = "\ufdd0"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def unread(row: Row, *, source: str, at: str, ignore: Collection[str] = (), above: str = "") -> Iterator[Issue]:
    """An Issue for each value left in `row`, empty ones too, unless its path ('DOCUMENT/DATE_OF_ISSUE') is in `ignore`.

    Ignoring a path does not hide fields beneath it; '**/@ID' ignores that name wherever it stands. `at` says where the row
    stands: a reference number, or a line; `above` is the path of the row itself, with a slash behind it.
    """
    for path, value in _leaves(row, above):
        if path not in ignore and f"**/{path.rpartition('/')[2]}" not in ignore:
            yield Issue(
                source, f"{at} {path}", value, "not read. Map it in the list's parse.py, or name it under `ignore` in its list.toml."
            )


def _leaves(row: Row, above: str) -> Iterator[tuple[str, str]]:
    for name, held in row.items():
        for value in [held] if isinstance(held, str) else held:
            if isinstance(value, str):
                yield above + name, value
            else:
                yield from _leaves(value, f"{above}{name}/")


class Fields:
    """The fields of one entry while it is read, with what is met on the way: `remarks` to keep, and Issues.

    `at` says where the entry stands; `spec` is its list, for lookups. The rows that `each` hands out share remarks and
    Issues. Texts come trimmed, every run of blanks as one. A text that was mended, or that holds U+FFFD where a character was
    lost before it reached us, is handed out all the same and becomes an Issue.
    """

    def __init__(self, row: Row, spec: ListSpec, at: str) -> None:
        self.spec, self.at = spec, at
        self.remarks: list[str] = []
        self.left_out = False
        self._issues: list[Issue] = []
        self._above = ""
        self._row: dict[str, list[str | Row]] = {}
        self._below: list[Fields] = []
        self.holding(row)

    def one(self, name: str) -> str:
        """The text of a field, "" when it is absent or empty. A second text stays, to be reported as unread."""
        return self._tidy(name, self.raw(name)) if name in self._row else ""

    def raw(self, name: str) -> str:
        """The first text of a field as it stands, where blanks count; "" when it is absent. Another stays, as unread."""
        first, *more = self._texts(name) or [""]
        if more:
            self._row[name] = [*more, *self._row.get(name, [])]
        return first

    def many(self, name: str) -> tuple[str, ...]:
        """The texts of a field that repeats, without the empty ones."""
        return tuple(self._tidy(name, text) for text in self._texts(name))

    def each(self, name: str) -> tuple["Fields", ...]:
        """The rows of a field that has fields of its own; an empty element is none. A bare text stays, as unread."""
        held = self._row.pop(name, [])
        if texts := [v for v in held if isinstance(v, str) and v.strip()]:
            self._row[name] = list(texts)
        rows = tuple(self._row_below(name, v) for v in held if not isinstance(v, str))
        self._below.extend(rows)
        return rows

    def lookup(self, table: str, name: str, text: str) -> str | None:
        """What the list's table of lookups says that `text` means; None, and an Issue at the field, when it says nothing."""
        meant = self.spec.lookups[table].get(text)
        if meant is None:
            self.issue(name, text, f"stands nowhere in [lookups.{table}] of list.toml; it was not mapped.")
        return meant

    def issue(self, name: str, value: str, problem: str) -> None:
        """Records that the value of this field could not be read, and why."""
        self._issues.append(Issue(self.spec.id, f"{self.at} {self._above}{name}", value, problem))

    def leave_out(self, name: str, value: str, why: str) -> None:
        """Records that the whole entry is not listed, and why: what else it holds needs no Issue of its own."""
        self.issue(name, value, f"{why}: the entry is left out.")
        self.left_out = True
        self._row.clear()
        self._below.clear()

    def taken(self, into: "Fields") -> dict[str, tuple[str, ...]]:
        """Every text that is left, as it stands, for `into` to hold; the Issues met so far become those of `into`."""
        if into is not self:
            into._issues.extend(self._issues)
        texts = {name: tuple(v for v in held if isinstance(v, str)) for name, held in self._row.items()}
        self._row.clear()
        return texts

    def holding(self, row: Row) -> "Fields":
        """The same entry, holding `row` instead of what it held."""
        self._row = {name: [held] if isinstance(held, str) else list(held) for name, held in row.items()}
        return self

    def unread(self) -> Iterator[Issue]:
        """The Issues met so far, then one for each value left here and in the rows that `each` handed out."""
        yield from self._issues
        yield from self._left()

    def _left(self) -> Iterator[Issue]:
        yield from unread(self._row, source=self.spec.id, at=self.at, ignore=self.spec.ignore, above=self._above)
        for fields in self._below:
            yield from fields._left()

    def _row_below(self, name: str, row: Row) -> "Fields":
        fields = Fields(row, self.spec, self.at)
        fields._above, fields._issues, fields.remarks = f"{self._above}{name}/", self._issues, self.remarks
        return fields

    def _texts(self, name: str) -> list[str]:
        held = self._row.pop(name, [])
        if rows := [v for v in held if not isinstance(v, str)]:
            self._row[name] = list(rows)
        return [v for v in held if isinstance(v, str) and v.strip()]

    def _tidy(self, name: str, text: str) -> str:
        if text.isascii() and text.isprintable():
            return " ".join(text.split())
        tidy = " ".join(text.replace(MENDED, "").split())
        if MENDED in text:
            self.issue(name, tidy, "a bare '&' in the file was read as an ampersand: it starts no reference, so it can be nothing else.")
        if "\N{REPLACEMENT CHARACTER}" in text:
            self.issue(name, tidy, "holds U+FFFD where the publisher lost a character.")
        if control := _CONTROL.search(text):
            self.issue(name, tidy, f"holds the control character 0x{ord(control[0]):02x}, which stands for nothing.")
        return tidy
