from collections.abc import Callable

import pytest

from inforce.base.errors import LawError
from inforce.law import Law, load

from .conftest import INSTRUMENT, MEASURE, SCOPES

Regime = Callable[..., Law]


def test_the_shipped_law_loads_once() -> None:
    assert load() is load()
    assert load().measures["un/2371#coal-and-iron"].paragraph == "8"


def test_a_small_regime_is_read(regime: Regime) -> None:
    law = regime()
    assert law.measures["un/1#salt"].target == "KP"
    assert law.measures["un/1#salt"].tz == "America/New_York"
    assert law.measures["un/1#salt"].binds == ("all",)


def test_layout_comments_and_order_do_not_change_the_digest(regime: Regime) -> None:
    other = MEASURE.replace("un/1#salt", "un/1#brine")
    one, two = regime(MEASURE + other), regime("# a comment\n" + other + "\n\n" + MEASURE.replace(" = ", "   =   "))
    assert one.digest == two.digest


@pytest.mark.parametrize(
    ("old", "new"),
    [("No salt.", "No salt at all."), ('"2501"', '"2502"'), ("since = 2001-01-01", "since = 2001-01-02"), ("a page", "another page")],
)
def test_content_changes_the_digest(regime: Regime, old: str, new: str) -> None:
    assert regime().digest != regime(old=old, new=new).digest


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('summary = "No salt."', "", "un/1.toml, un/1#salt: `summary` is missing. Add it"),
        ('summary = "No salt."', 'summary = ""', "`summary` = '' is empty"),
        ('summary = "No salt."', 'summry = "No salt."\nsummary = "No salt."', "unknown field `summry`. Known here: adds_to,"),
        ('modality = "prohibit"', 'modality = "forbid"', "`modality` = 'forbid' must be one of prohibit, oblige"),
        ("since = 2001-01-01", 'since = "2001-01-01"', "`since` = '2001-01-01' must be a day without quotes"),
        ("since = 2001-01-01", "since = 2001-01-01T00:00:00Z", "must be a day without quotes"),
        ("since = 2001-01-01", "since = 2001-01-01\nuntil = 2001-01-01", "un/1#salt: `since` 2001-01-01 is not before `until` 2001-01-01"),
        ('covers = ["un/salt"]', 'covers = ["un/sal"]', "`covers` names 'un/sal', which is not there. Did you mean 'un/salt'?"),
        ('covers = ["un/salt"]', 'covers = "un/salt"', "must be a list of texts"),
        ('covers = ["un/salt"]', 'covers = ["un/salt", "un/salt"]', "names something twice"),
        ('covers = ["un/salt"]', 'covers = ["un/salt"]\ntightens = ["un/1#pepper"]', "`tightens` names 'un/1#pepper', which is not there"),
        ('applied_by = ["goods.prohibited"]', "", "say what applies it in `applied_by`"),
        (
            'applied_by = ["goods.prohibited"]\nreview = "memory"',
            'applied_by = ["x"]\nreview = "secondary"',
            "`sources` must say what was read",
        ),
        (
            'applied_by = ["goods.prohibited"]\nreview = "memory"',
            'applied_by = ["x"]\nreview = "official"\nsources = ["PAGE"]',
            "64 digits",
        ),
        ('id = "un/1#salt"', 'id = "un/2#salt"', "the id of a measure is its instrument's, a hash and its subject"),
        ('id = "un/1#salt"', 'id = "un/1#Salt"', "un/1#small-letters-and-hyphens"),
        ('modality = "prohibit"', 'modality = "cap"', "[[measures.caps]] and the modality 'cap' go together"),
        ('direction = "from"', "", "goods need `direction`"),
        ('id = "un/1"\n', 'id = "un/2"\n', "un/1.toml, [instrument]: `id` = 'un/2', but the file is that of 'un/1'"),
        ('codes = ["2501"]', "codes = [2501]", "scopes/un-1.toml, un/salt: `codes` = [2501] must be a list of texts in quotes"),
        ('codes = ["2501"]', 'codes = ["250"]', "`codes` = '250' is no code"),
        ('codes = ["2501"]', 'codes = ["2599"]', "scopes/un-1.toml, un/salt: '2599' is no code of HS 2017"),
        ('by = "un/1"\n', "", "belongs in scopes/words.toml"),
        ('edition = "2017"\n', "", "codes mean nothing without `nomenclature` and `edition`"),
        ("[instrument]", "[instrument", "1.toml is no TOML in UTF-8"),
        ("[instrument]", "[misc]\nx = 1\n[instrument]", "unknown field `misc`"),
    ],
)
def test_what_is_not_one_clear_statement_is_refused(regime: Regime, old: str, new: str, complaint: str) -> None:
    with pytest.raises(LawError) as refused:
        regime(old=old, new=new)
    assert complaint in str(refused.value)


def test_an_id_given_twice_is_refused(regime: Regime) -> None:
    with pytest.raises(LawError, match="The measure 'un/1#salt' is given twice"):
        regime(MEASURE + MEASURE)


def test_a_key_given_twice_is_refused(regime: Regime) -> None:
    with pytest.raises(LawError, match="no TOML"):
        regime(old='paragraph = "2"', new='paragraph = "2"\nparagraph = "3"')


@pytest.mark.parametrize(
    ("clause", "complaint"),
    [
        (
            "[measures.wind_down]\nlast_day = 2001-02-01\ndays = 30\ncontract_before = 2001-01-01",
            "`last_day` = '2001-02-01' is not 30 days after",
        ),
        ("[measures.wind_down]\nlast_day = 2001-01-31\ndays = 30", "say what makes business older"),
        ('[measures.wind_down]\nlast_day = 2001-01-31\ncontract_before = 2001-01-01\ngoods = ["un/pepper"]', "`goods` names 'un/pepper'"),
        ('[[measures.exemptions]]\nid = "x"\ntakes = "y"\nunless = { origine = ["KP"] }', "is no column of any subject"),
        ('[[measures.exemptions]]\nid = "x"\ntakes = "y"\nuntil = 2000-01-01', "which is no day of the measure"),
        ('[[measures.exemptions]]\nid = "x"\ntakes = "y"\n' * 2, "two exemptions have the same id"),
        ('[[measures.deadlines]]\nwhat = "report"\ndue = 2001-03-01\nmonths = 3', "is not 3 months after 2001-01-01, which is 2001-04-01"),
        ('[[measures.deadlines]]\nwhat = "report"', "or `every_days` is needed"),
    ],
)
def test_a_clause_that_does_not_fit_is_refused(regime: Regime, clause: str, complaint: str) -> None:
    with pytest.raises(LawError) as refused:
        regime(MEASURE + clause)
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("cap", "complaint"),
    [
        ("since = 2001-01-01", "a cap without a figure"),
        ("since = 2001-01-01\nt = 1\nusd = 1", "`binding`"),
        ('since = 2001-01-01\nt = 1\nbinding = "lower"', "`binding`"),
        ("since = 2001-01-01\nt = -1", "must be a number of at least 0"),
        ("since = 2001-01-01\nuntil = 2002-01-01\nyearly = true\nt = 1", "goes with `since` alone"),
        ("since = 2001-01-01\nt = 1\n[[measures.caps]]\nsince = 2001-01-01\nt = 2", "two caps speak of the same day"),
    ],
)
def test_a_cap_that_is_not_clear_is_refused(regime: Regime, cap: str, complaint: str) -> None:
    with pytest.raises(LawError) as refused:
        regime(MEASURE.replace('"prohibit"', '"cap"') + "[[measures.caps]]\n" + cap)
    assert complaint in str(refused.value)


def test_a_replaced_measure_ends_where_the_new_one_begins(regime: Regime) -> None:
    newer = MEASURE.replace("#salt", "#salt-ban").replace("since = 2001-01-01", 'since = 2002-01-01\nreplaces = ["un/1#salt"]')
    with pytest.raises(LawError, match="Make the days meet"):
        regime(MEASURE + newer)
    assert regime(MEASURE + "until = 2002-01-01\n" + newer).related("replaces", "un/1#salt")


def test_another_act_is_another_file(regime: Regime) -> None:
    second = (INSTRUMENT + MEASURE).replace("un/1", "un/2")
    assert set(regime(more={"un/2.toml": second}).measures) == {"un/1#salt", "un/2#salt"}


def test_a_scope_without_anything_in_it_is_refused(regime: Regime) -> None:
    with pytest.raises(LawError, match="a scope of goods needs"):
        regime(scopes=SCOPES.replace('codes = ["2501"]\n', ""))
