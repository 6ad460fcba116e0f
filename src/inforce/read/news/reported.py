"""What a verb reports: where it begins and ends in the sentence, and to whom it was said."""

from inforce.base.news import Span
from inforce.read.news.clauses import ADVERBS, DAYS, DETERMINERS, FINITE, PREPOSITIONS, QUOTE, is_word
from inforce.read.news.cues_at import At
from inforce.read.news.found import Sentence
from inforce.read.news.sentences import Token
from inforce.read.news.suits import TOLD


def circumstances(ts: list[Token]) -> bool:
    """Only when, where and how: 'on Tuesday', 'in a statement', 'Thursday', 'earlier this week'."""
    words = [t for t in ts if is_word(t)]
    if not words:
        return True
    if any(t.low in FINITE or t.low == "that" for t in words):
        return False
    return words[0].low in PREPOSITIONS | DAYS | ADVERBS | {"last", "this", "earlier", "late", "early"} and len(words) < 16


def addressee(s: Sentence, c: At) -> Span | None:
    """Whom it was said to, after a verb that takes one; None where nobody is named."""
    ts, k = s.ts, c.at + 1
    if c.inverted or c.cue.lemma not in TOLD | {"ask", "urge", "call", "request", "order", "press", "appeal"} or k >= len(ts):
        return None
    if c.cue.lemma in ("call", "appeal") and ts[k].low in ("on", "upon", "to"):
        k += 1
    end = _object_end(ts, k)
    return s.span(k, end) if end > k else None


def _object_end(ts: list[Token], k: int) -> int:
    """Where a short object ends: one pronoun, or a run of name or noun up to 'that', 'to', a comma, a time or another subject."""
    if k < len(ts) and ts[k].low in ("him", "her", "them", "it", "us", "me", "you"):
        return k + 1
    n = k
    while n < len(ts) and n - k < 12:
        t = ts[n]
        if (
            (not is_word(t) and t.text not in "'&.")
            or t.text == QUOTE
            or t.low in ("that", "to", "he", "she", "they", "it", "on", "in", "not", "there", "if", "whether", "about", "for", "how", "why")
            or t.low in DAYS
        ):
            break
        if n > k and t.low in DETERMINERS and ts[n - 1].low not in PREPOSITIONS:
            break
        if (
            n > k
            and t.text[0].isupper() != ts[k].text[0].isupper()
            and ts[n - 1].text[0].islower()
            and t.text[0].isupper()
            and ts[n - 1].low not in DETERMINERS | PREPOSITIONS
        ):
            break
        n += 1
    return n


def content_start(s: Sentence, c: At) -> int:
    """The token where what is reported begins: after addressee, time and place, and 'that'."""
    ts, k = s.ts, c.at + 1
    if c.by:
        k = c.by[1]
    elif k < len(ts) and "phrasal" in c.cue.tables and ts[k].low in c.cue.after:
        return k + 1
    elif c.cue.lemma in TOLD and k < len(ts) and ts[k].low != "that":
        end = _object_end(ts, k)
        if end < len(ts) and (
            ts[end].low
            in (
                "that",
                "to",
                "he",
                "she",
                "they",
                "it",
                "in",
                "on",
                "at",
                "about",
                "how",
                "why",
                "there",
                "if",
                "whether",
                "the",
                "a",
                "an",
            )
            or ts[end].text in ",:"
            or ts[end].text[0].isupper()
            or ts[end].low in DAYS
        ):
            k = end
    k = _past_circumstance(s, k)
    if k < len(ts) and ts[k].text in ",:":
        k += 1
    return k + 1 if k < len(ts) - 1 and ts[k].low == "that" else k


def _past_circumstance(s: Sentence, k: int) -> int:
    """Past 'on Wednesday', 'Thursday', 'in a statement': when 'that', a comma or a day ends it."""
    ts = s.ts
    if k < len(ts) and (ts[k].low in DAYS or ts[k].low in ("yesterday", "today", "recently", "earlier", "later")):
        return k + 1
    if k < len(ts) and ts[k].low in (
        "in",
        "on",
        "at",
        "during",
        "through",
        "via",
        "after",
        "to",
        "last",
        "this",
        "earlier",
        "before",
        "from",
        "by",
    ):
        for n in range(k + 1, min(k + 14, len(ts))):
            if ts[n].low == "that" or ts[n].text in ",:":
                return n
            if ts[n].low in DAYS:
                return n + 1
            if ts[n].low in ("week", "month", "year") and ts[k].low in ("last", "this", "earlier"):
                return n + 1
            if ts[n].low in FINITE:
                return k
    return k


def content_end(s: Sentence, k: int, later: list[At]) -> int:
    """The token where what is reported ends (not included): before the next cue of another clause, or the end of the sentence."""
    ts = s.ts
    end = len(ts)
    while end > k and ts[end - 1].text in ".!?;,":
        end -= 1
    for c in later:
        first = c.subject.first if c.subject and c.subject.how != "shared" else c.at
        if first <= k or c.kind == "passive":
            continue
        if ts[first - 1].text == "," and floating(s, c) is not None:
            end = min(end, first - 1)
        before = first - 1
        if ts[before].low in ("but", "while", "and", "although", "whereas", "though") and before - 1 > k and ts[before - 1].text == ",":
            end = min(end, before - 1)
        elif c.kind in ("shared", "inverted") and c.at - 1 > k and ts[c.at - 1].text == ",":
            end = min(end, c.at - 1)
        elif ts[before].low in ("but", "while") and before > k + 1:
            end = min(end, before)
        elif (
            c.subject
            and c.subject.how == "shared"
            and c.at - 1 > k
            and ts[c.at - 1].low in ("and", "but")
            and c.cue.tables & {"say", "want", "judge"}
            and not any(t.low == "to" for t in ts[c.at - 1 : c.at])
        ):
            end = min(end, c.at - 1)
    for n in range(k, end):
        if ts[n].text == ";" or (ts[n].text == "," and n + 1 < end and ts[n + 1].low == "according"):
            return n
    return end


def floating(s: Sentence, c: At) -> Span | None:
    """'…, a Pentagon official announced.': what stands before, when nothing but circumstances follows the verb."""
    ts = s.ts
    if c.subject is None or c.subject.how == "shared" or not c.cue.tables & {"say", "think"}:
        return None
    first = c.subject.first
    if first < 3 or ts[first - 1].text != ",":
        return None
    rest = ts[c.at + 1 :]
    cut = next((n for n, t in enumerate(rest) if t.text in ",;"), len(rest))
    follows = rest[:cut]
    if follows and follows[-1].text == ".":
        follows = follows[:-1]
    if (
        follows
        and not circumstances(follows)
        and not (c.cue.lemma in TOLD and not any(t.low in FINITE or t.low in ("that", "he", "she", "it", "they", "to") for t in follows))
    ):
        return None
    if not any(t.low in FINITE or (t.text[0].islower() and t.low.endswith(("ed", "s"))) for t in ts[: first - 1]):
        return None
    return ts[0].start, ts[first - 1].start


def before_which(s: Sentence, which: int) -> Span | None:
    """The noun that a relative clause is about: back from 'which' to its article or to the break before."""
    last = which - 1 if s.ts[which - 1].text == "," else which
    first = last
    while first > 0 and is_word(s.ts[first - 1]) and s.ts[first - 1].low not in FINITE and last - first < 10:
        first -= 1
        if s.ts[first].low in DETERMINERS and (first == 0 or s.ts[first - 1].low not in PREPOSITIONS):
            break
    return s.span(first, last) if last > first else None
