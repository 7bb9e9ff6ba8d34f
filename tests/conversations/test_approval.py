"""A manager's approval: the place is held, somebody is asked, and everybody is told the truth at every turn.

The numbers are those of the complaints that people have about systems of this kind.
"""

from datetime import timedelta

from sqlalchemy import select

from bot.ask import Profile
from bot.learning.places import Hold
from bot.learning.sessions import Freed
from bot.store.tables import approvals, events
from tests.conversations.approval import LATER, cast, counts, hold_of, names_manager, newest, press, puts_on
from tests.house import MONDAY, build_house, draft


async def test_a_place_is_held_until_the_manager_approves_it_with_one_tap(house):
    """Complaint 19, itpolicycontent#43: a manager unsure what is being asked."""
    megan, nia, olwen = await cast(house, "nia")
    await puts_on(house)
    said = await nia.types("book 12")
    assert "A place on Leading change is being held for you." in said
    assert "It’s yours once Megan approves it. We’ve asked them." in said
    assert "If Megan hasn’t answered by Wednesday 4 March, 5:30pm, we’ll ask the organisers." in said
    assert "If they haven’t answered by Monday 9 March, 5:30pm either, the place is let go." in said, (
        "the rule is stated"
    )
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


# ── What else holds on to it ─────────────────────────────────────────────────────────────────────


async def test_a_confirmation_that_was_not_sent_yet_says_nothing_of_a_place_that_is_only_held(house):
    _megan, nia, owen, _ = await cast(house, "nia", "owen")
    await puts_on(house)
    await nia.types("book 12")
    await owen.in_("C1").types("book 12")
    await nia.types("cancel 12")
    assert await hold_of(house, "owen") is Hold.ASKED
    await house.deliver()
    assert [post for post in owen.post if "it’s being held for you" in post]
    assert not [post for post in owen.post if "booked" in post]


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
