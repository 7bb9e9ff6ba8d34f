"""What people need to take part: told once, seen by organisers alone, gone when the session is over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.ask import Ask
from bot.card import Button, Form, Text
from bot.desk import Desk
from bot.learning.events import ApprovalRefused, OfferPassedOn, PlaceFreed
from bot.learning.sessions import Mode
from bot.store import access, sessions, tables
from bot.store.checks import miscounted
from bot.words.aloud import say
from tests.house import MONDAY, REGISTRY, draft

TUESDAY = MONDAY + timedelta(days=1)  # 9am
END = TUESDAY + timedelta(hours=1)
SECRET = "tinnitus <!channel> {{DATE()}}"


async def told(house, *, needs=("captions",), words=SECRET, **facts):
    await house.puts_on(draft("Mindful walking|Cerdded", TUESDAY, ref="12", **facts))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.presses("Access needs")
    assert isinstance(nia.last.body, Form)
    nia.said = await nia.submits(needs=needs, words=words)
    return nia


async def everything(house):
    """Every row of every table but that of access needs; whole, as a row's own words would not be."""

    def read(db):
        return {
            table.name: str([tuple(row) for row in db.execute(select(table))])
            for table in tables.metadata.sorted_tables
            if table.name != "access_needs"
        }

    return await house.database.read(read)


async def kept(house):
    return await house.database.read(lambda db: db.execute(select(tables.access_needs)).all())


async def taken(house):
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    assert await house.database.read(miscounted) == []
    return session.taken, session.waiting


async def test_asked_once_at_booking_with_who_sees_it_first(house):
    nia = await told(house)
    assert "The organisers of Mindful walking know what you need." in nia.said
    await nia.presses("Change my access needs")
    form = nia.last.body
    assert form.fields[0].values == ("captions",)
    assert form.fields[1].value == SECRET
    assert "Only this session’s organisers see it" in str(form.intro[1])
    assert "We keep nothing" in await nia.submits(needs=(), words=" ")
    assert await kept(house) == []


async def test_organisers_see_it_in_their_own_conversation_alone(house):
    nia = await told(house)
    olwen = await house.meets("olwen")
    listed = await olwen.types("list access needs for 12")
    assert f"Nia\nLive captions\n“{SECRET}”" in listed
    assert "tinnitus" not in await olwen.in_("te-a-theori").types("list access needs for 12")
    eve = await house.meets("eve")
    for person in (eve, nia):
        assert "Only organisers" in await person.types("list access needs for 12")
        assert "Only organisers" in await person.press(Button(Text(()), "access_list", "12"))
    assert await olwen.types("access needs 12") == listed  # they do not come themselves
    assert "You have no place on Mindful walking. Book one first" in await eve.types("access needs 12")


async def test_organisers_are_told_that_there_is_something_and_not_what(house):
    olwen = await house.meets("olwen")
    await told(house)
    await house.deliver()
    (letter,) = olwen.post
    assert "Somebody on Mindful walking" in letter
    assert "Nia" not in letter
    assert "captions" not in letter
    assert f"“{SECRET}”" in await olwen.presses("See them", on=olwen.letters[0].card)


async def test_nothing_of_it_stands_anywhere_else(house, caplog, capsys):
    olwen = await house.meets("olwen")
    nia = await told(house)
    owen = await house.meets("owen")
    await owen.types("book 12")
    await olwen.types("list access needs for 12")
    # Answered by a letter, as a press is in Slack and Teams: she reads it, and then it is gone.
    assert "tinnitus" in await olwen.says("list access needs for 12")
    await house.wait_until(TUESDAY - timedelta(hours=1))
    await house.deliver()
    for name, rows in (await everything(house)).items():
        assert "tinnitus" not in rows, name
        assert "captions" not in rows, name
    told_in = [sum("tinnitus" in letter for letter in person.post) for person in (nia, owen, olwen)]
    assert told_in == [0, 0, 1], "the one answer to who may ask"
    out = capsys.readouterr()
    assert "tinnitus" not in out.out + out.err + caplog.text
    people = await olwen.types("people on 12")
    assert "captions" not in people
    assert "tinnitus" not in people
    assert all(b"tinnitus" not in getattr(part, "content", b"") for part in olwen.last.body.parts)
    assert "tinnitus" not in await nia.types("my record")


async def test_deleted_when_the_session_is_over(house):
    await told(house)
    await house.wait_until(END)
    assert await kept(house) == []
    olwen = await house.meets("olwen")
    assert "Nobody has told us of any." in await olwen.types("list access needs for 12")


async def test_deleted_with_the_place(house):
    nia = await told(house)
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=5))
    assert await kept(house) == []


async def test_nothing_is_kept_of_who_has_no_place_or_of_what_is_over(house):
    nia = await told(house)
    eve = await house.meets("eve")

    async def sends(person):
        return await person.asks(
            Ask(person.address, word="access", about="12", values={"words": "x"}, key=f"k{person.key}")
        )

    assert "no place" in await sends(eve)
    await house.wait_until(END)
    assert "over" in await sends(nia)
    assert await kept(house) == []


async def test_what_nobody_offered_is_not_kept(house):
    await told(house, needs=("captions", "../../etc", "x" * 500), words="y" * 3200)
    (row,) = await kept(house)
    assert row.needs == ["captions"]
    assert len(row.words) == 1000


async def test_a_helper_has_a_place_that_counts(house):
    nia = await told(house, needs=("helper",), capacity=2)
    assert "A place is kept for the person who comes with you." in nia.said
    assert await taken(house) == (2, 0)
    owen = await house.meets("owen")
    assert "waiting list" in await owen.types("book 12")
    await nia.types("access 12")
    await nia.submits(needs=())
    await house.deliver()
    assert await taken(house) == (2, 0), "the seat that she gave back is Owen's"
    assert "A place has come free" in "\n".join(owen.post) or "yours" in "\n".join(owen.post)


async def test_a_helper_never_oversells(house):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12", capacity=1))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("access 12")
    said = await nia.submits(needs=("helper",))
    assert "there’s no place yet for the person who comes with you" in said
    assert await taken(house) == (1, 0)
    olwen = await house.meets("olwen")
    assert "please make room" in await olwen.types("list access needs for 12")


async def test_both_seats_are_free_when_the_place_is_given_up(house):
    nia = await told(house, needs=("helper",), capacity=2)
    for key in ("owen", "ffion"):
        await (await house.meets(key)).types("book 12")
    assert await taken(house) == (2, 2)
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=5))
    assert await taken(house) == (2, 0)


async def test_both_seats_change_from_the_room_to_online(house):
    await house.puts_on(
        draft("Mindful walking", TUESDAY, ref="12", capacity=3, apart=True, online_capacity=2)
    )
    nia = await house.meets("nia")
    await nia.types("book 12 in person")
    await nia.types("access 12")
    await nia.submits(needs=("helper",))
    await nia.press(Button(Text(()), "change_online", "12"))
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    assert (session.taken, session.taken_online, session.left_in(Mode.IN_PERSON)) == (2, 2, 3)
    assert await taken(house) == (2, 0)


async def test_who_brings_a_helper_changes_only_where_both_fit(house):
    await house.puts_on(
        draft("Mindful walking", TUESDAY, ref="12", capacity=3, apart=True, online_capacity=1)
    )
    nia = await house.meets("nia")
    await nia.types("book 12 in person")
    await nia.types("access 12")
    await nia.submits(needs=("helper",))
    assert "online" in await nia.press(Button(Text(()), "change_online", "12"))
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    assert (session.taken, session.taken_online) == (2, 0)


async def test_two_who_become_one_keep_one(house):
    nia = await told(house)

    def both(db):
        other = db.execute(tables.people.insert().values(name="N").returning(tables.people.c.id)).scalar_one()
        mine = db.execute(text("select person_id from access_needs")).scalar_one()
        db.execute(tables.access_needs.insert().values(session_id=1, person_id=other, needs=[], words="z"))
        access.come_together(db, other, mine)

    await house.database.write(both)
    (row,) = await kept(house)
    assert row.words == SECRET
    assert nia.said


@pytest.mark.parametrize("language", ["cy", "en"])
async def test_in_both_languages(house, language):
    await house.puts_on(draft("Mindful walking|Cerdded", TUESDAY, ref="12"))
    person = await house.meets("sian", language=language)
    await person.types("book 12")
    said = await person.types("access needs 12" if language == "en" else "anghenion mynediad 12")
    assert ("What do you need" if language == "en" else "Beth sydd ei angen") in said
    labels = [say(label, house.reader()) for _, label in person.last.body.fields[0].options]
    assert ("Hearing loop" if language == "en" else "Dolen glyw") in labels


@pytest.mark.parametrize(
    "lost",
    [ApprovalRefused(1, 1), OfferPassedOn(1, 1, "declined"), PlaceFreed(1, 1)],
    ids=lambda it: type(it).__name__,
)
async def test_whoever_has_no_place_any_more_leaves_nothing_behind(house, lost):
    await told(house)

    def lose(db):
        desk = Desk(db, house.clock.now(), house.settings, REGISTRY)
        desk.record(replace(lost, person_id=db.execute(select(tables.access_needs.c.person_id)).scalar_one()))
        desk.settle()

    approval = tables.approvals.insert().from_select(
        ["session_id", "person_id", "asked_at"],
        select(tables.places.c.session_id, tables.places.c.person_id, tables.places.c.since),
    )
    await house.database.write(lambda db: db.execute(approval))
    await house.database.write(lose)
    assert await kept(house) == []
