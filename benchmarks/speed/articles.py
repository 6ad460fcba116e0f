"""Reads articles, and says how many in a second of CPU time and with how much memory, beside a plain peer on the same texts.

    python benchmarks/speed/articles.py      exit 0 only if the ratio of CPU times is at most RATIO

The peer is what one would write in an hour: sentences by a regular expression, quotations, verbs of saying, names in capitals and
weekdays, and nothing put together. The text is the shipped example, as often over as makes an article of 3,500 characters.
"""

import re
import resource
import sys
import time
from datetime import date
from importlib.resources import files

N, RATIO = 60, 200  # seen between 70 and 110 on a shared machine
SAYING = re.compile(r"\b(?:said|says|told|stated|added|adding|announced|called for|warned|claimed|insisted)\b")
SENTENCE, QUOTE = re.compile(r"[^.!?]+[.!?]+[\"”]?"), re.compile(r"[“\"][^”\"]+[”\"]")
NAME, DAY = re.compile(r"(?:[A-Z][\w'-]+ ?){1,4}"), re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def texts() -> list[str]:
    """The same article in N versions, so that nothing can be kept from one to the next."""
    body = (files("inforce.cli.example") / "article.txt").read_text(encoding="utf-8").partition("Subscribe")[0]
    whole = "\n\n".join([body, body.replace("Verhoeven", "Aalders").replace("Brask", "Holm")])[:3500]
    return [whole.replace("Port Selby", f"Port {chr(65 + i % 26)}elby{i}") for i in range(N)]


def ours(given: list[str]) -> tuple[float, int]:
    """CPU seconds of reading them, and how many statements there were; the first is read before, to have the tables loaded."""
    from inforce.read.article import read_article

    read_article(given[0])
    start = time.process_time()
    found = sum(len(read_article(t, day=date(2019, 10, 16)).statements) for t in given)
    return time.process_time() - start, found


def peer(given: list[str]) -> tuple[float, int]:
    """CPU seconds of the regular expressions, and how many verbs of saying they found."""
    start = time.process_time()
    found = 0
    for text in given:
        for sentence in SENTENCE.findall(text):
            found += len(SAYING.findall(sentence))
            QUOTE.findall(sentence), NAME.findall(sentence), DAY.findall(sentence)
    return time.process_time() - start, found


def main() -> int:
    """Measures, prints, judges."""
    given = texts()
    (own, statements), (plain, verbs) = ours(given), peer(given)
    peak_mb, ratio = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, own / plain
    size = sum(map(len, given)) / len(given)
    print(f"{N} articles of {size:,.0f} characters: {N / own:.0f} a second of CPU time, {statements} statements, {peak_mb:.0f} MB at most")
    print(f"peer: {N / plain:.0f} a second, {verbs} verbs of saying; ratio of CPU times {ratio:.0f}, at most {RATIO}")
    return 0 if ratio <= RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
