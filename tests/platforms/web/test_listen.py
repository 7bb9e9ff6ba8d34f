"""Typed lines, presses and forms become asks, and their answers messages."""

import asyncio

import pytest

from bot.ask import Address, Where
from tests.platforms.web import cards
from tests.platforms.web.cafe import Cafe
from tests.platforms.web.visitor import Visitor

LEARNING = "/as/nia/channel/learning"
CAFFI = "/as/nia/caffi"


async def test_a_command_in_a_channel_is_asked_and_answered_privately(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.say(LEARNING, "/learn what's on")
    (ask,) = cafe.asks
    assert (ask.who, ask.where) == (Address("web", "tryout", "nia"), Where("learning", "learning"))
    assert (ask.word, ask.text, ask.answer_to, ask.can_open_form) == ("", "what's on", None, True)
    assert ask.key.startswith("web:")
    assert page.words.count("Only you can see this") == 2
    assert "Writing so that people read it" in page.words
    assert "what's on this week" not in (await visitor.open("/as/owen/channel/learning")).words.casefold()


async def test_the_short_form_of_booking_carries_its_word(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(LEARNING, "/book 12")
    assert (cafe.asks[0].word, cafe.asks[0].about, cafe.asks[0].text) == ("book", "12", "")


async def test_words_to_the_channel_are_never_passed_on(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(LEARNING, "Shall we go together?")
    assert not cafe.asks
    page = await visitor.open("/as/owen/channel/learning")
    assert "Shall we go together?" in page.words
    assert "Only you can see this" not in page.words


async def test_naming_caffi_in_a_channel_asks_it_in_front_of_everyone(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(LEARNING, "@Caffi what's on?")
    assert cafe.asks[0].text == "what's on?"
    page = await visitor.open("/as/owen/channel/learning")
    assert "@Caffi what's on?" in page.words
    assert "Writing so that people read it" not in page.words  # the answer is Nia's


async def test_alone_with_caffi_plain_words_are_an_ask(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.say(CAFFI, "what's on")
    assert (cafe.asks[0].text, cafe.asks[0].where) == ("what's on", Where())
    assert "Only you can see this" not in page.words


async def test_an_unknown_command_is_answered_by_the_room(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.say("/as/carys/channel/cymraeg", "/giphy paned")
    assert not cafe.asks
    assert "Rwy'n adnabod /learn a /book." in page.words


async def test_an_answer_that_comes_later_shows_only_the_question(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.say(CAFFI, "quiet")
    assert page.status == 200
    assert len(cafe.board.pins) == 1


@pytest.mark.parametrize("line", ["", "   ", "\n"])
async def test_nothing_typed_is_nothing(cafe: Cafe, visitor: Visitor, line: str) -> None:
    assert (await visitor.say(CAFFI, line)).status == 200
    assert not cafe.board.pins


async def test_too_long_a_line_is_refused_whole(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.say(CAFFI, "x" * 3001)
    assert "longer than 3,000 letters" in page.words
    assert not cafe.asks


async def test_letters_that_nobody_types_are_left_out(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(CAFFI, "book\0 12\x1b")
    assert cafe.asks[0].text == "book 12"


async def test_a_line_that_was_offered_is_typed(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(CAFFI)
    await visitor.post(CAFFI, **{"try": "/learn help", "line": "half a thought"})
    assert cafe.asks[0].text == "help"


async def test_the_same_submission_twice_is_served_once(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(CAFFI)
    first = await visitor.send(CAFFI, line="/book 12")
    second = await visitor.send(CAFFI, line="/book 12")
    assert first.headers["location"] == second.headers["location"]
    assert len(cafe.asks) == 1
    assert len(cafe.board.pins) == 2
    await visitor.send(CAFFI, line="/book 14")  # same page, another submission
    await visitor.say(CAFFI, "/book 12")  # same words, another page
    assert len({ask.key for ask in cafe.asks}) == len(cafe.asks) == 3


async def test_a_double_press_while_it_is_under_way_is_served_once(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(CAFFI, "what's on")
    cafe.gate.clear()
    presses = [asyncio.create_task(visitor.send(CAFFI, press="2 book 12")) for _ in range(5)]
    await asyncio.sleep(0)
    cafe.gate.set()
    answers = await asyncio.gather(*presses)
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert [ask.word for ask in cafe.asks] == ["", "book"]


async def test_work_that_failed_may_be_tried_again(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(CAFFI)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="on purpose"):
            await visitor.send(CAFFI, line="break")
    assert len(cafe.asks) == 2
    assert len(cafe.board.pins) == 1  # what was typed stands there once


async def test_a_press_asks_and_its_answer_takes_the_messages_place(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(LEARNING, "/book 12")
    page = await visitor.post(LEARNING, press="2 cancel 12")
    ask = cafe.asks[-1]
    assert (ask.word, ask.about, ask.where.channel) == ("cancel", "12", "learning")
    assert "is free again" in page.words
    assert "You have a place" not in page.words
    assert len(cafe.board.pins) == 2


async def test_a_private_answer_never_takes_a_public_messages_place(cafe: Cafe, visitor: Visitor) -> None:
    await cafe.clock.move_to(cafe.clock.now())
    await visitor.open(LEARNING)
    page = await visitor.post(LEARNING, press="1 book 15")
    assert cafe.board.pins[1].body == cards.DIGEST
    assert "You have a place" in page.words
    assert "You have a place" not in (await visitor.open("/as/owen/channel/learning")).words


async def test_nobody_replaces_what_they_cannot_see(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say("/as/owen/caffi", "/book 12")
    before = dict(cafe.board.pins)
    await visitor.open(CAFFI)
    await visitor.post(CAFFI, press="2 cancel 12")
    assert cafe.board.pins[2] == before[2]


async def test_in_a_shared_channel_anothers_private_message_stays_theirs(
    cafe: Cafe, visitor: Visitor
) -> None:
    await visitor.say("/as/owen/channel/learning", "/book 12")
    before = dict(cafe.board.pins)
    part = [type(part).__name__ for part in cards.BOOKED.parts].index("File")
    assert (await visitor.call("GET", f"/as/owen/channel/learning/file/2/{part}")).status == 200
    assert (await visitor.call("GET", f"{LEARNING}/file/2/{part}")).status == 404
    await visitor.open(LEARNING)
    await visitor.post(LEARNING, press="2 cancel 12")
    assert cafe.board.pins[2] == before[2]


async def test_an_about_may_hold_anything(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(CAFFI)
    await visitor.post(CAFFI, press='0 details  two "words" <b>')
    assert cafe.asks[0].about == ' two "words" <b>'


@pytest.mark.parametrize("press", ["", "book", "x book 12", "12 book"])
async def test_what_no_button_carries_is_refused(cafe: Cafe, visitor: Visitor, press: str) -> None:
    await visitor.open(CAFFI)
    assert (await visitor.send(CAFFI, press=press)).status == 400
    assert not cafe.asks


async def test_a_form_is_a_page_and_its_values_an_ask(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.say(LEARNING, "/learn digest")
    assert "/form/" in visitor.at
    assert "A weekly digest for this channel" in page.words
    fields: dict[str, str | list[str]] = {
        "field.day": "friday",
        "field.topic": "data",
        "field.time": "9am",
        "field.formats": ["online", "hybrid"],
    }
    page = await visitor.post(visitor.at, **fields)
    ask = cafe.asks[-1]
    assert (ask.word, ask.about, ask.where.channel, ask.can_open_form) == (
        "digest",
        "learning",
        "learning",
        True,
    )
    assert ask.values == {
        "day": "friday",
        "topic": "data",
        "time": "9am",
        "hello": "",
        "formats": ("online", "hybrid"),
    }
    assert visitor.at.startswith(LEARNING)
    # This answer is public.
    assert "Yr wythnos hon" in (await visitor.open("/as/owen/channel/learning")).words


async def test_what_is_wrong_is_said_beside_the_field(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(LEARNING, "/learn digest")
    page = await visitor.post(visitor.at.split("#")[0], **{"field.day": "friday", "field.hello": "Bore da"})
    assert len(cafe.asks) == 1  # nobody was asked
    assert visitor.at.endswith("#problem")
    assert "There is a problem" in page.words
    assert page.words.count("This needs an answer.") == 2  # at the top, with a way there, and beside it
    assert "Bore da" in page.text
    assert 'value="friday" checked' in page.text


async def test_what_the_desk_finds_wrong_comes_back_in_the_same_form(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(LEARNING, "/learn digest")
    form = visitor.at
    page = await visitor.post(form, **{"field.day": "friday", "field.time": "noon-ish"})
    assert visitor.at == f"{form}#problem"
    assert "I cannot read that as a time." in page.words


async def test_a_forms_answer_takes_the_place_of_the_message_it_came_from(
    cafe: Cafe, visitor: Visitor
) -> None:
    await cafe.clock.move_to(cafe.clock.now())
    await visitor.open(CAFFI)
    await visitor.post(CAFFI, press="2 rate 12 5")
    page = await visitor.post(visitor.at, **{"field.use": "Write the answer first."})
    assert "Thank you." in page.words
    assert "5 excellent" not in page.words


async def test_a_form_is_only_its_own_persons(visitor: Visitor) -> None:
    await visitor.say(CAFFI, "digest")
    assert (await visitor.call("GET", visitor.at.replace("nia", "owen"))).status == 404
