"""SIGKILL at any moment while people book and letters go out: nothing oversold, lost, or sent three times."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.soak.processes import Nursed, Process, Server
from tests.soak.world import World, until

pytestmark = pytest.mark.soak


def _kill_at_a_moment(world: World, caffi: Process) -> asyncio.Event:
    """Chooses the moment; the event is set once it has come."""
    fallen = asyncio.Event()

    def fall() -> None:
        if caffi.running and not fallen.is_set():
            caffi.send(signal.SIGKILL)
        fallen.set()

    how = world.chance.choice(["a post", "a post", "a post", "an answer", "a time"])
    if how == "a time":
        asyncio.get_running_loop().call_later(world.chance.uniform(0, 1.5), fall)
        return fallen
    left = world.chance.randint(1, 40) if how == "a post" else world.chance.randint(1, 25)

    def taken(method: str) -> None:
        # Slack has it, and Caffi will never hear so: the worst moment of all.
        nonlocal left
        left -= method == "chat.postMessage"
        if left <= 0:
            fall()

    if how == "a post":
        world.slack.taken = taken
    else:
        goal = world.crowd.told["answered"] + left

        async def answered() -> None:
            await until(lambda: world.crowd.told["answered"] >= goal or fallen.is_set(), within=60)
            fall()

        world.tasks.append(asyncio.create_task(answered()))
    asyncio.get_running_loop().call_later(2.5, fall)  # where nothing is to be posted
    return fallen


async def _live_through(world: World, kills: int, server: Server | None = None) -> str:
    caffi = world.caffi(Nursed)
    await caffi.start()
    world.look_on()
    world.slack.listens_at(f"{caffi.url}/slack/events")
    world.first_programme()
    await world.crowd.asks(world.crowd.people[0], "book", "S3")
    await world.write(world.set_up_digests)
    await world.begin()
    while world.kills < kills:
        world.crowd.open.set()
        await world.digests_fall_due()
        world.slack_stumbles()
        fallen = _kill_at_a_moment(world, caffi)
        if world.kills % 4 == 1:
            killed = world.chance.random() < 0.3
            world.tasks.append(asyncio.create_task(world.import_again(killed=killed)))
        if server is not None and world.kills % 7 == 1:
            await asyncio.sleep(world.chance.uniform(0, 0.5))
            await asyncio.to_thread(server.cut, world.chance.choice(["immediate", "fast"]))
            world.cuts += 1
            await asyncio.to_thread(server.again)
        await fallen.wait()
        world.slack.taken = lambda _: None
        world.crowd.open.clear()
        await caffi.ended()
        world.kills += 1
        while world.chance.random() < 0.15:  # and again before it has come up
            await caffi.spawn()
            await asyncio.sleep(world.chance.uniform(0, 2))
            await caffi.kill()
            world.kills += 1
        await caffi.start()
        await world.audit()
    world.crowd.open.set()
    await asyncio.gather(*world.tasks)
    await world.crowd.end()
    found = await world.settle()
    assert await caffi.stop() == 0
    return world.table(found)


async def test_on_sqlite(world, kills: int, tmp_path: Path, capsys):
    async with world(f"sqlite:///{tmp_path / 'caffi.db'}", varied=True) as made:
        table = await _live_through(made, kills)
        _show(table, capsys)
        assert not made.faults, "\n".join([*made.faults[:20], table])


async def test_on_postgresql(world, kills: int, server: Server, capsys):
    async with world(server.database("kills"), varied=True) as made:
        table = await _live_through(made, kills, server)
        _show(table, capsys)
        assert not made.faults, "\n".join([*made.faults[:20], table])


def _show(table: str, capsys) -> None:
    with capsys.disabled():
        print(f"\n{table}")  # noqa: T201 - what a long run is for
