"""article.mention on articles as they are read: the project's own shape of article, about made-up people."""

from datetime import date

from scenarios import reference

from inforce.checks.article_mention import find
from inforce.read.article import article_rows, read_article
from inforce.run.local import run

LISTED = [{"id": "x/1", "list_id": "x", "ref": "1", "names": ["Ri Chol Example"], "schema": "Person", "listed": date(2017, 1, 1)}]
TEXT = (
    "Talks stall, envoy says\n\nSTOCKHOLM, 16 October 2019 – “We came to talk,” said Ri Chol Example, the head of the delegation, "
    "on Wednesday. He met the other side for an hour at the summit."
)


def test_a_listed_speaker_is_reported_as_a_speaker_and_as_nothing_worse() -> None:
    rows = article_rows([read_article(TEXT, day=date(2019, 10, 16))])
    found = run([find], {"article": rows}, reference({"designations": LISTED})).findings.to_pylist()
    assert len(found) == 1
    facts = dict(found[0]["facts"])
    assert (facts["role"], facts["adverse"]) == ("speaker", "no")
    assert facts["statements"]
    assert found[0]["evidence"][1]["locator"].startswith("characters ")
