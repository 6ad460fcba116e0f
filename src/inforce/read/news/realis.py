"""Whether a deed that the text names is real: it happened, goes on, is claimed, demanded, intended, only possible, or denied.

Only a finite past form of the article's own words, with nothing before it that softens it (events.toml, soft), makes a deed happen.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from inforce.base.news import Realis, Span, Time
from inforce.base.nouns import Statement
from inforce.read.news.clauses import ADVERBS, BE, DETERMINERS, PASTS, PREPOSITIONS, PRONOUNS, Subject, is_word, left_of
from inforce.read.news.cues import speaking
from inforce.read.news.found import Sentence
from inforce.read.news.mentions import Actors
from inforce.read.news.sentences import Token
from inforce.read.news.words import words


@cache
def _soft_words() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads((files("inforce.read.news") / "events.toml").read_text(encoding="utf-8"))["soft"]
    after = {"denied": r"|n't\b"}
    return {realis: re.compile(rf"\b(?:{'|'.join(any_of)})\b{after.get(realis, '')}", re.IGNORECASE) for realis, any_of in table.items()}


@dataclass(frozen=True, slots=True)
class Scene:
    """What events are read from: the shadow text, its sentences, actors, times and statements, and the article's id and source."""

    text: str
    sentences: Sequence[Sentence]
    actors: Actors
    times: Sequence[Time]
    statements: Sequence[Statement]
    article: str
    source: str
    title: Span | None


MORE_PASTS = words("other")


_NUMBERS = words("numbers")


_SECOND_INFINITIVE = re.compile(r"\bto \w+ (?:\w+ ){0,3}(?:and|or) $")
_MODAL_BEFORE = re.compile(r"\b(?:would|could|can|cannot|may|might|will|must|should)\b")
_MANAGED = re.compile(r"\b(?:managed|was able|were able) to (?:\w+ (?:\w+ ){0,3}(?:and|or) )?$")
_HANDED_ON = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3} ?: (?=[A-Z])")
_UNREAL = ("would", "could", "may", "might", "to", "must", "should", "will", "can", "cannot", "ca", "wo", "shall", "'ll", "'d")
_MODALS = ("would", "could", "may", "might", "can", "must", "should")


def of_verb(scene: Scene, s: Sentence, i: int, kinds: frozenset[str]) -> Realis | None:
    """The realis of the verb at `i`; None where the word is no verb."""
    ts, k = s.ts, i - 1
    while k >= 0 and (ts[k].low in ADVERBS or ts[k].low.endswith("ly")):
        k -= 1
    before = ts[k].low if k >= 0 else ""
    clause = _clause_before(scene.text, ts, i)
    if i and ts[i - 1].text.isdigit():
        return None  # 'the 1982 massacre'
    if (before in DETERMINERS - {"all", "both", "each"} and k < i) or (i and ts[i - 1].text in ("'s", "'")):
        return None  # 'the recently released film', "China's demands"
    if ts[i + 1 : i + 2] and ts[i + 1].low in ("no", "nothing", "nobody", "neither"):
        return Realis.DENIED  # 'has offered no information'
    if before == "being":
        over = ts[k - 1].low if k else ""
        real = {"is": Realis.ONGOING, "are": Realis.ONGOING, "was": Realis.HAPPENED, "were": Realis.HAPPENED}.get(over)
        return _told(scene, ts[i], real) if real else Realis.HYPOTHETICAL
    if before == "to" or (before in ("and", "or") and "base" in kinds and _SECOND_INFINITIVE.search(clause)):
        if _MANAGED.search(clause):
            return _told(scene, ts[i], Realis.HAPPENED)
        return _asked(clause) or Realis.INTENDED
    if before in ("will", "shall", "'ll"):
        return Realis.DENIED if _soft_words()["denied"].search(clause[-40:]) else _told_intent(clause)
    if before in ("and", "or", ",") and kinds == {"base"} and _MODAL_BEFORE.search(clause):
        return Realis.HYPOTHETICAL
    if before in _MODALS:
        return (_asked(clause[-30:]) or Realis.DEMANDED) if before in ("must", "should") else Realis.HYPOTHETICAL
    if "ing" in kinds and ts[i].low.endswith("ing"):
        return _of_participle(scene, ts[i], before, clause)
    if "past" in kinds and not ("base" in kinds and before in ("do", "does", "did")):
        return _of_past(scene, ts, (i, k), kinds, clause)
    return _of_present(scene, s, i, kinds, clause)


def _of_participle(scene: Scene, t: Token, before: str, clause: str) -> Realis:
    if before in BE:
        return _soft(clause) or _told(scene, t, Realis.ONGOING)
    softened = any(_soft_words()[realis].search(clause) for realis in ("demanded", "intended", "hypothetical", "denied"))
    real = before in (",", "by") and not softened and _past_in(clause)
    return _soft(clause) or (_told(scene, t, Realis.HAPPENED) if real else Realis.HYPOTHETICAL)


def _of_past(scene: Scene, ts: list[Token], at: tuple[int, int], kinds: frozenset[str], clause: str) -> Realis | None:
    """A past form; `at` are the verb's token and the last before it that is no adverb."""
    i, k = at
    before = ts[k].low if k >= 0 else ""
    if before in BE or before in ("has", "have", "had"):
        return Realis.HYPOTHETICAL if _unreal_aux(ts, k) else _soft(clause) or _told(scene, ts[i], Realis.HAPPENED)
    if "base" in kinds and before not in PRONOUNS and ts[i].low in ("cut", "beat", "set"):
        return None
    after = ts[i + 1] if i + 1 < len(ts) else None
    if ts[i].low == "shot" and (after is None or not _object(after)):
        return None  # a noun
    subject = left_of(ts, i)
    if subject is None:
        return _soft(clause) or Realis.CLAIMED
    if subject.how == "plain" and _reduced(ts, i):
        return None
    return _soft(clause) or _told(scene, ts[i], Realis.HAPPENED)


def _of_present(scene: Scene, s: Sentence, i: int, kinds: frozenset[str], clause: str) -> Realis | None:
    ts, subject = s.ts, left_of(s.ts, i)
    if subject is None or not kinds & {"third", "base"} or ts[subject.head].low in _NUMBERS:
        return None
    head, plain = ts[subject.head], subject.how == "plain"
    after = next((t for t in ts[i + 1 :] if t.low not in ADVERBS), None)
    if "third" in kinds and (after is None or after.low in BE or after.low in ("had", "has", "have") or not is_word(after)):
        return None  # 'two bombs were found', 'bombings and attacks.'
    if plain and head.text[0].islower() and head.low.endswith("s") == ("third" in kinds):
        return None  # 'the protests demands': no verb agrees so
    if "base" in kinds and plain and not head.low.endswith("s") and not _headline(scene, s):
        return None
    if ts[i].low in words("deeds_as_nouns") and after and after.low in PREPOSITIONS | {"and", "or"}:
        return None
    real = _headline(scene, s) or _acts(scene, s, subject, "base" in kinds)
    return _soft(clause) or (_told(scene, ts[i], Realis.HAPPENED) if real else Realis.HYPOTHETICAL)


def of_noun(scene: Scene, s: Sentence, i: int) -> Realis:
    """The realis of a deed told by a noun ('led to two summits'): real only under a finite past verb with nothing soft in its clause."""
    clause = _clause_before(scene.text, s.ts, i)
    if _soft_words()["denied"].search(clause):
        return Realis.DENIED
    if _soft_words()["demanded"].search(clause):
        return Realis.DEMANDED
    if _soft_words()["hypothetical"].search(clause) or _soft_words()["intended"].search(clause):
        return Realis.HYPOTHETICAL
    aim = re.search(r"\bfor (?:the |an? |its |their |his )?(?:[\w.-]+ ){0,2}$", clause)  # 'mobilizes troops for the drills'
    return _told(scene, s.ts[i], Realis.HAPPENED) if _past_in(clause) and not aim else Realis.HYPOTHETICAL


def _past_in(clause: str) -> bool:
    """Whether one of the last words of a clause is a past form."""
    near = re.findall(r"[a-z]+", clause.lower())[-8:]
    return any(w in PASTS or w in MORE_PASTS or w in ("had", "has", "was", "were") or w.endswith("ed") for w in near)


def _acts(scene: Scene, s: Sentence, subject: Subject, plural: bool) -> bool:
    """Whether a present tells a deed of its subject, and not what is always so ('you meet', 'words kill', 'someone who shoots'): a name, an
    actor of the gazetteers, somebody who can speak, he or she."""
    if subject.how == "pronoun":
        return not plural and s.ts[subject.head].low in ("he", "she")
    if subject.how in ("relative", "shared"):
        return not plural
    inside = s.ts[subject.first : subject.last]
    named = any(t.text[0].isupper() and t.start > s.unit.span[0] for t in inside) or s.ts[subject.head].text[0].isupper()
    return named or bool(scene.actors.code(scene.text, s.span(subject.first, subject.last))) or any(t.low in speaking() for t in inside)


def _object(t: Token) -> bool:
    """Whether a word may begin what a verb does something to, or how."""
    return (
        t.low in DETERMINERS | PRONOUNS
        or t.text[0].isupper()
        or t.text[0].isdigit()
        or t.low in ("at", "by", "and", "dead", "down")
        or t.low in _NUMBERS
    )


def _headline(scene: Scene, s: Sentence) -> bool:
    return scene.title is not None and scene.title[0] <= s.unit.span[0] < scene.title[1]


def _reduced(ts: list[Token], i: int) -> bool:
    """'sanctions imposed by', 'those arrested in': a participle that only describes; a name before the verb is its subject."""
    after = ts[i + 1] if i + 1 < len(ts) else None
    return after is not None and after.low == "by" and ts[i].low.endswith("ed")


def _unreal_aux(ts: list[Token], k: int) -> bool:
    if ts[k].low not in ("be", "have", "been"):
        return False
    while k > 0 and (
        ts[k].low in ("be", "have", "been", "not", "n't", "never", "then", "also") or ts[k].low in ADVERBS or ts[k].low.endswith("ly")
    ):
        k -= 1
    return ts[k].low in _UNREAL


def _clause_before(text: str, ts: list[Token], i: int) -> str:
    """The words of the clause up to the verb: back to a full stop, semicolon, quotation, or a comma with a new subject."""
    k = i
    while (
        k > 0
        and ts[k - 1].text not in ".;:"
        and ts[k - 1].text != "\ufffc"
        and not (ts[k - 1].low in ("but", "while", "and") and k - 1 > 0 and ts[k - 2].text == ",")
    ):
        k -= 1
    return text[ts[k].start : ts[i].start]


def _soft(clause: str) -> Realis | None:
    """What the words before a finite verb make of it: denied, demanded or hypothetical; None when they leave it real."""
    near = clause[-60:]
    if re.search(r"\b(?:likely|probably|perhaps|maybe|presumably)\b", near, re.IGNORECASE):
        return Realis.HYPOTHETICAL
    if re.search(r"\b(?:not|never|n't)\W+(?:\w+\W+){0,2}$|n't\W+(?:\w+\W+)?$|\bden(?:y|ies|ied)\b", near):
        return Realis.DENIED
    if re.search(r"\b(?:if|unless|whether|should|until|in case|would|could|might|may)\b(?:\W+[\w'.-]+){0,9}\W*$", near, re.IGNORECASE):
        return Realis.HYPOTHETICAL
    if re.search(
        r"\b(?:demand\w*|urg\w+|insist\w*|call\w* for|want\w*|request\w*) (?:that )?(?:[\w'.-]+\W+){0,6}(?:be )?$", near, re.IGNORECASE
    ):
        return Realis.DEMANDED
    return None


def _asked(clause: str) -> Realis | None:
    """For 'to do': demanded, denied (refused to), hypothetical or, by default, intended."""
    if re.search(r"\b(?:manag|help)\w* $", clause[-12:]):
        return None
    if _soft_words()["denied"].search(clause[-25:]):
        return Realis.DENIED
    if _soft_words()["demanded"].search(clause):
        return Realis.DEMANDED
    if _soft_words()["hypothetical"].search(clause):
        return Realis.HYPOTHETICAL
    return Realis.INTENDED


def _told_intent(clause: str) -> Realis:
    return Realis.HYPOTHETICAL if re.search(r"\b(?:if|unless)\b", clause, re.IGNORECASE) else Realis.INTENDED


def _told(scene: Scene, t: Token, realis: Realis) -> Realis:
    """What the article itself tells stays as it is; what stands in somebody's statement is that speaker's claim, and so is what it only
    hands on ('reportedly', 'Al-Zaman: guerrillas …'). A question tells nothing."""
    if standing_in(scene, t.start):
        return Realis.CLAIMED
    s = next(s for s in scene.sentences if s.unit.span[0] <= t.start < s.unit.span[1])
    whole = scene.text[slice(*s.unit.span)]
    if whole.rstrip(' "”’)').endswith("?"):
        return Realis.HYPOTHETICAL
    handed_on = _soft_words()["claimed"].search(scene.text[s.unit.span[0] : t.end + 12]) or _HANDED_ON.match(whole)
    return Realis.CLAIMED if handed_on and not _headline(scene, s) else realis


def standing_in(scene: Scene, at: int) -> Statement | None:
    """The innermost statement that the character at `at` is reported in."""
    inside = [s for s in scene.statements if any(a <= at < b for a, b in s.spans)]
    return min(inside, key=lambda s: sum(b - a for a, b in s.spans), default=None)
