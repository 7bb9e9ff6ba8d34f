"""The manifest is one that Slack takes, and asks for no more than the room uses."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.platforms.slack.manifest import EVENTS, Command, manifest
from tests.fakes.slack.happenings import SUBSCRIBED

SCHEMA = Path(__file__).parents[4] / "shared/data/schemas/slack.manifest.2.0.0.schema.json"
COMMANDS = (
    Command("/learn", "What's on, your places, and more", "what's on"),
    Command("/book", "Book a place"),
)


@pytest.mark.parametrize("url", [None, "https://learn.example/"])
def test_slack_takes_it(url: str | None) -> None:
    if not SCHEMA.exists():
        pytest.skip("../shared/data/schemas is not beside the repository")
    written = manifest(name="Caffi", url=url, description="A learning café", commands=COMMANDS)
    faults = [error.message for error in Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(written)]
    assert faults == []


def test_over_http_everything_comes_to_one_address() -> None:
    written = manifest(name="Caffi", url="https://learn.example", description="Learn", commands=COMMANDS)
    address = "https://learn.example/slack/events"
    assert written["settings"]["event_subscriptions"]["request_url"] == address
    assert written["settings"]["interactivity"]["request_url"] == address
    assert {command["url"] for command in written["features"]["slash_commands"]} == {address}
    assert not written["settings"]["socket_mode_enabled"]


def test_over_socket_mode_there_is_no_address() -> None:
    written = manifest(name="Caffi", url=None, description="Learn", commands=COMMANDS)
    assert "http" not in json.dumps(written)
    assert written["settings"]["socket_mode_enabled"]


def test_no_channel_message_can_be_read() -> None:
    written = manifest(name="Caffi", url=None, description="Learn", commands=COMMANDS)
    scopes = written["oauth_config"]["scopes"]["bot"]
    assert not {"channels:history", "groups:history", "mpim:history"} & set(scopes)
    assert set(EVENTS) == SUBSCRIBED
    assert all(command["should_escape"] for command in written["features"]["slash_commands"])
