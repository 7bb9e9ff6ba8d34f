"""Who comes in: first contact, strangers of another organisation, bots, people who leave."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.ask import Address, Profile
from bot.platforms.slack.people import profile
from tests.fakes.slack import Refuses, Slow
from tests.platforms.slack.conftest import Connect
from tests.platforms.slack.desk import card, reply

OURS = {"mine": reply("Your places."), "prompt": reply(card("Question"), public=True)}
NIA = Address("slack", "T1", "UNIA")


async def test_who_comes_for_the_first_time_is_introduced_once(connect: Connect) -> None:
    async with connect(OURS) as (slack, desk):
        nia = slack.person("nia", full_name="Nia Rees", locale="cy-GB", tz="Europe/Paris", guest=True)
        await nia.says("mine")
        assert desk.met == {NIA: Profile("Nia Rees", "nia@example.org", "cy", "Europe/Paris", guest=True)}
        await nia.says("mine")
        assert [method for method, _ in slack.calls].count("users.info") == 1


@pytest.mark.parametrize("fault", [Slow(1.2), Refuses("ratelimited")])
async def test_when_slack_does_not_tell_in_time_they_are_served_and_introduced_later(
    connect_http: Connect, fault: Any
) -> None:
    async with connect_http(OURS) as (slack, desk):
        slack.fails("users.info", fault)
        nia = slack.person("nia")
        await nia.types_command("/learn", "mine")
        assert nia.sees("dm") == "Your places."
        assert desk.met == {}
        await nia.types_command("/learn", "mine")
        assert NIA in desk.met


async def test_a_stranger_is_turned_away_with_a_sentence(connect: Connect) -> None:
    async with connect(OURS) as (slack, desk):
        eve = slack.person("eve", team="T2")
        await eve.types_command("/learn", "mine", channel="general")
        assert eve.sees("general") == "Dim ond i'n pobl ni.\nOnly for our own people."
        await eve.says("@caffi mine", channel="general")
        await eve.says("mine")
        await eve.hears("Only for our own people.", "dm")
        assert "users.info" not in [method for method, _ in slack.calls]  # the payload said it
        await eve.opens_home()
        await eve.hears("Only for our own people.", "home")
        assert desk.asks == []
        assert desk.met == {}


async def test_colleagues_of_the_same_enterprise_come_in(connect_http: Connect) -> None:
    async with connect_http(OURS) as (slack, _):
        slack.space.enterprise = "E1"
        nia = slack.person("nia", team="T2")
        await nia.types_command("/learn", "mine", channel="general")
        assert "Only for our own people." in nia.sees("general")


async def test_a_bot_gets_nothing(connect: Connect) -> None:
    async with connect(OURS) as (slack, desk):
        robot = slack.person("robot", bot=True)
        await robot.says("mine", bot_id="B2")
        await robot.says("@caffi mine", channel="general", bot_id="B2")
        assert desk.asks == []
        assert "Only" not in robot.sees()


async def test_messages_that_are_not_for_us_are_never_looked_at(connect: Connect) -> None:
    async with connect(OURS) as (slack, desk):
        nia = slack.person("nia")
        await nia.says("mine", subtype="message_changed")
        await nia.says("mine", user="USLACKBOT")
        message = {
            "type": "message",
            "channel_type": "channel",
            "channel": "C1",
            "user": "UNIA",
            "text": "mine",
        }
        await slack.event("message.im", message)
        assert desk.asks == []
        assert desk.met == {}


async def test_words_with_a_file_are_words_and_a_file_alone_is_one_too(connect: Connect) -> None:
    async with connect(OURS) as (slack, desk):
        nia = slack.person("nia")
        files = [{"id": "F1", "name": "secret.pdf", "url_private": "https://files.slack.com/secret.pdf"}]
        await nia.says("mine", subtype="file_share", files=files)
        await nia.says("", subtype="file_share", files=files)
        assert [(ask.word, ask.text) for ask in desk.asks] == [("", "mine"), ("dropped", "")]
        assert "secret" not in repr(desk.asks)


async def test_people_who_leave_are_told_of_if_we_had_met(connect: Connect) -> None:
    async with connect(OURS) as (slack, desk):
        nia, tom = slack.person("nia"), slack.person("tom")
        await tom.changes(deleted=True)
        assert desk.met == {}
        await nia.says("mine")
        await nia.changes(tz="Asia/Tokyo")
        assert desk.met[NIA].zone == "Asia/Tokyo"
        await nia.changes(deleted=True)
        assert desk.met[NIA].gone


@pytest.mark.parametrize("user", [{}, {"profile": None, "locale": "", "tz": None, "real_name": ""}])
def test_a_profile_that_says_nothing_is_none(user: dict[str, Any]) -> None:
    assert profile(user) == Profile()


@pytest.mark.parametrize("because", ["signature", "time", "unsigned"])
async def test_whoever_is_turned_away_is_in_the_log_once_a_minute(
    connect_http: Connect, because: str
) -> None:
    async with connect_http(OURS) as (slack, _):
        body = b"command=/learn&text=mine&user_id=UNIA"
        headers = slack.signed(body, at=1 if because == "time" else None)
        match because:
            case "signature":  # of another app's secret
                headers["X-Slack-Signature"] = "v0=" + "0" * 64
            case "unsigned":  # a proxy takes headers away
                del headers["X-Slack-Signature"]
        with capture_logs() as logged:
            for _ in range(3):
                assert (await slack.post(body, headers))[0] == 401
        assert [line for line in logged if line["event"] == "slack.turned_away"] == [
            {
                "event": "slack.turned_away",
                "log_level": "warning",
                "status": 401,
                "because": because,
                "times": 1,
            }
        ]
