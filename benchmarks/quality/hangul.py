"""Is one person found in Hangul and in Latin letters? Every such pair in the EU's act on North Korea, 2017/1509."""

from pathlib import Path

from cross_script import listed, rates


def measure(corpus: Path) -> dict[str, float]:
    """`found` and `apart` of `cross_script.rates`. No weight is fitted on them, but they were in view while the rules were made."""
    return rates(listed(corpus, "hangul"))
