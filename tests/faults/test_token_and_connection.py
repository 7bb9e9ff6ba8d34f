"""Slack does not let us in, or the connection breaks: nothing is given up, and it is said where it helps."""

import asyncio
from datetime import timedelta

import pytest

from bot.room import NotConnected
from bot.store import sessions
from tests.faults.conftest import EXCEL, MONDAY, WALK, until
from tests.faults.test_places_and_people import problems


async def known(slack):
    """They are known before anything goes wrong."""
    nia, ada = slack.person("nia"), slack.person("ada")
    for person in (nia, ada, slack.person("olwen")):
        await person.types_command("/learn", "help")
    return nia, ada


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_with_a_bad_token_letters_wait_and_go_out_when_it_is_good(opened_http, error):
    async with opened_http(WALK) as (slack, caffi):
        nia, ada = await known(slack)
        slack.revoke_token(error)
        await nia.types_command("/book", "12", channel="learning")
        assert "You’re booked on Mindful walking." in nia.sees("learning")  # answered in the response
        await until(lambda: caffi.rooms["slack"].trouble == error)
        tried = slack.attempts.count("chat.postMessage")
        tom = slack.person("tom")
        await tom.types_command("/book", "12", channel="learning")
        seen = await problems(slack)
        assert (
            f"Caffi is not let in ({error}). 2 messages have been waiting since Monday 2 March, 9am." in seen
        )
        assert slack.attempts.count("chat.postMessage") == tried  # nothing is tried in vain
        slack.restore_token()
        for person in (nia, tom):
            await person.hears("You’re booked on Mindful walking.", "dm")
        told = await ada.hears("until now nothing could be sent", "dm")
        await caffi.postman.flush()
        assert told.count("nothing could be sent") == 1
        assert caffi.rooms["slack"].trouble is None
        assert [person.sees("dm").count("You’re booked") for person in (nia, tom)] == [1, 1]
        assert await problems(slack) == "Everything was delivered."


async def test_without_the_right_to_write_letters_wait(opened):
    async with opened(WALK) as (slack, caffi):
        nia, _ = await known(slack)
        granted, slack.scopes = slack.scopes, "commands,users:read"
        await nia.types_command("/book", "12", channel="learning")
        await until(lambda: caffi.rooms["slack"].trouble == "missing_scope")
        slack.scopes = granted
        await nia.hears("You’re booked on Mindful walking.", "dm")


async def test_an_app_that_is_taken_out_knows_it_at_once(opened):
    async with opened(WALK) as (slack, caffi):
        assert caffi.rooms["slack"].trouble is None
        await slack.uninstalls()
        await until(lambda: caffi.rooms["slack"].trouble is not None)
        slack.restore_token()
        await until(lambda: caffi.rooms["slack"].trouble is None)


async def test_another_apps_token_being_revoked_means_nothing(opened):
    async with opened(WALK) as (slack, caffi):
        event = {"type": "tokens_revoked", "tokens": {"oauth": ["UNIA"], "bot": []}}
        await slack.event("tokens_revoked", event)
        assert caffi.rooms["slack"].trouble is None


async def test_at_the_start_a_bad_token_is_said_and_nothing_is_lost(opened_http):
    async with opened_http(WALK) as (slack, caffi):
        nia, _ = await known(slack)
        slack.revoke_token()
        await nia.types_command("/book", "12", channel="learning")
        room = caffi.rooms["slack"]
        await until(lambda: room.trouble == "token_revoked")
        await room.stop()
        with pytest.raises(NotConnected, match="token_revoked"):
            await room.start()
        slack.restore_token()
        await room.start()
        await nia.hears("You’re booked on Mindful walking.", "dm")


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_refreshed_connection_loses_nobody(opened_by_socket, reason):
    async with opened_by_socket(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.says("book 12")
        await slack.link.says(reason)
        await nia.says("mine")
        await nia.hears("My places", "dm")
        await caffi.postman.flush()
        assert nia.sees("dm").count("You’re booked on Mindful walking.") == 1


async def test_a_connection_that_slack_hangs_up_is_opened_again(opened_by_socket):
    async with opened_by_socket(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await slack.link.hangs_up()
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        assert await caffi.rooms["slack"].connected()


async def test_a_dead_connection_is_noticed_and_opened_again(opened_by_socket, monkeypatch):
    monkeypatch.setattr("bot.platforms.slack.room.PING", 0.5)  # so that the test is short
    async with opened_by_socket(WALK) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "help")
        await slack.link.dies()
        assert slack.link.opened == 2
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "dm")


async def test_two_processes_share_the_connections_and_the_work(opened_by_socket):
    async with opened_by_socket(EXCEL, processes=2) as (slack, caffi):
        people = [slack.person(f"p{number}") for number in range(6)]

        async def book(person) -> None:
            slack.link.turn += 1
            await person.types_command("/book", "13")

        await asyncio.gather(*(book(person) for person in people))
        await slack.link.hangs_up()
        await people[0].types_command("/learn", "cancel 13")
        await caffi.timekeeper.move_to(MONDAY + timedelta(minutes=5))
        await caffi.postman.flush()
        seen = [person.sees("dm") for person in people]
        booked = [text for text in seen if "you’re now booked on Excel" in text or "You’re booked on" in text]
        assert caffi.database.read_now(lambda db: sessions.by_ref(db, "13")).taken == 1
        assert 1 <= len(booked) <= 2
