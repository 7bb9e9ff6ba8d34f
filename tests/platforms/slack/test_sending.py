"""How a letter goes out to Slack, and how that can end: sent, later, never, or nobody knows."""

from collections.abc import AsyncIterator

import pytest

from bot.ask import Target
from bot.platforms.slack import SlackRoom
from bot.room import Later, Outcome, Parcel, Sent, Undeliverable, Unknown
from tests.fakes.slack import Drops, FakeSlack, RateLimited, Refuses, ServerError
from tests.fakes.slack.faults import Fault
from tests.platforms.slack.desk import READER, Desk, card, words

NIA = Target("slack", "T1", user="UNIA")
GENERAL = Target("slack", "T1", channel="CGENERAL")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.channel("general")
        slack.person("nia")
        yield slack


@pytest.fixture
async def room(slack: FakeSlack) -> AsyncIterator[SlackRoom]:
    room = _room(slack)
    await room.start()
    yield room
    await room.stop()


def _room(slack: FakeSlack) -> SlackRoom:
    desk = Desk({})
    return SlackRoom(
        bot_token=slack.bot_token,
        signing_secret=slack.signing_secret,
        api_url=slack.api_url,
        serve=desk.serve,
        meet=desk.meet,
        knows=desk.knows,
        words=words,
    )


def _parcel(to: Target, text: str = "Hello", *, replace: bool = False) -> Parcel:
    return Parcel("booking 881 confirmed", to, card(text), READER, replace)


async def test_a_letter_to_a_person_opens_the_direct_message_and_can_be_replaced(
    slack: FakeSlack, room: SlackRoom
) -> None:
    outcome = await room.send(_parcel(NIA, "You have a place."))
    assert isinstance(outcome, Sent)
    assert outcome.message.startswith(slack.space.direct("UNIA").id + "/")
    to = Target("slack", "T1", user="UNIA", message=outcome.message)
    assert await room.send(_parcel(to, "You gave it up.", replace=True)) == Sent(outcome.message)
    assert slack.person("nia").sees("dm") == "You gave it up."


async def test_a_letter_to_a_channel_is_there_for_everyone(slack: FakeSlack, room: SlackRoom) -> None:
    await room.send(_parcel(GENERAL, "This week"))
    assert slack.sees_in("general") == "This week"


async def test_a_message_that_is_gone_is_written_anew_for_a_person_and_not_for_a_channel(
    slack: FakeSlack, room: SlackRoom
) -> None:
    person = Target("slack", "T1", user="UNIA", message="D0/1.2")
    assert isinstance(await room.send(_parcel(person, replace=True)), Sent)
    channel = Target("slack", "T1", channel="CGENERAL", message="CGENERAL/1.2")
    assert await room.send(_parcel(channel, replace=True)) == Undeliverable("message_not_found")
    assert slack.sees_in("general") == ""


async def test_the_same_letter_has_the_same_id_in_slack(slack: FakeSlack, room: SlackRoom) -> None:
    await room.send(_parcel(NIA))
    await room.send(_parcel(NIA))
    first, again = (message.client_msg_id for message in slack.person("nia").messages())
    assert first == again != ""


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (RateLimited(7), Later(7, "ratelimited")),
        (ServerError(503), Later(10, "status 503")),
        (ServerError(500), Unknown("status 500")),
        (ServerError(502), Unknown("status 502")),
        (Refuses("internal_error"), Unknown("internal_error")),
        (Refuses("service_unavailable"), Later(10, "service_unavailable")),
        (Refuses("ratelimited"), Later(30, "ratelimited")),
        (Refuses("fatal_error"), Unknown("fatal_error")),
        (Refuses("channel_not_found"), Undeliverable("channel_not_found", gone=True)),
        (Refuses("not_in_channel"), Undeliverable("not_in_channel", gone=True)),
        (Refuses("is_archived"), Undeliverable("is_archived", gone=True)),
        (
            Refuses("restricted_action_read_only_channel"),
            Undeliverable("restricted_action_read_only_channel", gone=True),
        ),
        (Refuses("msg_too_long"), Undeliverable("msg_too_long")),
        (Refuses("no_permission"), Later(300, "no_permission")),
        (Refuses("messages_tab_disabled"), Later(300, "messages_tab_disabled")),
    ],
)
async def test_what_slack_says_is_told_apart(
    slack: FakeSlack, room: SlackRoom, fault: Fault, outcome: Outcome
) -> None:
    slack.fails("chat.postMessage", fault)
    assert await room.send(_parcel(GENERAL)) == outcome
    assert slack.sees_in("general") == ""


@pytest.mark.parametrize("fault", [ServerError(500), ServerError(502), Refuses("internal_error")])
async def test_an_outage_loses_no_letter_to_a_person(slack: FakeSlack, room: SlackRoom, fault: Fault) -> None:
    slack.fails("chat.postMessage", fault)
    assert isinstance(await room.send(_parcel(NIA)), Later)


async def test_a_connection_lost_after_the_write_is_unknown_and_not_tried_again(
    slack: FakeSlack, room: SlackRoom
) -> None:
    slack.fails("chat.postMessage", Drops())
    assert isinstance(await room.send(_parcel(GENERAL)), Unknown)
    assert slack.sees_in("general") == "Hello"


async def test_a_connection_lost_while_replacing_is_tried_later(slack: FakeSlack, room: SlackRoom) -> None:
    sent = await room.send(_parcel(NIA))
    assert isinstance(sent, Sent)
    slack.fails("chat.update", Drops(after_write=False))
    to = Target("slack", "T1", user="UNIA", message=sent.message)
    assert isinstance(await room.send(_parcel(to, replace=True)), Later)


async def test_archived_channels_and_people_who_left_are_gone(slack: FakeSlack, room: SlackRoom) -> None:
    slack.channel("old", archived=True)
    slack.person("tom").member.deleted = True
    old = await room.send(_parcel(Target("slack", "T1", channel="COLD")))
    assert old == Undeliverable("is_archived", gone=True)
    left = await room.send(_parcel(Target("slack", "T1", user="UTOM")))
    assert left == Undeliverable("user_disabled", gone=True)


async def test_when_nobody_listens_nothing_was_written() -> None:
    async with FakeSlack() as slack:
        room = _room(slack)
        await room.start()
    await room.send(_parcel(NIA))  # on the old connection nobody can know
    assert await room.send(_parcel(NIA)) == Later(10, "ClientConnectorError")
    await room.stop()
    assert await room.send(_parcel(NIA)) == Later(10, "not connected")


@pytest.mark.parametrize(
    ("fault", "kind"), [(RateLimited(9), Later), (ServerError(), Later), (Drops(), Unknown)]
)
async def test_a_private_answer_that_may_have_been_written_is_not_sent_another_way(
    slack: FakeSlack, room: SlackRoom, fault: Fault, kind: type
) -> None:
    slack.fails("response_url", fault)
    via = slack.answering("CGENERAL", "UNIA")
    to = Target("slack", "T1", channel="CGENERAL", user="UNIA", via=via)
    assert isinstance(await room.send(_parcel(to)), kind)
    assert slack.person("nia").sees("dm") == ""


async def test_where_the_bot_is_not_a_private_answer_goes_home(slack: FakeSlack, room: SlackRoom) -> None:
    slack.channel("elsewhere", with_bot=False)
    to = Target("slack", "T1", channel="CELSEWHERE", user="UNIA", thread="1.2")
    assert isinstance(await room.send(_parcel(to)), Sent)
    assert slack.person("nia").sees("dm") == "Hello"


async def test_the_home_page_is_published_again_after_any_trouble(slack: FakeSlack, room: SlackRoom) -> None:
    home = Target("slack", "T1", user="UNIA", surface="home")
    slack.fails("views.publish", Drops())
    assert isinstance(await room.send(_parcel(home)), Later)
    assert await room.send(_parcel(home, "Welcome")) == Sent()
    assert slack.person("nia").sees("home") == "Welcome"


async def test_no_target_and_a_fault_of_ours_are_undeliverable(
    room: SlackRoom,
) -> None:
    assert await room.send(_parcel(Target("slack", "T1"))) == Undeliverable("no target")
    broken = Parcel("k", NIA, None, READER)  # type: ignore[arg-type]  # a fault of ours
    assert isinstance(await room.send(broken), Undeliverable)


@pytest.mark.parametrize("via", ["nowhere", "https://", "ftp://files.example.org/x", "http://[::1"])
async def test_an_answering_address_that_is_none_is_left_for_the_next_way(
    slack: FakeSlack, room: SlackRoom, via: str
) -> None:
    to = Target("slack", "T1", channel="CGENERAL", user="UNIA", via=via)
    assert await room.send(_parcel(to, "Only you.")) == Sent()
    assert slack.person("nia").sees("general") == "Only you."
