"""How people are reached when nobody has just spoken: learnt from every activity, and kept."""

from datetime import timedelta

from tests.fakes.teams.faults import NOT_TO_ONE
from tests.platforms.teams.conftest import TUESDAY, WALK
from tests.platforms.teams.test_conversations import comes, person

REMINDER = "Mindful walking starts in an hour."


async def test_an_address_of_the_service_that_changes_is_used_from_then_on(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "")
        teams.moves_to("amer")
        await nia.says("mine")
        await nia.hears("My places", "")
        before = len(teams.regions)
        await comes(caffi, TUESDAY - timedelta(minutes=59))
        await nia.hears(REMINDER, "")
        assert set(teams.regions[before:]) == {"amer"}


async def test_who_only_let_us_in_is_reached(opened):
    async with opened(WALK) as (teams, _):
        nia, olwen = await person(teams, "nia"), await person(teams, "olwen")
        await olwen.says("book 12 for nia@example.org")
        await olwen.hears("Nia", "")
        await nia.hears("Mindful walking", "", within=10)


async def test_a_chat_of_their_own_is_opened_once_for_who_only_spoke_in_a_channel(opened):
    async with opened(WALK) as (teams, caffi):
        await person(teams, "nia")
        await teams.lets_in_team("learning", by="nia")
        teams.keeps_failing("private", NOT_TO_ONE)
        owen = teams.person("owen")
        await owen.says("@caffi book 12", channel="learning")
        await owen.hears("You’re booked on Mindful walking.", "")
        await owen.says("@caffi mine", channel="learning")
        await owen.hears("My places", "")
        await comes(caffi, TUESDAY - timedelta(minutes=59))
        await owen.hears(REMINDER, "")
        assert teams.attempts.count("open") == 1
