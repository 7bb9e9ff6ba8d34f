"""A swap where one person may hold only so many dates: both in one step, or nothing; and how they come."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.card import Button, Text
from bot.learning.events import PlaceFreed
from bot.learning.sessions import Format
from bot.store import sessions
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
    assert "You may wait for it instead" in answer
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
