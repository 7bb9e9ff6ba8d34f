"""Asked to end while people ask and letters go out, Caffi finishes what it has in hand, and ends."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.store.letters import State
from bot.store.tables import letters
from tests.fakes.slack import Slow
from tests.soak.watched import on_the_wire
from tests.soak.world import World, until

pytestmark = pytest.mark.soak


TERM, INT = signal.SIGTERM, signal.SIGINT


@pytest.mark.parametrize(
    ("mode", "signals", "in_short"),
    [
        ("http", [TERM, TERM], True),
        ("socket", [INT], True),
        ("http", [TERM], False),
        ("http", [INT], False),
        ("socket", [TERM], False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_everything_that_was_taken_in_is_answered_and_marked(  # noqa: PLR0917 - pytest fills them in
    world, whole: bool, tmp_path: Path, mode: str, signals: list[signal.Signals], in_short: bool
):
    if not (whole or in_short):
        pytest.skip("one of each in short; all by `make soak`")
    async with world(f"sqlite:///{tmp_path / 'caffi.db'}", mode=mode) as made:
        await _stop_in_the_middle(made, signals)


async def _stop_in_the_middle(world: World, signals: list[signal.Signals]) -> None:
    caffi = world.caffi()
    await caffi.start()
    world.slack.listens_at(f"{caffi.url}/slack/events")
    world.first_programme()
    people = world.crowd.people
    await asyncio.gather(*(world.crowd.asks(each, "book", "S3") for each in people))
    # Ten letters that Slack takes its time over, and ten people who have just asked, when the signal comes.
    await until(lambda: len(world.slack.space.messages) >= len(people), within=60)
    world.slack.fails("chat.postMessage", *[Slow(0.4)] * 10)
    calls = len(world.slack.calls)
    first = [asyncio.create_task(world.crowd.asks(each, "book", "S4")) for each in people]
    await asyncio.gather(*first)
    asked = [asyncio.create_task(world.crowd.asks(each, "book", "S5")) for each in people]
    await until(lambda: len(world.slack.calls) > calls or asked[0].done(), within=60)
    for number in signals:
        caffi.send(number)
        await asyncio.sleep(0)
    assert await caffi.ended() == 0, caffi.says()
    answers = await asyncio.gather(*asked)
    reached = [each for each, answer in zip(people, answers, strict=True) if answer is not None]
    assert all(each.knows.get("S5") in {"booked", "waiting"} for each in reached)
    await world.audit()
    assert not world.faults
    left = await world.look().read(lambda db: db.execute(letters.select()).all())
    posts = world.slack.posts()
    for letter in left:
        assert letter.state in {State.SENT, State.WAITING, State.HELD, State.WITHDRAWN}, (
            letter,
            caffi.says(),
        )
        assert posts[on_the_wire(letter.key)] == (letter.state == State.SENT), letter
    assert "Traceback" not in caffi.says(400)
