"""A quiet bot: nudges come together, in working hours, and no more than the week allows."""

from datetime import date, timedelta

import pytest

from bot.ask import Ask, Target
from bot.words.aloud import say
from tests.house import MONDAY, at, build_house, buttons, draft

WEDNESDAY = date(2026, 3, 4)


@pytest.fixture
def hurried(database):
    """An organisation that allows three a week."""
    return build_house(database, CAFFI_QUIET__NUDGES_A_WEEK="3")


async def nia_books(house, *drafts, **profile):
    await house.puts_on(*drafts)
    nia = await house.meets("nia", **profile)
    for each in drafts:
        await nia.types(f"book {each.ref}")
    await house.deliver()
    house.room.parcels.clear()
    return nia


def first_lines(person):
    return [post.splitlines()[0] for post in person.post]


async def test_a_day_with_three_sessions_is_one_reminder(house):
    day = [draft(f"Talk {n}", at(WEDNESDAY, 9 + 2 * n), ref=f"{n}") for n in (1, 2, 3)]
    nia = await nia_books(house, *day)
    await house.wait_until(at(date(2026, 3, 3), 17))
    assert first_lines(nia) == ["A reminder: you have 3 sessions on Wednesday 4 March."]
    assert [f"Talk {n}" in nia.post[0] for n in (1, 2, 3)] == [True, True, True]
    assert nia.post[0].count("You get this because") == 1
    assert nia.post[0].count("I can’t come any more") == 3


async def test_a_place_given_up_meanwhile_is_not_in_it(house):
    day = [draft(f"Talk {n}", at(WEDNESDAY, 9 + 2 * n), ref=f"{n}") for n in (1, 2)]
    nia = await nia_books(house, *day)
    await nia.types("cancel 1")
    await house.wait_until(at(date(2026, 3, 3), 17))
    assert first_lines(nia) == ["A reminder: Talk 2 is coming up."]


async def test_questions_about_evening_sessions_come_together_in_the_morning(house):
    evening = [draft(f"Talk {n}", at(WEDNESDAY, 17 + n), minutes=30, ref=f"{n}") for n in (1, 2)]
    nia = await nia_books(house, *evening)
    await house.wait_until(at(WEDNESDAY, 23))
    house.room.parcels.clear()
    await house.wait_until(at(date(2026, 3, 5), 9, 30))
    assert first_lines(nia) == ["2 things about your learning"]
    assert say(nia.letters[0].card.summary, house.reader()).endswith("And 1 more thing.")
    assert "Talk 1" in nia.post[0]
    assert "Talk 2" in nia.post[0]
    assert nia.post[0].count("Switch these questions off") == 1
    assert nia.post[0].count("You get this because") == 1


async def test_answering_one_of_two_leaves_the_other_standing(house):
    evening = [draft(f"Talk {n}", at(WEDNESDAY, 17 + n), minutes=30, ref=f"{n}") for n in (1, 2)]
    nia = await nia_books(house, *evening)
    await house.wait_until(at(date(2026, 3, 5), 9, 30))
    together = nia.letters[-1]
    message = f"m{house.room.parcels.index(together)}"
    rating = next(button for button in buttons(together.card) if button.word == "rate")
    target = Target("paper", "w", user="nia", message=message)
    ask = Ask(nia.address, word=rating.word, about=rating.about, key="press-1", answer_to=target)
    await house.desk.serve(ask)
    await house.deliver()
    thanks = nia.letters[-1]
    assert (thanks.replace, thanks.to.message) == (False, "")


async def test_answering_one_alone_still_replaces_it(house):
    nia = await nia_books(house, draft("Talk", at(WEDNESDAY, 10), ref="1"))
    await house.wait_until(at(WEDNESDAY, 12))
    prompt = nia.letters[-1]
    message = f"m{house.room.parcels.index(prompt)}"
    rating = next(button for button in buttons(prompt.card) if button.word == "rate")
    target = Target("paper", "w", user="nia", message=message)
    ask = Ask(nia.address, word=rating.word, about=rating.about, key="press-1", answer_to=target)
    await house.desk.serve(ask)
    await house.deliver()
    thanks = nia.letters[-1]
    assert (thanks.replace, thanks.to.message) == (True, message)


async def test_no_more_than_the_week_allows_and_the_last_says_so(hurried):
    house = hurried
    days = [draft(f"Talk {n}", at(date(2026, 3, 3 + n), 10), ref=f"{n}") for n in range(4)]
    nia = await nia_books(house, *days)
    await house.wait_until(at(date(2026, 3, 7), 12))
    assert len(nia.post) == 3
    says_so = ["This is the last reminder or question from us for now" in post for post in nia.post]
    assert says_so == [False, False, True]


async def test_what_is_owed_does_not_count_and_always_comes(hurried):
    house = hurried
    days = [draft(f"Talk {n}", at(date(2026, 3, 3 + n), 10), ref=f"{n}") for n in range(4)]
    nia = await nia_books(house, *days)
    await house.wait_until(at(date(2026, 3, 5), 12))
    before = len(nia.post)
    await house.puts_on(draft("Extra", at(date(2026, 3, 9), 10), ref="extra"))
    await nia.types("book extra")
    await house.deliver()
    assert len(nia.post) == before + 1
    assert "Extra" in nia.post[-1]


async def test_a_person_may_choose_fewer(house):
    days = [draft(f"Talk {n}", at(date(2026, 3, 3 + n), 10), ref=f"{n}") for n in range(4)]
    nia = await nia_books(house, *days)
    await nia.types("settings")
    assert "saved" in await nia.submits(limit="5")
    await house.wait_until(at(date(2026, 3, 7), 12))
    assert len(nia.post) == 5


async def test_a_limit_that_nobody_offered_changes_nothing(house):
    nia = await house.meets("nia")
    await nia.types("settings")
    await nia.submits(limit="1000000")
    await nia.types("settings")
    chosen = next(field.value for field in nia.last.body.fields if field.name == "limit")
    assert chosen == "15"


async def test_a_question_that_had_to_wait_comes_when_the_week_has_room(hurried):
    house = hurried
    days = [draft(f"Talk {n}", at(date(2026, 3, 3), 10 + 2 * n), ref=f"{n}") for n in range(3)]
    nia = await nia_books(house, *days)
    await house.wait_until(at(date(2026, 3, 4), 9))
    assert len(nia.post) == 2
    house.room.parcels.clear()
    await house.wait_until(at(date(2026, 3, 17), 9))
    asked = "\n".join(nia.post)
    assert "Talk 2" in asked


async def test_news_keeps_to_the_readers_own_working_hours(house):
    """10am on Tuesday in London is 3am in Denver: it waits until nine."""
    far = await house.meets("nia", zone="America/Denver")
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=9), ref="12"))
    await far.types("follow wellbeing")
    await house.deliver()
    house.room.parcels.clear()
    await house.wait_until(at(date(2026, 3, 3), 15, 59))
    assert far.post == []
    await house.wait_until(at(date(2026, 3, 3), 16, 1))
    assert len(far.post) == 1


async def test_news_waits_over_a_bank_holiday_that_the_house_tells(database, tmp_path):
    told = tmp_path / "config.toml"
    told.write_text("[programme]\nbank_holidays = [2026-03-03]\n")
    house = build_house(database, CAFFI_CONFIG=str(told))
    nia = await house.meets("nia")
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=9), ref="12"))
    await nia.types("follow wellbeing")
    await house.deliver()
    house.room.parcels.clear()
    await house.wait_until(at(date(2026, 3, 4), 8, 59))
    assert nia.post == []
    await house.wait_until(at(date(2026, 3, 4), 10, 1))
    assert len(nia.post) == 1


async def test_nothing_comes_to_who_switched_it_off(house):
    days = [draft(f"Talk {n}", at(date(2026, 3, 3 + n), 10), ref=f"{n}") for n in range(3)]
    nia = await nia_books(house, *days)
    await nia.types("settings")
    await nia.submits(reminders=(), prompts="no")
    await house.wait_until(at(date(2026, 3, 20), 12))
    assert nia.post == []


async def test_every_nudge_says_why_it_came(house):
    days = [draft(f"Talk {n}", at(date(2026, 3, 3 + n), 10), ref=f"{n}") for n in range(2)]
    nia = await nia_books(house, *days)
    await nia.types("follow wellbeing")
    await house.deliver()
    house.room.parcels.clear()
    await house.wait_until(at(date(2026, 3, 20), 12))
    assert len(nia.post) >= 4
    assert all("You get this because" in post for post in nia.post)
