"""What one person's two accounts share, and what each has again when that is undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.card import Form
from bot.learning.access import Needs
from bot.learning.attendance import Mark
from bot.learning.events import OrganiserActed
from bot.learning.reach import Headcount
from bot.store import access, attendance, calendars, feedback, joining, materials, reach, sessions, staff
from bot.store import events as log
from bot.store.tables import attendance as attendance_table
from bot.store.tables import events, headcounts
from bot.store.tables import materials as materials_table
from tests.conversations.two_accounts import ANN, OTHER, WALK, code_of, linked, person_at, same
from tests.house import MONDAY, at, build_house, draft


@pytest.fixture
def house(database):
    return build_house(database, rooms=("slack", "teams"))


async def test_the_better_of_two_places_is_kept_and_the_other_passed_on(house):
    await house.puts_on(draft("Walk", at(date(2026, 3, 12), 10), ref="12", capacity=1))
    teams = await house.meets("a1", room="teams", **OTHER)
    slack = await house.meets("ann", **ANN)
    owen = await house.meets("owen")
    for each in (teams, owen, slack):
        await each.types("book 12")
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    assert "You’re booked" in await slack.types("mine")
    assert "You’re booked" not in await owen.types("mine")
    assert await house.database.read(sessions.recount) == {}
    await slack.types("cancel 12")
    house.clock.move_to(MONDAY + timedelta(minutes=5))
    await house.wait_until(MONDAY + timedelta(minutes=6))
    assert "You’re booked" in await owen.types("mine")


async def test_undoing_gives_back_what_was_brought(house):
    await house.puts_on(WALK, draft("Swim", at(date(2026, 3, 13), 10), ref="13"))
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    await slack.types("book 12")
    await teams.types("book 13")
    await teams.types("follow wellbeing")
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    assert "Walk" in await teams.types("mine")
    assert "Swim" in await slack.types("mine")
    await teams.types("unlink")
    mine, theirs = await slack.types("mine"), await teams.types("mine")
    assert ("Walk" in mine, "Swim" in mine) == (True, False)
    assert ("Walk" in theirs, "Swim" in theirs) == (False, True)
    assert "Wellbeing" in await teams.types("follow")
    assert (await person_at(house, slack)).email == "ann@example.org"
    assert await house.database.read(sessions.recount) == {}


async def test_who_came_and_what_they_need_goes_back_with_their_place(house):
    await house.puts_on(
        WALK, draft("Talk", MONDAY, ref="13"), draft("Swim", at(date(2026, 3, 13), 10), ref="14")
    )
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    for someone, ref in ((teams, 12), (teams, 13), (slack, 14)):
        await someone.types(f"book {ref}")
    brought, own = await person_at(house, teams), await person_at(house, slack)
    ids = await house.database.read(
        lambda db: {ref: sessions.by_ref(db, ref).id for ref in ("12", "13", "14")}
    )

    def before(db):
        attendance.mark(db, ids["13"], [brought.id], Mark.CAME, by=None, now=MONDAY)
        access.keep(db, ids["12"], brought.id, Needs((), "a loop"))
        access.keep(db, ids["14"], own.id, Needs((), "a ramp"))
        calendars.open_anew(db, brought.id)

    await house.database.write(before)
    token = (await house.database.read(lambda db: calendars.of(db, brought.id))).token
    told = await house.database.read(lambda db: calendars.all_of(db, brought.id))
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    # What is told of a place while they are one goes with the place, too.
    await house.database.write(
        lambda db: attendance.mark(db, ids["12"], [own.id], Mark.PART, by=None, now=MONDAY)
    )
    await teams.types("unlink")
    back = await person_at(house, teams)

    def after(db):
        marks = select(attendance_table.c.session_id, attendance_table.c.mark)
        return (
            {
                row.session_id: row.mark
                for row in db.execute(marks.where(attendance_table.c.person_id == back.id))
            },
            {ref: access.of(db, number, back.id).words for ref, number in ids.items()},
            {ref: access.of(db, number, own.id).words for ref, number in ids.items()},
            calendars.reader(db, token),
            {number: each.secret for number, each in calendars.all_of(db, back.id).items()},
            set(calendars.all_of(db, own.id)),
        )

    assert await house.database.read(after) == (
        {ids["13"]: "came", ids["12"]: "part"},
        {"12": "a loop", "13": "", "14": ""},
        {"12": "", "13": "", "14": "a ramp"},
        back.id,
        {number: each.secret for number, each in told.items()},
        {ids["14"]},
    )


async def test_what_belongs_to_a_place_that_was_booked_since_stays_with_it(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    await teams.types("book 12")
    brought = await person_at(house, teams)
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    await house.database.write(lambda db: access.keep(db, session.id, brought.id, Needs((), "a loop")))
    await house.database.write(lambda db: calendars.open_anew(db, brought.id))
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    one = await person_at(house, slack)
    token = await house.database.write(lambda db: calendars.open_anew(db, one.id))
    await slack.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=6))
    await slack.types("book 12")
    await house.database.write(lambda db: access.keep(db, session.id, one.id, Needs((), "a loop")))
    await teams.types("unlink")
    assert "Walk" in await slack.types("mine")
    assert (await house.database.read(lambda db: access.of(db, session.id, one.id))).words == "a loop"
    assert await house.database.read(lambda db: set(calendars.all_of(db, one.id))) == {session.id}
    assert await house.database.read(lambda db: calendars.reader(db, token)) == one.id


async def test_an_address_that_filled_a_gap_goes_back_too(house):
    slack = await house.meets("ann", email=None, name="Ann")
    teams = await house.meets("a1", room="teams", **OTHER)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    assert (await person_at(house, slack)).email == OTHER["email"]
    await slack.types("unlink")
    assert (await person_at(house, slack)).email == ""
    assert (await person_at(house, teams)).email == OTHER["email"]


async def test_what_an_organiser_did_is_theirs_again(database):
    house = build_house(database, organisers=("olwen", "o1"), rooms=("slack", "teams"))
    await house.puts_on(WALK, draft("Talk", MONDAY + timedelta(days=1), ref="13"))
    slack = await house.meets("olwen")
    teams = await house.meets("o1", room="teams")
    own, brought = await person_at(house, slack), await person_at(house, teams)
    ids = await house.database.read(lambda db: {r: sessions.by_ref(db, r).id for r in ("12", "13")})
    await slack.types("book 13")
    await teams.types("book 13")

    def did(db, by, day, now):
        materials.add(db, ids["12"], by, title="Slides", url="https://example.org", now=now)
        reach.set_headcount(db, "", Headcount(500, day), by=by, now=now)
        attendance.mark(db, ids["13"], [by], Mark.CAME, by=by, now=now)
        log.keep(db, OrganiserActed(ids["12"], "move", {}, {}), now=now, actor_id=by)

    await house.database.write(lambda db: did(db, brought.id, date(2026, 1, 1), MONDAY))
    await house.database.write(lambda db: did(db, own.id, date(2026, 1, 2), MONDAY))
    await house.database.write(
        lambda db: reach.set_headcount(db, "", Headcount(9, date(2026, 1, 3)), by=brought.id, now=MONDAY)
    )
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    later = MONDAY + timedelta(hours=1)
    await house.database.write(
        lambda db: reach.set_headcount(db, "", Headcount(8, date(2026, 1, 3)), by=own.id, now=later)
    )
    house.clock.move_to(later)
    await teams.types("unlink")
    back = await person_at(house, teams)
    assert back.id != own.id

    def after(db):
        count = select(headcounts.c.on, headcounts.c.set_by).order_by(headcounts.c.on)
        in_turn = select(events.c.actor_id).order_by(events.c.id)
        acted, booked = (in_turn.where(events.c.kind == kind) for kind in ("OrganiserActed", "PlaceBooked"))
        marked = select(attendance_table.c.person_id, attendance_table.c.marked_by)
        added = select(materials_table.c.person_id).order_by(materials_table.c.id)
        return (
            list(db.execute(added).scalars()),
            [row.set_by for row in db.execute(count)],
            list(db.execute(acted).scalars()),
            list(db.execute(booked).scalars()),
            all(row.person_id == row.marked_by for row in db.execute(marked)),
        )

    assert await house.database.read(after) == (
        [back.id, own.id],
        [back.id, own.id, own.id],
        [back.id, own.id],
        [own.id, brought.id],  # of the rest it is kept who it was then
        True,
    )


async def test_nobody_else_ever_has_the_number_of_somebody_who_became_one_with_another(house):
    """What happened, and what old buttons carry, names people by number."""
    slack, teams = await house.meets("ann", **ANN), await house.meets("a1", room="teams", **OTHER)
    brought = await person_at(house, teams)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    newcomer = await person_at(house, await house.meets("nia"))
    assert newcomer.id > brought.id


async def test_after_two_weeks_it_stays_and_what_was_brought_is_forgotten(house):
    slack, teams = await linked(house)
    await house.wait_until(MONDAY + joining.UNDO + timedelta(days=2))
    assert "nothing to undo" in await teams.types("unlink")
    assert await same(house, slack, teams)
    person = await person_at(house, slack)
    assert await house.database.read(lambda db: joining.of(db, person.id, MONDAY)) is None


async def test_one_person_gives_one_answer(house):
    """What was answered at either account is the one answer, and can be changed from the other."""
    await house.puts_on(draft("Talk", MONDAY + timedelta(hours=1), ref="1"))
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    for each in (slack, teams):
        await each.types("book 1")
    await house.wait_until(MONDAY + timedelta(hours=3))
    for each, rating in ((slack, "2"), (teams, "5")):
        await each.types("feedback 1")
        await each.submits(useful=rating)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    session = await house.database.read(lambda db: sessions.by_ref(db, "1"))
    assert await house.database.read(lambda db: feedback.counts(db, session.id)) == (1, 1)


async def test_an_answer_goes_along_and_comes_back(house):
    await house.puts_on(draft("Talk", MONDAY + timedelta(hours=1), ref="1"))
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    await teams.types("book 1")
    await house.wait_until(MONDAY + timedelta(hours=3))
    await teams.types("feedback 1")
    await teams.submits(useful="5", comment="Lovely", named=("yes",))
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    await slack.types("feedback 1")
    assert isinstance(slack.last.body, Form)
    assert "Lovely" in repr(slack.last.body)
    await slack.types("unlink")
    await teams.types("feedback 1")
    assert "Lovely" in repr(teams.last.body)


async def test_of_two_askings_for_one_place_the_one_that_is_open_is_told_of(database):
    """What the other account had asked for is over, whichever of the two came later."""
    house = build_house(database, rooms=("slack", "teams"))
    await house.puts_on(draft("Budgets", at(date(2026, 3, 20), 10), ref="12", capacity=5, approval=True))
    megan = await house.meets("megan")
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    for someone, facts in ((slack, ANN), (teams, OTHER)):
        row = (facts["email"], {"manager_email": "megan@example.org"})
        await house.database.write(lambda db, row=row: staff.load(db, [row]))
        await someone.types("book 12")
    await house.deliver()
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    assert "Held for you until your manager approves it" in await slack.types("mine")
    house.clock.move_to(MONDAY + timedelta(minutes=1))
    await megan.types("approvals")
    assert "You’ve approved" in await megan.presses("Approve")
    await house.deliver()
    assert any("Megan has approved your place on Budgets" in post for post in (*slack.post, *teams.post))
