"""Somebody who uses Slack and Teams is one person: by a vouched e-mail address, or by a code."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.ask import Profile
from bot.card import Button, Form, Plain, Text
from bot.learning.access import Needs
from bot.learning.attendance import Mark
from bot.learning.events import OrganiserActed
from bot.learning.reach import Headcount
from bot.room import Undeliverable
from bot.store import (
    access,
    attendance,
    calendars,
    feedback,
    joining,
    links,
    materials,
    people,
    reach,
    sessions,
    staff,
)
from bot.store import events as log
from bot.store.tables import answers, events, headcounts, letters, link_codes
from bot.store.tables import attendance as attendance_table
from bot.store.tables import materials as materials_table
from tests.house import MONDAY, Someone, at, build_house, buttons, draft

WALK = draft("Walk", at(date(2026, 3, 12), 10), ref="12", capacity=2)
ANN = {"email": "ann@example.org", "name": "Ann Hughes"}
OTHER = {"email": "a.hughes@elsewhere.example", "name": "Ann H"}


@pytest.fixture
def house(database):
    return build_house(database, rooms=("slack", "teams"))


async def person_at(house, someone):
    roles = house.settings.organisers.roles
    return await house.database.read(lambda db: people.at(db, someone.address, roles))


async def same(house, one, other):
    return await person_at(house, one) == await person_at(house, other)


async def code_of(someone):
    """As they read it: "link K7QM-3XPD"."""
    text = await someone.types("link")
    return next(line for line in text.splitlines() if line.startswith("link "))


async def linked(house):
    """Ann with two addresses that no e-mail joins, and a code between them."""
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    await house.postman.flush()
    return slack, teams


def clear(house):
    for room in house.rooms.values():
        room.parcels.clear()


# ── By e-mail ────────────────────────────────────────────────────────────────────────────────────


async def test_one_vouched_address_is_one_person_with_one_set_of_places(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    await slack.types("book 12")
    teams = await house.meets("a1", room="teams", **ANN | {"email": " Ann@Example.org "})
    assert await same(house, slack, teams)
    assert "Walk" in await teams.types("mine")
    await teams.types("cymraeg")
    assert "Mae" in await slack.types("mine")


async def test_both_accounts_are_told_and_either_undoes_it(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **ANN)
    await house.deliver()
    assert [len(each.post) for each in (slack, teams)] == [1, 1]
    assert "one person here now (Slack, Microsoft Teams)" in slack.post[0]
    assert "separate again" in await slack.presses("Undo the link", on=slack.letters[0].card)
    assert not await same(house, slack, teams)
    await house.deliver()
    assert "separate again" in teams.post[-1]
    await house.desk.meet(teams.address, Profile(**ANN))
    assert not await same(house, slack, teams), "told again, they stay apart"


async def test_the_people_file_is_met_in_both_without_a_word(house):
    await house.database.write(lambda db: staff.load(db, [("ann@example.org", {"site": "Bangor"})]))
    slack = await house.meets("ann", **ANN)
    assert (await person_at(house, slack)).site == "Bangor"
    await house.deliver()
    assert slack.post == []


@pytest.mark.parametrize("profile", [{"guest": True}, {"email": None}, {"email": "ann"}, {"email": ""}])
async def test_what_no_room_vouches_for_links_nobody(house, profile):
    slack = await house.meets("ann", **ANN)
    guest = await house.meets("x", room="teams", **ANN | profile)
    assert not await same(house, slack, guest)


async def test_a_guest_has_no_rights_and_blocks_nobody(house):
    guest = await house.meets("x", email="olwen@example.org", guest=True)
    assert not (await person_at(house, guest)).organises
    olwen = await house.meets("olwen", room="teams")
    assert (await person_at(house, olwen)).organises
    assert not await same(house, guest, olwen)


async def test_an_address_changed_to_a_colleagues_takes_nothing_over(house):
    await house.puts_on(WALK)
    olwen = await house.meets("olwen", room="teams")
    await olwen.types("book 12")
    thief = await house.meets("thief")
    nameless = await house.meets("shy", email=None)
    for each in (thief, nameless):
        await house.desk.meet(each.address, Profile(email="olwen@example.org"))
        assert not await same(house, each, olwen)
        assert not (await person_at(house, each)).organises
        assert "Walk" not in await each.types("mine")


async def test_a_second_account_in_one_room_is_another_person_until_a_code_says_otherwise(house):
    first = await house.meets("ann", **ANN)
    second = await house.meets("ann2", **ANN)
    assert not await same(house, first, second)
    await house.deliver()
    assert "has your e-mail address already" in second.post[0]
    await second.types(await code_of(first))
    await second.presses("Yes, that’s me")
    assert await same(house, first, second)


async def test_a_new_account_in_the_place_of_a_closed_one_goes_on(house):
    first = await house.meets("ann", **ANN)
    await house.desk.meet(first.address, Profile(gone=True))
    second = await house.meets("ann2", **ANN)
    assert (await person_at(house, second)).email == "ann@example.org"
    assert await house.database.read(people.count) == 1


@pytest.mark.parametrize("lookalike", ["ſam@example.org", "\u212aim@example.org", "straße@example.org"])
async def test_letters_that_only_look_alike_are_somebody_elses(house, lookalike):
    real = lookalike.casefold()
    slack = await house.meets("real", email=real)
    teams = await house.meets("fake", room="teams", email=lookalike)
    assert not await same(house, slack, teams)


async def test_who_leaves_one_room_keeps_their_places_as_long_as_they_are_in_the_other(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **ANN)
    await teams.types("book 12")
    await house.desk.meet(slack.address, Profile(gone=True))
    assert "Walk" in await teams.types("mine")
    await house.desk.meet(teams.address, Profile(gone=True))
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    assert session.taken == 0


# ── By code ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_code_joins_two_accounts_and_says_whose_it_is_before(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    typed = await code_of(slack)
    assert "made by Ann Hughes, ann@example.org (Slack)" in await teams.types(typed.lower().replace("-", " "))
    assert not await same(house, slack, teams)
    assert "one person here now" in await teams.presses("Yes, that’s me")
    assert await same(house, slack, teams)
    await house.deliver()
    assert "one person here now" in slack.post[-1]
    assert teams.post == []


async def test_in_welsh_it_goes_the_same_way(house):
    slack = await house.meets("ann", **ANN | {"language": "cy"})
    teams = await house.meets("a1", room="teams", **OTHER | {"language": "cy"})
    text = await slack.types("cysylltu")
    typed = next(line for line in text.splitlines() if line.startswith("cysylltu "))
    await teams.types(typed)
    await teams.presses("Ie, fi yw hwnnw")
    assert await same(house, slack, teams)


async def test_a_code_is_spoken_in_messages_too(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    text = await slack.says("link")
    typed = next(line for line in text.splitlines() if line.startswith("link "))
    assert "made by Ann Hughes" in await teams.says(typed)


async def test_it_is_kept_nowhere_as_it_is_read(house):
    slack = await house.meets("ann", **ANN)
    for way in (slack.types, slack.says):
        text = await way("link")
        code = next(line for line in text.splitlines() if line.startswith("link ")).removeprefix("link ")

        def everything(db):
            rows = [
                tuple(row) for table in (answers, link_codes, letters) for row in db.execute(select(table))
            ]
            return repr(rows)

        kept = await house.database.read(everything)
        assert code not in kept
        assert code.replace("-", "") not in kept
        assert slack.letters == [] or code not in repr(slack.letters[-1].card.summary)


async def test_a_code_is_used_up_by_the_first_who_types_it(house):
    slack = await house.meets("ann", **ANN)
    first = await house.meets("a1", room="teams", **OTHER)
    second = await house.meets("owen", room="teams")
    typed = await code_of(slack)
    await first.types(typed)
    assert "wrong, used or too old" in await second.types(typed)
    claim = buttons(first.last.body)[0]
    assert "can no longer be used" in await second.press(claim), "a button in somebody else's hand"
    await first.press(claim)
    assert await same(house, slack, first)
    assert "can no longer be used" in await first.press(claim)


async def test_no_means_no(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    typed = await code_of(slack)
    await teams.types(typed)
    yes = buttons(teams.last.body)[0]
    assert "Nothing has changed" in await teams.presses("No")
    assert "can no longer be used" in await teams.press(yes)
    assert "wrong, used" in await teams.types(typed)
    assert not await same(house, slack, teams)


async def test_ten_minutes_later_it_is_too_old(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    early, late = await code_of(slack), None
    house.clock.move_to(MONDAY + links.LIFE)
    assert "too old" in await teams.types(early)
    late = await code_of(slack)
    await teams.types(late)
    house.clock.move_to(MONDAY + 2 * links.LIFE)
    assert "can no longer be used" in await teams.presses("Yes, that’s me")


async def test_a_new_code_ends_the_one_before(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    old = await code_of(slack)
    await code_of(slack)
    assert "wrong" in await teams.types(old)


async def test_the_sixth_try_waits_though_it_be_right(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    for _ in range(5):
        assert "wrong" in await teams.types("link CCCC-CCCC")
    assert "one try too many" in await teams.types(await code_of(slack))
    house.clock.move_to(MONDAY + links.WAIT)
    assert "made by Ann" in await teams.types(await code_of(slack))


async def test_tries_at_the_same_moment_are_all_counted(house):
    teams = await house.meets("a1", room="teams", **OTHER)
    answers = await asyncio.gather(*(teams.types("link CCCC-CCCC") for _ in range(12)))
    assert sum("wrong" in answer for answer in answers) == links.TRIES


async def test_joining_and_parting_gives_no_new_tries(house):
    slack, teams = await linked(house)
    for _ in range(3):
        await teams.types("link CCCC-CCCC")
    await teams.types("unlink")
    for each in (slack, teams):
        assert "wrong" in await each.types("link CCCC-CCCC")
        assert "one try too many" in await each.types("link CCCC-CCCC")


async def test_ones_own_code_joins_nothing(house):
    slack = await house.meets("ann", **ANN)
    assert "your own code" in await slack.types(await code_of(slack))


async def test_a_code_gives_nobody_an_organisers_rights(house):
    """Talked into it or not: an organiser's account is not joined to one of somebody who is none."""
    thief, olwen = await house.meets("thief"), await house.meets("olwen", room="teams")
    assert "organiser’s rights" in await olwen.types(await code_of(thief))
    assert "organiser’s rights" in await thief.types(await code_of(olwen))
    assert not await same(house, thief, olwen)


async def test_two_addresses_with_the_same_rights_are_joined(database):
    house = build_house(database, organisers=("olwen", "o1"), rooms=("slack", "teams"))
    slack, teams = await house.meets("olwen"), await house.meets("o1", room="teams")
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    assert (await person_at(house, teams)).organises


async def test_words_behind_link_ask_for_the_session(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    assert "Walk" in await slack.types("link 12")


@pytest.mark.parametrize(
    "about",
    [
        "<!channel>",
        "{{DATE()}}",
        "\u202egfdsa",
        "CCCC-CCCC" * 400,
        "７７７７-７７７７",
        "٣٤٦٧-٣٤٦٧",
        "\x00" * 8,
    ],
)
async def test_hostile_codes_are_answered(house, about):
    slack = await house.meets("ann", **ANN)
    assert await slack.types(f"link {about}")


@pytest.mark.parametrize("about", ["", "0", "-1", "9" * 40, "1; drop table people", "²"])
async def test_hostile_buttons_do_nothing(house, about):
    slack, _ = await linked(house)
    for word in ("link_confirm", "link_decline"):
        button = Button(Text((Plain("x"),)), word, about)
        assert "can no longer be used" in await slack.press(button)


async def test_a_link_is_undone_only_by_who_has_it(house):
    slack, teams = await linked(house)
    mallory = await house.meets("mallory")
    undo = next(button for button in buttons(teams.last.body) if button.word == "unlink")
    assert "nothing to undo" in await mallory.press(undo)
    assert await same(house, slack, teams)


# ── What is shared, and given back ───────────────────────────────────────────────────────────────


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


# ── Where letters go ─────────────────────────────────────────────────────────────────────────────


async def reminded(house, slack, teams):
    """Where the reminder of a session came."""
    clear(house)
    await house.wait_until(at(date(2026, 3, 11), 17))
    return [name for name, each in (("slack", slack), ("teams", teams)) if each.post]


@pytest.mark.parametrize("last", ["slack", "teams"])
async def test_letters_go_where_somebody_last_spoke(house, last):
    await house.puts_on(WALK)
    slack, teams = await linked(house)
    for each in (slack, teams, slack, teams, slack, teams):
        await each.types("mine")
    await slack.types("book 12")
    await {"slack": slack, "teams": teams}[last].types("mine")
    assert await reminded(house, slack, teams) == [last]


async def test_letters_go_where_somebody_chose(house):
    await house.puts_on(WALK)
    slack, teams = await linked(house)
    await slack.types("settings")
    assert "saved" in await slack.submits(letters_to="teams")
    await slack.types("book 12")
    assert await reminded(house, slack, teams) == ["teams"]
    await slack.types("settings")
    chosen = next(field.value for field in slack.last.body.fields if field.name == "letters_to")
    assert chosen == "teams"


async def test_who_is_in_one_room_is_not_asked_where(house):
    slack = await house.meets("ann", **ANN)
    await slack.types("settings")
    assert "letters_to" not in [field.name for field in slack.last.body.fields]
    await slack.submits(letters_to="teams")
    assert (await person_at(house, slack)).letters_to == ""


async def test_a_letter_that_cannot_arrive_goes_to_the_other_account(house):
    await house.puts_on(WALK)
    slack, teams = await linked(house)
    await slack.types("settings")
    await slack.submits(letters_to="slack")
    await slack.types("book 12")
    await house.deliver()
    house.rooms["slack"].outcomes.append(Undeliverable("account_inactive", gone=True))
    assert await reminded(house, slack, teams) == ["teams"]
    assert await reminded(house, slack, teams) == []
    await slack.types("mine")
    person = await person_at(house, slack)
    where = await house.database.read(lambda db: people.address_of(db, person.id, ("slack", "teams")))
    assert where == slack.address, "spoken from again, it is where they chose"


async def test_reading_changes_nothing_but_when_somebody_comes_over(house):
    slack, teams = await linked(house)
    await slack.types("mine")

    def moments(db):
        person = people.at(db, slack.address, house.settings.organisers.roles)
        return repr(
            [
                people.visitor(db, a, house.settings.organisers.roles)
                for a in people.addresses_of(db, person.id)
            ]
        )

    before = await house.database.read(moments)
    for hours in (1, 30):
        house.clock.move_to(MONDAY + timedelta(hours=hours))
        await slack.types("mine")
    assert await house.database.read(moments) == before
    await teams.types("mine")
    assert await house.database.read(moments) != before


async def test_the_web_is_a_room_like_any_other(database):
    house = build_house(database, rooms=("slack", "web"))
    slack = await house.meets("ann", **ANN)
    web = Someone(house, "ann", room="web")
    await web.types(await code_of(slack))
    await web.presses("Yes, that’s me")
    assert await same(house, slack, web)
    await slack.types("settings")
    assert "the web" in repr(slack.last.body)
