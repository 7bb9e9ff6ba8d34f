"""Who came: said by people themselves, marked by organisers; who did not is asked kindly, once."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from bot.card import Button, Form, Picture, Text
from bot.store import feedback, tables
from bot.words.aloud import say
from tests.house import MONDAY, buttons, draft

TUESDAY = MONDAY + timedelta(days=1)  # 9am
EARLY = TUESDAY - timedelta(minutes=30)
END = TUESDAY + timedelta(hours=1)


async def booked(house, *keys, **facts):
    await house.puts_on(draft("Mindful walking|Cerdded", TUESDAY, ref="12", **facts))
    people = [await house.meets(key) for key in keys]
    for person in people:
        await person.types("book 12")
    return people


def asked(person):
    return [p for p in person.letters if p.key.startswith("missed") or "What got in the way" in str(p.card)]


def prompts(person):
    return [p for p in person.letters if p.key.startswith("feedback")]


async def code_of(house):
    rows = await house.database.read(lambda db: db.execute(select(tables.checkins)).all())
    return rows[0].code


def closed(db, now):
    """Feedback on all that has been is over."""
    for row in db.execute(select(tables.feedback_keys.c.session_id)).all():
        db.execute(insert(tables.feedback_closings).values(session_id=row.session_id, closed_at=now))
    db.execute(delete(tables.feedback_keys))


async def absent_last(house, olwen, people):
    """Marks the last on the list as not there; who that is."""
    await olwen.presses("Did not come", nth=2)
    absent = tables.attendance.c.mark == "absent"
    query = select(tables.attendance.c.person_id).where(absent)
    (number,) = await house.database.read(lambda db: db.execute(query).scalars().all())
    ids = {await house.person_id(each.key): each for each in people}
    return ids[number]


async def marks(house):
    rows = await house.database.read(lambda db: db.execute(select(tables.attendance)).all())
    return sorted(row.mark for row in rows)


@pytest.mark.parametrize("words", ["I'm here", "here", "dw i yma", "here 12", "dwi yma", "I'm here!"])
async def test_i_am_here_in_chat_during_the_session(house, words):
    (nia,) = await booked(house, "nia")
    house.clock.move_to(TUESDAY + timedelta(minutes=5))
    answer = await nia.types(words)
    assert "marked as here: Mindful walking" in answer or "nodi’n bresennol" in answer
    assert "already" in await nia.types("here")
    assert await marks(house) == ["came"]


async def test_early_and_late_are_told_the_truth(house):
    (nia,) = await booked(house, "nia")
    early = await nia.types("I'm here")
    assert "too early" in early
    assert "from Tuesday 3 March, 8:30am" in early
    house.clock.move_to(EARLY)
    assert "marked as here" in await nia.types("I'm here")
    owen = await house.meets("owen")
    assert "You have no place on a session that is on now" in await owen.types("here")
    assert "You have no place on Mindful walking" in await owen.types("here 12")


async def test_after_the_end_only_the_organiser_can_mark(house):
    (nia,) = await booked(house, "nia")
    house.clock.move_to(END)
    assert "marked as here" in await nia.types("here")
    (owen,) = [await house.meets("owen")]
    await house.puts_on(draft("Later", TUESDAY + timedelta(hours=2), ref="13"))
    await owen.types("book 13")
    house.clock.move_to(TUESDAY + timedelta(hours=3, minutes=1))
    late = await owen.types("here")
    assert "Later ended Tuesday 3 March, midday" in late
    assert "tell the organiser" in late


async def test_a_code_is_asked_for_only_while_it_works(house):
    await booked(house, "nia")
    olwen = await house.meets("olwen")
    house.clock.move_to(TUESDAY)
    assert "[Ask for a code]" in await olwen.types("attendance 12")
    house.clock.move_to(END + timedelta(minutes=1))
    assert "[Ask for a code]" not in await olwen.types("attendance 12")


async def test_called_off_and_postponed_have_nobody_there(house):
    (nia,) = await booked(house, "nia")
    olwen = await house.meets("olwen")
    await olwen.types("call off 12")
    house.clock.move_to(TUESDAY)
    await olwen.presses("Call it off") if any(
        "Call" in str(b.label) for b in buttons(olwen.last.body)
    ) else None
    answer = await nia.types("here 12")
    assert "marked as here" not in answer or "called off" not in answer


async def test_the_code_on_the_wall(house):
    nia, owen = await booked(house, "nia", "owen")
    olwen = await house.meets("olwen")
    await olwen.types("attendance 12")
    wall = await olwen.presses("Ask for a code")
    code = await code_of(house)
    assert f"here {code}" in wall
    assert any(isinstance(part, Picture) for part in olwen.last.body.parts)
    house.clock.move_to(TUESDAY)
    await nia.types("I'm here")
    assert isinstance(nia.last.body, Form)
    await nia.submits(code="0000")
    assert "You can try 4 more times" in say(nia.last.body.errors["code"], house.reader())
    assert "marked as here" in await nia.submits(code=f" {code[:2]} {code[2:]} ")
    tried = select(tables.checkin_tries.c.tries)
    assert await house.database.read(lambda db: db.execute(tried).scalars().all()) == [1], "only wrong ones"
    assert "marked as here" in await owen.types(f"here {code}")


async def test_a_code_cannot_be_tried_out(house):
    (eve,) = await booked(house, "eve")
    olwen = await house.meets("olwen")
    await olwen.types("attendance 12")
    await olwen.presses("Ask for a code")
    code = await code_of(house)
    house.clock.move_to(TUESDAY)
    wrong = [str(n) for n in range(1000, 1009) if str(n) != code]
    for guess in wrong[:5]:
        answer = await eve.types(f"here 12 {guess}")
    assert "Too many wrong codes" in answer
    assert "Too many wrong codes" in await eve.types(f"here {code}")
    assert await marks(house) == []


async def test_everybody_with_one_press_then_the_exceptions(house):
    nia, *_ = await booked(house, "nia", "owen", "ffion")
    olwen = await house.meets("olwen")
    house.clock.move_to(TUESDAY + timedelta(minutes=50))
    await nia.types("here")
    sheet = await olwen.types("attendance 12")
    assert "2 people are not marked" in sheet
    await olwen.presses("The others came")
    assert await marks(house) == ["came", "came", "came"]
    sheet = await olwen.presses("Did not come", nth=1)
    assert "2 came · 1 did not come" in sheet
    assert await marks(house) == ["absent", "came", "came"]
    assert "Owen\nDid not come" in sheet
    in_turn = select(tables.events).order_by(tables.events.c.id)
    deeds = await house.database.read(lambda db: db.execute(in_turn).all())
    acts = [row.facts for row in deeds if row.kind == "OrganiserActed"]
    assert acts[-1]["before"] == {"person": "Owen", "mark": "came"}
    assert acts[-1]["after"] == {"person": "Owen", "mark": "absent"}


async def test_only_organisers_and_only_in_private(house):
    (nia,) = await booked(house, "nia")
    house.clock.move_to(TUESDAY)
    assert "Only organisers" in await nia.types("attendance 12")
    for word in ("attendance_mark", "attendance_rest", "attendance_code", "attendance_add", "hindrances"):
        assert "Only organisers" in await nia.press(Button(Text(()), word, "12 1 came 0"))
    olwen = await house.meets("olwen")
    assert "Nia" not in await olwen.in_("te-a-theori").types("attendance 12")
    assert await marks(house) == []


async def test_nobody_is_marked_before_anybody_can_be_there(house):
    await booked(house, "nia")
    olwen = await house.meets("olwen")
    await olwen.types("attendance 12")
    assert "Nobody can be there yet" in await olwen.presses("Everyone came")
    assert await marks(house) == []


async def test_complaint_7_no_shows_get_one_kind_question(house):
    """No-shows while others wait: they are asked once what got in the way, and never told off."""
    nia, owen = await booked(house, "nia", "owen")
    olwen = await house.meets("olwen")
    house.clock.move_to(TUESDAY + timedelta(minutes=50))
    await nia.types("here")
    await olwen.types("attendance 12")
    await olwen.presses("The others did not come")
    await house.wait_until(END + timedelta(days=10))
    assert len(asked(owen)) == 1
    assert asked(nia) == []
    letter = asked(owen)[0]
    assert "We missed you at Mindful walking" in "\n".join(owen.post)
    assert "Thank you" in await owen.presses("I forgot", on=letter.card)
    assert "nothing to answer" in await owen.presses("I forgot", on=letter.card)


async def test_complaint_7_nobody_is_asked_who_told_us(house):
    nia, owen = await booked(house, "nia", "owen")
    olwen = await house.meets("olwen")
    await owen.types("cancel 12")
    house.clock.move_to(TUESDAY + timedelta(minutes=50))
    await olwen.types("attendance 12")
    await olwen.presses("Told us")
    await house.wait_until(END + timedelta(days=10))
    assert asked(nia) == asked(owen) == []


async def test_complaint_7_who_says_it_when_it_has_begun_has_told_us(house):
    nia, owen = await booked(house, "nia", "owen")
    house.clock.move_to(TUESDAY + timedelta(minutes=5))
    assert "Thank you for telling us" in await nia.types("cancel 12")
    assert await marks(house) == ["told"]
    await owen.types("here")
    assert "already started" in await owen.types("cancel 12")
    olwen = await house.meets("olwen")
    house.clock.move_to(END)
    assert "Nia\nTold us" in await olwen.types("attendance 12")
    await house.wait_until(END + timedelta(days=10))
    assert asked(nia) == []
    assert prompts(nia) == []


async def test_a_slip_that_is_put_right_asks_nobody(house):
    (nia,) = await booked(house, "nia")
    olwen = await house.meets("olwen")
    await house.wait_until(END)
    await olwen.types("attendance 12")
    await olwen.presses("Nobody came")
    await house.wait_until(END + timedelta(minutes=30))
    await olwen.types("attendance 12")
    await olwen.presses("Came")
    await house.wait_until(END + timedelta(days=10))
    assert asked(nia) == []


async def test_who_is_put_right_before_the_question_goes_is_not_asked(house):
    """It waits for working hours, and says nothing that is not so by then."""
    await house.puts_on(draft("Mindful walking", TUESDAY + timedelta(hours=7), ref="12"))
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types("book 12")
    await house.wait_until(TUESDAY + timedelta(hours=8))
    await olwen.types("attendance 12")
    await olwen.presses("Nobody came")
    await house.wait_until(TUESDAY + timedelta(hours=11))
    await olwen.types("attendance 12")
    await olwen.presses("Told us")
    await house.wait_until(TUESDAY + timedelta(days=10))
    assert asked(nia) == []


async def test_what_got_in_the_way_cannot_be_followed_back(house):
    people = await booked(house, *(f"p{n}" for n in range(6)))
    olwen = await house.meets("olwen")
    await house.wait_until(END)
    await olwen.types("attendance 12")
    await olwen.presses("Nobody came")
    await house.wait_until(END + timedelta(days=1))
    for person in people[:4]:
        await person.presses("I was unwell", on=asked(person)[0].card)
    assert "Fewer than 5" in await olwen.types("attendance 12") + await olwen.presses("What got in the way")
    await people[4].presses("In my own words", on=asked(people[4])[0].card)
    await people[4].submits(reason="caring", words="<!channel> my mother")
    await olwen.types("attendance 12")
    told = await olwen.presses("What got in the way")
    assert "I was unwell: 4" in told
    assert "“<!channel> my mother”" in told
    columns = {column.name for column in tables.hindrances.columns}
    assert columns == {"key", "month", "reason", "words"}


async def test_complaint_12_feedback_is_asked_of_those_who_came(house):
    """Feedback asked of the wrong people: attendance decides, not registration."""
    nia, owen, cai = await booked(house, "nia", "owen", "cai")
    olwen = await house.meets("olwen")
    house.clock.move_to(TUESDAY + timedelta(minutes=50))
    await nia.types("here")
    await olwen.types("attendance 12")
    await olwen.presses("Came for part", nth=1)
    await house.wait_until(END + timedelta(days=10))
    came = [person for person in (nia, owen, cai) if prompts(person)]
    assert len(came) == 2
    assert nia in came


async def test_complaint_12_where_attendance_was_not_taken_holders_are_asked(house):
    nia, owen = await booked(house, "nia", "owen")
    house.clock.move_to(TUESDAY + timedelta(minutes=50))
    await nia.types("here")
    await house.wait_until(END + timedelta(days=1))
    assert prompts(nia)
    assert prompts(owen), "nobody took attendance: that he said nothing does not mean that he was not there"


async def test_complaint_12_who_is_marked_away_before_the_question_goes_is_not_asked(house):
    (nia,) = await booked(house, "nia")
    olwen = await house.meets("olwen")
    await house.wait_until(END)
    await olwen.types("attendance 12")
    await olwen.presses("Nobody came")
    await house.wait_until(END + timedelta(days=10))
    assert prompts(nia) == []


async def test_complaint_12_who_is_marked_away_later_is_not_reminded(house):
    (nia,) = await booked(house, "nia")
    olwen = await house.meets("olwen")
    await house.wait_until(END + timedelta(hours=2))
    assert len(prompts(nia)) == 1
    await olwen.types("attendance 12")
    await olwen.presses("Nobody came")
    await house.wait_until(END + timedelta(days=10))
    assert len(prompts(nia)) == 1


async def test_complaint_12_who_is_marked_next_morning_is_asked_then_and_once(house):
    """A list on paper, typed in when the others have long been asked."""
    nia, owen, cai = await booked(house, "nia", "owen", "cai")
    tomos, olwen = await house.meets("tomos"), await house.meets("olwen")
    house.clock.move_to(TUESDAY + timedelta(minutes=50))
    await olwen.types("attendance 12")
    await olwen.presses("Came")
    await house.wait_until(END + timedelta(hours=2))
    assert [len(prompts(each)) for each in (nia, owen, cai, tomos)].count(1) == 1
    await house.wait_until(TUESDAY + timedelta(days=1))
    await olwen.types("attendance 12")
    await olwen.presses("Add someone who came")
    await olwen.submits(names="tomos@example.org")
    await olwen.types("attendance 12")
    await olwen.presses("The others came")
    away = await absent_last(house, olwen, (nia, owen, cai))
    await house.wait_until(TUESDAY + timedelta(days=1, minutes=59))
    assert prompts(tomos) == [], "the exceptions are still being marked"
    await house.wait_until(TUESDAY + timedelta(days=1, hours=2))
    assert len(prompts(tomos)) == 1
    assert {len(prompts(each)) for each in (nia, owen, cai) if each is not away} == {1}
    assert prompts(away) == []
    assert "is saved" in await tomos.presses("4 Very useful", on=prompts(tomos)[0].card)
    await olwen.types("attendance 12")
    await olwen.presses("Came")
    await house.wait_until(END + timedelta(days=15))
    assert len(prompts(tomos)) == 1
    assert prompts(away), "the mark was wrong, and is put right"
    first = [p for each in (nia, owen, cai, tomos) for p in prompts(each) if p.key.startswith("feedback ")]
    assert len(first) == 4, "everybody once"


async def test_who_is_asked_late_is_not_reminded_within_the_hour(house):
    (nia,) = await booked(house, "nia")
    tomos, olwen = await house.meets("tomos"), await house.meets("olwen")
    await house.wait_until(TUESDAY + timedelta(days=2))
    await olwen.types("attendance 12")
    await olwen.presses("Add someone who came")
    await olwen.submits(names="tomos@example.org")
    await house.wait_until(END + timedelta(days=15))
    assert (len(prompts(nia)), len(prompts(tomos))) == (2, 1)


async def test_who_is_marked_when_nobody_remembers_it_is_not_asked(house):
    await booked(house, "nia")
    tomos, olwen = await house.meets("tomos"), await house.meets("olwen")
    await house.wait_until(END + timedelta(days=3, minutes=1))
    await olwen.types("attendance 12")
    await olwen.presses("Add someone who came")
    await olwen.submits(names="tomos@example.org")
    await house.wait_until(END + timedelta(days=9))
    assert prompts(tomos) == []


@pytest.mark.parametrize("close", ["publish", "switch off"])
async def test_who_is_marked_late_is_not_asked_what_is_over_or_unwanted(house, close):
    await booked(house, "nia")
    tomos, olwen = await house.meets("tomos"), await house.meets("olwen")
    await house.wait_until(TUESDAY + timedelta(days=1))
    if close == "publish":
        await house.database.write(lambda db: closed(db, house.clock.now()))
    else:
        await house.database.write(lambda db: db.execute(update(tables.people).values(prompts=False)))
    await olwen.types("attendance 12")
    await olwen.presses("Add someone who came")
    await olwen.submits(names="tomos@example.org")
    await house.wait_until(END + timedelta(days=9))
    assert prompts(tomos) == []
    number = await house.person_id("tomos")
    assert not await house.database.read(lambda db: feedback.asked(db, 1, number))


async def test_who_came_without_a_place_is_added_by_name(house):
    await booked(house, "nia")
    await house.meets("tomos")
    olwen = await house.meets("olwen")
    house.clock.move_to(TUESDAY)
    await olwen.types("attendance 12")
    await olwen.presses("Add someone who came")
    answer = await olwen.submits(names="tomos@example.org\nnobody@example.org")
    assert "one more person came" in answer
    assert "nobody@example.org\nWe could not tell who this is" in answer
    assert await marks(house) == ["came"]
