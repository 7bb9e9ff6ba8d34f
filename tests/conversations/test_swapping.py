"""A swap where one person may hold only so many dates: both in one step, or nothing; and how they come."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.card import Button, Text
from bot.learning.access import Need, Needs
from bot.learning.events import PlaceFreed
from bot.learning.sessions import Format
from bot.store import access, places, sessions
from tests.house import REGISTRY, at, buttons, draft

MARCH, JUNE, JULY = [
    draft("Yoga|Ioga", at(day, 12), ref=ref, dates_each=1, capacity=2)
    for ref, day in (("20", date(2026, 3, 18)), ("21", date(2026, 6, 17)), ("22", date(2026, 7, 15)))
]
AID = draft("First aid|Cymorth cyntaf", at(date(2026, 3, 19), 9), ref="30")
HYBRID = draft(
    "Pottery", at(date(2026, 3, 20), 9), ref="40", apart=True, online_capacity=5, format=Format.HYBRID
)


async def somebody(house, *refs, key="nia", **profile):
    someone = await house.meets(key, **profile)
    for ref in refs:
        await someone.types(f"book {ref}")
    return someone


async def held(house, key):
    """What somebody has, by reference."""
    person = await house.person_id(key)
    there = await house.database.read(lambda db: sessions.held_by(db, person, after=house.clock.now()))
    return {session.ref: hold for session, hold in there}


async def fills(house, ref, *keys):
    for key in keys:
        await somebody(house, ref, key=key)


def words_of(someone):
    return [(button.word, button.about) for button in buttons(someone.last.body)]


@pytest.mark.parametrize("words", ["swap yoga for the one in June", "book 21", "move me to the one in June"])
async def test_one_date_for_another_in_one_step(house, words):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    answer = await nia.types(words)
    assert "one person can hold only 1" in answer
    assert "Your old place goes only when you have the new one" in answer
    assert words_of(nia) == [("exchange", "21 20"), ("details", "21"), ("keep_place", "20")]
    assert await held(house, "nia") == {"20": "booked"}
    answer = await nia.presses("Swap to this date")
    assert "You’re booked on Yoga." in answer
    assert "Your place on Yoga, Wednesday 18 March, midday to 1pm, is given up." in answer
    assert await held(house, "nia") == {"21": "booked"}


async def test_and_in_welsh(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20", language="cy")
    assert "Gallwch gyfnewid" in await nia.types("cyfnewid ioga am yr un ym Mehefin")
    assert "wedi’i ildio" in await nia.presses("Cyfnewid i’r dyddiad hwn")


async def test_who_waits_for_the_old_date_has_it_at_once(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await fills(house, "20", "owen", "siwan")
    await nia.types("swap yoga for june")
    await nia.presses("Swap to this date")
    assert (await held(house, "siwan")) == {"20": "booked"}
    assert "nothing to undo" in await nia.types("undo")
    assert await held(house, "nia") == {"21": "booked"}


async def test_what_is_full_leaves_them_what_they_have(house):
    await house.puts_on(MARCH, JUNE, JULY)
    nia = await somebody(house, "20")
    await fills(house, "21", "owen", "siwan")
    answer = await nia.types("swap yoga for the one in June")
    assert "is full, so you keep your place" in answer
    assert "You can join the waiting list as well" in answer
    assert ("wait_beside", "21") in words_of(nia)
    assert [each for each in words_of(nia) if each[0] == "exchange"] == [("exchange", "22 20")]
    assert await held(house, "nia") == {"20": "booked"}


async def test_what_has_become_full_since_leaves_them_what_they_have(house):
    await house.puts_on(MARCH, JUNE, JULY)
    nia = await somebody(house, "20")
    await nia.types("swap yoga for the one in June")
    card = nia.last.body
    await fills(house, "21", "owen", "siwan")
    answer = await nia.presses("Swap to this date", on=card)
    assert answer.startswith(
        "Yoga on Wednesday 17 June, midday to 1pm is full, so you keep your place on Wednesday 18"
    )
    assert "There are places on other dates" in answer
    assert words_of(nia)[0] == ("exchange", "22 20")
    assert await held(house, "nia") == {"20": "booked"}


async def test_the_last_place_goes_to_one_and_nobody_loses_theirs(house):
    await house.puts_on(MARCH, replace(JUNE, capacity=1))
    nia, owen = await somebody(house, "20"), await somebody(house, "20", key="owen")
    cards = []
    for someone in (nia, owen):
        await someone.types("swap yoga for the one in June")
        cards.append(someone.last.body)
    await asyncio.gather(
        *(each.presses("Swap to this date", on=card) for each, card in zip((nia, owen), cards, strict=True))
    )
    have = [await held(house, key) for key in ("nia", "owen")]
    assert sorted(map(list, have)) == [["20"], ["21"]]


async def test_pressed_twice_is_done_once(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await nia.types("swap yoga for june")
    card = nia.last.body
    await nia.presses("Swap to this date", on=card)
    await nia.presses("Swap to this date", on=card)
    assert await held(house, "nia") == {"21": "booked"}


async def test_something_that_breaks_takes_all_of_it_back(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await nia.types("swap yoga for june")

    def breaks(desk, happening, event):
        raise ZeroDivisionError

    reactions = REGISTRY.reactions | {PlaceFreed: (*REGISTRY.reactions[PlaceFreed], breaks)}
    house.desk = replace(house.desk, registry=replace(REGISTRY, reactions=reactions))
    assert "wrong" in await nia.presses("Swap to this date")
    assert await held(house, "nia") == {"20": "booked"}


async def test_where_two_dates_may_be_held_it_is_asked_which_goes(house):
    two = [replace(each, dates_each=2) for each in (MARCH, JUNE, JULY)]
    await house.puts_on(*two)
    nia = await somebody(house, "20", "21")
    answer = await nia.types("book 22")
    assert "Which date do you want to give up for Wednesday 15 July" in answer
    assert words_of(nia) == [("details", "22"), ("exchange", "22 20"), ("exchange", "22 21")]
    await nia.presses("Give this one up", nth=1)
    assert await held(house, "nia") == {"20": "booked", "22": "booked"}


async def test_what_has_to_be_approved_is_not_swapped(house):
    await house.puts_on(MARCH, replace(JUNE, approval=True))
    nia = await somebody(house, "20")
    assert "cancel the other one first" in await nia.types("book 21")
    pressed = Button(Text(()), "exchange", "21 20")
    assert "cancel the other one first" in await nia.press(pressed)
    assert await held(house, "nia") == {"20": "booked"}


async def test_a_clash_with_something_else_is_asked_about_on_the_way(house):
    await house.puts_on(MARCH, JUNE, draft("Pottery", JUNE.starts_at, ref="50"))
    nia = await somebody(house, "20", "50")
    await nia.types("swap yoga for june")
    await nia.presses("Swap to this date")
    assert words_of(nia)[1] == ("exchange", "21 :anyway 20")
    await nia.presses("Book anyway")
    assert await held(house, "nia") == {"21": "booked", "50": "booked"}


@pytest.mark.parametrize("about", ["", "21", "21 21", "99 20", "21 99", "21 :online :anyway", "21 30"])
async def test_a_press_that_nobody_drew_does_nothing(house, about):
    await house.puts_on(MARCH, JUNE, AID)
    nia = await somebody(house, "20")
    await nia.types("swap yoga for june")
    (button, *_) = buttons(nia.last.body)
    await nia.press(replace(button, about=about))
    assert await held(house, "nia") == {"20": "booked"}


# ── Full: a turn on the waiting list beside what they have ───────────────────────────────────────


async def waits_beside(house, nia):
    """Nia has March, and waits for June, which Owen and Siwan fill."""
    await fills(house, "21", "owen", "siwan")
    await nia.types("swap yoga for the one in June")
    return await nia.presses("Join the waiting list")


async def gives_up(house, key, ref):
    someone = await house.meets(key)
    await someone.types(f"cancel {ref}")
    await house.wait_until(house.clock.now() + timedelta(minutes=2))
    await house.deliver()


async def test_they_wait_for_a_full_date_and_keep_what_they_have(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    answer = await waits_beside(house, nia)
    assert "Yoga is full. You’re number 1 on the waiting list." in answer
    assert "we’ll keep it for you and ask whether you want it" in answer
    assert "You keep your place on Yoga, Wednesday 18 March, midday to 1pm, for now." in answer
    assert await held(house, "nia") == {"20": "booked", "21": "waiting"}


async def test_when_it_comes_free_they_are_asked_and_one_press_swaps(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await waits_beside(house, nia)
    await gives_up(house, "owen", "21")
    asked = nia.post[-1]
    assert "A place has come free on Yoga. It’s kept for you until" in asked
    assert "one person can hold only 1" in asked
    assert "The place you would give up is on Wednesday 18 March, midday to 1pm." in asked
    assert await held(house, "nia") == {"20": "booked", "21": "offered"}
    answer = await nia.presses("Swap to this date", on=nia.letters[-1].card)
    assert "You’re booked on Yoga." in answer
    assert "Your place on Yoga, Wednesday 18 March, midday to 1pm, is given up." in answer
    assert await held(house, "nia") == {"21": "booked"}
    assert await in_all(house) == {"20": (0, 0), "21": (2, 0)}


async def in_all(house):
    def count(db):
        found = [sessions.by_ref(db, ref) for ref in ("20", "21")]
        return {each.ref: (each.taken, each.waiting) for each in found}

    return await house.database.read(count)


@pytest.mark.parametrize("words", ["claim 21", "book 21"])
async def test_what_is_typed_asks_for_the_swap_too(house, words):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await waits_beside(house, nia)
    await gives_up(house, "owen", "21")
    assert "You can swap" in await nia.types(words)
    assert await held(house, "nia") == {"20": "booked", "21": "offered"}
    await nia.presses("Swap to this date")
    assert await held(house, "nia") == {"21": "booked"}


async def test_in_welsh_they_wait_and_swap(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20", language="cy")
    await fills(house, "21", "owen", "siwan")
    assert "Gallwch ymuno â’r rhestr aros hefyd" in await nia.types("cyfnewid ioga am yr un ym Mehefin")
    assert "Rydych yn cadw eich lle ar y sesiwn Ioga" in await nia.presses("Ymuno â’r rhestr aros")
    await gives_up(house, "owen", "21")
    assert "Y lle y byddech yn ei ildio: dydd Mercher 18 Mawrth" in nia.post[-1]
    await nia.presses("Cyfnewid i’r dyddiad hwn", on=nia.letters[-1].card)
    assert await held(house, "nia") == {"21": "booked"}


async def test_who_declines_or_does_not_answer_keeps_what_they_have(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await waits_beside(house, nia)
    await gives_up(house, "owen", "21")
    await nia.presses("No, thank you", on=nia.letters[-1].card)
    assert await held(house, "nia") == {"20": "booked"}
    await (await house.meets("owen")).types("book 21")
    await nia.types("book 21")
    await nia.presses("Join the waiting list")
    await gives_up(house, "siwan", "21")
    assert await held(house, "nia") == {"20": "booked", "21": "offered"}
    await house.wait_until(house.clock.now() + timedelta(days=3))
    assert await held(house, "nia") == {"20": "booked"}


async def test_who_gave_up_the_old_date_meanwhile_simply_has_the_new_one(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await waits_beside(house, nia)
    await gives_up(house, "nia", "20")
    await gives_up(house, "owen", "21")
    assert "you’re now booked on Yoga" in nia.post[-1]
    assert await held(house, "nia") == {"21": "booked"}


async def test_what_is_offered_counts_and_nobody_gets_one_too_many(house):
    await house.puts_on(MARCH, JUNE, JULY)
    nia = await somebody(house, "20")
    await nia.types("book 22")
    for_july = nia.last.body
    await waits_beside(house, nia)
    await gives_up(house, "owen", "21")
    assert "cancel the other one first" in await nia.types("book 22")
    await nia.presses("Swap to this date", on=for_july)
    assert await held(house, "nia") == {"20": "booked", "21": "offered"}
    # Given up and taken back, while the other is only offered.
    await nia.types("cancel 20")
    assert "You still have your place" in await nia.types("undo")
    # Given up, and the other taken: then it is one or the other.
    await nia.types("cancel 20")
    await nia.types("claim 21")
    assert await held(house, "nia") == {"20": "leaving", "21": "booked"}
    assert "You’ve booked another date of Yoga since then" in await nia.types("undo")
    assert await held(house, "nia") == {"20": "leaving", "21": "booked"}


async def test_who_has_two_is_asked_which_one_goes_for_what_has_come_free(house):
    two = [replace(each, dates_each=2) for each in (MARCH, JUNE, JULY)]
    await house.puts_on(*two)
    nia = await somebody(house, "20", "21")
    await fills(house, "22", "owen", "siwan")
    await nia.types("book 22")
    await nia.presses("Join the waiting list")
    await gives_up(house, "owen", "22")
    card = nia.letters[-1].card
    assert [(b.word, b.about) for b in buttons(card)] == [
        *(("exchange", "22 20"), ("exchange", "22 21")),
        *(("decline", "22"), ("details", "22")),
    ]
    await nia.presses("Give this one up", on=card, nth=1)
    assert await held(house, "nia") == {"20": "booked", "22": "booked"}


async def test_who_got_another_date_after_they_had_joined_is_passed_over_as_before(house):
    await house.puts_on(MARCH, JUNE)
    await fills(house, "21", "owen", "siwan", "nia")
    nia = await somebody(house, "20")
    await gives_up(house, "owen", "21")
    assert "as many dates of it as one person can hold" in nia.post[-1]
    assert await held(house, "nia") == {"20": "booked"}


async def test_for_a_date_that_has_begun_nobody_is_asked(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await waits_beside(house, nia)
    await house.wait_until(MARCH.starts_at + timedelta(minutes=5))
    await gives_up(house, "owen", "21")
    assert "as many dates of it as one person can hold" in nia.post[-1]
    assert await held(house, "nia") == {"20": "booked"}


async def test_what_is_kept_for_them_is_not_had_for_something_else(house):
    await house.puts_on(MARCH, JUNE, AID)
    nia = await somebody(house, "20", "30")
    await waits_beside(house, nia)
    await gives_up(house, "owen", "21")
    assert "cancel the other one first" in await nia.press(Button(Text(()), "exchange", "21 30"))
    assert await held(house, "nia") == {"20": "booked", "30": "booked", "21": "offered"}


async def test_what_has_come_free_before_they_press_is_swapped_and_not_waited_for(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await fills(house, "21", "owen", "siwan")
    await nia.types("book 21")
    card = nia.last.body
    await gives_up(house, "owen", "21")
    assert "You can swap" in await nia.presses("Join the waiting list", on=card)
    assert await held(house, "nia") == {"20": "booked"}
    await gives_up(house, "nia", "20")
    assert "You’re booked on Yoga" in await nia.presses("Join the waiting list", on=card)
    assert await held(house, "nia") == {"21": "booked"}


async def test_for_a_full_way_to_come_they_wait_in_that_way(house):
    ways = {"apart": True, "online_capacity": 1, "format": Format.HYBRID}
    await house.puts_on(replace(MARCH, **ways), replace(JUNE, **ways))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 20 in person")
    await owen.types("book 21 online")
    await nia.types("book 21")
    await nia.presses("Swap to this date")
    assert "is full, so you keep your place" in await nia.presses("Online")
    assert ("wait_beside", "21 :online") in words_of(nia)
    assert "on the waiting list for one" in await nia.presses("Join the waiting list")
    await gives_up(house, "owen", "21")
    await nia.presses("Swap to this date", on=nia.letters[-1].card)
    assert await held(house, "nia") == {"21": "booked"}


async def test_who_waits_beside_does_not_get_in_the_other_way_as_well(house):
    ways = {"apart": True, "online_capacity": 1, "format": Format.HYBRID}
    await house.puts_on(replace(MARCH, **ways), replace(JUNE, **ways))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 20 in person")
    await owen.types("book 21 online")
    await nia.types("book 21")
    await nia.presses("Swap to this date")
    await nia.presses("Online")
    await nia.presses("Join the waiting list")
    assert "cancel the other one first" in await nia.types("change to in person 21")
    assert await held(house, "nia") == {"20": "booked", "21": "waiting"}


# ── What they need to take part goes with them ───────────────────────────────────────────────────


async def needs(house, key, ref):
    person = await house.person_id(key)

    def look(db):
        session = sessions.by_ref(db, ref)
        place = places.of(db, session.id, person)
        return access.of(db, session.id, person), place.seats if place else 0, session.taken

    return await house.database.read(look)


async def with_a_helper(house, *refs):
    nia = await somebody(house, *refs)
    await nia.types(f"access needs {refs[0]}")
    await nia.submits(needs=("step-free", "helper"), words="Near the door")
    return nia


HELPED = Needs((Need.STEP_FREE, Need.HELPER), "Near the door")


async def test_what_they_need_and_the_seat_of_who_helps_them_go_to_the_new_date(house):
    await house.puts_on(MARCH, JUNE)
    olwen = await house.meets("olwen")
    nia = await with_a_helper(house, "20")
    assert await needs(house, "nia", "20") == (HELPED, 2, 2)
    await nia.types("book 21")
    answer = await nia.presses("Swap to this date")
    assert "What you told us you need goes with you to the new date." in answer
    assert await needs(house, "nia", "21") == (HELPED, 2, 2)
    assert await needs(house, "nia", "20") == (Needs(), 0, 0)
    await house.deliver()
    assert "Wednesday 17 June" in olwen.post[-1]
    assert "Near the door" not in olwen.post[-1]


async def test_in_welsh_what_they_need_goes_too(house):
    await house.puts_on(MARCH, JUNE)
    nia = await with_a_helper(house, "20")
    await nia.types("cymraeg")
    await nia.types("archebu 21")
    assert "i’r dyddiad newydd" in await nia.presses("Cyfnewid i’r dyddiad hwn")
    assert await needs(house, "nia", "21") == (HELPED, 2, 2)


async def test_where_there_is_no_seat_for_who_helps_them_they_keep_what_they_have(house):
    await house.puts_on(MARCH, JUNE, JULY)
    nia = await with_a_helper(house, "20")
    await fills(house, "21", "owen")
    await nia.types("book 21")
    answer = await nia.presses("Swap to this date")
    assert "has no seat left for the person who comes along to help you" in answer
    assert words_of(nia)[0] == ("exchange", "22 20")
    assert await held(house, "nia") == {"20": "booked"}
    assert await needs(house, "nia", "20") == (HELPED, 2, 2)
    await nia.presses("Swap to this date")
    assert await needs(house, "nia", "22") == (HELPED, 2, 2)


async def test_what_they_told_of_a_place_that_comes_back_is_still_there(house):
    await house.puts_on(MARCH, JUNE)
    nia = await with_a_helper(house, "20")
    await nia.types("cancel 20")
    await nia.types("book 21")
    await nia.types("undo")
    await nia.presses("Give this one up")
    assert await needs(house, "nia", "20") == (HELPED, 2, 2)


async def test_without_a_limit_they_go_to_the_new_date_too(house):
    first, second = (replace(each, dates_each=None) for each in (MARCH, JUNE))
    await house.puts_on(first, second, AID)
    nia = await with_a_helper(house, "20")
    await nia.types("swap yoga for the one in June")
    answer = await nia.presses("Book")
    assert "goes with you to the new date" in answer
    assert await needs(house, "nia", "21") == (HELPED, 2, 2)
    await nia.presses("Cancel the old place")
    await house.wait_until(house.clock.now() + timedelta(minutes=2))
    assert await needs(house, "nia", "20") == (Needs(), 0, 0)
    # Another session is not told of them.
    await nia.types("swap yoga for first aid")
    await nia.presses("Book")
    assert await needs(house, "nia", "30") == (Needs(), 1, 1)


async def test_without_a_limit_and_without_a_seat_it_is_said(house):
    first, second = (replace(each, dates_each=None) for each in (MARCH, JUNE))
    await house.puts_on(first, second)
    nia = await with_a_helper(house, "20")
    await fills(house, "21", "owen")
    await nia.types("swap yoga for the one in June")
    assert "there’s no place yet for the person who comes with you" in await nia.presses("Book")
    assert await needs(house, "nia", "21") == (HELPED, 1, 2)
    assert await held(house, "nia") == {"20": "booked", "21": "booked"}


# ── Taken back, where another date was booked since ──────────────────────────────────────────────


@pytest.mark.parametrize("words", ["undo", "undo 20", "book 20", "claim 20"])
async def test_what_was_given_up_comes_back_only_for_what_was_booked_since(house, words):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await nia.types("cancel 20")
    assert "You’re booked" in await nia.types("book 21")
    answer = await nia.types(words)
    assert "You’ve booked another date of Yoga since then, and one person can hold only 1." in answer
    assert "Both happen in one step." in answer
    assert await held(house, "nia") == {"20": "leaving", "21": "booked"}
    assert "You’re booked on Yoga" in await nia.presses("Give this one up")
    assert await held(house, "nia") == {"20": "booked"}
    assert await in_all(house) == {"20": (1, 0), "21": (0, 0)}


async def test_and_in_welsh_too(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20", language="cy")
    await nia.types("cancel 20")
    await nia.types("book 21")
    assert "Rydych wedi archebu dyddiad arall o’r sesiwn Ioga ers hynny" in await nia.types("dadwneud")
    await nia.presses("Ildio’r lle hwn")
    assert await held(house, "nia") == {"20": "booked"}


async def test_undone_and_booked_at_the_same_moment_is_never_one_too_many(house):
    await house.puts_on(MARCH, JUNE)
    nia = await somebody(house, "20")
    await nia.types("cancel 20")
    await asyncio.gather(nia.types("undo 20"), nia.types("book 21"))
    assert list((await held(house, "nia")).values()).count("booked") == 1


async def test_with_room_for_one_more_undo_is_as_ever(house):
    await house.puts_on(*(replace(each, dates_each=2) for each in (MARCH, JUNE)))
    nia = await somebody(house, "20")
    await nia.types("cancel 20")
    await nia.types("book 21")
    assert "You still have your place" in await nia.types("undo")
    assert await held(house, "nia") == {"20": "booked", "21": "booked"}


# ── In person or online ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("way", "mode"), [("Online", "online"), ("In person", "in-person")])
async def test_after_how_they_come_the_old_place_is_asked_about(house, way, mode):
    await house.puts_on(AID, HYBRID)
    nia = await somebody(house, "30")
    await nia.types("swap first aid for pottery")
    assert "How would you like to come" in await nia.presses("Book")
    answer = await nia.presses(way)
    assert "You’re booked on Pottery" in answer
    assert "You still have your place on First aid" in answer
    await nia.presses("Cancel the old place")
    assert (await held(house, "nia"))["40"] == "booked"
    assert (await held(house, "nia"))["30"] == "leaving"


async def test_and_after_a_clash_with_something_else_too(house):
    await house.puts_on(AID, HYBRID, draft("Choir", HYBRID.starts_at, ref="50"))
    nia = await somebody(house, "30", "50")
    await nia.types("swap first aid for pottery")
    await nia.presses("Book")
    assert "You already have a session at that time" in await nia.presses("Online")
    answer = await nia.presses("Book anyway")
    assert "You still have your place on First aid" in answer
    assert set(await held(house, "nia")) == {"30", "40", "50"}


async def test_a_date_that_is_swapped_asks_how_they_come(house):
    ways = {"apart": True, "online_capacity": 5, "format": Format.HYBRID}
    await house.puts_on(replace(MARCH, **ways), replace(JUNE, **ways))
    nia = await house.meets("nia")
    await nia.types("book 20 online")
    await nia.types("book 21")
    assert "How would you like to come" in await nia.presses("Swap to this date")
    assert words_of(nia) == [("exchange", "21 :in-person 20"), ("exchange", "21 :online 20")]
    await nia.presses("Online")
    assert await held(house, "nia") == {"21": "booked"}
    found = await house.database.read(lambda db: sessions.by_ref(db, "21"))
    assert found.taken_online == 1
