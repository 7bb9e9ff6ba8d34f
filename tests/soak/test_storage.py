"""The file locked, the disk full, the server gone: a true sentence, nothing lost, and then work goes on."""

import asyncio
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import OperationalError

from bot.store.database import Database, savepoint
from bot.store.tables import places
from tests.soak.crowd import Someone
from tests.soak.processes import Process, Server
from tests.soak.world import World, until

pytestmark = pytest.mark.soak
AWAY = "We can’t save or look anything up at the moment. Nothing was changed"


async def _opened(world: World) -> Process:
    caffi = world.caffi()
    await caffi.start()
    world.slack.listens_at(f"{caffi.url}/slack/events")
    world.first_programme()
    for someone in world.crowd.people[:6]:
        await world.crowd.asks(someone, "book", "S3")
    return caffi


async def _told_that_it_is_away(world: World, someone: Someone, what: str, ref: str) -> bool:
    """Whether they were; within Slack's three seconds they are told something true in any case."""
    answer = await world.crowd.asks(someone, what, ref)
    assert answer is not None
    assert AWAY in answer or "Still working" in answer, answer
    return AWAY in answer


async def _works_again(world: World, caffi: Process, pid: int) -> None:
    """Without a new start: a booking is taken, and its confirmation goes out."""
    nia = world.crowd.people[1]
    async with asyncio.timeout(20):
        while "S5" not in nia.knows:
            await world.crowd.asks(nia, "book", "S5")
    found = await world.settle()
    assert not world.faults, world.faults
    assert found.states["sent"] >= 7
    assert caffi.pid == pid
    assert "Traceback" not in caffi.says(2000)
    assert await caffi.stop() == 0


@pytest.mark.long
async def test_a_file_that_another_has_locked(world, tmp_path: Path, whole: bool):
    async with world(f"sqlite:///{tmp_path / 'caffi.db'}") as made:
        caffi = await _opened(made)
        other = sqlite3.connect(tmp_path / "caffi.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        people = made.crowd.people[:6]
        told: list[bool] = []
        rounds, at_once = 0, False
        while rounds < (3 if whole else 1) or not at_once:
            # Whoever comes while another waits for the file may hear first that it takes longer.
            rounds += 1
            assert rounds < 6
            told = await asyncio.gather(*(_told_that_it_is_away(made, each, "book", "S4") for each in people))
            at_once = at_once or any(told)
        other.execute("ROLLBACK")
        other.close()
        # Whoever was told that it is still being worked on hears how it went.
        waiting = [each for each, away in zip(people, told, strict=True) if not away]
        for someone in waiting:
            await until(lambda someone=someone: _hears(someone), within=60)
        await _works_again(made, caffi, caffi.pid)


def _hears(someone: Someone) -> bool:
    said = [message.read() for message in someone.person.messages()]
    return any("Session S4" in words or AWAY in words for words in said)


async def test_a_disk_that_is_full(world, tmp_path: Path):
    async with world(f"sqlite:///{tmp_path / 'caffi.db'}") as made:
        caffi = await _opened(made)
        before = resource.prlimit(caffi.pid, resource.RLIMIT_FSIZE)
        # No file of its may grow any more; the log is much shorter than this.
        size = (tmp_path / "caffi.db-wal").stat().st_size
        assert size > 100_000
        resource.prlimit(caffi.pid, resource.RLIMIT_FSIZE, (size, before[1]))
        tom = made.crowd.people[2]
        assert await _told_that_it_is_away(made, tom, "book", "S4")
        assert await _told_that_it_is_away(made, tom, "cancel", "S3")
        answer = await made.crowd.asks(tom, "what's on", "today")
        assert answer is not None
        assert "Session S4" in answer, "what only reads still works"
        resource.prlimit(caffi.pid, resource.RLIMIT_FSIZE, before)
        await _works_again(made, caffi, caffi.pid)


@contextmanager
def _nothing_can_be_written(folder: Path) -> Iterator[None]:
    """As when the kernel finds a disk broken: open files stay open, and none takes a byte any more."""
    files = [str(file) for file in folder.glob("caffi.db*")]
    locked = subprocess.run(["chattr", "+i", *files], check=False, capture_output=True, timeout=10)
    try:
        if locked.returncode != 0:
            pytest.skip(f"needs root and a disk that knows chattr: {locked.stderr.decode()[:80]}")
        yield
    finally:
        subprocess.run(["chattr", "-i", *files], check=False, capture_output=True, timeout=10)


async def test_a_disk_that_turns_read_only(world, tmp_path: Path):
    if shutil.which("chattr") is None:
        pytest.skip("needs chattr, which e2fsprogs brings")
    async with world(f"sqlite:///{tmp_path / 'caffi.db'}") as made:
        caffi = await _opened(made)
        await made.settle()
        before = await made.look().read(_places)
        tom = made.crowd.people[2]
        with _nothing_can_be_written(tmp_path):
            assert await _told_that_it_is_away(made, tom, "book", "S4")
            assert await _told_that_it_is_away(made, tom, "cancel", "S3")
            answer = await made.crowd.asks(tom, "what's on", "today")
            assert answer is not None
            assert "Session S4" in answer, "what only reads still works"
        assert await made.look().read(_places) == before, "nothing was half done"
        assert not made.faults, made.faults
        await _works_again(made, caffi, caffi.pid)


def _places(db: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(select(places).order_by(places.c.id))]


@pytest.mark.parametrize("within", [savepoint, nullcontext], ids=["in a savepoint", "outside"])
async def test_a_server_that_goes_in_the_middle_is_an_outage(postgres: str, within):
    database = Database(postgres)

    def work(db: Connection) -> None:
        with within(db):
            db.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(OperationalError):
        await database.write(work)
    assert await database.write(lambda db: db.execute(text("select 1")).scalar()) == 1
    database.close()


async def test_a_server_that_goes_and_comes_back(world, server: Server):
    async with world(server.database("away")) as made:
        caffi = await _opened(made)
        await asyncio.to_thread(server.cut, "immediate")
        try:
            told = [await _told_that_it_is_away(made, each, "book", "S4") for each in made.crowd.people[:6]]
            assert all(told)
        finally:
            await asyncio.to_thread(server.again)
        await _works_again(made, caffi, caffi.pid)
