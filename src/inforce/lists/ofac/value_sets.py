"""The value sets of one SDN Advanced XML file: everything else in it is an id into these, and ids change from file to file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inforce.lists.strict import Fields, Row


@dataclass(frozen=True, slots=True)
class Value:
    """A value as its set gives it: its text, and the ids or codes beside it ('PartyTypeID', 'ISO2')."""

    text: str
    beside: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ValueSets:
    """Name of a value ('FeatureType') -> id -> value."""

    sets: dict[str, dict[str, Value]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Takes in one set, as the file has it."""
        for name, values in row.items():
            for value in values if not isinstance(values, str) else ():
                said = {key.removeprefix("@"): str(texts[0]) for key, texts in value.items()} if not isinstance(value, str) else {}
                text = " ".join(said.pop("#text", "").split())
                self.sets.setdefault(name, {})[said.pop("ID", "")] = Value(text, said)

    def value(self, fields: Fields, name: str, attribute: str = "") -> Value:
        """The value that the attribute of a row ('@<name>ID' where it is not given) stands for; an Issue where the file has none."""
        attribute = f"@{attribute or name + 'ID'}"
        number = fields.one(attribute)
        if found := self.sets.get(name, {}).get(number):
            return found
        if number:
            fields.issue(attribute, number, f"is no {name} of this file's value sets; it was not mapped.")
        return Value("", {})

    def text(self, fields: Fields, name: str, attribute: str = "") -> str:
        """The text of `value`."""
        return self.value(fields, name, attribute).text
