"""Organisers choose and write what people are asked, and see it as they will; then it is asked."""

from datetime import timedelta

import pytest

from bot.card import Button, Form, Text
from bot.words.aloud import say
from tests.house import MONDAY, build_house, buttons, draft

TUESDAY = MONDAY + timedelta(days=1)
AFTER = TUESDAY + timedelta(hours=1, minutes=10)
OWN = {
    "kind": "choice",
    "words_en": "Would you come again?",
    "words_cy": "A fyddech chi’n dod eto?",
    "options_en": "Yes\nPerhaps\n\nNo",
    "options_cy": "Byddwn\nEfallai\nNa fyddwn",
    "tier": "3",
}


async def session(house, **facts):
    await house.puts_on(draft("Mindful walking|Cerdded", TUESDAY, ref="12", **facts))
    return await house.meets("olwen")


async def asked(house, *, key="nia", **profile):
    """What somebody who was there is asked."""
    nia = await house.meets(key, **profile)
    await nia.types("book 12")
    await house.wait_until(AFTER)
    return nia


async def chooses(olwen, where, **values):
    await olwen.types(f"questions {where}")
    await olwen.presses("Choose questions")
    return await olwen.submits(**values)


async def test_what_is_chosen_is_seen_as_people_will_and_then_asked(house):
    olwen = await session(house)
    seen = await chooses(
        olwen, "topic wellbeing", pressed=("pace", "confidence"), worded=("improve",), minimum="12"
    )
    assert "After sessions on Wellbeing, people will get this:" in seen
    assert "How was Mindful walking?" in seen
    assert "once 12 people have answered" in seen
    assert "[How was the pace?]" in seen or "How was the pace?\n[Too slow]" in seen
    assert "Sut oedd y cyflymder?" in await olwen.presses("See it in Welsh")
    assert "nothing is kept" in await olwen.presses("Rhy araf")
    await olwen.types("questions topic wellbeing")
    assert "How useful was it?" in await olwen.types("questions topic wellbeing")
    await chooses(olwen, "wellbeing", pressed=("pace", "confidence"), worded=("improve",), minimum="12")
    assert "Saved. After sessions on Wellbeing" in await olwen.presses("Save")
    nia = await asked(house)
    assert "How was the pace?" in nia.post[-1]
    assert "once 12 people have answered" in nia.post[-1]
    assert "How useful was it?" not in nia.post[-1]


async def test_the_preview_s_form_keeps_nothing(house):
    olwen = await session(house)
    await chooses(olwen, "all", pressed=("useful",), worded=("comment",), minimum="10")
    await olwen.presses("Answer in words")
    assert isinstance(olwen.last.body, Form)
    assert "nothing is kept" in await olwen.submits(useful="1", comment="mine")


async def test_one_half_of_a_change_is_asked_for_and_the_rest_is_saved(house):
    olwen = await session(house)
    await chooses(olwen, "all", pressed=("confidence",), worded=("comment",), minimum="10")
    await olwen.presses("Save")
    nia = await asked(house)
    await nia.presses("Answer", on=nia.letters[-1].card)
    await nia.submits(comment="Less wind", **{"confidence-before": "2"})
    assert list(nia.last.body.errors) == ["confidence-now"]
    await nia.types("feedback 12")
    assert next(field for field in nia.last.body.fields if field.name == "comment").value == "Less wind"
    saved = await nia.submits(**{"confidence-before": "2", "confidence-now": "4"})
    assert "your feedback on Mindful walking is saved" in saved


async def test_the_closest_choice_counts(house):
    olwen = await session(house, series="Walks")
    for where, key in (("all", "pace"), ("wellbeing", "relevant"), ("series walks", "took-part")):
        await chooses(olwen, where, pressed=(key,), worded=(), minimum="10")
        await olwen.presses("Save")
    every = await olwen.types("questions")
    assert every.index("After all sessions") < every.index("After sessions on Wellbeing")
    assert "After sessions of the series Walks" in every
    assert "Could you take part as fully" in await olwen.types("questions 12")
    assert "Saved. After Mindful walking" in await _chosen_for_session(olwen)
    nia = await asked(house)
    assert "Would you tell a colleague to come?" in nia.post[-1]
    assert "take part as fully" not in nia.post[-1]


async def _chosen_for_session(olwen):
    await chooses(olwen, "12", pressed=("recommend",), worded=(), minimum="10")
    return await olwen.presses("Save")


async def test_who_drops_a_choice_gets_what_is_asked_elsewhere(house):
    olwen = await session(house)
    await chooses(olwen, "12", pressed=("pace",), worded=(), minimum="12")
    await olwen.presses("Save")
    assert "How was the pace?" in await olwen.types("questions 12")
    assert "How useful was it?" in await olwen.presses("Ask the usual questions")
    nia = await asked(house)
    assert "How useful was it?" in nia.post[-1]


async def test_an_own_question_in_both_languages(house):
    olwen = await session(house)
    await olwen.types("questions all")
    await olwen.presses("Write a question")
    assert "Would you come again?" in await olwen.submits(**OWN)
    assert await olwen.presses("Save")
    nia = await asked(house, language="cy")
    await nia.presses("5 Hynod ddefnyddiol", on=nia.letters[-1].card)
    assert "A fyddech chi’n dod eto?" in say_last(nia)
    assert "rydym wedi cadw eich ateb" in await nia.presses("Efallai")
    await olwen.types("questions all")
    await olwen.presses("Choose questions")
    assert "own" in [field.name for field in olwen.last.body.fields]


def say_last(person):
    from bot.words.aloud import say_card

    return say_card(person.last.body, person.last.reader)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"words_cy": ""}, "words_en", "both languages"),
        ({"words_en": "x" * 151}, "words_en", "both languages"),
        ({"options_cy": "Byddwn"}, "options_cy", "same number"),
        ({"options_en": "Yes", "options_cy": "Byddwn"}, "options_en", "2 to 10 answers"),
        ({"options_en": "y" * 71 + "\nNo"}, "options_cy", "same number"),
        ({"options_en": "y" * 71 + "\nNo", "options_cy": "a\nb"}, "options_en", "70 letters"),
        ({"kind": "essay"}, "kind", "choose how"),
    ],
)
async def test_what_is_wrong_with_an_own_question_stands_at_its_field(house, change, field, words):
    olwen = await session(house)
    await olwen.types("questions all")
    await olwen.presses("Write a question")
    await olwen.submits(**OWN | change)
    assert words in say(olwen.last.body.errors[field], house.reader())


async def test_a_question_that_asks_two_things_is_pointed_out(house):
    olwen = await session(house)
    await olwen.types("questions all")
    await olwen.presses("Write a question")
    twice = {
        "kind": "rating",
        "words_en": "Was it interesting and useful?",
        "words_cy": "Oedd hi’n ddiddorol?",
    }
    assert "may ask two things at once" in await olwen.submits(**OWN | twice)


@pytest.mark.parametrize("minimum", ["9", "5", "0", "-5", "ten", "", "٩", "1001", "9" * 30])
async def test_no_group_is_smaller_than_the_settings_say(house, minimum):
    olwen = await session(house)
    for where in ("all", "topic wellbeing", "12"):
        await chooses(olwen, where, pressed=("pace",), worded=(), minimum=minimum)
        assert "10 or more" in say(olwen.last.body.errors["minimum"], house.reader())


async def test_where_the_settings_allow_it_a_group_of_five_can_be_chosen(database):
    house = build_house(database, CAFFI_FEEDBACK__MINIMUM="5")
    olwen = await session(house)
    seen = await chooses(olwen, "12", pressed=("pace",), worded=(), minimum="5")
    assert "once 5 people have answered" in seen


async def test_what_is_chosen_for_all_goes_for_every_session(house):
    olwen = await session(house)
    await chooses(olwen, "12", pressed=("pace",), worded=(), minimum="12")
    await olwen.presses("Save")
    await chooses(olwen, "all", pressed=("useful",), worded=(), minimum="15")
    await olwen.presses("Save")
    assert "until 12 people" not in await olwen.types("questions")
    assert "Nothing is shown until 15 people have answered" in await olwen.types("questions 12")
    await chooses(olwen, "12", pressed=("pace",), worded=(), minimum="12")
    assert "15 or more" in say(olwen.last.body.errors["minimum"], house.reader())
    nia = await asked(house)
    assert "How was the pace?" in nia.post[-1]
    assert "once 15 people have answered" in nia.post[-1]
    await chooses(olwen, "all", pressed=("useful",), worded=(), minimum="10")
    assert "Saved" in await olwen.presses("Save"), "a larger group can be taken back to the settings' own"


async def test_neither_none_nor_too_many(house):
    olwen = await session(house)
    await chooses(olwen, "all", pressed=(), worded=(), minimum="10")
    assert "at least one" in say(olwen.last.body.errors["pressed"], house.reader())
    every = ("useful", "relevant", "pace", "first-use", "obstacles", "recommend", "took-part")
    await olwen.submits(pressed=every)
    assert "at most 6" in say(olwen.last.body.errors["pressed"], house.reader())


async def test_once_the_first_person_is_asked_it_stays(house):
    olwen = await session(house, capacity=50)
    owen = await house.meets("owen")
    await owen.types("book 12")
    await asked(house)
    house.clock.move_to(AFTER + timedelta(hours=1))
    frozen = await olwen.types("questions 12")
    assert "People have been asked this already" in frozen
    assert "[Choose questions]" not in frozen
    await chooses(olwen, "all", pressed=("pace",), worded=(), minimum="12")
    await olwen.presses("Save")
    assert "How useful was it?" in await olwen.types("questions 12")
    await owen.types("feedback 12")
    assert "useful" in [field.name for field in owen.last.body.fields]
    assert "How was the pace?" in await olwen.types("questions all")


WORDS = (
    "questions", "questions_where", "questions_choose", "questions_write", "questions_see", "questions_save",
    "questions_drop", "questions_try", "questions_try_form",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
async def test_only_organisers(house, word):
    await session(house)
    nia = await house.meets("nia")
    assert "Only organisers" in await nia.press(Button(Text(()), word, "all:"))


async def test_nobody_saves_another_organiser_s_choice_and_nobody_saves_it_twice(house):
    olwen = await session(house)
    await chooses(olwen, "all", pressed=("pace",), worded=(), minimum="12")
    save = next(each for each in buttons(olwen.last.body) if each.word == "questions_save")
    nia = await house.meets("nia")
    assert "Only organisers" in await nia.press(save)
    assert "Saved" in await olwen.press(save)
    assert "Saved" not in await olwen.press(save)


@pytest.mark.parametrize(
    "about", ["nonsense:", "topic:", "session:none", "²", "12 en", ":", "all", "session:"]
)
async def test_buttons_of_nobody_s_making_find_nothing(house, about):
    olwen = await session(house)
    for word in ("questions_choose", "questions_write", "questions_see", "questions_drop", "questions_save"):
        answer = await olwen.press(Button(Text(()), word, about))
        assert "Saved" not in answer
        assert "went wrong" not in answer


async def test_who_is_no_organiser_and_asks_a_question_is_answered(house):
    await session(house)
    nia = await house.meets("nia")
    assert "Only organisers" not in await nia.types("questions about walking")
    assert "Only organisers" in await nia.types("cwestiynau")
