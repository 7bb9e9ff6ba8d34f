"""What somebody said they will do: theirs alone, asked about once, and theirs to change and delete."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.ask import Profile
from bot.card import Button, Text
from bot.learning.actions import Action, Obstacle, Outcome, add_up, due_at, of_use_until, over_at
from bot.learning.wall_time import next_working
from bot.store import actions, sessions, tables
from tests.house import LONDON, MONDAY, draft

TUESDAY = MONDAY + timedelta(days=1)
ENDED = TUESDAY + timedelta(hours=1)
WORDS = "Ring Owen {{DATE()}} <!channel> *at* noon"
DUE = due_at(ENDED, ENDED, 5, LONDON)


async def said(house, *keys, words=WORDS, ref="12", **more):
    """A session that is over, after which each of them said what they will do."""
    await house.puts_on(draft("Mindful walking", TUESDAY, ref=ref, topic="wellbeing", **more))
    people = [await house.meets(key) for key in keys]
    for person in people:
        await person.types(f"book {ref}")
    numbers = [await house.person_id(key) for key in keys]
    await house.wait_until(ENDED + timedelta(hours=1))

    def keep(db):
        session = sessions.by_ref(db, ref)
        for number in numbers:
            actions.keep(db, session.id, number, words, shared=False, colleagues="Siân", due=DUE)

    await house.database.write(keep)
    return people


async def until(house, moment):
    """Weeks go by at once: only what falls due in the last minutes is done at its own moment."""
    house.clock.move_to(moment - timedelta(minutes=5))
    await house.wait_until(moment)


def asked(person):
    return [parcel for parcel in person.letters if parcel.key.startswith(("action", "nudges"))]


async def test_they_are_asked_once_in_working_hours_in_their_own_words(house):
    (nia,) = await said(house, "nia")
    await until(house, DUE)
    await until(house, DUE + timedelta(days=3))
    await until(house, DUE + timedelta(days=60))
    (letter,) = asked(nia)
    told = nia.post[nia.letters.index(letter)]
    assert "After Mindful walking" in told
    assert f"“{WORDS}”" in told
    assert "With: Siân" in told
    assert "We ask only this once" in told
    assert next_working(DUE, LONDON) == DUE == ENDED + timedelta(weeks=5)


async def test_the_line_that_pops_up_tells_nothing_of_it(house):
    (nia,) = await said(house, "nia")
    await until(house, DUE)
    summary = "".join(span.text for span in asked(nia)[0].card.summary.spans)
    assert summary == "How did it go after Mindful walking?"


async def test_one_tap_tells_it_and_one_more_what_was_in_the_way(house):
    (nia,) = await said(house, "nia")
    await until(house, DUE)
    card = asked(nia)[0].card
    assert "What got in the way?" in await nia.presses("Not yet", on=card)
    assert "stays on your own list" in await nia.presses("No time")
    assert "How it went: Not yet" in await nia.types("my actions")
    assert "What got in the way: No time" in await nia.types("fy nghamau")
    assert "Well done" in await nia.presses("Did it", on=card)
    assert "in the way" not in await nia.types("actions")


async def test_a_press_weeks_later_and_a_second_one_still_count(house):
    (nia,) = await said(house, "nia")
    await until(house, DUE)
    card = asked(nia)[0].card
    house.clock.move_to(DUE + timedelta(days=40))
    assert "that is noted" in await nia.presses("Partly", on=card)
    assert "that is noted" in await nia.presses("Partly", on=card)
    assert "How it went: Partly" in await nia.types("actions")


async def test_an_old_button_says_no_obstacle_of_what_is_done(house):
    (nia,) = await said(house, "nia")
    await until(house, DUE)
    card = asked(nia)[0].card
    await nia.presses("Partly", on=card)
    partly = nia.last.body
    await nia.presses("Did it", on=card)
    await nia.presses("No time", on=partly)
    assert "in the way" not in await nia.types("actions")


async def test_own_words_of_what_was_in_the_way_are_for_themselves_alone(house):
    (nia,) = await said(house, "nia")
    await until(house, DUE)
    await nia.presses("Partly", on=asked(nia)[0].card)
    await nia.presses("In my own words")
    await nia.submits(obstacle="support", note="<script> my boss")
    assert "What got in the way: <script> my boss" in await nia.types("actions")


async def test_who_told_it_before_is_not_asked(house):
    (nia,) = await said(house, "nia")
    await nia.types("actions")
    await nia.presses("Did it")
    await until(house, DUE)
    await until(house, DUE + timedelta(days=30))
    assert asked(nia) == []


async def test_who_wants_no_questions_is_not_asked(house):
    (nia,) = await said(house, "nia")
    await nia.types("settings")
    await nia.submits(prompts="no")
    await until(house, DUE)
    await until(house, DUE + timedelta(days=30))
    assert asked(nia) == []


async def test_it_can_be_changed_and_deleted_at_any_time(house):
    (nia,) = await said(house, "nia")
    await nia.types("actions")
    await nia.presses("Change")
    await nia.submits(words=" ")
    assert "words" in nia.last.body.errors
    assert "“Ring Siân”" in await nia.submits(words="Ring Siân")
    await until(house, DUE)
    assert "“Ring Siân”" in nia.post[-1]
    await nia.presses("Delete", on=asked(nia)[0].card)
    assert "Deleted" in await nia.presses("Yes, delete it")
    assert "not said yet" in await nia.types("actions")
    assert "not on your list" in await nia.presses("Did it", on=asked(nia)[0].card)
    assert await rows(house) == []


async def test_nobody_else_answers_changes_deletes_or_sees_it(house):
    nia, owen = await said(house, "nia", "owen")
    olwen = await house.meets("olwen")
    await until(house, DUE)
    mine = (await rows(house))[0]
    for word, about in (
        ("action_outcome", f"{mine.id} did"),
        ("action_obstacle", f"{mine.id} time"),
        ("action_words", f"{mine.id}"),
        ("action_change", f"{mine.id}"),
        ("action_drop", f"{mine.id}"),
        ("action_drop_now", f"{mine.id}"),
    ):
        for other in (owen, olwen):
            assert "not on your list" in await other.press(Button(Text(()), word, about))
    assert (await rows(house))[0] == mine
    assert "not said yet" in await olwen.types("actions")
    assert WORDS in await nia.types("actions")


async def test_no_word_of_an_organiser_shows_it(house):
    await said(house, "nia", words="zebra")
    olwen = await house.meets("olwen", email="olwen@example.org")
    await until(house, DUE + timedelta(days=1))
    for typed in (
        "details 12",
        "feedback 12",
        "people 12",
        "history 12",
        "attendance 12",
        "record",
        "problems",
    ):
        assert "zebra" not in await olwen.types(typed)


async def test_it_stands_on_their_own_record(house):
    (nia,) = await said(house, "nia")
    told = await nia.types("record")
    assert "What I said I will do: 1, 0 done" in told
    assert "zebra" not in told
    await nia.types("actions")
    await nia.presses("Did it")
    await nia.types("record")
    assert f"“{WORDS}”" in await nia.presses("What I will do")


async def test_no_letter_and_no_log_of_what_happened_holds_the_words(house):
    (nia,) = await said(house, "nia", words="zebra")
    await until(house, DUE)
    await nia.presses("Partly", on=asked(nia)[0].card)

    def kept(db):
        found = [db.execute(select(table)).all() for table in (tables.letters, tables.events)]
        return json.dumps(found, default=str)

    assert "zebra" not in await house.database.read(kept)


async def test_it_is_forgotten_with_the_person_and_when_its_time_is_over(house):
    nia, owen = await said(house, "nia", "owen")
    await house.desk.meet(nia.address, Profile(gone=True))
    assert len(await rows(house)) == 1
    await house.comes_back_at(ENDED + timedelta(days=2 * 365 - 20))
    assert "Ring Owen" in await owen.types("actions")
    await house.comes_back_at(ENDED + timedelta(days=2 * 365 + 20))
    assert await rows(house) == []


async def test_in_welsh(house):
    (nia,) = await said(house, "nia")
    await nia.types("cymraeg")
    await until(house, DUE)
    assert "dywedoch y byddech yn" in nia.post[-1]
    assert "Beth oedd yn rhwystr?" in await nia.presses("Ddim eto", on=asked(nia)[0].card)
    assert "Sut aeth hi: Ddim eto" in await nia.types("camau")


async def rows(house):
    from bot.store.tables import actions as kept

    return await house.database.read(lambda db: db.execute(select(kept).order_by(kept.c.id)).all())


# ── Counting ─────────────────────────────────────────────────────────────────────────────────────

_ACTIONS = st.builds(
    lambda person, outcome, obstacle, words: Action(
        id=1, session_id=1, person_id=person, words=words, due=DUE, outcome=outcome, obstacle=obstacle
    ),
    st.integers(1, 12),
    st.sampled_from([None, *Outcome]),
    st.sampled_from([None, *Obstacle]),
    st.just("x"),
)


@given(st.lists(_ACTIONS, max_size=30), st.integers(5, 10))
@settings(max_examples=100)
def test_nothing_is_counted_of_fewer_people_than_may_be_shown(told, minimum):
    done = add_up(told, minimum)
    people = {action.person_id for action in told if action.outcome}
    assert (done is None) == (len(people) < minimum)
    if done is not None:
        assert done.did + done.partly + done.not_yet == done.answered <= done.said == len(told)
        hindered = {action.person_id for action in told if action.outcome and action.obstacle}
        assert bool(done.hindrances) == (len(hindered) >= minimum)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_counted_comes_without_words_and_names(house):
    people = [f"p{number}" for number in range(10)]
    crowd = await said(house, *people, words="zebra")
    await until(house, DUE)
    for person in crowd[:9]:
        await person.presses("Did it", on=asked(person)[0].card)

    def count(db):
        return actions.outcomes(db, [sessions.by_ref(db, "12").id], minimum=10)

    assert await house.database.read(count) is None
    await crowd[9].presses("Partly", on=asked(crowd[9])[0].card)
    done = await house.database.read(count)
    assert (done.said, done.answered, done.did, done.partly, done.hindrances) == (10, 10, 9, 1, ())
    assert "zebra" not in repr(done)


def test_when_it_is_asked_and_when_it_is_over():
    late = ENDED + timedelta(weeks=5, days=-1)
    assert due_at(ENDED, late, 5, LONDON) >= late + timedelta(days=7)
    assert of_use_until(due_at(ENDED, ENDED, 5, LONDON)) == over_at(ENDED, 5)
    assert replace(_action(), chased=True).outcome is None


def _action():
    return Action(id=1, session_id=1, person_id=1, words="x", due=DUE)
