"""What a letter shows besides its words: a chart that Slack draws, a picture, or neither and nothing lost."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from bot.ask import Target
from bot.card import Bars, Card, Heading, Picture, Reply
from bot.charts.of_bars import picture
from bot.platforms.slack import SlackRoom
from bot.platforms.slack.charts import chart
from bot.room import Later, Outcome, Parcel, Sent, Undeliverable, Unknown
from tests.fakes.slack import Drops, FakeSlack, RateLimited, Refuses, ServerError
from tests.fakes.slack.faults import Fault
from tests.platforms.slack.conftest import Connect
from tests.platforms.slack.desk import READER, Desk, card, t, words

NIA = Target("slack", "T1", user="UNIA")
GENERAL = Target("slack", "T1", channel="CGENERAL")
PRIVATELY = Target("slack", "T1", channel="CGENERAL", user="UNIA")

USEFUL = Bars(
    t("How useful was it?"),
    tuple((t(label), count) for label, count in (("1 Not useful", 0), ("5 Extremely useful", 12))),
    note=t("What people thought of it (tier 3 of 8) · 12 answers"),
)
WELSH = Bars(t("Pa mor ddefnyddiol?", "cy"), ((t("1 Ddim yn ddefnyddiol", "cy"), 3), (t("5 Hynod", "cy"), 9)))
SURE = Bars(
    t("How sure are you?"), ((t("1"), 0), (t("5"), 9)), before=(8, 1), moments=(t("Before"), t("Now"))
)
IN_WORDS = (
    "How useful was it?\nWhat people thought of it (tier 3 of 8) · 12 answers"
    "\n1 Not useful: 0\n5 Extremely useful: 12"
)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.channel("general")
        slack.person("nia")
        yield slack


@pytest.fixture
async def room(slack: FakeSlack) -> AsyncIterator[SlackRoom]:
    desk = Desk({})
    room = SlackRoom(
        bot_token=slack.bot_token,
        signing_secret=slack.signing_secret,
        api_url=slack.api_url,
        serve=desk.serve,
        meet=desk.meet,
        knows=desk.knows,
        words=words,
    )
    await room.start()
    yield room
    await room.stop()


async def test_where_the_web_is_reached_by_a_proxy_pictures_go_that_way_too(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Our Slack takes what is sent to a proxy, too; its own name is known to nobody else.
    monkeypatch.setenv("HTTPS_PROXY", slack.api_url.removesuffix("/api/"))
    slack._url = "http://slack.invalid"
    slack.shows_charts(False)
    desk = Desk({})
    room = SlackRoom(
        bot_token=slack.bot_token,
        signing_secret=slack.signing_secret,
        api_url="http://slack.invalid/api/",
        serve=desk.serve,
        meet=desk.meet,
        knows=desk.knows,
        words=words,
    )
    await room.start()
    assert isinstance(await room.send(_parcel(NIA, USEFUL)), Sent)
    await room.stop()
    assert [upload.complete for upload in slack.pictures] == [True]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack has looked at a picture as soon as it is asked again."""
    monkeypatch.setattr("bot.platforms.slack.shown._NOT_READY", (0.0, 0.0, 0.0))


def _parcel(to: Target, *parts: object, key: str = "summary 1") -> Parcel:
    return Parcel(key, to, card(Heading(t("Results")), *parts), READER)  # type: ignore[arg-type]  # parts


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4), "#1f5c4a").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("to", [NIA, GENERAL, PRIVATELY])
async def test_slack_draws_the_chart_and_the_numbers_stand_below_it(
    slack: FakeSlack, room: SlackRoom, to: Target
) -> None:
    assert isinstance(await room.send(_parcel(to, USEFUL)), Sent)
    (message,) = slack.space.messages
    assert [block["type"] for block in message.blocks] == ["header", "data_visualization", "rich_text"]
    assert message.read() == f"Results\n(a chart: How useful was it?)\n{IN_WORDS}"
    assert IN_WORDS in message.text
    assert not slack.pictures


@pytest.mark.parametrize("to", [NIA, GENERAL, PRIVATELY])
async def test_where_there_are_no_charts_a_picture_says_the_same(
    slack: FakeSlack, room: SlackRoom, to: Target
) -> None:
    slack.shows_charts(False)
    assert isinstance(await room.send(_parcel(to, USEFUL)), Sent)
    (message,) = slack.space.messages
    assert message.read() == f"Results\n({IN_WORDS.replace(chr(10), '; ')})\n{IN_WORDS}"
    (upload,) = slack.pictures
    assert upload.content == picture(USEFUL, READER)
    assert upload.complete


async def test_a_workspace_without_charts_is_asked_once(slack: FakeSlack, room: SlackRoom) -> None:
    slack.shows_charts(False)
    for number in range(3):
        assert isinstance(await room.send(_parcel(NIA, USEFUL, key=f"summary {number}")), Sent)
    assert slack.attempts.count("chat.postMessage") == 4
    assert len(slack.pictures) == 1  # and the picture goes out once


async def test_a_label_that_a_chart_would_cut_is_drawn_whole(slack: FakeSlack, room: SlackRoom) -> None:
    await room.send(_parcel(NIA, WELSH))
    assert slack.attempts.count("chat.postMessage") == 1
    assert "1 Ddim yn ddefnyddiol: 3" in slack.person("nia").sees("dm")
    assert len(slack.pictures) == 1


async def test_the_third_distribution_is_a_picture(slack: FakeSlack, room: SlackRoom) -> None:
    await room.send(_parcel(NIA, USEFUL, USEFUL, USEFUL))
    (message,) = slack.space.messages
    kinds = [block["type"] for block in message.blocks if block["type"] != "rich_text"]
    assert kinds == ["header", "data_visualization", "data_visualization", "image"]


async def test_a_picture_is_shown_once_slack_has_looked_at_it(slack: FakeSlack, room: SlackRoom) -> None:
    slack.looks_at_pictures(2)
    assert isinstance(await room.send(_parcel(NIA, Picture(_png(), t("A code to scan")))), Sent)
    (message,) = slack.space.messages
    assert message.read() == "Results\n(A code to scan)"


async def test_charts_are_not_blamed_for_a_picture_that_is_not_ready(
    slack: FakeSlack, room: SlackRoom
) -> None:
    slack.looks_at_pictures(2)
    await room.send(_parcel(NIA, USEFUL, WELSH, key="one"))
    await room.send(_parcel(NIA, USEFUL, key="two"))
    assert "(a chart: How useful was it?)" in slack.space.messages[-1].read()


async def test_a_picture_that_is_never_ready_leaves_the_words_and_goes_out_anew(
    slack: FakeSlack, room: SlackRoom
) -> None:
    slack.looks_at_pictures(99)
    assert isinstance(await room.send(_parcel(NIA, WELSH, key="one")), Sent)
    assert (
        slack.space.messages[0].read().startswith("Results\nPa mor ddefnyddiol?\n1 Ddim yn ddefnyddiol: 3 ▇")
    )
    slack.looks_at_pictures(0)
    await room.send(_parcel(NIA, WELSH, key="two"))
    assert [block["type"] for block in slack.space.messages[1].blocks] == ["header", "image", "rich_text"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", Refuses("missing_scope")),
        ("files.getUploadURLExternal", RateLimited(7)),
        ("files.getUploadURLExternal", ServerError(500)),
        ("upload", ServerError(503)),
        ("upload", Drops()),
        ("files.completeUploadExternal", Refuses("file_update_failed")),
        ("files.completeUploadExternal", Drops()),
    ],
)
async def test_where_a_picture_cannot_be_handed_over_nothing_is_lost(
    slack: FakeSlack, room: SlackRoom, method: str, fault: Fault
) -> None:
    slack.fails(method, fault)
    assert isinstance(await room.send(_parcel(NIA, WELSH)), Sent)
    (message,) = slack.space.messages
    assert "1 Ddim yn ddefnyddiol: 3 ▇▇▇" in message.read()


async def test_without_the_right_to_upload_nobody_asks_again(slack: FakeSlack, room: SlackRoom) -> None:
    slack.scopes = "chat:write,commands"
    for number in range(3):
        assert isinstance(await room.send(_parcel(NIA, WELSH, key=f"summary {number}")), Sent)
    assert slack.attempts.count("files.getUploadURLExternal") == 1
    assert room.trouble is None


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (RateLimited(7), Later(7, "ratelimited")),
        (Refuses("is_archived"), Undeliverable("is_archived", gone=True)),
        (Refuses("fatal_error"), Unknown("fatal_error")),
    ],
)
async def test_what_slack_says_of_the_letter_itself_stays_so(
    slack: FakeSlack, room: SlackRoom, fault: Fault, outcome: Outcome
) -> None:
    slack.fails("chat.postMessage", fault)
    assert await room.send(_parcel(GENERAL, USEFUL)) == outcome
    assert slack.attempts.count("chat.postMessage") == 1


async def test_an_answer_to_a_command_has_its_chart_in_both_modes(connect: Connect) -> None:
    answer = Reply(Card(t("Results"), (Heading(t("Results")), USEFUL, WELSH)), READER)
    async with connect({"results": answer}) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "results", channel="general")
        seen = await nia.hears("How useful was it?", "general")
        assert "(a chart: How useful was it?)" in seen
        assert "(Pa mor ddefnyddiol?; 1 Ddim yn ddefnyddiol: 3; 5 Hynod: 9)" in seen
        assert slack.sees_in("general") == ""


async def test_before_and_now_are_a_picture_because_a_chart_tells_them_by_colour_alone(
    slack: FakeSlack, room: SlackRoom
) -> None:
    assert chart(SURE, READER) is None
    await room.send(_parcel(NIA, SURE))
    assert "(How sure are you?; 1: Before 8, Now 0; 5: Before 1, Now 9)" in slack.person("nia").sees("dm")


def test_no_chart_has_two_labels_that_are_the_same() -> None:
    assert chart(Bars(t("Which?"), ((t("Yes"), 1), (t("Yes"), 2))), READER) is None
    assert chart(Bars(t("Which?"), ()), READER) is None
    assert chart(Bars(t(""), ((t("Yes"), 1),)), READER) is None


async def test_only_a_picture_is_handed_over(slack: FakeSlack, room: SlackRoom) -> None:
    await room.send(_parcel(NIA, Picture(b"GIF89a", t("A cup")), Picture(_png(), t(" "))))
    assert not slack.pictures
    assert slack.person("nia").sees("dm") == "Results\nA cup"
