"""People talk to the whole of Caffi in Teams: asked, booked, waited for, told and asked back."""

import asyncio
from datetime import timedelta

from tests.fakes.teams.faults import Refuses
from tests.faults.conftest import until
from tests.house import MONDAY
from tests.platforms.teams.conftest import EXCEL, TUESDAY, WALK

WEEK = timedelta(days=7)
NO_PREVIEW = Refuses(400, "BadArgument")
DIGEST = "What’s on in the next 7 days"


async def person(teams, key, **details):
    """Somebody who has installed the app, and has read its greeting."""
    who = teams.person(key, **details)
    await teams.lets_in(key)
    await who.hears("How Caffi can help", "")
    return who


async def comes(caffi, moment) -> None:
    await asyncio.wait_for(caffi.timekeeper.move_to(moment), 60)


async def digest_in_learning(teams, caffi):
    """Nia sets up a weekly digest in the channel, and the channel is told."""
    nia = await person(teams, "nia")
    await teams.lets_in_team("learning", by="nia")
    await nia.says("@caffi digest weekly monday 9am", channel="learning")
    await nia.hears("[Start this digest]", "learning")
    await nia.presses("Start this digest", channel="learning")
    await nia.hears("This channel now hears", "learning")
    await caffi.postman.flush()
    return nia


async def test_whoever_lets_us_in_is_greeted_once(opened_on_both):
    async with opened_on_both(WALK) as (teams, caffi):
        await person(teams, "nia")
        await caffi.postman.flush()
        assert len(teams.space.messages) == 1


async def test_whats_on_and_a_place_alone_with_caffi(opened_on_both):
    async with opened_on_both(WALK, EXCEL) as (teams, caffi):
        nia = await person(teams, "nia")
        await nia.says("what’s on next week?")
        await nia.hears("Mindful walking", "")
        await nia.presses("Book", beside="Mindful walking")
        await nia.hears("You’re booked on Mindful walking.", "")
        await caffi.postman.flush()
        assert nia.sees("").count("You’re booked on Mindful walking.") == 1
        await nia.says("mine")
        await nia.hears("My places", "")


async def test_a_place_is_given_back_and_the_change_of_mind_undone(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        await nia.says("/book 12")
        await nia.hears("You’re booked on Mindful walking.", "")
        await nia.says("cancel 12")
        await nia.hears("[Undo]", "")
        await nia.presses("Undo")
        await nia.hears("You still have your place on Mindful walking.", "")
        await caffi.postman.flush()
        await until(lambda: "update" in teams.attempts)
        nia.opens_again()
        assert "[Undo]" not in await nia.hears("You still have your place on Mindful walking.", "")


async def test_who_waits_gets_the_place_that_is_given_back(opened):
    async with opened(EXCEL) as (teams, caffi):
        nia, owen = await person(teams, "nia"), await person(teams, "owen")
        await nia.says("book 13")
        await nia.hears("You’re booked on Excel basics.", "")
        await owen.says("book 13")
        await owen.hears("on the waiting list", "")
        await nia.says("cancel 13")
        await nia.hears("[Undo]", "")
        await comes(caffi, MONDAY + timedelta(minutes=5))
        await owen.hears("you’re now booked on Excel basics", "")


async def test_a_digest_comes_to_the_channel_and_a_press_on_it_is_answered_to_one(opened_on_both):
    async with opened_on_both(WALK, EXCEL) as (teams, caffi):
        await digest_in_learning(teams, caffi)
        await comes(caffi, MONDAY + WEEK)
        owen = teams.person("owen")
        await owen.hears(DIGEST, "learning")
        before = teams.sees_in("learning")
        await owen.presses("Archebu lle / Book", beside="Mindful walking", channel="learning")
        await owen.hears("You’re booked on Mindful walking.", "learning")
        assert teams.sees_in("learning") == before
        assert "You’re booked" not in teams.person("nia").sees()


async def test_where_nothing_can_be_shown_to_one_alone_it_goes_to_their_own_chat(opened):
    async with opened(WALK) as (teams, _):
        nia = await person(teams, "nia")
        await teams.lets_in_team("learning", by="nia")
        teams.keeps_failing("private", NO_PREVIEW)
        await nia.says("@caffi what’s on next week", channel="learning")
        await nia.hears("Mindful walking", "")
        assert "Mindful walking" not in teams.sees_in("learning")


async def test_feedback_is_asked_for_in_a_form_that_says_what_is_wrong(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "")
        await comes(caffi, TUESDAY + timedelta(hours=1, minutes=10))
        await nia.hears("How was Mindful walking?", "")
        await nia.presses("4 Very useful")
        await nia.hears("your rating of Mindful walking is saved", "")
        await nia.presses("Answer in words")
        assert "How useful was it?" in nia.reads_form()
        await nia.submits({"action": "x" * 3000})
        await nia.hears("your feedback on Mindful walking is saved", "")
        await caffi.postman.flush()
        assert nia.reads_form() == ""


async def test_settings_are_shown_and_saved(opened):
    async with opened(WALK) as (teams, _):
        nia = await person(teams, "nia")
        await nia.says("settings")
        assert "Language" in nia.reads_form()
        await nia.submits({"language": "cy"})
        await nia.says("help")
        await nia.hears("Sut gall Caffi helpu", "")


async def test_a_reminder_comes_by_itself(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "")
        await comes(caffi, TUESDAY - timedelta(minutes=59))
        await nia.hears("Mindful walking starts in an hour.", "")


async def test_language_and_zone_come_with_the_first_words(opened):
    async with opened(WALK) as (teams, _):
        dai = await person(teams, "dai", locale="cy-GB", zone="Europe/Paris")
        await dai.says("what’s on next week")
        await dai.hears("10am i 11am eich amser chi", "")


async def test_an_old_client_that_sends_presses_as_messages_is_served_too(opened):
    async with opened(WALK) as (teams, _):
        nia = await person(teams, "nia")
        await nia.says("what’s on next week")
        await nia.hears("Mindful walking", "")
        await nia.presses_as_before_2020("Book")
        await nia.hears("You’re booked on Mindful walking.", "")


async def test_who_showed_us_out_gets_nothing_more_and_is_met_again(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "")
        await teams.shows_out("nia")
        attempts = len(teams.attempts)
        await comes(caffi, TUESDAY - timedelta(minutes=59))
        assert len(teams.attempts) == attempts
        await teams.lets_in("nia")
        await nia.says("mine")
        await nia.hears("Mindful walking", "")


async def test_a_team_that_shows_us_out_has_its_digest_paused(opened_on_both):
    async with opened_on_both(WALK, EXCEL) as (teams, caffi):
        nia, ada = await digest_in_learning(teams, caffi), await person(teams, "ada")
        await teams.shows_out_of_team("learning", by="nia")
        for each in (nia, ada):  # who set it up, and an administrator
            await each.hears("was removed from #learning, so its weekly digest is paused", "")
        await comes(caffi, MONDAY + WEEK)
        assert DIGEST not in teams.sees_in("learning")


async def test_a_channel_that_is_renamed_is_called_so_and_one_that_is_deleted_gets_no_digest(opened):
    async with opened(WALK, EXCEL) as (teams, caffi):
        nia = await digest_in_learning(teams, caffi)
        await teams.renames("learning", "growing", by="nia")
        await teams.deletes("growing", by="nia")
        await nia.hears("growing was deleted", "")


async def test_somebody_of_another_tenant_in_a_shared_channel_stays_outside(opened):
    async with opened(WALK) as (teams, caffi):
        await digest_in_learning(teams, caffi)
        await comes(caffi, MONDAY + WEEK)
        eve = teams.person("eve", tenant="22222222-2222-3333-4444-555555555555")
        await eve.presses("Archebu lle / Book", beside="Mindful walking", channel="learning")
        await eve.hears("only for people in our own organisation", "learning")
        await eve.says("@caffi what’s on", channel="learning")
        await eve.hears("only for people in our own organisation", "learning")
