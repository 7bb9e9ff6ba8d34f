"""What is forgotten by itself, so long after a session; and what must not be."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select, text
from structlog.testing import capture_logs

from bot.checkup import Patient, examine
from bot.learning.sessions import Status
from bot.store import tables
from tests.conversations.test_reimporting import counts, read, takes_in
from tests.house import MONDAY, draft

PROGRAMME = b"""ref,title,date,start,minutes,audience,invited
12,Strategy,03/03/2026,10am,60,Invitation only,nia@example.org owen@example.org
"""
ENDED = MONDAY + timedelta(days=1, hours=2)


async def invited(house):
    rows = select(tables.sessions.c.ref, tables.sessions.c.invited).order_by(tables.sessions.c.id)
    return await house.database.read(lambda db: {row.ref: row.invited for row in db.execute(rows)})


async def told(house):
    """Sessions of which calendars were told."""
    rows = (
        select(tables.sessions.c.ref)
        .join(tables.invitations, tables.invitations.c.session_id == tables.sessions.c.id)
        .order_by(tables.sessions.c.ref)
    )
    return await house.database.read(lambda db: list(db.execute(rows).scalars()))


async def days_go_by(house, days):
    """All at once: only what falls due in the last minutes is done at its own moment."""
    house.clock.move_to(ENDED + timedelta(days=days) - timedelta(minutes=5))
    await house.wait_until(ENDED + timedelta(days=days))


async def test_who_was_invited_and_what_calendars_were_told(house):
    assert len(read(PROGRAMME).drafts) == 1
    await takes_in(house, PROGRAMME)
    later = draft("Later", ENDED + timedelta(days=100), ref="13", invited="owen@example.org")
    put_off = draft("Put off", ENDED, ref="14", invited="owen@example.org", status=Status.POSTPONED)
    await house.puts_on(later, put_off)
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("book 13")
    await house.deliver()
    assert await told(house) == ["12", "13"]
    await days_go_by(house, 119)
    assert await told(house) == ["12", "13"]
    assert (await invited(house))["12"] == "nia@example.org owen@example.org"
    await days_go_by(house, 121)
    assert await told(house) == ["13"]
    forgotten = {"12": "", "13": "owen@example.org", "14": "owen@example.org"}
    assert await invited(house) == forgotten
    assert "Strategy" in await nia.types("record"), "that she was there is hers"
    plan = await takes_in(house, PROGRAMME)
    assert counts(plan)[:3] == (0, 0, 1), "the same file does not bring them back"
    assert await invited(house) == forgotten
    await days_go_by(house, 300)
    assert await told(house) == []
    assert (await invited(house))["14"] == "owen@example.org", "it is still to come"


async def schedules_that_fail(house):
    """As `caffi doctor` finds them."""

    def look(db):
        now = house.clock.now()
        patient = Patient(db=db, settings=house.settings, now=now, real=house.clock.real(), moment=str)
        return [each.facts["name"] for each in examine(patient) if each.name == "schedule"]

    return await house.database.read(look)


async def test_what_cannot_be_forgotten_holds_up_nothing_else_and_is_found(house):
    """Of each night's kinds one fails: the others are done, and it is tried again every night."""
    await house.puts_on(draft("Walk", ENDED, ref="12"))
    nia = await house.meets("nia")
    await nia.says("what is on about gardening")
    await nia.says("book 12")
    await house.deliver()

    async def left(table):
        return await house.database.read(lambda db: len(db.execute(select(table)).all()))

    async def do(words):
        await house.database.write(lambda db: db.execute(text(words)))

    await house.wait_until(MONDAY + timedelta(days=2))
    assert await left(tables.letters)
    assert await left(tables.unmet)
    # Something of the letters is held on to, as it may be after an upgrade that went wrong.
    await do("create table holding (letter bigint references letters (id))")
    await do("insert into holding select id from letters")
    with capture_logs() as logged:
        await house.comes_back_at(MONDAY + timedelta(days=400))
    assert [each["name"] for each in logged if each["log_level"] == "error"] == ["forget letters"]
    assert await left(tables.letters)
    assert not await left(tables.unmet)
    await house.comes_back_at(MONDAY + timedelta(days=401))
    assert await schedules_that_fail(house) == ["forget letters"]
    await do("drop table holding")
    await house.comes_back_at(MONDAY + timedelta(days=402))
    assert not await schedules_that_fail(house)
    assert not await left(tables.letters)


@pytest.mark.parametrize("limit", ["lock_timeout", "statement_timeout"])
async def test_nor_does_a_statement_that_postgresql_was_told_to_stop(house, limit):
    """It is no trouble of the server's: what somebody holds on to in one kind is forgotten the next night."""
    if house.database.embedded:
        pytest.skip("a file has one writer, who is waited for as a whole")
    await house.puts_on(draft("Walk", ENDED, ref="12"))
    nia = await house.meets("nia")
    await nia.says("what is on about gardening")
    await nia.says("book 12")
    await house.deliver()
    engine = house.database.engine

    def with_a_limit(db):
        db.exec_driver_sql(f"set local {limit} = '1s'")

    with engine.begin() as other:
        other.execute(text("lock table proposals in access exclusive mode"))
        event.listen(engine, "begin", with_a_limit)
        try:
            with capture_logs() as logged:
                await house.comes_back_at(MONDAY + timedelta(days=400))
        finally:
            event.remove(engine, "begin", with_a_limit)
    assert [each["name"] for each in logged if each["log_level"] != "info"] == ["forget proposals"]
    left = await house.database.read(lambda db: db.execute(select(tables.letters.c.key)).scalars().all())
    assert not [key for key in left if key.startswith("confirmation")]


async def test_nor_does_a_statement_that_the_database_cannot_carry_out(house):
    """SQLite calls it by the same name as a disk that is full."""
    await house.puts_on(draft("Walk", ENDED, ref="12"))
    nia = await house.meets("nia")
    await nia.says("what is on about gardening")
    await nia.says("book 12")
    await house.deliver()
    await house.database.write(lambda db: db.execute(text("alter table proposals rename to elsewhere")))
    with capture_logs() as logged:
        await house.comes_back_at(MONDAY + timedelta(days=400))
        await house.timekeeper.tick()
    assert [each["name"] for each in logged if each["log_level"] != "info"] == ["forget proposals"]
    left = await house.database.read(lambda db: db.execute(select(tables.letters.c.key)).scalars().all())
    assert not [key for key in left if key.startswith("confirmation")]


async def test_a_kind_that_never_went_well_is_found_too(house):
    """As where an upgrade went wrong that brought it."""
    await house.database.write(lambda db: db.execute(text("alter table proposals rename to elsewhere")))
    await house.wait_until(MONDAY + timedelta(days=1))

    assert await schedules_that_fail(house) == []
    with capture_logs():
        await house.wait_until(MONDAY + timedelta(days=4))
    assert await schedules_that_fail(house) == ["forget proposals"]
