"""What every room must do through its own wire: asked, pressed, filled in, answered to the right eyes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.ask import Ask, Value, Where
from bot.card import Choice, Form, Line, Paragraph, Reply, Text, Ticks, When, Words
from bot.room import Parcel, Room, Sent, Undeliverable
from tests.platforms.slack.desk import READER, button, card, reply, t
from tests.rooms.venue import Venue

OFFER = card("Bread baking is on.", buttons=(button("Book", "book", "12"), button("Rate", "rate", "12")))
BOOKED = reply("You have a place.", replace=True)
FORM = Form(
    title=t("How was it?"),
    word="rate",
    about="12",
    intro=card("Only a summary is seen.").parts,
    fields=(
        Choice("rating", t("Your rating"), (("1", t("Poor")), ("5", t("Great"))), required=True),
        Line("use", t("What will you try?"), hint=t("One thing"), value="Nothing yet"),
        Words("comment", t("And what else?")),
        Ticks("again", t("Tell me about"), (("b", t("Bread")), ("c", t("Cake")))),
    ),
    submit=t("Send it"),
)
FILLED_IN: dict[str, Value] = {"rating": "5", "use": "Rye", "comment": "Thanks\nfor all", "again": ("b", "c")}


def rated(ask: Ask) -> Reply:
    """The form, then what is wrong with it, then thanks."""
    if not ask.values:
        return reply(FORM)
    if ask.values["use"] == "Nothing yet":
        return reply(replace(FORM, errors={"use": t("Please say what.")}))
    return reply("Thank you for that.", replace=True)


def learning(venue: Venue) -> Where:
    return Where(venue.target(channel="learning").channel, "learning")


def letter(venue: Venue, *, person: str = "", channel: str = "", text: str = "News for you.") -> Parcel:
    to = venue.target(person, channel)
    return Parcel(f"{text} {to.lane}", to, card(text), READER)


def needs_home(venue: Venue) -> None:
    if not venue.home:
        pytest.skip("nobody has a page of their own there")


async def test_it_is_a_room(venue: Venue) -> None:
    room: Room = venue.room
    assert room.name == venue.address("nia").room
    assert timedelta(0) <= room.pace < timedelta(seconds=5)


# ── Asking ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_command_in_a_channel_is_answered_to_the_asker_alone(venue: Venue) -> None:
    venue.script.answers["what's on"] = reply(OFFER)
    await venue.types("nia", "/learn what's on", channel="learning")
    assert "Bread baking is on." in await venue.sees("nia", "learning")
    assert "Bread" not in await venue.sees("owen", "learning")
    assert "Bread" not in await venue.sees("nia")
    (ask,) = venue.script.asks
    assert (ask.who, ask.where) == (venue.address("nia"), learning(venue))
    assert (ask.word, ask.about, ask.text) == ("", "", "what's on")


async def test_the_short_form_carries_its_word(venue: Venue) -> None:
    venue.script.answers["book"] = BOOKED
    await venue.types("nia", "/book bread & butter, 12")
    assert "You have a place." in await venue.sees("nia")
    (ask,) = venue.script.asks
    assert (ask.word, ask.about, ask.text) == ("book", "bread & butter, 12", "")
    assert ask.where == Where()


async def test_plain_words_alone_with_caffi_are_an_ask(venue: Venue) -> None:
    venue.script.answers["what's on"] = reply(OFFER)
    await venue.types("nia", "what's on")
    assert "Bread baking is on." in await venue.sees("nia")
    assert "Bread" not in await venue.sees("owen")
    (ask,) = venue.script.asks
    assert (ask.who, ask.where, ask.text) == (venue.address("nia"), Where(), "what's on")


async def test_naming_caffi_in_a_channel_is_an_ask_answered_to_the_asker_alone(venue: Venue) -> None:
    venue.script.answers["what's on"] = reply(OFFER)
    await venue.types("nia", "@caffi what's on", channel="learning")
    assert "Bread baking is on." in await venue.sees("nia", "learning")
    assert "Bread" not in await venue.sees("owen", "learning")


async def test_what_colleagues_say_to_each_other_is_not_heard(venue: Venue) -> None:
    await venue.types("nia", "what's on for lunch?", channel="learning")
    assert venue.script.asks == []


async def test_no_answer_is_no_trouble(venue: Venue) -> None:
    await venue.types("nia", "/learn quietly", channel="learning")
    assert len(venue.script.asks) == 1
    assert "wrong" not in await venue.sees("nia", "learning")


async def test_a_public_answer_is_there_for_everyone(venue: Venue) -> None:
    venue.script.answers["share"] = reply(OFFER, public=True)
    await venue.types("nia", "/learn share", channel="learning")
    for person in ("nia", "owen"):
        assert "Bread baking is on." in await venue.sees(person, "learning")


async def test_a_moment_is_spelled_with_its_weekday(venue: Venue) -> None:
    start = datetime(2026, 6, 2, 9, tzinfo=UTC)
    when = Text((When(start, start + timedelta(minutes=90)),))
    venue.script.answers["when"] = reply(card(Paragraph(when)))
    await venue.types("nia", "/learn when")
    assert "Tuesday 2 June, 10am to 11:30am" in await venue.sees("nia")


# ── Pressing ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_press_takes_the_place_of_ones_own_message(venue: Venue) -> None:
    venue.script.answers = {"what's on": reply(OFFER), "book": BOOKED}
    await venue.types("nia", "what's on")
    await venue.sees("nia")
    await venue.presses("nia", "Book")
    seen = await venue.sees("nia")
    assert "You have a place." in seen
    assert "Bread" not in seen
    ask = venue.script.asks[-1]
    assert (ask.who, ask.word, ask.about, ask.where) == (venue.address("nia"), "book", "12", Where())


async def test_a_press_takes_the_place_of_ones_own_answer_in_a_channel(venue: Venue) -> None:
    venue.script.answers = {"what's on": reply(OFFER), "book": BOOKED}
    await venue.types("nia", "/learn what's on", channel="learning")
    await venue.presses("nia", "Book", channel="learning")
    seen = await venue.sees("nia", "learning")
    assert "You have a place." in seen
    assert "Bread" not in seen
    assert "a place" not in await venue.sees("owen", "learning")
    assert venue.script.asks[-1].where == learning(venue)


async def test_an_answer_that_replaces_nothing_stands_below(venue: Venue) -> None:
    venue.script.answers = {"what's on": reply(OFFER), "book": replace(BOOKED, replace=False)}
    await venue.types("nia", "what's on")
    await venue.sees("nia")
    await venue.presses("nia", "Book")
    seen = await venue.sees("nia")
    assert seen.index("Bread baking is on.") < seen.index("You have a place.")


async def test_a_press_on_everyones_message_is_answered_to_one_and_leaves_it(venue: Venue) -> None:
    venue.script.answers["book"] = BOOKED
    await venue.room.send(replace(letter(venue, channel="learning"), card=OFFER))
    await venue.presses("owen", "Book", channel="learning")
    seen = await venue.sees("owen", "learning")
    assert "Bread baking is on." in seen
    assert "You have a place." in seen
    others = await venue.sees("nia", "learning")
    assert "Bread baking is on." in others
    assert "a place" not in others


async def test_a_press_may_be_answered_with_nothing(venue: Venue) -> None:
    await venue.room.send(replace(letter(venue, person="nia"), card=OFFER))
    await venue.presses("nia", "Book")
    assert "Bread baking is on." in await venue.sees("nia")


async def test_the_home_page_is_asked_for_and_its_buttons_are_asks(venue: Venue) -> None:
    needs_home(venue)
    venue.script.answers = {"home": reply(OFFER), "rate": reply(FORM)}
    await venue.opens_home("nia")
    assert "Bread baking is on." in await venue.sees("nia", "home")
    assert "Bread" not in await venue.sees("nia")
    await venue.presses("nia", "Rate", channel="home")
    assert "How was it?" in await venue.sees("nia", "form")
    (ask,) = venue.script.served
    assert (ask.who, ask.word, ask.about, ask.where) == (venue.address("nia"), "rate", "12", Where())


async def test_the_home_page_is_drawn_anew_after_a_press_on_it(venue: Venue) -> None:
    needs_home(venue)
    venue.script.answers = {
        "home": lambda _: reply("Bread is booked.") if venue.script.served else reply(OFFER),
        "book": BOOKED,
    }
    await venue.opens_home("nia")
    await venue.sees("nia", "home")
    await venue.presses("nia", "Book", channel="home")
    seen = await venue.sees("nia", "home")
    assert "Bread is booked." in seen
    assert "Bread baking is on." not in seen


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_form_is_opened_filled_in_and_answered(venue: Venue) -> None:
    venue.script.answers["rate"] = rated
    venue.script.answers["rate 12"] = reply(FORM)
    await venue.types("nia", "/learn rate 12", channel="learning")
    form = await venue.sees("nia", "form")
    asked = ("How was it?", "Only a summary is seen.", "Your rating", "Poor", "Great", "What will you try?")
    for words in (*asked, "One thing", "And what else?", "Tell me about", "Bread", "Cake", "Send it"):
        assert words in form
    assert await venue.sees("owen", "form") == ""
    await venue.submits("nia", FILLED_IN)
    ask = venue.script.asks[-1]
    assert (ask.who, ask.where) == (venue.address("nia"), learning(venue))
    assert (ask.word, ask.about) == ("rate", "12")
    assert dict(ask.values) == FILLED_IN
    assert "Thank you for that." in await venue.sees("nia", "form") + await venue.sees("nia", "learning")
    assert "Thank you" not in await venue.sees("owen", "learning")


async def test_fields_left_alone_are_empty(venue: Venue) -> None:
    venue.script.answers["rate"] = rated
    venue.script.answers["rate 12"] = reply(FORM)
    await venue.types("nia", "/learn rate 12")
    await venue.submits("nia", {"rating": "1", "use": "Rye", "comment": "", "again": ()})
    assert dict(venue.script.asks[-1].values) == {"rating": "1", "use": "Rye", "comment": "", "again": ()}


async def test_a_press_can_open_a_form(venue: Venue) -> None:
    venue.script.answers["rate"] = rated
    await venue.room.send(replace(letter(venue, person="nia"), card=OFFER))
    await venue.presses("nia", "Rate")
    assert "How was it?" in await venue.sees("nia", "form")
    await venue.submits("nia", FILLED_IN)
    assert dict(venue.script.asks[-1].values) == FILLED_IN
    assert "Thank you for that." in await venue.sees("nia", "form") + await venue.sees("nia")


async def test_a_form_comes_back_with_what_is_wrong_and_is_sent_again(venue: Venue) -> None:
    venue.script.answers["rate"] = rated
    venue.script.answers["rate 12"] = reply(FORM)
    await venue.types("nia", "/learn rate 12")
    await venue.submits("nia", {**FILLED_IN, "use": "Nothing yet"})
    assert "Please say what." in await venue.sees("nia", "form")
    await venue.submits("nia", FILLED_IN)
    assert "Thank you for that." in await venue.sees("nia", "form") + await venue.sees("nia")
    assert len(venue.script.served) == 3


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_letter_to_a_person_is_theirs(venue: Venue) -> None:
    assert isinstance(await venue.room.send(letter(venue, person="nia")), Sent)
    assert "News for you." in await venue.sees("nia")
    assert "News" not in await venue.sees("owen")
    assert "News" not in await venue.sees("nia", "learning")


async def test_a_letter_to_a_channel_is_everyones(venue: Venue) -> None:
    assert isinstance(await venue.room.send(letter(venue, channel="learning")), Sent)
    for person in ("nia", "owen"):
        assert "News for you." in await venue.sees(person, "learning")
        assert "News" not in await venue.sees(person)


async def test_a_letter_to_a_person_in_a_channel_is_seen_there_by_them_alone(venue: Venue) -> None:
    assert isinstance(await venue.room.send(letter(venue, person="nia", channel="learning")), Sent)
    assert "News for you." in await venue.sees("nia", "learning")
    assert "News" not in await venue.sees("owen", "learning")


async def test_a_letter_can_take_the_place_of_an_earlier_one(venue: Venue) -> None:
    for place in ({"person": "nia"}, {"channel": "learning"}):
        sent = await venue.room.send(letter(venue, **place, text="It is at 9am."))
        assert isinstance(sent, Sent)
        newer = letter(venue, **place, text="It is at 10am.")
        newer = replace(newer, to=replace(newer.to, message=sent.message), replace=True)
        assert await venue.room.send(newer) == sent
        seen = await venue.sees("nia", place.get("channel", ""))
        assert "It is at 10am." in seen
        assert "It is at 9am." not in seen


async def test_a_letter_to_the_home_page_hangs_there(venue: Venue) -> None:
    needs_home(venue)
    home = replace(venue.target("nia"), surface="home")
    for text in ("First page.", "Second page."):
        sent = await venue.room.send(Parcel(f"home {text}", home, card(text), READER))
        assert isinstance(sent, Sent)
    seen = await venue.sees("nia", "home")
    assert "Second page." in seen
    assert "First page." not in seen


async def test_a_letter_to_nobody_never_arrives(venue: Venue) -> None:
    for place in ({"person": "nobody"}, {"channel": "nowhere"}):
        assert isinstance(await venue.room.send(letter(venue, **place)), Undeliverable)
