"""Worlds on either database. CAFFI_SOAK=1 runs everything whole, else a short sample of each."""

import os
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.soak.processes import Server
from tests.soak.watched import WatchedSlack
from tests.soak.world import World

Worlds = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture(scope="session")
def whole() -> bool:
    return os.environ.get("CAFFI_SOAK") == "1"


@pytest.fixture
def seed(whole: bool) -> int:
    """The same each time in `make test`, another one in `make soak`; CAFFI_SEED repeats one."""
    found = int(os.environ.get("CAFFI_SEED") or (random.SystemRandom().randrange(10**6) if whole else 1))
    print(f"CAFFI_SEED={found}")  # noqa: T201 - the way back to what happened
    return found


@pytest.fixture(scope="session")
def kills(whole: bool) -> int:
    """How often Caffi is killed on each database; CAFFI_KILLS gives another number."""
    return int(os.environ.get("CAFFI_KILLS") or (300 if whole else 2))


@pytest.fixture(scope="session")
def server(postgres: str) -> Iterator[Server]:
    """A server that may be cut; `postgres` has made ready what it needs."""
    folder = tempfile.mkdtemp(prefix="caffi-soak-")
    made = Server(folder)
    yield made
    made.again()
    made.close()
    shutil.rmtree(folder)


@pytest.fixture
def world(tmp_path: Path, seed: int) -> Worlds:
    """`async with world(url) as made:`; what is left running at the end is killed."""

    @asynccontextmanager
    async def made(
        url: str, mode: str = "http", *, quick: bool = True, varied: bool = False
    ) -> AsyncIterator[World]:
        async with WatchedSlack(mode=mode) as slack:
            found = World(url, tmp_path, seed, slack, mode, quick, varied)
            try:
                yield found
            finally:
                for caffi in found.caffis:
                    await caffi.close()
                found.close()
                slack.forgive_the_killed()

    return made
