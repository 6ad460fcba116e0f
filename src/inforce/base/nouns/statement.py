"""What actors are reported to have said."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Statement:
    """What an actor is reported to have said: a claim, whoever reports it.

    `speaker` is a name, or the text's words where nobody is named, and then `likely` who is named elsewhere with that role.
    `on_behalf_of` is an actor code of CAMEO and PLOVER ('USAMIL'). `form`: direct, mixed, indirect; `kind`, and `also`: demand,
    compliance, non_compliance (claims of it), offer, threat, denial, condition, forecast, claim. Spans are half-open character
    offsets into the article's text, `spans` what is reported. `rule` found it, `asserted_by` says that it was said, `checked` who
    accepted or mended it.
    """

    id: str
    speaker: str
    on_behalf_of: str
    addressee: str
    about: str
    quote: str
    day: date | None
    article: str
    form: str = ""
    kind: str = "claim"
    also: tuple[str, ...] = ()
    role: str = ""
    likely: str = ""
    cue: str = ""
    venue: str = ""
    speaker_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None
    spans: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    asserted_by: str = ""
    checked: str = ""
