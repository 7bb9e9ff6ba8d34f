"""Reminders come the day before and an hour before, to those who still go and still want them."""

from datetime import date, timedelta

from bot.store import revising, sessions
from tests.house import MONDAY, at, draft

THURSDAY = MONDAY + timedelta(days=3, hours=1)


async def booked(house, key="nia"):
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    nia = await house.meets(key)
    await nia.types("book 12")
    await house.deliver()
    house.room.parcels.clear()
    return nia


def reminders(person):
    return [post.splitlines()[0] for post in person.post if "remind" in post.casefold() or "starts" in post]


async def test_a_day_and_an_hour_before(house):
    nia = await booked(house)
    await house.wait_until(THURSDAY - timedelta(hours=24, minutes=1))
    assert nia.post == []
    await house.wait_until(THURSDAY + timedelta(hours=1))
    assert reminders(nia) == [
        "A reminder: Mindful walking is coming up.",
        "Mindful walking starts in an hour.",
    ]


async def test_a_monday_session_is_reminded_of_on_friday(house):
    monday = at(date(2026, 3, 9), 10)
    await house.puts_on(draft("Mindful walking", monday, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await house.wait_until(at(date(2026, 3, 6), 10))
    assert "coming up" in nia.post[-1]


async def test_who_switched_one_off_gets_the_other(house):
    nia = await booked(house)
    await nia.types("settings")
    assert "saved" in await nia.submits(reminders=("hour",))
    await house.wait_until(THURSDAY + timedelta(hours=1))
    assert reminders(nia) == ["Mindful walking starts in an hour."]


async def test_i_cant_come_any_more_gives_the_place_up(house):
    nia = await booked(house)
    await house.wait_until(THURSDAY - timedelta(hours=24))
    card = nia.letters[-1].card
    assert "Your place on Mindful walking is cancelled." in await nia.presses(
        "I can’t come any more", on=card
    )
    await house.wait_until(THURSDAY)
    assert reminders(nia) == ["A reminder: Mindful walking is coming up."]


async def test_a_session_that_moved_is_reminded_of_at_its_new_time(house):
    nia = await booked(house)
    await house.wait_until(THURSDAY - timedelta(hours=23))

    def move(db):
        session = sessions.by_ref(db, "12")
        later = draft("Mindful walking", THURSDAY + timedelta(days=7), ref="12")
        revising.change(db, session.id, later)

    await house.database.write(move)
    await house.wait_until(THURSDAY + timedelta(days=8))
    assert reminders(nia) == [
        "A reminder: Mindful walking is coming up.",
        "A reminder: Mindful walking is coming up.",
        "Mindful walking starts in an hour.",
    ]
