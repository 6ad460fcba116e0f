"""The same for aliases of persons of North Korea beside other persons of their surname. More than a quarter of the aliases are cover
names, which no spelling matches; and two Korean names that differ in a syllable are two, whatever a label says."""

from names_folds import measure

__all__ = ["measure"]
