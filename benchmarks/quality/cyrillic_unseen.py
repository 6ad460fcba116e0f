"""Is one person found in Cyrillic and in Latin letters? Acts of the EU that nobody looked at while the rules were made: 2020/1998 on human
rights, 2024/1485 on Russia, 2024/2642 on hybrid threats, 2019/796 on cyber-attacks. By the first name that a listing gives in each script,
since its aliases are cover names as often as spellings; and by the first in Cyrillic beside the whole entry."""

from pathlib import Path

from cross_script import listed, rates

ACTS = ("32020R1998", "32024R1485", "32024R2642", "32019R0796")


def measure(corpus: Path) -> dict[str, float]:
    """`found` and `apart` of `cross_script.rates`; `corpus` is one of the acts, the others lie beside it."""
    persons = [p for act in ACTS for p in listed(corpus.with_name(f"{act}.csv.gz"), "cyrillic")]
    whole = rates([(own[:1], latin) for own, latin in persons])
    return rates([(own[:1], latin[:1]) for own, latin in persons]) | {k: whole[k] for k in ("entries_found", "entries_apart")}
