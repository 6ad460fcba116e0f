"""The verbs of a sentence that attribute, each with its subject, or with the speaker who stands behind it."""

from inforce.base.news import Span
from inforce.read.news.clauses import (
    ADVERBS,
    AUX,
    BE,
    DAYS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE,
    Subject,
    is_word,
    left_of,
    right_of,
)
from inforce.read.news.cues import Cue, speaking, verbs
from inforce.read.news.found import Sentence
from inforce.read.news.sentences import Token
from inforce.read.news.suits import clause_or_quote, finite, fits


class At:
    """A verb that attributes, at a token: its Subject, or the span of the speaker after it (`inverted`), or neither."""

    __slots__ = ("at", "by", "cue", "inverted", "kind", "subject")

    def __init__(self, at: int, cue: Cue, kind: str, subject: Subject | None = None, inverted: tuple[int, int] | None = None) -> None:
        self.at, self.cue, self.kind, self.subject, self.inverted = at, cue, kind, subject, inverted
        self.by: tuple[int, int] | None = None

    def cue_span(self, s: Sentence) -> Span:
        """The verb, with the particle that belongs to it."""
        after = self.at + 1
        particle = "phrasal" in self.cue.tables and after < len(s.ts) and s.ts[after].low in self.cue.after
        return s.span(self.at, after + particle)


def own_belief(s: Sentence, c: At, before: list[At]) -> bool:
    """'he said he believes': one statement, not two."""
    return bool(
        before
        and c.subject
        and c.subject.how == "pronoun"
        and c.cue.tables & {"think"}
        and c.subject.first - before[-1].at <= 3
        and "say" in before[-1].cue.tables
    )


def nested_noun(s: Sentence, c: At) -> bool:
    """A participle in front of a noun ('the alleged crime', 'a proposed law') attributes nothing."""
    before, after = s.ts[c.at - 1] if c.at else None, s.ts[c.at + 1] if c.at + 1 < len(s.ts) else None
    return bool(
        before
        and before.low in DETERMINERS
        and after
        and is_word(after)
        and c.subject is not None
        and c.subject.last == c.at
        and c.subject.last - c.subject.first == 1
        and before.low not in ("this", "that", "some", "many", "most", "others", "both", "all")
    )


def cue_at(s: Sentence, i: int) -> At | None:
    """The verb at token `i` as a cue; None when it is none, or attributes nothing here."""
    cue = verbs().get(s.ts[i].low)
    if cue is None:
        return None
    ts, after = s.ts, s.ts[i + 1] if i + 1 < len(s.ts) else None
    if ts[i].text == "States" or (after and after.low in AUX and "third" in cue.forms and after.low not in ("is", "to")):
        return None  # the United States; 'recent reports have'
    if cue.tables == {"phrasal"} and not (after and after.low in cue.after):
        return None
    if cue.forms & {"past", "third"} and (inverted := _inverted(s, i, cue)):
        return At(i, cue, "inverted", inverted=inverted)
    if "ing" in cue.forms:
        return _participle(s, i, cue)
    subject = left_of(ts, i)
    if subject is None or (subject.negated and cue.lemma not in ("want", "believe", "think", "expect", "agree", "see")):
        return None
    if subject.passive and not (subject.perfect and not _be_before(ts, i)):
        return _passive(s, i, cue, subject)
    if cue.lemma == "tell" and after and after.low == "that" and subject.how == "shared":
        return At(i, cue, "passive")  # 'was hauled in and told that'
    if subject.modal or not finite(ts, i, cue, subject):
        return None
    return At(i, cue, "plain", subject) if fits(s, i, cue, subject) else None


def _be_before(ts: list[Token], i: int) -> bool:
    k = i - 1
    while k >= 0 and (ts[k].low in ADVERBS or ts[k].low.endswith("ly")):
        k -= 1
    return k >= 0 and ts[k].low in BE and ts[k].low != "'s"


def _inverted(s: Sentence, i: int, cue: Cue) -> tuple[int, int] | None:
    """'…," said Geng Shuang, a spokesman for …': the tokens of the speaker. Also '…, said Mauer, …' without a quotation."""
    ts = s.ts
    k = i - 1
    while k >= 0 and ts[k].low in ADVERBS:
        k -= 1
    if k < 0 or i + 1 >= len(ts) or not cue.tables & {"say", "think"}:
        return None
    after_quote = ts[k].text == QUOTE or (ts[k].text in ",—-" and k and ts[k - 1].text == QUOTE)
    nxt = ts[i + 1]
    if not after_quote and not (
        ts[k].text == ","
        and cue.lemma in ("say", "write", "add", "explain", "warn", "note", "argue", "tell", "announce", "report")
        and nxt.low != "that"
    ):
        return None
    if (
        not is_word(nxt)
        or nxt.low in PREPOSITIONS
        or nxt.low in ("that", "to")
        or (nxt.low in PRONOUNS and nxt.low not in ("he", "she", "they"))
    ):
        return None
    if not after_quote and (
        left_of(ts, i) or not (any(t.text[0].isupper() for t in ts[i + 1 : i + 4]) or nxt.low in DETERMINERS or nxt.low in speaking())
    ):
        return None
    end = right_of(ts, i + 1, len(ts))
    if not after_quote and any(t.low in FINITE for t in ts[i + 1 : end]):
        return None
    return (i + 1, end) if end > i + 1 else None


def _participle(s: Sentence, i: int, cue: Cue) -> At | None:
    """'…, adding that', 'by asserting that', 'one poster writing "…"', and 'is calling for'."""
    ts = s.ts
    subject = left_of(ts, i)
    if subject and subject.progressive and not subject.negated and not subject.modal:
        return At(i, cue, "plain", subject) if fits(s, i, cue, subject) else None
    if cue.tables <= {"think", "want", "judge", "show"} and cue.lemma not in (
        "accuse",
        "describe",
        "call",
        "criticize",
        "condemn",
        "blame",
        "urge",
        "ask",
        "demand",
        "call",
        "encourage",
        "propose",
    ):
        return None
    before = ts[i - 1] if i else None
    if before is None:
        return None
    if before.text in ",—" or before.text == QUOTE or before.low in ("by", "and", "as"):
        if before.low == "as":
            return _quoted_as(s, i, cue)
        return At(i, cue, "shared") if clause_or_quote(s, i + 1, cue) else None
    if (
        subject
        and subject.how == "plain"
        and ts[subject.last - 1].low not in DAYS
        and (
            ts[subject.last - 1].low in speaking()
            or (ts[subject.last - 1].text[0].isupper() and i + 1 < len(ts) and ts[i + 1].text == QUOTE)
        )
    ):
        return At(i, cue, "plain", subject) if clause_or_quote(s, i + 1, cue) else None
    as_what = cue.lemma in ("describe", "call", "characterize") and any(t.low == "as" for t in ts[i + 1 : i + 7])
    if subject and subject.how == "plain" and ts[subject.head].text[0].isupper() and as_what:
        return At(i, cue, "plain", subject)  # 'Chalabi describing him as a "traitor"'
    if subject and any(t.low in speaking() for t in ts[subject.first : subject.last]) and clause_or_quote(s, i + 1, cue):
        return At(i, cue, "plain", subject)
    return None


def _quoted_as(s: Sentence, i: int, cue: Cue) -> At | None:
    """'Yonhap quoted him as saying' and 'he was quoted as saying': he speaks."""
    ts = s.ts
    at = next((k for k in range(i - 2, max(-1, i - 10), -1) if ts[k].low in ("quoted", "quotes", "quoting", "cited", "citing")), -1)
    if at < 0:
        return None
    if i - 1 - at > 1:  # 'quoted an official as saying'
        how = "pronoun" if i - 2 - at == 1 and ts[at + 1].low in ("him", "her", "it", "them") else "plain"
        return At(i, cue, "plain", Subject(at + 1, i - 1, how, at + 1))
    subject = left_of(ts, at)
    return At(i, cue, "plain", subject) if subject and subject.passive else None


def _by_follows(s: Sentence, i: int) -> bool:
    """Whether 'by' follows the verb."""
    return i + 1 < len(s.ts) and s.ts[i + 1].low == "by"


def _passive(s: Sentence, i: int, cue: Cue, subject: Subject) -> At | None:
    """'was told by X that', 'was asked to': the speaker stands after 'by', or is not told."""
    judged = cue.lemma in (
        "accuse",
        "criticize",
        "criticise",
        "condemn",
        "denounce",
        "blame",
        "praise",
        "describe",
        "call",
        "characterize",
        "dub",
    ) and _by_follows(s, i)
    if not (cue.tables & {"say", "want"} or judged) or "past" not in cue.forms:
        return None
    ts = s.ts
    if i + 1 < len(ts) and ts[i + 1].low == "by":
        made = At(i, cue, "passive")
        made.by = (i + 2, right_of(ts, i + 2, len(ts)))
        return made if made.by[1] > made.by[0] else None
    if i + 1 < len(ts) and (
        ts[i + 1].low == "that" or (ts[i + 1].low == "to" and cue.lemma in ("tell", "ask", "order", "urge", "instruct"))
    ):
        return At(i, cue, "passive")
    return None
