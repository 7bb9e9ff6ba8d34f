"""Reminders come the day before and an hour before, to those who still go and still want them."""

from datetime import date, timedelta

from sqlalchemy import select

from bot.store import revising, sessions
from bot.store.tables import letters
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


async def test_a_session_after_easter_is_reminded_of_before_it(house):
    house.clock.move_to(at(date(2026, 4, 2), 8))
    await house.puts_on(draft("Mindful walking", at(date(2026, 4, 7), 10), ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await house.wait_until(at(date(2026, 4, 2), 10))
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


async def choosing(house, reminders, start, *, title="Mindful walking", **facts):
    """Nia, who chose when to be reminded and then booked."""
    nia = await house.meets("nia")
    await nia.types("settings")
    await nia.submits(reminders=reminders)
    await house.puts_on(draft(title, start, ref="12", **facts))
    await nia.types("book 12")
    await house.deliver()
    house.room.parcels.clear()
    return nia


async def written(house, person, until):
    """Their reminders until then: when each was due, and its first line."""
    await house.deliver()
    person.paper.parcels.clear()
    await house.wait_until(until)
    due = select(letters.c.due_at).where(letters.c.state == "sent", letters.c.kind.endswith("-ahead"))
    rows = await house.database.read(lambda db: db.execute(due.order_by(letters.c.id)).all())
    lines = [post.splitlines()[0] for post in person.post]
    return list(zip((row.due_at for row in rows), lines, strict=True))


async def test_a_week_a_day_and_an_hour_for_who_chose_all(house):
    start = at(date(2026, 3, 13), 14)
    nia = await choosing(house, ("week", "day", "hour"), start)
    assert await written(house, nia, start) == [
        (at(date(2026, 3, 6), 14), "A reminder: Mindful walking is coming up."),
        (at(date(2026, 3, 12), 14), "A reminder: Mindful walking is coming up."),
        (at(date(2026, 3, 13), 13), "Mindful walking starts in an hour."),
    ]


async def test_who_chose_none_gets_none(house):
    start = at(date(2026, 3, 13), 14)
    nia = await choosing(house, (), start)
    assert await written(house, nia, start) == []


async def test_reminders_keep_to_the_clock_on_the_wall_when_the_clocks_change(house):
    """Complaint 4: an hour out after the clocks change. They go forward on Sunday 29 March 2026."""
    start = at(date(2026, 3, 30), 10)
    nia = await choosing(house, ("week", "day", "hour"), start)
    assert [moment for moment, _ in await written(house, nia, start)] == [
        at(date(2026, 3, 23), 10),
        at(date(2026, 3, 27), 10),
        at(date(2026, 3, 30), 9),
    ]


async def test_a_week_before_a_weekend_is_a_working_day(house):
    start = at(date(2026, 3, 15), 20)  # a Sunday evening
    nia = await choosing(house, ("week",), start)
    assert [moment for moment, _ in await written(house, nia, start)] == [at(date(2026, 3, 6), 16, 30)]


async def test_reminders_wait_for_the_working_hours_of_who_reads_them(house):
    start = at(date(2026, 3, 13), 10)
    await house.puts_on(draft("Mindful walking", start, ref="12"))
    nia = await house.meets("nia", zone="America/New_York")
    await nia.types("book 12")
    await house.deliver()
    house.room.parcels.clear()
    moment, _ = (await written(house, nia, at(date(2026, 3, 12), 18)))[0]
    assert moment == at(date(2026, 3, 12), 13)  # 9am in New York, where the clocks have changed already


async def test_what_falls_due_together_is_one_message(house):
    start = at(date(2026, 3, 13), 14)
    nia = await choosing(house, ("week", "hour"), start)
    await house.puts_on(draft("Quiet hour", at(date(2026, 3, 6), 15), ref="14"))
    await nia.types("book 14")
    await house.wait_until(at(date(2026, 3, 6), 13))
    house.room.parcels.clear()
    await house.wait_until(at(date(2026, 3, 6), 15))
    assert [post.splitlines()[0] for post in nia.post] == ["2 things about your learning"]
    assert "Quiet hour starts in an hour" in nia.post[0]
    assert "Mindful walking is coming up" in nia.post[0]


async def test_a_weeks_notice_names_all_of_that_day(house):
    nia = await choosing(house, ("week",), at(date(2026, 3, 13), 14))
    await house.puts_on(draft("Pivot tables", at(date(2026, 3, 13), 11), ref="13"))
    await nia.types("book 13")
    found = [line for _, line in await written(house, nia, at(date(2026, 3, 6), 17)) if "reminder" in line]
    assert found == ["A reminder: you have 2 sessions on Friday 13 March."]


async def test_a_reminder_has_the_place_or_the_link_and_a_way_out_with_undo(house):
    """Complaint 7: one tap in the reminder gives the place to who waits."""
    start = at(date(2026, 3, 13), 14)
    nia = await choosing(
        house, ("week",), start, place="Committee room 2", link="https://meet.example.org/walk", capacity=1
    )
    rhys = await house.meets("rhys")
    await rhys.types("book 12")
    await house.wait_until(at(date(2026, 3, 6), 14))
    letter = nia.letters[-1].card
    assert "Committee room 2" in nia.post[-1]
    assert "https://meet.example.org/walk" in nia.post[-1]
    assert "is cancelled" in await nia.presses("I can’t come any more", on=letter)
    assert "You still have your place" in await nia.presses("Undo")
    await nia.presses("I can’t come any more", on=letter)
    await house.wait_until(at(date(2026, 3, 6), 15))
    assert "A place has come free" in rhys.post[-1]


async def test_who_books_after_the_week_is_up_gets_what_is_left(house):
    start = at(date(2026, 3, 4), 14)  # in two days
    nia = await choosing(house, ("week", "day"), start)
    assert [moment for moment, _ in await written(house, nia, start)] == [at(date(2026, 3, 3), 14)]
