"""Units of quantity, and amounts that are known between two bounds."""

from dataclasses import dataclass

BBL_PER_KL = 1000 / 158.987294928  # a barrel is 42 US gallons, each 3.785411784 litres
# A bare "ton" may be 1,000 kg, 907 kg or 1,016 kg, so it is no unit here.
_UNITS = {
    "t": ("t", 1.0),
    "tonne": ("t", 1.0),
    "tonnes": ("t", 1.0),
    "mt": ("t", 1.0),
    "metric ton": ("t", 1.0),
    "metric tons": ("t", 1.0),
    "kg": ("t", 0.001),
    "kilogram": ("t", 0.001),
    "kilograms": ("t", 0.001),
    "bbl": ("bbl", 1.0),
    "barrel": ("bbl", 1.0),
    "barrels": ("bbl", 1.0),
    "kl": ("kl", 1.0),
    "kilolitre": ("kl", 1.0),
    "kilolitres": ("kl", 1.0),
    "m3": ("kl", 1.0),
    "m³": ("kl", 1.0),
    "cubic metre": ("kl", 1.0),
    "cubic metres": ("kl", 1.0),
    "cubic meter": ("kl", 1.0),
    "cubic meters": ("kl", 1.0),
    "l": ("kl", 0.001),
    "litre": ("kl", 0.001),
    "litres": ("kl", 0.001),
    "liter": ("kl", 0.001),
    "liters": ("kl", 0.001),
    "usd": ("usd", 1.0),
}


def in_unit(quantity: float, unit: str) -> tuple[float, str] | None:
    """The quantity in t, bbl, kl or usd, with that unit; None for a unit that is unknown or does not say how much it is ('ton')."""
    known = _UNITS.get(unit.strip().casefold())
    return (quantity * known[1], known[0]) if known else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """An amount known to lie between `low` and `high`, with the `central` value most would take."""

    low: float
    central: float
    high: float

    @classmethod
    def exact(cls, value: float) -> "Bounds":
        """An amount without doubt."""
        return cls(value, value, value)

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low + other.low, self.central + other.central, self.high + other.high)

    def __mul__(self, factor: float) -> "Bounds":
        """Scaled by a factor of at least 0."""
        return Bounds(self.low * factor, self.central * factor, self.high * factor)
