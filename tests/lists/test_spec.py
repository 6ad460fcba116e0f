"""list.toml, read strictly."""

from pathlib import Path

import pytest

from inforce.base.errors import ConfigError
from inforce.base.nouns import Review
from inforce.lists.spec import read_spec

GOOD = (Path(__file__).parents[1] / "brought/tiny_xml/list.toml").read_text("utf-8")


def test_a_list_says_what_it_is() -> None:
    spec = read_spec(GOOD, "some_package")
    assert (spec.id, spec.package, spec.url_review, spec.guard, spec.stale_days) == ("tiny_xml", "some_package", Review.MEMORY, 0.1, 7)
    assert spec.parts == {"list": ("*.xml",)}
    assert spec.expect == {"entries": (5, 1000), "issues": (0, 5)}
    assert spec.measures["ENTITY"] == ("un/1718#asset-freeze",)


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
    ],
)
def test_what_a_list_does_not_say_clearly_is_an_error(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError, match=told):
        read_spec(GOOD.replace(old, new, 1), "some_package")
