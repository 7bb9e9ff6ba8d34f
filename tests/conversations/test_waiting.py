"""The waiting list: a freed place goes to the first in line, taken for them or kept until they answer.

The numbers are those of the complaints that people have about systems of this kind.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.ask import Address, Ask, Profile
from bot.desk import Desk
from bot.learning.events import CapacityRaised
from bot.learning.sessions import Freed
from bot.store import places, revising, sessions
from bot.store.tables import events
from tests.house import MONDAY, REGISTRY, build_house, draft

TOMORROW = MONDAY + timedelta(days=1)
LATER = MONDAY + timedelta(days=10)


async def roster(house, ref="12"):
    session = await house.database.read(lambda db: sessions.by_ref(db, ref))
    return await house.database.read(lambda db: places.roster(db, session.id))


async def raises(house, ref, capacity):
    """The organisers make room for so many."""
    session = (await roster(house, ref)).session

    def change(db):
        desk = Desk(db, house.clock.now(), house.settings, REGISTRY)
        revising.change(db, session.id, replace(session, capacity=capacity))
        desk.record(CapacityRaised(session.id))
        desk.settle()

    await house.database.write(change)


async def a_full_session(house, *, waiting=2, start=LATER, **facts):
    """One place, which Nia has, and others in line."""
    await house.puts_on(draft("Mindful walking", start, ref="12", capacity=1, **facts))
    nia = await house.meets("nia")
    await nia.types("book 12")
    line = [await house.meets(key) for key in ("owen", "siwan", "rhys")[:waiting]]
    for person in line:
        await person.types("book 12")
    await house.deliver()
    return nia, *line


async def gives_up(house, person):
    await person.types("cancel 12")
    await house.wait_until(house.clock.now() + timedelta(minutes=1))


async def test_an_offered_place_is_kept_until_it_is_taken(house):
    nia, owen, siwan = await a_full_session(house, freed=Freed.OFFER)
    assert "we’ll keep it for you and ask" in owen.post[-1]
    await gives_up(house, nia)
    letter = owen.post[-1]
    assert "A place has come free on Mindful walking." in letter
    assert "It’s kept for you until Monday 2 March, 1:01pm" in letter, "four working hours"
    assert "goes to the next person in line" in letter
    assert "A place is kept for you" in await owen.types("mine")
    newcomer = await house.meets("rhys")
    assert "number 2 on the waiting list" in await newcomer.types("book 12"), "nobody has it meanwhile"
    taken = await owen.presses("Take it", on=owen.letters[-1].card)
    assert "You’re booked on Mindful walking." in taken
    assert "number 1" in await siwan.types("book 12")
    assert (await roster(house)).session.taken == 1


async def test_an_offer_that_nobody_answers_passes_on_by_itself(house):
    nia, owen, siwan = await a_full_session(house, freed=Freed.OFFER)
    await gives_up(house, nia)
    offer = owen.letters[-1].card
    await house.wait_until(MONDAY + timedelta(hours=4))
    assert "A place is kept for you" in await owen.types("mine")
    await house.wait_until(MONDAY + timedelta(hours=4, minutes=2))
    assert "for you until Monday 2 March, 1:01pm and didn’t hear from you" in owen.post[-1]
    assert "It’s kept for you until" in siwan.post[-1]
    late = await owen.presses("Take it", on=offer)
    assert "No place on Mindful walking is kept for you any more." in late
    assert "You’re booked" not in await owen.types("mine")
    again = await owen.presses("Ask for a place again", on=owen.letters[-1].card)
    assert "number 1 on the waiting list" in again


async def test_a_late_press_before_the_sweep_is_told_the_truth(house):
    nia, owen, siwan = await a_full_session(house, freed=Freed.OFFER)
    await gives_up(house, nia)
    offer = owen.letters[-1].card
    house.clock.move_to(MONDAY + timedelta(hours=6))
    assert "kept for you any more" in await owen.presses("Take it", on=offer)
    assert "kept for you any more" in await owen.types("book 12")
    await house.timekeeper.tick()
    await house.deliver()
    assert "A place has come free" in siwan.post[-1]


async def test_no_thank_you_goes_to_the_next_at_once(house):
    nia, owen, siwan = await a_full_session(house, freed=Freed.OFFER)
    await gives_up(house, nia)
    offer = owen.letters[-1].card
    assert "you’re off the waiting list" in await owen.presses("No, thank you", on=offer)
    await house.deliver()
    assert "It’s kept for you until" in siwan.post[-1]
    assert "there is nothing you need to do" in await owen.presses("No, thank you", on=offer)


async def test_no_thank_you_after_taking_it_keeps_it(house):
    nia, owen, _ = await a_full_session(house, freed=Freed.OFFER)
    await gives_up(house, nia)
    offer = owen.letters[-1].card
    await owen.presses("Take it", on=offer)
    assert "You’ve already taken this place" in await owen.presses("No, thank you", on=offer)
    assert "You’re booked" in await owen.types("mine")


async def test_the_time_to_claim_counts_working_hours(house):
    nia, owen, _ = await a_full_session(house, freed=Freed.OFFER)
    await house.wait_until(MONDAY + timedelta(hours=7, minutes=29))
    await gives_up(house, nia)
    assert "until Tuesday 3 March, midday" in owen.post[-1], "an hour today, three tomorrow"


async def test_no_time_to_claim_is_lost_on_a_bank_holiday_that_the_house_tells(database, tmp_path):
    told = tmp_path / "config.toml"
    told.write_text("[programme]\nbank_holidays = [2026-03-03]\n")
    house = build_house(database, CAFFI_CONFIG=str(told))
    nia, owen, _ = await a_full_session(house, freed=Freed.OFFER)
    await house.wait_until(MONDAY + timedelta(hours=7, minutes=29))
    await gives_up(house, nia)
    assert "until Wednesday 4 March, midday" in owen.post[-1], "an hour today, three when they are back"


async def test_the_time_to_claim_shrinks_as_the_start_nears(house):
    nia, owen, siwan = await a_full_session(house, freed=Freed.OFFER, start=MONDAY + timedelta(hours=3))
    await gives_up(house, nia)
    assert "until Monday 2 March, 10:30am" in owen.post[-1], "half of what is left"
    await house.wait_until(MONDAY + timedelta(hours=1, minutes=31))
    assert "until Monday 2 March, 11:15am" in siwan.post[-1]


async def test_a_session_says_itself_whether_a_place_is_taken_or_offered(database):
    house = build_house(database, CAFFI_BOOKING__FREED="offer")
    nia, owen, _ = await a_full_session(house, freed=Freed.TAKE)
    await gives_up(house, nia)
    assert "you’re now booked on Mindful walking" in owen.post[-1]


async def test_the_house_may_offer_where_the_session_says_nothing(database):
    house = build_house(database, CAFFI_BOOKING__FREED="offer")
    nia, owen, _ = await a_full_session(house)
    await gives_up(house, nia)
    assert "It’s kept for you until" in owen.post[-1]


@pytest.mark.parametrize("freed", [Freed.TAKE, Freed.OFFER])
@pytest.mark.parametrize("how", ["cancelled", "raised", "left", "nobody noticed"])
async def test_complaint_1_a_freed_place_is_passed_on_however_it_came_free(house, how, freed):
    nia, owen, siwan = await a_full_session(house, freed=freed)
    match how:
        case "cancelled":
            await gives_up(house, nia)
        case "raised":
            await raises(house, "12", 2)
        case "left":
            await house.desk.meet(Address("paper", "w", "nia"), Profile(gone=True))
        case _:
            # A place that nobody told of: the sweep finds it.
            session = (await roster(house)).session
            await house.database.write(
                lambda db: revising.change(db, session.id, replace(session, capacity=2))
            )
            await house.timekeeper.tick()
    await house.deliver()
    assert "A place has come free" in owen.post[-1]
    assert "A place has come free" not in "".join(siwan.post)
    newcomer = await house.meets("rhys")
    assert "number 2 on the waiting list" in await newcomer.types("book 12"), "nobody jumps the queue"


async def test_complaint_2_the_waiting_person_is_told_what_is_true_and_nothing_else(house):
    nia, owen, siwan = await a_full_session(house)
    assert "number 1 on the waiting list" in owen.post[-1]
    assert "You’re booked" not in "".join(owen.post)
    await gives_up(house, nia)
    assert "you’re now booked on Mindful walking" in owen.post[-1]
    assert len(siwan.post) == 1, "who still waits hears nothing"
    assert not any("booked on" in letter for letter in nia.post[1:]), "who cancelled is not confirmed"


async def test_complaint_2_an_offer_given_up_before_its_letter_went_is_not_sent(house):
    nia, owen, _ = await a_full_session(house, freed=Freed.OFFER)
    await nia.types("cancel 12")
    house.clock.move_to(MONDAY + timedelta(minutes=2))
    await house.timekeeper.tick()
    before = len(owen.post)
    await owen.types("leave the waiting list for 12")
    await house.deliver()
    assert len(owen.post) == before


@pytest.mark.parametrize("freed", [Freed.TAKE, Freed.OFFER])
async def test_complaint_8_the_rule_of_the_waiting_list_can_be_set(database, freed):
    house = build_house(database, CAFFI_BOOKING__FREED=freed.value, CAFFI_BOOKING__CLAIM_HOURS="2")
    nia, owen, _ = await a_full_session(house)
    await gives_up(house, nia)
    until = "until Monday 2 March, 11:01am" in owen.post[-1]
    assert until is (freed is Freed.OFFER)


async def test_complaint_13_two_at_once_never_get_the_last_seat(house):
    await house.puts_on(draft("Mindful walking", TOMORROW, ref="12", capacity=1))
    crowd = [await house.meets(f"p{number}") for number in range(12)]
    asks = [Ask(p.address, word="book", about="12", key=f"k {p.key}") for p in crowd]
    await asyncio.gather(*(house.desk.serve(ask) for ask in asks))
    await house.deliver()
    booked = [person for person in crowd if "You’re booked" in person.post[-1]]
    assert len(booked) == 1
    numbers = sorted(letter for p in crowd if p not in booked for letter in p.post)
    assert len(numbers) == 11
    assert all(sum(f"number {n} on" in letter for letter in numbers) == 1 for n in range(1, 12))


async def test_complaint_14_one_cancellation_cancels_one_place(house):
    await house.puts_on(
        draft("Mindful walking", TOMORROW, ref="12"), draft("Mindful walking", LATER, ref="13")
    )
    nia, owen = await house.meets("nia"), await house.meets("owen")
    for ref in ("12", "13"):
        await nia.types(f"book {ref}")
        await owen.types(f"book {ref}")
    await gives_up(house, nia)
    mine = await nia.types("mine")
    assert "10am to 11am" not in mine
    assert "Ref 13" in mine
    assert "Ref 12" not in mine
    assert (await owen.types("mine")).count("You’re booked") == 2


async def test_other_dates_are_offered_at_once_and_with_the_confirmation(house):
    await house.puts_on(
        draft("Mindful walking", TOMORROW, ref="12", capacity=1),
        draft("Mindful walking", LATER, ref="13", capacity=3),
        draft("Mindful walking", LATER + timedelta(days=1), ref="14", capacity=1),
        draft("Something else", LATER, ref="15"),
    )
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await nia.types("book 14")
    answer = await owen.types("book 12")
    assert "There are places on other dates:" in answer
    assert "Ref 13" in answer
    assert "Ref 14" not in answer, "it is full as well"
    assert "Something else" not in answer
    await house.deliver()
    assert "Ref 13" in owen.post[-1]
    assert "You’re booked on Mindful walking." in await owen.presses("Book", on=owen.letters[-1].card)


async def test_people_leave_the_list_with_one_tap_and_those_behind_move_up(house):
    _, owen, siwan = await a_full_session(house)
    left = await owen.presses("Leave the waiting list", on=owen.letters[-1].card)
    assert "You’ve left the waiting list" in left
    assert "number 1" in await siwan.types("book 12")
    assert (await roster(house)).session.waiting == 1


async def test_why_somebody_was_passed_over_is_written_down(house):
    nia, owen, _ = await a_full_session(house, freed=Freed.OFFER)
    await gives_up(house, nia)
    await house.wait_until(MONDAY + timedelta(hours=5))

    def reasons(db):
        passed = db.execute(select(events).where(events.c.kind == "OfferPassedOn"))
        return [row.facts["reason"] for row in passed]

    assert await house.database.read(reasons) == ["no-answer"]
    assert "didn’t hear from you" in owen.post[-1]


async def test_an_offer_says_what_else_one_has_then(house):
    nia, owen, _ = await a_full_session(house, freed=Freed.OFFER)
    await house.puts_on(draft("Excel basics", LATER, ref="13"))
    await owen.types("book 13")
    await gives_up(house, nia)
    assert "You have another session at the same time: Excel basics" in owen.post[-1]


async def test_who_is_linked_or_leaves_passes_an_offer_on(house):
    nia, _, siwan = await a_full_session(house, freed=Freed.OFFER)
    await gives_up(house, nia)
    await house.desk.meet(Address("paper", "w", "owen"), Profile(gone=True))
    await house.deliver()
    assert "It’s kept for you until" in siwan.post[-1]
    assert await house.database.read(sessions.recount) == {}
