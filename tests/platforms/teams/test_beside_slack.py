"""Slack and Teams in one Caffi, both as people meet them: who uses both is one person."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import pytest_asyncio

from tests.fakes.slack import FakeSlack
from tests.platforms.teams.conftest import EXCEL, TUESDAY, WALK
from tests.platforms.teams.test_conversations import comes, person

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
ELSEWHERE = "ann.hughes@other.example"


@pytest_asyncio.fixture
async def both(opened, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[object]:
    """`async with both() as (slack, teams, caffi):`, with a session to book."""

    @asynccontextmanager
    async def _both():
        async with FakeSlack(mode="socket") as slack:
            monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
            monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
            monkeypatch.setenv("SLACK_API_URL", slack.api_url)
            async with opened(WALK, EXCEL) as (teams, caffi):
                yield slack, teams, caffi
            assert slack.violations == []

    return _both


async def test_a_place_booked_in_one_is_there_in_the_other_and_the_reminder_comes_where_they_spoke_last(both):
    async with both() as (slack, teams, caffi):
        assert sorted(caffi.rooms) == ["slack", "teams"]
        in_slack = slack.person("ann")
        await in_slack.says("book 12")
        await in_slack.hears("You’re booked on Mindful walking.", "dm")
        in_teams = await person(teams, "ann")
        await in_teams.says("mine")
        await in_teams.hears("Mindful walking", "")
        await comes(caffi, TUESDAY - timedelta(minutes=59))
        await in_teams.hears("Mindful walking starts in an hour.", "")
        assert "starts in an hour" not in in_slack.sees("dm")


async def test_what_cannot_be_delivered_in_teams_comes_in_slack(both):
    async with both() as (slack, teams, caffi):
        in_slack = slack.person("ann")
        await in_slack.says("book 12")
        await in_slack.hears("You’re booked on Mindful walking.", "dm")
        in_teams = await person(teams, "ann")
        await in_teams.says("mine")
        await in_teams.hears("Mindful walking", "")
        await teams.shows_out("ann", tells=False)
        await comes(caffi, TUESDAY - timedelta(minutes=59))
        await in_slack.hears("Mindful walking starts in an hour.", "dm")


async def test_two_addresses_become_one_person_by_a_code_and_settings_are_shared(both):
    async with both() as (slack, teams, caffi):
        in_slack = slack.person("ann")
        await in_slack.says("book 12")
        await in_slack.hears("You’re booked on Mindful walking.", "dm")
        in_teams = await person(teams, "annh", email=ELSEWHERE)
        await in_teams.says("mine")
        await in_teams.hears("You have nothing booked", "")
        await in_slack.says("link")
        seen = await in_slack.hears("It works once", "dm")
        code = CODE.findall(seen)[-1]
        await in_teams.says(f"link {code}")
        await in_teams.hears("[Yes, that’s me]", "")
        await in_teams.presses("Yes, that’s me")
        await in_teams.hears("one person here now", "")
        await in_teams.says("mine")
        await in_teams.hears("My places", "")
        await in_teams.hears("Mindful walking", "")
        await in_teams.says("settings")
        form = in_teams.reads_form()
        assert "Slack" in form
        assert "Microsoft Teams" in form
        await in_teams.says("cymraeg")
        await in_slack.says("mine")
        await in_slack.hears("Fy lleoedd", "dm")
        await caffi.postman.flush()
