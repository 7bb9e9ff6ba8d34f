"""Complaint 20: the room and online have their own numbers, their own queues, and one tap between them."""

from datetime import timedelta

from bot.learning.sessions import Format, Freed
from bot.store import sessions
from tests.house import MONDAY, draft

LATER = MONDAY + timedelta(days=10)


def hybrid(*, room: int | None = 1, online: int | None = 2, **facts: object):
    plain = {"format": Format.HYBRID, "place": "Tŷ Afon", "apart": True, "ref": "12"}
    return draft("Mindful walking", LATER, capacity=room, online_capacity=online, **(plain | facts))


async def test_complaint_20_the_list_shows_both_numbers(house):
    await house.puts_on(hybrid())
    nia = await house.meets("nia")
    listed = await nia.types("what's on")
    assert "In person: 1 place left · Online: 2 places left" in listed
    await nia.types("book 12 in person")
    owen = await house.meets("owen")
    assert "In person: Full · Online: 2 places left" in await owen.types("what's on")


async def test_booking_asks_which_unless_it_was_said(house):
    await house.puts_on(hybrid())
    nia, owen, siwan = [await house.meets(key) for key in ("nia", "owen", "siwan")]
    assert "How would you like to come to Mindful walking?" in await nia.types("book 12")
    assert "Mindful walking" not in await nia.types("mine")
    await nia.types("book 12")
    assert "How you come: In person" in await nia.presses("In person")
    assert "How you come: Online" in await owen.types("book 12 online")
    assert "How you come: Ar-lein" not in await siwan.types("archebu 12 ar-lein")
    assert "Online: Full" in await (await house.meets("rhys")).types("details 12")


async def test_how_to_come_is_said_as_well_beside_what_is_at_the_same_time(house):
    await house.puts_on(hybrid(), draft("Excel", LATER, ref="13"))
    said = {
        "nia": ("book anyway 12 in person", "How you come: In person"),
        "owen": ("book anyway 12 online", "How you come: Online"),
        "siwan": ("archebu beth bynnag 12 ar-lein", "How you come: Online"),
    }
    for key, (words, answer) in said.items():
        someone = await house.meets(key)
        await someone.types("book 13")
        assert answer in await someone.types(words)


async def test_each_way_has_its_own_queue(house):
    await house.puts_on(hybrid(online=1))
    nia, owen, siwan, rhys = [await house.meets(key) for key in ("nia", "owen", "siwan", "rhys")]
    await nia.types("book 12 in person")
    await owen.types("book 12 online")
    assert "No place in person is free on Mindful walking. You’re number 1" in await siwan.types(
        "book 12 in person"
    )
    assert "No place online is free on Mindful walking. You’re number 1" in await rhys.types("book 12 online")
    await owen.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=2))
    assert "A place has come free" in rhys.post[-1]
    assert "A place has come free" not in "".join(siwan.post)
    assert await house.database.read(sessions.recount) == {}


async def test_changing_is_one_tap_and_passes_the_place_on(house):
    await house.puts_on(hybrid())
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12 in person")
    await owen.types("book 12 in person")
    assert "number 1" in await owen.types("book 12")
    await nia.types("details 12")
    changed = await nia.presses("Join online instead")
    assert "You’re now joining Mindful walking online." in changed
    await house.deliver()
    assert "A place has come free" in owen.post[-1]
    assert "How you come: In person" in owen.post[-1]
    full = await nia.types("switch to in person 12")
    assert "you keep your place online" in full
    assert "How you come: Online" in await nia.types("details 12")
    assert await house.database.read(sessions.recount) == {}


async def test_who_waits_for_the_room_is_offered_online_and_goes_straight_in(house):
    await house.puts_on(hybrid())
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12 in person")
    await owen.types("book 12 in person")
    assert "You’re now joining Mindful walking online." in await owen.presses("Join online instead")
    assert await house.database.read(sessions.recount) == {}


async def test_nobody_jumps_into_the_room_past_those_who_wait_for_it(house):
    await house.puts_on(hybrid(freed=Freed.OFFER))
    nia, owen, siwan = [await house.meets(key) for key in ("nia", "owen", "siwan")]
    await nia.types("book 12 in person")
    await owen.types("book 12 in person")
    await siwan.types("book 12 online")
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=2))
    assert "you keep your place online" in await siwan.types("switch to in person 12"), "it is kept for Owen"
    assert "How you come: In person" in owen.post[-1]


async def test_online_without_a_limit_is_never_full(house):
    await house.puts_on(hybrid(online=None))
    for number in range(6):
        someone = await house.meets(f"p{number}")
        assert "How you come: Online" in await someone.types("book 12 online")
    nia = await house.meets("nia")
    assert "Online: No limit on places" in await nia.types("details 12")


async def test_a_clash_keeps_the_way_that_was_said(house):
    await house.puts_on(hybrid(), draft("Excel basics", LATER, ref="13"))
    nia = await house.meets("nia")
    await nia.types("book 13")
    assert "already have a session at that time" in await nia.types("book 12 online")
    assert "How you come: Online" in await nia.presses("Book anyway")
