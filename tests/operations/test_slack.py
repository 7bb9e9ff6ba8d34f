"""What health and the doctor say of Slack, asked of the fake one over the wire."""

import pytest

from bot.platforms.slack.reach import refusal
from tests.fakes.slack import FakeSlack, Refuses
from tests.operations.test_watching import health_of
from tests.platforms.slack.conftest import connected


async def test_the_doctor_asks_whether_the_tokens_are_taken():
    async with FakeSlack(mode="socket") as slack:
        tokens = (slack.bot_token, slack.app_token, slack.api_url)
        assert await refusal(*tokens) == ""
        assert await refusal("xoxb-wrong", *tokens[1:]) == "invalid_auth"
        slack.fails("apps.connections.open", Refuses("not_allowed_token_type"))
        assert await refusal(*tokens) == "not_allowed_token_type"
    assert await refusal(*tokens[:2], "http://127.0.0.1:1/") != ""


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_health_follows_the_connection(house, mode):
    async with connected(mode, {}) as (_, desk):
        room = desk.send.__self__
        assert await health_of(house, room).not_ready() == ()
        await room.stop()
        assert await health_of(house, room).not_ready() == ("slack",)
