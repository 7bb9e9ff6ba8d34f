"""People ask what's on, book, wait, cancel, change their minds."""

import asyncio
from datetime import timedelta

from bot.ask import Address, Ask, Profile
from bot.store import places, sessions
from tests.house import MONDAY, draft

TOMORROW = MONDAY + timedelta(days=1)


async def test_somebody_asks_books_and_finds_it_again(house):
    await house.puts_on(
        draft("Mindful walking", TOMORROW, ref="12"), draft("Excel basics", TOMORROW, ref="13")
    )
    nia = await house.meets("nia")
    listed = await nia.types("what's on tomorrow")
    assert "Mindful walking\nTuesday 3 March, 9am to 10am\nTeams\n10 places left" in listed
    assert "You’re booked on Mindful walking." in await nia.presses("Book")
    assert "Mindful walking" in await nia.types("mine")
    assert "Excel basics" not in await nia.types("my places")


async def test_a_booking_by_command_is_confirmed_in_the_persons_own_messages(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await house.deliver()
    assert [letter.splitlines()[0] for letter in nia.post] == ["You’re booked on Mindful walking."]


async def test_a_booking_in_the_private_chat_is_answered_once(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12"))
    nia = await house.meets("nia")
    assert (await nia.says("book 12")).count("You’re booked on Mindful walking.") == 1
    assert len(nia.post) == 1


async def test_the_same_delivery_twice_books_once_and_says_the_same(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12"))
    nia = await house.meets("nia")
    first = await nia.types("book 12", key="trigger 1")
    assert await nia.types("book 12", key="trigger 1") == first
    assert "already" in await nia.types("book 12", key="trigger 2")


async def test_the_first_in_line_gets_a_place_once_the_moment_to_undo_is_over(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12", capacity=1))
    nia, owen, siwan = [await house.meets(key) for key in ("nia", "owen", "siwan")]
    await nia.types("book 12")
    assert "You’re number 1 on the waiting list" in await owen.types("book 12")
    assert "You’re number 2 on the waiting list" in await siwan.types("book 12")
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(seconds=59))
    assert "You’re on the waiting list" in await owen.types("mine")
    await house.wait_until(MONDAY + timedelta(seconds=60))
    assert "A place has come free: you’re now booked on Mindful walking." in owen.post[-1]
    assert "A place has come free" not in "".join(siwan.post)
    assert "number 1" in await siwan.types("book 12")


async def test_undo_within_the_moment_keeps_the_place(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12", capacity=1))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    assert "You have 60 seconds to undo this" in await nia.types("cancel walking")
    assert "You still have your place" in await nia.presses("Undo")
    await house.wait_until(MONDAY + timedelta(hours=1))
    assert "You’re booked" in await nia.types("mine")


async def test_undo_comes_too_late(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("cancel 12")
    cancelled = nia.last
    await house.wait_until(MONDAY + timedelta(minutes=2))
    assert "too late to undo" in await nia.presses("Undo", on=cancelled.body)


async def test_a_clash_with_my_own_place_is_pointed_out_before_anything_is_booked(house):
    await house.puts_on(
        draft("Mindful walking", TOMORROW, ref="12"), draft("Excel basics", TOMORROW, ref="13")
    )
    nia = await house.meets("nia")
    await nia.types("book 12")
    asked = await nia.types("book 13")
    assert "You already have a session at that time." in asked
    assert "Mindful walking" in asked
    assert "Excel basics" not in await nia.types("mine")
    await nia.types("book 13")
    kept = await nia.presses("Keep Mindful walking")
    assert "Nothing has changed" in kept
    assert "Excel basics" not in await nia.types("mine")
    await nia.types("book 13")
    booked = await nia.presses("Book anyway")
    assert "You’re booked on Excel basics." in booked
    assert "You have another session at the same time: Mindful walking" in booked


async def test_a_clash_is_pointed_out_before_the_waiting_list_too(house):
    await house.puts_on(
        draft("Mindful walking", TOMORROW, ref="12"), draft("Excel basics", TOMORROW, ref="13", capacity=1)
    )
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await owen.types("book 13")
    await nia.types("book 12")
    assert "You already have a session at that time." in await nia.types("book 13")
    assert "number 1 on the waiting list" in await nia.presses("Book anyway")


async def test_words_that_fit_several_give_a_choice(house):
    await house.puts_on(draft("Excel basics", TOMORROW, ref="13"), draft("Excel tables", TOMORROW, ref="14"))
    nia = await house.meets("nia")
    assert "Which one do you mean?" in await nia.types("book excel")
    assert "You’re booked on Excel tables." in await nia.presses("This one", nth=1)


async def test_an_unknown_reference_is_answered_with_what_is_near(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="LC-101"))
    nia = await house.meets("nia")
    answer = await nia.types("book LC-102")
    assert "We found no session for “LC-102”." in answer
    assert "Mindful walking" in answer


async def test_over_and_cancelled_sessions_say_so(house):
    await house.puts_on(draft("Mindful walking", MONDAY - timedelta(days=1), ref="12"))
    nia = await house.meets("nia")
    assert "Mindful walking is over." in await nia.types("book 12")


async def test_a_stranger_is_served_at_their_first_word(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12"))
    from tests.house import Someone

    assert "Mindful walking" in await Someone(house, "new").types("what's on")


async def test_whose_account_is_gone_gives_the_place_to_the_next(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12", capacity=1))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    await house.desk.meet(Address("paper", "w", "nia"), Profile(gone=True))
    await house.deliver()
    assert "A place has come free" in owen.post[-1]


async def test_forty_at_once_for_five_places(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12", capacity=5))
    people = [await house.meets(f"p{number}") for number in range(40)]
    asks = [Ask(p.address, word="book", about="12", key=f"k {p.key}") for p in people]
    await asyncio.gather(*(house.desk.serve(ask) for ask in asks))
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    roster = await house.database.read(lambda db: places.roster(db, session.id))
    assert (roster.taken, len(roster.queue)) == (5, 35)
    assert (roster.session.taken, roster.session.waiting) == (5, 35)
    await house.deliver()
    assert sorted(len(p.letters) for p in people) == [1] * 40


async def test_everything_speaks_welsh_to_who_chose_it(house):
    await house.puts_on(draft("Mindful walking|Cerdded ystyriol", TOMORROW, ref="12"))
    nia = await house.meets("nia", language=None)
    assert "O hyn ymlaen" in await nia.types("cymraeg")
    listed = await nia.types("beth sydd ymlaen yfory")
    assert "Cerdded ystyriol\ndydd Mawrth 3 Mawrth, 9am i 10am" in listed
    assert "Rydych wedi archebu lle ar y sesiwn Cerdded ystyriol." in await nia.types("archebu 12")


async def test_welsh_words_are_answered_in_welsh_before_anything_was_chosen(house):
    await house.puts_on(draft("Mindful walking|Cerdded ystyriol", TOMORROW, ref="12"))
    nia = await house.meets("nia", language=None)
    assert "Cerdded ystyriol" in await nia.types("beth sydd ymlaen")
    assert "Mindful walking" in await nia.types("what's on")


async def test_next_week_is_next_week_for_somebody_far_away_too(house):
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=8), ref="12"))
    ana = await house.meets("ana", zone="America/Los_Angeles")
    answer = await ana.types("what's on next week")
    assert "Monday 9 March to Sunday 15 March" in answer
    assert "2am to 3am your time (9am to 10am in London)" in answer
