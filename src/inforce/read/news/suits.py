"""Whether a verb with this subject and what follows attributes: closed lists and the shape of the clause, without a parser."""

from inforce.read.news.clauses import (
    ADVERBS,
    AUX,
    BE,
    DETERMINERS,
    FINITE,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE,
    Subject,
    human,
    is_word,
    left_of,
)
from inforce.read.news.cues import Cue, documents, speaking, verbs
from inforce.read.news.found import Sentence
from inforce.read.news.sentences import Token
from inforce.read.news.words import words

TOLD = words("told")  # verbs whose first object is who is told
_NOUN_TOO = words("noun_too")


_NEEDS_CLAUSE = words("needs_clause")


_TAKES_THING = words("takes_thing")


_LAWS = words("laws")


_COURTS = words("courts")


def finite(ts: list[Token], i: int, cue: Cue, subject: Subject) -> bool:
    """Whether the word is a finite verb here, and no noun: "reports" after "the new", or "claims" after a person."""
    head = ts[subject.head] if subject.last > subject.first else None
    if "past" in cue.forms and (cue.forms != {"past", "participle", "base"} or subject.how != "plain"):
        return True
    if "third" in cue.forms:
        if cue.lemma not in _NOUN_TOO or subject.how in ("relative", "apposition", "shared"):
            return True
        if (
            head is None
            or head.low in DETERMINERS
            or head.text in ("'s", "'")
            or (i + 1 < len(ts) and ts[i + 1].low in ("of", "by", ".", "and", "in", "from", "to"))
        ):
            return False
        if ts[i + 1 : i + 2] and ts[i + 1].text == "," and not any(t.text == QUOTE for t in ts[i + 2 : i + 3]):
            return False
        return head.low in ("he", "she", "it", "who") or head.text[0].isupper() or head.low in speaking()
    if "base" in cue.forms:
        if subject.how == "relative":
            return True
        if head is None:
            return bool(i + 1 < len(ts) and ts[i + 1].low in PRONOUNS | {"that"} and "say" in cue.tables)
        if subject.how == "pronoun":
            return head.low in ("they", "we", "who", "i", "you")
        plural = (head.low.endswith("s") and not head.low.endswith(("ss", "'s", "us"))) or (
            head.low in speaking()
            and head.low in ("people", "police", "some", "many", "others", "most", "both", "spokespeople", "women", "men")
        )
        joined = any(t.low == "and" for t in ts[subject.first : subject.last])
        if (
            cue.lemma in _NOUN_TOO
            and cue.lemma not in ("show", "find")
            and not (
                i + 1 < len(ts)
                and (
                    ts[i + 1].low in DETERMINERS
                    or ts[i + 1].low == "that"
                    or ts[i + 1].text == QUOTE
                    or ts[i + 1].low in ("for", "on", "him", "her", "them", "it", "is", "there", "taxes")
                )
            )
        ):
            return False
        return plural or joined or ts[i].low == "forecast"
    return "participle" in cue.forms and subject.perfect


def fits(s: Sentence, i: int, cue: Cue, subject: Subject) -> bool:
    """Whether subject and complement suit the verb."""
    ts, k = s.ts, i + 1
    after = ts[k] if k < len(ts) else None
    heads = {t.low for t in ts[subject.first : subject.last]}
    able = human(ts, subject) if subject.how != "shared" else _sentence_speaks(s, i)
    if (after is None or after.text in ".,;") and _quote_before(ts, subject.first) and "say" in cue.tables:
        return True
    if (after is None or after.text in ".,;" or after.low in FINITE or after.low == "as") and object_before(ts, subject) and able:
        return True
    if "phrasal" in cue.tables and after is not None and after.low in cue.after:
        return able and not (
            cue.lemma in ("call", "push", "press", "ask") and after.low == "on" and not any(t.low == "to" for t in ts[k : k + 14])
        )
    if cue.tables == {"phrasal"}:
        return False
    if cue.lemma in ("require", "stipulate"):
        return bool(heads & _LAWS) and after is not None
    if cue.lemma in ("hold", "decide", "determine", "rule"):
        return bool(heads & _COURTS) and clause(s, k)
    if cue.tables <= {"show"} or (cue.lemma in ("show", "find", "demonstrate") and "say" not in cue.tables):
        return (
            bool(heads & documents())
            and after is not None
            and (clause(s, k) or (len(ts) - k > 4 and after.low not in PREPOSITIONS and after.text not in ",.;"))
        )
    if after is None or after.text in ".;?!":
        return "say" in cue.tables and cue.lemma not in _NEEDS_CLAUSE  # "…, an official announced."
    return _suits(s, cue, subject, k, able)


def _suits(s: Sentence, cue: Cue, subject: Subject, k: int, able: bool) -> bool:
    """Whether what begins at token `k` is what the verb takes, said of a subject that is or is not `able` to speak."""
    ts, after = s.ts, s.ts[k]
    if cue.lemma in ("consider", "regard", "view") and subject.progressive:
        return False
    if cue.tables & {"say", "think"} and clause_or_quote(s, k, cue):
        return able or "say" in cue.tables
    if cue.lemma == "tell" or (cue.lemma == "say" and after.low not in ("of", "for", "about", "goodbye", "hello", "nothing", "no", "yes")):
        return True
    if cue.lemma in words("speaks_to") and after.low == "to":
        return able  # 'claimed to have seen', 'vowed to go on'
    if cue.lemma in TOLD and is_word(after):
        return able and after.low not in PREPOSITIONS
    if "want" in cue.tables and cue.lemma != "want":
        return able and _asks(ts, k, cue)
    if cue.lemma in ("want", "hope", "wish", "expect"):
        return able and after.low != "to" and _to_follows(ts, k)
    if cue.lemma in ("call", "dub", "label", "brand", "term") and subject.how == "plain" and _within(ts, subject):
        return False  # 'a group within the church called the Sea Org'
    if "judge" in cue.tables:
        return (
            able
            and (is_word(after) or after.text in '"“')
            and after.low not in PREPOSITIONS | {"that", "to", "and", "as", "by"} | AUX | ADVERBS
            and not after.low.endswith("ly")
        )
    if cue.lemma in _TAKES_THING:
        return able and after.text not in ",." and after.low not in PREPOSITIONS | {"and", "to"}
    return False


def _within(ts: list[Token], subject: Subject) -> bool:
    """Whether a subject turns on a common noun with a preposition after it: a verb in -ed may then only describe."""
    return ts[subject.head].text[0].islower() and any(t.low in PREPOSITIONS for t in ts[subject.first : subject.last])


def _quote_before(ts: list[Token], k: int) -> bool:
    return k > 0 and (ts[k - 1].text == QUOTE or (k > 1 and ts[k - 1].text in ",—-" and ts[k - 2].text == QUOTE))


def object_before(ts: list[Token], subject: Subject) -> bool:
    """'a policy which the United States has criticised': what is judged stands before, with 'which' or 'that'."""
    before = [t.low for t in ts[max(0, subject.first - 12) : subject.first]]
    return (
        subject.how != "shared"
        and any(w in ("which", "that", "what") for w in before)
        and (not before or before[-1] in ("which", "that", "what", ",", "but", "and"))
    )


def _sentence_speaks(s: Sentence, i: int) -> bool:
    """Whether the subject of the sentence's first verb can speak, for a verb at `i` that has it in common."""
    for k in range(1, i):
        if s.ts[k].low in FINITE or s.ts[k].low in PASTS or s.ts[k].low in verbs() or s.ts[k].low.endswith("ed"):
            subject = left_of(s.ts, k)
            return subject is not None and subject.how != "shared" and human(s.ts, subject)
    return False


def _asks(ts: list[Token], k: int, cue: Cue) -> bool:
    after = ts[k]
    if after.low in ("that", "to", "for", "if", "whether", "about") and cue.lemma not in ("press", "push", "order", "direct", "invite"):
        return not (after.low == "to" and cue.lemma in ("ask", "request", "want", "demand"))  # to do something oneself
    if _to_follows(ts, k):
        return True
    return (
        cue.lemma in ("demand", "propose", "recommend", "urge", "request", "encourage", "order", "ask")
        and is_word(after)
        and after.low not in PREPOSITIONS | AUX | {"and"}
    )


def _to_follows(ts: list[Token], k: int) -> bool:
    """'X to do' begins at k: a 'to' before the clause ends."""
    for t in ts[k + 1 : k + 16]:
        if t.low == "to":
            return True
        if t.text in ",.;:" or t.low in FINITE:
            return False
    return False


def clause_or_quote(s: Sentence, k: int, cue: Cue) -> bool:
    """Whether a clause or a quotation begins at token `k`, or is announced there for the next paragraph."""
    ts = s.ts
    if k == len(ts) - 1 and ts[k].text in ",:":
        return True  # what is said begins the next paragraph
    if cue.lemma in TOLD and any(t.low == "that" or t.text == QUOTE for t in ts[k : k + 12]):
        return True  # 'warned the tribes in Quetta that'
    if any(t.text in ('"', "“") for t in ts[k : k + 5]):
        return True  # 'noted a "pretty interesting" thing'
    if k < len(ts) and ts[k].low == "to" and any(t.low == "that" for t in ts[k + 1 : k + 9]):
        return True  # 'stated to reporters that'
    near = next((n for n in range(k, min(k + 10, len(ts))) if ts[n].text == QUOTE), 0)
    if near > k and "say" in cue.tables and ts[k].low in PREPOSITIONS and not any(t.low in FINITE for t in ts[k:near]):
        return True  # 'writing in a blog post "…"'
    if k < len(ts) and ts[k].text in ",:" and any(t.text == QUOTE for t in ts[k : k + 12]):
        return True
    if k < len(ts) and (ts[k].text == QUOTE or ts[k].text in '"“'):
        return True
    return clause(s, k) or (cue.lemma in ("add", "say", "note", "explain", "claim", "write", "argue") and k < len(ts) and ts[k].text == ",")


def clause(s: Sentence, k: int) -> bool:
    """Whether a clause begins at `k`: 'that', or a subject with a finite verb before the next break."""
    ts = s.ts
    if k >= len(ts) or ts[k].text in ".;,":
        return False
    if ts[k].low in ("that", "there", "how", "why", "what", "whether", "if", "he", "she", "they", "it", "we", "although"):
        return True
    if ts[k].low == "to":
        return False
    for n in range(k + 1, min(k + 22, len(ts))):
        t, after = ts[n], ts[n + 1] if n + 1 < len(ts) else None
        if (
            t.text in ".;:"
            or t.low in ("which", "who", "because", "after", "before", "when", "where", "as")
            or (t.text == "," and (n > k + 8 or (after and after.low in ("and", "but", "or"))))
        ):
            return False
        if t.low in FINITE or t.low in PASTS:
            return True
        if (
            (n > k + 1 or ts[k].text[0].isupper())
            and t.text[0].islower()
            and ts[n - 1].low not in DETERMINERS | BE | PREPOSITIONS | {"and"}
            and _verb_like(t, ts[n - 1], after)
        ):
            return True
    return False


def _verb_like(t: Token, before: Token, after: Token | None) -> bool:
    """A word in -ed before an article, a preposition or a name, or one in -s after a noun and before an article."""
    if t.low.endswith("ed"):
        return (
            after is None
            or not is_word(after)
            or after.low in DETERMINERS | PREPOSITIONS | PRONOUNS | {"that", "not", "out", "up"}
            or after.text[0].isupper()
            or after.text[0].isdigit()
            or after.low.endswith("ing")
        )
    third = t.low.endswith("s") and not t.low.endswith(("ss", "us", "'s", "is"))
    return (
        third
        and is_word(before)
        and not before.low.endswith("s")
        and after is not None
        and (after.low in DETERMINERS | {"and", "not", "only", "to", "that"})
    )
