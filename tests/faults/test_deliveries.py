"""Slack delivers twice, late, or in the wrong order: nothing happens twice, and people read what is true."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from bot.store import revising, sessions
from tests.faults.conftest import EXCEL, TUESDAY, WALK


def booked(caffi, ref: str) -> int:
    return caffi.database.read_now(lambda db: sessions.by_ref(db, ref)).taken


async def settled(caffi) -> None:
    await caffi.postman.flush()


async def test_a_message_that_is_delivered_again_is_answered_once(opened_on_both):
    async with opened_on_both(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        for _ in range(3):
            await slack.delivers_again()
        await settled(caffi)
        assert nia.sees("dm").count("You’re booked on Mindful walking.") == 1
        assert booked(caffi, "12") == 1


async def test_a_command_that_is_delivered_again_gets_its_first_answer(opened_on_both):
    async with opened_on_both(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.types_command("/book", "12", channel="learning")
        first = slack.acks[-1].body
        assert (await slack.delivers_again()).body == first
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await settled(caffi)
        assert nia.sees("dm").count("You’re booked") == 1
        assert booked(caffi, "12") == 1


async def test_a_press_that_is_delivered_twice_at_once_books_once(opened_on_both):
    async with opened_on_both(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.types_command("/learn", "what's on next week", channel="learning")
        slack.holds = True
        await nia.presses("Book")
        slack.holds = False
        kind, payload = slack.kept_back.pop()
        await asyncio.gather(*(slack.deliver(kind, payload) for _ in range(4)))
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await settled(caffi)
        assert nia.sees("learning").count("You’re booked on Mindful walking.") == 1
        assert booked(caffi, "12") == 1


async def test_an_envelope_to_both_connections_of_two_processes_is_served_once(opened_by_socket):
    async with opened_by_socket(EXCEL, processes=2) as (slack, caffi):
        nia, tom = slack.person("nia"), slack.person("tom")
        assert len(slack.link.sockets) == 2
        for person in (nia, tom):
            slack.link.turn += 1
            await person.says("book 13")
            slack.link.turn += 1
            await slack.delivers_again()
        await nia.hears("You’re booked on Excel basics.", "dm")
        await tom.hears("You’re number 1 on the waiting list", "dm")
        await settled(caffi)
        assert nia.sees("dm").count("You’re booked") == 1
        assert tom.sees("dm").count("number 1") == 1
        assert booked(caffi, "13") == 1


async def test_a_press_on_an_old_message_is_answered_as_things_are_now(opened):
    async with opened(WALK, EXCEL) as (slack, caffi):
        nia, tom = slack.person("nia"), slack.person("tom")
        await nia.types_command("/learn", "what's on next week", channel="learning")
        walk = caffi.database.read_now(lambda db: sessions.by_ref(db, "12"))
        caffi.database.write_now(lambda db: revising.cancel_all(db, [walk.id]))
        await nia.presses("Book", beside="Mindful")
        await nia.hears("Mindful walking has been cancelled", "learning")
        await tom.types_command("/book", "13")
        await nia.presses("Book", beside="Excel")
        await nia.hears("You’re number 1 on the waiting list", "learning")
        await caffi.timekeeper.move_to(TUESDAY + timedelta(days=3))
        await tom.types_command("/learn", "help")
        await nia.presses("Book", beside="Excel")
        await nia.hears("Excel basics is over", "learning")
        assert booked(caffi, "12") == 0
        assert booked(caffi, "13") == 1


async def test_a_cancelling_that_overtakes_its_booking_takes_nothing_away(opened):
    async with opened(WALK) as (slack, caffi):
        nia = slack.person("nia")
        slack.holds = True
        await nia.types_command("/book", "12")
        await nia.types_command("/learn", "cancel 12")
        await slack.lets_go(backwards=True)
        seen = nia.sees("dm")
        assert "You’re booked on Mindful walking." in seen
        assert seen.index("You have no place") < seen.index("You’re booked on")
        assert booked(caffi, "12") == 1


async def test_hours_late_is_still_once(opened):
    async with opened(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await nia.says("cancel 12")
        await nia.hears("Undo", "dm")
        await caffi.timekeeper.move_to(caffi.clock.now() + timedelta(hours=2))
        await slack.delivers_again(last=2)
        await settled(caffi)
        assert booked(caffi, "12") == 0
        assert nia.sees("dm").count("You’re booked on") == 1


async def test_a_slow_database_is_announced_and_the_answer_follows(opened_on_postgresql):
    async with opened_on_postgresql(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.types_command("/learn", "help", channel="learning")
        with caffi.database.engine.connect() as other:
            other.execute(text("select id from sessions for update"))
            await nia.types_command("/book", "12", channel="learning")
            assert "Still working on it. The answer will follow in a moment." in nia.sees("learning")
            await slack.delivers_again()
            other.rollback()
        await nia.hears("You’re booked on Mindful walking.", "learning")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await settled(caffi)
        assert booked(caffi, "12") == 1
        assert nia.sees("dm").count("You’re booked on Mindful walking.") == 1


async def test_a_locked_database_is_told_in_time_and_nothing_is_half_done(opened, sqlite):
    import sqlite3

    async with opened(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.types_command("/learn", "help")
        other = sqlite3.connect(sqlite.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await nia.types_command("/book", "12")
        await nia.hears("Nothing was changed", "dm")
        other.execute("ROLLBACK")
        other.close()
        await nia.types_command("/book", "12")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        assert booked(caffi, "12") == 1


async def test_a_form_that_was_closed_or_sent_twice_harms_nothing(opened):
    async with opened(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.types_command("/learn", "settings")
        view = {**nia.modal().view, "id": nia.modal().id, "callback_id": "form"}
        closed = {"type": "view_closed", "user": {"id": nia.id, "team_id": "T1"}, "view": view}
        assert (await slack.deliver("interactive", closed)).status == 200
        await nia.submits("Settings", {"Language": "Cymraeg"})
        await slack.delivers_again()
        await settled(caffi)
        person = caffi.database.read_now(
            lambda db: db.execute(text("select count(*), max(language) from people")).one()
        )
        assert tuple(person) == (1, "cy")
