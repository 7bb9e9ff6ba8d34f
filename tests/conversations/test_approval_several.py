"""What waits for somebody's approval, decided several at once."""

from datetime import timedelta

from sqlalchemy import update

from bot.card import Form
from bot.learning.places import Hold
from bot.store.tables import people as known
from tests.conversations.approval import LATER, cast, hold_of, names_manager, puts_on
from tests.house import draft

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


async def test_several_are_declined_at_once_with_one_reason(house):
    megan, nia, owen, siwan, _olwen = await cast(house, "nia", "owen", "siwan")
    await puts_on(house, capacity=9)
    for person in (nia, owen, siwan):
        await person.types("book 12")
    await megan.types("approvals")
    form = await megan.presses("Decline several")
    assert "Tick those that you decline. The others stay as they are." in form
    numbers = [value for value, _ in megan.last.body.fields[0].options]
    await megan.submits(numbers=(), words="The inspection is that week.")
    assert megan.last.body.fields[1].value == "The inspection is that week.", "nothing was ticked"
    said = await megan.submits(numbers=tuple(numbers[:2]))
    assert "You’ve declined Nia’s place on Leading change" in said
    assert "You’ve declined Owen’s place on Leading change" in said
    assert "One place is waiting for your approval" in said
    await house.deliver()
    for person in (nia, owen):
        assert "They wrote: “The inspection is that week.”" in person.post[-1]
    assert [await hold_of(house, key) for key in ("nia", "owen", "siwan")] == [None, None, Hold.ASKED]


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
    await olwen.presses("Approve")
    assert await hold_of(house, "nia") is Hold.BOOKED, "organisers need not wait for an absent manager"
    assert "1 booked, 0 waiting" in await olwen.types("list 12")


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
