"""After a session people are asked, answer as they go, and change their answer; nobody learns whose it is."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.ask import Ask, Profile, Target
from bot.card import Button, Form, Text
from bot.learning.sessions import Status
from bot.store import actions, feedback, sessions, tables
from bot.words.aloud import say
from schedules import ask_for_feedback
from tests.house import MONDAY, build_house, buttons, draft

TUESDAY = MONDAY + timedelta(days=1)
PUBLISH = Button(Text(()), "publish", "12")
AFTER = TUESDAY + timedelta(hours=1, minutes=10)


async def attended(house, number=1, capacity=50, **profile):
    await house.puts_on(draft("Mindful walking|Cerdded", TUESDAY, ref="12", capacity=capacity))
    people = [await house.meets(f"p{n}", **profile) for n in range(number)]
    for person in people:
        await person.types("book 12")
    await house.wait_until(AFTER)
    return people


async def kept(house, table):
    return await house.database.read(lambda db: [row._asdict() for row in db.execute(select(table))])


async def said(house):
    return [row["said"] for row in await kept(house, tables.feedback_answers)]


async def leaves(house, person):
    await house.desk.meet(person.address, Profile(gone=True))


def prompts(person):
    return [p for p in person.letters if p.key.startswith("feedback")]


async def test_who_had_a_place_is_asked_shortly_after_the_end(house):
    (nia,) = await attended(house)
    prompt = prompts(nia)[0]
    text = nia.post[-1]
    assert text.startswith("How was Mindful walking?")
    assert text.index("anonymous") < text.index("How useful was it?")
    assert "your rating of Mindful walking is saved" in await nia.presses("4 Very useful", on=prompt.card)


async def test_the_words_come_in_a_form_that_knows_the_rating(house):
    (nia,) = await attended(house)
    await nia.presses("4 Very useful", on=prompts(nia)[0].card)
    await nia.presses("Answer in words")
    fields = {field.name: field for field in nia.last.body.fields}
    assert fields["useful"].value == "4"
    assert "your feedback on Mindful walking is saved" in await nia.submits(action="Walk at lunch")
    await nia.presses("Change my answer")
    fields = {field.name: field for field in nia.last.body.fields}
    assert (fields["useful"].value, fields["action"].value) == ("4", "Walk at lunch")


async def test_the_prompt_names_every_question_and_says_first_who_sees_the_answers(house):
    (nia,) = await attended(house)
    text = nia.post[-1]
    told = [
        "How was Mindful walking?",
        "once 10 people have answered",
        "stays yours alone",
        "How useful was it?",
        "What will you do with it?",
        "Anything else?",
        "Switch these questions off",
    ]
    assert sorted(told, key=text.index) == told


async def test_it_is_asked_in_their_language(house):
    (nia,) = await attended(house, language="cy")
    assert "Pa mor ddefnyddiol oedd y sesiwn?" in nia.post[-1]
    assert "wedi cadw eich sgôr" in await nia.presses("5 Hynod ddefnyddiol", on=prompts(nia)[0].card)


@pytest.mark.parametrize(
    ("language", "alone", "together"),
    [
        ("en", "once 10 people have answered.", "put together with those of other small sessions"),
        ("cy", "dim ond ar ôl i 10 o bobl ateb.", "gyda rhai sesiynau bach eraill"),
    ],
)
@pytest.mark.parametrize("capacity", [9, 50, None])
async def test_who_sees_it_is_true_where_fewer_were_there_than_the_smallest_group(
    house, language, alone, together, capacity
):
    (nia,) = await attended(house, capacity=capacity, language=language)
    assert together in nia.post[-1]
    assert alone not in nia.post[-1]
    assert together in await nia.types("feedback 12")


async def test_a_session_with_as_many_as_the_smallest_group_stands_alone(house):
    nia, *_ = await attended(house, 10, capacity=10)
    assert "once 10 people have answered." in nia.post[-1]
    assert "small sessions" not in nia.post[-1]
    assert "small sessions" not in await nia.types("feedback 12")


async def test_one_reminder_and_none_after_an_answer(house):
    nia, owen = await attended(house, 2)
    await nia.presses("5 Extremely useful", on=prompts(nia)[0].card)
    await house.wait_until(AFTER + timedelta(days=10))
    assert (len(prompts(nia)), len(prompts(owen))) == (1, 2)
    assert "the only time we’ll remind you" in owen.post[-1]
    await house.wait_until(AFTER + timedelta(days=30))
    assert len(prompts(owen)) == 2
    written = [row["key"] for row in await kept(house, tables.letters)]
    assert len([key for key in written if key.startswith("feedback-again")]) == 1


async def test_an_answer_before_the_reminder_goes_holds_it_back(house):
    """It is written at its time, and may be held; what is so when it goes counts."""
    (nia,) = await attended(house)
    (asked,) = prompts(nia)
    for day in range(1, 10):
        house.clock.move_to(AFTER + timedelta(days=day))
        await house.timekeeper.tick()
        held = await kept(house, tables.letters)
        if any(row["key"].startswith("feedback-again") for row in held):
            break
    await nia.presses("5 Extremely useful", on=asked.card)
    await house.wait_until(AFTER + timedelta(days=20))
    assert len(prompts(nia)) == 1


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────


async def test_days_later_the_old_prompt_still_works(house):
    (nia,) = await attended(house)
    await house.wait_until(AFTER + timedelta(days=9))
    assert "is saved" in await nia.presses("2 A little useful", on=prompts(nia)[0].card)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("feedback", "4 Very useful", "You have answered these", "Change my answer")),
        ("cy", ("adborth", "4 Defnyddiol iawn", "Rydych chi wedi ateb y rhain", "Newid fy ateb")),
    ],
)
async def test_what_was_answered_stays_in_feedback_until_it_closes(house, language, words):
    word, press, answered, change = words
    nia, owen = await attended(house, 2, language=language)
    assert answered not in await nia.types(word)
    await nia.presses(press, on=prompts(nia)[0].card)
    assert answered in await nia.types(word)
    await nia.presses(change)
    assert next(field for field in nia.last.body.fields if field.name == "useful").value == "4"
    assert answered not in await owen.types(word), "what somebody else answered is not theirs"
    await house.wait_until(AFTER + timedelta(days=60))
    assert answered not in await nia.types(word)


async def test_a_double_press_and_another_one_are_one_answer(house):
    (nia,) = await attended(house)
    card = prompts(nia)[0].card
    for key in ("same", "same", "other"):
        await nia.presses("2 A little useful", on=card, key=key)
    await nia.presses("3 Useful", on=card)
    assert await said(house) == [{"useful": 3}]


async def test_a_button_of_an_earlier_version_still_answers(house):
    (nia,) = await attended(house)
    assert "is saved" in await nia.press(Button(Text(()), "rate", "12 4"))
    assert await said(house) == [{"useful": 4}]


@pytest.mark.parametrize(
    "about", ["12 6", "12 useful=0", "12 pace=slow", "12 action=walk", "12 comment=", "12 ="]
)
async def test_a_press_that_says_no_answer_keeps_none(house, about):
    (nia,) = await attended(house)
    assert "Please choose" in await nia.press(Button(Text(()), "rate", about))
    assert await said(house) == []


async def test_a_form_without_an_answer_comes_back(house):
    (nia,) = await attended(house)
    await nia.presses("Answer in words", on=prompts(nia)[0].card)
    await nia.submits()
    assert isinstance(nia.last.body, Form)
    assert "at least one" in say(next(iter(nia.last.body.errors.values())), house.reader())
    await house.wait_until(AFTER + timedelta(days=10))
    assert len(prompts(nia)) == 2, "nothing was answered"


async def test_a_part_filled_form_is_kept_and_an_answer_can_be_taken_back(house):
    (nia,) = await attended(house)
    await nia.presses("Answer in words", on=prompts(nia)[0].card)
    await nia.submits(comment="  Less wind  ")
    assert await said(house) == [{"comment": "Less wind"}]
    await nia.presses("Change my answer")
    await nia.submits(comment="")
    assert await said(house) == [{}]
    await house.wait_until(AFTER + timedelta(days=10))
    assert len(prompts(nia)) == 1


async def test_a_press_changes_one_answer_and_leaves_the_others(house):
    (nia,) = await attended(house)
    await nia.presses("Answer in words", on=prompts(nia)[0].card)
    await nia.submits(useful="2", comment="Less wind")
    await nia.presses("4 Very useful", on=prompts(nia)[0].card)
    assert await said(house) == [{"comment": "Less wind", "useful": 4}]


async def test_somebody_elses_prompt_is_refused(house):
    (nia,) = await attended(house)
    eve = await house.meets("eve")
    assert "We ask only people who had a place" in await eve.presses("1 Not useful", on=prompts(nia)[0].card)
    form = next(each for each in buttons(prompts(nia)[0].card) if each.form)
    assert "We ask only people who had a place" in await eve.press(form)
    assert "We ask only people who had a place" in await eve.types("feedback 12")


async def test_after_publishing_nothing_can_be_changed(house):
    people = await attended(house, 11)
    for person in people[:10]:
        await person.presses("4 Very useful", on=prompts(person)[0].card)
    await people[0].presses("Answer in words")
    olwen = await house.meets("olwen")
    await olwen.types("feedback 12")
    await olwen.presses("Publish the summary")
    closed = "is closed, so nothing can be added or changed"  # published or not: too few answers wait
    assert closed in await people[10].presses("1 Not useful", on=prompts(people[10])[0].card)
    assert closed in await people[0].submits(action="Too late", comment="Too late")
    assert closed in await people[0].types("feedback 12")
    assert await kept(house, tables.feedback_named) == []
    await house.wait_until(AFTER + timedelta(days=10))
    assert len(prompts(people[10])) == 1, "nobody is reminded of what is over"


# ── Whose it is ──────────────────────────────────────────────────────────────────────────────────


async def action_of(house, key="p0"):
    number = await house.person_id(key)
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    return await house.database.read(lambda db: actions.of(db, session.id, number))


async def test_the_action_is_theirs_alone_until_they_share_it(house):
    (nia,) = await attended(house)
    await nia.presses("4 Very useful", on=prompts(nia)[0].card)
    await nia.presses("Answer in words")
    await nia.submits(action="Walk at lunch")
    assert await said(house) == [{"useful": 4}]
    assert (await action_of(house)).words == "Walk at lunch"
    await nia.presses("Change my answer")
    await nia.submits(share=("yes",))
    assert await said(house) == [{"action": "Walk at lunch", "useful": 4}]
    await nia.presses("Change my answer")
    assert next(field for field in nia.last.body.fields if field.name == "share").values == ("yes",)
    await nia.submits(share=())
    assert await said(house) == [{"useful": 4}]


@pytest.mark.parametrize(("weeks", "days"), [("5", (0, 20)), ("2", (0, 6)), ("2", (15, 20))])
async def test_when_it_is_chased_does_not_tell_when_they_answered(database, weeks, days):
    house = build_house(database, CAFFI_ACTIONS__ASK_AFTER_WEEKS=weeks)
    people = await attended(house, 2)
    for person, day in zip(people, days, strict=True):
        await house.wait_until(AFTER + timedelta(days=day))
        await person.presses("Answer in words", on=prompts(person)[0].card)
        await person.submits(action="Walk")
    assert (await action_of(house, "p0")).due == (await action_of(house, "p1")).due
    assert (await action_of(house, "p1")).due > house.clock.now() + timedelta(days=7)


async def test_a_name_stands_with_the_comment_only_where_they_wish_it(house):
    (nia,) = await attended(house)
    await nia.presses("4 Very useful", on=prompts(nia)[0].card)
    await nia.presses("Answer in words")
    await nia.submits(comment="Ask me about the bench", named=("yes",))
    assert await said(house) == [{"useful": 4}]
    (row,) = await kept(house, tables.feedback_named)
    assert (row["person_id"], row["words"]) == (await house.person_id("p0"), "Ask me about the bench")
    await nia.presses("Change my answer")
    assert next(field for field in nia.last.body.fields if field.name == "comment").value.startswith("Ask me")
    await nia.submits(named=())
    assert await said(house) == [{"comment": "Ask me about the bench", "useful": 4}]
    assert await kept(house, tables.feedback_named) == []


async def test_organisers_never_learn_how_many_have_answered(house):
    people = await attended(house, 12)
    olwen = await house.meets("olwen")
    seen = set()
    for person in people[:10]:
        seen.add(await olwen.types("feedback 12"))
        await person.presses("4 Very useful", on=prompts(person)[0].card)
    assert len(seen) == 1, "it says the same, however many they are"
    enough = {await olwen.types("feedback 12")}
    assert enough != seen
    await people[10].presses("4 Very useful", on=prompts(people[10])[0].card)
    enough.add(await olwen.types("feedback 12"))
    assert len(enough) == 1
    assert "Only organisers" in await people[11].press(PUBLISH)


async def everything(house):
    def read(db):
        return {
            table.name: [tuple(row) for row in db.execute(select(table))]
            for table in tables.metadata.sorted_tables
        }

    return await house.database.read(read)


async def test_nothing_in_the_database_tells_whose_an_answer_is(house):
    people = await attended(house, 10)
    for number, person in enumerate(people):
        await person.presses("Answer in words", on=prompts(person)[0].card)
        await person.submits(useful="3", comment=f"secret {number}")
    await house.deliver()
    held = await everything(house)
    assert {name for name, rows in held.items() if "secret" in str(rows)} == {"feedback_answers"}
    olwen = await house.meets("olwen")
    await olwen.types("feedback 12")
    await olwen.presses("Publish the summary")
    held = await everything(house)
    assert held["feedback_keys"] == []
    assert held["feedback_answers"] == []


async def test_nothing_in_the_database_tells_when_somebody_answered(house):
    """Their flag has no time, and neither a letter, a delivery nor anything else that knows them has one."""
    (nia,) = await attended(house)
    before = await everything(house)
    house.clock.move_to(AFTER + timedelta(hours=3))
    rating = next(each for each in buttons(prompts(nia)[0].card) if "useful=4" in each.about)
    there = Target(nia.paper.name, "w", user=nia.key, message="m1")
    press = Ask(nia.address, word="rate", about=rating.about, key="paper:press", answer_to=there)
    await nia.asks(press)
    await house.deliver()
    assert nia.letters[-1].replace
    assert "is saved" in nia.post[-1]
    await nia.presses("Answer in words", on=nia.letters[-1].card)
    await nia.submits(comment="Less wind", action="Walk")
    await house.deliver()
    after = await everything(house)
    new = {name: [row for row in rows if row not in before[name]] for name, rows in after.items()}
    changed = {name for name, rows in new.items() if rows}
    lanes_and_deliveries = {"answers", "lanes"}
    assert changed - lanes_and_deliveries == {"feedback_answers", "feedback_asked", "actions"}
    assert len(after["letters"]) == len(before["letters"])
    for row in new["answers"]:
        key, reply, _ = row
        assert reply is None
        assert "useful" not in key
    for name in ("feedback_answers", "feedback_asked"):
        assert not any(hasattr(value, "year") for row in after[name] for value in row)


# ── Who is asked ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
async def test_nobody_is_asked_about_what_did_not_take_place(house, status):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12", capacity=50))
    nia = await house.meets("p0")
    await nia.types("book 12")

    def call_off(db):
        db.execute(tables.sessions.update().values(status=status.value))

    await house.database.write(call_off)
    await house.wait_until(AFTER + timedelta(days=5))
    assert prompts(nia) == []
    assert "is saved" not in await nia.press(Button(Text(()), "rate", "12 useful=4"))
    assert "Your feedback" not in await nia.types("feedback 12")


async def test_what_turns_out_not_to_have_been_is_not_asked_about(house):
    """Called off between the question’s being written and its going: it waits for their own morning."""
    (nia,) = await attended(house, zone="America/New_York")
    (held,) = [row for row in await kept(house, tables.letters) if row["key"].startswith("feedback")]
    assert held["state"] == "held"
    await house.database.write(lambda db: db.execute(tables.sessions.update().values(status="cancelled")))
    await house.wait_until(AFTER + timedelta(days=1))
    assert prompts(nia) == []


async def test_it_is_asked_within_one_working_day(house):
    """What ends on a Friday evening is asked about on Monday morning, not at the weekend."""
    friday = MONDAY + timedelta(days=4, hours=8)
    await house.puts_on(draft("Mindful walking", friday, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await house.wait_until(MONDAY + timedelta(days=6, hours=14))
    assert prompts(nia) == []
    await house.wait_until(MONDAY + timedelta(days=7, hours=1))
    assert len(prompts(nia)) == 1


async def test_who_has_left_is_neither_asked_nor_reminded_and_their_answer_counts(house):
    nia, owen = await attended(house, 2)
    await nia.presses("4 Very useful", on=prompts(nia)[0].card)
    await leaves(house, nia)
    await leaves(house, owen)
    await house.wait_until(AFTER + timedelta(days=10))
    assert len(prompts(owen)) == 1
    assert await said(house) == [{"useful": 4}]
    await house.puts_on(draft("Another walk", TUESDAY + timedelta(days=14), ref="13"))
    cai = await house.meets("cai")
    await cai.types("book 13")
    await house.wait_until(TUESDAY + timedelta(days=14, minutes=59))
    await leaves(house, cai)
    await house.wait_until(TUESDAY + timedelta(days=16))
    assert prompts(cai) == []
    written = [row["key"] for row in await kept(house, tables.letters)]
    assert not [key for key in written if key.startswith("feedback 2 ")]
    assert len([key for key in written if key.startswith("feedback-again")]) == 0


async def test_who_switched_prompts_off_is_not_asked(house):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("settings")
    await nia.submits(prompts="no")
    await house.wait_until(AFTER + timedelta(days=5))
    assert prompts(nia) == []


async def test_who_was_not_there_cannot_answer_unasked(house):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12"))
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types("book 12")
    await house.wait_until(TUESDAY + timedelta(hours=1))
    await olwen.types("attendance 12")
    await olwen.presses("Nobody came")
    await house.wait_until(AFTER + timedelta(days=1))
    assert "We ask only people who had a place" in await nia.types("feedback 12")


async def test_many_are_asked_and_reminded_in_several_transactions_each_once(house, monkeypatch):
    monkeypatch.setattr(ask_for_feedback, "_AT_ONCE", 2)
    people = await attended(house, 5)
    assert [len(prompts(person)) for person in people] == [1] * 5
    await people[2].presses("4 Very useful", on=prompts(people[2])[0].card)
    await house.wait_until(AFTER + timedelta(days=10))
    assert [len(prompts(person)) for person in people] == [2, 2, 1, 2, 2]
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    assert await house.database.read(lambda db: feedback.counts(db, session.id)) == (5, 1)
