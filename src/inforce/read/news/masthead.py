"""What stands above an article: its title, the place and agency it was filed from, and its day, with how that is known."""

import re
from dataclasses import dataclass
from datetime import date

from inforce.base.news import DocDay, Mention, Span
from inforce.read.news.mentions import gazetteer, officials_of
from inforce.read.news.when import full_date

_PLACE = r"[A-Z][\w.'-]*(?:[ ,/]+(?:[A-Z][\w.'-]*|of|D\.C\.))*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?P<day>(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_AGENCY = r"(?:\([A-Z][\w .'-]+\)\s*)?"
_DATELINE = re.compile(rf"{_PLACE}\s*{_AGENCY}(?:,?\s*{_DAY}\s*{_AGENCY})?(?:—|--|-)\s+(?=[\"“‘A-Z])")
_STAMP = re.compile(r"^(?:(?:published|posted|updated|last updated|date)\s*(?:on|at)?\s*:?\s*|by [\w .]+[,|]\s*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Title, dateline and day, and the spans that are no sentences of the article."""

    title: Span | None
    dateline: Span | None
    stamp: Span | None
    day: DocDay | None

    @property
    def aside(self) -> list[Span]:
        """The spans of dateline and date."""
        return [s for s in (self.dateline, self.stamp) if s]


def masthead(text: str, paragraphs: list[Span], given: date | None, published: str) -> Masthead:
    """Reads the first paragraphs of shadow text. The day is the one `given`, else a page's own, else that of a dateline or a line with a
    date, where it has a year."""
    title = _title(text, paragraphs)
    dateline = stamp = day = None
    for a, b in paragraphs[:6]:
        line = text[a:b]
        if stamp is None and (found := _stamped(line)):
            stamp = (a, a + found[1])
            day = DocDay(found[0], found[0], "dateline", line[: found[1]].strip())
        elif (
            dateline is None
            and (title is None or a >= title[1])
            and (m := _DATELINE.match(line))
            and len(m[0]) < 80
            and (m[0].isupper() or _known_place(m[0]))
        ):
            dateline = (a, a + m.end())
            if day is None and (filed := full_date(m["day"] or "")):
                day = DocDay(filed[0], filed[0], "dateline", m["day"])
    if published and (own := full_date(published)):
        day = DocDay(own[0], own[0], "page", published)
    if given:
        day = DocDay(given, given, "given", given.isoformat())
    return Masthead(title, dateline, stamp, day)


def _title(text: str, paragraphs: list[Span]) -> Span | None:
    """The first line, when it is short, ends without a full stop and something follows it."""
    if len(paragraphs) < 2 or _stamped(text[slice(*paragraphs[0])]):
        return None
    first = text[slice(*paragraphs[0])]
    return paragraphs[0] if len(first) < 200 and not first.endswith((".", ":", ",", ";")) and not _DATELINE.match(first) else None


def _known_place(words: str) -> bool:
    place = words.strip(" -—")
    capitals = {form for forms in gazetteer()["capitals"].values() for form in forms}
    return (
        any(part.strip() in capitals or part.strip().isupper() for part in re.split(r"[,/(]", place) if part.strip())
        or place.count(",") >= 1
    )


def _stamped(line: str) -> tuple[date, int] | None:
    """The date of a line that begins with one and is nothing else, or goes on with a sentence."""
    start = m.end() if (m := _STAMP.match(line)) else 0
    found = full_date(line[start : start + 60])
    if not found or found[1][0] > 0:
        return None
    end = start + found[1][1]
    rest = line[end:].strip(" .|,")
    whole = not rest or re.fullmatch(r"(?:at\s*)?\d{1,2}[:.]\d\d.*|\(?[A-Z]{2,4}\)?", rest) is not None
    return (found[0], len(line)) if whole else (found[0], end) if re.match(r" [A-Z]", line[end:]) else None


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def inferred(text: str, mentions: list[Mention]) -> DocDay | None:
    """When an article without a date can have been written: the days on which every official in it held a role that it names, after the
    years it speaks of and the dated events it refers to. An interval and never a day; None when nothing bounds it on both sides."""
    since, until, words = date.min, date.max, []
    for name, role, first, last in officials_of(mentions, text):
        if first > since:
            since = first
        if last < until:
            until = last
        words.append(f"{name} is {role}")
    for event in gazetteer().get("dated", ()):
        m = re.search(event["words"], text, re.IGNORECASE)
        if not m:
            continue
        happened: date = event["day"]
        if m.groupdict().get("last"):
            since, until = max(since, date(happened.year + 1, 1, 1)), min(until, date(happened.year + 1, 12, 31))
        since = max(since, happened)
        words.append(f"it speaks of {event['name']} ({happened})")
    years = [int(y) for y in re.findall(r"\b(?:in|since|early|late|mid)[ -]((?:19|20)\d\d)\b", text)]
    if years:
        since = max(since, date(max(years), 1, 1))
        words.append(f"it speaks of {max(years)}")
    if since == date.min or until >= date(9999, 1, 1) or since > until:
        return None
    return DocDay(since, until, "inferred", "; ".join(dict.fromkeys(words)))
