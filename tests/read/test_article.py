"""What is read out of an article: our own, in the shape of many, and texts that are none."""

from datetime import date
from importlib.resources import files

import pytest

from inforce.base.errors import InputError
from inforce.base.news import Article, Realis
from inforce.base.nouns import Statement
from inforce.base.tables import SUBJECTS
from inforce.read.article import article_rows, read_article

OURS = (files("inforce.cli.example") / "article.txt").read_text(encoding="utf-8")
WEDNESDAY = date(2019, 10, 16)


def ours(day: date | None = WEDNESDAY) -> Article:
    return read_article(OURS, day=day, source="Harbour Gazette")


def said(a: Article, cue: str) -> Statement:
    return next(s for s in a.statements if s.cue == cue)


def of(text: str, day: date = WEDNESDAY) -> Article:
    return read_article(text, day=day)


def test_each_statement_has_its_speaker_and_what_it_is() -> None:
    assert [(s.speaker, s.cue, s.form, s.kind) for s in ours().statements] == [
        ("Harbour Forum", "Wants", "indirect", "demand"),
        ("a forum official", "announced", "indirect", "demand"),
        ("the senior officer for inspections", "told", "indirect", "demand"),
        ("Alma Verhoeven", "stated", "direct", "demand"),
        ("Alma Verhoeven", "adding", "direct", "non_compliance"),
        ("Alma Verhoeven", "referring to", "indirect", "claim"),
        ("the owners", "insistence on", "indirect", "demand"),
        ("Owners' League", "called for", "indirect", "demand"),
        ("Selby Shipping Ministry", "said", "indirect", "compliance"),
        ("Ilan Brask", "stated", "direct", "compliance"),
        ("Ilan Brask", "added", "direct", "claim"),
    ]


def test_spans_are_the_very_characters() -> None:
    a = ours()
    for s in a.statements:
        assert s.quote == " … ".join(a.text[x:y] for x, y in s.spans)
        assert s.cue == a.text[slice(*s.cue_span)]
        assert all(OURS[a.original(x) : a.original(y - 1) + 1] == a.text[x:y] for x, y in s.spans)


def test_title_dateline_and_boilerplate_are_told_apart() -> None:
    a = ours()
    assert a.title.startswith("Harbour Forum Wants")
    assert a.dateline == "PORT SELBY"
    assert len(a.dropped) == 4
    assert "newsletter" not in a.text


def test_a_relay_is_no_speaker() -> None:
    a = ours()
    assert [(r.outlet, r.of) for r in a.relays] == [("Meridian Wire News", "the senior officer for inspections")]
    assert said(a, "told").asserted_by == "Meridian Wire News"
    assert said(a, "announced").asserted_by == "Harbour Gazette"


def test_an_outlet_that_quotes_somebody_is_a_relay() -> None:
    a = of("Yonhap quoted a South Korean official as saying that the talks would resume. The men were told of it.")
    assert [(s.speaker, s.cue, s.asserted_by) for s in a.statements if s.cue == "saying"] == [
        ("a South Korean official", "saying", "Yonhap")
    ]
    assert [(r.outlet, r.of) for r in a.relays] == [("Yonhap", "a South Korean official")]


def test_days_come_from_the_article_s_day() -> None:
    a = ours()
    assert said(a, "told").day == date(2019, 10, 15)
    assert said(a, "said").day == WEDNESDAY
    assert said(ours(day=None), "told").day is None
    assert "day of the article" in ours(day=None).undetermined[0]


@pytest.mark.parametrize("filed", ["SEOUL, 16 October 2019 –", "SEOUL, Oct. 16, 2019 (AP) —", "SEOUL (AP), October 16, 2019 --"])
def test_a_dateline_with_a_year_gives_the_day(filed: str) -> None:
    a = read_article(f"Talks stall\n\n{filed} The minister said on Tuesday that it was so.")
    assert (a.day.first, a.day.how) == (WEDNESDAY, "dateline")
    assert [s.day for s in a.statements] == [date(2019, 10, 15)]


def test_what_is_only_demanded_or_possible_did_not_happen() -> None:
    a = of(
        "The Forum\n\nThe United States urged China to enforce sanctions. Russia may impose sanctions, should talks fail, officials said."
    )
    assert not [e for e in a.events if e.type == "COERCE" and e.realis in (Realis.HAPPENED, Realis.ONGOING)]
    assert {e.realis for e in a.events if e.type == "COERCE"} <= {Realis.DEMANDED, Realis.HYPOTHETICAL}


def test_a_deed_of_the_article_s_own_words_happened_and_a_speaker_s_is_claimed() -> None:
    told = of("Japan imposed sanctions on North Korea on Tuesday after the launch.").events[0]
    assert (told.type, told.mode, told.realis, told.source, told.target) == ("COERCE", "restrict", Realis.HAPPENED, "JPNGOV", "PRKGOV")
    assert told.day == date(2019, 10, 15)
    claimed = [e for e in of("A spokesman for the ministry said that Japan imposed sanctions on the firm.").events if e.type == "COERCE"]
    assert [e.realis for e in claimed] == [Realis.CLAIMED]
    assert claimed[0].asserted_by.startswith("a spokesman") or claimed[0].asserted_by.startswith("A spokesman")


@pytest.mark.parametrize(
    "text", ["as sanctioned by Sharia, the court said in the ruling", "The envoy threatened that any sanctions would be war"]
)
def test_a_word_like_sanction_is_no_sanction(text: str) -> None:
    assert not [e for e in of(f"The talks of the day\n\n{text}.").events if e.type in ("COERCE", "SANCTION")]


def test_names_handed_in_are_found_whatever_their_case() -> None:
    names = {"OCEAN MARITIME MANAGEMENT": "x/1"}
    a = read_article("The ship of Ocean Maritime Management was seen in the port, the owner said.", names=names)
    assert [(m.kind, m.code, m.text) for m in a.mentions if m.kind == "listed"] == [("listed", "x/1", "Ocean Maritime Management")]


def test_a_row_for_checks_has_the_statements_and_the_columns_of_an_article() -> None:
    rows = article_rows([ours()])
    assert rows.column_names == SUBJECTS["article"].names
    assert rows.to_pylist()[0]["statements"][0]["speaker"] == "Harbour Forum"
    assert article_rows([]).num_rows == 0


@pytest.mark.parametrize("text", ["", " \n\t\n", b"", "\u200b\ufeff"])
def test_nothing_is_said_to_be_nothing(text: str | bytes) -> None:
    a = read_article(text)
    assert a.undetermined == ("there is no text in it",)
    assert not a.statements


@pytest.mark.parametrize(
    "text",
    [
        "Der Sprecher des Außenministeriums erklärte am Mittwoch, man habe die Pflichten stets erfüllt, wie die Agentur berichtete.",
        "Le porte-parole du ministère a déclaré mercredi que le pays avait toujours rempli ses obligations envers les Nations unies.",
        "조선중앙통신은 수요일 성명을 발표하였다. 대변인은 제재를 규탄하였다.",
        "外交部发言人耿爽在例行记者会上表示，中方一贯认真履行义务。",
    ],
)
def test_another_language_is_said_to_be_one_and_nothing_invented(text: str) -> None:
    a = read_article(text)
    assert (a.language, a.statements, a.events, a.mentions) == ("", (), (), ())
    assert "English" in a.undetermined[0]


def test_ten_megabytes_are_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="cut out the article"):
        read_article("The minister said that it was so. " * 300_000)


def test_html_is_read_without_its_scripts() -> None:
    html = """<!doctype html><html><head><title>Ports and papers</title>
    <meta property="article:published_time" content="2019-10-16T08:00:00Z">
    <script>var x = "The minister said that it is war.";</script></head><body><nav>Home</nav><article><h1>Ports and papers</h1>
    <p>The minister said on Tuesday that the ports of the country had been told to look at the papers of every ship that comes in.</p>
    <p>The owners of the ships were asked for their tracks, and most of them have given what they were asked for, the ministry added.</p>
    </article><script>alert(1)</script></body></html>"""
    a = read_article(html)
    assert "war" not in a.text
    assert (a.day.first, a.day.how) == (WEDNESDAY, "page")
    assert [s.day for s in a.statements if s.cue == "said"] == [date(2019, 10, 15)]


def test_an_unclosed_quotation_is_told_and_ends_with_its_paragraph() -> None:
    a = of('The talks\n\n"We will see what the day brings, the minister said on Tuesday.\n\nThe ministry said that it was so.')
    assert any("no mark closes it" in u for u in a.undetermined)
    assert said(a, "said").speaker == "ministry" or "ministry" in said(a, "said").speaker


def test_odd_spaces_are_spaces_and_unseen_characters_nothing() -> None:
    a = of("The\u00a0minister\u200b of the State\u00a0said that it was\u2009so.")
    assert [(s.cue, s.quote) for s in a.statements] == [("said", "it was\u2009so")]
    assert "\u200b" not in a.text


def test_the_same_text_gives_the_same_article() -> None:
    assert ours() == ours()


def test_bytes_are_read_in_the_encoding_that_they_name() -> None:
    text = "The talks\n\nThe minister said that it was so."
    assert read_article(text.encode("utf-16")).text == text
    page = '<html><head><meta charset="euc-kr"></head><body><p>조선중앙통신</p></body></html>'
    assert "조선중앙통신" in read_article(page.encode("cp949")).text


def test_a_page_nested_too_deeply_for_a_parser_still_gives_its_words() -> None:
    page = f"<html><body>{'<div>' * 5_000}The minister said that it was so.{'</div>' * 5_000}</body></html>"
    assert [s.cue for s in read_article(page).statements] == ["said"]


def test_a_name_ends_with_its_line() -> None:
    a = of("Ports and Papers\n\nThe minister spoke at noon of the ports. He said that it was so.")
    assert "\n" not in a.statements[0].speaker


def test_a_quotation_that_goes_on_goes_on_with_the_outer_statement() -> None:
    a = of('Ann Heald noted the findings show that the air is clean. "It would improve crop yields if the air was clean."')
    assert [s.speaker for s in a.statements if s.rule == "Q5"] == ["Ann Heald"]
