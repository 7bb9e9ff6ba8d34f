"""Who gave feedback can ask what came of it, and is told no more than what is so."""

from datetime import timedelta

import pytest

from bot.card import Button, Text
from bot.learning.question_library import DEFAULT
from bot.learning.questions import QuestionSet
from bot.store import feedback, sessions
from tests.house import MONDAY, buttons, draft

TUESDAY = MONDAY + timedelta(days=1)
OVER = timedelta(days=21)
ASKED = [
    "what came of my feedback",
    "what happened to my feedback?",
    "has anyone read my feedback",
    "beth ddigwyddodd i fy adborth",
    "beth ddaeth o fy adborth?",
]


async def answered(house, ref, many, **facts):
    """A session after which the first so many of twelve people have answered; p0 is one of them, and p11 is
    not."""
    await house.puts_on(draft(f"Session {ref}", TUESDAY, ref=ref, capacity=50, **facts))
    ids = []
    for number in range(12):
        await house.meets(f"p{number}")
        ids.append(await house.person_id(f"p{number}"))

    def answer(db):
        session = sessions.by_ref(db, ref)
        feedback.ask_all(db, session.id, ids, QuestionSet(DEFAULT, 10))
        for person_id in ids[:many]:
            feedback.answer(db, session.id, person_id, {"useful": 4, "comment": "Too fast"})

    await house.database.write(answer)
    return await house.meets("p0")


async def after(house, time):
    house.clock.move_to(TUESDAY + timedelta(hours=1) + time)
    await house.timekeeper.tick()


@pytest.mark.parametrize("words", ASKED)
async def test_who_was_asked_about_nothing_hears_that(house, words):
    nia = await house.meets("nia", language=None)
    answer = await nia.types(words)
    assert "You haven’t been asked for feedback" in answer or "Nid oes neb wedi gofyn i chi" in answer


@pytest.mark.parametrize("words", ASKED)
async def test_while_it_is_open_they_hear_until_when_and_what_then(house, words):
    someone = await answered(house, "12", 3)
    await after(house, timedelta(hours=2))
    answer = await someone.types(words)
    assert "Session 12" in answer
    assert "You have answered." in answer
    assert "until Tuesday 24 March" in answer
    assert "at least 10 people" in answer
    assert "Too fast" not in answer


async def test_how_many_have_answered_is_told_to_nobody(house):
    someone = await answered(house, "12", 3)
    await after(house, timedelta(hours=2))
    before = await someone.types("what came of my feedback")
    ids = [await house.person_id(f"p{number}") for number in range(3, 11)]

    def more(db):
        for person_id in ids:
            feedback.answer(db, 1, person_id, {"useful": 2})

    await house.database.write(more)
    assert await someone.types("what came of my feedback") == before


async def test_what_was_published_and_not_posted_is_said_so_and_not_shown(house):
    someone = await answered(house, "12", 11)
    await after(house, OVER)
    answer = await someone.types("what came of my feedback")
    assert "Organisers have had the results since Tuesday 24 March" in answer
    assert "Nothing about them has been posted in a channel yet" in answer
    assert [button.word for button in buttons(someone.last.body)] == []
    denied = await someone.press(Button(Text(()), "what_was_posted", "session:12"))
    assert "11" not in denied


async def test_what_was_posted_is_shown_in_numbers(house):
    someone = await answered(house, "12", 11)
    await after(house, OVER)
    olwen = await house.meets("olwen")
    await olwen.in_("learning").press(Button(Text(()), "results_post_now", "session:12"))
    await house.deliver()
    answer = await someone.types("what came of my feedback on session 12")
    assert "They were posted in a channel on Tuesday 24 March" in answer
    shown = await someone.presses("See what was posted")
    assert "11 of 12 people answered" in shown
    assert "Too fast" not in shown


async def test_what_has_joined_a_sum_since_it_was_posted_is_not_shown(house):
    someone = await answered(house, "12", 11)
    await after(house, OVER)
    olwen = await house.meets("olwen")
    await olwen.in_("learning").press(Button(Text(()), "results_post_now", "everything:"))
    await house.deliver()
    assert "See what was posted" in await someone.types("what came of my feedback")
    posted = someone.last.body
    await answered(house, "13", 11)
    await after(house, 2 * OVER)
    assert "22" not in await someone.presses("See what was posted", on=posted)
    answer = await someone.types("what came of my feedback on session 12")
    assert "They were posted in a channel" in answer
    assert "See what was posted" not in answer


async def test_what_was_not_sent_counts_as_not_posted(house):
    someone = await answered(house, "12", 11)
    await after(house, OVER)
    olwen = await house.meets("olwen")
    await olwen.in_("learning").press(Button(Text(()), "results_post_now", "session:12"))
    assert "Nothing about them has been posted" in await someone.types("what came of my feedback")


async def test_of_a_sensitive_session_a_sum_tells_nobody_that_it_was_posted(house):
    someone = await answered(house, "12", 11, sensitive=True, topic="grief")
    await after(house, OVER)
    olwen = await house.meets("olwen")
    await olwen.in_("learning").press(Button(Text(()), "results_post_now", "everything:"))
    await house.deliver()
    assert "See what was posted" not in await someone.types("what came of my feedback")


async def test_too_few_answers_wait_and_then_are_gone(house):
    someone = await answered(house, "12", 2)
    await after(house, OVER)
    assert "Their answers wait" in await someone.types("what came of my feedback")
    await after(house, OVER + timedelta(days=180))
    assert "deleted unread" in await someone.types("what came of my feedback")


async def test_who_has_not_answered_is_led_to_it(house):
    await answered(house, "12", 3)
    await after(house, timedelta(hours=2))
    late = await house.meets("p11")
    answer = await late.types("what came of my feedback")
    assert "You have answered" not in answer
    assert "Session 12" in await late.presses("Feedback I can give")


async def test_of_what_was_put_together_with_a_sensitive_session_nobody_is_shown_a_sum(house):
    someone = await answered(house, "12", 6, series="Walks")
    await answered(house, "13", 6, series="Walks", sensitive=True)
    await answered(house, "14", 11)
    await after(house, OVER)
    olwen = await house.meets("olwen")
    await olwen.in_("learning").press(Button(Text(()), "results_post_now", "everything:"))
    await house.deliver()
    assert "They were posted in a channel" not in await someone.types(
        "what came of my feedback on session 12"
    )
    assert "They were posted in a channel" in await someone.types("what came of my feedback on session 14")
    shown = await someone.presses("See what was posted")
    assert "11 of 12 people answered" in shown
