"""Which matters of the talks a statement speaks of, by our own words: candidates for a person to look at."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.base.terms import folded, standing
from inforce.talks.positions import positions

FILE = "matters.toml"


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of positions by its name; a text is on it where one of `terms` stands in it, and one of `beside` where there are any."""

    id: str
    terms: tuple[str, ...]
    beside: tuple[str, ...] = ()

    def named(self, text: str) -> tuple[str, ...]:
        """The words by which a folded text is on it; none where it is not."""
        terms, beside = standing(self.terms, text), standing(self.beside, text)
        return (*terms, *beside) if terms and (beside or not self.beside) else ()


@cache
def matters() -> tuple[Matter, ...]:
    """Those that come with inforce, one for each matter of a position. Raises LawError where the file does not say one clear thing."""
    return read_matters(files("inforce.talks") / FILE)


def read_matters(file: Traversable) -> tuple[Matter, ...]:
    """Those in `file`."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("matters", _matter, "id"))
    if odd := sorted({m.id for m in found} ^ {p.matter for p in positions()}):
        raise LawError(f"{FILE} and positions.toml do not have the same matters: {', '.join(odd)} is in one alone. Mend either.")
    return found


def spoken_of(text: str) -> dict[str, tuple[str, ...]]:
    """The matters that a text is on, each with the words that were found."""
    plain = folded(text)
    return {m.id: words for m in matters() if (words := m.named(plain))}


def _matter(f: Fields) -> Matter:
    return Matter(f.text("id"), f.texts("terms"), f.texts("beside", ()))
