"""Attribution without a verb of saying: according to X, X's insistence on, X is concerned that."""

from collections.abc import Iterator

from inforce.read.news.clauses import ADVERBS, BE, DETERMINERS, human, is_word, left_of, right_of
from inforce.read.news.cues import lexicon
from inforce.read.news.found import Found, Sentence
from inforce.read.news.reported import content_end
from inforce.read.news.suits import clause


def accordings(s: Sentence) -> Iterator[Found]:
    """'According to X, …' and '…, according to X, quoting Y, …'."""
    ts = s.ts
    for i in range(len(ts) - 2):
        if ts[i].low != "according" or ts[i + 1].low != "to":
            continue
        end = right_of(ts, i + 2, len(ts))
        if end == i + 2:
            continue
        source, outlet = (i + 2, end), None
        if end + 2 < len(ts) and ts[end].text == "," and ts[end + 1].low in ("quoting", "citing"):
            outlet, source = s.span(i + 2, end), (end + 2, right_of(ts, end + 2, len(ts)))
            end = source[1]
        if i == 0:
            k = end + 1 if end < len(ts) and ts[end].text == "," else end
            pieces = [s.span(k, content_end(s, k, []))] if k < len(ts) - 1 else []
        else:
            last = i - 1 if ts[i - 1].text == "," else i
            pieces = [s.span(0, last)] if last else []
            if end < len(ts) - 1 and ts[end].text == "," and ts[i - 1].text == ",":
                pieces.append(s.span(end + 1, content_end(s, end + 1, [])))
        if pieces:
            yield Found(s.span(i, i + 2), "according", frozenset({"say"}), s.span(*source), "plain", pieces, "A1", s.number, outlet=outlet)


def adjectives(s: Sentence) -> Iterator[Found]:
    """'Critics were critical of the plan', 'they are concerned that …'."""
    ts, words = s.ts, lexicon()["adjectives"]
    for i in range(2, len(ts) - 2):
        follows = words.get(ts[i].low)
        if not follows or not any(t.low in BE or t.low in ("remain", "remains", "remained", "feel", "felt") for t in ts[max(0, i - 3) : i]):
            continue
        whole = "clause" in follows.split() and clause(s, i + 1)
        if ts[i + 1].low not in follows.split() and not whole:
            continue
        k = i - 1
        while k > 0 and (ts[k].low in ADVERBS or ts[k].low.endswith("ly") or ts[k].low in ("very", "deeply", "so")):
            k -= 1
        subject = left_of(ts, k)
        if subject and not subject.negated and subject.how != "shared" and human(ts, subject):
            start = i + 1 if whole else i + 2
            yield Found(
                s.span(i, i + 1),
                ts[i].low,
                frozenset({"judge"}),
                s.span(subject.first, subject.last),
                subject.how,
                [s.span(start, content_end(s, start, []))],
                "J1",
                s.number,
            )


def nominal(s: Sentence) -> Iterator[Found]:
    """ "Washington's insistence on …" and "calls by China for …"."""
    ts, nouns = s.ts, lexicon()["nouns"]
    for i in range(1, len(ts) - 1):
        follows = nouns.get(ts[i].low)
        if not follows or ts[i + 1].low not in follows.split():
            continue
        k = i - 1
        while (
            k > 0
            and is_word(ts[k])
            and ts[k].text[0].islower()
            and ts[k].low not in ("his", "her", "its", "their")
            and ts[k].text not in ("'s", "'")
            and i - k < 4
        ):
            k -= 1
        if ts[k].low in ("his", "her", "its", "their"):
            yield Found(
                s.span(i, i + 1),
                ts[i].low,
                frozenset({"noun"}),
                s.span(k, k + 1),
                "pronoun",
                [s.span(i + 2, content_end(s, i + 2, []))],
                "N1",
                s.number,
            )
        elif ts[k].text in ("'s", "'") and k:
            first = k - 1
            while first > 0 and (ts[first - 1].text[0].isupper() or ts[first - 1].low in ("the", "of")) and is_word(ts[first - 1]):
                first -= 1
            if ts[first].low == "of":
                first += 1
            content = [s.span(i + 2, content_end(s, i + 2, []))] if i + 2 < len(ts) - 1 else []
            if content and (ts[first].text[0].isupper() or ts[first].low in DETERMINERS):
                yield Found(
                    s.span(i, i + 2) if ts[i + 1].low in ("on", "for", "of", "about", "over") else s.span(i, i + 1),
                    ts[i].low,
                    frozenset({"noun"}),
                    s.span(first, k),
                    "plain",
                    content,
                    "N1",
                    s.number,
                )
