"""Is one person found in Cyrillic and in Latin letters? Belarusian and Russian names of the EU's act on Belarus, 765/2006: in its Cyrillic
each name stands in both languages and in its Latin too, so that Siarhei must be found by Сергей."""

from pathlib import Path

from cross_script import listed, rates


def measure(corpus: Path) -> dict[str, float]:
    """`found` and `apart` of `cross_script.rates`. The table of given names was made with this act in view."""
    return rates(listed(corpus, "cyrillic"))
