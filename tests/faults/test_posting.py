"""Slack fails while we send: nothing is lost, nothing is posted twice, and nothing goes before its time."""

import asyncio
from datetime import timedelta

import pytest

from tests.fakes.slack import Drops, RateLimited, Refuses, ServerError
from tests.faults.conftest import EXCEL, MONDAY, WALK, until

WEEK = timedelta(days=7)
DIGEST = "What’s on in the next 7 days"


async def digest_in_learning(slack, caffi):
    """Nia sets up a weekly digest in #learning, and the channel is told."""
    nia = slack.person("nia")
    await nia.types_command("/learn", "digest weekly monday 9am", channel="learning")
    await nia.presses("Start this digest")
    await nia.hears("This channel now hears", "learning")
    await caffi.postman.flush()
    return nia


async def comes(caffi, moment) -> None:
    await asyncio.wait_for(caffi.timekeeper.move_to(moment), 60)


async def test_too_many_at_once_waits_as_long_as_slack_asks_and_loses_nothing(opened):
    async with opened(WALK) as (slack, caffi):
        people = [slack.person(f"p{number}") for number in range(6)]
        for person in people:
            await person.types_command("/learn", "what's on next week", channel="learning")
        slack.fails("chat.postMessage", RateLimited(2))
        for person in people:
            await person.types_command("/book", "12", channel="learning")
            await until(lambda: "chat.postMessage" in slack.attempts)
        for person in people:
            await person.hears("You’re booked on Mindful walking.", "dm")
        await caffi.postman.flush()
        assert [person.sees("dm").count("You’re booked") for person in people] == [1] * 6


async def test_one_method_at_rest_holds_up_no_other(opened_http):
    async with opened_http(WALK) as (slack, _):
        nia = slack.person("nia")
        slack.fails("chat.postMessage", RateLimited(5))
        await nia.types_command("/book", "12", channel="learning")
        await until(lambda: "chat.postMessage" in slack.attempts)
        await nia.opens_home()
        await nia.hears("Mindful walking", "home", within=4.5)
        await nia.hears("You’re booked", "dm")


@pytest.mark.parametrize(
    "fault",
    [
        ServerError(500),
        ServerError(502),
        ServerError(503),
        Refuses("internal_error"),
        Refuses("service_unavailable"),
        Drops(after_write=False),
    ],
)
async def test_a_letter_to_a_person_gets_through_an_outage_once(opened_http, fault):
    async with opened_http(WALK) as (slack, caffi):
        nia = slack.person("nia")
        slack.fails("chat.postMessage", fault)
        await nia.types_command("/book", "12", channel="learning")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await caffi.postman.flush()
        assert nia.sees("dm").count("You’re booked") == 1


async def test_a_connection_lost_after_the_write_sends_a_person_two_at_most(opened_on_both):
    async with opened_on_both(WALK) as (slack, caffi):
        nia = slack.person("nia")
        slack.keeps_failing("chat.postMessage", Drops())
        await nia.types_command("/book", "12", channel="learning")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await asyncio.wait_for(caffi.postman.flush(), 60)
        assert nia.sees("dm").count("You’re booked") == 2
        slack.keeps_failing("chat.postMessage", None)
        olwen = slack.person("olwen")
        await olwen.types_command("/learn", "problems")
        assert "Nia\nthe confirmation of a place: Mindful walking" in olwen.sees("dm")
        assert "Please ask them whether they got it." in olwen.sees("dm")


@pytest.mark.parametrize(
    "fault",
    [
        Drops(),
        Drops(after_write=False),
        ServerError(500, after_write=True),
        ServerError(502),
        Refuses("internal_error", after_write=True),
        Refuses("fatal_error"),
    ],
)
async def test_a_post_that_may_be_there_is_asked_about_and_never_repeated_by_itself(opened_http, fault):
    async with opened_http(WALK, EXCEL) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        slack.fails("chat.postMessage", fault)
        await comes(caffi, MONDAY + WEEK)
        await nia.hears("Please look in the channel: is it there?", "dm")
        written = slack.sees_in("learning").count(DIGEST)
        assert written in (0, 1)
        await comes(caffi, MONDAY + WEEK + timedelta(days=1))
        assert slack.sees_in("learning").count(DIGEST) == written
        if written:
            await nia.presses("Yes, it’s there")
            await nia.hears("It is there, so it will not be posted again.", "dm")
        else:
            await nia.presses("No, post it again")
            await nia.hears("It will now be posted once more.", "dm")
            await nia.hears("What’s on", "learning")
        await caffi.postman.flush()
        await slack.delivers_again()
        await caffi.postman.flush()
        assert slack.sees_in("learning").count(DIGEST) == 1
        olwen = slack.person("olwen")
        await olwen.types_command("/learn", "problems")
        assert olwen.sees("dm") == "Everything was delivered."


async def test_a_used_up_answering_address_leads_on_to_the_person(opened_http):
    async with opened_http(WALK) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "what's on next week", channel="learning")
        slack.forget_answering()
        slack.holds = True
        await nia.presses("Book")
        slack.forget_answering()  # half an hour later
        await slack.lets_go()
        await nia.hears("You’re booked on Mindful walking.", "learning")


async def test_a_form_whose_trigger_is_too_old_is_offered_with_a_button(opened):
    async with opened(WALK) as (slack, _):
        nia = slack.person("nia")
        slack.fails("views.open", Refuses("expired_trigger_id"))
        await nia.types_command("/learn", "settings")
        assert "[Open the form]" in nia.sees("dm")
        await nia.presses("Open the form")
        assert nia.sees("modal").startswith("## Settings")


async def test_a_home_page_that_changed_meanwhile_is_drawn_again(opened_http):
    async with opened_http(WALK) as (slack, _):
        nia = slack.person("nia")
        slack.fails("views.publish", Refuses("hash_conflict"))
        await nia.opens_home()
        await nia.hears("You have nothing booked yet", "home")


@pytest.mark.parametrize("fault", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_an_answer_whose_message_is_gone_comes_as_a_new_one(opened_http, fault):
    async with opened_http(WALK) as (slack, _):
        nia = slack.person("nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "dm")
        await nia.says("cancel 12")
        await nia.hears("[Undo]", "dm")
        slack.fails("chat.update", Refuses(fault))
        await nia.presses("Undo")
        await nia.hears("You still have your place on Mindful walking.", "dm")


async def test_a_message_that_was_deleted_is_answered_anew(opened_http):
    async with opened_http(WALK) as (slack, _):
        nia = slack.person("nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "dm")
        await nia.says("cancel 12")
        await nia.hears("[Undo]", "dm")
        slack.holds = True
        await nia.presses("Undo")
        slack.loses("Undo")
        await slack.lets_go()
        await nia.hears("You still have your place on Mindful walking.", "dm")


async def test_a_message_that_is_too_long_for_slack_is_shown_to_organisers(opened_http):
    async with opened_http(WALK) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        slack.fails("chat.postMessage", Refuses("msg_too_long"))
        await comes(caffi, MONDAY + WEEK)
        await nia.hears("The message was too long (msg_too_long).", "dm")
