"""Whatever people write is shown as the letters it is, calls nobody, runs nothing, and comes back whole."""

import pytest

from bot.card import (
    Bars,
    Bold,
    Button,
    Buttons,
    Card,
    Facts,
    Form,
    Heading,
    Item,
    Line,
    Note,
    Paragraph,
    Someone,
    Text,
)
from bot.room import Parcel, Sent
from tests.platforms.slack.desk import READER, reply, t
from tests.rooms.venue import Venue

SHORT = {
    "calls": "<!channel> <!here> <@UNIA> <#CLEARNING> @everyone",
    "templates": "{{DATE()}} ${7*7} {% raw %} {title}",
    "tags": "</p></script><script>alert(1)</script><img src=x onerror=y>",
    "markup": "*bold* _x_ ~y~ `z` > q [here](https://evil.example)",
    "entities": "&lt;b&gt; &amp;amp; &#60; \"' & <b>",
    "links": "<https://evil.example|payroll> javascript:alert(1)",
    "right-to-left": "שלום לכולם مرحبا بالجميع",
    "emoji": "👩🏽‍🍳 :tada: 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ☕️",
    "welsh": "Ŵyr, tŷ, ‘môr’ – “paned”",
}
LONG = {
    "one long word": "a" * 3200,
    "many words": "<!channel> & <b>tea</b> " * 140,
    "turned round": "tea \u202e\u2067 eet" + " x" * 40,
}
EVERYTHING = SHORT | LONG
PLACES = 11


def hostile_card(text: str, about: str = "") -> Card:
    words = t(text)
    return Card(
        words,
        (
            Heading(words),
            Paragraph(Text((Bold(text),))),
            Paragraph(Text((Someone(text),))),
            Note(words),
            Item(words, (words,)),
            Facts(((words, words),)),
            Bars(words, ((words, 3),)),
            Buttons((Button(words, "book", about, spoken=words),)),
        ),
    )


def flat(text: str) -> str:
    """How lines are broken is the room's business; marks that turn text round may be left out."""
    return " ".join(text.replace("\u202e", "").replace("\u2067", "").split())


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
async def test_it_is_shown_as_letters_wherever_it_stands(venue: Venue, text: str) -> None:
    card = hostile_card(text)
    for to in (venue.target("nia"), venue.target(channel="learning")):
        assert isinstance(await venue.room.send(Parcel(f"to {to.lane}", to, card, READER)), Sent)
    start = flat(text)[:60].strip()
    for where in ("", "learning"):
        assert flat(await venue.sees("nia", where)).count(start) >= PLACES


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
async def test_a_button_about_it_brings_it_back_whole(venue: Venue, text: str) -> None:
    await venue.room.send(Parcel("offer", venue.target("nia"), hostile_card(text, text), READER))
    await venue.presses("nia", text)
    assert [(ask.word, ask.about) for ask in venue.script.asks] == [("book", text)]


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
async def test_what_is_typed_arrives_as_it_was_typed(venue: Venue, text: str) -> None:
    await venue.types("nia", f"/learn {text}", channel="learning")
    await venue.types("nia", f"/book {text}")
    await venue.types("nia", text)
    assert [(ask.word, ask.about or ask.text) for ask in venue.script.asks] == [
        ("", text),
        ("book", text),
        ("", text),
    ]


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
async def test_a_form_shows_it_and_sends_it(venue: Venue, text: str) -> None:
    said = text[:150]
    form = Form(
        title=t(text),
        word="rate",
        about=said,
        intro=(Paragraph(t(text)),),
        fields=(Line("use", t(text), hint=t(text), required=True),),
        submit=t("Send"),
    )
    venue.script.answers["form"] = reply(form)
    await venue.types("nia", "/learn form")
    assert flat(await venue.sees("nia", "form")).count(flat(text)[:40].strip()) >= 3
    await venue.submits("nia", {"use": said})
    ask = venue.script.asks[-1]
    assert (ask.word, ask.about, flat(str(ask.values["use"]))) == ("rate", said, flat(said))
