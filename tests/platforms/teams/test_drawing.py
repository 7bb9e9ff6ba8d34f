"""Whatever a card or form holds, Teams takes it, and nothing in a title fires."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.card import (
    Bars,
    Bold,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Facts,
    File,
    Form,
    Heading,
    Item,
    Line,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Someone,
    Text,
    Ticks,
    When,
    Words,
)
from bot.platforms.teams.adaptive import draw, draw_form, summary
from bot.platforms.teams.carried import Pressed, pressed, submitted
from bot.platforms.teams.escape import literal
from bot.words.aloud import say_card
from bot.words.fitting import clean
from tests.fakes.teams.judge import INVISIBLE, MARKDOWN, judge, size, walk
from tests.fakes.teams.reading import buttons, read_card
from tests.golden.drawing import words
from tests.platforms.slack.desk import READER, button, card, t

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 60
HOSTILE = (
    "<!channel>",
    "<at>Elen</at>",
    "<https://evil.example>",
    "[Book](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[a]: https://evil.example\n[a]",
    "[click][a]",
    r"\[click\]\(https://evil.example\)",
    "https://evil.example/book www.evil.example elen@evil.example",
    "{{DATE(2026-12-01T10:00:00Z,SHORT)}} {{TIME(2026-12-01T10:00:00Z)}}",
    "{{{DATE(2026-12-01T10:00:00Z)}}}",
    "{{DATE()}}",
    "<script>alert(1)</script>",
    "*bold* **bolder** _it_ __under__ ~~no~~ `code` ***all***",
    "&lt;b&gt; &amp;amp; &#60;script&#62; & < >",
    "- one\n- two",
    "1. one\n2) two",
    "# Heading",
    "> said",
    "Heading\n====",
    "***",
    "---",
    "    code",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "*_*",
    "C:\\_temp\\*",
    "x" * 3200,
    "&" * 3200,
    "*" * 3200,
    "\u202eright to left\u202c",
    "مرحبا بالعالم",
    "👩‍👩‍👧‍👦" * 400,
    "\x00\x07\ud800",
    "   \n\n  ",
    "",
    "@everyone @channel @here",
    "a|b|c",
    "one-a,one-b",
)
FIRST, LAST = datetime(2000, 1, 1), datetime(2090, 1, 1)
MARKS = st.text(st.sampled_from("*_`~[](){}<>!#-+=\\&@:/|.1; \nabw\u200b"), max_size=25)
letters = st.sampled_from(HOSTILE) | MARKS | st.text(max_size=120)
moments = st.datetimes(FIRST, LAST).map(lambda naive: naive.replace(tzinfo=UTC))
urls = st.sampled_from(["https://a.example/x", "http://b.example", "mailto:a@b.example", *HOSTILE])
spans = st.one_of(
    letters.map(Plain),
    letters.map(Bold),
    st.builds(Plain, letters, st.sampled_from(["en", "cy", None])),
    st.builds(Link, letters, urls),
    st.builds(Someone, letters, st.just("teams"), letters),
    st.builds(When, moments, moments | st.none(), st.booleans(), st.sampled_from(["full", "day", "time"])),
)
texts = st.builds(Text, st.lists(spans, max_size=4).map(tuple), st.sampled_from(["en", "cy"]))
drawn_buttons = st.builds(
    Button,
    texts,
    st.sampled_from(["book", "cancel", *HOSTILE]),
    st.sampled_from(["12", *HOSTILE]),
    st.sampled_from(["plain", "main", "danger"]),
    texts | st.none(),
)
rows = st.lists(drawn_buttons, max_size=14).map(tuple)
parts = st.one_of(
    texts.map(Heading),
    texts.map(Paragraph),
    texts.map(Note),
    st.builds(Item, texts, st.lists(texts, max_size=3).map(tuple), rows),
    st.lists(st.tuples(texts, texts), max_size=4).map(tuple).map(Facts),
    rows.map(Buttons),
    st.builds(
        Bars,
        texts,
        st.lists(st.tuples(texts, st.integers(-5, 10**9)), max_size=6).map(tuple),
        note=st.none() | texts,
        before=st.lists(st.integers(-5, 10**9), max_size=6).map(tuple),
        moments=st.lists(texts, max_size=2).map(tuple),
    ),
    st.builds(Picture, st.sampled_from([b"", PNG, PNG * 1000]), texts),
    st.builds(File, letters, st.just("text/calendar"), st.just(b""), texts),
    st.just(Divider()),
)
cards = st.builds(Card, texts, st.lists(parts, max_size=25).map(tuple), st.sampled_from(["en", "cy"]))
options = st.lists(st.tuples(letters, texts), max_size=30).map(tuple)
names = st.sampled_from(["rating", "comment", "use", "a" * 400, "", "a b", "x,y"])
fields = st.one_of(
    st.builds(Line, names, texts, texts | st.none(), letters, st.booleans(), st.integers(-3, 9000)),
    st.builds(Words, names, texts, texts | st.none(), letters, st.booleans(), st.integers(-3, 90_000)),
    st.builds(Choice, names, texts, options, texts | st.none(), letters, st.booleans()),
    st.builds(Ticks, names, texts, options, texts | st.none(), st.lists(letters, max_size=3).map(tuple)),
)
forms = st.builds(
    Form,
    texts,
    st.sampled_from(["feedback", "x" * 4000, "a b"]),
    letters,
    st.lists(fields, max_size=8).map(tuple),
    texts,
    st.lists(parts, max_size=4).map(tuple),
    st.dictionaries(names, texts, max_size=3),
    st.sampled_from(["en", "cy"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cards)
@example(card(*(Item(t("x" * 3200), (), (button("Book", "book", str(n)),)) for n in range(60))))
@example(Card(t(""), (Buttons(tuple(button("Book", "book", str(n)) for n in range(400))),)))
@example(Card(t(""), (Paragraph(t("a\n" * 1500)),) * 3))
@example(card("👩" * 1400, *(Item(t(mark * 3200)) for mark in "*{&👩" * 6)))
def test_teams_takes_every_card(drawn: Card) -> None:
    assert list(judge(draw(drawn, READER, words))) == []
    pictured = dict.fromkeys(range(0, len(drawn.parts), 2), PNG)
    assert list(judge(draw(drawn, READER, words, shown=pictured))) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms)
@example(
    Form(t("F"), "f", "", tuple(Words(f"w{n}", t("x"), None, "👩" * 4000) for n in range(50)), t("Send"))
)
@example(
    Form(
        t("F"),
        "f",
        "",
        tuple(Line(f"w{n}", t("x" * 3000)) for n in range(50)),
        t("Send"),
        errors={f"w{n}": t("x" * 3000) for n in range(50)},
    )
)
def test_teams_takes_every_form(form: Form) -> None:
    assert list(judge(draw_form(form, READER, words))) == []


@settings(max_examples=300, deadline=None)
@given(letters)
def test_markdown_finds_nothing_but_words_in_a_heading(title: str) -> None:
    shown = "".join(
        child.content for token in MARKDOWN.parse(literal(title)) for child in token.children or ()
    )
    seen = " ".join(clean(title).replace("\u200b", "").replace("\u200a", "").split())
    assert " ".join(shown.translate(INVISIBLE).split()) == seen.translate(
        str.maketrans({"<": "‹", ">": "›", "`": "ˋ"})
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_seen_as_it_is_and_leads_nowhere(title: str) -> None:
    drawn = draw(card(Item(t(title)), title, Note(t(title)), Facts(((t("Where"), t(title)),))), READER, words)
    assert {node["type"] for node in walk(drawn) if "type" in node} <= {
        "AdaptiveCard",
        "Container",
        "RichTextBlock",
        "TextRun",
    }
    if title.isprintable() and 0 < len(title) < 100:
        assert read_card(drawn) == "\n".join([title] * 3 + [f"Where: {title}"])


@pytest.mark.parametrize(
    "title",
    ["One-to-one: say no (kindly)!", "Excel 365 & you_and_me", "C# in 2 days", "What’s on? 50% off + cake"],
)
def test_an_ordinary_title_is_left_alone(title: str) -> None:
    assert literal(title) == title


def test_a_title_of_marks_is_seen_as_it_is_in_a_heading() -> None:
    drawn = draw(card(Heading(t("*Bold* [x](https://a.example) {{DATE()}} `x` <b>"))), READER, words)
    assert read_card(drawn) == "*Bold* [x](https://a.example) {{DATE()}} ˋxˋ ‹b›"


def test_the_summary_is_the_whole_card() -> None:
    drawn = card(
        Heading(t("This week")),
        Facts(((t("Where"), t("Online & in <person>")),)),
        Bars(t("How useful"), ((t("Very"), 7),)),
        Note(t("Free")),
    )
    assert summary(drawn, READER) == say_card(drawn, READER)
    long = summary(card("👩‍👩‍👧‍👦" * 3000), READER)
    assert 7900 < len(long.encode("utf-16-le")) <= 8000
    assert long.endswith("…")
    assert long[-2] != "\u200d"


def test_what_stands_in_for_the_card_on_old_clients_reads_no_markup_either() -> None:
    drawn = draw(card("Line one", "[two](https://evil.example) {{DATE()}}"), READER, words)
    assert drawn["fallbackText"].translate(INVISIBLE) == (
        "Line one\n\n[two](https://evil.example) {{DATE()}}"
    )
    assert "](" not in drawn["fallbackText"]


def test_a_moment_is_spelled_for_the_reader_in_the_language_of_its_line() -> None:
    when = When(datetime(2026, 7, 7, 9, 0, tzinfo=UTC), datetime(2026, 7, 7, 10, 30, tzinfo=UTC))
    drawn = draw(card(Item(Text((when,)), (Text((when,), "cy"),))), READER, words)
    assert read_card(drawn) == ("Tuesday 7 July, 10am to 11:30am\ndydd Mawrth 7 Gorffennaf, 10am i 11:30am")
    english, welsh = (node for node in walk(drawn) if node.get("type") == "RichTextBlock")
    assert "lang" not in english
    assert welsh["lang"] == "cy"


def test_a_card_says_its_language() -> None:
    assert draw(Card(t("x"), (), "cy"), READER, words)["lang"] == "cy"
    assert draw_form(Form(t("F"), "f", "", (), t("S"), language="cy"), READER, words)["lang"] == "cy"


def test_words_in_the_other_language_are_marked() -> None:
    drawn = draw(card(Item(Text((Plain("Clwb", "cy"), Plain(" is on"))))), READER, words)
    runs = [node for node in walk(drawn) if node.get("type") == "TextRun"]
    assert [(run["text"], run.get("lang")) for run in runs] == [("Clwb", "cy"), (" is on", None)]


def test_links_go_to_the_web_and_nowhere_else() -> None:
    good, bad = Link("Join", "https://meet.example/1"), Link("Join", "javascript:alert(1)")
    drawn = draw(card(Paragraph(Text((good,))), Paragraph(Text((bad,)))), READER, words)
    assert read_card(drawn) == "Join\n[Join]\nJoin (javascript:alert(1))"
    assert [(each["type"], each["url"]) for each in buttons(drawn)] == [
        ("Action.OpenUrl", "https://meet.example/1")
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript://evil.example/%0aalert(1)",
        "msteams://evil.example",
        "mailto:a@b.example",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "https://a.example/ x",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_what_is_no_web_address_leads_nowhere(url: str) -> None:
    assert buttons(draw(card(Paragraph(Text((Link("Join", url),)))), READER, words)) == []


def test_an_address_stands_in_its_line_and_opens_with_a_button() -> None:
    link = Text((Link("https://meet.example/1", "https://meet.example/1"),))
    drawn = draw(card(Item(t("Tea"), (link,), (button("Details", "details", "1"),))), READER, words)
    assert read_card(drawn) == "Tea\nhttps://meet.example/1\n[Open the link]\n[Details]"
    assert buttons(drawn)[0]["tooltip"] == "https://meet.example/1"


def test_ten_buttons_stand_in_rows_of_six_and_each_carries_its_own() -> None:
    ten = tuple(button(f"{n}", "book", str(n)) for n in range(10))
    drawn = draw(card("Sessions", buttons=ten), READER, words)
    assert [len(node["actions"]) for node in drawn["body"][1:]] == [6, 4]
    assert [pressed(action) for action in buttons(drawn)] == [Pressed("book", str(n)) for n in range(10)]
    assert [submitted(action["fallback"]["data"]) for action in buttons(drawn)] == [
        Pressed("book", str(n)) for n in range(10)
    ]


def test_wide_buttons_stand_below_each_other() -> None:
    wide = tuple(
        button(label, "book", "1") for label in ("x" * 75, "Ymuno â’r rhestr aros", "Manylion", "y" * 40)
    )
    drawn = draw(card("Sessions", buttons=wide), READER, words)
    assert [len(node["actions"]) for node in drawn["body"][1:]] == [1, 2, 1]


@pytest.mark.parametrize(
    ("word", "about"), [("book", "y" * 2001), ("bo ok", "1"), ("", "1"), ("book", "\x00")]
)
def test_a_button_whose_value_would_come_back_changed_is_left_out(word: str, about: str) -> None:
    with_it, without = card("x", buttons=(button("Book", word, about),)), card("x")
    assert draw(with_it, READER, words)["body"] == draw(without, READER, words)["body"]


def test_a_screen_reader_tells_buttons_apart() -> None:
    drawn = draw(
        card("x", buttons=(button("Book", "book", "1", spoken=t("Book Excel basics")),)), READER, words
    )
    (action,) = buttons(drawn)
    assert action["tooltip"] == action["fallback"]["tooltip"] == "Book Excel basics"


def test_a_long_card_keeps_items_whole_and_says_that_there_is_more() -> None:
    items = [
        Item(t(f"Session {n}"), (t("Monday " + "x" * 900),), (button("Book", "book", str(n)),))
        for n in range(40)
    ]
    drawn = draw(card(*items), READER, words)
    lines = read_card(drawn).split("\n")
    assert lines[-2:] == ["[Book]", "There is more, but it does not fit here."]
    assert len([line for line in lines if line == "[Book]"]) == len(drawn["body"]) - 1 > 20
    assert 70_000 < size(drawn) <= 80_000


def test_a_card_of_one_part_that_is_too_long_shows_its_beginning() -> None:
    drawn = draw(Card(t("x"), (Item(t("Title"), (t("y" * 3000),) * 30),)), READER, words)
    assert read_card(drawn).startswith("Title\nyyy")
    assert read_card(drawn).endswith("There is more, but it does not fit here.")


def test_a_card_that_fits_is_whole() -> None:
    drawn = draw(card(*(f"Line {n}" for n in range(150))), READER, words)
    assert read_card(drawn).endswith("Line 148\nLine 149")


def test_every_line_of_a_comment_stands_on_its_own() -> None:
    drawn = draw(card("Hands-on\n\nmore tea"), READER, words)
    assert [node["type"] for node in drawn["body"]] == ["RichTextBlock", "RichTextBlock"]
    assert read_card(drawn) == "Hands-on\nmore tea"


def test_bars_are_drawn_to_scale_with_their_numbers() -> None:
    drawn = draw(card(Bars(t("Rating"), ((t("5"), 10), (t("4"), 5), (t("3"), 0)))), READER, words)
    assert read_card(drawn) == f"Rating\n5: 10 {'▇' * 20}\n4: 5 {'▇' * 10}\n3: 0"


SURE = Bars(
    t("How sure are you?"),
    ((t("1"), 0), (t("5"), 9)),
    note=t("What people thought of it (tier 3 of 8) · 9 answers"),
    before=(8, 1),
    moments=(t("Before"), t("Now")),
)


def test_a_chart_has_its_numbers_in_words_below_and_a_picture_for_other_clients() -> None:
    drawn = draw(card(Bars(t("Rating"), ((t("5"), 10), (t("4"), 0)))), READER, words, shown={0: PNG})
    assert read_card(drawn) == "Rating\n(a chart: Rating)\n5: 10\n4: 0"
    chart = drawn["body"][1]
    assert chart["data"] == [{"x": "5", "y": 10}, {"x": "4", "y": 0}]
    assert chart["fallback"]["altText"] == "Rating; 5: 10; 4: 0"


def test_before_and_now_are_a_picture_because_a_chart_tells_them_by_colour_alone() -> None:
    drawn = draw(card(SURE), READER, words, shown={0: PNG})["body"]
    (picture,) = (node for node in drawn if node["type"] == "Image")
    assert picture["altText"].endswith("; 1: Before 8, Now 0; 5: Before 1, Now 9")
    without = draw(card(SURE), READER, words, shown={})
    assert read_card(without).endswith("\n1: Before 8, Now 0\n5: Before 1, Now 9 ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇")


def test_where_nobody_answered_there_is_no_chart() -> None:
    assert read_card(draw(card(Bars(t("Rating"), ((t("5"), 0),))), READER, words, shown={})) == "Rating\n5: 0"


def test_a_card_has_only_so_many_pictures_and_every_chart() -> None:
    large = PNG + b"0" * 30_000
    rating = Bars(t("Rating"), ((t("5"), 10), (t("4"), 0)))
    drawn = draw(card(*[rating] * 5), READER, words, shown=dict.fromkeys(range(5), large))
    charts = [node for node in drawn["body"] if node["type"].startswith("Chart.")]
    assert [node["fallback"] == "drop" for node in charts] == [False, False, True, True, True]
    assert list(judge(drawn)) == []


def test_a_divider_is_a_line_above_what_follows() -> None:
    drawn = draw(card("One", Divider(), "Two", Divider()), READER, words)
    assert [node.get("separator", False) for node in drawn["body"]] == [False, True]


def test_a_picture_has_words() -> None:
    picture = draw(card(Picture(PNG, t("Ten people at a table"))), READER, words)["body"][0]
    assert (picture["type"], picture["altText"]) == ("Image", "Ten people at a table")
    assert read_card(draw(card(Picture(b"GIF89a", t("A cup"))), READER, words)) == "A cup"


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────


def form(*fields: Any, **more: Any) -> dict[str, Any]:
    return draw_form(Form(t("Feedback"), "feedback_form", "12", fields, t("Send"), **more), READER, words)


def inputs(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in drawn["body"] if node["type"].startswith("Input.")]


def test_a_form_that_is_sent_in_as_it_stands_brings_its_values_back() -> None:
    topics = tuple((value, t(value)) for value in ("health, safety", "data", "100%"))
    drawn = form(
        Choice("rating", t("How was it?"), (("1", t("Bad")), ("5", t("Good"))), value="5", required=True),
        Words("comment", t("Anything else?"), value="Tea & “cake”"),
        Ticks("topics", t("Topics"), topics, values=("health, safety", "100%")),
        Line("name", t("Name")),
    )
    action = buttons(drawn)[-1]
    sent = {each["id"]: each["value"] for each in inputs(drawn) if "value" in each}
    values = {"rating": "5", "comment": "Tea & “cake”", "topics": ("health, safety", "100%"), "name": ""}
    came_back = {**action, "data": {**action["data"], **sent}}
    assert pressed(came_back) == Pressed("feedback_form", "12", values, form=True)


def test_what_is_wrong_stands_at_the_top_and_at_its_field() -> None:
    drawn = form(
        Line("clock", t("Time"), value="9.95am"),
        Line("name", t("Name")),
        errors={"clock": t("We could not read “9.95am”."), "gone": t("Who?")},
    )
    assert read_card(drawn) == (
        "Feedback\n"
        "There is a problem\n"
        "Time: We could not read “9.95am”.\n"
        "Who?\n"
        "We could not read “9.95am”.\n"
        "Time:\n"
        "Name:\n"
        "[Send]"
    )
    assert inputs(drawn)[0]["value"] == "9.95am"


def test_what_is_required_says_so_before_it_is_sent() -> None:
    drawn = form(Line("name", t("Name"), required=True), Line("more", t("More")))
    first, second = inputs(drawn)
    assert (first["isRequired"], first["errorMessage"]) == (True, "This needs an answer.")
    assert "isRequired" not in second


def test_a_hint_is_read_with_its_label() -> None:
    drawn = form(Line("clock", t("Time"), t("For example 9am")))
    assert inputs(drawn)[0]["label"] == "Time (For example 9am)"


def test_few_options_stand_open_and_many_in_a_list() -> None:
    few, many = (tuple((str(n), t(f"Option {n}")) for n in range(count)) for count in (6, 7))
    drawn = form(Choice("few", t("Few"), few), Choice("many", t("Many"), many), Ticks("any", t("Any"), many))
    assert [each["style"] for each in inputs(drawn)] == ["expanded", "compact", "expanded"]


def test_a_button_above_a_form_is_not_held_up_by_it() -> None:
    part = Item(t("x"), (), (button("Details", "details", "1"),))
    drawn = form(Line("name", t("Name"), required=True), intro=(part, Buttons((button("Help", "help", ""),))))
    *others, send = buttons(drawn)
    assert [each["associatedInputs"] for each in others] == ["none", "none"]
    assert "associatedInputs" not in send
