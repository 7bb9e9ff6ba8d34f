"""Teams fails while we send: nothing is lost, nothing is posted twice, and nothing goes before its time."""

import asyncio
from datetime import timedelta

import pytest

from tests.fakes.teams.faults import BLOCKED, NOT_THERE, TOO_LONG, Accepts, Drops, RateLimited, Refuses, Slow
from tests.faults.conftest import until
from tests.house import MONDAY
from tests.platforms.teams.conftest import EXCEL, WALK
from tests.platforms.teams.test_conversations import DIGEST, comes, digest_in_learning, person

WEEK = timedelta(days=7)


async def test_too_many_at_once_waits_as_long_as_teams_asks(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.fails("post", RateLimited(1))
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "")
        await caffi.postman.flush()
        assert nia.sees("").count("You’re booked") == 1


@pytest.mark.parametrize(
    "fault",
    [Refuses(412), Refuses(500), Refuses(502), Refuses(503), Refuses(504), Drops(after_write=False)],
    ids=str,
)
async def test_a_letter_to_a_person_gets_through_an_outage_once(opened, fault):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.fails("post", fault)
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "")
        await caffi.postman.flush()
        assert nia.sees("").count("You’re booked") == 1


async def test_a_connection_lost_after_the_write_sends_a_person_two_at_most(opened_on_both):
    async with opened_on_both(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.keeps_failing("post", Drops())
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "")
        await asyncio.wait_for(caffi.postman.flush(), 60)
        assert nia.sees("").count("You’re booked") == 2


@pytest.mark.parametrize("fault", [Drops(), Refuses(500, after_write=True)], ids=str)
async def test_a_post_that_may_be_there_is_asked_about_and_never_repeated_by_itself(opened, fault):
    async with opened(WALK, EXCEL) as (teams, caffi):
        nia = await digest_in_learning(teams, caffi)
        teams.fails("post", fault)
        await comes(caffi, MONDAY + WEEK)
        await nia.hears("Please look in the channel: is it there?", "")
        await comes(caffi, MONDAY + WEEK + timedelta(days=1))
        assert teams.sees_in("learning").count(DIGEST) == 1
        await nia.presses("Yes, it’s there")
        await nia.hears("It is there, so it will not be posted again.", "")


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (TOO_LONG, "The message was too long (MessageSizeTooBig)."),
        (NOT_THERE, "(ConversationNotFound)"),
        (Refuses(403, "BotNotInConversationRoster"), "Invite Caffi to the channel."),
    ],
    ids=str,
)
async def test_a_digest_that_cannot_be_posted_is_told(opened, fault, says):
    async with opened(WALK, EXCEL) as (teams, caffi):
        nia = await digest_in_learning(teams, caffi)
        teams.fails("post", fault)
        await comes(caffi, MONDAY + WEEK)
        await nia.hears(says, "")
        assert DIGEST not in teams.sees_in("learning")


async def test_who_blocked_us_gets_nothing_more_and_is_shown_to_organisers(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.fails("post", BLOCKED)
        await nia.says("book 12")
        await until(lambda: teams.attempts.count("post") == 2)
        await caffi.postman.flush()
        olwen = await person(teams, "olwen")
        await olwen.says("problems")
        assert "MessageWritesBlocked" in await olwen.hears("What could not be delivered\nNia", "")
        posts = teams.attempts.count("post")
        await comes(caffi, MONDAY + timedelta(days=8) - timedelta(minutes=59))
        assert teams.attempts.count("post") == posts


async def test_a_message_that_teams_takes_without_naming_it_is_there(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.fails("post", Accepts())
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "")
        await caffi.postman.flush()
        assert nia.sees("").count("You’re booked") == 1


async def test_a_secret_that_is_refused_holds_letters_until_it_is_good_again(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.revoke()
        await nia.says("book 12")
        await until(lambda: caffi.rooms["teams"].trouble is not None)
        posts = teams.attempts.count("post")
        await nia.says("mine")
        await asyncio.sleep(0.3)
        assert teams.attempts.count("post") == posts
        teams.restore()
        await nia.hears("You’re booked on Mindful walking.", "")
        assert caffi.rooms["teams"].trouble is None


async def test_a_token_that_teams_does_not_take_holds_letters_until_it_does(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.keeps_failing("post", Refuses(401, "Unauthorized"))
        for words in ("book 12", "mine", "help"):
            await nia.says(words)
        await until(lambda: caffi.rooms["teams"].trouble == "Unauthorized")
        tried = teams.attempts.count("post")
        await asyncio.sleep(0.3)
        assert teams.attempts.count("post") == tried <= 3
        teams.keeps_failing("post", None)
        await nia.hears("You’re booked on Mindful walking.", "")


async def test_an_answer_that_takes_long_is_announced_and_follows(opened):
    async with opened(WALK) as (teams, _):
        nia = await person(teams, "nia")
        await nia.says("what’s on next week")
        await nia.hears("[Book]", "")
        teams.fails("post", Slow(2.6))
        await nia.presses("Book")
        await nia.hears("The answer is below.", "")
        await nia.hears("You’re booked on Mindful walking.", "")


async def test_a_message_that_was_deleted_is_answered_anew(opened):
    async with opened(WALK) as (teams, _):
        nia = await person(teams, "nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "")
        await nia.says("cancel 12")
        await nia.hears("[Undo]", "")
        teams.fails("update", Refuses(404, "ActivityNotFoundInConversation"))
        await nia.presses("Undo")
        await nia.hears("You still have your place on Mindful walking.", "")


async def test_the_roster_that_does_not_answer_keeps_nobody_out_of_their_own_chat(opened):
    async with opened(WALK) as (teams, _):
        teams.keeps_failing("member", Refuses(503))
        nia = await person(teams, "nia")
        await nia.says("what’s on next week")
        await nia.hears("Mindful walking", "")
