"""Following topics: by name in either language, and once a week what is new."""

from datetime import date, timedelta

from tests.house import MONDAY, at, draft

NEXT_WEEK = MONDAY + timedelta(days=9)


async def test_a_topic_is_followed_by_its_name_in_either_language(house):
    await house.puts_on(draft("Mindful walking", NEXT_WEEK))
    nia = await house.meets("nia", language="cy")
    assert "Rydych nawr yn dilyn Llesiant" in await nia.types("dilyn llesiant")
    assert "eisoes" in await nia.types("follow wellbeing")
    assert "Nid ydych bellach yn dilyn Llesiant" in await nia.types("unfollow wellbeing")


async def test_an_unknown_topic_is_answered_with_the_list(house):
    await house.puts_on(draft("Mindful walking", NEXT_WEEK))
    nia = await house.meets("nia")
    assert "Choose one of: Wellbeing." in await nia.types("follow astronomy")


async def test_what_is_new_comes_once_on_tuesday_and_not_when_nothing_is(house):
    nia = await house.meets("nia")
    await house.puts_on(draft("Mindful walking", NEXT_WEEK))
    await nia.types("follow wellbeing")
    await house.wait_until(at(date(2026, 3, 3), 12))
    assert "New in the topics that you follow\nMindful walking" in nia.post[-1]
    before = len(nia.post)
    await house.wait_until(at(date(2026, 3, 19), 12))
    assert len(nia.post) == before
