"""Brings the database to the tables of this version; one at a time, and never under a Caffi that runs."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.database import Database
from bot.store.running import Occupied, others_run

_LOCK = 0x_CAFF1  # any number, as long as all replicas use the same
UPGRADES = Path(__file__).parent / "upgrades"


class Newer(Exception):  # noqa: N818 - it says what is the case
    """The database was last used by a newer version of Caffi, whose tables this one does not know."""


def version(db: Connection) -> str:
    """The name of the last upgrade that the database has had ("0001"); "" where it has no tables yet."""
    if not inspect(db).has_table("alembic_version"):
        return ""
    return db.scalar(text("select version_num from alembic_version")) or ""


def newest(upgrades: Path = UPGRADES) -> str:
    """The name of this version's last upgrade."""
    return _known(upgrades)[-1]


def behind(db: Connection, upgrades: Path = UPGRADES) -> bool:
    """Whether the database lacks upgrades. Raises Newer when it has had ones that we do not know."""
    known, had = _known(upgrades), version(db)
    if had and had not in known:
        raise Newer(had)
    return had != known[-1]


def upgrade(db: Connection, upgrades: Path = UPGRADES) -> None:
    """Run the upgrades that are missing in the transaction of `db`: all of them, or none.

    Raises Newer as said above, and on PostgreSQL Occupied while a replica runs. Alembic is loaded only
    when there is something to do: it costs memory.
    """
    if not behind(db, upgrades):
        return
    if db.dialect.name == "postgresql":
        db.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if not behind(db, upgrades):  # another replica has done it meanwhile
            return
        if others_run(db):
            raise Occupied
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(upgrades).replace("%", "%%"))
    config.attributes["connection"] = db
    command.upgrade(config, "head")


def bring_up_to_date(database: Database, upgrades: Path = UPGRADES) -> None:
    """The same for a database that was just opened; an upgrade that fails leaves everything as it was."""
    if not database.embedded:
        database.write_now(lambda db: upgrade(db, upgrades))
        return
    if not database.write_now(lambda db: behind(db, upgrades)):
        return
    with database.engine.connect() as db:
        # SQLite changes a table by copying it and dropping the old one, on which others' keys still stand.
        file = db.connection.driver_connection
        assert file is not None
        file.execute("PRAGMA foreign_keys=OFF")
        try:
            with db.begin():
                upgrade(db, upgrades)
                if db.execute(text("PRAGMA foreign_key_check")).first():
                    raise RuntimeError("an upgrade has left rows that lead nowhere")
        finally:
            file.execute("PRAGMA foreign_keys=ON")


def _known(upgrades: Path) -> list[str]:
    """Their files begin with their names, in order: 0001_first_tables.py."""
    return sorted(file.name.partition("_")[0] for file in (upgrades / "versions").glob("*_*.py"))
