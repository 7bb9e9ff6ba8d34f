"""Two and three Caffis on one PostgreSQL: each letter and digest once, and work goes on when one falls."""

import asyncio
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.store.database import Database
from bot.store.letters import State
from bot.store.tables import letters
from tests.soak.caffi import SPEED
from tests.soak.processes import Process, Server
from tests.soak.watched import on_the_wire
from tests.soak.world import World, until

pytestmark = pytest.mark.soak
LEASE = 60 / SPEED


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_one_is_killed_and_one_stands_still(world, whole: bool, server: Server, mode: str, capsys):
    if mode == "socket" and not whole:
        pytest.skip("one way in is enough in short; both by `make soak`")
    async with world(server.database(f"replicas_{mode}"), mode=mode, varied=True) as made:
        found = await _several(made, 3 if whole else 2, rounds=12 if whole else 1)
        if whole:
            with capsys.disabled():
                print(f"\n{mode}\n{found}")  # noqa: T201 - the table of a long run
        assert not made.faults, "\n".join([*made.faults[:20], found])


async def _several(world: World, number: int, *, rounds: int) -> str:
    caffis = [world.caffi() for _ in range(number)]
    # At the same moment, on an empty database: one makes the tables, the others wait for it.
    await asyncio.gather(*(caffi.start() for caffi in caffis))
    world.look_on()
    balance = asyncio.create_task(_deliver_to_all(world, caffis))
    world.slack.listens_at(f"{caffis[0].url}/slack/events")
    world.first_programme()
    await world.crowd.asks(world.crowd.people[0], "book", "S3")
    await world.write(world.set_up_digests)
    world.crowd.lands_late = True
    await world.begin()
    world.crowd.open.set()
    for each in range(rounds):
        if each:  # so that there is something to come, however long it takes
            world.tasks.append(asyncio.create_task(world.import_again(killed=False)))
        await world.digests_fall_due()
        goal = world.crowd.told["answered"] + 20
        await until(lambda goal=goal: world.crowd.told["answered"] >= goal, within=60)
        fallen, frozen = world.chance.sample(caffis, 2)
        await _kill_with_letters_in_hand(world, fallen)
        world.kills += 1
        await _others_go_on(world)
        await fallen.start()
        frozen.send(signal.SIGSTOP)
        try:
            await world.digests_fall_due()
            await asyncio.sleep(LEASE * 1.5)  # its leases run out while it stands still
            await _others_go_on(world)
        finally:
            frozen.send(signal.SIGCONT)
        await frozen.ready()
        await world.audit()
    await asyncio.gather(*world.tasks)
    await world.crowd.end()
    found = await world.settle()
    balance.cancel()
    assert [await caffi.stop() for caffi in caffis] == [0] * number
    return world.table(found)


async def _deliver_to_all(world: World, caffis: list[Process]) -> None:
    """To the next one at each moment, as a balancer in front of them does it, and Slack with its sockets."""
    while True:
        for caffi in caffis:
            if caffi.running:
                world.slack.listens_at(f"{caffi.url}/slack/events")
            world.slack.link.turn += 1
            await asyncio.sleep(0.03)


async def _kill_with_letters_in_hand(world: World, caffi: Process) -> None:
    fallen = asyncio.Event()

    def taken(method: str) -> None:
        if method == "chat.postMessage" and not fallen.is_set():
            caffi.send(signal.SIGKILL)
            fallen.set()

    world.slack.taken = taken
    await asyncio.wait_for(fallen.wait(), 60)
    world.slack.taken = lambda _: None
    await caffi.ended()


async def _others_go_on(world: World) -> None:
    """A booking is answered and confirmed, and what the fallen one held is taken over after a lease."""
    began = time.monotonic()
    posts = len(world.slack.space.messages)
    answered = world.crowd.told["answered"]
    await until(lambda: world.crowd.told["answered"] > answered, within=60)
    await until(lambda: len(world.slack.space.messages) > posts, within=60)
    assert time.monotonic() - began < 60


async def test_one_event_delivered_to_both_is_served_once(world, server: Server):
    async with world(server.database("twice")) as made:
        caffis = [made.caffi(), made.caffi()]
        await asyncio.gather(*(caffi.start() for caffi in caffis))
        made.slack.listens_at(f"{caffis[0].url}/slack/events")
        made.first_programme()
        nia = made.crowd.people[1]
        await made.crowd.asks(nia, "book", "S3")
        for number in range(5):
            await _deliver_twice(made, caffis, nia.person.id, f"book S{number + 2}", f"EvTwice{number}")
        found = await made.settle()
        assert not made.faults, made.faults
        answers = await made.look().read(
            lambda db: db.execute(select(letters.c.key).where(letters.c.key.contains("EvTwice"))).all()
        )
        assert len(answers) == 5
        assert all(made.slack.posts()[on_the_wire(row.key)] == 1 for row in answers)
        assert found.twice == 0


async def _deliver_twice(world: World, caffis: list[Process], user: str, words: str, event_id: str) -> None:
    """The same delivery to both at the same moment."""
    import json

    channel = world.slack.space.direct(user).id
    event = {"type": "message", "user": user, "text": words, "ts": "1790000000.9", "channel": channel}
    payload = {
        "token": "legacy",
        "team_id": "T1",
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1790000000,
        "event": event | {"channel_type": "im", "team": "T1", "event_ts": "1790000000.9"},
    }
    body = json.dumps(payload).encode()

    async def deliver(caffi: Process) -> int:
        client, headers = world.slack._client, world.slack.signed(body)
        async with client.post(f"{caffi.url}/slack/events", data=body, headers=headers) as response:
            return response.status

    assert await asyncio.gather(*map(deliver, caffis)) == [200, 200]


async def test_an_older_one_meets_newer_tables(world, whole: bool, server: Server):
    """It does not start on them, and says so; one that runs goes on where they only have more."""
    if not whole:
        pytest.skip("seldom so: `make soak`")
    async with world(server.database("newer")) as made:
        old, late = made.caffi(), made.caffi()
        await old.start()
        made.slack.listens_at(f"{old.url}/slack/events")
        made.first_programme()
        database = made.look()
        await database.write(lambda db: db.execute(text("alter table people add column shoe_size integer")))
        await database.write(lambda db: db.execute(text("update alembic_version set version_num = '9999'")))
        answer = await made.crowd.asks(made.crowd.people[1], "book", "S3")
        assert answer is not None
        assert "S3" in answer
        await late.spawn()
        assert await late.ended() == 1
        assert "Traceback" not in late.says()
        assert await old.stop() == 0


async def test_after_a_real_minute_the_lease_is_over(world, whole: bool, server: Server, tmp_path: Path):
    """With the lease of a minute, and no quick clock: the other one takes over within it."""
    if not whole:
        pytest.skip("takes more than a minute: `make soak`")
    async with world(server.database("minute"), quick=False) as made:
        fallen, other = made.caffi(), made.caffi()
        await fallen.start()
        made.slack.listens_at(f"{fallen.url}/slack/events")
        made.first_programme()
        await made.crowd.asks(made.crowd.people[1], "book", "S6")
        owed = asyncio.create_task(made.crowd.asks(made.crowd.people[2], "book", "S6"))
        await _kill_with_letters_in_hand(made, fallen)
        await owed
        began = time.monotonic()
        await other.start()
        await until(lambda: _all_sent(made.look()), within=90)
        assert 20 < time.monotonic() - began < 75
        assert max(made.slack.posts().values()) <= 2


def _all_sent(database: Database) -> bool:
    open_ = letters.c.state.in_((State.WAITING, State.SENDING))
    return database.read_now(lambda db: db.execute(select(letters.c.id).where(open_)).first()) is None
