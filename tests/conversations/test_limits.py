"""Who may book what and when, explained with what to do next; and what never shows on others' screens."""

from datetime import timedelta

import pytest

from bot.card import Card
from bot.store import staff
from bot.words.aloud import say
from tests.house import MONDAY, draft

LATER = MONDAY + timedelta(days=10)


async def told(house, key, **facts):
    """What the people file says of somebody."""
    await house.database.write(lambda db: staff.load(db, [(f"{key}@example.org", facts)]))


async def test_booking_opens_at_its_hour(house):
    await house.puts_on(draft("Mindful walking", LATER, ref="12", opens_at=MONDAY + timedelta(hours=1)))
    nia = await house.meets("nia")
    assert "isn’t open yet. It opens on Monday 2 March, 10am" in await nia.types("book 12")
    assert "Booking opens: Monday 2 March, 10am" in await nia.types("details 12")
    house.clock.move_to(MONDAY + timedelta(hours=1))
    assert "You’re booked" in await nia.types("book 12")


async def test_booking_closes_and_who_waits_keeps_their_turn(house):
    closes = MONDAY + timedelta(hours=2)
    await house.puts_on(draft("Mindful walking", LATER, ref="12", capacity=1, closes_at=closes))
    nia, owen, siwan = [await house.meets(key) for key in ("nia", "owen", "siwan")]
    await nia.types("book 12")
    await owen.types("book 12")
    await house.wait_until(closes)
    assert "closed on Monday 2 March, 11am" in await siwan.types("book 12")
    await nia.types("cancel 12")
    await house.wait_until(closes + timedelta(minutes=2))
    assert "A place has come free" in owen.post[-1]


async def test_a_session_for_managers(house):
    await house.puts_on(draft("Leading well", LATER, ref="12", audience="Managers only"))
    await told(house, "owen", manager_email="nia@example.org")
    nia, owen = await house.meets("nia"), await house.meets("owen")
    refused = await owen.types("book 12")
    assert "Leading well is for managers" in refused
    assert "ask an organiser" in refused
    assert "You’re booked" in await nia.types("book 12")


async def test_a_session_for_a_profession_or_a_directorate(house):
    await house.puts_on(
        draft("Case work", LATER, ref="12", audience="Social work"),
        draft("Budgets", LATER + timedelta(days=1), ref="13", audience="Social Work; Finance"),
    )
    await told(house, "nia", profession="Social Work")
    await told(house, "owen", profession="Planning", directorate="Finance")
    nia, owen, rhys = [await house.meets(key) for key in ("nia", "owen", "rhys")]
    assert "You’re booked" in await nia.types("book 12")
    assert "is for: Social work. The staff list doesn’t show that this is you." in await owen.types("book 12")
    assert "You’re booked" in await owen.types("book 13")
    assert "is for: Social Work; Finance." in await rhys.types("book 13")


async def test_words_that_the_staff_list_does_not_know_bar_nobody(house):
    await house.puts_on(draft("Welcome", LATER, ref="12", audience="New starters"))
    nia = await house.meets("nia")
    assert "You’re booked" in await nia.types("book 12")


async def test_an_invitation_only_session_is_hidden_from_whoever_is_not_invited(house):
    await house.puts_on(
        draft("Strategy", LATER, ref="12", audience="Invitation only", invited="nia@example.org"),
        draft("Mindful walking", LATER, ref="13"),
    )
    nia, owen, olwen = [await house.meets(key) for key in ("nia", "owen", "olwen")]
    assert "Strategy" in await nia.types("what's on")
    assert "Strategy" in await olwen.types("what's on"), "an organiser"
    for words in ("what's on", "home"):
        assert "Strategy" not in await owen.types(words)
    assert "is for people who have been invited" in await owen.types("book 12")
    assert "You’re booked on Strategy." in await nia.types("book 12")
    assert "Strategy" not in await nia.in_("C1").types("share")


async def test_one_person_holds_only_so_many_dates_of_one_session(house):
    days = [LATER + timedelta(days=number) for number in range(3)]
    await house.puts_on(
        *(draft("First aid", day, ref=str(12 + n), dates_each=1, capacity=1) for n, day in enumerate(days))
    )
    nia, owen, siwan = [await house.meets(key) for key in ("nia", "owen", "siwan")]
    await nia.types("book 12")
    refused = await nia.types("book 13")
    assert "You already have a place on another date of First aid, and one person can hold only 1." in refused
    assert "You can swap" in refused
    # Who waits for one date and gets another is passed over, and told why.
    await owen.types("book 12")
    await siwan.types("book 12")
    await owen.types("book 13")
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=2))
    assert "as many dates of it as one person can hold" in owen.post[-1]
    assert "A place has come free" in siwan.post[-1]
    await nia.types("book 14")


@pytest.fixture
async def sensitive(house):
    await house.puts_on(
        draft("Living with grief", LATER, ref="12", sensitive=True, capacity=9),
        draft("Mindful walking", LATER + timedelta(days=1), ref="13"),
    )
    return house


async def test_a_sensitive_session_is_in_ones_own_list_and_in_none_that_is_shared(sensitive):
    nia = await sensitive.meets("nia")
    assert "Living with grief" in await nia.types("what's on")
    shared = await nia.in_("C1").types("share")
    assert "Mindful walking" in shared
    assert "Living with grief" not in shared
    assert "Living with grief" not in await nia.in_("C1").types("share grief")


async def test_a_sensitive_booking_never_shows_in_what_pops_up_on_a_screen(sensitive):
    nia = await sensitive.meets("nia")
    await nia.types("book 12")
    await sensitive.deliver()
    await sensitive.wait_until(LATER + timedelta(hours=3))
    assert len(nia.letters) >= 3, "a confirmation, a reminder, a question about it"
    for parcel in nia.letters:
        assert isinstance(parcel.card, Card)
        assert "grief" not in say(parcel.card.summary, parcel.reader)
    assert "Living with grief" in nia.post[0], "inside the message it is named"


async def test_a_sensitive_session_tells_a_channel_nothing_of_who_has_taken_a_place(sensitive):
    olwen = (await sensitive.meets("olwen")).in_("C1")
    await olwen.types("digest monday 10am")
    await olwen.presses("Start this digest")
    nia = await sensitive.meets("nia")
    await nia.types("book 12")
    await sensitive.wait_until(MONDAY + timedelta(days=8))
    (posted,) = [post for post in sensitive.posts_in("C1") if "Living with grief" in post]
    assert "10 places left" in posted, "of the other session"
    assert "8 places left" not in posted
    assert "Nia" not in posted


async def test_a_sensitive_session_is_on_nobody_elses_page(sensitive):
    nia, owen = await sensitive.meets("nia"), await sensitive.meets("owen")
    await nia.types("book 12")
    mine = (await nia.types("home")).split("What’s on for me")[0]
    assert "Living with grief" in mine
    for words in ("mine", "home", "details 12"):
        assert "Nia" not in await owen.types(words)
    assert "You’re booked" not in await owen.types("home")
