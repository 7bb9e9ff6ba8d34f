"""Organisers run their sessions from chat: made, edited, moved, repeated, called off, looked at first."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from bot.card import Form
from bot.store import staff
from bot.store.tables import events
from tests.house import House, at, build_house, draft

TUESDAY = at(date(2026, 3, 10), 10)


@pytest.fixture
def house(database) -> House:
    return build_house(database, CAFFI_ORGANISERS__ADMINISTRATORS="ada@example.org")


async def opened(house, **facts):
    await house.puts_on(draft("Mindful walking|Cerdded yn ystyriol", TUESDAY, ref="12", **facts))
    return await house.meets("olwen")


async def gathers(house):
    """The few minutes go by in which changes are gathered."""
    await house.wait_until(house.clock.now() + timedelta(minutes=5))
    await house.deliver()


NEW = {
    "title_en": "Writing clearly",
    "title_cy": "Ysgrifennu’n glir",
    "day": "Tuesday 10 March",
    "starts": "10am",
    "ends": "90 minutes",
    "place": "Room 2",
    "capacity": "12",
    "topic": "writing",
}


async def test_an_organiser_makes_a_session_and_people_book_it(house):
    olwen, nia = await house.meets("olwen"), await house.meets("nia", language="cy")
    assert "New session" in await olwen.types("new")
    made = await olwen.submits(**NEW)
    assert "Writing clearly is in the programme.\nWhen: Tuesday 10 March, 10am to 11:30am" in made
    assert "Ysgrifennu’n glir" in await nia.types("beth sydd ymlaen")
    assert "Rydych wedi archebu lle" in await nia.types("archebu 1")


async def test_an_audience_that_nobody_belongs_to_is_told_at_once(house):
    olwen = await opened(house)
    await house.database.write(
        lambda db: staff.load(db, [("nia@example.org", {"profession": "Social Work"})])
    )
    await olwen.types("new")
    assert "this profession or directorate: “Maneger”. So everybody" in await olwen.submits(
        **NEW, audience="Maneger"
    )
    await olwen.types("edit 12")
    assert "nobody can book this yet" in await olwen.submits(audience="Managers only")
    await olwen.types("edit 12")
    assert "nobody can book" not in await olwen.submits(audience="Managers; Social work")
    await olwen.types("edit 12")
    assert "know of" not in await olwen.submits(audience="Social work")
    await olwen.presses("Save")
    await olwen.types("edit 12")
    assert "know of" not in await olwen.submits(place="Room 9"), "only a new audience is looked at"


async def test_what_is_wrong_stands_at_its_field(house):
    olwen = await house.meets("olwen")
    await olwen.types("new")
    wrong = {"day": "next week", "starts": "25:99", "capacity": "lots", "link": "javascript:alert(1)"}
    await olwen.submits(title_en="", **wrong)
    form = olwen.last.body
    assert isinstance(form, Form)
    assert set(form.errors) == {"title_en", "day", "capacity", "link"}
    await olwen.submits(title_en="Talk", day="Tuesday", starts="25:99", capacity="", link="")
    assert set(olwen.last.body.errors) == {"starts"}


async def test_an_edit_is_looked_at_before_it_goes_and_then_told_once(house):
    olwen = await opened(house, capacity=1)
    nia, tomos = await house.meets("nia"), await house.meets("tomos", language="cy")
    await nia.types("book 12")
    await tomos.types("archebu 12")
    await house.deliver()
    before = len(nia.post), len(tomos.post)
    await olwen.types("edit 12")
    preview = await olwen.submits(place="Room 9", speaker="Cai")
    assert "Where: Teams → Room 9" in preview
    assert "one person with a place and one person waiting will be told." in preview
    assert "One of them reads it in Welsh." in preview
    await gathers(house)
    assert (len(nia.post), len(tomos.post)) == before, "a preview tells nobody"
    assert "Mindful walking is changed." in await olwen.presses("Save and tell them")
    await gathers(house)
    assert len(nia.post) == before[0] + 1
    assert "[Keep my place]" in nia.post[-1]
    assert "Place before: Teams" in nia.post[-1]
    assert "Lleoliad cynt: Teams" in tomos.post[-1]
    assert "[Gadael y rhestr aros]" in tomos.post[-1]


async def test_change_opens_what_was_typed(house):
    olwen = await opened(house)
    await olwen.types("edit 12")
    await olwen.submits(place="Room 9")
    await olwen.presses("Change")
    assert next(f.value for f in olwen.last.body.fields if f.name == "place") == "Room 9"
    assert "nothing in it was changed" in await olwen.submits(place="Teams")


async def test_moved_by_words(house):
    olwen, nia = await opened(house), await house.meets("nia")
    await nia.types("book 12")
    preview = await olwen.types("move 12 to Friday 13 March 2pm")
    assert "Tuesday 10 March, 10am to 11am → Friday 13 March, 2pm to 3pm" in preview
    await olwen.presses("Save and tell them")
    await gathers(house)
    assert "Mindful walking has a new time.\nWhen: Friday 13 March, 2pm to 3pm" in nia.post[-1]
    assert "Time before: Tuesday 10 March, 10am to 11am" in nia.post[-1]
    letter = nia.letters[-1].card
    assert "Thank you. You still have your place" in await nia.presses("Keep my place", on=letter)
    assert "is cancelled" in await nia.presses("Cancel my place", on=letter)


@pytest.mark.parametrize(
    "typed",
    [
        "move Mindful walking to Friday 13 March 2pm",
        "please move the mindful walking session to Friday 13 March at 2pm",
        "move mindful walking on 10 March to Friday 13 March at 2pm",
        "can you reschedule mindful walking to Friday 13 March, 2pm?",
        "symud Cerdded yn ystyriol i ddydd Gwener 13 Mawrth 2pm",
        "move walking to Friday 13 March 2pm",
    ],
)
async def test_moved_by_its_title(house, typed):
    olwen, nia = await opened(house), await house.meets("nia")
    preview = await olwen.types(typed)
    assert "Tuesday 10 March, 10am to 11am → Friday 13 March, 2pm to 3pm" in preview
    assert "Only organisers" not in (answer := await nia.types(typed))
    assert "[Book]" in answer, "who does not organise has asked a question"


async def test_a_title_that_says_to_and_one_that_several_have(house):
    olwen = await opened(house)
    await house.puts_on(draft("Introduction to budgeting", TUESDAY, ref="13"))
    await house.puts_on(draft("Mindful walking", TUESDAY + timedelta(days=7), ref="14"))
    assert "Move Introduction to budgeting like this?" in await olwen.types(
        "move introduction to budgeting to Friday"
    )
    await olwen.types("move introduction to budgeting")
    assert isinstance(olwen.last.body, Form)
    assert "Which one" in await olwen.types("move mindful walking to Friday")
    assert "→ Friday 6 March, 10am" in await olwen.presses("This one"), "the day is not asked again"
    await olwen.presses("Save")
    assert "Which one" in await olwen.types("symud mindful walking i ddydd Gwener 13 Mawrth 2pm?")
    assert "Tuesday 17 March, 10am to 11am → Friday 13 March, 2pm" in await olwen.presses("This one", nth=1)
    assert "Which one" in await olwen.types("move mindful walking")
    await olwen.presses("This one")
    assert isinstance(olwen.last.body, Form), "no day was said"
    assert "Postpone Introduction to budgeting" in await olwen.types("postpone introduction to budgeting")


async def test_an_organisers_question_is_a_question_too(house):
    olwen = await opened(house)
    for words in ("move more", "repeat first aid", "edit video", "move to Friday by myself"):
        assert "like this?" not in await olwen.types(words)
        assert not isinstance(olwen.last.body, Form)


async def test_words_that_say_no_time_open_the_form_with_its_error(house):
    olwen = await opened(house)
    await olwen.types("move 12 to whenever")
    assert set(olwen.last.body.errors) == {"day"}
    await olwen.submits(day="Friday 13 March", starts="2pm", ends="")
    assert "Friday 13 March, 2pm to 3pm" in await olwen.presses("Save")


async def test_a_session_is_repeated_across_the_clock_change_and_no_date_comes_twice(house):
    olwen = await opened(house)
    preview = await olwen.types("repeat 12 weekly 4")
    assert "Make 4 more dates of Mindful walking?" in preview
    made = await olwen.presses("Make these dates")
    assert "Tuesday 31 March, 10am to 11am" in made, "the clocks went forward, and it is still at ten"
    assert "Tuesday 7 April, 10am to 11am" in made
    again = await olwen.types("repeat 12 weekly 5")
    assert "Make one more date" in again
    assert "Left out" in again


async def test_called_off_tells_everybody_and_offers_other_dates(house):
    olwen = await opened(house, capacity=1)
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    await olwen.types("repeat 12 weekly 1")
    await olwen.presses("Make these dates")
    preview = await olwen.types("call off 12")
    assert "They are offered another date." in preview
    await olwen.presses("Cancel it for everyone")
    await house.deliver()
    for someone in (nia, owen):
        assert "Mindful walking on Tuesday 10 March, 10am to 11am is cancelled." in someone.post[-1]
        assert "Tuesday 17 March, 10am to 11am" in someone.post[-1]
    assert "Tuesday 17 March" in await nia.presses("Book", on=nia.letters[-1].card)


async def test_who_was_on_what_was_called_off_can_be_written_to_at_once(house):
    olwen, nia = await opened(house), await house.meets("nia")
    await nia.types("book 12")
    await olwen.types("call off 12")
    answer = await olwen.presses("Cancel it for everyone")
    assert "one person with a place will be told" in answer.casefold()
    await olwen.presses("Message everyone")
    await olwen.submits(words_en="The speaker is ill, and well again soon.", whom=("booked",))
    await olwen.presses("Send")
    await house.deliver()
    assert "The speaker is ill, and well again soon." in nia.post[-1]


async def test_where_nobody_was_on_it_nobody_can_be_written_to(house):
    olwen = await opened(house)
    await olwen.types("call off 12")
    assert "Message everyone" not in await olwen.presses("Cancel it for everyone")


async def test_postponed_keeps_places_and_asks_again_when_there_is_a_date(house):
    olwen, nia = await opened(house), await house.meets("nia")
    await nia.types("book 12")
    await olwen.types("postpone 12")
    await olwen.presses("Postpone it")
    await house.deliver()
    assert "is postponed" in nia.post[-1]
    assert "Mindful walking" not in await nia.types("what's on")
    assert "Mindful walking" in await nia.types("mine")
    assert "postponed" in await (await house.meets("owen")).types("book 12")
    await house.wait_until(TUESDAY + timedelta(days=1))
    assert "Mindful walking" in await nia.types("mine"), "its old day is over, it is not"
    letters = len(nia.post)
    assert "No date yet → Tuesday 24 March, 10am to 11am" in await olwen.types("move 12 to 24 March 10am")
    await olwen.presses("Save and tell them")
    await gathers(house)
    assert len(nia.post) == letters + 1
    assert "Mindful walking has a new date." in nia.post[-1]
    assert "[Keep my place]" in nia.post[-1]
    assert "[Cancel my place]" in nia.post[-1]
    assert "Mindful walking" in await nia.types("what's on")


async def test_everyone_is_written_to_in_their_own_language(house):
    olwen = await opened(house)
    nia, tomos = await house.meets("nia"), await house.meets("tomos", language="cy")
    await nia.types("book 12")
    await tomos.types("archebu 12")
    await olwen.types("message 12")
    preview = await olwen.submits(words_en="Bring boots.", words_cy="Dewch ag esgidiau.", whom=("booked",))
    assert "2 people with a place will be told." in preview
    send = olwen.last.body
    assert "Sent to 2 people" in await olwen.presses("Send", on=send)
    assert "done already" in await olwen.presses("Send", on=send)
    await house.deliver()
    assert "Olwen writes about Mindful walking:\nBring boots." in nia.post[-1]
    assert "Dewch ag esgidiau." in tomos.post[-1]
    assert sum("Bring boots." in words for words in nia.post) == 1


async def test_changed_by_two_at_once_nobody_overwrites_what_they_have_not_seen(house):
    olwen = await opened(house)
    ada = await house.meets("ada")
    await olwen.types("edit 12")
    await olwen.submits(place="Room 9")
    await ada.types("edit 12")
    await ada.submits(place="Room 5")
    await ada.presses("Save")
    assert "Somebody else has changed Mindful walking" in await olwen.presses("Save")


async def test_complaint_25_any_organiser_edits_any_session(house):
    """Only the creator, or the bot, can edit (reference, section 3, number 25): here every organiser can."""
    olwen, ada = await house.meets("olwen"), await house.meets("ada")
    await olwen.types("new")
    await olwen.submits(**NEW)
    await ada.types("edit 1")
    await ada.submits(title_en="Writing plainly")
    assert "Writing plainly is changed." in await ada.presses("Save")
    history = await ada.types("history 1")
    assert "Ada · changed it" in history
    assert "Writing clearly / Ysgrifennu’n glir → Writing plainly / Ysgrifennu’n glir" in history
    assert "Olwen · made it" in history
    assert "Only administrators" in await olwen.types("history 1")


async def test_who_books_when_and_how_is_set_from_chat(house):
    olwen, nia = await opened(house), await house.meets("nia")
    await olwen.types("booking rules 12")
    await olwen.submits(opens="Thursday", dates_each="none", invited="nobody")
    assert set(olwen.last.body.errors) == {"opens", "dates_each", "invited"}
    preview = await olwen.submits(
        opens="Thursday 9am", closes="", dates_each="1", invited="", freed="offer", online_capacity="30"
    )
    assert "Booking opens: none → Thursday 5 March, 9am" in preview
    assert "Places online: none → 30" in preview
    assert "Nobody is told of this" in preview
    await olwen.presses("Save")
    assert "Thursday 5 March, 9am" in await nia.types("book 12")
    await olwen.types("booking rules 12")
    assert next(f.value for f in olwen.last.body.fields if f.name == "opens") == "Thursday 5 March 2026 9am"
    assert "nothing in it was changed" in await olwen.submits()
    await olwen.types("booking rules 12")
    await olwen.submits(opens="", taking="no")
    await olwen.presses("Save")
    assert "takes no more bookings" in await nia.types("book 12")
    ada = await house.meets("ada")
    assert "Booking opens: none → Thursday 5 March, 9am" in await ada.types("history 12")


async def test_history_counts_who_was_invited_and_keeps_no_address(house):
    olwen, ada = await opened(house), await house.meets("ada")
    await olwen.types("booking rules 12")
    await olwen.submits(invited="nia@example.org, owen@example.org")
    await olwen.presses("Save")
    assert "Invited: none → 2" in await ada.types("history 12")
    old = {
        "session_id": 1,
        "act": "edit",
        "before": {},
        "after": {"invited": "nia@example.org x@example.org"},
    }

    async def kept():
        return repr(await house.database.read(lambda db: db.execute(select(events.c.facts)).scalars().all()))

    assert "@" not in await kept()
    row = {"kind": "OrganiserActed", "at": house.clock.now(), "actor_id": None, "facts": old}
    await house.database.write(lambda db: db.execute(insert(events), row))
    await house.wait_until(house.clock.now() + timedelta(days=2))
    assert "@" not in await kept()
    assert "'invited': '2'" in await kept()


async def test_history_tells_no_change_where_nothing_has_changed(house):
    olwen, ada = await opened(house), await house.meets("ada")
    for invited in ("nia@example.org, owen@example.org", "nia@example.org, mari@example.org"):
        await olwen.types("booking rules 12")
        await olwen.submits(invited=invited)
        await olwen.presses("Save")
    history = await ada.types("history 12")
    assert "2 → 2" not in history
    assert "Invited: the list was changed, and has as many people as before (2)" in history
    await olwen.types("booking rules 12")
    same = await olwen.submits(invited="Mari@Example.org nia@example.org")
    assert "nothing in it was changed" in same


async def test_for_invited_people_alone_and_nobody_is_invited(house):
    olwen = await house.meets("olwen")
    await olwen.types("new")
    warning = "nobody is invited yet, so nobody can book it. Say who is invited with “booking rules 1”"
    assert warning in await olwen.submits(**NEW, audience="By invitation")
    await olwen.types("edit 1")
    assert warning in await olwen.submits(place="Room 5")
    await olwen.presses("Save")
    await olwen.types("booking rules 1")
    assert warning not in await olwen.submits(invited="nia@example.org")
    await olwen.presses("Save")
    await olwen.types("edit 1")
    assert warning not in await olwen.submits(place="Room 7")
    assert warning not in await olwen.types("call off 1")
