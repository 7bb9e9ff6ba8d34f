"""Who is asked to approve a place, who may answer, and what holds when nobody does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.ask import Profile
from bot.learning.places import Hold
from bot.learning.sessions import Status
from bot.store import approvals, revising
from bot.store.tables import answers, events
from tests.conversations.approval import (
    LATER,
    cast,
    hold_of,
    names_manager,
    newest,
    press,
    puts_on,
    roster,
    takes_in,
)
from tests.house import MONDAY, build_house, draft

# ── When nobody answers ──────────────────────────────────────────────────────────────────────────


async def test_19_an_absent_manager_does_not_stall_it_organisers_are_asked_and_then_the_rule_holds(house):
    """Complaint 19, timeoff-management-application#202: the manager is away."""
    _megan, nia, owen, olwen = await cast(house, "nia", "owen")
    await puts_on(house)
    await nia.types("book 12")
    await owen.types("book 12")
    await house.deliver()
    await house.wait_until(MONDAY + timedelta(days=3, minutes=1))
    assert await hold_of(house, "nia") is Hold.REFERRED
    assert "Megan hasn’t answered, so we’ve asked the organisers about your place" in nia.post[-1]
    assert "If nobody has answered by Monday 9 March, 5:30pm, the place is let go." in nia.post[-1]
    card = olwen.post[-1]
    assert "Nia would like a place on Leading change, and needs your approval." in card
    assert "because their manager hasn’t answered" in card
    assert "If nobody has answered by Monday 9 March, 5:30pm, the place is let go." in card
    assert "Held for you until an organiser approves it" in await nia.types("mine")
    await house.wait_until(MONDAY + timedelta(days=8, minutes=1))
    assert "Nobody answered in time, so your place on Leading change has been let go" in nia.post[-1]
    assert await hold_of(house, "nia") is None
    assert await hold_of(house, "owen") is Hold.ASKED, "the next in line is asked for"
    late = await olwen.presses("Approve", on=olwen.letters[-1].card)
    assert "Nobody answered in time, so Nia’s place on Leading change has been let go." in late


async def test_a_place_is_held_no_longer_than_was_said_though_caffi_was_away(house):
    _megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    assert "If they haven’t answered by Monday 9 March, 5:30pm either" in await nia.types("book 12")
    await house.deliver()
    await house.comes_back_at(MONDAY + timedelta(days=7))
    assert "If nobody has answered by Monday 9 March, 5:30pm, the place is let go." in olwen.post[-1]
    assert await hold_of(house, "nia") is Hold.REFERRED
    await house.wait_until(MONDAY + timedelta(days=7, hours=9))
    assert await hold_of(house, "nia") is None


async def test_organisers_have_a_quarter_of_an_hour_at_least(house):
    _megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.comes_back_at(MONDAY + timedelta(days=9))
    assert "If nobody has answered by Wednesday 11 March, 9:15am" in olwen.post[-1]


async def test_the_house_may_approve_what_nobody_answers(database):
    house = build_house(database, CAFFI_BOOKING__UNANSWERED="approve", CAFFI_BOOKING__APPROVAL_DAYS="1")
    megan, nia, _olwen = await cast(house, "nia")
    await puts_on(house)
    said = await nia.types("book 12")
    assert "If Megan hasn’t answered by Monday 2 March, 5:30pm" in said
    assert "If they haven’t answered by Tuesday 3 March, 5:30pm either, the place is approved." in said
    await house.wait_until(MONDAY + timedelta(days=2, minutes=1))
    assert "Nobody answered in time, so your place on Leading change is approved, as we said" in nia.post[-1]
    assert await hold_of(house, "nia") is Hold.BOOKED
    late = await megan.presses("Approve", on=megan.letters[0].card)
    assert "Nia already has the place on Leading change" in late


async def test_a_manager_may_still_answer_when_organisers_are_asked(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.wait_until(MONDAY + timedelta(days=3, minutes=1))
    await megan.presses("Approve", on=megan.letters[0].card)
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_the_manager_is_reminded_once(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.wait_until(MONDAY + timedelta(days=3, hours=-1))
    reminders = [post for post in megan.post if "A reminder: Nia is waiting for your answer" in post]
    assert len(reminders) == 1
    assert len(megan.post) == 2


async def test_who_has_answered_is_not_reminded(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    await megan.presses("Approve", on=megan.letters[-1].card)
    await house.wait_until(MONDAY + timedelta(days=4))
    assert len(megan.post) == 1


async def test_the_time_to_answer_shrinks_as_the_start_nears(house):
    _megan, nia, _ = await cast(house, "nia")
    await puts_on(house, start=MONDAY + timedelta(hours=4))
    assert "If Megan hasn’t answered by Monday 2 March, 11am" in await nia.types("book 12")
    await house.wait_until(MONDAY + timedelta(hours=2, minutes=1))
    assert "If nobody has answered by Monday 2 March, midday, the place is let go." in nia.post[-1]
    await house.wait_until(MONDAY + timedelta(hours=3, minutes=1))
    assert "has been let go" in nia.post[-1]


async def test_with_minutes_left_the_rule_is_told_in_one_sentence(house):
    _megan, nia, _ = await cast(house, "nia")
    await puts_on(house, start=MONDAY + timedelta(minutes=20))
    assert "If nobody has answered by Monday 2 March, 9:20am, the place is let go." in await nia.types(
        "book 12"
    )


async def test_a_session_that_moves_nearer_leaves_less_time_and_the_manager_reads_the_new_one(house):
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    await olwen.types("move 12 to Tuesday 3 March at 9am")
    await olwen.presses("Save and tell them")
    await house.tell_of_changes()
    assert "Leading change has a new time. Nia would still like a place" in megan.post[-1]
    assert "Tuesday 3 March, 9am to 10am" in megan.post[-1]
    assert "Monday 2 March, 1:15pm" in megan.post[-1]


async def test_where_to_join_is_told_to_nobody_whose_place_is_not_approved(house):
    _megan, nia, olwen = await cast(house, "nia")
    await puts_on(house, link="https://meet.example.org/secret")
    await nia.types("book 12")
    await olwen.types("move 12 to Tuesday 3 March at 9am")
    await olwen.presses("Save and tell them")
    await house.tell_of_changes()
    assert "Leading change has a new time." in nia.post[-1]
    assert not [post for post in nia.post if "meet.example.org" in post]


# ── Who is asked, and who may answer ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("manager", ["", "nobody-here", "nia"])
async def test_19_without_a_manager_whom_we_can_ask_the_organisers_are_asked_at_once(house, manager):
    """Complaint 19, iomad#2376: the request was mailed to nobody."""
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await names_manager(house, "nia", manager)
    if manager == "nobody-here":
        await names_manager(house, manager, "")
    await puts_on(house)
    said = await nia.types("book 12")
    assert "we know of no manager of yours whom we can ask. So we’ve asked the organisers." in said
    assert await hold_of(house, "nia") is Hold.REFERRED
    await house.deliver()
    assert "because we know of no manager whom we can ask" in olwen.post[-1]
    await olwen.presses("Approve", on=olwen.letters[-1].card)
    await house.deliver()
    assert "Olwen has approved your place on Leading change." in nia.post[-1]


async def test_of_a_sensitive_session_no_manager_is_told(house):
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house, sensitive=True)
    said = await nia.types("book 12")
    assert "we’ve asked the organisers and not your manager" in said
    await house.deliver()
    assert megan.post == []
    assert "Nothing is waiting" in await megan.types("approvals")
    number = await newest(house)
    assert "This isn’t yours to decide." in await press(megan, number)
    await olwen.presses("Approve", on=olwen.letters[-1].card)
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_what_becomes_sensitive_waits_for_organisers_at_once(house):
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    await olwen.types("booking rules 12")
    await olwen.submits(sensitive="yes")
    await olwen.presses("Save")
    await house.deliver()
    assert await hold_of(house, "nia") is Hold.REFERRED
    assert "is a sensitive session from now on. So the organisers decide about your place" in nia.post[-1]
    assert "no longer Megan" in nia.post[-1]
    assert "because the session is sensitive" in olwen.post[-1]
    assert "is a sensitive session now, so the organisers decide" in await megan.presses(
        "Approve", on=decision
    )
    await olwen.presses("Approve", on=olwen.letters[-1].card)
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_who_has_a_place_already_keeps_it_when_that_becomes_sensitive(house):
    megan, nia, owen, olwen = await cast(house, "nia", "owen")
    await puts_on(house, capacity=9)
    await owen.types("book 12")
    await press(megan, await newest(house))
    await nia.types("book 12")
    await house.deliver()
    before = len(owen.post)
    await olwen.types("booking rules 12")
    await olwen.submits(sensitive="yes")
    await olwen.presses("Save")
    await house.deliver()
    assert (await hold_of(house, "owen"), await hold_of(house, "nia")) == (Hold.BOOKED, Hold.REFERRED)
    assert owen.post[before:] == []
    await olwen.types("booking rules 12")
    await olwen.submits(approval="no")
    await olwen.presses("Save")
    happened = select(events.c.kind).where(events.c.kind.in_(("SessionHushed", "ApprovalReferred")))
    kinds = await house.database.read(lambda db: sorted(db.execute(happened).scalars()))
    assert kinds == ["ApprovalReferred", "SessionHushed"], "once, whatever else of it changes"


async def test_nobody_approves_their_own_place(house):
    _megan, olwen = await house.meets("megan"), await house.meets("olwen")
    await puts_on(house)
    await olwen.types("book 12")
    assert await hold_of(house, "olwen") is Hold.REFERRED
    await house.deliver()
    assert not any("needs your approval" in post for post in olwen.post), "nor are they asked about it"
    assert "You can’t approve your own place" in await press(olwen, await newest(house))
    assert "Nothing is waiting" in await olwen.types("approvals")


async def test_a_former_manager_is_told_so_and_the_new_one_decides(house):
    megan, nia, _ = await cast(house, "nia")
    gwen = await house.meets("gwen")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    await names_manager(house, "nia", "gwen")
    said = await megan.presses("Approve", on=decision)
    assert "our list of staff names another manager now" in said
    assert await hold_of(house, "nia") is Hold.ASKED
    assert "Nothing is waiting" in await megan.types("approvals")
    assert "One place is waiting for your approval" in await gwen.types("approvals")
    await gwen.presses("Approve")
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_a_new_manager_is_told_once_of_all_that_waits_and_the_former_decides_nothing(house):
    megan, nia, owen, siwan, _ = await cast(house, "nia", "owen", "siwan")
    gwen = await house.meets("gwen")
    await puts_on(house, capacity=9)
    await house.puts_on(draft("Budgets", LATER + timedelta(days=1), ref="13", approval=True))
    for person, ref in ((nia, "12"), (owen, "13"), (siwan, "13")):
        await person.types(f"book {ref}")
    await house.deliver()
    (decision, *_) = [letter.card for letter in megan.letters]
    await takes_in(house, nia="gwen", owen="gwen")
    await takes_in(house, nia="gwen", owen="gwen")
    await house.deliver()
    (told,) = gwen.post
    assert "Our list of staff now says that you manage these people." in told
    assert "2 places are waiting for your approval" in told
    assert "Nia" in told
    assert "Owen" in told
    assert "Siwan" not in told
    assert "answer by Wednesday 4 March, 5:30pm" in told, "the time to answer stays what it was"
    for person, title in ((nia, "Leading change"), (owen, "Budgets")):
        (_, moved) = person.post
        assert f"names Gwen as your manager, so we’ve asked them about your place on {title}." in moved
        assert "If Gwen hasn’t answered by Wednesday 4 March, 5:30pm" in moved
    assert len(siwan.post) == 1
    assert "our list of staff names another manager now" in await megan.presses("Approve", on=decision)
    await house.wait_until(MONDAY + timedelta(days=2, hours=8))
    assert not any("A reminder: Nia" in post or "A reminder: Owen" in post for post in megan.post)
    assert [post for post in gwen.post if "A reminder: Nia is waiting" in post]
    await gwen.presses("Approve", on=gwen.letters[0].card)
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_of_a_manager_who_was_theirs_for_a_moment_nobody_hears(house):
    _megan, nia, _ = await cast(house, "nia")
    await house.meets("gwen")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    await takes_in(house, nia="gwen")
    await takes_in(house, nia="megan")
    await house.deliver()
    assert "names Megan as your manager" in nia.post[-1]
    assert not any("Gwen" in post for post in nia.post)


@pytest.mark.parametrize("manager", ["", "somebody-never-seen"])
async def test_when_nobody_whom_we_can_ask_is_their_manager_any_more_organisers_are_asked_at_once(
    house, manager
):
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    await takes_in(house, nia=manager)
    await house.deliver()
    assert await hold_of(house, "nia") is Hold.REFERRED
    assert "because we know of no manager whom we can ask" in olwen.post[-1]
    assert "we know of no manager of yours whom we can ask. So we’ve asked the organisers." in nia.post[-1]
    assert "our list of staff names another manager now" in await megan.presses("Approve", on=decision)
    await olwen.presses("Approve", on=olwen.letters[-1].card)
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_what_waits_for_a_manager_who_leaves_goes_on_to_the_organisers_at_once(house):
    megan, nia, owen, olwen = await cast(house, "nia", "owen")
    await puts_on(house)
    await house.puts_on(draft("Budgets", LATER + timedelta(days=1), ref="13", approval=True, sensitive=True))
    await nia.types("book 12")
    await owen.types("book 13")
    await house.deliver()
    before = len(olwen.post)
    await house.desk.meet(megan.address, Profile(gone=True))
    await house.deliver()
    assert await hold_of(house, "nia") is Hold.REFERRED
    (told,) = olwen.post[before:]
    assert "Nia would like a place on Leading change" in told, "of what they were asked before nothing more"
    assert "we know of no manager of yours whom we can ask. So we’ve asked the organisers." in nia.post[-1]
    assert len(owen.post) == 1
    await olwen.presses("Approve", on=olwen.letters[-1].card)
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_a_manager_who_comes_back_may_decide_what_still_waits(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.desk.meet(megan.address, Profile(gone=True))
    await house.desk.meet(megan.address, Profile())
    await press(megan, await newest(house))
    assert await hold_of(house, "nia") is Hold.BOOKED


async def test_of_what_is_sensitive_or_decided_no_new_manager_is_told(house):
    megan, nia, owen, _olwen = await cast(house, "nia", "owen")
    gwen = await house.meets("gwen")
    await puts_on(house, capacity=9, sensitive=True)
    await house.puts_on(draft("Budgets", LATER + timedelta(days=1), ref="13", approval=True))
    await nia.types("book 12")
    await owen.types("book 13")
    await house.deliver()
    await megan.presses("Approve", on=megan.letters[-1].card)
    await takes_in(house, nia="gwen", owen="gwen")
    await house.deliver()
    assert gwen.post == []
    handed = select(events.c.id).where(events.c.kind == "ApprovalHandedOn")
    assert await house.database.read(lambda db: db.execute(handed).all()) == []
    assert await house.database.read(approvals.astray) == [], "neither is it looked at again with each file"


async def test_a_manager_who_becomes_one_with_another_account_leaves_nothing_with_nobody(database):
    house = build_house(database, rooms=("slack", "teams"))
    megan, nia = await house.meets("megan", room="teams"), await house.meets("nia")
    other = await house.meets("m2", email="m.puw@elsewhere.example")
    await names_manager(house, "nia", "megan")
    await puts_on(house)
    await nia.types("book 12")
    assert await hold_of(house, "nia") is Hold.ASKED
    code = next(line for line in (await other.types("link")).splitlines() if line.startswith("link "))
    await megan.types(code)
    await megan.presses("Yes, that’s me")
    assert await hold_of(house, "nia") is Hold.REFERRED, "the list of staff names an address that is nobody's"


async def test_19_nobody_is_told_that_it_is_approved_before_it_is(house):
    """Complaint 19, horilla-hr#647; and a stranger's press changes nothing, whatever number it carries."""
    _megan, nia, _ = await cast(house, "nia")
    mallory = await house.meets("mallory")
    await puts_on(house)
    await nia.types("book 12")
    number = await newest(house)
    for said in (
        await press(mallory, number),
        await press(mallory, number, "approval_decline", words="no"),
        await press(mallory, number + 7),
        await press(mallory, number, "approve_several", numbers=(str(number),)),
    ):
        assert "This isn’t yours to decide." in said
    await house.deliver()
    assert not any("approved your place" in post or "booked" in post for post in nia.post)
    assert await hold_of(house, "nia") is Hold.ASKED


async def test_a_second_press_and_one_after_somebody_elses_are_told_the_truth(house):
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    assert "You’ve approved" in await megan.presses("Approve", on=decision)
    assert "You’ve already approved Nia’s place" in await megan.presses("Approve", on=decision)
    assert "You’ve already approved Nia’s place" in await megan.presses("Decline", on=decision)
    assert "Megan has already approved Nia’s place" in await press(olwen, await newest(house))
    await house.deliver()
    assert sum("has approved your place" in post for post in nia.post) == 1, "told once"


async def test_a_repeated_delivery_decides_nothing_twice(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    assert "You’ve approved Nia’s place" in await megan.presses("Approve", on=decision, key="same")
    assert await megan.presses("Approve", on=decision, key="same") == "", "no word of it is kept"
    await house.deliver()
    assert sum("has approved your place" in post for post in nia.post) == 1


@pytest.mark.parametrize("word", ["approve", "approval_decline"])
async def test_whose_place_was_decided_stays_in_no_kept_answer(house, word):
    megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house, capacity=9)
    await nia.types("book 12")
    await owen.types("book 12")
    said = await press(megan, await newest(house), word, **({} if word == "approve" else {"words": ""}))
    assert "Owen" in said
    assert "Nia" in said, "what waits still"
    rows = await house.database.read(lambda db: db.execute(select(answers.c.reply)).scalars().all())
    assert "Owen" not in str(rows)
    assert "Nia" not in str(rows)


async def test_a_press_after_the_end_or_the_cancelling_is_told_the_truth(house):
    megan, nia, _olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    session = (await roster(house)).session
    await house.database.write(
        lambda db: revising.change(db, session.id, replace(session, status=Status.CANCELLED))
    )
    assert "cancelled" in await megan.presses("Approve", on=decision)
    await house.database.write(lambda db: revising.change(db, session.id, session))
    house.clock.move_to(LATER + timedelta(minutes=5))
    assert "already started" in await megan.presses("Approve", on=decision)
    house.clock.move_to(LATER + timedelta(days=1))
    assert "You’ve approved" not in await megan.presses("Approve", on=decision)
    await house.timekeeper.tick()
    await house.deliver()
    assert await hold_of(house, "nia") is None, "what is over is nobody's"


async def test_what_an_own_manager_or_an_organiser_books_is_approved(house):
    megan, _nia, _owen, olwen = await cast(house, "nia", "owen")
    await puts_on(house, capacity=9)
    await megan.types("book 12 for nia@example.org")
    await olwen.types("book 12 for owen@example.org")
    assert await hold_of(house, "nia") is await hold_of(house, "owen") is Hold.BOOKED
    await house.deliver()
    assert megan.post == []
    said = await megan.types("book 12")
    assert "is being held for you" in said, "for oneself it is asked for"
