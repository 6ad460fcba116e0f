"""The surface rules that find statements in one sentence: which verbs attribute, to whom, and what is reported.

Every rule has an id, which a Statement carries: Q1 "…," said X · Q2 "…," X said · Q3 X said, "…" · Q4 X said that … "…" · Q5 "…" goes
on · Q6 "…" — X · Q7 X said: (next line) "…" · I1 X said that … · I2 …, X said · I3 …, said X · I4 X called for … · I5 X told Y to ·
I6 what X criticized · P1 told by X · A1 according to X · N1 X's insistence on … · J1 X is concerned that … ·
V1 …, adding that ….
"""

from inforce.base.news import Span
from inforce.read.news.clauses import FINITE, PRONOUNS, QUOTE, is_word
from inforce.read.news.cues_at import At, cue_at, nested_noun, own_belief
from inforce.read.news.found import Found, Sentence
from inforce.read.news.reported import addressee, before_which, circumstances, content_end, content_start, floating
from inforce.read.news.sentences import Token
from inforce.read.news.sources import accordings, adjectives, nominal
from inforce.read.news.suits import clause


def find(s: Sentence) -> list[Found]:
    """The statements of a sentence, in the order of their cues. A quotation that no rule takes is left to the caller (rule Q5)."""
    cues = [c for i in range(len(s.ts)) if (c := cue_at(s, i))]
    cues = [c for c in cues if not nested_noun(s, c)]
    cues = [c for n, c in enumerate(cues) if not own_belief(s, c, cues[:n])]
    found = _quoted(s, cues) + list(accordings(s)) + list(nominal(s)) + list(adjectives(s))
    taken = {f.cue for f in found}
    for n, c in enumerate(cues):
        if s.span(c.at, c.at + 1) not in taken and c.cue_span(s) not in taken and (f := _indirect(s, c, cues[n + 1 :], found)):
            found.append(f)
    wide = [f.pieces[0] for f in found if f.rule in ("I2", "I3")]
    found = [
        f for f in found if not (f.rule in ("I4", "I5") and f.tables <= {"want", "think"} and any(a <= f.pieces[0][0] < b for a, b in wide))
    ]
    return sorted(found, key=lambda f: f.cue or f.pieces[0])


def _quoted(s: Sentence, cues: list[At]) -> list[Found]:
    found: list[Found] = []
    used: dict[int, Found] = {}
    for q in sorted(s.quotes):
        span = s.quotes[q].span
        if (c := _cue_before(s, q, cues)) and c.at not in used:
            f = _made(
                s,
                c,
                [span] if not _runs_into(s, c, q) else [(s.ts[_runs_into(s, c, q)].start, span[1])],
                "Q4" if _runs_into(s, c, q) else "Q3",
            )
        elif c and c.at in used:
            used[c.at].pieces.append(span)
            continue
        elif (c := _cue_after(s, q, cues)) and c.at not in used:
            f = _made(s, c, [span], "Q1" if c.inverted else "Q2")
        elif (c and c.at in used) or (c is None and found and _between(s, found[-1], q)):
            (used[c.at] if c else found[-1]).pieces.append(span)
            continue
        elif dash := _dash_name(s, q):
            f = Found(None, "", frozenset(), dash, "plain", [span], "Q6", s.number, quoted=True)
        else:
            continue
        f.quoted = True
        found.append(f)
        if c:
            used[c.at] = f
    return found


def _between(s: Sentence, f: Found, q: int) -> bool:
    return s.ts[q].start - f.pieces[-1][1] < 3


def _cue_before(s: Sentence, q: int, cues: list[At]) -> At | None:
    """The last cue before the quotation with nothing but addressee, time, place and commas between, or a clause that runs into it."""
    for c in reversed([c for c in cues if c.at < q]):
        between = s.ts[c.at + 1 : q]
        if any(t.text == QUOTE for t in between):
            return c if c.inverted is None and len(between) < 12 and _thin(between) else None
        if c.inverted is not None:
            return None
        if "say" not in c.cue.tables and "think" not in c.cue.tables and "judge" not in c.cue.tables and "want" not in c.cue.tables:
            continue
        return c
    return None


def _thin(ts: list[Token]) -> bool:
    return all(t.text in ",:" or t.text == QUOTE or t.low in ("and", "but", "that") for t in ts)


def _runs_into(s: Sentence, c: At, q: int) -> int:
    """Where the clause begins that runs from the cue into the quotation; 0 when the words between only say to whom, when and where."""
    k = content_start(s, c)
    words = [t for t in s.ts[k:q] if is_word(t)]
    if k >= q or not words:
        return 0
    light = not any(t.low in FINITE for t in words) and s.ts[q - 1].text in ",:"
    return 0 if light and ("say" in c.cue.tables) else k


def _cue_after(s: Sentence, q: int, cues: list[At]) -> At | None:
    """'…," said X' or '…," X, a spokesman, said'."""
    k = q + 1
    while k < len(s.ts) and s.ts[k].text in ",—-":
        k += 1
    for c in cues:
        if c.at < k:
            continue
        if any(t.text == QUOTE for t in s.ts[k : c.at]):
            return None
        if c.inverted is not None:
            return c if c.at - k <= 1 else None
        if c.subject and c.subject.how != "shared" and c.subject.first <= k + 2:
            return c if c.cue.tables & {"say", "think"} else None
        return None
    return None


def _dash_name(s: Sentence, q: int) -> Span | None:
    """'"…" — Matthew Ingram' to the end."""
    rest = s.ts[q + 1 :]
    if len(rest) > 2 and rest[0].text == rest[1].text == "-":  # two hyphens for a dash
        rest = rest[1:]
    if (
        len(rest) >= 2
        and rest[0].text in "—-"
        and len(rest) <= 9
        and all(t.text[0].isupper() or not is_word(t) or t.low in ("of", "the") for t in rest[1:])
    ):
        return rest[1].start, rest[-1].end
    return None


def _indirect(s: Sentence, c: At, later: list[At], found: list[Found]) -> Found | None:
    ts = s.ts
    if c.kind == "inverted":
        if any(t.text == QUOTE for t in ts):
            return None
        before = (ts[0].start, ts[c.at - 1].start)
        assert c.inverted
        rest = c.inverted[1]
        pieces = [before] + (
            [(ts[rest + 1].start, ts[-1].start)]
            if rest + 2 < len(ts) and ts[rest].text == "," and not circumstances(ts[rest + 1 :])
            else []
        )
        return _made(s, c, pieces, "I3")
    afloat = floating(s, c)
    if afloat is not None:
        return _made(s, c, [afloat], "I2")
    k = content_start(s, c)
    end = content_end(s, k, later)
    if k >= len(ts) - (ts[-1].text in ".!?") or (c.cue.tables & {"judge", "say", "think"} and ts[k].low in FINITE | {"as"}):
        if c.at + 2 == len(ts) and ts[-1].text in ",:":
            return _made(s, c, [], "Q7")
        which = next((n for n in range(c.at - 1, 0, -1) if ts[n].low in ("which", "that", "what")), 0)
        if which and c.subject and (noun := before_which(s, which)):
            return _made(s, c, [noun, *([s.span(k, end)] if end > k else [])], "I6")
    if end - k < 1 or (end - k < 2 and c.cue.tables & {"say", "think"} and not ts[k].text.isalnum()):
        return None
    rule = (
        "P1"
        if c.kind == "passive"
        else "V1"
        if c.kind == "shared"
        else "I1"
        if c.cue.tables & {"say", "think", "show", "decide"} and clause(s, k)
        else "I5"
        if "want" in c.cue.tables
        else "I4"
    )
    return _made(s, c, [s.span(k, end)], rule)


def _made(s: Sentence, c: At, pieces: list[Span], rule: str) -> Found:
    if c.inverted:
        speaker, how = s.span(*c.inverted), "plain"
        if c.inverted[1] - c.inverted[0] == 1 and s.ts[c.inverted[0]].low in PRONOUNS:
            how = "pronoun"
    elif c.by:
        speaker, how = s.span(*c.by), "plain"
    elif c.subject and c.subject.how != "shared":
        speaker, how = s.span(c.subject.first, c.subject.last), c.subject.how
    elif c.kind == "passive":
        speaker, how = None, "untold"
    else:
        speaker, how = None, "shared"
    to = addressee(s, c)
    return Found(c.cue_span(s), c.cue.lemma, c.cue.tables, speaker, how, pieces, rule, s.number, to)
