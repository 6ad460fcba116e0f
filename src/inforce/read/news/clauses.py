"""Where a noun phrase begins and ends, to the left and to the right of a verb; by closed classes of words, without a parser.

A sentence is a list of tokens in which a whole quotation is one token, `QUOTE`.
"""

import re
from dataclasses import dataclass

from inforce.read.news.cues import speaking, verbs
from inforce.read.news.sentences import Token
from inforce.read.news.words import words

QUOTE = "\ufffc"  # the text of a token that stands for a quotation

BE = words("be")
AUX = BE | words("aux")
ADVERBS = words("adverbs")
PRONOUNS = words("pronouns")
DETERMINERS = words("determiners")
PREPOSITIONS = words("prepositions")
STOPS = words("stops")
PASTS = words("pasts")
FINITE = words("finite")


@dataclass(frozen=True, slots=True)
class Subject:
    """Tokens `first` to `last` (not included) that a verb is said of. `passive`: it is done to them; `hedged` by a modal or not;
    `head` is the noun that it turns on;
    `how` is plain, apposition, relative, pronoun or shared (then it is the subject of the verb before)."""

    first: int
    last: int
    how: str
    head: int = -1
    passive: bool = False
    negated: bool = False
    modal: bool = False
    progressive: bool = False
    perfect: bool = False


def head_of(ts: list[Token], first: int, last: int) -> int:
    """The noun that a noun phrase turns on: the last word before a comma or the first preposition ('a spokesman for the ministry')."""
    for k in range(first + 1, last):
        if ts[k].text in ",(" or ts[k].low in ("who", "which", "that") or (ts[k].low in PREPOSITIONS and k > first):
            return k - 1
    return last - 1


def human(ts: list[Token], subject: Subject) -> bool:
    """Whether the subject is somebody who can speak: a pronoun, a name, or a noun of speaking()."""
    if subject.how in ("pronoun", "relative"):
        return True
    t = ts[subject.head] if 0 <= subject.head < len(ts) else None
    if t is None:
        return subject.how == "shared"
    return t.text[0].isupper() or t.low in speaking() or t.low in DETERMINERS or _PERSONS.search(t.low) is not None


_PERSONS = re.compile(r"..(?:ist|er|or|ian|man|woman|eer)s?$|(?:men|women|people)$")  # terrorists, owners, senators, physicians


def is_word(t: Token) -> bool:
    """Whether a token is a word or number and no mark."""
    return t.text[0].isalnum()


def left_of(ts: list[Token], i: int) -> Subject | None:
    """The subject of the verb at `i`; None when there is none to its left."""
    j, passive, negated, modal, perfect = i - 1, False, False, False, False
    while j >= 0 and (ts[j].low in ADVERBS or ts[j].low in AUX or (ts[j].low.endswith("ly") and ts[j].text[0].islower())):
        if ts[j].low == "that":
            break
        passive |= ts[j].low in BE and ts[j].low not in ("'s", "'re")  # "he's always said"
        perfect |= ts[j].low in ("has", "have", "had")
        negated |= ts[j].low in ("not", "n't", "never") or ts[j].low.endswith("n't")
        modal |= ts[j].low in ("would", "could", "may", "might", "must", "should", "can", "to", "will", "shall")
        j -= 1
    if j >= 0 and ts[j].low.endswith("n't"):
        negated, j = True, j - 1
    if j < 0:
        return None
    if found := _subject(ts, j):
        return Subject(*found, head_of(ts, found[0], found[1]), passive, negated, modal, passive, perfect)
    return None


def _subject(ts: list[Token], j: int) -> tuple[int, int, str] | None:
    t = ts[j]
    if t.text == QUOTE or t.text in ":;—…":
        return None
    if t.low in ("and", "but", "or") or (t.text == "," and j and ts[j - 1].low in ("and", "but")):
        return j, j, "shared"
    if t.low in ("who", "which", "that") and j:
        before = j - 1 if ts[j - 1].text != "," else j - 2
        first = _noun_phrase(ts, before) if before >= 0 else None
        if first is not None and ts[j - 1].text != ",":  # the nearest noun: 'a decision by the court that calls for'
            first = next((k for k in range(before, first - 1, -1) if ts[k].low in DETERMINERS and ts[k - 1].low not in PREPOSITIONS), first)
        return (first, before + 1, "relative") if first is not None else None
    if t.text in ",)" and j:
        return _apposition(ts, j)
    if t.low in PRONOUNS:
        return (j, j + 1, "pronoun")
    first = _noun_phrase(ts, j)
    return (first, j + 1, "plain") if first is not None else None


def _apposition(ts: list[Token], j: int) -> tuple[int, int, str] | None:
    """'Randall Schriver, the US assistant secretary of defense, stated': from the name to the comma."""
    if ts[j].text == ")":
        k = next((k for k in range(j - 1, -1, -1) if ts[k].text == "("), -1)
        if k > 0 and (first := _noun_phrase(ts, k - 1)) is not None:
            return first, j + 1, "plain"
        return None
    commas = [k for k in range(j - 1, max(-1, j - 40), -1) if ts[k].text == "," or ts[k].text == QUOTE]
    for k in commas:
        if ts[k].text == QUOTE:
            return None
        if k == 0:
            return None
        inside = ts[k + 1 : j]
        if not inside:
            return None
        first = _noun_phrase(ts, k - 1)
        if first is None:
            continue
        if _names(ts[first:k]) and (_describes(inside) or _names(inside)):
            aside = inside[0].low in PREPOSITIONS or inside[0].low in ("according", "citing", "quoting", "speaking")
            return (first, k, "plain") if aside else (first, j, "apposition")
    first = _noun_phrase(ts, j - 1)  # 'The firm Secunia, has said': a comma that is none
    return (
        (first, j, "plain")
        if first == 0 and not commas and j > 1 and j + 1 < len(ts) and ts[j + 1].low in AUX and ts[0].low not in PREPOSITIONS
        else None
    )


def _names(ts: list[Token]) -> bool:
    return any(t.text[0].isupper() or t.low in PRONOUNS or t.low in speaking() for t in ts if is_word(t))


def _describes(ts: list[Token]) -> bool:
    """Whether words between commas tell who somebody is: an article, a role, an age, a relative clause, or a participle."""
    first = ts[0]
    return (
        first.low in DETERMINERS
        or first.low
        in (
            "who",
            "which",
            "whose",
            "whom",
            "aged",
            "in",
            "speaking",
            "citing",
            "quoting",
            "on",
            "at",
            "from",
            "along",
            "along",
            "like",
            "according",
            "himself",
            "herself",
            "itself",
        )
        or first.text.isdigit()
        or first.low.endswith(("ing", "ed"))
        or any(
            t.low in speaking()
            or t.low in ("head", "deputy", "vice", "former", "senior", "chief", "co-founder", "founder", "chair", "c.e.o", "ceo")
            for t in ts
        )
    )


def _noun_phrase(ts: list[Token], j: int) -> int | None:
    """Where the noun phrase that ends at token `j` begins."""
    if j < 0 or not (is_word(ts[j]) or ts[j].text in ('"', "%", "'s", "'", "”", "“")):
        return None
    first = j
    while first > 0:
        t = ts[first - 1]
        if t.low in STOPS and not (t.low == "and" and _joins(ts, first - 1)):
            break
        if t.low in FINITE or (t.text in ",;:.—…!?()" and not _inner_comma(ts, first - 1)) or t.text == QUOTE:
            break
        if _is_verb(ts, first - 1):
            break
        first -= 1
    while first < j and (
        ts[first].low in ADVERBS | {"however", "meanwhile", "moreover", "yesterday", "today", "later", "and", "but"}
        or (ts[first].low.endswith("ly") and ts[first].text[0].isupper() and first + 1 <= j and ts[first + 1].low != "of")
    ):
        if ts[first].low in DETERMINERS:
            break
        first += 1
    first = _without_preposition(ts, first, j)
    head = [t for t in ts[first : j + 1] if is_word(t)]
    return first if head and head[-1].low not in PREPOSITIONS and (head[-1].low not in DETERMINERS or len(head) == 1) else None


def _joins(ts: list[Token], k: int) -> bool:
    """Whether the 'and' at `k` joins two nouns: a name or article on each side, no verb close by."""
    if k == 0 or k + 1 >= len(ts):
        return False
    a, b = ts[k - 1], ts[k + 1]
    if a.text == ",":
        return False
    alike = (a.text[0].isupper() and b.text[0].isupper()) or (b.low in DETERMINERS and a.text[0].isupper())
    return alike or (a.low in speaking() and (b.low in speaking() or b.text[0].islower())) or (k == 1 and b.text[0].islower())


def _inner_comma(ts: list[Token], k: int) -> bool:
    return False


def _is_verb(ts: list[Token], k: int) -> bool:
    """Whether the word at `k` is a verb of a clause before: a cue in a finite form after a subject, or a lower-case past form."""
    t = ts[k]
    if t.low in ("said", "says", "told", "announced", "reported", "added", "warned", "claimed", "believe", "believes", "saying"):
        return True
    cue = verbs().get(t.low)
    past = t.text[0].islower() and (t.low.endswith("ed") or t.low in PASTS or bool(cue and cue.forms & {"past"}))
    return past and k > 0 and k + 1 < len(ts) and ts[k + 1].low in DETERMINERS and ts[k - 1].low not in DETERMINERS


def _without_preposition(ts: list[Token], first: int, j: int) -> int:
    """'On Monday the minister' and 'In a statement the minister' without what leads in."""
    if ts[first].low not in PREPOSITIONS and ts[first].low not in ("according", "asked", "citing", "speaking"):
        return first
    seen_noun = False
    for k in range(first + 1, j + 1):
        before = ts[k - 1]
        starts = ts[k].low in DETERMINERS or (ts[k].text[0].isupper() and not before.text[0].isupper())
        if starts and seen_noun and before.low not in PREPOSITIONS and before.low not in DETERMINERS and before.low not in ("and", "'s"):
            return k
        seen_noun |= is_word(ts[k]) and ts[k].low not in DETERMINERS and ts[k].low not in PREPOSITIONS
        if ts[k].low in DAYS and k + 1 <= j:
            return k + 1
    return first


DAYS = words("days")


def right_of(ts: list[Token], i: int, limit: int) -> int:
    """Where the noun phrase that begins at token `i` ends (not included), with an apposition after a comma; `i` when there is none."""
    k = _run(ts, i, limit)
    if (
        k > i
        and k < limit - 1
        and ts[k].text == ","
        and _describes(ts[k + 1 : min(k + 12, limit)] or [ts[k]])
        and _apposes(ts, k + 1, limit)
    ):
        k = _run(ts, k + 1, limit)
    return k


def _apposes(ts: list[Token], k: int, limit: int) -> bool:
    first = ts[k]
    if first.low in PREPOSITIONS or first.low.endswith("ing") or first.low in ("according", "who", "which"):
        return False
    end = _run(ts, k, limit)
    return any(
        t.low in speaking() or t.low in ("head", "deputy", "founder", "co-founder", "chief", "chair") or t.text[0].isupper()
        for t in ts[k:end]
    )


def _run(ts: list[Token], i: int, limit: int) -> int:
    k = i
    while k < limit:
        t = ts[k]
        if (
            t.text in ",;:.—…!?"
            or t.text == QUOTE
            or t.low
            in (
                "that",
                "who",
                "which",
                "but",
                "because",
                "while",
                "when",
                "as",
                "after",
                "before",
                "if",
                "where",
                "during",
                "saying",
                "adding",
            )
        ):
            break
        if t.low in ("in", "on", "at") and k > i and ts[k - 1].low not in speaking() and _circumstance(ts, k, limit):
            break
        if t.low in DAYS and k > i:
            break
        if t.low in AUX and t.low != "'s" and t.low != "to" and t.low != "'d":
            break
        k += 1
    return k


def _circumstance(ts: list[Token], k: int, limit: int) -> bool:
    """'on Monday', 'in a statement', 'at a daily press briefing': when and where it was said, no part of the speaker's name."""
    rest = [t.low for t in ts[k + 1 : min(k + 6, limit)]]
    places = (
        "statement",
        "interview",
        "briefing",
        "conference",
        "speech",
        "letter",
        "email",
        "e-mail",
        "tweet",
        "twitter",
        "report",
        "press",
        "news",
        "telephone",
        "phone",
        "address",
        "meeting",
        "response",
        "reference",
        "remarks",
    )
    return bool(rest) and (rest[0] in DAYS or any(w in places for w in rest) or rest[0] == "a" or ts[k].low == "at")
