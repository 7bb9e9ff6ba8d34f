"""Typed lines, presses and forms become asks, and their answers messages."""

import asyncio

import pytest

from bot.ask import Address, Where
from bot.card import Card
from tests.platforms.web import cards
from tests.platforms.web.cafe import Cafe
from tests.platforms.web.visitor import Visitor

LEARNING = "/as/nia/channel/learning"
CAFFI = "/as/nia/caffi"
HOME = "/as/nia/home"


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
    fields = {
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
    assert "This needs an answer." in page.words
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


async def test_the_home_page_is_asked_for_each_time(cafe: Cafe, visitor: Visitor) -> None:
    for _ in range(2):
        assert "My places" in (await visitor.open(HOME)).words
    assert [ask.word for ask in cafe.asks] == ["home", "home"]
    assert cafe.asks[0].key != cafe.asks[1].key
    assert not cafe.board.pins


async def test_a_press_on_the_home_page_is_answered_there(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(HOME)
    page = await visitor.post(HOME, press="0 cancel 12")
    assert "is free again" in page.words
    assert "My places" in page.words
    answer = visitor.at.split("=")[1]
    page = await visitor.post(HOME, press=f"{answer} book 12")  # its own button: undo
    assert "is free again" not in page.words
    assert "You have a place" in page.words
    assert visitor.at == f"{HOME}?answer={answer}"
    assert "You have a place" not in (await visitor.open(CAFFI)).words


async def test_nothing_is_typed_on_the_home_page(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(HOME)
    assert (await visitor.send(HOME, line="book 12")).status == 400


async def test_a_file_is_handed_over_as_a_download(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(CAFFI, "/book 12")
    part = [type(part).__name__ for part in cards.BOOKED.parts].index("File")
    answer = await visitor.call("GET", f"{CAFFI}/file/2/{part}")
    assert answer.body.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''writing.ics"
    for path in (
        f"{CAFFI}/file/2/0",
        f"{CAFFI}/file/2/99",
        f"{CAFFI}/file/1/0",
        f"/as/owen/caffi/file/2/{part}",
    ):
        assert (await visitor.call("GET", path)).status == 404


async def test_long_talks_are_shown_page_by_page(cafe: Cafe, visitor: Visitor) -> None:
    for number in range(120):
        await cafe.board.post(
            key=str(number),
            conversation="channel/learning",
            author="",
            visible_to="",
            body=Card(cards.en(f"n{number}."), (cards.Paragraph(cards.en(f"n{number}.")),)),
            at=cards.START,
        )
    page = await visitor.open(LEARNING)
    assert "n119." in page.words
    assert "n69." not in page.words
    page = await visitor.open(f"{LEARNING}?before=71")
    assert ("n69." in page.words, "n20." in page.words, "n19." in page.words) == (True, True, False)
    page = await visitor.open(f"{LEARNING}?before=21")
    assert "n0." in page.words
    assert "Earlier messages" not in page.words


async def test_badges_say_where_something_new_came(cafe: Cafe, visitor: Visitor) -> None:
    await cafe.clock.move_to(cafe.clock.now())
    page = await visitor.open("/as/nia/channel/cymraeg")
    assert page.text.count('class="fresh"') == 2
    assert "<title>(2) cymraeg · Caffi</title>" in page.text
    await visitor.open(LEARNING)
    page = await visitor.open("/as/nia/channel/cymraeg")
    assert "<title>(1) cymraeg" in page.text
    assert "<title>(1) cymraeg" in (await visitor.open("/as/owen/channel/cymraeg")).text  # not Nia's prompt


async def test_everything_is_in_the_persons_language(visitor: Visitor) -> None:
    page = await visitor.open("/as/carys/channel/learning")
    assert '<html lang="cy">' in page.text
    for words in ("Sianeli", "Hafan", "Cloc", "Anfon", "dydd Mawrth 3 Mawrth"):
        assert words in page.words
    for words in ("Channels", "Home", "Clock", "Send"):
        assert words not in page.words
    page = await visitor.open("/as/carys/channel/nowhere")
    assert page.status == 404
    assert "Nid oes tudalen" in page.words
    assert "no such page" not in page.words


async def test_a_page_for_nobody_speaks_both_languages(visitor: Visitor) -> None:
    page = await visitor.open("/as/nobody/caffi")
    assert page.status == 404
    assert page.words.index("Nid oes tudalen") < page.words.index("There is no such page")


async def test_a_cafe_without_people_says_so() -> None:
    page = await Visitor(Cafe(people=()).room.asgi).open("/")
    assert page.status == 503
    assert "Nobody is here yet" in page.words


async def test_odd_keys_and_names_have_addresses_too() -> None:
    cafe = Cafe(channels=(Where("a b?c#d&é", "<script>"), Where("form", "form")))
    visitor = Visitor(cafe.room.asgi)
    page = await visitor.open("/as/nia/caffi")
    assert "/as/nia/channel/a%20b%3Fc%23d%26%C3%A9" in page.text
    assert "<script>" not in page.text
    await visitor.say("/as/nia/channel/a%20b%3Fc%23d%26%C3%A9", "/book 12")
    assert visitor.at.startswith("/as/nia/channel/a%20b%3Fc%23d%26%C3%A9#m")
    assert cafe.asks[0].where.channel == "a b?c#d&é"
    page = await visitor.say("/as/nia/channel/form", "/learn what's on")
    assert "Writing so that people read it" in page.words
