"""Cards and forms as HTML: nothing that a text says is ever markup, and each language is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
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
    Part,
    Picture,
    Plain,
    Someone,
    Span,
    Text,
    Ticks,
    When,
    Words,
)
from bot.platforms.web.html import draw_card, draw_form, initials, is_web_address, upright
from tests.platforms.web import cards
from tests.platforms.web.cafe import PEOPLE, READER, Cafe
from tests.platforms.web.visitor import Visitor

HOSTILE = [
    "<!channel>",
    "{{DATE()}}",
    "{% include '/etc/passwd' %}",
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' autofocus onfocus=alert(1) x='",
    "</textarea></option></dl></form><form action=//evil.example>",
    "<!-- ",
    "]]>",
    "&lt;b&gt; &amp; &#60;",
    "x" * 3200,
    "\u202eright to left\u202c שלום مرحبا",
    "👩🏽‍🏫☕️ e\u0301",
    "a\nb\r\nc\td",
    "javascript:alert(1)",
    " leading and trailing ",
    "",
]
hostile = st.one_of(st.sampled_from(HOSTILE), st.text(), st.text("<>\"'&;=/- {}%", max_size=30))


class Shape(HTMLParser):
    """Every tag with its attributes' names, in order; and apart from them everything that is said."""

    void = frozenset({"input", "img", "hr", "meta", "link"})

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.said: list[str] = []
        self.values: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (tag, attrs) != ("bdi", []):  # which words from right to left stand in, and says nothing else
            self.tags.append((tag, *(name for name, _ in attrs)))
        self.values += [(name, value or "") for name, value in attrs]
        if tag not in self.void and self.get_starttag_text()[-2:] != "/>":  # type: ignore[index]  # it is there now
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "path"}:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment

    @property
    def all_said(self) -> str:
        return "".join(self.said)


def everything(say: Callable[[], str]) -> Card:
    """A card with every part and every span, its words from `say`."""

    def text() -> Text:
        spans: tuple[Span, ...] = (
            Plain(say()),
            Bold(say(), "cy"),
            Link(say(), "https://example.org/?q=" + say()),
            Link(say(), say()),
            Someone(say(), say(), say()),
            When(datetime(2026, 3, 5, 10, tzinfo=UTC)),
            Plain(say(), "cy"),
        )
        return Text(spans, "cy")

    def button() -> Button:
        return Button(text(), say(), say(), spoken=text())

    parts: tuple[Part, ...] = (
        Heading(text()),
        Paragraph(text()),
        Note(text()),
        Item(text(), (text(), text()), (button(), button())),
        Item(text()),
        Facts(((text(), text()),)),
        Buttons((button(),)),
        Bars(text(), ((text(), 3), (text(), 0))),
        Picture(b"not a picture", text()),
        File(say(), say(), b"", text()),
        Divider(),
    )
    return Card(text(), parts)


def a_form(say: Callable[[], str]) -> Form:
    def text() -> Text:
        return Text((Plain(say()), Bold(say(), "cy")), "cy")

    options = tuple((f"v{number}" + say(), text()) for number in range(3))
    named = [f"{kind}{say()}" for kind in ("line", "words", "pick", "choose", "tick")]
    fields = (
        Line(named[0], text(), text(), say(), required=True),
        Words(named[1], text(), text(), say()),
        Choice(named[2], text(), options, text(), required=True),
        Choice(named[3], text(), options, None, options[1][0]),
        Ticks(named[4], text(), options, text(), (options[0][0],)),
    )
    errors = {name: text() for name in named}
    return Form(text(), say(), say(), fields, text(), (Paragraph(text()),), errors)


def _card(card: Card, *, level: int = 3) -> str:
    return draw_card(card, READER, around="en", path="/as/nia/caffi", message=7, level=level)


def _form(form: Form) -> str:
    return draw_form(
        form, READER, around="en", action="/a", back="/b", nonce="n", words=lambda name: f"({name})"
    )


def _saying(words: list[str]) -> Callable[[], str]:
    turn = iter(range(10**6))
    return lambda: words[next(turn) % len(words)]


def _urls_aside(shape: Shape) -> list[str]:
    return [value for name, value in shape.values if name == "href" and value.startswith("https:")]


@given(st.lists(hostile, min_size=1, max_size=7))
def test_no_tag_and_no_attribute_of_a_card_comes_from_a_text(words: list[str]) -> None:
    drawn, plain = Shape(_card(everything(_saying(words)))), Shape(_card(everything(lambda: "x")))
    assert drawn.tags == plain.tags
    assert len(_urls_aside(drawn)) == len(_urls_aside(plain))
    assert all(url.startswith("https://example.org/?q=") for url in _urls_aside(drawn))


@given(st.lists(hostile, min_size=1, max_size=7))
def test_no_tag_and_no_attribute_of_a_form_comes_from_a_text(words: list[str]) -> None:
    assert Shape(_form(a_form(_saying(words)))).tags == Shape(_form(a_form(lambda: "x"))).tags


@given(hostile)
def test_every_letter_of_a_text_is_shown_as_it_is(words: str) -> None:
    text = Text((Plain(words), Bold(words), Someone(words)))
    shape = Shape(_card(Card(text, (Paragraph(text), Item(text, (text,))))))
    assert shape.all_said.count(upright(words) * 3) >= 3


@given(hostile)
def test_what_a_button_carries_comes_back_as_it_is(about: str) -> None:
    shape = Shape(_card(Card(cards.en(""), (Buttons((Button(cards.en("Go"), "go", about),)),))))
    assert ("value", f"7 go {about}") in shape.values


@pytest.mark.parametrize("words", HOSTILE)
async def test_no_tag_of_a_page_comes_from_a_name_or_a_typed_line(words: str) -> None:
    shapes = []
    for said in (words, "x"):
        people = (replace(PEOPLE[0], name=said, role_label={"en": cards.en(said)}), PEOPLE[1])
        cafe = Cafe(people=people, channels=(Where("learning", said),))
        visitor = Visitor(cafe.room.asgi)
        page = await visitor.say("/as/nia/channel/learning", said[:2900] + " x")
        shapes.append([tag for tag in Shape(page.text.replace("<!doctype html>", "")).tags if tag[0] != "a"])
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("/as/nia/caffi", False),
        ("mailto:a@example.org", False),
        ("http:", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_a_web_address_is_a_link(url: str, may: bool) -> None:
    assert is_web_address(url) is may
    shape = Shape(_card(Card(cards.en(""), (Paragraph(cards.en(Link("here", url))),))))
    assert (("a", "href", "rel") in shape.tags) is may
    assert "here" in shape.all_said


def test_each_language_is_named_where_it_changes_and_nowhere_else() -> None:
    text = Text((Plain("Bore da, "), Plain("everyone", "en"), Bold(" a chroeso", "cy")), "cy")
    drawn = _card(Card(cards.en(""), (Paragraph(text), Paragraph(cards.en("Hello")))))
    assert (
        '<p dir="auto" lang="cy">Bore da, <span lang="en">everyone</span><strong> a chroeso</strong></p>'
        in drawn
    )
    assert '<p dir="auto">Hello</p>' in drawn
    assert '<div class="card">' in drawn
    assert '<div class="card" lang="cy">' in _card(cards.DIGEST)


def test_words_from_right_to_left_stay_among_themselves() -> None:
    title = "\u05e9\u05dc\u05d5\u05dd"
    text = Text((Plain("You\u2019re booked on "), Plain(title, "cy"), Plain(", 12 places left.")), "en")
    drawn = _card(Card(cards.en(""), (Paragraph(text), Paragraph(Text((Plain(title),), "en")))))
    assert f'booked on <bdi><span lang="cy">{title}</span></bdi>, 12 places' in drawn
    assert f'<p dir="auto">{title}</p>' in drawn  # alone, it says itself which way its line runs
    someone = Text((Someone("\u0645\u0631\u064a\u0645"), Plain(" 3 of 4")), "en")
    assert "</span></bdi> 3 of 4" in _card(Card(cards.en(""), (Paragraph(someone),)))


def test_moments_are_spelled_in_the_texts_language_and_the_readers_zone() -> None:
    summer = When(datetime(2026, 7, 1, 9, tzinfo=UTC), datetime(2026, 7, 1, 10, 30, tzinfo=UTC))
    day = When(datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 2, tzinfo=UTC), all_day=True)
    drawn = _card(Card(cards.en(""), (Paragraph(cards.cy(summer)), Paragraph(cards.en(day)))))
    assert '<time datetime="2026-07-01T09:00+00:00">dydd Mercher 1 Gorffennaf, 10am i 11:30am</time>' in drawn
    assert '<time datetime="2026-07-01">Wednesday 1 July, all day</time>' in drawn


def test_headings_step_down_one_at_a_time() -> None:
    both = Card(cards.en(""), (Heading(cards.en("A")), Item(cards.en("B"))))
    assert [tag[0] for tag in Shape(_card(both)).tags if tag[0][0] == "h"] == ["h3", "h4"]
    alone = Card(cards.en(""), (Item(cards.en("B")),))
    assert [tag[0] for tag in Shape(_card(alone, level=2)).tags if tag[0][0] == "h"] == ["h2"]


def test_items_that_follow_each_other_are_one_list() -> None:
    drawn = _card(Card(cards.en(""), (*(Item(cards.en(t)) for t in "ab"), Divider(), Item(cards.en("c")))))
    assert drawn.count("<ul") == 2
    assert drawn.count("<li") == 3


def test_bars_are_as_long_as_their_share_and_say_their_count() -> None:
    shape = Shape(_card(cards.SUMMARY))
    widths = [value for name, value in shape.values if name == "width"]
    assert widths[1:10:2] == ["100.0", "72.7", "27.3", "9.1", "0.0"]
    assert widths[11::2] == ["75.0", "0.0", "25.0", "100.0"]  # before and now, row by row, to one scale
    words = " ".join(" ".join(shape.said).split())
    assert "How was it? What people thought of it (tier 3 of 8) · 23 answers Excellent 11" in words
    assert "Not sure Before 15 Now 0 Sure Before 5 Now 20" in words
    nobody = Bars(cards.en("Nobody"), ((cards.en("Good"), 0),))
    assert "0.0" in _card(Card(cards.en(""), (nobody,)))


def test_a_spoken_label_tells_buttons_apart() -> None:
    button = Button(cards.en("Book"), "book", "12", spoken=cards.cy("Archebu Book"))
    drawn = _card(Card(cards.en(""), (Buttons((button,)),)))
    assert ' lang="cy" aria-label="Archebu Book"><span dir="auto" lang="en">Book</span></button>' in drawn


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nia Rees", "NR"),
        ("Nia", "N"),
        ("Ann van der Berg", "AB"),
        ("", ""),
        ("  ", ""),
        ("élan vital", "ÉV"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
