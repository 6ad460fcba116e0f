"""list.toml, read strictly."""

from pathlib import Path

import pytest

from inforce.base.errors import ConfigError, UsageError
from inforce.base.nouns import Review
from inforce.lists.spec import read_spec

GOOD = (Path(__file__).parents[1] / "brought/tiny_xml/list.toml").read_text("utf-8")


def test_a_list_says_what_it_is() -> None:
    spec = read_spec(GOOD, "some_package")
    assert (spec.id, spec.package, spec.url_review, spec.guard, spec.stale_days) == ("tiny_xml", "some_package", Review.MEMORY, 0.1, 7)
    assert spec.parts == {"list": ("*.xml",)}
    assert spec.expect == {"entries": (5, 1000), "issues": (0, 5)}
    assert spec.measures["ENTITY"] == ("un/1718#asset-freeze",)


FORMS = """
[parts]
main = ["main*.csv"]
alt = ["alt*.csv"]
page = ["*.html"]

[formats]
page = "html"

[sets]
csv = ["main", "alt"]
html = ["page"]
"""


def test_a_list_of_several_forms_says_which_parts_make_each_whole() -> None:
    spec = read_spec(GOOD.replace('[parts]\nlist = ["*.xml"]\n', FORMS).replace("[recognise]\nlist", "[recognise]\nmain"), "p")
    assert (spec.set_of(["main"]), spec.set_of(["page"])) == (("main", "alt"), ("page",))
    assert (spec.format_of("main"), spec.format_of("page")) == ("xml", "html")
    with pytest.raises(UsageError, match="different forms of tiny_xml"):
        spec.set_of(["main", "page"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "tiny_xml"', "", r"lacks the fields \['id'\]"),
        ("guard = 0.1", "gaurd = 0.1", r"unknown fields \['gaurd'\]"),
        ("guard = 0.1", "guard = 5", "not a share"),
        ("guard = 0.1", 'guard = "5 %"', "should be a share"),
        ("stale_days = 7", "stale_days = -1", "whole number"),
        ('format = "xml"', 'format = "pdf"', "format is 'pdf'"),
        ('id = "tiny_xml"', 'id = "../tiny"', "small letters"),
        ('title = "Tiny list in XML"', 'title = ""', "says something"),
        ('url_review = "memory"', 'url_review = "sure"', "'sure' is not a valid Review"),
        ("entries = [5, 1000]", "entries = [1000, 5]", "fewest, most"),
        ("entries = [5, 1000]", "persons = [5, 1000]", "expect names"),
        ('list = ["*.xml"]', 'list = "*.xml"', "list of texts"),
        ('list = ["*.xml"]', '"../list" = ["*.xml"]', "parts need one name"),
        ("(?P<published>", "(?P<when>", r"groups \['when'\]"),
        ("(?P<published>", "(?P<published", "list.toml of some_package"),
        ("[parts]", "[parts", "is no TOML"),
        ("guard = 0.1", "family = 1", "true or false"),
        ("[parts]", "[formats]\nlist = 'pdf'\n[parts]", "format is 'pdf'"),
        ("[parts]", "[formats]\nmain = 'csv'\n[parts]", r"formats speaks of \['main'\]"),
        ("[parts]", "[sets]\ncsv = ['main']\n[parts]", r"sets speaks of \['main'\]"),
        ('format = "xml"', 'format = "xml"\nshared = "no.such.package"', "shares with other lists cannot be read"),
        ("[parts]", "[sets]\ncsv = []\n[parts]", r"sets leaves out the parts \['list'\]"),
        ("[parts]", '[addresses]\nlist = "file:///etc/passwd"\n[parts]', "is no address"),
        ("[parts]", '[addresses]\nlist = "ftp://lists.example/list.xml"\n[parts]', "is no address"),
        ("[parts]", '[addresses]\nlist = "https://me:secret@lists.example/list.xml"\n[parts]', "is no address"),
        ("[parts]", '[addresses]\nother = "https://lists.example/list.xml"\n[parts]', r"addresses speaks of \['other'\]"),
    ],
)
def test_what_a_list_does_not_say_clearly_is_an_error(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError, match=told):
        read_spec(GOOD.replace(old, new, 1), "some_package")


def test_what_lists_share_stands_beneath_what_each_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "some_room").mkdir()
    (tmp_path / "some_room/__init__.py").write_text("")
    (tmp_path / "some_room/shared.toml").write_text('ignore = ["UID"]\n[lookups.country]\nA = "AF"\nB = "BE"\n[lookups.kind]\nX = "x"\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    spec = read_spec('shared = "some_room"\n' + GOOD + '\n[lookups.country]\nB = "BR"\n', "some_package")
    assert spec.lookups == {"country": {"A": "AF", "B": "BR"}, "kind": {"X": "x"}}
    assert spec.ignore[0] == "UID"
