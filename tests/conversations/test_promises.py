"""What must hold when things happen at once, late, or in an unlucky order."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.ask import Address, Ask, Profile, Target
from bot.store import figures, people, places, sessions, staff
from bot.store.tables import feedback_answers
from tests.house import LONDON, MONDAY, Someone, at, build_house, draft

TOMORROW = MONDAY + timedelta(days=1)


async def roster(house, ref="12"):
    session = await house.database.read(lambda db: sessions.by_ref(db, ref))
    return await house.database.read(lambda db: places.roster(db, session.id))


async def test_leavers_and_bookers_at_once_leave_no_place_unused(house):
    await house.puts_on(
        draft("Walk", TOMORROW, ref="12", capacity=3), draft("Swim", TOMORROW, ref="13", capacity=3)
    )
    crowd = [await house.meets(f"p{n}") for n in range(12)]
    for person in crowd:
        await person.types("book 12")
        await person.types("book 13")
    gone = [house.desk.meet(Address("paper", "w", p.key), Profile(gone=True)) for p in crowd[:9]]
    await asyncio.gather(*gone)
    for ref in ("12", "13"):
        left = await roster(house, ref)
        assert (left.taken, len(left.queue)) == (3, 0)
        assert (left.session.taken, left.session.waiting) == (3, 0)
    assert await house.database.read(sessions.recount) == {}


async def test_who_spoke_before_being_introduced_is_joined_to_the_people_file(house):
    await house.puts_on(draft("Walk", TOMORROW, ref="12"))
    await house.database.write(lambda db: staff.load(db, [("olwen@example.org", {"name": "Olwen"})]))
    olwen = Someone(house, "olwen")
    await olwen.types("book 12")
    await olwen.types("follow wellbeing")
    assert not await house.desk.knows(olwen.address)
    await house.desk.meet(olwen.address, Profile(email="Olwen@example.org"))
    assert await house.desk.knows(olwen.address)
    assert await house.database.read(people.count) == 1
    assert "You’re booked" in await olwen.types("mine") or "Mae" in await olwen.types("mine")
    assert "is not over yet" in await olwen.types("feedback 12")


async def test_two_who_are_one_keep_one_place_and_pass_the_other_on(database):
    house = build_house(database, rooms=("paper", "elsewhere"))
    await house.puts_on(draft("Walk", TOMORROW, ref="12", capacity=2))
    nia = await house.meets("nia")
    await nia.types("book 12")
    other = Someone(house, "nia", room="elsewhere")
    await other.types("book 12")
    owen = await house.meets("owen")
    await owen.types("book 12")
    await house.desk.meet(other.address, Profile(email="nia@example.org"))
    assert [place.person_id for place in (await roster(house)).places] == [
        await house.person_id("nia"),
        await house.person_id("owen"),
    ]
    assert (await roster(house)).queue == ()


async def test_an_answer_goes_out_before_a_thousand_other_letters(house):
    nia = await house.meets("nia")
    await house.puts_on(draft("Walk", TOMORROW, ref="12"))

    def many(db):
        from bot.store import letters

        for number in range(1000):
            letters.write(
                db,
                key=f"n{number}",
                kind="digest-announced",
                facts={"plan": "monday 09:00 topic:-"},
                person_id=None,
                target=Target("paper", "w", channel=f"c{number}"),
                due_at=house.clock.now(),
                now=house.clock.now(),
            )

    await house.database.write(many)
    await nia.asks(Ask(nia.address, text="help", key="k", answer_to=Target("paper", "w", user="nia")))
    await house.deliver()
    order = [parcel.key for parcel in house.room.parcels]
    assert order.index("answer k") < 50
    assert len(order) == 1001


async def test_one_slow_letter_holds_nobody_up(house):
    nia, owen = await house.meets("nia"), await house.meets("owen")
    begun, owen_has_it, real_send = asyncio.Event(), asyncio.Event(), house.room.send

    async def send(parcel):
        if parcel.to.user == "nia":
            begun.set()
            await owen_has_it.wait()
        else:
            owen_has_it.set()
        return await real_send(parcel)

    house.room.send = send
    await nia.asks(Ask(nia.address, text="help", key="1", answer_to=Target("paper", "w", user="nia")))
    work = asyncio.create_task(house.postman.deliver())
    await begun.wait()
    await owen.asks(Ask(owen.address, text="help", key="2", answer_to=Target("paper", "w", user="owen")))
    async with asyncio.timeout(60):
        await work
    assert [parcel.to.user for parcel in house.room.parcels] == ["owen", "nia"]


async def test_cancel_and_undo_around_the_reminder_keeps_the_reminder(house):
    start = at(date(2026, 3, 5), 10)
    await house.puts_on(draft("Walk", start, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await house.wait_until(start - timedelta(days=1, seconds=10))
    await nia.types("cancel 12")
    await house.wait_until(start - timedelta(days=1) + timedelta(seconds=5))
    await nia.types("undo")
    await house.wait_until(start - timedelta(hours=20))
    assert sum("is coming up" in post or "A reminder" in post for post in nia.post) == 1


async def test_a_week_that_had_its_digest_gets_no_second_one_when_it_is_changed(house):
    await house.puts_on(*(draft(f"Walk {n}", MONDAY + timedelta(days=n, hours=4)) for n in range(1, 28)))
    nia = (await house.meets("nia")).in_("learning")
    await nia.types("digest monday 9am")
    await nia.presses("Start this digest")
    await house.wait_until(MONDAY + timedelta(days=7, minutes=30))
    await nia.types("digest monday 10am")
    await nia.presses("Start this digest")
    await house.wait_until(MONDAY + timedelta(days=13))
    assert len([post for post in house.posts_in("learning") if "7 days" in post]) == 1
    await house.wait_until(MONDAY + timedelta(days=14, hours=1))
    assert len([post for post in house.posts_in("learning") if "7 days" in post]) == 2


async def test_a_stopped_digests_letter_is_not_another_channels(house):
    await house.puts_on(*(draft(f"Walk {n}", MONDAY + timedelta(days=n, hours=4)) for n in range(1, 28)))
    nia = (await house.meets("nia")).in_("learning")
    await nia.types("digest monday 9am")
    await nia.presses("Start this digest")
    await house.deliver()
    house.clock.move_to(MONDAY + timedelta(days=7))
    await house.timekeeper.tick()
    await nia.types("digest stop")
    other = nia.in_("wellbeing")
    await other.types("digest friday 9am")
    await other.presses("Start this digest")
    await house.deliver()
    assert [post for post in house.posts_in("learning") if "7 days" in post] == []


async def test_who_wants_no_questions_can_still_answer(house):
    await house.puts_on(draft("Walk", TOMORROW, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("settings")
    await nia.submits(prompts="no")
    await house.wait_until(TOMORROW + timedelta(hours=2))
    assert "Your feedback" in await nia.types("feedback 12")
    assert "is saved" in await nia.submits(useful="4")


async def test_publishing_and_answering_at_once_leave_no_answer_behind(house):
    await house.puts_on(draft("Walk", TOMORROW, ref="12", capacity=50))
    crowd = [await house.meets(f"p{n}") for n in range(20)]
    for person in crowd:
        await person.types("book 12")
    await house.wait_until(TOMORROW + timedelta(hours=2))
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    for person in crowd[:10]:
        await person.asks(Ask(person.address, word="rate", about="12 4", key=f"r {person.key}"))
    olwen = await house.meets("olwen")
    late = [Ask(p.address, word="rate", about="12 5", key=f"r {p.key}") for p in crowd[10:]]
    publish = Ask(olwen.address, word="publish", about="12", key="publish")
    await asyncio.gather(*(house.desk.serve(ask) for ask in (*late[:5], publish, *late[5:])))
    found = await house.database.read(lambda db: figures.figures_of_session(db, session.id))
    left = await house.database.read(lambda db: db.execute(select(feedback_answers)).all())
    assert left == []
    assert sum(found.figures[0].counts) == found.figures[0].n == found.answered >= 10


@pytest.mark.parametrize(
    "words",
    [
        "12 ٣",
        "book \ud83d",
        "book \0",
        "details ²",
        "²",
        "digest 9 am",
        "feedback -1",
        "what's on 0",
        "🦆" * 4000,
    ],
    ids=[
        "digits",
        "surrogate",
        "nul",
        "superscript",
        "superscript alone",
        "digest",
        "minus",
        "zero",
        "ducks",
    ],
)
async def test_odd_words_are_answered_and_are_no_fault_of_ours(house, words):
    await house.puts_on(draft("Walk", TOMORROW, ref="12"))
    nia = await house.meets("nia")
    assert "wrong on our side" not in await nia.types(words)


@pytest.mark.parametrize("about", ["² x", "9" * 5000, "-3", "x"], ids=["square", "huge", "minus", "letter"])
async def test_hand_made_buttons_do_no_harm(house, about):
    nia = await house.meets("nia")
    for word in (
        "more",
        "rate",
        "publish",
        "feedback_form",
        "digest_confirm",
        "cancel",
        "undo",
        "no-such-word",
    ):
        answer = await nia.asks(Ask(nia.address, word=word, about=about, key=f"{word} {about[:9]}"))
        assert "wrong on our side" not in answer


@pytest.mark.parametrize(
    ("words", "plan"),
    [
        ("digest monday 12 am", "Monday at midnight"),
        ("digest friday 9 pm", "Friday at 9pm"),
        ("crynodeb bob dydd mawrth 10.30", "Tuesday at 10:30am"),
        ("digest weekly Topic: Wellbeing", "Monday at 9am, topic Wellbeing"),
    ],
)
async def test_a_digest_is_set_in_the_words_that_people_use(house, words, plan):
    await house.puts_on(draft("Walk", TOMORROW))
    nia = (await house.meets("nia")).in_("learning")
    assert plan in await nia.types(words)


async def test_a_new_join_link_is_told_with_the_link(house):
    from bot.desk import Desk
    from bot.intake import read_programme
    from bot.steps.programme import Import
    from tests.conversations.test_importing import HEADINGS, WALK, table
    from tests.house import REGISTRY

    async def takes_in(link):
        content = (
            table(WALK).replace(b"capacity", b"capacity,link", 1).replace(b",1\r", f",1,{link}\r".encode(), 1)
        )
        assert HEADINGS
        sheet = read_programme("p.csv", content, zone=LONDON, today=MONDAY.date())
        await house.database.write(
            lambda db: Import(sheet=sheet).carry_out(Desk(db, house.clock.now(), house.settings, REGISTRY))
        )
        await house.deliver()

    await takes_in("https://example.org/old")
    nia = await house.meets("nia")
    await nia.types("book 12")
    await takes_in("https://example.org/new")
    assert "https://example.org/new" in nia.post[-1]
