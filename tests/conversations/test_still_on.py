"""Who asks whether a session is still on hears that first: on, moved, postponed or cancelled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.learning.sessions import Status
from bot.store import sessions
from tests.house import at, buttons, draft

YOGA = draft(
    "Yoga for stiff shoulders|Ioga i ysgwyddau stiff", at(date(2026, 3, 18), 12), ref="20", capacity=None
)
YOGA_IN_JUNE = replace(
    YOGA, uid="june", ref="21", starts_at=at(date(2026, 6, 17), 12), ends_at=at(date(2026, 6, 17), 13)
)
WALK = draft("A walk along the river|Taith gerdded ar lan yr afon", at(date(2026, 3, 3), 12), ref="13")
AID = draft("First aid|Cymorth cyntaf", at(date(2026, 3, 19), 9), ref="22")
STRESS = draft("Managing stress|Rheoli straen", at(date(2026, 3, 12), 10), ref="10")
PROGRAMME = (YOGA, YOGA_IN_JUNE, WALK, AID, STRESS)


async def somebody(house, *refs, language="en"):
    await house.puts_on(*PROGRAMME)
    nia = await house.meets("nia", language=language)
    for ref in refs:
        await nia.types(f"book {ref}")
    return nia


async def organised(house, *words):
    """What an organiser does, said and confirmed."""
    olwen = await house.meets("olwen")
    for each in words:
        await olwen.types(each)
        await olwen.press(buttons(olwen.last.body)[0])
    await house.tell_of_changes()


def words_of(someone):
    return [(button.word, button.about) for button in buttons(someone.last.body)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("is yoga cancelled?", "Yoga for stiff shoulders is on: Wednesday 18 March"),
        ("is yoga on?", "Yoga for stiff shoulders is on: Wednesday 18 March"),
        ("is the walk still on?", "A walk along the river is on: Tuesday 3 March"),
        ("is the walk on tomorrow?", "A walk along the river is on: Tuesday 3 March"),
        ("has the walk been postponed or not", "A walk along the river is on: Tuesday 3 March"),
        ("do you know if first aid is going ahead", "First aid is on: Thursday 19 March"),
        ("is first aid happening?", "First aid is on: Thursday 19 March"),
        ("first aid cancelled?", "First aid is on: Thursday 19 March"),
        ("is 22 still on?", "First aid is on: Thursday 19 March"),
    ],
)
async def test_what_is_on_is_said_first(house, words, said):
    nia = await somebody(house)
    assert (await nia.types(words)).startswith(said)
    assert words_of(nia)[0][0] == "book"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ydy'r ioga wedi'i ganslo?", "Mae’r sesiwn Ioga i ysgwyddau stiff ymlaen"),
        ("ydy’r daith gerdded yn dal ymlaen?", "Mae’r sesiwn Taith gerdded ar lan yr afon ymlaen"),
        ("ydi'r cymorth cyntaf yn mynd yn ei flaen", "Mae’r sesiwn Cymorth cyntaf ymlaen"),
        ("ydy cymorth cyntaf yn digwydd?", "Mae’r sesiwn Cymorth cyntaf ymlaen"),
        ("ydy'r sesiwn yfory wedi'i symud?", "Mae’r sesiwn Taith gerdded ar lan yr afon ymlaen"),
    ],
)
async def test_and_in_welsh(house, words, said):
    nia = await somebody(house, "13", language="cy")
    assert (await nia.types(words)).startswith(said)


async def test_their_own_place_comes_first_and_can_be_given_up(house):
    nia = await somebody(house, "21")
    answer = await nia.types("is yoga cancelled?")
    assert answer.startswith("Yoga for stiff shoulders is on: Wednesday 17 June")
    assert "You’re booked" in answer
    assert words_of(nia) == [("cancel", "21"), ("details", "21"), ("book", "20"), ("details", "20")]
    assert "Did you mean one of these?" in answer


async def test_it_is_what_they_have_next(house):
    nia = await somebody(house, "20", "13")
    assert (await nia.types("is it still on?")).startswith("A walk along the river is on")
    assert "Which session?" in await (await house.meets("owen")).types("is it still on?")


async def test_what_is_cancelled(house):
    nia = await somebody(house, "20")
    await organised(house, "call off 20")
    answer = await nia.types("is yoga on?")
    assert answer.startswith("Yoga for stiff shoulders on Wednesday 18 March, midday to 1pm is cancelled")
    assert "It’s on again on other dates" in answer
    assert ("book", "21") in words_of(nia)
    owen = await house.meets("owen")
    assert "18 March, midday to 1pm is cancelled" in await owen.types("has yoga been cancelled")


async def test_what_is_postponed(house):
    nia = await somebody(house, "22")
    await organised(house, "postpone 22")
    answer = await nia.types("is first aid still on?")
    assert answer.startswith("First aid on Thursday 19 March, 9am to 10am is postponed")
    assert "You keep your place" in answer
    assert words_of(nia) == [("cancel", "22"), ("details", "22")]
    owen = await house.meets("owen")
    answer = await owen.types("is first aid happening?")
    assert "There is no new date yet." in answer
    assert words_of(owen) == [("details", "22")]


async def test_what_was_moved_tells_from_when_to_when(house):
    nia = await somebody(house, "13", "10")
    await organised(house, "move 13 to 20 march 2pm")
    moved = "A walk along the river is on, at a new time: Friday 20 March, 2pm to 3pm. Before, it was Tuesday"
    for words in (
        "has tomorrow's session been moved?",
        "is the walk on tomorrow?",
        "when was the walk moved to?",
    ):
        assert (await nia.types(words)).startswith(moved), words
    assert words_of(nia) == [("keep_place", "13"), ("cancel", "13"), ("details", "13")]
    owen = await house.meets("owen")
    assert (await owen.types("has the walk been moved?")).startswith(moved)
    assert words_of(owen)[0] == ("book", "13")


@pytest.mark.parametrize(
    ("language", "words", "first"),
    [
        ("en", "is the walk on tomorrow?", "Time before that: Tuesday 3 March, midday to 1pm"),
        ("cy", "ydy'r daith gerdded ymlaen yfory?", "Amser cyn hynny: dydd Mawrth 3 Mawrth"),
    ],
)
async def test_what_was_moved_twice_tells_when_it_was_at_first(house, language, words, first):
    nia = await somebody(house, "13", language=language)
    house.clock.move_to(house.clock.now() + timedelta(minutes=30))
    await organised(house, "move 13 to 20 march 2pm")
    house.clock.move_to(house.clock.now() + timedelta(minutes=30))
    owen = await house.meets("owen", language=language)
    await owen.types("book 13")
    await organised(house, "move 13 to 25 march 3pm")
    for someone in (nia, await house.meets("carys", language=language)):
        answer = await someone.types(words)
        assert first in answer
        assert "20 March" in answer or "20 Mawrth" in answer
    # Who booked in between knows no earlier time.
    answer = await owen.types(words)
    assert "20 March" in answer or "20 Mawrth" in answer
    assert first not in answer


async def test_what_has_begun_and_what_is_over(house):
    nia = await somebody(house, "13")
    house.clock.move_to(WALK.starts_at + timedelta(minutes=5))
    assert "has already started" in await nia.types("is the walk still on?")
    house.clock.move_to(WALK.starts_at + timedelta(days=1))
    assert "A walk along the river is over." in await nia.types("was the walk cancelled?")


@pytest.mark.parametrize(
    "words",
    ["is pottery cancelled?", "is the heating on?", "has my laptop been moved", "is lunch happening?"],
)
async def test_what_there_is_not_is_said_as_usual(house, words):
    nia = await somebody(house, "13")
    answer = await nia.types(words)
    assert " is on: " not in answer
    assert "no session for" in answer or "Nothing" in answer or "not sure" in answer, answer


@pytest.mark.parametrize(
    "words",
    [
        "what's on tomorrow",
        "is there anything on tomorrow?",
        "anything happening this week",
        "is training on tomorrow?",
    ],
)
async def test_what_there_is_is_still_searched_for(house, words):
    nia = await somebody(house)
    assert "What’s on" in await nia.types(words)


async def test_an_invitation_only_session_is_told_to_those_who_are_invited(house):
    await house.puts_on(
        draft(
            "Strategy",
            at(date(2026, 3, 20), 9),
            ref="40",
            audience="Invitation only",
            invited="nia@example.org",
        )
    )
    nia, owen = await somebody(house), await house.meets("owen")
    assert "Strategy is on" in await nia.types("is strategy still on?")
    assert "Strategy" not in (await owen.types("is strategy still on?")).replace("“strategy”", "")
    await organised(house, "call off 40")
    assert "cancelled" in await nia.types("is strategy still on?")
    assert "20 March" not in await owen.types("is strategy still on?")


async def test_of_a_sensitive_session_no_notification_tells(house):
    await house.puts_on(draft("Grief", at(date(2026, 3, 20), 10), ref="31", sensitive=True))
    nia = await somebody(house)
    await nia.types("is grief still on?")
    assert "Grief" not in "".join(getattr(span, "text", "") for span in nia.last.body.summary.spans)


async def test_nothing_changes_by_asking(house):
    nia = await somebody(house, "20")
    await nia.types("is yoga cancelled?")
    held = await house.database.read(lambda db: sessions.by_ref(db, "20"))
    assert held.taken == 1
    assert held.status is Status.OPEN
