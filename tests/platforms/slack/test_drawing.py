"""Whatever a card or form holds, Slack takes it, and nothing in a title fires."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.ask import Where
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
from bot.platforms.slack.blocks import carried, draw, fallback
from bot.platforms.slack.modal import card_view, errors, home, modal, remembered
from bot.words.aloud import say_card
from tests.fakes.slack.judge import judge_blocks, judge_text, judge_view
from tests.fakes.slack.reading import buttons, read_blocks, unescaped
from tests.platforms.slack.desk import READER, button, card, t, words

HOSTILE = (
    "<!channel>",
    "<@U123>",
    "<https://evil.example|Book>",
    "{{DATE()}}",
    "<script>alert(1)</script>",
    "*bold* _it_ ~no~ `code` :tada: &amp; & < >",
    "x" * 3200,
    "&" * 3200,
    "\u202eright to left\u202c",
    "مرحبا بالعالم",
    "👩‍👩‍👧‍👦" * 400,
    "\x00\x07\ud800",
    "   \n\n  ",
    "",
    "@everyone @channel @here",
    "a|b|c",
)
FIRST, LAST = datetime(2000, 1, 1), datetime(2090, 1, 1)
links = st.sampled_from(["https://a.example/x", "http://b.example", "javascript:x", *HOSTILE])
letters = st.sampled_from(HOSTILE) | st.text(max_size=120)
moments = st.datetimes(FIRST, LAST).map(lambda naive: naive.replace(tzinfo=UTC))
spans = st.one_of(
    letters.map(Plain),
    letters.map(Bold),
    st.builds(
        Link, letters, st.sampled_from(["https://a.example/x", "http://b.example", "javascript:x", *HOSTILE])
    ),
    st.builds(Someone, letters, st.just("slack"), letters),
    st.builds(When, moments, moments | st.none(), st.booleans(), st.sampled_from(["full", "day", "time"])),
)
texts = st.builds(Text, st.lists(spans, max_size=4).map(tuple), st.sampled_from(["en", "cy"]))
buttons_drawn = st.builds(
    Button,
    texts,
    st.sampled_from(["book", "cancel", *HOSTILE]),
    st.sampled_from(["12", *HOSTILE]),
    st.sampled_from(["plain", "main", "danger"]),
    texts | st.none(),
)
rows = st.lists(buttons_drawn, max_size=12).map(tuple)
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
    st.builds(Picture, st.just(b""), texts),
    st.builds(File, letters, st.just("text/calendar"), st.just(b""), texts),
    st.just(Divider()),
)
cards = st.builds(Card, texts, st.lists(parts, max_size=70).map(tuple), st.sampled_from(["en", "cy"]))
options = st.lists(st.tuples(letters, texts), max_size=120).map(tuple)
names = st.sampled_from(["rating", "comment", "use", "a" * 400, ""])
fields = st.one_of(
    st.builds(Line, names, texts, texts | st.none(), letters, st.booleans(), st.integers(-3, 9000)),
    st.builds(Words, names, texts, texts | st.none(), letters, st.booleans(), st.integers(-3, 9000)),
    st.builds(Choice, names, texts, options, texts | st.none(), letters, st.booleans()),
    st.builds(Ticks, names, texts, options, texts | st.none(), st.lists(letters, max_size=3).map(tuple)),
)
forms = st.builds(
    Form,
    texts,
    st.sampled_from(["feedback", "x" * 4000]),
    letters,
    st.lists(fields, max_size=8).map(tuple),
    texts,
    st.lists(parts, max_size=4).map(tuple),
    st.dictionaries(names, texts, max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(cards)
@example(card(*(Item(t("x" * 3200), (), (button("Book", "book", str(n)),)) for n in range(60))))
@example(Card(t(""), (Buttons(tuple(button("Book", "book", str(n)) for n in range(400))),)))
def test_slack_takes_every_card(drawn: Card) -> None:
    blocks = draw(drawn, READER, words)
    faults = [
        *judge_blocks(blocks, "M"),
        *judge_text(fallback(drawn, READER)),
        *judge_view(home(drawn, READER, words), "H"),
        *judge_view(card_view(drawn, READER, words, "x" * 90), "O"),
    ]
    assert faults == []


@settings(max_examples=150, deadline=None)
@given(forms)
def test_slack_takes_every_form(form: Form) -> None:
    assert list(judge_view(modal(form, READER, words, Where("C1", "general")), "O")) == []


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_seen_as_it_is_and_calls_nobody(title: str) -> None:
    drawn = card(Heading(t(title)), Item(t(title)), title, Note(t(title)))
    blocks = draw(drawn, READER, words)
    kinds = {element["type"] for element in _rich_elements(blocks)}
    assert kinds <= {"text"}
    assert not [text for text in _text_objects(blocks) if text["type"] == "mrkdwn"]
    if title.isprintable() and 0 < len(title) < 100:
        assert read_blocks(blocks) == "\n".join([title] * 4)


def test_the_fallback_is_the_whole_card() -> None:
    drawn = card(
        Heading(t("This week")),
        Facts(((t("Where"), t("Online & in <person>")),)),
        Bars(t("How useful"), ((t("Very"), 7),)),
        Note(t("Free")),
    )
    assert unescaped(fallback(drawn, READER)) == say_card(drawn, READER)


def test_a_long_fallback_ends_in_an_ellipsis_and_in_no_half_of_an_escape() -> None:
    text = fallback(card("&" * 5000), READER)
    assert text.endswith("&amp;…")
    assert 3990 < len(text) <= 4000


def test_a_moment_is_spelled_for_the_reader_in_the_language_of_its_line() -> None:
    when = When(datetime(2026, 7, 7, 9, 0, tzinfo=UTC), datetime(2026, 7, 7, 10, 30, tzinfo=UTC))
    drawn = card(Item(Text((when,)), (Text((when,), "cy"),)))
    assert read_blocks(draw(drawn, READER, words)) == (
        "Tuesday 7 July, 10am to 11:30am\ndydd Mawrth 7 Gorffennaf, 10am i 11:30am"
    )


def test_links_go_to_the_web_and_nowhere_else() -> None:
    good, bad = Link("Join", "https://meet.example/1"), Link("Join", "javascript:alert(1)")
    elements = list(
        _rich_elements(draw(card(Paragraph(Text((good,))), Paragraph(Text((bad,)))), READER, words))
    )
    assert elements == [
        {"type": "link", "url": "https://meet.example/1", "text": "Join"},
        {"type": "text", "text": "Join (javascript:alert(1))"},
    ]


def test_ten_buttons_stand_in_rows_of_five_and_each_carries_its_own() -> None:
    drawn = card("Sessions", buttons=tuple(button(f"Book {n}", "book", str(n)) for n in range(10)))
    blocks = draw(drawn, READER, words)
    assert [len(block["elements"]) for block in blocks[1:]] == [5, 5]
    assert [carried(pressed["value"]) for pressed, _, _ in buttons(blocks)] == [
        ("book", str(n)) for n in range(10)
    ]


@pytest.mark.parametrize(
    ("word", "about"), [("book", "y" * 2000), ("book|x", "1"), ("", "1"), ("book", "\x00")]
)
def test_a_button_whose_value_would_come_back_changed_is_left_out(word: str, about: str) -> None:
    with_it, without = card("x", buttons=(button("Book", word, about),)), card("x")
    assert draw(with_it, READER, words) == draw(without, READER, words)


def test_a_screen_reader_tells_buttons_apart() -> None:
    drawn = card("x", buttons=(button("Book", "book", "1", spoken=t("Book Excel basics")),))
    ((element, _, _),) = buttons(draw(drawn, READER, words))
    assert element["accessibility_label"] == "Book Excel basics"


def test_a_long_card_keeps_items_whole_and_says_that_there_is_more() -> None:
    items = [Item(t(f"Session {n}"), (t("Monday"),), (button("Book", "book", str(n)),)) for n in range(40)]
    blocks = draw(card(*items), READER, words)
    assert len(blocks) == 49
    assert read_blocks(blocks).endswith("Session 23\nMonday\n[Book]\nThere is more than fits here.")


def test_a_card_that_just_fits_is_whole() -> None:
    blocks = draw(card(*(f"Line {n}" for n in range(50))), READER, words)
    assert read_blocks(blocks).endswith("Line 48\nLine 49")


def test_bars_are_drawn_to_scale_with_their_numbers() -> None:
    drawn = card(Bars(t("Rating"), ((t("5"), 10), (t("4"), 5), (t("3"), 0))))
    assert read_blocks(draw(drawn, READER, words)) == f"Rating\n5: 10 {'▇' * 20}\n4: 5 {'▇' * 10}\n3: 0"


def test_a_form_keeps_where_it_was_opened() -> None:
    form = Form(t("Digest"), "digest", "weekly", (), t("Save"))
    view = modal(form, READER, words, Where("C1", "general"))
    assert remembered(view) == ("digest", "weekly", Where("C1", "general"))


@pytest.mark.parametrize("metadata", ["", "x", "[]", "1", '{"word": 1}', "This is for you!"])
def test_the_form_of_another_app_is_nobodys(metadata: str) -> None:
    assert remembered({"private_metadata": metadata}) == ("", "", Where())


def test_errors_are_only_for_fields_that_are_there() -> None:
    form = Form(t("F"), "f", "", (), t("Send"), errors={"use": t("Say more."), "gone": t("Who?")})
    assert errors(form, READER, ["use", "comment"]) == {"use": "Say more."}


def test_a_long_form_title_is_shown_whole_above_the_fields() -> None:
    title = "What did you think of Excel basics?"
    view = modal(Form(t(title), "f", "", (Line("a", t("A")),), t("Send")), READER, words, Where())
    assert view["title"]["text"] == "What did you think of E…"
    assert read_blocks(view["blocks"][:1]) == title


def test_joined_emoji_are_cut_whole() -> None:
    drawn = draw(card(Heading(t("👩‍👩‍👧‍👦" * 400))), READER, words)
    assert drawn[0]["text"]["text"].removesuffix("…")[-1] != "\u200d"


def _rich_elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sections = (section for block in blocks if block["type"] == "rich_text" for section in block["elements"])
    return [element for section in sections for element in section["elements"]]


def _text_objects(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if node.get("type") in ("plain_text", "mrkdwn") else []
        return own + [text for value in node.values() for text in _text_objects(value)]
    if isinstance(node, list):
        return [text for each in node for text in _text_objects(each)]
    return []
