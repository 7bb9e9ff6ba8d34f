"""A manager's approval: the place is held, somebody is asked, and everybody is told the truth at every turn.

The numbers are those of the complaints that people have about systems of this kind.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.ask import Ask, Profile
from bot.card import Form
from bot.learning.places import Hold
from bot.learning.sessions import Freed, Status
from bot.store import people, places, revising, sessions
from bot.store.tables import approvals, events
from bot.store.tables import people as known
from tests.house import MONDAY, Someone, build_house, draft

LATER = MONDAY + timedelta(days=21)


async def names_manager(house, key: str, manager: str) -> None:
    """The people file says whose manager somebody is."""
    facts = {"manager_email": f"{manager}@example.org" if manager else ""}
    await house.database.write(lambda db: people.load(db, f"{key}@example.org", facts))


async def cast(house, *keys: str, manager: str = "megan") -> list[Someone]:
    """These people, whose manager is Megan; she comes first, Olwen (who organises) last."""
    boss, *team, olwen = [await house.meets(key) for key in (manager, *keys, "olwen")]
    for key in keys:
        await names_manager(house, key, manager)
    return [boss, *team, olwen]


async def puts_on(house, *, start=LATER, capacity=1, **facts) -> None:
    await house.puts_on(
        draft(
            "Leading change",
            start,
            ref="12",
            capacity=capacity,
            approval=True,
            cost="£45 and travel",
            **facts,
        )
    )


async def roster(house, ref="12"):
    session = await house.database.read(lambda db: sessions.by_ref(db, ref))
    return await house.database.read(lambda db: places.roster(db, session.id))


async def hold_of(house, key: str) -> Hold | None:
    place = (await roster(house)).of(await house.person_id(key))
    return place.hold if place else None


async def counts(house) -> tuple[int, int]:
    session = (await roster(house)).session
    return session.taken, session.waiting


async def test_a_place_is_held_until_the_manager_approves_it_with_one_tap(house):
    """Complaint 19, itpolicycontent#43: a manager unsure what is being asked."""
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    said = await nia.types("book 12")
    assert "A place on Leading change is being held for you." in said
    assert "It’s yours once Megan approves it. We’ve asked them." in said
    assert "If Megan hasn’t answered by Wednesday 4 March, 5:30pm, we’ll ask the organisers." in said
    assert "If they don’t answer in time either, the place is let go." in said, "the rule is stated"
    assert await hold_of(house, "nia") is Hold.ASKED
    assert await counts(house) == (1, 0)
    await house.deliver()
    card = megan.post[-1]
    assert "Nia would like a place on Leading change, and needs your approval." in card
    for fact in ("Nia · nia@example.org", "Leading change", "Monday 23 March, 9am to 10am", "£45 and travel"):
        assert fact in card, "who, what, when, cost"
    assert "Wednesday 4 March, 5:30pm" in card
    assert "If you haven’t answered by then, we’ll ask the organisers." in card
    assert olwen.post == [], "nobody else is asked yet"
    decision = megan.letters[-1].card
    assert "You’ve approved Nia’s place on Leading change, and they’re told." in await megan.presses(
        "Approve", on=decision
    )
    await house.deliver()
    assert "Megan has approved your place on Leading change. You’re booked." in nia.post[-1]
    assert await hold_of(house, "nia") is Hold.BOOKED
    assert "You’re booked" in await nia.types("mine")
    assert await counts(house) == (1, 0)


async def test_the_place_is_nobody_elses_meanwhile(house):
    _megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house)
    await nia.types("book 12")
    assert "number 1 on the waiting list" in await owen.types("book 12")
    assert "You’ve already asked for a place on Leading change." in await nia.types("book 12")
    assert "Held for you until your manager approves it" in await nia.types("mine")
    assert await counts(house) == (1, 1)


async def test_a_declined_place_says_by_whom_and_why_and_goes_to_the_next_in_line(house):
    megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house)
    await nia.types("book 12")
    await owen.types("book 12")
    await house.deliver()
    form = await megan.presses("Decline", on=megan.letters[-1].card)
    assert "Nia would like a place on Leading change" in form
    said = await megan.submits(words="We need you at the inspection that week.")
    assert "You’ve declined Nia’s place on Leading change, and they’re told." in said
    await house.deliver()
    assert "Megan has declined your place on Leading change." in nia.post[-1]
    assert "They wrote: “We need you at the inspection that week.”" in nia.post[-1]
    assert await hold_of(house, "nia") is None
    assert "A place has come free on Leading change, and it’s being held for you." in owen.post[-1]
    assert await hold_of(house, "owen") is Hold.ASKED, "who is promoted is asked for too"
    assert "Owen would like a place on Leading change" in megan.post[-1]
    facts = await house.database.read(lambda db: [str(row.facts) for row in db.execute(select(events))])
    assert not any("inspection" in each for each in facts), "the reason is not kept among the events"


async def test_a_reason_may_be_left_out(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    await megan.presses("Decline", on=megan.letters[-1].card)
    await megan.submits()
    await house.deliver()
    assert "Megan has declined your place" in nia.post[-1]
    assert "wrote" not in nia.post[-1]


async def test_19_more_places_do_not_skip_approval(house):
    """Complaint 19, moodle-mod_booking#899: raising the capacity let people in unapproved."""
    megan, nia, owen, olwen = await cast(house, "nia", "owen")
    await puts_on(house)
    await nia.types("book 12")
    await owen.types("book 12")
    await house.deliver()
    await olwen.types("capacity 12")
    await olwen.submits(capacity="2")
    await olwen.presses("Save")
    await house.deliver()
    assert await hold_of(house, "owen") is Hold.ASKED
    assert "Owen would like a place" in megan.post[-1]


async def test_an_accepted_offer_is_asked_for_too(house):
    megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house, freed=Freed.OFFER)
    await nia.types("book 12")
    await owen.types("book 12")
    await nia.types("cancel 12")
    await house.deliver()
    assert "It’s kept for you until" in owen.post[-1]
    said = await owen.presses("Take it", on=owen.letters[-1].card)
    assert "A place on Leading change is being held for you." in said
    assert await hold_of(house, "owen") is Hold.ASKED
    await house.deliver()
    assert "Owen would like a place" in megan.post[-1]


async def test_withdrawing_ends_it_at_once_and_the_manager_reads_so(house):
    megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house)
    said = await nia.types("book 12")
    assert "You can withdraw your request at any time, and that can’t be undone." in said
    await owen.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    said = await nia.presses("Withdraw my request")
    assert (
        "You’ve withdrawn your request for Leading change. The place is free for somebody else at once."
        in said
    )
    assert await hold_of(house, "owen") is Hold.ASKED, "no moment to undo holds the place"
    late = await megan.presses("Approve", on=decision)
    assert "Nia has given up the place on Leading change, so there is nothing to decide." in late
    assert await hold_of(house, "nia") is None
    await nia.types("book 12")
    late = await megan.presses("Approve", on=decision)
    assert "Nia has given up the place" in late, "an old card is not about a new request"


async def test_a_card_that_was_not_sent_yet_is_withdrawn_with_the_request(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await nia.types("cancel 12")
    await house.deliver()
    assert megan.post == []


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


async def test_the_house_may_approve_what_nobody_answers(database):
    house = build_house(database, CAFFI_BOOKING__UNANSWERED="approve", CAFFI_BOOKING__APPROVAL_DAYS="1")
    megan, nia, _olwen = await cast(house, "nia")
    await puts_on(house)
    said = await nia.types("book 12")
    assert "If Megan hasn’t answered by Monday 2 March, 5:30pm" in said
    assert "If they don’t answer in time either, the place is approved." in said
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


async def test_nobody_approves_their_own_place(house):
    _megan, olwen = await house.meets("megan"), await house.meets("olwen")
    await puts_on(house)
    await olwen.types("book 12")
    assert await hold_of(house, "olwen") is Hold.REFERRED
    await house.deliver()
    assert not any("needs your approval" in post for post in olwen.post), "nor are they asked about it"
    assert "You can’t approve your own place" in await press(olwen, await newest(house))
    assert "Nothing is waiting" in await olwen.types("approvals")


async def newest(house) -> int:
    found = await house.database.read(lambda db: db.execute(select(approvals.c.id)).scalars().all())
    return max(found)


async def press(who: Someone, number: int, word: str = "approve", **values) -> str:
    return await who.asks(
        Ask(who.address, word=word, about=str(number), key=f"p{next(who.house.numbers)}", values=values)
    )


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


async def test_a_repeated_delivery_is_answered_as_the_first(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    first = await megan.presses("Approve", on=decision, key="same")
    assert await megan.presses("Approve", on=decision, key="same") == first


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


# ── Several at once ──────────────────────────────────────────────────────────────────────────────


async def test_several_are_approved_at_once_with_ticks(house):
    megan, nia, owen, siwan, _olwen = await cast(house, "nia", "owen", "siwan")
    await puts_on(house, capacity=9)
    await house.puts_on(draft("Budgets", LATER + timedelta(days=1), ref="13", approval=True))
    for person, ref in ((nia, "12"), (owen, "12"), (siwan, "13")):
        await person.types(f"book {ref}")
    said = await megan.types("approvals")
    assert "3 places are waiting for your approval" in said
    assert "answer by Wednesday 4 March, 5:30pm" in said
    form = await megan.presses("Approve several")
    assert "Tick those that you approve." in form
    assert isinstance(megan.last.body, Form)
    (ticks,) = megan.last.body.fields
    await house.database.write(
        lambda db: db.execute(
            update(known).where(known.c.email == "owen@example.org").values(manager_email="x@y.z")
        )
    )
    said = await megan.submits(numbers=tuple(value for value, _ in ticks.options))
    assert "You’ve approved Nia’s place on Leading change" in said
    assert "our list of staff names another manager now" in said, "what cannot be stops no other"
    assert "You’ve approved Siwan’s place on Budgets" in said
    assert await hold_of(house, "nia") is Hold.BOOKED
    assert await hold_of(house, "owen") is Hold.ASKED
    await house.deliver()
    assert "Megan has approved your place on Budgets" in siwan.post[-1]
    assert "Nothing is waiting for your approval." in await megan.types("approvals")


async def test_nothing_ticked_shows_the_form_again_and_nothing_waiting_says_so(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    assert "Nothing is waiting" in await megan.types("approve several")
    await nia.types("book 12")
    await megan.types("approve several")
    assert "Tick those that you approve." in await megan.submits(numbers=())


async def test_more_than_a_form_takes_are_shown_ten_at_a_time(house):
    keys = [f"p{number}" for number in range(12)]
    megan, *team, _ = await cast(house, *keys)
    await puts_on(house, capacity=20)
    for person in team:
        await person.types("book 12")
    said = await megan.types("approvals")
    assert "12 places are waiting for your approval" in said
    assert "11 places are waiting for your approval" in await megan.presses("Approve"), "the list goes on"
    await megan.types("approvals")
    assert "And 2 more. Please decide about these first." in said
    await megan.presses("Approve several")
    (ticks,) = megan.last.body.fields
    assert len(ticks.options) == 10
    await megan.submits(numbers=tuple(value for value, _ in ticks.options))
    assert "One place is waiting" in await megan.types("approvals")


async def test_who_types_approve_is_shown_what_there_is_and_decides_nothing(house):
    megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house, capacity=9)
    await nia.types("book 12")
    await owen.types("book 12")
    said = await megan.types("approve nia")
    assert "One place is waiting for your approval" in said
    assert "Owen" not in said
    assert "2 places are waiting" in await megan.types("approve")
    assert await hold_of(house, "nia") is Hold.ASKED


async def test_names_are_shown_in_private_alone(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    assert "Nia" not in await megan.in_("learning").types("approvals")


async def test_the_home_page_shows_what_waits_for_me(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    said = await megan.types("home")
    assert "One place is waiting for your approval" in said
    await megan.presses("Approve")
    assert await hold_of(house, "nia") is Hold.BOOKED
    assert "waiting for your approval" not in await megan.types("home")


async def test_organisers_see_who_is_to_be_approved_on_the_list(house):
    _megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    said = await olwen.types("list 12")
    assert "Held until their manager approves it" in said
    assert "0 booked, 1 to be approved, 0 waiting" in said


async def test_everything_is_said_in_welsh_too(house):
    megan = await house.meets("megan", language="cy")
    nia = await house.meets("nia", language="cy")
    await names_manager(house, "nia", "megan")
    await puts_on(house)
    said = await nia.types("archebu 12")
    assert "Chi fydd piau’r lle pan fydd Megan yn ei gymeradwyo." in said
    await house.deliver()
    assert "Hoffai Nia gael lle ar y sesiwn Leading change" in megan.post[-1]
    assert "Mae un lle yn aros am eich cymeradwyaeth" in await megan.types("cymeradwyaethau")
    await megan.presses("Cymeradwyo")
    await house.deliver()
    assert "Mae Megan wedi cymeradwyo’ch lle" in nia.post[-1]


# ── What else holds on to it ─────────────────────────────────────────────────────────────────────


async def test_an_organiser_who_asks_for_no_approval_any_more_gives_what_was_held(house):
    _megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await olwen.types("booking rules 12")
    await olwen.submits(approval="no", cost="")
    await olwen.presses("Save")
    await house.deliver()
    assert await hold_of(house, "nia") is Hold.BOOKED
    assert "don’t have to be approved any more" in nia.post[-1]


async def test_an_organiser_asks_for_approval_and_says_the_cost_in_chat(house):
    megan, nia, olwen = await cast(house, "nia")
    await house.puts_on(draft("Budgets", LATER, ref="13"))
    await olwen.types("booking rules 13")
    await olwen.submits(approval="yes", cost=" £45   and travel ")
    said = await olwen.presses("Save")
    assert "Budgets is changed." in said
    await nia.types("book 13")
    await house.deliver()
    assert "Cost: £45 and travel" in megan.post[-1]


async def test_the_details_tell_of_approval_and_cost_before_anybody_books(house):
    nia = await house.meets("nia")
    await puts_on(house)
    said = await nia.types("details 12")
    assert "A place is held for you until your manager approves it" in said
    assert "£45 and travel" in said


async def test_a_place_that_is_asked_for_counts_as_a_date_and_as_a_clash(house):
    _megan, nia, _ = await cast(house, "nia")
    await puts_on(house, dates_each=1)
    await house.puts_on(
        draft("Leading change", LATER + timedelta(days=2), ref="13", approval=True, dates_each=1),
        draft("Budgets", LATER, ref="14"),
    )
    await nia.types("book 12")
    assert "one person can hold only 1" in await nia.types("book 13")
    assert "Leading change" in await nia.types("book 14"), "it is at the same time"


async def test_nothing_is_in_a_calendar_until_it_is_approved(database):
    house = build_house(database, CAFFI_PUBLIC_ADDRESS="https://caffi.example.org")
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    assert "/calendar/place/" not in await nia.types("book 12")
    await house.deliver()
    await megan.presses("Approve", on=megan.letters[-1].card)
    await house.deliver()
    assert "/calendar/place/" not in nia.post[0]
    assert "/calendar/place/" in nia.post[-1]


async def test_who_leaves_gives_up_what_they_asked_for(house):
    megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house)
    await nia.types("book 12")
    await owen.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    await house.desk.meet(nia.address, Profile(name="Nia", email="nia@example.org", gone=True))
    assert await hold_of(house, "owen") is Hold.ASKED
    assert "has given up the place" in await megan.presses("Approve", on=decision)


async def test_two_who_turn_out_to_be_one_have_one_request_and_it_can_be_parted(database):
    house = build_house(database, rooms=("slack", "teams"))
    megan = await house.meets("megan")
    nia = await house.meets("nia")
    await names_manager(house, "nia", "megan")
    await puts_on(house, capacity=2)
    await nia.types("book 12")
    other = await house.meets("n1", room="teams", name="Nia R", email="n.rees@elsewhere.example")
    await other.types("book 12")
    assert await counts(house) == (2, 0)
    code = next(line for line in (await nia.types("link")).splitlines() if line.startswith("link "))
    await other.types(code)
    await other.presses("Yes, that’s me")
    assert await counts(house) == (1, 0), "one of them is free"
    assert "One place is waiting for your approval" in await megan.types("approvals")
    await megan.presses("Approve")
    assert "You’re booked" in await other.types("mine")
    await nia.types("unlink")
    found = await house.database.read(lambda db: db.execute(select(approvals.c.outcome)).scalars().all())
    assert sorted(found) == ["given", "withdrawn"]


async def test_a_manager_who_has_two_accounts_decides_in_either(database):
    house = build_house(database, rooms=("slack", "teams"))
    megan = await house.meets("megan")
    there = await house.meets("m1", room="teams", name="Megan", email="megan@example.org")
    nia = await house.meets("nia")
    await names_manager(house, "nia", "megan")
    await puts_on(house)
    await nia.types("book 12")
    assert "One place is waiting" in await there.types("approvals")
    await there.presses("Approve")
    assert "You’ve already approved" in await press(megan, await newest(house))


async def test_who_approved_what_is_forgotten_after_a_year(house):
    megan, nia, _ = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    await house.deliver()
    decision = megan.letters[-1].card
    await megan.presses("Approve", on=decision)
    house.clock.move_to(MONDAY + timedelta(days=364))
    await house.timekeeper.tick()
    assert await newest(house) == 1
    house.clock.move_to(MONDAY + timedelta(days=367))
    await house.timekeeper.tick()
    left = await house.database.read(lambda db: db.execute(select(approvals.c.id)).scalars().all())
    assert left == []
    assert "This isn’t yours to decide." in await megan.presses("Approve", on=decision)
