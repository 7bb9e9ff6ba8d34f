"""Channels are renamed, archived and deleted, and people leave: the right ones hear of it, once."""

from datetime import timedelta

import pytest

from bot.store import sessions
from tests.fakes.slack import Refuses
from tests.faults.conftest import EXCEL, MONDAY, WALK, until
from tests.faults.test_posting import comes, digest_in_learning

WEEK = timedelta(days=7)


async def problems(slack) -> str:
    olwen = slack.person("olwen")
    before = olwen.sees("dm")
    await olwen.types_command("/learn", "problems")
    return olwen.sees("dm").removeprefix(before).strip()


async def test_an_archived_channels_digest_rests_and_its_setter_is_told_once(opened_on_both):
    async with opened_on_both(WALK, EXCEL) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        slack.duplicates = True
        await slack.archives("learning")
        told = await nia.hears("The channel #learning was archived, so its weekly digest is paused.", "dm")
        await slack.delivers_again()
        await comes(caffi, MONDAY + 2 * WEEK)
        assert nia.sees("dm").count("was archived") == told.count("was archived") == 1
        assert await problems(slack) == "Everything was delivered."


async def test_an_archived_channel_that_nobody_told_of_is_shown(opened_http):
    async with opened_http(WALK, EXCEL) as (slack, caffi):
        nia, ada = await digest_in_learning(slack, caffi), slack.person("ada")
        await ada.types_command("/learn", "help")
        slack.channel("learning").archived = True
        await comes(caffi, MONDAY + WEEK)
        await nia.hears("The channel is archived (is_archived).", "dm")
        await ada.hears("The channel is archived (is_archived).", "dm")
        seen = await problems(slack)
        assert seen.startswith("What could not be delivered\n#learning\nthe weekly digest, Monday 9 March")
        slack.channel("learning").archived = False
        await nia.types_command("/learn", "digest stop", channel="learning")
        assert await problems(slack) == "Everything was delivered."


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("not_in_channel", "Invite Caffi to the channel. The next message will then arrive."),
        ("channel_not_found", "Invite Caffi to the channel. If the channel is gone, stop its digest."),
        (
            "restricted_action_read_only_channel",
            "Ask whoever looks after the channel to let Caffi post there",
        ),
    ],
)
async def test_each_reason_is_told_in_plain_words_with_what_to_do(opened_http, error, says):
    async with opened_http(WALK) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        slack.fails("chat.postMessage", Refuses(error))
        await comes(caffi, MONDAY + WEEK)
        await nia.hears(says, "dm")
        assert f"({error})" in await problems(slack)


async def test_a_channel_that_became_private_asks_for_an_invitation(opened_http):
    async with opened_http(WALK) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        slack.makes_private("learning")
        await comes(caffi, MONDAY + WEEK)
        await nia.hears("it is private and Caffi is not in it (channel_not_found). Invite Caffi", "dm")


async def test_a_renamed_channel_is_called_by_its_new_name(opened_http):
    async with opened_http(WALK) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        await slack.renames("learning", "te-a-theori")
        await slack.delivers_again()
        slack.channel("learning").archived = True
        await comes(caffi, MONDAY + WEEK)
        await nia.hears("We could not post in the channel #te-a-theori", "dm")
        assert "#te-a-theori" in await problems(slack)


async def test_a_deleted_channels_digest_is_stopped_and_its_setter_told(opened_http):
    async with opened_http(WALK) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        await slack.deletes("learning")
        await nia.hears("The channel #learning was deleted, so its weekly digest is stopped.", "dm")
        await comes(caffi, MONDAY + WEEK)
        assert await problems(slack) == "Everything was delivered."


async def test_a_channel_with_another_id_keeps_its_digest(opened_on_both):
    async with opened_on_both(WALK) as (slack, caffi):
        nia = await digest_in_learning(slack, caffi)
        await slack.gives_another_id("learning", "CNEW")
        await slack.delivers_again()
        await comes(caffi, MONDAY + WEEK)
        assert "Mindful walking" in await nia.hears("What’s on", "learning")


async def test_whoever_leaves_gives_their_places_to_those_who_wait(opened_on_both):
    async with opened_on_both(EXCEL) as (slack, caffi):
        nia, tom = slack.person("nia"), slack.person("tom")
        await nia.says("book 13")
        await nia.hears("You’re booked", "dm")
        await tom.says("book 13")
        await tom.hears("You’re number 1", "dm")
        await nia.changes(deleted=True)
        await slack.delivers_again()
        await tom.hears("A place has come free: you’re now booked on Excel basics.", "dm")
        await caffi.postman.flush()
        assert tom.sees("dm").count("A place has come free") == 1
        assert caffi.database.read_now(lambda db: sessions.by_ref(db, "13")).taken == 1


@pytest.mark.parametrize("error", ["user_disabled", "account_inactive", "is_archived"])
async def test_that_somebody_left_shows_when_a_letter_does_not_reach_them(opened_http, error):
    async with opened_http(EXCEL) as (slack, caffi):
        nia, tom = slack.person("nia"), slack.person("tom")
        await tom.types_command("/learn", "help")
        await nia.types_command("/learn", "help")
        nia.member.deleted = True  # and no event came
        slack.fails("chat.postMessage", Refuses(error))
        await nia.types_command("/book", "13", channel="learning")
        await until(lambda: not caffi.database.read_now(lambda db: sessions.by_ref(db, "13")).taken)
        assert caffi.rooms["slack"].trouble is None
        await tom.says("book 13")
        await tom.hears("You’re booked on Excel basics.", "dm")
        seen = await problems(slack)
        assert "Nia\nthe confirmation of a place: Excel basics" in seen
        assert "Their account is closed or gone" in seen


async def test_somebody_who_cannot_be_reached_just_now_keeps_their_place(opened_http):
    async with opened_http(EXCEL) as (slack, caffi):
        nia = slack.person("nia")
        slack.fails("chat.postMessage", Refuses("user_not_visible"))
        await nia.types_command("/book", "13", channel="learning")
        await caffi.postman.flush()
        assert caffi.database.read_now(lambda db: sessions.by_ref(db, "13")).taken == 1
        assert "Ask them to write to Caffi once." in await problems(slack)
        await nia.says("mine")
        await nia.hears("Excel basics", "dm")
        await caffi.postman.flush()
        assert await problems(slack) == "Everything was delivered."


async def test_whoever_comes_back_is_written_to_again(opened_http):
    async with opened_http(WALK) as (slack, caffi):
        nia = slack.person("nia")
        await nia.says("book 12")
        await nia.hears("You’re booked", "dm")
        await nia.changes(deleted=True)
        assert caffi.database.read_now(lambda db: sessions.by_ref(db, "12")).taken == 0
        await nia.changes(deleted=False)
        await nia.types_command("/book", "12", channel="learning")
        await caffi.postman.flush()
        assert nia.sees("dm").count("You’re booked on Mindful walking.") == 2
