"""Slack does not show a picture, or not yet: the words are there, and nobody waits for nothing."""

from tests.fakes.slack import Refuses
from tests.faults.conftest import WALK

CODE = "QR code for"
WORDS = "Say to Caffi: here"


async def asked_for_a_code(slack):
    olwen = slack.person("olwen")
    await olwen.types_command("/learn", "attendance 12")
    await olwen.presses("Ask for a code")
    return await olwen.hears(WORDS, "dm")


async def test_a_picture_that_may_not_be_handed_over_leaves_the_words(opened):
    async with opened(WALK) as (slack, caffi):
        slack.scopes = "chat:write,commands,users:read"
        assert CODE in await asked_for_a_code(slack)
        await caffi.postman.flush()
        assert not slack.pictures


async def test_a_picture_that_slack_has_not_looked_at_comes_when_it_has(opened):
    async with opened(WALK) as (slack, _):
        slack.looks_at_pictures(1)
        assert f"({CODE}" in await asked_for_a_code(slack)
        assert len(slack.pictures) == 1


async def test_a_picture_that_breaks_off_on_its_way_leaves_the_words(opened):
    async with opened(WALK) as (slack, _):
        slack.fails("files.completeUploadExternal", Refuses("internal_error"))
        assert f"\n{CODE}" in await asked_for_a_code(slack)
