"""After a session people are asked, answer, change their answer; organisers read a frozen summary."""

from datetime import timedelta

from sqlalchemy import select

from bot.card import Button, Text
from bot.store import tables, tables_of_feedback
from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=1)
PUBLISH = Button(Text(()), "publish", "12")
AFTER = TUESDAY + timedelta(hours=1, minutes=10)


async def attended(house, number=1):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12", capacity=50))
    people = [await house.meets(f"p{n}") for n in range(number)]
    for person in people:
        await person.types("book 12")
    await house.wait_until(AFTER)
    return people


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
    assert nia.last.body.fields[0].value == "4"
    assert "your feedback on Mindful walking is saved" in await nia.submits(action="Walk at lunch")
    await nia.presses("Change my answer")
    assert nia.last.body.fields[1].value == "Walk at lunch"


async def test_one_reminder_and_none_after_an_answer(house):
    nia, owen = await attended(house, 2)
    await nia.presses("5 Extremely useful", on=prompts(nia)[0].card)
    await house.wait_until(AFTER + timedelta(days=10))
    assert (len(prompts(nia)), len(prompts(owen))) == (1, 2)
    assert "the only time we’ll remind you" in owen.post[-1]


async def test_days_later_the_old_prompt_still_works(house):
    (nia,) = await attended(house)
    await house.wait_until(AFTER + timedelta(days=9))
    assert "is saved" in await nia.presses("2 A little useful", on=prompts(nia)[0].card)


async def test_somebody_elses_prompt_is_refused(house):
    (nia,) = await attended(house)
    eve = await house.meets("eve")
    assert "We ask only people who had a place" in await eve.presses("1 Not useful", on=prompts(nia)[0].card)


async def test_organisers_see_nothing_under_ten_and_a_frozen_summary_from_ten(house):
    people = await attended(house, 12)
    olwen = await house.meets("olwen")
    for person in people[:9]:
        await person.presses("4 Very useful", on=prompts(person)[0].card)
    assert "Answers so far: 9." in await olwen.types("feedback 12")
    assert "Only organisers" in await people[11].press(PUBLISH)
    await people[9].presses("Answer in words", on=prompts(people[9])[0].card)
    await people[9].submits(rating="5", comment="Lovely <b>pace</b>")
    assert "10 of 12 people have answered" in await olwen.types("feedback 12")
    summary = await olwen.presses("Publish the summary")
    assert "10 of 12 people answered" in summary
    assert "4 Very useful: 9" in summary
    assert "“Lovely <b>pace</b>”" in summary
    assert "is closed: its summary is published" in await people[10].presses(
        "1 Not useful", on=prompts(people[10])[0].card
    )
    assert await olwen.types("feedback 12") == summary


async def test_nothing_in_the_database_tells_whose_an_answer_is(house):
    people = await attended(house, 10)
    for number, person in enumerate(people):
        await person.presses("Answer in words", on=prompts(person)[0].card)
        await person.submits(rating="3", comment=f"secret {number}")
    await house.deliver()

    def everything(db):
        return {
            table.name: [tuple(row) for row in db.execute(select(table))]
            for table in tables.metadata.sorted_tables
        }

    kept = await house.database.read(everything)
    assert {name for name, rows in kept.items() if "secret" in str(rows)} == {"feedback_answers"}
    olwen = await house.meets("olwen")
    await olwen.types("feedback 12")
    await olwen.presses("Publish the summary")
    kept = await house.database.read(everything)
    assert kept["feedback_keys"] == []
    assert kept["feedback_answers"] == []


async def test_too_few_answers_are_deleted_unread_when_the_time_is_over(house):
    (nia,) = await attended(house)
    await nia.presses("Answer in words", on=prompts(nia)[0].card)
    await nia.submits(rating="1", comment="only me")
    await house.wait_until(AFTER + timedelta(days=22))
    olwen = await house.meets("olwen")
    assert "Too few people answered" in await olwen.types("feedback 12")
    kept = await house.database.read(lambda db: db.execute(select(tables_of_feedback.feedback_answers)).all())
    assert kept == []


async def test_who_switched_prompts_off_is_not_asked(house):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("settings")
    await nia.submits(prompts="no")
    await house.wait_until(AFTER + timedelta(days=5))
    assert prompts(nia) == []
