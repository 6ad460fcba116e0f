"""What people say of statements wins over what the machine found, and stays apart from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from inforce.base.errors import InputError
from inforce.read.article import read_article
from inforce.read.corrections import corrected, read_corrections

ARTICLE = read_article("The ministry said that it was so. The league added that it was not so.")
FIRST, SECOND = ARTICLE.statements


def given(tmp_path: Path, *entries: str) -> Path:
    path = tmp_path / "corrections.toml"
    head = f'article = "{ARTICLE.id}"\nby = "A. Officer"\nreason = "read it"\n'
    path.write_text("".join(f"[[corrections]]\n{head}{e}\n" for e in entries), encoding="utf-8")
    return path


def test_accept_reject_and_mend(tmp_path: Path) -> None:
    path = given(
        tmp_path,
        f'statement = "{FIRST.id}"\nverdict = "mend"\nspeaker = "the Ministry of Ports"',
        f'statement = "{SECOND.id}"\nverdict = "reject"',
    )
    assert corrected(ARTICLE, read_corrections(path)).statements == (
        replace(FIRST, speaker="the Ministry of Ports", checked="mended by A. Officer: read it"),
    )
    accepted = corrected(ARTICLE, read_corrections(given(tmp_path, f'statement = "{FIRST.id}"\nverdict = "accept"')))
    assert [s.checked for s in accepted.statements] == ["accepted by A. Officer: read it", ""]


def test_corrections_of_another_article_do_not_matter(tmp_path: Path) -> None:
    path = given(tmp_path, f'statement = "{FIRST.id}"\nverdict = "reject"')
    assert len(corrected(replace(ARTICLE, id="other"), read_corrections(path)).statements) == 2


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('statement = "x"\nverdict = "reject"', "has none such"),
        ('verdict = "reject"', "lacks statement"),
        ('statement = "x"\nverdict = "perhaps"', "accept, reject, mend"),
        ('statement = "x"\nverdict = "mend"', "say what is other"),
        ('statement = "x"\nverdict = "reject"\nspeaker = "he"', "say what is other"),
        ('statement = "x"\nverdict = "mend"\nguilt = "yes"', "guilt"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, entry: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        corrected(ARTICLE, read_corrections(given(tmp_path, entry)))


@pytest.mark.parametrize("text", ["", "corrections = 3", "no toml", "[[corrections]]\nx = 1\n[other]\ny = 2"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(InputError):
        read_corrections(tmp_path / "c.toml")
