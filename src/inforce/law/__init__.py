"""The law as data: instruments and measures, loaded strictly, with a digest."""

from collections.abc import Mapping
from dataclasses import dataclass

from inforce.base.nouns import Instrument, Measure


@dataclass(frozen=True)
class Law:
    """Instruments and measures by id, and the sha256 of what was loaded."""

    instruments: Mapping[str, Instrument]
    measures: Mapping[str, Measure]
    digest: str
